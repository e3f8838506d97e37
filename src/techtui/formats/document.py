"""A page as parts without a look: what is said, and what each part is. The formats give it one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from techtui.catalog.links import is_link
from techtui.catalog.model import Catalog, Source
from techtui.formats.plain import Citations, superscript

Tone: TypeAlias = Literal["", "strong", "muted", "accent", "good", "bad", "mark"]
"""What a piece of text is for a reader; never the only thing that tells it."""

LEGEND = "≠ differs · = same · · known for some only · ▲ better · * not in all lists"
"""What the signs of a comparison mean."""

GENERAL_TEXT = "general knowledge: no document backs this"
"""What is said of facts without a document."""


class Span(Struct, frozen=True):
    """A piece of text, to be shown to the letter.

    Args:
        text: What is said.
        tone: How it is meant.
        url: Where it leads; anything but http and https is dropped by `link`.
    """

    text: str
    tone: Tone = ""
    url: str = ""

    @property
    def link(self) -> str:
        """The address, if it is one that may be opened; else nothing."""
        return self.url if self.url and is_link(self.url) else ""


class Cite(Struct, frozen=True):
    """The marks of sources.

    Args:
        numbers: As in the list of sources at the end.
        general: Whether general knowledge is among them.
    """

    numbers: tuple[int, ...]
    general: bool = False

    @property
    def marks(self) -> str:
        """The marks as characters, such as ``¹ ⁴ °``."""
        marks = [superscript(number) for number in self.numbers]
        return " ".join([*marks, Citations.GENERAL] if self.general else marks)


Line: TypeAlias = tuple[Span | Cite, ...]
"""Text in one paragraph, cell or item."""


class Heading(Struct, frozen=True):
    """A heading.

    Args:
        text: What it says.
        level: 2 for the parts of a page, 3 for parts of those.
    """

    text: str
    level: int = 2


class Paragraph(Struct, frozen=True):
    """Some sentences."""

    line: Line


class Item(Struct, frozen=True):
    """One point of a list.

    Args:
        line: What it says.
        note: What is said below it; may be empty.
    """

    line: Line
    note: str = ""


class Bullets(Struct, frozen=True):
    """A list of points.

    Args:
        items: The points.
        sign: What stands before each.
        tone: How the sign is meant.
    """

    items: tuple[Item, ...]
    sign: str = "•"
    tone: Tone = "muted"


class Pairs(Struct, frozen=True):
    """Names, each with what belongs to it."""

    rows: tuple[tuple[str, Item], ...]


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
    """

    head: tuple[str, ...]
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    signs: bool = False


class Beside(Struct, frozen=True):
    """Parts that stand side by side where there is room."""

    parts: tuple[tuple[Heading, Bullets], ...]


class Sources(Struct, frozen=True):
    """What the marks of the page refer to. A format adds a heading if its footnotes need one.

    Args:
        sources: The documents, in the order of their numbers from 1.
        general: Whether something rests on general knowledge.
    """

    sources: tuple[Source, ...]
    general: bool = False


Block: TypeAlias = Heading | Paragraph | Bullets | Pairs | Table | Beside | Sources


class Document(Struct, frozen=True):
    """A page.

    Args:
        title: What it is about.
        subtitle: What stands beside or below the title; may be empty.
        blocks: Its parts.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]


class Citing:
    """Makes the marks of a page, and at its end the list that they refer to.

    Args:
        catalog: Where sources are declared.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._citations = Citations(catalog)

    def cite(self, sources: tuple[str, ...]) -> Line:
        """The marks of some sources; nothing when there are none."""
        numbers, general = self._citations.numbers_of(sources)
        return (Cite(numbers, general),) if numbers or general else ()

    def sources(self) -> Iterator[Block]:
        """The list of what was cited."""
        found = tuple(self._catalog.sources[one] for one in self._citations.numbers)
        if found or self._citations.general:
            yield Sources(found, self._citations.general)


def day_text(day: date | None) -> str:
    """A day as ``2026-11-23``; empty for none."""
    return day.isoformat() if day else ""
