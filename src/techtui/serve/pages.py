"""The pages and files that the server gives out; each was looked up once, so no path of a request reaches the disk."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Final

import textual_serve

_HERE: Final = Path(__file__).with_name("page")
_SCRIPT_OF_TEXTUAL: Final = Path(textual_serve.__file__).with_name("static")
"""xterm.js, its style and its fonts come with textual-serve; nothing else of it is used."""


def page(name: str, **values: object) -> str:
    """A page.

    Args:
        name: The file.
        values: What to put in; plain text.
    """
    escaped = {key: html.escape(str(value)) for key, value in values.items()}
    return Template((_HERE / name).read_text(encoding="utf-8")).substitute(escaped)


def files() -> Mapping[str, Path]:
    """What a page may load: the path in its address -> the file."""
    return {
        **dict(_below(_HERE / "assets", "/assets")),
        **dict(_below(_SCRIPT_OF_TEXTUAL, "/static")),
    }


def _below(folder: Path, address: str) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield f"{address}/{file.relative_to(folder).as_posix()}", file
