"""Pages as Markdown: CommonMark with the tables and footnotes that GitHub and most others know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from techtui.catalog.comparison import Comparison, Verdict
from techtui.formats import pages
from techtui.formats.document import (
    GENERAL_TEXT,
    LEGEND,
    Beside,
    Block,
    Bullets,
    Document,
    Heading,
    Item,
    Line,
    Pairs,
    Paragraph,
    Sources,
    Span,
    Table,
    day_text,
)

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Concept, Technology

_SPECIAL: Final = re.compile(
    # What means something anywhere, underscores that are not inside a word, and what could be an entity.
    r"[\\`*\[\]<>|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=[A-Za-z#])"
)
_AT_START: Final = re.compile(r"(?:[#+=-]|\d{1,9}[.)])")
_IN_ADDRESS: Final = str.maketrans(
    {character: f"%{ord(character):02X}" for character in "<>()[]|\\`\"*~$'"}
)


def technology(catalog: Catalog, one: Technology, today: date | None = None) -> str:
    """A technology as a page of Markdown."""
    return render(pages.technology_page(catalog, one), pages.written_on(catalog, today))


def comparison(
    catalog: Catalog,
    compared: Comparison,
    today: date | None = None,
    only_differences: bool = False,
) -> str:
    """A comparison, ready to paste into an architecture decision record.

    Args:
        catalog: Where the technologies are from.
        compared: What to write down.
        today: The date to write; by default the present one.
        only_differences: Whether the table holds only what differs.

    Returns:
        Title, date, table, the differences in words, and the sources as footnotes.
    """
    page = pages.comparison_page(catalog, compared, only_differences)
    names = [escape(one.name) for one in compared.technologies]
    title = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    parts = [f"# {title} compared", _date(catalog, today), f"{page.subtitle}."]
    writer = _Writer()
    for block in page.blocks:
        if isinstance(block, Table):
            parts.append("## Differences" if only_differences else "## All attributes")
            parts.extend(writer.block(block))
            parts.append(escape(LEGEND))
            if not only_differences:
                parts.extend(_differences(block, compared, writer))
        else:
            parts.extend(writer.block(block))
    return "\n\n".join(parts) + "\n"


def _date(catalog: Catalog, today: date | None) -> str:
    as_of = f", as of {day_text(catalog.as_of)}" if catalog.as_of else ""
    return (
        f"Date: {day_text(today or date.today())}  \n"
        f"Facts: from the catalog “{escape(catalog.title)}”{as_of}"
    )


def _differences(table: Table, compared: Comparison, writer: _Writer) -> Iterator[str]:
    yield "## Differences"
    lines = []
    for _, rows in table.sections:
        for row in rows:
            if row.sign == Verdict.DIFFERENT.sign:
                name, *cells = (writer.line(cell.line) for cell in row.cells)
                values = "; ".join(
                    f"{escape(one.name)} {value}"
                    for one, value in zip(compared.technologies, cells, strict=True)
                )
                lines.append(f"- **{name}**: {values}")
    yield "\n".join(lines) if lines else "None."


def listing(catalog: Catalog, technologies: Sequence[Technology], columns: Sequence[str]) -> str:
    """Technologies as a table, nothing else, to paste somewhere."""
    page = pages.list_page(catalog, technologies, columns)
    return "".join(f"{part}\n" for block in page.blocks for part in _Writer().block(block))


def concept(catalog: Catalog, one: Concept) -> str:
    """A concept as a page of Markdown."""
    return render(pages.concept_page(catalog, one))


def concepts(catalog: Catalog) -> str:
    """The ids and titles of all concepts as a table."""
    return render(pages.concepts_page(catalog))


def render(document: Document, written: str = "") -> str:
    """A page as Markdown.

    Args:
        document: What to write.
        written: What to say of when it was written; may be empty.
    """
    writer = _Writer()
    parts = [f"# {escape(document.title)}"]
    if document.subtitle:
        parts.append(escape_start(escape(document.subtitle)))
    footnotes: list[str] = []
    for block in document.blocks:
        (footnotes if isinstance(block, Sources) else parts).extend(writer.block(block))
    if written:
        parts.append(f"Written {escape(written)}")
    parts.extend(footnotes)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """``text`` so that Markdown shows it to the letter, in a table, too."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], " ".join(text.split()))


def escape_start(text: str) -> str:
    """An escaped text so that it does not begin a heading, a list or a rule."""
    found = _AT_START.match(text)
    if found is None:
        return text
    return f"{text[: found.end() - 1]}\\{text[found.end() - 1 :]}"


def address(url: str) -> str:
    """An address so that it can stand between the parentheses of a link."""
    return url.translate(_IN_ADDRESS)


class _Writer:
    """Writes blocks; each string is a paragraph of its own."""

    def block(self, block: Block) -> Iterator[str]:
        """One part of a page."""
        match block:
            case Heading():
                yield f"{'#' * block.level} {escape(block.text)}"
            case Paragraph():
                yield escape_start(self.line(block.line))
            case Bullets():
                yield "\n".join(f"- {escape_start(self._item(item))}" for item in block.items)
            case Pairs():
                yield "\n".join(
                    f"- **{escape(name)}**: {self._item(item)}" for name, item in block.rows
                )
            case Table():
                yield "\n".join(self._table(block))
            case Beside():
                for heading, bullets in block.parts:
                    yield from self.block(heading)
                    yield from self.block(bullets)
            case Sources():
                yield "\n".join(self._sources(block))

    def line(self, line: Line) -> str:
        """Text with its marks as footnotes."""
        parts = []
        for part in line:
            if isinstance(part, Span):
                text = escape(part.text)
                # Blanks at the ends part two spans; within emphasis they would break it.
                before = " " if part.text[:1] == " " else ""
                after = " " if part.text[1:] and part.text[-1:] == " " else ""
                if part.link:
                    text = f"[{text}]({address(part.link)})"
                elif part.tone == "strong" and text:
                    text = f"**{text}**"
                parts.append(f"{before}{text}{after}")
            else:
                parts.extend(f"[^{number}]" for number in part.numbers)
                if part.general:
                    parts.append("[^general]")
        return "".join(parts)

    def _item(self, item: Item) -> str:
        line = self.line(item.line)
        return f"{line} — {escape(item.note)}" if item.note else line

    def _table(self, table: Table) -> Iterator[str]:
        signs = table.signs
        head = [escape(one) for one in table.head]
        yield _row(["", *head] if signs else head)
        yield _row([":-:" if signs and at == 0 else "---" for at in range(len(head) + signs)])
        for title, rows in table.sections:
            if title:
                yield _row([""] * signs + [f"**{escape(title)}**"] + [""] * (len(head) - 1))
            for row in rows:
                cells = [self.line(cell.line) for cell in row.cells]
                yield _row([row.sign, *cells] if signs else cells)

    def _sources(self, sources: Sources) -> Iterator[str]:
        for number, source in enumerate(sources.sources, 1):
            url = Span("", "", source.url).link
            title = f"[{escape(source.title)}]({address(url)})" if url else escape(source.title)
            day = f", {day_text(source.date)}" if source.date else ""
            yield f"[^{number}]: {escape_start(title)}{day}"
        if sources.general:
            yield f"[^general]: {GENERAL_TEXT}"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
