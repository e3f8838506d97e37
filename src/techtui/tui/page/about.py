"""What pages say: of a technology, a category, a concept, an attribute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from techtui.catalog.sanitize import one_line
from techtui.formats.plain import Citations, amount_text, fact_text, sparkline
from techtui.tui.page.layout import Page, Target, piece

if TYPE_CHECKING:
    from rich.style import Style

    from techtui.catalog.model import Attribute, Catalog, Category, Concept, Fact, Point, Technology

RELATION_SIGNS = {"alternative_to": "⇄", "fork_of": "⑂", "compatible_with": "≈", "part_of": "⊂"}


def write_technology(
    page: Page, catalog: Catalog, technology: Technology, note: str = ""
) -> Iterator[None]:
    """A technology: what it is, good and bad, its facts, where to learn it, the sources of all that.

    Args:
        page: Where to write.
        catalog: Whose technology it is.
        technology: What to write about.
        note: What the person noted about it.

    Yields:
        Between its parts.
    """
    ink = page.ink
    cite = Citations(catalog)
    if technology.tagline:
        page.paragraph(piece(technology.tagline, ink.strong))
    _headline(page, catalog, technology, cite)
    if note:
        page.heading("Your note")
        for line in note.splitlines():
            page.paragraph(Text(one_line(line)), 2)
    if technology.summary:
        page.heading("What it is")
        _paragraphs(page, technology.summary, cite.mark(technology.sources))
    _series(page, catalog, technology, cite)
    yield
    _points(
        page,
        cite,
        [
            ("Strengths", technology.strengths, "+", ink.good),
            ("Weaknesses", technology.weaknesses, "−", ink.bad),
        ],
    )
    yield
    _points(
        page,
        cite,
        [
            ("Good for", technology.best_for, "✓", ink.good),
            ("Avoid when", technology.avoid_when, "✗", ink.bad),
        ],
    )
    yield
    _points(page, cite, [("Good to know", technology.corrections, "!", ink.mark)])
    yield
    _related(page, catalog, technology)
    yield
    if technology.learn:
        page.heading("Learn")
        for resource in technology.learn:
            cost = resource.price or resource.cost
            text = piece(resource.title, ink.to(Target("url", resource.url)))
            aside = " · ".join(
                filter(None, (resource.provider, resource.kind, cost, resource.level))
            )
            text.append(f"  {aside}", ink.muted)
            _append_mark(text, page, cite.mark(resource.sources))
            page.bullets([text], "↗", ink.muted, 2)
            if resource.note:
                page.paragraph(piece(resource.note, ink.muted), 4)
    yield
    if technology.used_by:
        page.heading("Used by")
        for usage in technology.used_by:
            text = Text(usage.name)
            _append_mark(text, page, cite.mark(usage.sources))
            if usage.note:
                text.append(f"  {usage.note}", ink.muted)
            page.bullets([text], "•", ink.muted, 2)
    yield
    _facts(page, catalog, technology, cite)
    yield
    write_sources(page, catalog, cite)


def _append_mark(text: Text, page: Page, mark: str) -> None:
    if mark:
        text.append(f" {mark}", page.ink.mark)


def _paragraphs(page: Page, text: str, mark: str = "", indent: int = 2) -> None:
    parts = text.split("\n\n")
    for at, part in enumerate(parts):
        if at:
            page.blank()
        paragraph = Text(part)
        if at == len(parts) - 1:
            _append_mark(paragraph, page, mark)
        page.paragraph(paragraph, indent)


def _headline(page: Page, catalog: Catalog, technology: Technology, cite: Citations) -> None:
    items = []
    for attribute_id in catalog.headline:
        fact = technology.facts.get(attribute_id)
        if fact is not None and fact.value is not None:
            attribute = catalog.attributes[attribute_id]
            item = piece(f"{attribute.name} ", page.ink.muted)
            item.append(fact_text(attribute, fact), page.ink.text)
            _append_mark(item, page, cite.mark(fact.sources))
            items.append(item)
    page.flow(items)


def _series(page: Page, catalog: Catalog, technology: Technology, cite: Citations) -> None:
    rows: list[tuple[Text, Text]] = []
    for attribute, fact in catalog.facts_of(technology):
        if isinstance(fact.value, dict):
            rows.append(
                (
                    piece(attribute.name, page.ink.strong),
                    _series_text(page, attribute, fact.value, cite.mark(fact.sources)),
                )
            )
    if rows:
        page.blank()
        page.pairs(rows)


def _series_text(page: Page, attribute: Attribute, series: dict[int, float], mark: str) -> Text:
    first, last = min(series), max(series)
    text = piece(sparkline(series), page.ink.accent)
    text.append(f"  {amount_text(series[last], attribute.unit)}", page.ink.strong)
    text.append(f" in {last}")
    if first != last:
        text.append(f", {amount_text(series[first], attribute.unit)} in {first}", page.ink.muted)
    _append_mark(text, page, mark)
    return text


def _points(
    page: Page, cite: Citations, parts: Sequence[tuple[str, Sequence[Point], str, Style]]
) -> None:
    def write(part: Page, title: str, points: Sequence[Point], sign: str, style: Style) -> None:
        part.heading(title)
        texts = []
        for point in points:
            text = Text(point.text)
            _append_mark(text, part, cite.mark(point.sources))
            texts.append(text)
        part.bullets(texts, sign, style, 2)

    filled = [part for part in parts if part[1]]
    if filled:
        page.columns([lambda target, part=part: write(target, *part) for part in filled])  # type: ignore[misc]


def _related(page: Page, catalog: Catalog, technology: Technology) -> None:
    ink = page.ink
    relations = [one for one in technology.relations if one.technology in catalog.technologies]
    if relations:
        page.heading("Related")
        for relation in relations:
            other = catalog.technologies[relation.technology]
            text = piece(f"{relation.label} ", ink.muted)
            text.append(other.name, ink.to(Target("technology", other.id)))
            if relation.note:
                text.append(f"  {relation.note}", ink.muted)
            page.bullets([text], RELATION_SIGNS.get(relation.kind, "→"), ink.muted, 2)
    others = suggested_comparisons(catalog, technology)
    if others:
        text = piece("Compare with ", ink.muted)
        for at, other in enumerate(others):
            if at:
                text.append(", ", ink.muted)
            text.append(other.name, ink.to(Target("compare", f"{technology.id} {other.id}")))
        page.bullets([text], "≠", ink.muted, 2)


def suggested_comparisons(
    catalog: Catalog, technology: Technology, most: int = 4
) -> list[Technology]:
    """The technologies people would set beside this one: alternatives, both ways, then forks."""
    found: dict[str, Technology] = {}
    for kinds in (("alternative_to",), ("fork_of", "successor_of", "compatible_with")):
        for relation in technology.relations:
            if relation.kind in kinds and relation.technology in catalog.technologies:
                found.setdefault(relation.technology, catalog.technologies[relation.technology])
        for other in catalog.members(technology.category)[:200]:
            if any(
                one.kind in kinds and one.technology == technology.id for one in other.relations
            ):
                found.setdefault(other.id, other)
    found.pop(technology.id, None)
    return list(found.values())[:most]


def _facts(page: Page, catalog: Catalog, technology: Technology, cite: Citations) -> None:
    ink = page.ink
    groups: dict[str, list[tuple[Attribute, Fact]]] = {}
    for attribute, fact in catalog.facts_of(technology):
        if not isinstance(fact.value, dict):
            groups.setdefault(attribute.group, []).append((attribute, fact))
    if not groups:
        return
    page.heading("Facts")
    column = max(len(attribute.name) for facts in groups.values() for attribute, _ in facts)
    for group, facts in groups.items():
        page.blank()
        if group:
            page.paragraph(piece(group, ink.accent), 2)
        rows: list[tuple[Text, Text]] = []
        for attribute, fact in facts:
            name = Text(attribute.name.ljust(min(column, 24)), ink.muted)
            rows.append((name, fact_value(page, attribute, fact, cite.mark(fact.sources))))
        page.pairs(rows, 2)


def fact_value(page: Page, attribute: Attribute, fact: Fact | None, mark: str = "") -> Text:
    """The value of a fact with its mark, its date and its note."""
    ink = page.ink
    if fact is None or fact.value is None:
        text = piece(fact_text(attribute, fact), ink.muted)
    elif attribute.type == "link":
        text = piece(str(fact.value), ink.to(Target("url", str(fact.value))))
    else:
        text = Text(fact_text(attribute, fact))
    _append_mark(text, page, mark)
    if fact is not None:
        aside = []
        if fact.as_of:
            aside.append(f"as of {fact.as_of.isoformat()}")
        if fact.layer:
            aside.append(f"from {fact.layer}")
        if aside:
            text.append(f"  ({', '.join(aside)})", ink.muted)
        if fact.note:
            text.append("\n" + fact.note, ink.muted)
    return text


def write_sources(page: Page, catalog: Catalog, cite: Citations) -> None:
    """The list that the source marks refer to."""
    if not cite.numbers and not cite.general:
        return
    ink = page.ink
    page.heading("Sources")
    if cite.general:
        page.bullets(
            [piece("general knowledge: no document backs this", ink.muted)],
            Citations.GENERAL.rjust(2),
            ink.mark,
            2,
        )
    for source_id, number in cite.numbers.items():
        source = catalog.sources[source_id]
        text = piece(source.title, ink.to(Target("url", source.url)) if source.url else ink.text)
        if source.date:
            text.append(f"  {source.date.isoformat()}", ink.muted)
        page.bullets([text], str(number).rjust(2), ink.mark, 2)


def write_category(page: Page, catalog: Catalog, category: Category) -> None:
    """A category: what belongs there, how to choose, what is in it."""
    ink = page.ink
    cite = Citations(catalog)
    if category.summary:
        _paragraphs(page, category.summary, cite.mark(category.sources), 0)
    if category.how_to_choose:
        page.heading("How to choose")
        for at, question in enumerate(category.how_to_choose, 1):
            page.bullets([Text(question)], f"{at}.", ink.muted, 2)
    children = catalog.children(category.id)
    if children:
        page.heading("Branches")
        page.pairs(
            [
                (
                    piece(child.name, ink.to(Target("category", child.id))),
                    Text(count_text(catalog.count(child.id)), ink.muted),
                )
                for child in children
            ],
            2,
        )
    members = catalog.members(category.id)
    if members:
        page.heading("In this category", count_text(len(members)))
        page.pairs(
            [
                (piece(one.name, ink.to(Target("technology", one.id))), Text(one.tagline))
                for one in members[:500]
            ],
            2,
        )
        if len(members) > 500:
            page.paragraph(piece(f"… and {len(members) - 500} more", ink.muted), 2)
    if category.concepts:
        page.heading("Good to understand first")
        for concept in category.concepts:
            page.bullets(
                [piece(catalog.concepts[concept].title, ink.to(Target("concept", concept)))],
                "•",
                ink.muted,
                2,
            )
    write_sources(page, catalog, cite)


def count_text(count: int) -> str:
    """``1 technology``, ``6 technologies``."""
    return f"{count:,} technolog{'y' if count == 1 else 'ies'}"


def write_concept(page: Page, catalog: Catalog, concept: Concept) -> None:
    """A concept, with the way to its neighbours."""
    ink = page.ink
    cite = Citations(catalog)
    _paragraphs(page, concept.text, cite.mark(concept.sources), 0)
    if concept.see_also:
        page.heading("See also")
        page.bullets(
            [
                piece(catalog.concepts[one].title, ink.to(Target("concept", one)))
                for one in concept.see_also
            ],
            "•",
            ink.muted,
            2,
        )
    shown = [catalog.technologies[one] for one in concept.technologies]
    if shown:
        page.heading("Seen in")
        page.bullets([_name_and_tagline(page, one) for one in shown], "•", ink.muted, 2)
    about = [
        attribute for attribute in catalog.attributes.values() if attribute.concept == concept.id
    ]
    if about:
        page.heading("Facts about it")
        page.bullets(
            [piece(one.name, ink.to(Target("attribute", one.id))) for one in about],
            "•",
            ink.muted,
            2,
        )
    write_sources(page, catalog, cite)


def _name_and_tagline(page: Page, technology: Technology) -> Text:
    text = piece(technology.name, page.ink.to(Target("technology", technology.id)))
    text.append(f"  {technology.tagline}", page.ink.muted)
    return text


def write_attribute(
    page: Page, catalog: Catalog, attribute: Attribute, technologies: Iterable[Technology] = ()
) -> None:
    """What an attribute means, and its full values for some technologies."""
    ink = page.ink
    cite = Citations(catalog)
    if attribute.help:
        _paragraphs(page, attribute.help, "", 0)
    shown = list(technologies)
    for technology in shown:
        fact = technology.facts.get(attribute.id)
        page.heading(technology.name)
        if fact is not None and isinstance(fact.value, dict):
            text = _series_text(page, attribute, fact.value, cite.mark(fact.sources))
            text.append(
                "\n"
                + ", ".join(
                    f"{year}: {amount_text(number, attribute.unit)}"
                    for year, number in fact.value.items()
                ),
                ink.muted,
            )
            if fact.note:
                text.append("\n" + fact.note, ink.muted)
            page.paragraph(text, 2)
        else:
            mark = cite.mark(fact.sources) if fact is not None else ""
            page.paragraph(fact_value(page, attribute, fact, mark), 2)
        if fact is not None and fact.value is not None and not fact.sources:
            page.paragraph(piece("no source given", ink.muted), 2)
    if attribute.choices:
        page.heading("Possible values")
        better = {"higher": " (best last)", "lower": " (best first)"}.get(attribute.better, "")
        page.paragraph(Text(" · ".join(attribute.choices.values()) + better), 2)
    if attribute.concept:
        concept = catalog.concepts[attribute.concept]
        page.heading(concept.title, "the concept behind it")
        _paragraphs(page, concept.text, cite.mark(concept.sources))
        page.blank()
        page.paragraph(piece("More on this concept", ink.to(Target("concept", concept.id))), 2)
    write_sources(page, catalog, cite)
