"""Lays out text for a width: headings, paragraphs, bullets, columns and tables become lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

    from techtui.tui.chrome.ink import Ink

TargetKind = Literal["technology", "category", "concept", "attribute", "compare", "url"]


class Target(NamedTuple):
    """What a link leads to."""

    kind: TargetKind
    id: str
    """An id of the catalog, ids joined by blanks for a comparison, or an address."""


def piece(text: str, style: Style) -> Text:
    """Some words in a style that ends with them: what is appended later does not take it on."""
    return Text().append(text, style)


class Link(NamedTuple):
    """Where a link stands on a page that was laid out."""

    line: int
    start: int
    """The first cell."""
    end: int
    """The cell after the last."""
    target: Target


class Page:
    """Text laid out for a width.

    Args:
        console: Used to wrap, never to print.
        width: In cells.
        ink: The styles to write in.
    """

    def __init__(self, console: Console, width: int, ink: Ink) -> None:
        self.console = console
        self.width = width
        self.ink = ink
        self.lines: list[Text] = []
        self.sections: list[tuple[str, int]] = []
        """The headings and the lines they stand on."""

    def wrap(self, text: Text, width: int) -> list[Text]:
        """``text`` in lines of at most ``width`` cells."""
        if text.cell_len <= width and "\n" not in text.plain:
            return [text]
        return list(text.wrap(self.console, max(1, width), tab_size=4))

    def blank(self) -> None:
        """One empty line, unless there is one already or the page has just begun."""
        if self.lines and self.lines[-1].plain:
            self.lines.append(Text())

    def heading(self, title: str, aside: str = "") -> None:
        """Begin a section."""
        self.blank()
        self.sections.append((title, len(self.lines)))
        text = piece(title, self.ink.heading)
        if aside:
            text.append(f"  {aside}", self.ink.muted)
        self.lines.extend(self.wrap(text, self.width))

    def paragraph(
        self, text: Text, indent: int = 0, hang: int = 0, first: Text | None = None
    ) -> None:
        """A wrapped paragraph.

        Args:
            text: What it says.
            indent: Blanks before each line.
            hang: Further blanks before each line but the first.
            first: Stands before the first line instead of its blanks; as wide as they are.
        """
        width = self.width - indent - hang
        for at, line in enumerate(self.wrap(text, width)):
            if at == 0 and first is not None:
                start = Text(" " * indent) + first
                start.append(" " * max(0, indent + hang - start.cell_len))
            else:
                start = Text(" " * (indent + (hang if at or first is not None else 0)))
            self.lines.append(start + line)

    def flow(self, items: Iterable[Text], gap: int = 3) -> None:
        """Short items one after the other; an item is never broken where it could begin a new line."""
        line = Text()
        for item in items:
            if line.plain and line.cell_len + gap + item.cell_len > self.width:
                self.lines.extend(self.wrap(line, self.width))
                line = Text()
            if line.plain:
                line.append(" " * gap)
            line += item
        if line.plain:
            self.lines.extend(self.wrap(line, self.width))

    def bullets(self, items: Iterable[Text], sign: str, style: Style, indent: int = 0) -> None:
        """A list, each item behind a sign."""
        for item in items:
            self.paragraph(item, indent, cell_len(sign) + 1, Text(sign, style))

    def pairs(self, rows: Sequence[tuple[Text, Text]], indent: int = 0, most: int = 26) -> None:
        """Names with their values, the values aligned.

        Args:
            rows: Name and value; a value may have several lines.
            indent: Blanks before each line.
            most: The widest the column of names may get, in cells.
        """
        longest = max((name.cell_len for name, _ in rows), default=0)
        column = min(longest, most, max(8, self.width // 3)) + 2
        for name, value in rows:
            names = self.wrap(name, column - 2)
            values = self.wrap(value, max(8, self.width - indent - column))
            for at in range(max(len(names), len(values))):
                line = Text(" " * indent)
                if at < len(names):
                    line += names[at]
                line.append(" " * max(0, indent + column - line.cell_len))
                if at < len(values):
                    line += values[at]
                self.lines.append(line)

    def columns(
        self, writers: Sequence[Callable[[Page], None]], narrowest: int = 30, gap: int = 3
    ) -> None:
        """Several parts side by side where there is room, else one below the other."""
        count = len(writers)
        each = (self.width - gap * (count - 1)) // count
        if each < narrowest:
            for at, writer in enumerate(writers):
                if at:
                    self.blank()
                writer(self)
            return
        self.blank()
        parts = []
        for writer in writers:
            part = Page(self.console, each, self.ink)
            writer(part)
            parts.append(part)
            self.sections.extend((title, line + len(self.lines)) for title, line in part.sections)
        for at in range(max(len(part.lines) for part in parts)):
            line = Text()
            for number, part in enumerate(parts):
                line.append(" " * max(0, number * (each + gap) - line.cell_len))
                if at < len(part.lines):
                    line += part.lines[at]
            self.lines.append(line)

    def links(self) -> list[Link]:
        """All links, top to bottom; one that was wrapped counts once, at its first piece."""
        links: list[Link] = []
        for number, line in enumerate(self.lines):
            for start, end, style in line.spans:
                if isinstance(style, Style) and style._meta is not None and "target" in style.meta:
                    target = Target(*style.meta["target"])
                    wrapped = (
                        bool(links) and links[-1].target == target and links[-1].line == number - 1
                    )
                    if not wrapped:
                        cells = cell_len(line.plain[:start])
                        links.append(
                            Link(number, cells, cells + cell_len(line.plain[start:end]), target)
                        )
        links.sort(key=lambda link: (link.line, link.start))
        return links
