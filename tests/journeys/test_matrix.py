"""Whatever is open, and whatever then changes beneath it, the explorer goes on at every size."""

from __future__ import annotations

import pytest

from tests.journeys import matrix
from tests.journeys.matrix import CHANGES, SITUATIONS, Pair


def test_a_comparison_stands_the_loss_of_a_column() -> None:
    matrix.walk(Pair("compare", "one of a pair"))


@pytest.mark.slow
def test_every_situation_stands_a_change() -> None:
    """All pairs take a quarter of an hour: ``python -m tests.journeys.matrix``."""
    found = [
        matrix.tried(Pair(situation, CHANGES[at % len(CHANGES)]))
        for at, situation in enumerate(SITUATIONS)
    ]
    assert not any(found), "\n".join(found)
