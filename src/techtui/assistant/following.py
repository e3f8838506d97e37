"""A catalog that follows changes of its files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from techtui.catalog.files import look_at
from techtui.catalog.problems import CatalogError
from techtui.catalog.store.cache import load_catalog

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog


class FollowedCatalog:
    """Reads a catalog again when its files change, and keeps the last good state while they have errors.

    Args:
        paths: The files, as in `techtui.catalog.store.cache.load_catalog`.

    Raises:
        CatalogError: If the catalog can't be opened now.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._look = look_at(self._paths)
        self._catalog = load_catalog(self._paths)
        self._read_at = datetime.now()
        self.notice = ""
        """Why the catalog is older than its files; empty if it is not."""

    def now(self) -> Catalog:
        """Return the current catalog, or its last good state, which `notice` then explains."""
        look = look_at(self._paths)
        if look != self._look:
            self._look = look
            try:
                self._catalog = load_catalog(self._paths)
            except CatalogError as error:
                first = error.problems[0]
                self.notice = (
                    f"The catalog's files have errors now ({first.file}:{first.line}: {first.message}). "
                    f"This is their state of {self._read_at:%Y-%m-%d %H:%M}."
                )
            else:
                self._read_at = datetime.now()
                self.notice = ""
        return self._catalog
