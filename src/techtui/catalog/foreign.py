"""Files in other formats that can be opened like catalogs: which ones, and how they are imported."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any, Final

_ENDINGS: Final = (".csv", ".tsv", ".json", ".yaml", ".yml", ".md")
_PAGES: Final = (".html", ".htm", ".js")
"""Opened when named themselves; in folders they belong to other things."""
_READER: Final = "techtui.importing.registry"
"""Named, not imported: imports build on the catalog package, which must not depend on them."""
_MOST_FOLLOWED: Final = 2_000
"""The most files of a folder that are watched for changes; more would take noticeable time."""


class ImportRefusedError(Exception):
    """A source that can't be imported. Its message is one sentence for the user."""


def is_foreign(path: Path) -> bool:
    """Return whether a file is imported rather than read as TOML, judging by its suffix."""
    return path.suffix.casefold() in (*_ENDINGS, *_PAGES)


def files_below(folder: Path) -> list[Path]:
    """Return the files of a folder that could be imported, sorted by path, up to a limit."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        found += (
            Path(place, name)
            for name in sorted(names)
            if name.casefold().endswith(_ENDINGS) and not name.startswith(".")
        )
        if len(found) >= _MOST_FOLLOWED:
            break
    return found[:_MOST_FOLLOWED]


def import_document(path: Path) -> dict[str, Any]:
    """Import a file or folder; return what a TOML reader would for the catalog.

    Raises:
        ImportRefusedError: If nothing can be imported, or a required library is not installed.
    """
    document: dict[str, Any] = import_module(_READER).document_of(path)
    return document
