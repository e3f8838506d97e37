"""The pages of concepts and attributes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from techtui.catalog.moments import moment_text
from techtui.catalog.refs import Ref
from techtui.pages.by_value import by_value
from techtui.pages.citing import Citing
from techtui.pages.document import (
    Block,
    Document,
    Heading,
    Item,
    Line,
    Lines,
    Paragraph,
    Span,
    line_of,
    muted,
    pairs,
)
from techtui.pages.items import fact_item, link_bullets, origin_of, value_line
from techtui.pages.prose import paragraphs, prose
from techtui.pages.values import amount_text

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog, Concept, Technology


def concept_page(catalog: Catalog, concept: Concept) -> Document:
    """Return the page of a concept: explanation, related concepts, examples, attributes."""
    return Document(concept.title, "", _concept(catalog, concept), origin_of(catalog))


def _concept(catalog: Catalog, concept: Concept) -> Iterator[Block]:
    citing = Citing(catalog)
    yield from prose(catalog, concept.text, citing.cite(concept.sources))
    others = (catalog.concepts[one] for one in concept.see_also)
    yield from link_bullets("See also", ((one.title, Ref("concept", one.id), "") for one in others))
    shown = (catalog.technologies[one] for one in concept.technologies)
    yield from link_bullets(
        "Seen in", ((one.name, Ref("technology", one.id), one.tagline) for one in shown)
    )
    about = (one for one in catalog.shown_attributes if one.concept == concept.id)
    yield from link_bullets(
        "Facts about it", ((one.name, Ref("attribute", one.id), one.help) for one in about)
    )
    yield from citing.sources()


def attribute_page(
    catalog: Catalog, attribute: Attribute, technologies: Sequence[Technology] = ()
) -> Document:
    """Return the page of an attribute: its meaning, and its values for some technologies."""
    blocks = _attribute(catalog, attribute, technologies)
    return Document(attribute.name, attribute.group, blocks, origin_of(catalog))


def _attribute(
    catalog: Catalog, attribute: Attribute, technologies: Sequence[Technology]
) -> Iterator[Block]:
    citing = Citing(catalog)
    if attribute.help:
        yield from paragraphs(attribute.help)
    for technology in technologies:
        yield Heading(technology.name)
        fact = technology.facts.get(attribute.id)
        if fact is not None and fact.rows:
            # Few attributes are tables.
            from techtui.pages.tables import table_blocks

            yield from table_blocks(attribute, fact, citing)
            continue
        yield Lines(tuple(_known(attribute, technology, citing)))
    if attribute.choices:
        yield Heading("Possible values")
        better = {"higher": " (best last)", "lower": " (best first)"}.get(attribute.better, "")
        yield Paragraph(line_of(" · ".join(attribute.choices.values()) + better))
        yield from pairs(
            (Span(attribute.choices[choice]), Item(line_of(text)))
            for choice, text in attribute.choice_help.items()
        )
    if attribute.columns:
        yield Heading("Columns")
        yield from pairs((Span(column.name), Item(_column(column))) for column in attribute.columns)
    if attribute.concept:
        concept = catalog.concepts[attribute.concept]
        yield Heading(concept.title, aside="the concept behind it")
        yield from prose(catalog, concept.text, citing.cite(concept.sources))
        yield Paragraph(line_of("More on this concept", "", Ref("concept", concept.id)))
    yield from by_value(catalog, attribute)
    yield from citing.sources()


def _column(column: Attribute) -> Line:
    """Return the meaning of a column, and its name in queries."""
    return (*(line_of(f"{column.help} ") if column.help else ()), Span(f"{column.id}:", "muted"))


def _known(attribute: Attribute, technology: Technology, citing: Citing) -> Iterator[Line]:
    fact = technology.facts.get(attribute.id)
    if fact is None:
        yield value_line(attribute, None)
        return
    item = fact_item(attribute, fact, citing)
    yield item.line
    if isinstance(fact.value, dict):
        figures = (
            f"{moment_text(moment)}: {amount_text(number, attribute.unit)}"
            for moment, number in fact.value.items()
        )
        yield line_of(", ".join(figures), "muted")
    if item.note:
        yield muted(item.note)
    if fact.value is not None and not fact.sources:
        yield line_of("no source given", "muted")
