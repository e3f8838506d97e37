"""Texts of a catalog as parts of a page: literal, or as Markdown if the catalog uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.pages.document import Block, Bullets, Code, Item, Line, Paragraph, line_of
from techtui.pages.items import spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from techtui.catalog.markdown import ListItem, Part
    from techtui.catalog.model import Catalog


def prose(catalog: Catalog, text: str, cites: Line = ()) -> Iterator[Block]:
    """Yield a text in paragraphs, and lists and code if it is Markdown.

    Args:
        catalog: The catalog; it says how its texts are written.
        text: The text.
        cites: Its source marks, added at the end.
    """
    if not catalog.conventions.markdown:
        yield from paragraphs(text, cites)
        return
    from techtui.catalog.markdown import parts_of

    blocks = list(_blocks(parts_of(text)))
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        blocks[-1] = Paragraph((*last.line, *cites))
    elif cites:
        blocks.append(Paragraph(cites))
    yield from blocks


def _blocks(parts: Iterable[Part]) -> Iterator[Block]:
    from techtui.catalog import markdown

    points: list[ListItem] = []
    for part in parts:
        if isinstance(part, markdown.ListItem):
            points.append(part)
            continue
        if points:
            yield _bullets(points)
            points = []
        if isinstance(part, markdown.CodeLines):
            yield Code(part.lines)
        else:
            yield Paragraph(spans_of(part.pieces))
    if points:
        yield _bullets(points)


def _bullets(points: list[ListItem]) -> Bullets:
    counted = [str(at) for at in range(1, len(points) + 1)]
    return Bullets(
        tuple(Item(spans_of(one.pieces), sign=_sign(one)) for one in points),
        numbered=[one.number for one in points] == counted,
    )


def _sign(point: ListItem) -> str:
    if point.number:
        return f"{point.number}."
    return "–" if point.depth else ""


def plain(catalog: Catalog, text: str) -> str:
    """Return a text for a table: on one line and without markup."""
    if not catalog.conventions.markdown:
        return text
    from techtui.catalog import markdown

    return markdown.plain(text)


def paragraphs(text: str, cites: Line = ()) -> Iterator[Paragraph]:
    """Yield a text in paragraphs, which are separated by empty lines.

    Args:
        text: The text.
        cites: Its source marks, added at the end.
    """
    *parts, last = text.split("\n\n")
    for part in parts:
        yield Paragraph(line_of(part))
    yield Paragraph((*line_of(last), *cites))
