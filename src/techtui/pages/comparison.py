"""The page of a comparison, its rows, and figures over the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from techtui.catalog.comparison import ComparedRow as Compared
from techtui.catalog.comparison import TextRow, Verdict
from techtui.catalog.headings import WHAT_IT_IS
from techtui.catalog.model import AttributeType, Point
from techtui.catalog.moments import mixture, moment_text
from techtui.catalog.sort_keys import latest
from techtui.pages.citing import Citing
from techtui.pages.document import (
    Beside,
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Item,
    Line,
    Lines,
    Paragraph,
    Row,
    Span,
    Table,
    Tone,
    aside,
    line_of,
)
from techtui.pages.items import origin_of, said, text_bullets, value_line
from techtui.pages.technology import note_section
from techtui.pages.values import UNKNOWN, amount_text, item_text

if TYPE_CHECKING:
    from techtui.catalog.comparison import Comparison
    from techtui.catalog.model import Attribute, Catalog, Fact, Technology

VERDICT_TONES: Final[dict[Verdict, Tone]] = {
    Verdict.SAME: "muted",
    Verdict.DIFFERENT: "mark",
    Verdict.MISSING: "muted",
    Verdict.OWN: "",
}
"""The tones of the signs of rows."""
_NOTHING: Final = Bullets((Item(line_of(UNKNOWN, "muted")),), "·")
"""Stands for texts that a technology does not have."""


def comparison_page(
    catalog: Catalog, comparison: Comparison, only_differences: bool = False, note: str = ""
) -> Document:
    """Return the page of a comparison, with strengths and other texts below the table.

    Args:
        catalog: The catalog.
        comparison: The comparison.
        only_differences: Whether to leave out rows that are the same or known for some only, and all texts except the answers.
        note: The user's note on it, which comes first.
    """
    counts = comparison.counts
    *names, last = (one.name for one in comparison.technologies)
    return Document(
        f"{', '.join(names)} and {last} compared" if names else f"{last} compared",
        f"{counts[Verdict.DIFFERENT]} differ · {counts[Verdict.SAME]} same · "
        f"{counts[Verdict.MISSING]} known for some only",
        _comparison(catalog, comparison, only_differences, note),
        origin_of(catalog),
    )


def _comparison(
    catalog: Catalog, comparison: Comparison, only_differences: bool, note: str
) -> Iterator[Block]:
    citing = Citing(catalog)
    yield from note_section("Note", note)
    yield Heading(WHAT_IT_IS)
    yield Beside(tuple(_said_of_each(comparison)))
    yield from _in_words(comparison, comparison.answers, citing)
    sections = []
    for group, compared in comparison.groups():
        rows = tuple(
            compared_row(one, citing)
            for one in compared
            if not only_differences or one.verdict is Verdict.DIFFERENT
        )
        if rows:
            sections.append((group, rows))
    yield Heading("Differences" if only_differences else "All attributes")
    if sections:
        head = ("", *(technology.name for technology in comparison.technologies))
        yield Table(head, tuple(sections), signs=True)
    else:
        nothing = "No attribute differs." if only_differences else "No attribute is known."
        yield Paragraph(line_of(nothing))
    if not only_differences:
        yield from _in_words(comparison, comparison.told, citing)
    yield from citing.sources()


def _in_words(comparison: Comparison, rows: Sequence[TextRow], citing: Citing) -> Iterator[Block]:
    for row in rows:
        yield Heading(row.name)
        yield Beside(tuple(_by_technology(comparison.technologies, row, citing, level=3)))


def _said_of_each(comparison: Comparison) -> Iterator[tuple[Heading, Lines]]:
    """Yield what identifies each technology, below its name."""
    for at, technology in enumerate(comparison.technologies):
        texts = [
            one.text for row in comparison.heads for one in row.texts[at] if isinstance(one, Point)
        ]
        *taglines, place = texts
        yield Heading(technology.name, 3), Lines((*map(line_of, taglines), line_of(place, "muted")))


# One row ------------------------------------------------------------------------------------------


def compared_row(row: Compared, citing: Citing | None = None) -> Row:
    """Return the row of an attribute: its name, then a cell for each technology.

    Args:
        row: The attribute and its values.
        citing: Makes source marks; None for none.
    """
    years = _years(row)
    amounts = [_amount(row, fact) for fact in row.facts]
    mixed = mixture(years)
    top = 0.0 if mixed else _top(row, [one for one in amounts if one is not None])
    name = (
        f"{row.attribute.name} {moment_text(min(years))}" if len(years) == 1 else row.attribute.name
    )
    cells = [Cell((*line_of(name), *aside(mixed)))]
    for at, (fact, amount) in enumerate(zip(row.facts, amounts, strict=True)):
        line = _value(row, fact, amount, with_year=len(years) > 1)
        if fact is not None and citing is not None:
            line = (*line, *citing.cite(fact.sources))
        share = amount / top if top and amount is not None else None
        cells.append(Cell(line, share, at in row.better))
    return Row(tuple(cells), row.verdict.sign, VERDICT_TONES[row.verdict])


def told(row: TextRow, at: int, citing: Citing | None = None) -> Bullets:
    """Return the texts of one kind of a compared technology.

    Args:
        row: The texts.
        at: The position of the technology.
        citing: Makes source marks; None for short texts without marks.
    """
    texts = row.texts[at]
    if not texts:
        return _NOTHING
    return text_bullets(row.field, texts, citing, brief=citing is None, markdown=row.markdown)


def _value(row: Compared, fact: Fact | None, amount: float | None, with_year: bool) -> Line:
    some_shared = row.shared and row.verdict is Verdict.DIFFERENT
    if some_shared and fact is not None and isinstance(fact.value, tuple):
        return tuple(_items(row, fact.value))
    if fact is not None and isinstance(fact.value, dict) and amount is not None:
        line = line_of(amount_text(amount, row.attribute.unit))
        return (*line, Span(f" {moment_text(max(fact.value))}", "muted")) if with_year else line
    if row.table is not None and fact is not None:
        return _part(row, row.table, fact)
    return value_line(row.attribute, fact)


def _part(row: Compared, table: Attribute, fact: Fact) -> Line:
    """Return the rows of a table with the same first cell; what all technologies have in common is muted."""
    # Imported here because few catalogs have tables.
    from techtui.pages.tables import row_line

    each = [one.rows[0] for one in row.facts if one is not None and len(one.rows) == 1]
    alike = [
        at
        for at in range(len(table.columns))
        if len(each) == len(row.facts) and len({one[at] for one in each}) == 1
    ]
    line: Line = ()
    for at, one in enumerate(fact.rows):
        line = (*line, *((Span(" / ", "muted"),) if at else ()), *row_line(table, one, alike))
    return line


def _items(row: Compared, items: tuple[str, ...]) -> Iterator[Span]:
    """Yield the items of a list: those that not all have stand out, with a sign that works without colour, too."""
    for at, item in enumerate(items):
        if at:
            yield Span(", ", "muted")
        text = item_text(row.attribute, item)
        yield Span(text, "muted") if item in row.shared else Span(f"*{text}")


def _amount(row: Compared, fact: Fact | None) -> float | None:
    """Return the amount for a bar. A number without a unit may be an identifier, such as a port."""
    if fact is None:
        return None
    if isinstance(fact.value, dict):
        return latest(fact.value)[1]
    attribute = row.attribute
    if attribute.type not in (AttributeType.NUMBER, AttributeType.MONEY) or not attribute.unit:
        return None
    return fact.value if isinstance(fact.value, int | float) else None


def _top(row: Compared, amounts: Sequence[float]) -> float:
    """Return the amount of a full bar; 0 if bars are not useful.

    They need at least two amounts, none negative, and more must mean something: a share of a whole, or better or worse.
    """
    unit, better = row.attribute.unit, row.attribute.better
    if len(amounts) < 2 or min(amounts) < 0 or not (better or unit == "%"):
        return 0.0
    return 100.0 if unit == "%" and max(amounts) <= 100 else max(amounts)


def _years(row: Compared) -> set[int]:
    facts = (fact.value for fact in row.facts if fact is not None)
    return {latest(value)[0] for value in facts if isinstance(value, dict)}


# Details of one row -------------------------------------------------------------------------------


def texts_page(catalog: Catalog, technologies: Sequence[Technology], row: TextRow) -> Document:
    """Return all texts of one kind of the compared technologies, with sources and links."""
    return Document(row.name, "", _texts(catalog, technologies, row), origin_of(catalog))


def _texts(catalog: Catalog, technologies: Sequence[Technology], row: TextRow) -> Iterator[Block]:
    citing = Citing(catalog)
    for part in _by_technology(technologies, row, citing, level=2):
        yield from part
    yield from citing.sources()


def _by_technology(
    technologies: Sequence[Technology], row: TextRow, citing: Citing, level: int
) -> Iterator[tuple[Heading, Bullets]]:
    for at, technology in enumerate(technologies):
        yield Heading(technology.name, level), told(row, at, citing)


def figures_page(catalog: Catalog, technologies: Sequence[Technology], row: Compared) -> Document:
    """Return notes on a row of figures, and their sources."""
    blocks = _figures(catalog, technologies, row)
    return Document(row.attribute.name, "", blocks, origin_of(catalog))


def _figures(
    catalog: Catalog, technologies: Sequence[Technology], row: Compared
) -> Iterator[Block]:
    citing = Citing(catalog)
    facts = [fact for fact in row.facts if fact is not None]
    if mixed := mixture(_years(row)):
        yield Paragraph(line_of(f"Figures of {mixed}: they say different things.", "mark"))
    cites = citing.cite(tuple(source for fact in facts for source in fact.sources))
    if row.attribute.help or cites:
        yield Paragraph((Span(row.attribute.help), *cites))
    notes: dict[str, list[str]] = {}
    for technology, fact in zip(technologies, row.facts, strict=True):
        if fact is not None and fact.note:
            notes.setdefault(fact.note, []).append(technology.name)
    for note, names in notes.items():
        yield Paragraph((Span(f"{', '.join(names)}: ", "muted"), *said(catalog, note)))
    yield from citing.sources()
