"""What is used for long holds no more than what is used for a while; ``python -m tests.journeys.soak`` does it at length."""

from __future__ import annotations

import gc
from weakref import WeakSet

import pytest
from textual.dom import DOMNode

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from tests.conftest import GUITARS
from tests.journeys import soak
from tests.journeys.conftest import Open

EACH = 30
"""Objects that a repetition may leave; a closed dialog that stays holds 300 and more, a screen thousands."""
ONCE = 1_500
"""Objects that may come and go in any case."""


def stays_as_it_is(grown: soak.Grown, ways: int = 1) -> None:
    """Nothing grows with use: not by one object of ours in each repetition of one of so many ways to use it."""
    assert grown.second.objects <= EACH * grown.count + ONCE, str(grown)
    ours = {
        kind: number
        for kind, number in grown.second.kinds.items()
        if kind.startswith("techtui.") and number >= max(3, grown.count // ways)
    }
    assert not ours, str(grown)


@pytest.mark.slow
async def test_keys_leave_nothing(guitars: Catalog) -> None:
    stays_as_it_is(await soak.keys(1_000, guitars))


@pytest.mark.slow
async def test_reloads_leave_nothing() -> None:
    stays_as_it_is(await soak.reloads(60, GUITARS.read_text()))


@pytest.mark.slow
async def test_screens_leave_nothing() -> None:
    stays_as_it_is(await soak.screens(56, read_catalog([GUITARS])), ways=14)


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("keys", "kind"), [("L", "LearningScreen"), ("n", "NoteArea"), ("W", "ChangesScreen")]
)
async def test_a_closed_screen_is_gone(
    explore: Open, guitars: Catalog, keys: str, kind: str
) -> None:
    opened: WeakSet[DOMNode] = WeakSet()
    async with explore(guitars) as explorer:
        for _ in range(6):
            await explorer.press(keys)
            await explorer.wait_for(lambda: len(explorer.app.screen_stack) == 2)
            nodes = explorer.app.screen.walk_children(with_self=True)
            (node,) = [one for one in nodes if type(one).__name__ == kind]
            opened.add(node)
            del nodes, node
            await explorer.press("escape")

        def are_gone() -> bool:
            gc.collect()
            # The last ones may still be held by what comes next.
            return len(opened) <= 2

        await explorer.wait_for(are_gone)
        assert len(opened) <= 2
