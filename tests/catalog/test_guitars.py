"""A catalog that has nothing to do with technology goes through everything the domain does."""

from __future__ import annotations

from techtui.catalog.comparison import compare
from techtui.catalog.model import AttributeType, Catalog
from techtui.catalog.search import Index
from tests.catalog.surviving import survive
from tests.conftest import GUITARS


def test_everything_works_with_it() -> None:
    assert survive([GUITARS.read_text("utf-8")])


def test_every_type_holds_what_it_should(guitars: Catalog) -> None:
    tele = guitars.technologies["tele"].facts
    values = {guitars.attributes[key].type: fact.value for key, fact in tele.items()}
    assert values == {
        AttributeType.YEAR: 1950,
        AttributeType.TEXT: "Fender",
        AttributeType.LIST: ("ash", "maple"),
        AttributeType.CHOICE: "single-coil",
        AttributeType.NUMBER: 3.4,
        AttributeType.MONEY: 900,
        AttributeType.SERIES: {2023: 10.5, 2024: 11.0, 2025: 12.0},
        AttributeType.YES_NO: True,
        AttributeType.DATE: "2026-01-15",
        AttributeType.LINK: "https://tele.example/",
    }


def test_it_is_searched_and_compared(guitars: Catalog) -> None:
    assert Index(guitars).search("broadcaster")[0].technology == "tele"
    tele, lp = guitars.technologies["tele"], guitars.technologies["lp"]
    rows = {row.attribute.id: row for row in compare(guitars, [tele, lp]).rows}
    assert rows["weight"].better == (0,)
    assert rows["woods"].shared == {"maple"}
    assert rows["price"].verdict == "missing"
