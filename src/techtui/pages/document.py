"""Documents: pages as blocks of text, whose look is decided by writers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

from techtui.catalog.refs import Ref

if TYPE_CHECKING:
    from datetime import date

    from techtui.catalog.model import Source

Tone: TypeAlias = Literal[
    "", "strong", "muted", "aside", "accent", "good", "bad", "mark", "link", "heading", "line"
]
"""The meaning of a piece of text; never the only way to recognise it.

An ``aside`` is muted and belongs to what precedes it; a writer separates the two.
"""

LEGEND: Final = "≠ differs · = same · · known for some only · no sign: each has its own · ▲ better · * not in all lists"
"""The meaning of the signs of a comparison."""

GENERAL_SIGN: Final = "°"
"""The mark of general knowledge."""

GENERAL_TEXT: Final = "general knowledge: no document backs this"
"""The note on facts that no document backs."""

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

WEAK_SIGN: Final = "?"
"""The mark of facts with weak sources only."""

WEAK_TEXT: Final = "weak source: a private page, a consultant's, a copy, or an outsider's"
"""The remark on weak sources."""

BETTER_SIGN: Final = "▲"
"""The sign of the better value of a row."""

DIFFERENT_SIGN: Final = "≠"
"""The sign of a row whose values differ."""


class Span(Struct, frozen=True):
    """A piece of text, shown as it is.

    Args:
        text: The text.
        tone: Its meaning.
        ref: Its target; screens follow all of them, files only those to the web.
        about: What explains it: a link on a website, a key on a screen.
    """

    text: str
    tone: Tone = ""
    ref: Ref | None = None
    about: Ref | None = None

    @property
    def link(self) -> str:
        """The URL it leads to, if it may be opened; otherwise empty."""
        return web_address(self.ref)


class Cite(Struct, frozen=True):
    """Source marks.

    Args:
        numbers: The numbers in the list of sources at the end.
        general: Whether general knowledge is among the sources.
        weak: Whether all sources are weak.
    """

    numbers: tuple[int, ...]
    general: bool = False
    weak: bool = False

    @property
    def signs(self) -> str:
        """The signs after the numbers, such as ``°``; may be empty."""
        return GENERAL_SIGN if self.general else WEAK_SIGN if self.weak else ""

    @property
    def marks(self) -> Iterator[tuple[str, str]]:
        """The marks as characters, such as ``¹``, each with what it refers to: a number, or the sign itself."""
        for one in self.numbers:
            yield str(one).translate(_RAISED), str(one)
        if self.signs:
            yield self.signs, self.signs


class Shares(Struct, frozen=True):
    """Shares of a whole, drawn as one bar.

    Args:
        parts: Each with its share of 1, the character it is drawn with, and its tone.
    """

    parts: tuple[tuple[float, str, Tone], ...]

    def runs(self, width: int) -> Iterator[tuple[str, Tone]]:
        """Yield the parts as characters; dots fill the rest.

        Args:
            width: The cells of the bar.
        """
        at, so_far = 0, 0.0
        for share, block, tone in self.parts:
            so_far += share
            end = round(width * min(1.0, so_far))
            yield block * (end - at), tone
            at = max(at, end)
        yield "·" * (width - at), "muted"


Line: TypeAlias = tuple[Span | Cite | Shares, ...]
"""Text of a paragraph, cell or item."""


class Heading(Struct, frozen=True):
    """A heading. Those of level 2 begin the sections that keys jump to.

    Args:
        text: The text.
        level: 2 for the sections of a page, 3 for their parts.
        aside: A few words beside it; may be empty.
    """

    text: str
    level: int = 2
    aside: str = ""

    @property
    def id(self) -> str:
        """The fragment of its URL: lower case, words joined by ``-``."""
        return re.sub(r"\W+", "-", self.text.casefold()).strip("-")


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    line: Line


class Lines(Struct, frozen=True):
    """Lines with their line breaks.

    Args:
        lines: The lines; an empty one separates others.
        cut: Whether a line that does not fit is cut, keeping its end.
    """

    lines: tuple[Line, ...]
    cut: bool = False


class Code(Struct, frozen=True):
    """Preformatted lines."""

    lines: tuple[str, ...]


class Item(Struct, frozen=True):
    """An item of a list.

    Args:
        line: Its text.
        note: A text below it; may be empty.
        sign: The sign before it; empty for that of the list.
    """

    line: Line
    note: Line = ()
    sign: str = ""


class Bullets(Struct, frozen=True):
    """A list.

    Args:
        items: The items.
        sign: The sign before each.
        tone: The tone of the sign.
        numbered: Whether numbers replace the sign.
    """

    items: tuple[Item, ...]
    sign: str = "•"
    tone: Tone = "muted"
    numbered: bool = False

    def sign_of(self, at: int) -> str:
        """Return the sign before the item at a position."""
        return f"{at + 1}." if self.numbered else self.items[at].sign or self.sign


Pair: TypeAlias = tuple[Span, Item]
"""A name and its text."""


class Pairs(Struct, frozen=True):
    """Names with texts.

    Args:
        sections: The pairs in groups, each with its heading, which may be empty.
        flow: Whether they are short enough to follow each other on a line.
    """

    sections: tuple[tuple[str, tuple[Pair, ...]], ...]
    flow: bool = False


class Cell(Struct, frozen=True):
    """A cell of a table.

    Args:
        line: Its text.
        share: The length of a bar, from 0 to 1; None for none.
        better: Whether it has the better value of its row.
    """

    line: Line
    share: float | None = None
    better: bool = False


class Row(Struct, frozen=True):
    """A row of a table.

    Args:
        cells: The cells, one for each heading.
        sign: How the cells compare; may be empty.
        tone: The tone of the sign.
    """

    cells: tuple[Cell, ...]
    sign: str = ""
    tone: Tone = ""


class Table(Struct, frozen=True):
    """A table.

    Args:
        head: The headings of the columns.
        sections: The rows in groups, each with its heading, which may be empty.
        signs: Whether rows have signs.
        dense: Whether it is part of a page's text, with the same indent.
    """

    head: tuple[str, ...]
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    signs: bool = False
    dense: bool = False


class Told(Struct, frozen=True):
    """One row of an overview.

    Args:
        name: The name, which links to the page.
        words: A few words about it.
        warning: Why it is discouraged; may be empty.
        values: Its values, one for each heading.
    """

    name: Span
    words: Line
    warning: Line
    values: tuple[Cell, ...]


class Overview(Struct, frozen=True):
    """Names with a few words, or with values where there is room for columns; see `techtui.pages.overview`.

    Args:
        head: The headings of the values.
        rows: The rows.
    """

    head: tuple[str, ...]
    rows: tuple[Told, ...]


class Beside(Struct, frozen=True):
    """Parts that are side by side if there is room.

    Args:
        parts: The blocks of each part, beginning with its heading.
        least: The fewest cells of a part: with less room, parts are stacked.
    """

    parts: tuple[tuple[Block, ...], ...]
    least: int = 30


class Sources(Struct, frozen=True):
    """The list of sources that marks refer to. A writer adds a heading if its footnotes need one.

    Args:
        sources: The documents, in the order of their numbers from 1.
        general: Whether anything is based on general knowledge.
    """

    sources: tuple[Source, ...]
    general: bool = False

    @property
    def weak(self) -> bool:
        """Whether any of them is weak."""
        return any(one.weak for one in self.sources)


Block: TypeAlias = (
    Heading | Paragraph | Lines | Code | Bullets | Pairs | Table | Overview | Beside | Sources
)


class Document(Struct, frozen=True):
    """A page.

    Args:
        title: Its subject.
        subtitle: The text beside or below the title; may be empty.
        blocks: Its parts, created lazily and read once: a screen stops at what is out of sight.
        origin: Its catalog and the catalog's date; empty if that is obvious.
        bare: Whether it is a bare list, of which terminals and Markdown show only the table.
    """

    title: str
    subtitle: str
    blocks: Iterable[Block]
    origin: str = ""
    bare: bool = False


def line_of(text: str, tone: Tone = "", ref: Ref | None = None) -> Line:
    """Return a line of one piece."""
    return (Span(text, tone, ref),)


def muted(line: Line) -> Line:
    """Return a line in muted tone, except where it has another tone."""
    return tuple(
        Span(one.text, "muted", one.ref) if isinstance(one, Span) and not one.tone else one
        for one in line
    )


def aside(text: str) -> Line:
    """Return a remark on what precedes it; empty if the text is."""
    return (Span(text, "aside"),) if text else ()


def pairs(rows: Iterable[Pair], flow: bool = False) -> Iterator[Pairs]:
    """Yield pairs in one group; nothing if there are none."""
    if found := tuple(rows):
        yield Pairs((("", found),), flow)


def web_address(ref: Ref | None) -> str:
    """Return the URL of a link to the web, if it may be opened; otherwise empty."""
    if ref is None or ref.kind != "url":
        return ""
    # Imported here: most pages are shown without it.
    from techtui.catalog.links import is_link

    return ref.id if is_link(ref.id) else ""


def day_text(day: date | None) -> str:
    """Return a day as ``2026-11-23``; empty for None."""
    return day.isoformat() if day else ""


def days_of(source: Source) -> str:
    """Return the known dates of a source: ``of 2025-03-02, read 2026-08-20``; empty if there are none."""
    told = (("of", source.date), ("read", source.read))
    return ", ".join(f"{word} {day_text(day)}" for word, day in told if day)


def told_of(source: Source) -> str:
    """Return the remark after the title of a source: its dates, and whether it is weak."""
    weak = f"{WEAK_SIGN} weak" if source.weak else ""
    return "  ".join(filter(None, (days_of(source), weak)))
