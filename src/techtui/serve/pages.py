"""The pages and files of the server; each path is looked up in advance, so no request path reaches the disk."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Final

import textual_serve

_HERE: Final = Path(__file__).with_name("page")
_SCRIPT_OF_TEXTUAL: Final = Path(textual_serve.__file__).with_name("static")
"""textual-serve provides xterm.js, its style sheet and its fonts; nothing else of it is used."""


def page(name: str, **values: object) -> str:
    """Return a page.

    Args:
        name: The file name.
        values: Values to insert; plain text.
    """
    escaped = {key: html.escape(str(value)) for key, value in values.items()}
    return Template((_HERE / name).read_text(encoding="utf-8")).substitute(escaped)


def files() -> Mapping[str, Path]:
    """Return the files that a page may load: URL path -> file."""
    return {
        **dict(_below(_HERE / "assets", "/assets")),
        **dict(_below(_SCRIPT_OF_TEXTUAL, "/static")),
    }


def _below(folder: Path, address: str) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield f"{address}/{file.relative_to(folder).as_posix()}", file
