"""A comparison is laid out for any width and number of technologies."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from techtui.catalog.comparison import compare
from techtui.tui.screens.compare.grid_layout import GridLayout
from techtui.tui.screens.compare.rows import ShownRows, rows_shown
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import load
from tests.examples import examples


@given(
    st.integers(0, 2**63).map(Random),
    st.integers(1, 4),
    st.integers(20, 70) | st.integers(20, 200),
    st.sampled_from(ShownRows),
    st.sampled_from(["", "", "a", "nothing says so"]),
)
@settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(150),
)
@pytest.mark.parametrize("name", ["guitars", "shipped", "generated"])
def test_a_comparison_fits_into_any_width(
    request: pytest.FixtureRequest,
    name: str,
    random: Random,
    count: int,
    width: int,
    show: ShownRows,
    words: str,
) -> None:
    if name == "generated":
        catalog = load(toml_of(Maker(random).catalog()))
    else:
        catalog = request.getfixturevalue(name)
    if not catalog.technologies:
        return
    # After a reload, one technology may be all that is left.
    compared = random.sample(
        [*catalog.technologies.values()], min(count, len(catalog.technologies))
    )
    comparison = compare(catalog, compared)
    rows = rows_shown(comparison, show, words)
    layout = GridLayout(comparison, rows, "No rows.", width, 0)
    assert all(cell_len(line.plain) <= width for line, _ in layout.lines)
    assert len(layout.tops) == len(rows)
    shown = [at for _, at in layout.lines if at >= 0]
    assert shown == sorted(shown)
    assert set(shown) == set(range(len(rows)))
