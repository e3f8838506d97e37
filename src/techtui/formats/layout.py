"""Lays documents out in lines of a width: for terminals, pipes, and the pages of the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from techtui.catalog.links import link_kind
from techtui.catalog.refs import Ref
from techtui.formats import tables
from techtui.formats.measure import cell_len
from techtui.formats.styled import Styled, side_by_side, styled
from techtui.pages.document import (
    GENERAL_SIGN,
    GENERAL_TEXT,
    LEGEND,
    WEAK_SIGN,
    WEAK_TEXT,
    Beside,
    Block,
    Bullets,
    Code,
    Heading,
    Item,
    Line,
    Lines,
    Overview,
    Pairs,
    Paragraph,
    Sources,
    Span,
    Table,
    muted,
    told_of,
    web_address,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techtui.pages.document import Pair

_INDENT: Final = 2
"""Cells of indent below a heading."""
_NAMES: Final = 26
"""The most cells of a column of names."""
_NARROWEST_VALUES: Final = 16
"""If less room is left, values are below their names."""
_PART_GAP: Final = 3
_MOST_NUMBERED: Final = 10
"""Further sections have no key; the tenth has 0."""


class Layout:
    """The lines of a document, laid out block by block.

    Args:
        width: The most cells of a line.
        indent: The indent above the first heading.
        addresses: Whether to write out the URLs of sources, for readers who can't follow links.
        numbered: Whether sections with a key show its number.
        longest: The most cells of a line of prose, whatever the width; 0 for no limit.
    """

    def __init__(
        self,
        width: int,
        indent: int = 0,
        addresses: bool = False,
        numbered: bool = False,
        longest: int = 0,
    ) -> None:
        self.width = width
        self._longest = min(longest or width, width)
        self.lines: list[Styled] = []
        self.sections: list[tuple[str, int]] = []
        """The headings of level 2, and their lines."""
        self._numbered = numbered
        self._sections_before = 0
        self._indent = " " * indent
        self._addresses = addresses
        self._after_heading = False

    def blank(self) -> None:
        """Add an empty line, but never two in a row, and none at the top."""
        if self.lines and self.lines[-1].plain.strip():
            self.lines.append(Styled())

    def text(self, text: Styled, first: Styled | None = None, indent: str | None = None) -> None:
        """Add a wrapped text.

        Args:
            text: The text.
            first: The text before its first line; None for the same as before the others.
            indent: The indent of the other lines; by default that below the current heading.
        """
        rest = self._indent if indent is None else indent
        before = Styled(rest) if first is None else first
        room = max(1, self._longest - max(before.cell_len, len(rest)))
        for at, line in enumerate(text.wrap(room)):
            start = Styled(rest) if at else Styled().extend(before)
            self.lines.append(start.extend(line))

    def block(self, block: Block) -> None:
        """Add a part of a page."""
        after_heading, self._after_heading = self._after_heading, isinstance(block, Heading)
        match block:
            case Heading():
                self._heading(block, after_heading)
            case Paragraph():
                self._part(after_heading)
                self.text(self._styled(block.line))
            case Lines():
                self._part(after_heading)
                self._lines(block)
            case Code():
                self._part(after_heading)
                for line in block.lines:
                    self.text(Styled(f"  {line}", "accent"))
            case Bullets():
                self.bullets(block)
            case Pairs(flow=True):
                self._flow(block)
            case Pairs():
                self._part(after_heading)
                self._pairs(block, after_heading)
            case Overview():
                self._after_heading = after_heading
                self.block(tables.overview_block(block, self.width - len(self._indent)))
            case Beside():
                self._beside(block, after_heading)
            case Table():
                self._part(after_heading)
                indent = self._indent if block.dense else ""
                rows = tables.table_lines(block, self.width - len(indent))
                self.lines += (Styled(indent).extend(row) for row in rows)
                if block.signs:
                    self.blank()
                    self.text(Styled(LEGEND, "muted"), indent="")
            case Sources():
                self._sources(block)

    def _part(self, after_heading: bool) -> None:
        if not after_heading:
            self.blank()

    def _styled(self, line: Line) -> Styled:
        return styled(line, self.width)

    def _heading(self, heading: Heading, after_heading: bool) -> None:
        if heading.level == 2:
            self.blank()
            self.sections.append((heading.text, len(self.lines)))
            number = self._sections_before + len(self.sections)
            text, indent = Styled(), ""
            if self._numbered and number <= _MOST_NUMBERED:
                text.append(f"{number % 10} ", "muted")
            text.append(heading.text, "heading")
        else:
            self._part(after_heading)
            text, indent = Styled(heading.text, "accent"), " " * _INDENT
        if heading.aside:
            text.append(f"  {heading.aside}", "muted")
        self.text(text, indent=indent)
        self._indent = indent + " " * _INDENT

    def _lines(self, block: Lines) -> None:
        for line in block.lines:
            text = self._styled(line)
            self.text(text.last(self.width - len(self._indent)) if block.cut else text)

    def bullets(self, bullets: Bullets) -> None:
        """Add a list, each item with its sign."""
        for at, item in enumerate(bullets.items):
            sign = bullets.sign_of(at)
            first = Styled(self._indent).append(f"{sign} " if sign else "", bullets.tone)
            self._item(item, first, " " * first.cell_len)

    def _item(self, item: Item, first: Styled | None, indent: str) -> None:
        self.text(self._styled(item.line), first, indent)
        if item.note:
            self.text(self._styled(muted(item.note)), indent=indent)

    def _flow(self, pairs: Pairs) -> None:
        """Add short items one after the other; an item that fits on a line is never broken."""
        room = self._longest - len(self._indent)
        line = Styled()
        for _, rows in pairs.sections:
            for name, item in rows:
                words = self._styled((name, Span(" "), *item.line))
                if line.pieces and line.cell_len + _PART_GAP + words.cell_len > room:
                    self.text(line)
                    line = Styled()
                if line.pieces:
                    line.append(" " * _PART_GAP)
                line.extend(words)
        self.text(line)

    def _pairs(self, pairs: Pairs, after_heading: bool) -> None:
        column, least = self._pair_widths([row for _, rows in pairs.sections for row in rows])
        self._after_heading = after_heading
        for title, rows in pairs.sections:
            if title:
                self.block(Heading(title, 3))
            for name, item in rows:
                self._pair(self._styled((name,)), item, column, least)
            self._after_heading = False

    def _pair_widths(self, rows: Sequence[Pair]) -> tuple[int, int]:
        """Return the width of the names, and the least width of the values beside them.

        Names get a third of the line, or more where the values leave it.
        """
        values = sorted(
            max(self._styled(item.line).cell_len, self._styled(item.note).cell_len)
            for _, item in rows
        )
        left = self.width - len(self._indent) - 2
        least = min(_NARROWEST_VALUES, values[-1])
        longest = max(cell_len(name.text) for name, _ in rows)
        if longest + values[-1] <= left and values[-1] <= _NARROWEST_VALUES:
            return longest, least
        most = max(8, self.width // 3)
        if values[len(values) // 2] == 0:
            # Most names stand alone.
            most = max(most, min(self.width // 2, left - _NARROWEST_VALUES))
        return min(longest, _NAMES, max(most, left - values[-1])), least

    def _pair(self, name: Styled, item: Item, column: int, least: int) -> None:
        indent = self._indent
        room = self.width - len(indent) - column - 2
        if room < least:
            self.text(name)
            self._item(item, None, indent + " " * _INDENT)
            return
        value = Layout(room, longest=max(_NARROWEST_VALUES, self._longest - len(indent) - column))
        value._item(item, None, "")
        self.lines += side_by_side(
            [name.wrap(column), value.lines], [column, room], first=Styled(indent)
        )

    def _beside(self, beside: Beside, after_heading: bool) -> None:
        count = len(beside.parts)
        width = (self.width - _PART_GAP * (count - 1)) // count
        self._after_heading = after_heading
        if width < beside.least:
            for blocks in beside.parts:
                for block in blocks:
                    self.block(block)
            return
        self._part(after_heading)
        columns = []
        for blocks in beside.parts:
            part = Layout(width, numbered=self._numbered)
            part._sections_before = self._sections_before + len(self.sections)
            for block in blocks:
                part.block(block)
            self.sections += [(title, line + len(self.lines)) for title, line in part.sections]
            columns.append(part.lines)
        self.lines += side_by_side(columns, [width] * count, _PART_GAP)
        self._after_heading = False

    def _sources(self, sources: Sources) -> None:
        self.block(Heading("Sources"))
        self._after_heading = False
        if sources.general:
            self._source(GENERAL_SIGN, Styled(GENERAL_TEXT, "muted"))
        if sources.weak:
            self._source(WEAK_SIGN, Styled(WEAK_TEXT, "muted"))
        for number, source in enumerate(sources.sources, 1):
            ref = Ref("url", source.url) if link_kind(source.url) != "text" else None
            text = Styled(source.title, "", ref)
            if told := told_of(source):
                text.append(f"  {told}", "muted")
            self._source(str(number), text)
            if self._addresses and (link := web_address(ref)):
                self.text(Styled(link, "muted", ref), indent=self._indent + " " * 3)

    def _source(self, sign: str, text: Styled) -> None:
        mark = Styled(self._indent + " " * (2 - len(sign))).append(sign, "mark", Ref("cited", sign))
        mark.append(" ")
        self.text(text, mark, " " * mark.cell_len)
