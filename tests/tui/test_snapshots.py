"""How screens look. ``pytest --snapshot-update`` takes new pictures; look at them before you commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from techtui.catalog.format.loader import read_catalog
from techtui.tui.app import TechtuiApp

GUITARS = Path(__file__).parents[1] / "guitars.toml"
"""Not the shipped catalog: a corrected fact must not change a picture."""

SIZES = [(80, 24), (120, 36)]


@pytest.mark.sample(7)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("screen", "keys"),
    [
        ("browse", []),
        ("category", ["h"]),
        ("search", ["slash", "h", "u", "m"]),
        ("compare", ["space", "down", "space", "c"]),
        (
            "explain",
            ["space", "down", "space", "c", *["down"] * 7, "enter"],
        ),
        ("help", ["question_mark"]),
        ("picker", ["c"]),
    ],
)
def test_looks(
    snap_compare: Callable[..., bool], size: tuple[int, int], screen: str, keys: list[str]
) -> None:
    assert snap_compare(TechtuiApp(read_catalog([GUITARS])), press=keys, terminal_size=size)


@pytest.mark.parametrize("theme", ["techtui-light", "techtui-contrast"])
def test_looks_in_other_colours(snap_compare: Callable[..., bool], theme: str) -> None:
    app = TechtuiApp(read_catalog([GUITARS]))
    app.theme = theme
    assert snap_compare(app, press=["space"], terminal_size=(100, 30))


def test_looks_on_a_narrow_terminal(snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(
        TechtuiApp(read_catalog([GUITARS])), press=["enter"], terminal_size=(50, 24)
    )
