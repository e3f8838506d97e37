"""The columns a table begins with."""

from __future__ import annotations

from techtui.catalog.first_columns import MOST, first_columns
from techtui.catalog.model import AttributeType, Catalog


def test_headlines_come_first_then_what_differs_most(guitars: Catalog) -> None:
    found = first_columns(guitars, ("tele", "lp"), "electric")
    assert found[:2] == ("year", "woods")
    assert "pickups" in found
    assert "in_production" not in found, "it says the same of both"
    assert "site" not in found, "nobody compares addresses"


def test_what_is_known_for_few_is_left_out(guitars: Catalog) -> None:
    assert "price" not in first_columns(guitars, tuple(guitars.technologies))


def test_no_rows_no_columns(guitars: Catalog) -> None:
    assert first_columns(guitars, ()) == ()


def test_every_category_of_the_shipped_catalog_has_some(shipped: Catalog) -> None:
    for category in ("", *shipped.categories):
        found = first_columns(shipped, tuple(shipped.ids_in(category)), category)
        assert 4 <= len(found) <= MOST
        assert len(set(found)) == len(found)
        allowed = shipped.attributes_of(category) if category else shipped.attributes.values()
        assert set(found) <= {one.id for one in allowed}
        assert all(shipped.attributes[one].type is not AttributeType.LINK for one in found)
