"""Small catalogs and decisions, fixed and random."""

from __future__ import annotations

from hypothesis import strategies as st

from techtui.catalog.decide import Decision, Grade, Rating, Want
from techtui.catalog.model import (
    Attribute,
    AttributeType,
    Catalog,
    Category,
    Fact,
    OwnFields,
    Technology,
)

GRADES = ("none", "some", "full")

ATTRIBUTES = {
    one.id: one
    for one in (
        Attribute("size", "Size", AttributeType.NUMBER, better="higher", unit="MiB"),
        Attribute("price", "Price", AttributeType.MONEY, better="lower", unit="EUR"),
        Attribute(
            "safety",
            "Safety",
            AttributeType.CHOICE,
            better="higher",
            choices={one: one for one in GRADES},
        ),
        Attribute("free", "Free", AttributeType.YES_NO, better="higher"),
        Attribute("runs", "Runs on", AttributeType.LIST),
        Attribute("used", "Used", AttributeType.SERIES),
        Attribute("released", "Released", AttributeType.DATE, better="higher"),
        Attribute("owner", "Owner", AttributeType.TEXT),
    )
}


def catalog_of(facts: dict[str, dict[str, object]]) -> Catalog:
    """A catalog of one category: technology -> attribute -> value."""
    return Catalog(
        OwnFields(
            id="test",
            title="Test",
            categories={"all": Category("all", "All")},
            attributes=ATTRIBUTES,
        ),
        sources={},
        technologies={
            one: Technology(
                one,
                one.upper(),
                "all",
                facts={key: Fact(value) for key, value in values.items()},  # type: ignore[arg-type]
            )
            for one, values in facts.items()
        },
    )


VALUES = {
    "size": st.integers(1, 5000),
    "price": st.integers(0, 50),
    "safety": st.sampled_from(GRADES),
    "free": st.booleans(),
    "runs": st.lists(st.sampled_from(["linux", "windows", "macos"]), min_size=1, unique=True).map(
        tuple
    ),
    "used": st.dictionaries(st.integers(2020, 2024), st.floats(0, 100), min_size=1, max_size=3),
    "released": st.dates().map(lambda day: day.isoformat()),
}

GOODS: dict[str, list[tuple[str, ...]]] = {
    "size": [(), ("lower",), (">= 100",), ("<= 3000 MiB",)],
    "price": [(), ("higher",), ("<= 10",)],
    "safety": [(), ("lower",), ("some", "full"), (">= some",)],
    "free": [(), ("no",)],
    "runs": [("linux",), ("macos", "windows"), ("higher",)],
    "used": [(), ("lower",), (">= 50",)],
    "released": [(), (">= 2010-05",), ("lower",)],
}

MUSTS = ("free:yes", "-free:yes", "size>100", "safety:full,some", "runs:linux", "used:10..60")

NAMES = ("a", "b", "c", "d", "e", "f")
WEIGHTS = st.sampled_from([1, 2, 3, 5])


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Two to six technologies; each knows some of its values."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    facts = st.fixed_dictionaries({}, optional=VALUES)
    return catalog_of({one: draw(facts) for one in names})


@st.composite
def wants(draw: st.DrawFn) -> tuple[Want, ...]:
    """Some wants, each about another attribute."""
    chosen = draw(st.lists(st.sampled_from(sorted(GOODS)), min_size=1, max_size=5, unique=True))
    return tuple(Want(one, draw(WEIGHTS), draw(st.sampled_from(GOODS[one]))) for one in chosen)


@st.composite
def decisions(draw: st.DrawFn, catalog: Catalog) -> Decision:
    """A decision between all technologies of a catalog."""
    grades = st.dictionaries(
        st.sampled_from(list(catalog.ids)), st.sampled_from([0, 1, 2, 3, 4]).map(Grade)
    )
    ratings = tuple(
        Rating(f"r{at}", f"Rating {at}", draw(WEIGHTS), draw(grades))
        for at in range(draw(st.integers(0, 2)))
    )
    musts = draw(st.lists(st.sampled_from(MUSTS), max_size=2, unique=True))
    return Decision("Which?", tuple(catalog.ids), tuple(musts), draw(wants()), ratings)
