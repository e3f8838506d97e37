"""What pages say of technologies, comparisons, lists and concepts: the one description that all formats share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from techtui.catalog.comparison import Comparison, TextRow, Verdict
from techtui.catalog.comparison import Row as Compared
from techtui.catalog.model import (
    Attribute,
    AttributeType,
    Catalog,
    Concept,
    Fact,
    Point,
    Resource,
    Technology,
)
from techtui.catalog.sort_keys import latest
from techtui.formats.document import (
    Beside,
    Block,
    Bullets,
    Cell,
    Citing,
    Document,
    Heading,
    Item,
    Line,
    Pairs,
    Paragraph,
    Row,
    Span,
    Table,
    Tone,
    day_text,
)
from techtui.formats.plain import UNKNOWN, amount_text, fact_text, item_text, sparkline

if TYPE_CHECKING:
    from techtui.catalog.search import Hit

_TONES: Final[dict[Verdict, Tone]] = {
    Verdict.SAME: "muted",
    Verdict.DIFFERENT: "accent",
    Verdict.MISSING: "muted",
}
_TEXT_SIGNS: Final[dict[str, tuple[str, Tone]]] = {
    "strengths": ("+", "good"),
    "weaknesses": ("−", "bad"),
    "best_for": ("✓", "good"),
    "avoid_when": ("✗", "bad"),
    "learn": ("↗", "muted"),
}
_FIGURES: Final = (AttributeType.NUMBER, AttributeType.MONEY, AttributeType.SERIES)


# A technology -------------------------------------------------------------------------------------


def technology_page(catalog: Catalog, technology: Technology) -> Document:
    """A technology: what it is, good and bad, its facts, where to learn it, the sources of all that."""
    path = " › ".join(category.name for category in catalog.path(technology.category))
    return Document(technology.name, path, tuple(_technology(catalog, technology)))


def _technology(catalog: Catalog, technology: Technology) -> Iterator[Block]:
    citing = Citing(catalog)
    if technology.tagline:
        yield Paragraph((Span(technology.tagline, "strong"),))
    headline = tuple(_headline(catalog, technology, citing))
    if headline:
        yield Pairs(headline)
    if technology.summary:
        yield Heading("What it is")
        yield from _paragraphs(technology.summary, citing.cite(technology.sources))
    yield from _points(
        citing,
        ("Strengths", technology.strengths, "strengths"),
        ("Weaknesses", technology.weaknesses, "weaknesses"),
    )
    yield from _points(
        citing,
        ("Good for", technology.best_for, "best_for"),
        ("Avoid when", technology.avoid_when, "avoid_when"),
    )
    if technology.corrections:
        yield Heading("Good to know")
        yield _bullets(citing, technology.corrections, "!", "mark")
    relations = [one for one in technology.relations if one.technology in catalog.technologies]
    if relations:
        yield Heading("Related")
        yield Bullets(
            tuple(
                Item(
                    (
                        Span(f"{one.label} ", "muted"),
                        Span(catalog.technologies[one.technology].name, "strong"),
                        *((Span(f"  {one.note}", "muted"),) if one.note else ()),
                    )
                )
                for one in relations
            ),
            "→",
        )
    if technology.learn:
        yield Heading("Learn")
        yield Bullets(tuple(_resource(one, citing) for one in technology.learn), "↗")
    if technology.used_by:
        yield Heading("Used by")
        yield Bullets(
            tuple(
                Item((Span(one.name), *citing.cite(one.sources)), one.note)
                for one in technology.used_by
            )
        )
    yield from _facts(catalog, technology, citing)
    yield from citing.sources()


def _headline(
    catalog: Catalog, technology: Technology, citing: Citing
) -> Iterator[tuple[str, Item]]:
    ids = dict.fromkeys(catalog.headline)
    ids |= {key: None for key, one in technology.facts.items() if isinstance(one.value, dict)}
    for attribute_id in ids:
        fact = technology.facts.get(attribute_id)
        if fact is not None and fact.value is not None:
            attribute = catalog.attributes[attribute_id]
            line = (*_value(attribute, fact, trend=True), *citing.cite(fact.sources))
            yield attribute.name, Item(line)


def _paragraphs(text: str, cites: Line) -> Iterator[Block]:
    parts = text.split("\n\n")
    for part in parts[:-1]:
        yield Paragraph((Span(part),))
    yield Paragraph((Span(parts[-1]), *cites))


def _points(citing: Citing, *parts: tuple[str, tuple[Point, ...], str]) -> Iterator[Block]:
    filled = tuple(
        (Heading(title), _bullets(citing, points, *_TEXT_SIGNS[field]))
        for title, points, field in parts
        if points
    )
    if filled:
        yield Beside(filled)


def _bullets(citing: Citing, points: Sequence[Point], sign: str, tone: Tone) -> Bullets:
    return Bullets(
        tuple(Item((Span(one.text), *citing.cite(one.sources))) for one in points), sign, tone
    )


def _resource(resource: Resource, citing: Citing) -> Item:
    about = (resource.provider, resource.kind, resource.price or resource.cost, resource.level)
    aside = " · ".join(filter(None, about))
    return Item(
        (
            Span(resource.title, "strong", resource.url),
            *((Span(f"  {aside}", "muted"),) if aside else ()),
            *citing.cite(resource.sources),
        ),
        resource.note,
    )


def _value(attribute: Attribute, fact: Fact | None, trend: bool = False) -> Line:
    """A value: linked where it is an address, with its course where it is a series."""
    text = fact_text(attribute, fact)
    if fact is None or fact.value is None:
        return (Span(text, "muted"),)
    if isinstance(fact.value, dict) and trend and len(fact.value) > 1:
        last, first = max(fact.value), min(fact.value)
        return (
            Span(f"{sparkline(fact.value)}  ", "accent"),
            Span(amount_text(fact.value[last], attribute.unit), "strong"),
            Span(f" in {last}"),
            Span(f", {amount_text(fact.value[first], attribute.unit)} in {first}", "muted"),
        )
    return (Span(text, "", text if attribute.type is AttributeType.LINK else ""),)


def _facts(catalog: Catalog, technology: Technology, citing: Citing) -> Iterator[Block]:
    groups: dict[str, list[tuple[str, Item]]] = {}
    for attribute, fact in catalog.facts_of(technology):
        aside = []
        if fact.as_of:
            aside.append(f"as of {day_text(fact.as_of)}")
        if fact.layer:
            aside.append(f"from {fact.layer}")
        line: Line = (*_value(attribute, fact), *citing.cite(fact.sources))
        if aside:
            line = (*line, Span(f"  ({', '.join(aside)})", "muted"))
        groups.setdefault(attribute.group, []).append((attribute.name, Item(line, fact.note)))
    if not groups:
        return
    yield Heading("Facts")
    for group, rows in groups.items():
        if group:
            yield Heading(group, 3)
        yield Pairs(tuple(rows))


# A comparison -------------------------------------------------------------------------------------


def comparison_page(
    catalog: Catalog, comparison: Comparison, only_differences: bool = False
) -> Document:
    """Technologies side by side, with strengths and the like below the table.

    Args:
        catalog: Where they are from.
        comparison: What to show.
        only_differences: Whether to leave out what is the same, known for some only, or told in words.
    """
    counts = comparison.counts
    return Document(
        " ⇄ ".join(technology.name for technology in comparison.technologies),
        f"{counts[Verdict.DIFFERENT]} differ · {counts[Verdict.SAME]} same · "
        f"{counts[Verdict.MISSING]} known for some only",
        tuple(_comparison(catalog, comparison, only_differences)),
    )


def _comparison(
    catalog: Catalog, comparison: Comparison, only_differences: bool
) -> Iterator[Block]:
    citing = Citing(catalog)
    sections = []
    for group, compared in comparison.groups():
        rows = tuple(
            _compared(one, citing)
            for one in compared
            if not only_differences or one.verdict is Verdict.DIFFERENT
        )
        if rows:
            sections.append((group, rows))
    if sections:
        head = ("", *(technology.name for technology in comparison.technologies))
        yield Table(head, tuple(sections), signs=True)
    else:
        nothing = "No attribute differs." if only_differences else "No attribute is known."
        yield Paragraph((Span(nothing),))
    if not only_differences:
        for text in comparison.texts:
            yield from _told(comparison, text, citing)
    yield from citing.sources()


def _compared(row: Compared, citing: Citing) -> Row:
    top = _top(row)
    cells = [Cell((Span(row.attribute.name),))]
    for at, fact in enumerate(row.facts):
        better = at in row.better
        line = _shared(row, fact) if fact is not None and isinstance(fact.value, tuple) else ()
        line = line or _value(row.attribute, fact)
        if fact is not None:
            line = (*line, *citing.cite(fact.sources))
        share = None
        if top > 0 and fact is not None and fact.value is not None:
            share = max(0.0, _figure(fact) / top)
        cells.append(Cell((Span("▲ ", "good"), *line) if better else line, share, better))
    return Row(tuple(cells), row.verdict.sign, _TONES[row.verdict])


def _figure(fact: Fact) -> float:
    match fact.value:
        case dict() as series:
            return latest(series)[1]
        case int() | float() as number:
            return number
        case _:
            return 0.0


def _top(row: Compared) -> float:
    if row.attribute.type not in _FIGURES:
        return 0.0
    return max(_figure(fact) for fact in row.facts if fact is not None)


def _shared(row: Compared, fact: Fact) -> Line:
    """The items of a list; those that not all have are marked."""
    assert isinstance(fact.value, tuple)
    spans: list[Span] = []
    for item in fact.value:
        own = row.verdict is Verdict.DIFFERENT and item not in row.shared
        if spans:
            spans.append(Span(", "))
        text = item_text(row.attribute, item)
        spans.append(Span(f"{text}*", "strong") if own else Span(text))
    return tuple(spans)


def _told(comparison: Comparison, row: TextRow, citing: Citing) -> Iterator[Block]:
    sign, tone = _TEXT_SIGNS[row.field]
    nothing = Bullets((Item((Span(UNKNOWN, "muted"),)),), "·")
    yield Heading(row.name)
    parts = []
    for technology, texts in zip(comparison.technologies, row.texts, strict=True):
        items = tuple(
            Item((Span(one.text), *citing.cite(one.sources)))
            if isinstance(one, Point)
            else _resource(one, citing)
            for one in texts
        )
        parts.append(
            (Heading(technology.name, 3), Bullets(items, sign, tone) if items else nothing)
        )
    yield Beside(tuple(parts))


# Lists --------------------------------------------------------------------------------------------

COLUMNS: Final = (
    *("id", "name", "category", "tagline", "summary", "aliases"),
    *("strengths", "weaknesses", "best_for", "avoid_when", "corrections"),
    *("used_by", "relations", "learn"),
)
"""What a list can show beside attributes."""


def column_text(catalog: Catalog, technology: Technology, column: str) -> str:
    """What stands in a column: one of `COLUMNS` or the id of an attribute."""
    match column:
        case "id" | "name" | "tagline" | "summary":
            return str(getattr(technology, column))
        case "category":
            return catalog.categories[technology.category].name
        case "aliases":
            return ", ".join(technology.aliases)
        case "strengths" | "weaknesses" | "best_for" | "avoid_when" | "corrections":
            return "; ".join(point.text for point in getattr(technology, column))
        case "used_by":
            return "; ".join(usage.name for usage in technology.used_by)
        case "relations":
            return "; ".join(
                f"{one.label} {catalog.technologies[one.technology].name}"
                for one in technology.relations
                if one.technology in catalog.technologies
            )
        case "learn":
            return "; ".join(f"{one.title} {one.url}" for one in technology.learn)
        case _:
            return fact_text(catalog.attributes[column], technology.facts.get(column))


def list_page(
    catalog: Catalog, technologies: Sequence[Technology], columns: Sequence[str], title: str = ""
) -> Document:
    """Technologies as a table.

    Args:
        catalog: Where they are from.
        technologies: The rows.
        columns: Each one of `COLUMNS` or the id of an attribute.
        title: What they have in common; the title of the catalog if empty.
    """
    rows = tuple(
        Row(
            tuple(
                Cell(
                    (Span(column_text(catalog, one, column), "strong" if column == "name" else ""),)
                )
                for column in columns
            )
        )
        for one in technologies
    )
    count = f"{len(rows):,} technolog{'y' if len(rows) == 1 else 'ies'}"
    head = tuple(
        column.capitalize().replace("_", " ")
        if column in COLUMNS
        else catalog.attributes[column].name
        for column in columns
    )
    return Document(title or catalog.title, count, (Table(head, (("", rows),)),))


def hits_page(catalog: Catalog, hits: Sequence[Hit]) -> Document:
    """What a search found, best first."""
    rows = []
    for hit in hits:
        technology = catalog.technologies[hit.technology]
        path = " › ".join(category.name for category in catalog.path(technology.category))
        cells = (Span(technology.name, "strong"), Span(path, "muted"), Span(technology.tagline))
        rows.append(Row(tuple(Cell((cell,)) for cell in cells)))
    return Document("Found", "", (Table(("Name", "Category", "Tagline"), (("", tuple(rows)),)),))


# Concepts -----------------------------------------------------------------------------------------


def concept_page(catalog: Catalog, concept: Concept) -> Document:
    """An idea: the explanation, its neighbours, where it is seen, which attributes are about it."""
    return Document(concept.title, "", tuple(_concept(catalog, concept)))


def _concept(catalog: Catalog, concept: Concept) -> Iterator[Block]:
    citing = Citing(catalog)
    yield from _paragraphs(concept.text, citing.cite(concept.sources))
    if concept.see_also:
        yield Heading("See also")
        yield Bullets(tuple(Item((Span(catalog.concepts[one].title),)) for one in concept.see_also))
    if concept.technologies:
        yield Heading("Seen in")
        yield Bullets(tuple(_seen(catalog.technologies[one]) for one in concept.technologies))
    about = [one for one in catalog.attributes.values() if one.concept == concept.id]
    if about:
        yield Heading("Attributes about it")
        yield Pairs(tuple((one.name, Item((Span(one.help or UNKNOWN),))) for one in about))
    yield from citing.sources()


def _seen(technology: Technology) -> Item:
    aside = (Span(f"  {technology.tagline}", "muted"),) if technology.tagline else ()
    return Item((Span(technology.name, "strong"), *aside))


def concepts_page(catalog: Catalog) -> Document:
    """All concepts, as names to ask for."""
    rows = tuple(
        Row((Cell((Span(one.id),)), Cell((Span(one.title, "strong"),))))
        for one in catalog.concepts.values()
    )
    table = Table(("Id", "Concept"), (("", rows),))
    return Document(f"Concepts of {catalog.title}", f"{len(rows)} concepts", (table,))


def written_on(catalog: Catalog, today: date | None) -> str:
    """When an exported page was written, and how old what it says is."""
    as_of = f", as of {day_text(catalog.as_of)}" if catalog.as_of else ""
    return f"{day_text(today or date.today())} · from the catalog “{catalog.title}”{as_of}"
