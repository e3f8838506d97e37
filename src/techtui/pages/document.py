"""A page as blocks of text without a look, which writers add."""

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
"""What a piece of text is for a reader; never the only thing that tells it.

An ``aside`` is muted and belongs to what stands before it; a writer parts the two.
"""

LEGEND: Final = "≠ differs · = same · · known for some only · no sign: each has its own · ▲ better · * not in all lists"
"""What the signs of a comparison mean."""

GENERAL_SIGN: Final = "°"
"""The mark of what rests on general knowledge."""

GENERAL_TEXT: Final = "general knowledge: no document backs this"
"""The note on facts without a document."""

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

WEAK_SIGN: Final = "?"
"""The mark of what rests on weak witnesses only."""

WEAK_TEXT: Final = "weak witness: a private page, a consultant's, a copy, or an onlooker's"
"""What is said of such documents."""

BETTER_SIGN: Final = "▲"
"""The sign of the better value of a row."""

DIFFERENT_SIGN: Final = "≠"
"""The sign of a row whose values differ."""


class Span(Struct, frozen=True):
    """A piece of text, to be shown to the letter.

    Args:
        text: The words.
        tone: How it is meant.
        ref: Where it leads; a page on a screen follows all of them, a file only those to the web.
        about: What explains it: a website leads there, on a screen a key does.
    """

    text: str
    tone: Tone = ""
    ref: Ref | None = None
    about: Ref | None = None

    @property
    def link(self) -> str:
        """The address it leads to, if it is one that may be opened; else nothing."""
        return web_address(self.ref)


