"""What the page of a technology says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from techtui.catalog import headings
from techtui.catalog.headings import TEXTS
from techtui.catalog.neighbours import suggested_comparisons
from techtui.catalog.places import paths_text
from techtui.catalog.refs import Ref
from techtui.catalog.relations import BOTH_WAYS, REPLACED_BY, inverse_of
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

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology

RELATION_SIGNS: Final = {
    "alternative_to": "⇄",
    "fork_of": "⑂",
    "compatible_with": "≈",
    "part_of": "⊂",
}
"""The signs of relations that have one; the others have an arrow."""


ADVICE: Final = "our advice"
"""What is said of points that no document backs, because they follow from those that have sources."""


def technology_page(catalog: Catalog, technology: Technology, note: str = "") -> Document:
    """A technology: what it is, good and bad, its facts, where to learn it, the sources of all that.

    Args:
        catalog: Whose technology it is.
        technology: What to write about.
        note: What the person noted about it.
    """
    path = paths_text(catalog, technology)
    blocks = _technology(catalog, technology, note)
    return Document(technology.name, path, blocks, origin_of(catalog))


def note_section(heading: str, note: str) -> Iterator[Block]:
    """What a person noted, line by line; nothing where there is no note."""
    if note.strip():
        yield Heading(heading)
        yield Lines(tuple(line_of(one_line(line)) for line in note.strip().splitlines()))


def _technology(catalog: Catalog, technology: Technology, note: str) -> Iterator[Block]:
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
        fact_pair(attribute, fact, citing)
        for attribute, fact in catalog.shown_facts_of(technology)
        if isinstance(fact.value, dict)
    )
    yield from _texts(technology, citing, markdown, "strengths", "weaknesses")
    yield from _texts(technology, citing, markdown, "best_for", "avoid_when")
    if technology.corrections:
        yield Heading(headings.CORRECTIONS)
        yield text_bullets("corrections", technology.corrections, citing, markdown=markdown)
    yield from _related(catalog, technology)
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
    yield from _facts(catalog, technology, citing)
    yield from citing.sources()


def _also_in(catalog: Catalog, technology: Technology) -> Iterator[Span]:
    yield Span("Also in ", "muted")
    for at, category in enumerate(technology.also_in):
        if at:
            yield Span(", ", "muted")
        yield Span(catalog.category_names[category], "", Ref("category", category))


def _headline(catalog: Catalog, technology: Technology, citing: Citing) -> Iterator[Pair]:
    for attribute_id in catalog.headline:
        fact = technology.facts.get(attribute_id)
        # A series has a line of its own further down.
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
    """That points are the catalog's own conclusions, where it names the sources of others; else nothing."""
    named = (*technology.strengths, *technology.weaknesses)
    if field not in ("best_for", "avoid_when") or not any(one.sources for one in named):
        return ""
    return "" if any(one.sources for one in getattr(technology, field)) else ADVICE


def _related(catalog: Catalog, technology: Technology) -> Iterator[Block]:
    items = []
    for one in technology.relations:
        if one.technology in catalog.technologies:
            link = technology_link(catalog.technologies[one.technology])
            line = (Span(f"{one.label} ", "muted"), link, *aside(one.note))
            items.append(Item(line, sign=RELATION_SIGNS.get(one.kind, "→")))
    items += _incoming(catalog, technology)
    if others := suggested_comparisons(catalog, technology):
        spans = [Span("Compare with ", "muted")]
        for at, other in enumerate(others):
            if at:
                spans.append(Span(", ", "muted"))
            spans.append(Span(other.name, "strong", Ref("compare", f"{technology.id} {other.id}")))
        items.append(Item(tuple(spans), sign="≠"))
    if items:
        yield Heading("Related")
        yield Bullets(tuple(items))


def _incoming(catalog: Catalog, technology: Technology) -> Iterator[Item]:
    """What others say of it, a line for each kind; what they remark is meant for their own page."""
    sayers: dict[str, list[Technology]] = {}
    for one in technology.incoming:
        sayers.setdefault(one.kind, []).append(catalog.technologies[one.technology])
    for kind, others in sayers.items():
        words = inverse_of(kind) or f"{kind.replace('_', ' ')} {technology.name}:"
        spans = [Span(f"{words} ", "muted")]
        for at, other in enumerate(others):
            if at:
                spans.append(Span(", ", "muted"))
            spans.append(technology_link(other))
        sign = RELATION_SIGNS.get(kind, "→") if kind in BOTH_WAYS else "←"
        yield Item(tuple(spans), sign=sign)


def _facts(catalog: Catalog, technology: Technology, citing: Citing) -> Iterator[Block]:
    groups: dict[str, list[Pair]] = {}
    for attribute, fact in catalog.shown_facts_of(technology):
        if not isinstance(fact.value, dict):
            pair = fact_pair(attribute, fact, citing)
            groups.setdefault(attribute.group, []).append(pair)
    if groups:
        yield Heading("Facts")
        yield Pairs(tuple((group, tuple(rows)) for group, rows in groups.items()))
