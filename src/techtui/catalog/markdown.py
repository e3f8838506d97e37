"""Parses Markdown texts: paragraphs, lists, code, emphasis and links; everything else is literal text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_RULES: Final = (
    *("list", "code", "fence"),
    *("emphasis", "link", "autolink", "backticks", "escape", "newline"),
)
"""The supported syntax. Headings, tables, images, HTML, entities and references stay as they are written."""
_SIGNS: Final = re.compile(r"[*_`\[\]<\\]")
"""A line without any of these has no markup."""
_LONGEST: Final = 100_000
"""Longer texts, in characters, are taken literally: they were not written by hand."""


class InlineText(NamedTuple):
    """A piece of a line."""

    text: str
    tone: Literal["", "strong", "code"] = ""
    link: str = ""
    """Its target, unchecked."""


class Sentences(NamedTuple):
    """Some sentences."""

    pieces: tuple[InlineText, ...]


class ListItem(NamedTuple):
    """An item of a list."""

    pieces: tuple[InlineText, ...]
    depth: int
    """The number of lists around its list."""
    number: str
    """As written; empty in a list without numbers."""


class CodeLines(NamedTuple):
    """Preformatted lines."""

    lines: tuple[str, ...]


Part: TypeAlias = Sentences | ListItem | CodeLines


def parts_of(text: str) -> Iterator[Part]:
    """Yield the parts of a text, in order.

    Args:
        text: Markdown of any number of lines.
    """
    if len(text) > _LONGEST:
        yield Sentences((InlineText(" ".join(text.split())),))
        return
    depth, number = 0, ""
    first_in_item = False
    for token in _parser().parse(text):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "list_item_open":
                first_in_item, number = True, token.info
            case "inline":
                pieces = tuple(_pieces(token.children or ()))
                if depth and first_in_item:
                    yield ListItem(pieces, depth - 1, number)
                else:
                    yield Sentences(pieces)
                first_in_item = False
            case "fence" | "code_block":
                yield CodeLines(tuple(token.content.rstrip("\n").split("\n")))


def pieces_of(line: str) -> tuple[InlineText, ...]:
    """Return the pieces of a single line; list and code markers are literal."""
    if not _SIGNS.search(line) or len(line) > _LONGEST:
        return (InlineText(line),)
    (token,) = _parser().parseInline(line)
    return tuple(_pieces(token.children or ()))


def plain(text: str) -> str:
    """Return a text on one line, without its markup."""
    if "\n" not in text:
        return "".join(piece.text for piece in pieces_of(text))
    said = []
    for part in parts_of(text):
        if isinstance(part, CodeLines):
            said.append(" ".join(part.lines))
        else:
            said.append("".join(piece.text for piece in part.pieces))
    return " ".join(" ".join(said).split())


@cache
def _parser() -> MarkdownIt:
    # Imported here because few catalogs have Markdown.
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(list(_RULES))


def _pieces(tokens: Sequence[Token]) -> Iterator[InlineText]:
    strong, link = 0, ""
    for token in tokens:
        match token.type:
            case "strong_open" | "em_open":
                strong += 1
            case "strong_close" | "em_close":
                strong -= 1
            case "link_open":
                link = str(token.attrGet("href") or "")
            case "link_close":
                link = ""
            case "softbreak" | "hardbreak":
                yield InlineText(" ", "", link)
            case "code_inline":
                yield InlineText(token.content, "code", link)
            case _:
                if token.content:
                    yield InlineText(token.content, "strong" if strong else "", link)
