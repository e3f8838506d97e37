"""The help explains the signs that a screen uses, and no others."""

from __future__ import annotations

import pytest

from techtui.catalog.model import Catalog
from techtui.tui.dialogs.help import HelpPage
from techtui.tui.dialogs.signs import signs_of
from tests.journeys.conftest import Explorer, Open


def told(explorer: Explorer) -> list[str]:
    """The lines of the help, those out of sight as well."""
    return [line.plain.strip() for line in explorer.app.screen.query_one(HelpPage)._finish().lines]


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("keys", "scope"),
    [("", "browse"), ("v", "table"), ("D", "decide"), ("L", "learning")],
    ids=["tree", "table", "decision", "learning"],
)
async def test_the_help_has_a_line_for_each_sign_of_its_screen(
    explore: Open, shipped: Catalog, keys: str, scope: str
) -> None:
    async with explore(size=(200, 60)) as explorer:
        await explorer.press(*keys, "question_mark")
        lines = told(explorer)
        groups = list(signs_of(scope, shipped))
        assert groups
        for heading, signs in groups:
            assert heading in lines
            for sign, meaning in signs:
                assert any(line.startswith(sign) and line.endswith(meaning) for line in lines)


async def test_the_signs_that_stand_on_the_page_are_explained(
    explore: Open, shipped: Catalog
) -> None:
    shown = set("⇄→≈✓✗+−!↗≠▁▄█°")
    async with explore(size=(200, 60)) as explorer:
        await explorer.press("question_mark")
        text = "\n".join(told(explorer))
        assert {sign for sign in shown if sign in text} == shown


async def test_the_signs_of_a_comparison_are_explained(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, size=(120, 60), compare=("tele", "lp")) as explorer:
        await explorer.press("question_mark")
        lines = told(explorer)
        for sign in "≠=·▲*":
            assert any(line.startswith(f"{sign} ") for line in lines)
        assert any(line.startswith("no sign: ") for line in lines)


async def test_a_catalog_without_such_relations_or_learning_has_no_such_signs(
    guitars: Catalog, shipped: Catalog
) -> None:
    of_guitars = {sign for _, signs in signs_of("browse", guitars) for sign, _ in signs}
    of_shipped = {sign for _, signs in signs_of("browse", shipped) for sign, _ in signs}
    assert "↳" in of_shipped
    assert "↳" not in of_guitars
