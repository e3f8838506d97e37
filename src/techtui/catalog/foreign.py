"""Files in other formats that are opened like catalogs: which they are, and who reads them."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any, Final

_ENDINGS: Final = (".csv", ".tsv", ".json", ".yaml", ".yml", ".md")
_READER: Final = "techtui.importing.registry"
"""Named, not imported: imports are made of the parts of a catalog, and a catalog knows nothing of them."""
_MOST_FOLLOWED: Final = 2_000
"""So many files of a folder are looked at for changes; more would cost the explorer noticeable time."""


class ImportRefusedError(Exception):
    """A source of which nothing can be read. Its text is one sentence for a person."""


def is_foreign(path: Path) -> bool:
    """Whether a file is imported rather than read as TOML, by the end of its name."""
    return path.suffix.casefold() in _ENDINGS


def files_below(folder: Path) -> list[Path]:
    """The files of a folder that could be imported, in the order of their paths; of very many only the first."""
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
    """What a TOML reader would give for the catalog that is made of a file or a folder.

    Raises:
        ImportRefusedError: If nothing of it can be read, or a library for it is not installed.
    """
    document: dict[str, Any] = import_module(_READER).document_of(path)
    return document
