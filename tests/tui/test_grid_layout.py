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


def test_a_heading_and_names_that_are_too_long_end_with_an_ellipsis() -> None:
    entries = "".join(
        f'[technologies.t{at}]\nname = "{letter * 500}"\ncategory = "c"\n'
        f'strengths = ["Strong"]\nfacts.a = "x"\n'
        for at, letter in enumerate("手w")
    )
    catalog = load(
        'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n'
        f'[attributes.a]\nname = "A"\ntype = "text"\ngroup = "{"g" * 500}"\n{entries}'
    )
    comparison = compare(catalog, [*catalog.technologies.values()])
    for width in range(20, 70):
        layout = GridLayout(
            comparison, rows_shown(comparison, ShownRows.ALL, ""), "No rows.", width, 0
        )
        lines = [line.plain for line, _ in layout.lines]
        assert all(cell_len(line) <= width for line in lines)
        named = [line for line in lines if line[2:4] in ("gg", "手手", "ww")]
        assert named
        assert all("…" in line for line in named)
