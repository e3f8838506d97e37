"""Prepares in a thread what the user will probably ask for next."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog


def import_ahead(*names: str) -> None:
    """Import modules that will probably be needed soon.

    Args:
        names: The modules. Errors are ignored here, and appear when a module is really used.
    """
    if missing := [name for name in names if name not in sys.modules]:
        _begin(partial(_import, missing))


def search_ahead(catalog: Catalog) -> None:
    """Build what the first letter of a search needs, which looks through the whole catalog.

    Args:
        catalog: The catalog to search.
    """
    _begin(partial(_ready, catalog))


def _begin(work: Callable[[], object]) -> None:
    def do() -> None:
        with suppress(Exception):
            work()

    # A thread, not a worker: exiting must not wait for it.
    Thread(target=do, daemon=True).start()


def _import(names: list[str]) -> None:
    for name in names:
        import_module(name)


def _ready(catalog: Catalog) -> None:
    import techtui.catalog.query  # noqa: F401
    from techtui.catalog.search import Index

    Index(catalog).read()
