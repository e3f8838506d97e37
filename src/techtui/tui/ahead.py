"""Imports modules in a thread while a person is still about to ask for what they do."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.dom import DOMNode


def import_ahead(node: DOMNode, *names: str) -> None:
    """Import modules that will probably be needed soon, so that nobody waits for them when they are.

    Args:
        node: Whose worker does it.
        names: The modules. Whatever is wrong with one is told where it is really used.
    """
    if missing := [name for name in names if name not in sys.modules]:
        node.run_worker(partial(_import, missing), group="import", thread=True, exit_on_error=False)


def _import(names: list[str]) -> None:
    for name in names:
        import_module(name)
