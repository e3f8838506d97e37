"""Questions of somebody who has never seen the program, each answered in under ten keys."""

from __future__ import annotations

import pytest

from techtui.catalog.model import Catalog
from tests.journeys.conftest import Open

QUESTIONS = {
    "which open-source database can I embed?": (
        ["slash", *"embed", "down"],
        ["SQL databases › SQLite", "License blessing"],
    ),
    "is there a queue on AWS?": (["slash", *"aws q"], ["Message queues › Amazon SQS"]),
    "what forked MySQL?": (["slash", *"fork m"], ["SQL databases › MariaDB", "forked from MySQL"]),
    "what is this k8s?": (["slash", *"k8s"], ["Kubernetes", "across a cluster"]),
    "is Redis still open source?": (["slash", *"redis"], ["License AGPL-3.0-only OR"]),
    "what does CAP mean?": (["i", *"cap", "enter"], ["CAP theorem"]),
    "Go or Rust?": (["c", *"rust", "enter"], ["Compare · Go ⇄ Rust"]),
    "which SQL databases are copyleft?": (
        ["f", *"lic", "enter", *"cop", "enter"],
        ["× license:copyleft", "MariaDB", "MySQL"],
    ),
    "which language is used most?": (
        ["s", *"pop", "enter", "home"],
        ["JavaScript 62 %", "Popularity ↓"],
    ),
    "where can I learn Kafka for nothing?": (
        ["slash", *"kafka", "enter", "8"],
        ["Learn", "free"],
    ),
}


@pytest.mark.sample(4)
@pytest.mark.parametrize("question", QUESTIONS)
async def test_a_newcomer_finds_out_in_under_ten_keys(explore: Open, question: str) -> None:
    keys, answers = QUESTIONS[question]
    assert len(keys) < 10
    async with explore() as explorer:
        await explorer.press(*keys)
        # How wide the pane is, is no matter.
        shown = " ".join(explorer.screen_text.split())
        assert [answer for answer in answers if answer not in shown] == [], explorer.screen_text


async def test_no_answer_stands_there_before_it_is_asked_for(explore: Open) -> None:
    async with explore() as explorer:
        shown = " ".join(explorer.screen_text.split())
        for _, answers in QUESTIONS.values():
            assert any(answer not in shown for answer in answers)


async def test_what_can_be_explained_says_how_its_explanation_begins(
    explore: Open, shipped: Catalog
) -> None:
    async with explore() as explorer:
        await explorer.press("i")
        shown = [line for line in explorer.screen_text.splitlines() if "│ CAP theorem" in line]
        begins = shipped.concepts["cap-theorem"].text[:25]
        assert len(shown) == 1
        assert begins in shown[0]
        # In one column, the longest name included.
        columns = {
            line.find(one.text[:20])
            for one in list(shipped.concepts.values())[:15]
            for line in explorer.screen_text.splitlines()
            if f"│ {one.title} " in line
        }
        assert len(columns) == 1
