"""The page of a technology."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from techtui.catalog import headings
from techtui.catalog.headings import TEXTS
from techtui.catalog.places import paths_text
from techtui.catalog.refs import Ref, of_several
from techtui.catalog.relations import REPLACED_BY, inverse_of
from techtui.catalog.sanitize import one_line
from techtui.pages.citing import Citing
from techtui.pages.document import (
    Beside,
    Block,
    Bullets,
    Document,
    Heading,
    Item,
    Lines,
    Pair,
    Pairs,
    Paragraph,
    Span,
    aside,
    line_of,
    pairs,
)
from techtui.pages.items import (
    fact_pair,
    origin_of,
    technology_link,
    text_bullets,
    value_line,
)
from techtui.pages.prose import prose
from techtui.pages.related import related

if TYPE_CHECKING:
    from datetime import date

    from techtui.catalog.model import Attribute, Catalog, Technology


ADVICE: Final = "our advice"
"""The remark on points that no document backs, because they follow from points that have sources."""


def technology_page(
    catalog: Catalog, technology: Technology, note: str = "", today: date | None = None
) -> Document:
    """Return the page of a technology: what it is, strengths and weaknesses, facts, learning resources, sources.

    Args:
        catalog: The catalog.
        technology: The technology.
        note: The user's note about it.
        today: The day that separates past from future dates in tables; by default today.
    """
    path = paths_text(catalog, technology)
    blocks = _technology(catalog, technology, note, today)
    return Document(technology.name, path, blocks, origin_of(catalog))


def note_section(heading: str, note: str) -> Iterator[Block]:
    """Yield a note, line by line; nothing if it is empty."""
    if note.strip():
        yield Heading(heading)
        yield Lines(tuple(line_of(one_line(line)) for line in note.strip().splitlines()))


def _technology(
    catalog: Catalog, technology: Technology, note: str, today: date | None
) -> Iterator[Block]:
    citing = Citing(catalog)
    markdown = catalog.conventions.markdown
    if technology.tagline:
        yield Paragraph(line_of(technology.tagline, "strong"))
    if technology.also_in:
        yield Paragraph(tuple(_also_in(catalog, technology)))
    if why := catalog.why_discouraged(technology):
        yield Paragraph(tuple(_discouraged(catalog, technology, why)))
    yield from pairs(_headline(catalog, technology, citing), flow=True)
    yield from note_section("Your note", note)
    if technology.summary:
        yield Heading(headings.WHAT_IT_IS)
        yield from prose(catalog, technology.summary, citing.cite(technology.sources))
    yield from pairs(
        _with_chart(technology, attribute, fact_pair(attribute, fact, citing))
        for attribute, fact in catalog.shown_facts_of(technology)
        if isinstance(fact.value, dict)
    )
    yield from _texts(technology, citing, markdown, "strengths", "weaknesses")
    yield from _texts(technology, citing, markdown, "best_for", "avoid_when")
    if technology.corrections:
        yield Heading(headings.CORRECTIONS)
        yield text_bullets("corrections", technology.corrections, citing, markdown=markdown)
    yield from related(catalog, technology)
    if technology.learn:
        yield Heading(TEXTS["learn"])
        yield text_bullets("learn", technology.learn, citing)
    if technology.used_by:
        yield Heading("Used by")
        yield Bullets(
            tuple(
                Item((Span(one.name), *citing.cite(one.sources), *aside(one.note)))
                for one in technology.used_by
            )
        )
    if any(fact.rows for fact in technology.facts.values()):
        # Few technologies have any.
        from techtui.pages.tables import table_sections

        yield from table_sections(catalog, technology, citing, today)
    yield from _facts(catalog, technology, citing)
    yield from citing.sources()


def _with_chart(technology: Technology, attribute: Attribute, pair: Pair) -> Pair:
    """Return a series as a link to its chart."""
    name, item = pair
    course, *rest = item.line
    assert isinstance(course, Span)
    leads = of_several("trend", (technology.id, attribute.id))
    bars = course.text.rstrip()
    gap = Span(course.text[len(bars) :])
    return name, Item((Span(bars, course.tone, leads), gap, *rest), item.note)


def _also_in(catalog: Catalog, technology: Technology) -> Iterator[Span]:
    yield Span("Also in ", "muted")
    for at, category in enumerate(technology.also_in):
        if at:
            yield Span(", ", "muted")
        yield Span(catalog.category_names[category], "", Ref("category", category))


def _headline(catalog: Catalog, technology: Technology, citing: Citing) -> Iterator[Pair]:
    for attribute_id in catalog.headline:
        fact = technology.facts.get(attribute_id)
        # A series has a line of its own below.
        if fact is not None and fact.value is not None and not isinstance(fact.value, dict):
            attribute = catalog.attributes[attribute_id]
            if attribute.hidden:
                continue
            line = (*value_line(attribute, fact), *citing.cite(fact.sources))
            yield Span(attribute.name, "muted", about=Ref("attribute", attribute.id)), Item(line)


def _discouraged(catalog: Catalog, technology: Technology, why: str) -> Iterator[Span]:
    yield Span(f"! Not for new use: {why}", "mark")
    after = [
        (one.label, one.technology)
        for one in technology.relations
        if one.kind in REPLACED_BY and one.technology in catalog.technologies
    ]
    after += [
        (words, one.technology)
        for one in technology.incoming
        if (words := inverse_of(one.kind)).replace(" ", "_") in REPLACED_BY
    ]
    for words, other in after:
        yield Span(f"; {words} ", "mark")
        yield technology_link(catalog.technologies[other])


def _texts(technology: Technology, citing: Citing, markdown: bool, *fields: str) -> Iterator[Block]:
    parts = tuple(
        (
            Heading(TEXTS[field], aside=_advice(technology, field)),
            text_bullets(field, getattr(technology, field), citing, markdown=markdown),
        )
        for field in fields
        if getattr(technology, field)
    )
    if parts:
        yield Beside(parts)


def _advice(technology: Technology, field: str) -> str:
    """Return a remark that points are the catalog's own conclusions, if others have sources; otherwise empty."""
    named = (*technology.strengths, *technology.weaknesses)
    if field not in ("best_for", "avoid_when") or not any(one.sources for one in named):
        return ""
    return "" if any(one.sources for one in getattr(technology, field)) else ADVICE


def _facts(catalog: Catalog, technology: Technology, citing: Citing) -> Iterator[Block]:
    groups: dict[str, list[Pair]] = {}
    for attribute, fact in catalog.shown_facts_of(technology):
        if not isinstance(fact.value, dict) and not fact.rows:
            pair = fact_pair(attribute, fact, citing)
            groups.setdefault(attribute.group, []).append(pair)
    if groups:
        yield Heading("Facts")
        yield Pairs(tuple((group, tuple(rows)) for group, rows in groups.items()))
