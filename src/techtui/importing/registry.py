"""The kinds of sources that can be imported, and how they are recognised."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Document, Imported, ImportRefusedError
from techtui.importing.source import ImportedFiles

if TYPE_CHECKING:
    from collections.abc import Iterator


class SourceKind(NamedTuple):
    """A kind of source.

    Args:
        module: The module that reads it.
        told: A description in a few words.
    """

    module: str
    told: str


class KindReader(Protocol):
    """The functions of a module for a kind."""

    def recognises(self, source: ImportedFiles) -> bool:
        """Return whether a source is of this kind, by its content."""

    def read(self, source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
        """Import a source of this kind."""


KINDS: Final = {
    "byor": SourceKind("techtui.importing.byor", "CSV or JSON of Build Your Own Radar"),
    "backstage-radar": SourceKind(
        "techtui.importing.backstage_radar", "JSON of Backstage's tech radar"
    ),
    "zalando": SourceKind("techtui.importing.zalando", "JSON of Zalando's tech radar"),
    "aoe": SourceKind("techtui.importing.aoe", "folder of AOE's technology radar"),
    "endoflife": SourceKind(
        "techtui.importing.endoflife", "products of endoflife.date, or its API's JSON"
    ),
    "backstage": SourceKind(
        "techtui.importing.backstage", "Backstage entities, a file or a folder"
    ),
    "landscape": SourceKind("techtui.importing.landscape", "data.yml or landscape.yml"),
    "awesome": SourceKind("techtui.importing.awesome", "list in Markdown"),
    "csv": SourceKind("techtui.importing.csv_table", "any table with a header"),
}
"""Name -> kind; the first kind that recognises a source reads it."""


def reader_of(kind: str) -> KindReader:
    """Return the module of a kind."""
    return cast("KindReader", import_module(KINDS[kind].module))


def import_source(path: Path, kind: str = "", options: ImportOptions = NONE) -> Imported:
    """Import a file or a folder as a catalog.

    Args:
        path: Its path.
        kind: A key of `KINDS`; empty to recognise it from the content.
        options: What the user says about it.

    Raises:
        ImportRefusedError: If nothing can be imported.
    """
    source = ImportedFiles(path)
    kind = kind or kind_of(source)
    imported = reader_of(kind).read(source, options)
    if not imported.document["technologies"]:
        told = "; ".join(imported.losses.lines()) or "nothing in it has a name"
        raise ImportRefusedError(f"{path} holds no entries ({kind}): {told}")
    return imported


def document_of(path: Path) -> Document:
    """Return the imported catalog as a document. Used by name in `techtui.catalog.foreign`.

    Raises:
        ImportRefusedError: If nothing can be imported.
    """
    return import_source(path).document


def kind_of(source: ImportedFiles) -> str:
    """Recognise the kind of a source.

    Raises:
        ImportRefusedError: If no kind matches, or it can't be read.
    """
    for kind in _matching(source):
        return kind
    raise ImportRefusedError(
        f"{source.path} is of no known kind; choose one with --as: {', '.join(KINDS)}"
    )


def _matching(source: ImportedFiles) -> Iterator[str]:
    if not source.is_folder and not source.text.strip():
        raise ImportRefusedError(f"{source.path} holds nothing")
    for kind in KINDS:
        if reader_of(kind).recognises(source):
            yield kind
