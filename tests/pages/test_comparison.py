"""What a row of a comparison says: bars, years, and items that not all have."""

from __future__ import annotations

import pytest

from techtui.catalog.comparison import Comparison, compare
from techtui.catalog.model import (
    Attribute,
    AttributeType,
    Catalog,
    Category,
    Fact,
    OwnFields,
    Technology,
    Value,
)
from techtui.pages.comparison import compared_row
from techtui.pages.document import Row, Span


def row_of(*values: Value, **about: object) -> Row:
    """The row of one attribute whose values are these."""
    attribute = Attribute(**{"id": "a", "name": "A", "type": AttributeType.NUMBER, **about})  # type: ignore[arg-type]
    technologies = {
        name: Technology(name, name.upper(), "all", facts={"a": Fact(value)})
        for name, value in zip("pqr", values, strict=False)
    }
    own = OwnFields(
        id="c",
        title="C",
        categories={"all": Category("all", "All")},
        attributes={"a": attribute},
    )
    catalog = Catalog(own, sources={}, technologies=technologies)
    compared: Comparison = compare(catalog, list(technologies.values()))
    return compared_row(compared.rows[0])


def shares(row: Row) -> list[float | None]:
    """The bars of a row."""
    return [cell.share for cell in row.cells[1:]]


def texts(row: Row) -> list[str]:
    """What the cells of a row say."""
    return [
        "".join(part.text for part in cell.line if isinstance(part, Span)) for cell in row.cells
    ]


@pytest.mark.parametrize(
    ("about", "values", "expected"),
    [
        ({"unit": "MiB", "better": "lower"}, (10, 40), [0.25, 1.0]),
        ({"unit": "%"}, (20.0, 50.0), [0.2, 0.5]),
        ({"unit": "%"}, (50.0, 200.0), [0.25, 1.0]),
        # A port, a year, a size that is neither good nor bad, a debt, and a figure on its own.
        ({"better": "higher"}, (5432, 3306), [None, None]),
        ({"type": AttributeType.YEAR, "better": "lower"}, (1996, 2000), [None, None]),
        ({"unit": "kg"}, (3, 4), [None, None]),
        ({"unit": "EUR", "better": "higher"}, (-3, 4), [None, None]),
        ({"unit": "%", "better": "higher"}, (20.0,), [None]),
        ({"unit": "s", "better": "lower"}, (0, 0), [None, None]),
    ],
)
def test_bars_stand_where_more_means_something(
    about: dict[str, object], values: tuple[Value, ...], expected: list[float | None]
) -> None:
    assert shares(row_of(*values, **about)) == expected


def test_a_year_stands_once_where_all_figures_are_of_it_and_else_beside_each() -> None:
    series = {"type": AttributeType.SERIES, "unit": "%"}
    assert texts(row_of({2024: 5.0}, {2024: 6.0}, **series)) == ["A 2024", "5 %", "6 %"]
    assert texts(row_of({2024: 5.0}, {2025: 6.0}, **series)) == ["A", "5 % 2024", "6 % 2025"]


def test_items_that_not_all_have_are_marked_unless_nothing_is_shared() -> None:
    lists = {"type": AttributeType.LIST}
    assert texts(row_of(("x", "y"), ("x",), **lists))[1:] == ["x, *y", "x"]
    assert texts(row_of(("x", "y"), ("z",), **lists))[1:] == ["x, y", "z"]
    assert texts(row_of(("x",), ("x",), **lists))[1:] == ["x", "x"]
