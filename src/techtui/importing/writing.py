"""Writes an imported catalog as a TOML file to be edited by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from techtui.catalog.sanitize import one_line
from techtui.importing.extras import needed
from techtui.importing.result import Imported

MARK: Final = "# Imported by techtui import"
"""The first line of every imported file: one that begins otherwise was written by hand."""
_HEADINGS: Final = {
    "sources": "Where the facts come from.",
    "categories": "The branches of the tree.",
    "attributes": "What facts can be about.",
    "technologies": "The entries.",
}


def catalog_text(imported: Imported) -> str:
    """Return the catalog as TOML, with comments that say where it came from and what was lost.

    Raises:
        ImportRefusedError: If the library that writes TOML is not installed.
    """
    return "".join(_parts(imported))


def _parts(imported: Imported) -> Iterator[str]:
    dumps = needed("tomli_w").dumps
    yield f"{MARK} from {one_line(imported.origin)} ({imported.kind}).\n"
    yield "# The next import overwrites this file; put your own changes into another one:\n"
    yield "# techtui --catalog THIS --catalog YOURS\n"
    if lines := imported.losses.lines():
        yield "#\n# What was not carried as it is:\n"
        yield from (f"#   {one_line(line)}\n" for line in lines)
    yield f"\nformat = {imported.document['format']}\n\n"
    for table, held in imported.document.items():
        if table == "format" or not held:
            continue
        if table in _HEADINGS:
            yield f"\n# {_HEADINGS[table]}\n\n"
            for key, one in held.items():
                yield _dumped(dumps, {table: {key: one}}) + "\n"
        else:
            yield _dumped(dumps, {table: held})


def _dumped(dumps: Any, value: Any) -> str:
    written: str = dumps(value, multiline_strings=True)
    return written
