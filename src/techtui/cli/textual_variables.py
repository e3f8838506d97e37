"""Environment variables of Textual whose values would keep it from starting."""

from __future__ import annotations

import os
from typing import Final

from techtui.catalog.lookup import shown
from techtui.files import in_words

_COLOURS: Final = "TEXTUAL_COLOR_SYSTEM"
_DRIVER: Final = "TEXTUAL_DRIVER"
_LOG: Final = "TEXTUAL_LOG"


def refusal() -> str:
    """Say which variable to change before the explorer can open; empty if it can.

    Textual reads these variables when it is imported, so this comes before. Empty ones are removed: they count as not set.
    """
    for name in (_COLOURS, _DRIVER, _LOG):
        if os.environ.get(name) == "":
            del os.environ[name]
    if _COLOURS in os.environ:
        from rich.console import COLOR_SYSTEMS

        known = ("auto", *COLOR_SYSTEMS)
        if os.environ[_COLOURS] not in known:
            return f"{_told(_COLOURS)} is not one of {', '.join(known)}; change or unset it"
    if _DRIVER in os.environ and not _is_driver(os.environ[_DRIVER]):
        return (
            f"{_told(_DRIVER)} is not a driver of Textual, written MODULE:CLASS; change or unset it"
        )
    if _LOG in os.environ:
        try:
            # A pipe that nobody reads is refused instead of waited for.
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
            os.close(os.open(os.environ[_LOG], flags, 0o600))
        except (OSError, ValueError) as error:
            return f"{_told(_LOG)} can't be written ({in_words(error)}); change or unset it"
    return ""


def _told(name: str) -> str:
    return f"{name}={shown(os.environ[name])}"


def _is_driver(written: str) -> bool:
    """Return whether a driver can be imported by this name. Whatever its module raises, it is none."""
    from importlib import import_module

    module, _, name = written.partition(":")
    try:
        found = getattr(import_module(module), name, None)
    except Exception:
        return False
    from textual.driver import Driver

    return isinstance(found, type) and issubclass(found, Driver)
