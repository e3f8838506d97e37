"""Hypothesis hands catalogs to everything the domain does: right ones, broken ones, noise."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.catalog import fuzz
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import GOOD
from tests.catalog.surviving import survive
from tests.examples import examples

RELAXED = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SEEDS = st.integers(0, 2**63).map(Random)


@given(SEEDS)
@settings(RELAXED, max_examples=examples(250))
def test_right_catalogs_load_and_work(random: Random) -> None:
    assert survive([toml_of(Maker(random).catalog())])


@given(SEEDS)
@settings(RELAXED, max_examples=examples(400))
def test_broken_catalogs_are_refused_kindly(random: Random) -> None:
    survive(Maker(random).layers())


@given(st.text(max_size=300))
@settings(RELAXED, max_examples=examples(300))
def test_any_text_is_refused_kindly(text: str) -> None:
    survive([text])


@given(st.lists(st.sampled_from(GOOD.split("\n")), max_size=60))
@settings(RELAXED, max_examples=examples(150))
def test_any_lines_of_a_catalog_are_refused_kindly(lines: list[str]) -> None:
    survive(["\n".join(lines)])


@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.text(max_size=4))
@settings(RELAXED, max_examples=examples(300))
def test_a_slip_of_the_hand_is_refused_kindly(at: int, removed: int, typed: str) -> None:
    survive([GOOD[:at] + typed + GOOD[at + removed :]])


@pytest.mark.slow
def test_a_hundred_thousand_inputs_find_no_traceback() -> None:
    counts = fuzz.run(20_000)
    print(fuzz.told(counts))
    assert sum(counts.values()) == 20_000
