"""The findings of an audit, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from techtui.audit.findings import Audit, Difference, How
from techtui.catalog.messages import counted
from techtui.catalog.refs import Ref
from techtui.pages.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Item,
    Paragraph,
    Row,
    Span,
    Table,
    line_of,
)

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_HEADINGS: Final[dict[How, str]] = {
    "older": "Older here",
    "missing": "Not here",
    "differs": "Different",
    "newer": "Newer here",
}
"""The headings of the ways to differ, those that need work first."""
_WORDS: Final[dict[How, str]] = {
    "older": "The catalog names an older version.",
    "missing": "They have a value, the catalog has none.",
    "differs": "Both have a value.",
    "newer": "The catalog names a newer version; a fresher copy may know it.",
}


def audit_page(catalog: Catalog, found: Audit) -> Document:
    """Return a page with a table for each way to differ, and what could not be compared."""
    return Document("Audit", catalog.title, _blocks(catalog, found))


def _blocks(catalog: Catalog, found: Audit) -> Iterator[Block]:
    yield Paragraph(line_of(summary(found)))
    for how, heading in _HEADINGS.items():
        those = [one for one in found.findings if one.how == how]
        if those:
            yield Heading(heading, aside=str(len(those)))
            yield Paragraph(line_of(_WORDS[how], "muted"))
            rows = tuple(_row(catalog, one) for one in those)
            yield Table(("Technology", "Attribute", "Here", "There", "Of"), (("", rows),))
    if found.unknown:
        yield Heading("Products that are not there", aside=str(len(found.unknown)))
        yield Bullets(
            tuple(
                Item((*_name(catalog, one), Span(product, "aside")))
                for one, product in found.unknown.items()
            )
        )
    if found.without:
        yield Heading("Without a product", aside=str(len(found.without)))
        names = ", ".join(catalog.technologies[one].name for one in found.without)
        yield Paragraph(line_of(names))


def summary(found: Audit) -> str:
    """Return how much was compared and how much of it differs, in a sentence."""
    return f"{counted(found.compared, 'value')} compared: {found.agreeing:,} agree, {len(found.findings):,} differ."


def _row(catalog: Catalog, one: Difference) -> Row:
    texts = (catalog.attributes[one.attribute].name, one.here or "–", one.there, one.about)
    return Row((Cell(_name(catalog, one.technology)), *(Cell(line_of(text)) for text in texts)))


def _name(catalog: Catalog, technology: str) -> tuple[Span, ...]:
    return (Span(catalog.technologies[technology].name, "", Ref("technology", technology)),)


def audit_document(found: Audit) -> dict[str, Any]:
    """Return the findings in the form of the JSON output."""
    return {
        "version": 1,
        "compared": found.compared,
        "agreeing": found.agreeing,
        "findings": [
            {
                "technology": one.technology,
                "attribute": one.attribute,
                "how": one.how,
                "here": one.here or None,
                "there": one.there,
                "of": one.about or None,
                "source": one.source,
            }
            for one in found.findings
        ],
        "products": {key: product.id for key, product in found.products.items()},
        "unknown_products": found.unknown,
        "without_product": found.without,
    }
