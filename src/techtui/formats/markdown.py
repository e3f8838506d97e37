"""Documents as Markdown: CommonMark with the tables and footnotes of GitHub and most others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from techtui.catalog.refs import Ref
from techtui.pages.document import (
    BETTER_SIGN,
    DIFFERENT_SIGN,
    GENERAL_TEXT,
    LEGEND,
    WEAK_TEXT,
    Beside,
    Block,
    Bullets,
    Cell,
    Code,
    Document,
    Heading,
    Item,
    Line,
    Lines,
    Overview,
    Pairs,
    Paragraph,
    Shares,
    Sources,
    Span,
    Table,
    day_text,
    days_of,
    web_address,
)
from techtui.pages.overview import whole

_SPECIAL: Final = re.compile(
    # Characters with a meaning anywhere, underscores that are not inside a word, and what could be an entity.
    r"[\\`*\[\]<>|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=[A-Za-z#])"
)
_AT_START: Final = re.compile(r"(?:[#+=-]|\d{1,9}[.)])")
_IN_ADDRESS: Final = str.maketrans(
    {character: f"%{ord(character):02X}" for character in "<>()[]|\\`\"*~$'"}
)


def render(document: Document, today: date | None = None) -> str:
    """Return a page as Markdown; of a bare list only the table, for pasting.

    Args:
        document: The document.
        today: The date of the page; by default today.
    """
    parts: list[str] = []
    footnotes: list[str] = []
    for block in document.blocks:
        (footnotes if isinstance(block, Sources) else parts).extend(_block(block))
    if document.bare:
        return "\n\n".join(parts) + "\n"
    head = [f"# {escape(document.title)}"]
    if document.origin:
        day = day_text(today or date.today())
        head.append(f"Date: {day}  \nFacts: {escape(document.origin)}")
    if document.subtitle:
        head.append(escape_start(escape(document.subtitle)))
    return "\n\n".join([*head, *parts, *footnotes]) + "\n"


def escape(text: str) -> str:
    """Return ``text`` escaped, so that Markdown shows it unchanged, also in a table."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], " ".join(text.split()))


def escape_start(text: str) -> str:
    """Return an escaped text that does not begin a heading, a list or a rule."""
    found = _AT_START.match(text)
    if found is None:
        return text
    return f"{text[: found.end() - 1]}\\{text[found.end() - 1 :]}"


def address(url: str) -> str:
    """Return a URL for use in the parentheses of a link."""
    return url.translate(_IN_ADDRESS)


def _block(block: Block) -> Iterator[str]:
    """Yield the paragraphs of a part of a page."""
    match block:
        case Heading():
            aside = f" ({escape(block.aside)})" if block.aside else ""
            yield f"{'#' * block.level} {escape(block.text)}{aside}"
        case Paragraph():
            yield escape_start(_line(block.line))
        case Lines():
            lines = "  \n".join(escape_start(_line(line)) for line in block.lines)
            yield lines.replace("  \n  \n", "\n\n")
        case Code():
            text = "\n".join(block.lines)
            longest = max(map(len, re.findall("`+", text)), default=0)
            fence = "`" * max(3, longest + 1)
            yield f"{fence}\n{text}\n{fence}"
        case Bullets():
            yield "\n".join(
                f"{f'{at}.' if block.numbered else '-'} {escape_start(_item(item))}"
                for at, item in enumerate(block.items, 1)
            )
        case Pairs():
            for title, rows in block.sections:
                if title:
                    yield from _block(Heading(title, 3))
                yield "\n".join(
                    f"- **{_line((Span(name.text, '', name.ref),))}**"
                    + (f": {told}" if told else "")
                    for name, item in rows
                    for told in (_item(item),)
                )
        case Table():
            yield "\n".join(_table(block))
            if block.signs:
                yield escape(LEGEND)
                yield from _differences(block)
        case Overview():
            yield from _block(whole(block))
        case Beside():
            for part in block.parts:
                for one in part:
                    yield from _block(one)
        case Sources():
            yield "\n".join(_sources(block))


def _line(line: Line) -> str:
    """Return a line with its marks as footnotes."""
    parts = []
    for part in line:
        if isinstance(part, Span):
            parts.append(_span(part))
        elif isinstance(part, Shares):
            parts.extend(escape(run) for run, _ in part.runs(12))
        else:
            marks = [*map(str, part.numbers)]
            if part.general:
                marks.append("general")
            elif part.weak:
                marks.append("weak")
            # Separated by blanks, because most renderers would run the numbers together.
            parts.append(" ".join(f"[^{mark}]" for mark in marks))
    return "".join(parts)


def _span(span: Span) -> str:
    text = escape(span.text)
    if span.tone == "aside":
        return f" — {text}"
    # Blanks at the ends of emphasized text would break the emphasis.
    before = " " if span.text[:1] == " " else ""
    after = " " if span.text[1:] and span.text[-1:] == " " else ""
    if span.link:
        text = f"[{text}]({address(span.link)})"
    elif span.tone == "strong" and text:
        text = f"**{text}**"
    return f"{before}{text}{after}"


def _item(item: Item) -> str:
    line = _line(item.line)
    return f"{line} — {_line(item.note)}" if item.note else line


def _table(table: Table) -> Iterator[str]:
    signs = table.signs
    head = [escape(one) for one in table.head]
    yield _row(["", *head] if signs else head)
    yield _row([":-:" if signs and at == 0 else "---" for at in range(len(head) + signs)])
    for title, rows in table.sections:
        if title:
            yield _row([""] * signs + [f"**{escape(title)}**"] + [""] * (len(head) - 1))
        for row in rows:
            cells = [_cell(cell) for cell in row.cells]
            yield _row([row.sign, *cells] if signs else cells)


def _cell(cell: Cell) -> str:
    return f"{BETTER_SIGN} {_line(cell.line)}" if cell.better else _line(cell.line)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _differences(table: Table) -> Iterator[str]:
    """Yield the differences in words, unless the table has nothing else."""
    rows = [row for _, rows in table.sections for row in rows]
    if all(row.sign == DIFFERENT_SIGN for row in rows):
        return
    yield "## Differences"
    lines = []
    for name, *cells in (row.cells for row in rows if row.sign == DIFFERENT_SIGN):
        values = "; ".join(
            f"{escape(head)} {_cell(cell)}"
            for head, cell in zip(table.head[1:], cells, strict=True)
        )
        lines.append(f"- **{_cell(name)}**: {values}")
    yield "\n".join(lines) if lines else "None."


def _sources(sources: Sources) -> Iterator[str]:
    for number, source in enumerate(sources.sources, 1):
        url = web_address(Ref("url", source.url))
        title = f"[{escape(source.title)}]({address(url)})" if url else escape(source.title)
        told = ", ".join(filter(None, (days_of(source), "weak source" if source.weak else "")))
        yield f"[^{number}]: {escape_start(title)}{f', {told}' if told else ''}"
    if sources.general:
        yield f"[^general]: {GENERAL_TEXT}"
    if sources.weak:
        yield f"[^weak]: {WEAK_TEXT}"
