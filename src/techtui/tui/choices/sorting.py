"""The sort order of technologies in the tree, and the value shown beside their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from techtui.catalog.model import AttributeType, Catalog, Technology
from techtui.catalog.sort_keys import ids_by_attribute, ids_by_name
from techtui.pages.values import value_text

BY_NAME: Final = "name"
ORDERED: Final = (
    AttributeType.SERIES,
    AttributeType.NUMBER,
    AttributeType.MONEY,
    AttributeType.YEAR,
    AttributeType.DATE,
    AttributeType.VERSION,
    AttributeType.CHOICE,
)
"""The types of attributes that are useful to sort by."""
_FIGURES: Final = (AttributeType.SERIES, AttributeType.NUMBER, AttributeType.MONEY)


class Sort(NamedTuple):
    """How technologies are sorted within their category."""

    by: str = ""
    """Empty for the order of the catalog, ``name``, or the id of an attribute."""
    reverse: bool = False
    """Whether the order is descending."""

    def title(self, catalog: Catalog) -> str:
        """Return the name of the order."""
        if not self.by or not self.fits(catalog):
            return "catalog order"
        name = "name" if self.by == BY_NAME else catalog.attributes[self.by].name
        return f"{name} {'↓' if self.reverse else '↑'}"

    def fits(self, catalog: Catalog) -> bool:
        """Return whether the catalog has the attribute it sorts by."""
        return self.by in ("", BY_NAME) or self.by in catalog.attributes

    def apply(self, catalog: Catalog, ids: Sequence[str]) -> Sequence[str]:
        """Return ids of technologies in this order; those without a value come last in both directions."""
        if not self.by or not self.fits(catalog):
            return ids
        if self.by == BY_NAME:
            return ids_by_name(catalog, ids, self.reverse)
        return ids_by_attribute(catalog, catalog.attributes[self.by], ids, self.reverse)

    def aside(self, catalog: Catalog, technology: Technology) -> str:
        """Return the value to show beside the name of a technology."""
        if self.by in ("", BY_NAME) or not self.fits(catalog):
            return ""
        attribute = catalog.attributes[self.by]
        fact = technology.facts.get(self.by)
        if fact is None or fact.value is None:
            return "–"
        return value_text(attribute, fact.value).partition(" (")[0]


def ways_to_sort(catalog: Catalog) -> list[Sort]:
    """Return the possible orders; figures descend unless less is better, dates begin with the latest."""
    ways = [Sort(), Sort(BY_NAME)]
    for kind in ORDERED:
        for attribute in catalog.shown_attributes:
            # The order of names comes before an attribute of that id.
            if attribute.type is kind and attribute.id != BY_NAME:
                highest_first = attribute.better == "higher" or (
                    kind in _FIGURES and not attribute.better
                )
                ways.append(Sort(attribute.id, highest_first or kind is AttributeType.DATE))
    return ways
