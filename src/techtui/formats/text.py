"""Pages as text for terminals and pipes: wrapped to a width, in colour where it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from techtui.formats import pages
from techtui.formats.document import (
    GENERAL_TEXT,
    LEGEND,
    Beside,
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Item,
    Line,
    Pairs,
    Paragraph,
    Row,
    Sources,
    Span,
    Table,
    Tone,
    day_text,
)
from techtui.formats.plain import Citations, bar
from techtui.formats.styled import Styled, paint

if TYPE_CHECKING:
    from techtui.catalog.comparison import Comparison
    from techtui.catalog.model import Catalog, Concept, Technology
    from techtui.catalog.search import Hit

STYLES: Final[dict[Tone, str]] = {
    "": "",
    "strong": "bold",
    "muted": "dim",
    "accent": "cyan",
    "good": "green",
    "bad": "red",
    "mark": "yellow",
}
"""The sixteen colours that every terminal has, in the shades of its owner."""

WIDEST_PAGE: Final = 100
"""Longer lines are hard to read."""
UNLIMITED: Final = 1_000_000
"""A width at which nothing is wrapped."""

_NAMES: Final = 26
_GAP: Final = 2
_NARROWEST: Final = 14
_LEAST: Final = 6
_SHORTEST_BAR: Final = 4
_LONGEST_BAR: Final = 12


def technology(catalog: Catalog, one: Technology, width: int = 80, color: bool = False) -> str:
    """A technology as a page of text."""
    return render(pages.technology_page(catalog, one), min(width, WIDEST_PAGE), color)


def comparison(
    catalog: Catalog,
    compared: Comparison,
    only_differences: bool = False,
    width: int = 80,
    color: bool = False,
) -> str:
    """Technologies side by side as text."""
    return render(pages.comparison_page(catalog, compared, only_differences), width, color)


def listing(
    catalog: Catalog,
    technologies: Sequence[Technology],
    columns: Sequence[str],
    width: int = 80,
    color: bool = False,
) -> str:
    """Technologies as lines in columns; nothing when there are none."""
    return render_table(pages.list_page(catalog, technologies, columns), width, color)


def hits(catalog: Catalog, found: Sequence[Hit], width: int = 80, color: bool = False) -> str:
    """What a search found, best first, a line for each."""
    return render_table(pages.hits_page(catalog, found), width, color)


def concept(catalog: Catalog, one: Concept, width: int = 80, color: bool = False) -> str:
    """A concept as a page of text."""
    return render(pages.concept_page(catalog, one), min(width, WIDEST_PAGE), color)


def concepts(catalog: Catalog, width: int = 80, color: bool = False) -> str:
    """The ids and titles of all concepts, a line for each."""
    return render_table(pages.concepts_page(catalog), width, color)


def render(document: Document, width: int, color: bool = False) -> str:
    """A page as text.

    Args:
        document: What to write.
        width: The most cells of a line.
        color: Whether to write terminal colours and links.

    Returns:
        Lines, the last one ended, too. Without colour there is no control character but the line break.
    """
    writer = _Writer(max(20, width))
    title = Styled(document.title, "bold")
    if document.subtitle:
        title.append("  ")
        title.append(document.subtitle, STYLES["muted"])
    writer.text(title)
    for block in document.blocks:
        writer.block(block)
    return _finished(writer.lines, color)


def render_table(document: Document, width: int, color: bool = False) -> str:
    """Only the tables of a page: for lists, where every line counts."""
    writer = _Writer(max(20, width))
    for block in document.blocks:
        if isinstance(block, Table):
            writer.table(block, with_head=bool(block.sections[0][1]))
    return _finished(writer.lines, color)


def _finished(lines: Iterable[Styled], color: bool) -> str:
    if not color:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    return paint(lines)


def _styled(line: Line) -> Styled:
    text = Styled()
    for part in line:
        if isinstance(part, Span):
            style = STYLES[part.tone]
            text.append(part.text, f"{style} link {part.link}" if part.link else style)
        else:
            text.append(f" {part.marks}", STYLES["mark"])
    return text


class _Writer:
    """Collects lines of at most some width."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Styled] = []
        self._indent = "  "
        self._after_heading = False

    def blank(self) -> None:
        """An empty line, but never two."""
        if self.lines and self.lines[-1].plain:
            self.lines.append(Styled())

    def text(self, text: Styled, first: str | Styled = "", rest: str = "") -> None:
        """A wrapped text.

        Args:
            text: What to write.
            first: What stands before its first line.
            rest: What stands before the others.
        """
        self.lines.extend(_wrapped(text, self.width, first, rest))

    def block(self, block: Block) -> None:
        """A part of a page."""
        after_heading, self._after_heading = self._after_heading, isinstance(block, Heading)
        match block:
            case Heading(level=3):
                if not after_heading:
                    self.blank()
                self._indent = "    "
                self.text(Styled(block.text, STYLES["accent"]), "  ", "  ")
            case Heading():
                self.blank()
                self._indent = "  "
                self.text(Styled(block.text, "bold"))
            case Paragraph():
                if not after_heading:
                    self.blank()
                self.text(_styled(block.line), self._indent, self._indent)
            case Bullets():
                self.bullets(block)
            case Pairs():
                self.pairs(block)
            case Table():
                self.blank()
                self.table(block)
                if block.signs:
                    self.blank()
                    self.text(Styled(LEGEND, STYLES["muted"]))
            case Beside():
                if not after_heading:
                    self.blank()
                self.beside(block, after_heading)
            case Sources():
                self.sources(block)

    def bullets(self, bullets: Bullets) -> None:
        """Points, each with its sign."""
        for item in bullets.items:
            sign = Styled(self._indent)
            sign.append(bullets.sign, STYLES[bullets.tone])
            sign.append(" ")
            indent = " " * sign.cell_len
            self.text(_styled(item.line), sign, indent)
            if item.note:
                self.text(Styled(item.note, STYLES["muted"]), indent, indent)

    def pairs(self, pairs: Pairs) -> None:
        """Names on the left, what belongs to them on the right."""
        names = min(_NAMES, max(cell_len(name) for name, _ in pairs.rows))
        indent = self._indent
        if self.width - names < len(indent) + _GAP + 20:
            for name, item in pairs.rows:
                self.text(Styled(name, STYLES["muted"]), indent, indent)
                self._item(item, indent + "  ")
            return
        for name, item in pairs.rows:
            left = _wrapped(Styled(name, STYLES["muted"]), names)
            right = _Writer(self.width - names - _GAP - len(indent))
            right._item(item, "")
            self._side_by_side([left, right.lines], [names, right.width], Styled(indent))

    def _item(self, item: Item, indent: str) -> None:
        self.text(_styled(item.line), indent, indent)
        if item.note:
            self.text(Styled(item.note, STYLES["muted"]), indent, indent)

    def beside(self, beside: Beside, after_heading: bool = False) -> None:
        """Lists beside each other, or below each other where the lines would get short."""
        width = (self.width - _GAP * (len(beside.parts) - 1)) // len(beside.parts)
        if width < 36:
            self._after_heading = after_heading
            for heading_and_bullets in beside.parts:
                for block in heading_and_bullets:
                    self.block(block)
            return
        columns = []
        for heading, bullets in beside.parts:
            part = _Writer(width)
            part.block(heading)
            part.block(bullets)
            columns.append(part.lines)
        self._side_by_side(columns, [width] * len(columns))

    def _side_by_side(
        self,
        columns: Sequence[Sequence[Styled]],
        widths: Sequence[int],
        first: Styled | None = None,
    ) -> None:
        for at in range(max(map(len, columns))):
            line = Styled(" " * first.cell_len) if first is not None else Styled()
            if first is not None and at == 0:
                line = first.copy()
            for column, (lines, width) in enumerate(zip(columns, widths, strict=True)):
                cell = lines[at] if at < len(lines) else Styled()
                line.append(cell)
                if column < len(columns) - 1:
                    line.append(" " * (width - cell.cell_len + _GAP))
            self.lines.append(line)

    def table(self, table: Table, with_head: bool = True) -> None:
        """Rows under headings; where columns would get too narrow, each row becomes a paragraph."""
        widths = self._compared_widths(table) if table.signs else self._list_widths(table)
        if widths is None:
            self._stacked(table)
            return
        if with_head:
            head = [
                _wrapped(Styled(one, "bold"), width)
                for one, width in zip(table.head, widths, strict=True)
            ]
            self._side_by_side(head, widths, Styled("  ") if table.signs else None)
        for title, rows in table.sections:
            if title:
                self.blank()
                self.text(Styled(title, STYLES["accent"]))
            for row in rows:
                room = _room_for_bars(row, widths)
                cells = [
                    _wrapped(_with_bar(cell, room), width)
                    for cell, width in zip(row.cells, widths, strict=True)
                ]
                self._side_by_side(cells, widths, _sign(row) if table.signs else None)

    def _compared_widths(self, table: Table) -> list[int] | None:
        natural = max(cell_len(_plain(row.cells[0])) for _, rows in table.sections for row in rows)
        first = min(natural, _NAMES, self.width // 4)
        others = len(table.head) - 1
        each = (self.width - 2 - first - _GAP * others) // others
        return [first, *([min(each, 60)] * others)] if each >= _NARROWEST else None

    def _list_widths(self, table: Table) -> list[int] | None:
        widths = [cell_len(one) for one in table.head]
        for _, rows in table.sections:
            for row in rows:
                for at, cell in enumerate(row.cells):
                    widths[at] = max(widths[at], cell_len(_plain(cell)))
        room = self.width - _GAP * (len(widths) - 1)
        if room < _LEAST * len(widths):
            return None
        while sum(widths) > room:
            # The widest gives way down to the second widest, and so on.
            widest = max(widths)
            at = widths.index(widest)
            second = max((one for one in widths if one < widest), default=_LEAST)
            widths[at] = max(second, widest - (sum(widths) - room), _LEAST)
            if widths.count(widths[at]) == len(widths) and sum(widths) > room:
                return [room // len(widths)] * len(widths)
        return widths

    def _stacked(self, table: Table) -> None:
        for title, rows in table.sections:
            if title:
                self.blank()
                self.text(Styled(title, STYLES["accent"]))
            for row in rows:
                self.text(_styled(row.cells[0].line), _sign(row) if table.signs else "", "  ")
                for head, cell in zip(table.head[1:], row.cells[1:], strict=True):
                    line = Styled(f"{head}: ", STYLES["muted"])
                    line.append(_styled(cell.line))
                    self.text(line, "    ", "      ")

    def sources(self, sources: Sources) -> None:
        """What the marks refer to."""
        self.block(Heading("Sources"))
        if sources.general:
            first = f"  {Citations.GENERAL.rjust(2)} "
            self.text(Styled(GENERAL_TEXT, STYLES["muted"]), first, " " * 5)
        for number, source in enumerate(sources.sources, 1):
            line: Line = (Span(source.title, "", source.url),)
            if source.date:
                line = (*line, Span(f"  {day_text(source.date)}", "muted"))
            sign = Styled("  ")
            sign.append(str(number).rjust(2), STYLES["mark"])
            sign.append(" ")
            self.text(_styled(line), sign, " " * 5)
            if link := Span("", "", source.url).link:
                self.text(_styled((Span(link, "muted", link),)), " " * 5, " " * 5)


def _sign(row: Row) -> Styled:
    text = Styled(row.sign, STYLES[row.tone])
    text.append(" ")
    return text


def _plain(cell: Cell) -> str:
    return _styled(cell.line).plain


def _room_for_bars(row: Row, widths: Sequence[int]) -> int:
    """How long the bars of a row can be; bars of different scales would mislead."""
    rooms = [
        width - cell_len(_plain(cell)) - 1
        for cell, width in zip(row.cells, widths, strict=True)
        if cell.share is not None
    ]
    return min([*rooms, _LONGEST_BAR]) if rooms else 0


def _with_bar(cell: Cell, room: int) -> Styled:
    text = _styled(cell.line)
    if cell.share is not None and room >= _SHORTEST_BAR:
        text.append(" ")
        text.append(bar(cell.share, room).rstrip(), STYLES["accent"])
    return text


def _wrapped(text: Styled, width: int, first: str | Styled = "", rest: str = "") -> list[Styled]:
    before = first if isinstance(first, Styled) else Styled(first)
    room = max(1, width - max(before.cell_len, cell_len(rest)))
    return [
        (Styled(rest) if at else before.copy()).append(line)
        for at, line in enumerate(text.wrap(room))
    ]
