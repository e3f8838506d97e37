"""Prepares in a thread what is about to be asked for."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from techtui.catalog.model import Catalog


def import_ahead(node: DOMNode, *names: str) -> None:
    """Import modules that will probably be needed soon.

    Args:
        node: Whose worker does it.
        names: The modules. What is wrong with one shows where it is really used.
    """
    if missing := [name for name in names if name not in sys.modules]:
        node.run_worker(partial(_import, missing), group="ahead", thread=True, exit_on_error=False)


def search_ahead(node: DOMNode, catalog: Catalog) -> None:
    """Get ready for the first letter of a search, which goes through all of the catalog.

    Args:
        node: Whose worker does it.
        catalog: Where will be searched.
    """
    node.run_worker(partial(_ready, catalog), group="ahead", thread=True, exit_on_error=False)


def _import(names: list[str]) -> None:
    for name in names:
        import_module(name)


def _ready(catalog: Catalog) -> None:
    import techtui.catalog.query  # noqa: F401
    from techtui.catalog.search import Index

    Index(catalog).read()