class Cite(Struct, frozen=True):
    """The marks of sources.

    Args:
        numbers: As in the list of sources at the end.
        general: Whether general knowledge is among them.
        weak: Whether all of them are weak witnesses.
    """

    numbers: tuple[int, ...]
    general: bool = False
    weak: bool = False

    @property
    def signs(self) -> str:
        """What stands behind the numbers, such as ``°``; may be empty."""
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
        parts: Each with its size, the whole being 1, the character it is drawn with, and how it is meant.
    """

    parts: tuple[tuple[float, str, Tone], ...]

    def runs(self, width: int) -> Iterator[tuple[str, Tone]]:
        """The parts as characters; dots fill the rest.

        Args:
            width: Cells of the whole.
        """
        at, so_far = 0, 0.0
        for share, block, tone in self.parts:
            so_far += share
            end = round(width * min(1.0, so_far))
            yield block * (end - at), tone
            at = max(at, end)
        yield "·" * (width - at), "muted"


Line: TypeAlias = tuple[Span | Cite | Shares, ...]
"""Text in one paragraph, cell or item."""


class Heading(Struct, frozen=True):
    """A heading. Those of level 2 begin the sections that one can jump to.

    Args:
        text: What it says.
        level: 2 for the parts of a page, 3 for parts of those.
        aside: The words beside it; may be empty.
    """

    text: str
    level: int = 2
    aside: str = ""

    @property
    def id(self) -> str:
        """The name of the section in an address: lower case, words joined by ``-``."""
        return re.sub(r"\W+", "-", self.text.casefold()).strip("-")


class Paragraph(Struct, frozen=True):
    """Some sentences."""

    line: Line


class Lines(Struct, frozen=True):
    """Lines that stay lines.

    Args:
        lines: The lines; an empty one parts others.
        cut: Whether a line stays one where there is no room for it; then its end is what is shown.
    """

    lines: tuple[Line, ...]
    cut: bool = False


class Code(Struct, frozen=True):
    """Lines of a program, shown to the letter."""

    lines: tuple[str, ...]


class Item(Struct, frozen=True):
    """One point of a list.

    Args:
        line: What it says.
        note: The words below it; may be empty.
        sign: What stands before it; if empty, the sign of the list.
    """

    line: Line
    note: Line = ()
    sign: str = ""


class Bullets(Struct, frozen=True):
    """A list of points.

    Args:
        items: The points.
        sign: What stands before each.
        tone: How the sign is meant.
        numbered: Whether numbers take the place of the sign.
    """

    items: tuple[Item, ...]
    sign: str = "•"
    tone: Tone = "muted"
    numbered: bool = False

    def sign_of(self, at: int) -> str:
        """What stands before the item at a position."""
        return f"{at + 1}." if self.numbered else self.items[at].sign or self.sign


Pair: TypeAlias = tuple[Span, Item]
"""A name, and what belongs to it."""


class Pairs(Struct, frozen=True):
    """Names, each with what belongs to it.

    Args:
        sections: The pairs in groups, each with its heading, which may be empty.
        flow: Whether they are so short that they can follow each other on a line.
    """

    sections: tuple[tuple[str, tuple[Pair, ...]], ...]
    flow: bool = False


class Cell(Struct, frozen=True):
    """One cell of a table.

    Args:
        line: What stands in it.
        share: The length of a bar, from 0 to 1; None for none.
        better: Whether it is the better value of its row.
    """

    line: Line
    share: float | None = None
    better: bool = False


class Row(Struct, frozen=True):
    """One row of a table.

    Args:
        cells: The cells, one for each heading.
        sign: How the cells relate; may be empty.
        tone: How the sign is meant.
    """

    cells: tuple[Cell, ...]
    sign: str = ""
    tone: Tone = ""


class Table(Struct, frozen=True):
    """Rows under headings.

    Args:
        head: The headings of the columns.
        sections: The rows in groups, each with its heading, which may be empty.
        signs: Whether rows have signs.
        dense: Whether it stands within the text of a page, and as far from the edge.
    """

    head: tuple[str, ...]
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    signs: bool = False
    dense: bool = False


class Told(Struct, frozen=True):
    """One row of an overview.

    Args:
        name: What it is about.
        words: What it is.
        warning: What speaks against it; may be empty.
        values: What is known of it, one for each heading.
    """

    name: Span
    words: Line
    warning: Line
    values: tuple[Cell, ...]


class Overview(Struct, frozen=True):
    """Names with words about each, and with values where there is room for columns; `pages.overview` has both forms.

    Args:
        head: The headings of the values.
        rows: What is told of each.
    """

    head: tuple[str, ...]
    rows: tuple[Told, ...]


class Beside(Struct, frozen=True):
    """Parts that stand side by side where there is room.

    Args:
        parts: The blocks of each; a part begins with its heading.
        least: The fewest cells of a part: where there is less room, one stands below the other.
    """

    parts: tuple[tuple[Block, ...], ...]
    least: int = 30


class Sources(Struct, frozen=True):
    """What the marks of the page refer to. A writer adds a heading if its footnotes need one.

    Args:
        sources: The documents, in the order of their numbers from 1.
        general: Whether something rests on general knowledge.
    """

    sources: tuple[Source, ...]
    general: bool = False

    @property
    def weak(self) -> bool:
        """Whether there are weak witnesses among them."""
        return any(one.weak for one in self.sources)


Block: TypeAlias = (
    Heading | Paragraph | Lines | Code | Bullets | Pairs | Table | Overview | Beside | Sources
)


class Document(Struct, frozen=True):
    """A page.

    Args:
        title: What it is about.
        subtitle: What stands beside or below the title; may be empty.
        blocks: Its parts, made as they are read, and read once: a screen stops at what is out of sight.
        origin: The catalog it is from, and how old that is; empty where it goes without saying.
        bare: Whether it is a mere list, of which terminals and Markdown show only the table.
    """

    title: str
    subtitle: str
    blocks: Iterable[Block]
    origin: str = ""
    bare: bool = False


def line_of(text: str, tone: Tone = "", ref: Ref | None = None) -> Line:
    """A line of one piece."""
    return (Span(text, tone, ref),)


def muted(line: Line) -> Line:
    """A line in the background; what is marked in it stays so."""
    return tuple(
        Span(one.text, "muted", one.ref) if isinstance(one, Span) and not one.tone else one
        for one in line
    )


def aside(text: str) -> Line:
    """Something said beside what stands before it; nothing where the text is empty."""
    return (Span(text, "aside"),) if text else ()


def pairs(rows: Iterable[Pair], flow: bool = False) -> Iterator[Pairs]:
    """Pairs in one group; nothing where there are none."""
    if found := tuple(rows):
        yield Pairs((("", found),), flow)


def web_address(ref: Ref | None) -> str:
    """The address of a link to the web, if it is one that may be opened; else nothing."""
    if ref is None or ref.kind != "url":
        return ""
    # Most pages are shown without asking for it.
    from techtui.catalog.links import is_link

    return ref.id if is_link(ref.id) else ""


def day_text(day: date | None) -> str:
    """A day as ``2026-11-23``; empty for none."""
    return day.isoformat() if day else ""


def days_of(source: Source) -> str:
    """What is known of a document's days: ``of 2025-03-02, read 2026-08-20``; empty for nothing."""
    told = (("of", source.date), ("read", source.read))
    return ", ".join(f"{word} {day_text(day)}" for word, day in told if day)


def told_of(source: Source) -> str:
    """What stands behind the title of a document: its days, and that it is a weak witness."""
    weak = f"{WEAK_SIGN} weak" if source.weak else ""
    return "  ".join(filter(None, (days_of(source), weak)))
