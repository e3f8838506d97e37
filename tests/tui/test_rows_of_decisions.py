"""The rows of a decision fit into any width: what counts, the ranking, own grades."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import Final

from rich.cells import cell_len
from textual.app import App, ComposeResult

from techtui.catalog.decide import Decision, Grade, rank
from techtui.catalog.decide.model import Rating, from_template
from techtui.tui.chrome.themes import with_shades
from techtui.tui.screens.decide.criteria_list import CriteriaList
from techtui.tui.screens.decide.grades import GradeList
from techtui.tui.screens.decide.ranking_list import Ranked, RankingList
from techtui.tui.screens.decide.row_list import RowList
from tests.catalog.generating import Maker, toml_of
from tests.catalog.samples import load
from tests.examples import examples

LEAST: Final = 10
"""The narrowest that rows are made for, below the notice that a terminal is too small."""
_RANKING: Final = 30
"""The narrowest list of a ranking, or of grades, on a screen of 40 columns or more; what counts is narrower beside it."""


class _Lists(App[None]):
    def get_css_variables(self) -> dict[str, str]:
        self.theme_variables = with_shades(super().get_css_variables())
        return self.theme_variables

    def compose(self) -> ComposeResult:
        yield CriteriaList()
        yield RankingList()


@asynccontextmanager
async def lists() -> AsyncIterator[tuple[CriteriaList, RankingList]]:
    """Both lists, mounted."""
    app = _Lists()
    async with app.run_test():
        yield app.query_one(CriteriaList), app.query_one(RankingList)


def lines(rows: RowList, width: int, least: int = LEAST) -> list[str]:
    """The rows for a width, which they must fit into unless it is too small."""
    written = [text.plain for text, _ in rows.made_rows(width)]
    assert all(cell_len(line) <= max(width, least) for line in written), (width, written)
    return written


async def test_rows_fit_into_any_width() -> None:
    async with lists() as (criteria, ranking):
        for seed in range(examples(60)):
            random = Random(seed)
            catalog = load(toml_of(Maker(random).catalog()))
            criteria.templates = tuple(catalog.decisions.values())
            for template in catalog.decisions.values():
                decided = rank(from_template(template, catalog), catalog)
                criteria.set_reactive(CriteriaList.ranking, decided)
                ranking.set_reactive(RankingList.ranked, Ranked(catalog, decided))
                for width in (*range(LEAST, 40, random.randint(1, 5)), random.randint(40, 200)):
                    lines(criteria, width)
                    lines(ranking, width, least=_RANKING)


async def test_scores_are_whole_in_any_width() -> None:
    names = "".join(
        f'[technologies.t{at}]\nname = "{name}"\ncategory = "c"\nfacts.n = {at}\n'
        for at, name in enumerate(("Postgres and more", "日本語の名前は長い", "C"))
    )
    catalog = load(
        'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n'
        f'[attributes.n]\nname = "N"\ntype = "number"\nbetter = "higher"\n{names}'
        '[decisions.d]\nname = "D"\ncategory = "c"\nwants.n = { importance = 3 }\n'
    )
    decided = rank(from_template(catalog.decisions["d"], catalog), catalog)
    async with lists() as (criteria, ranking):
        criteria.set_reactive(CriteriaList.ranking, decided)
        ranking.set_reactive(RankingList.ranked, Ranked(catalog, decided))
        for width in range(_RANKING, 60):
            best, middle, worst = lines(ranking, width)
            assert best.endswith(" 100")
            assert middle.endswith(" 50")
            assert worst.endswith(" 0")
            assert len({cell_len(line) for line in (best, middle, worst)}) == 1
        for width in range(LEAST, 60):
            (want,) = lines(criteria, width)
            assert "100 %" in want or width < 15


async def test_a_template_in_wide_letters_is_wrapped_and_whole() -> None:
    name, summary = "日本語の決定" * 6, "緑茶と紅茶のどちらが良いか。" * 5
    catalog = load(
        'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n'
        '[attributes.n]\nname = "N"\ntype = "number"\nbetter = "higher"\n'
        f'[decisions.d]\nname = "{name}"\ncategory = "c"\nsummary = "{summary}"\nwants.n = {{ importance = 3 }}\n'
    )
    async with lists() as (criteria, _):
        criteria.templates = (*catalog.decisions.values(),)
        criteria.set_reactive(CriteriaList.ranking, rank(Decision("Which?", ()), catalog))
        for width in range(LEAST, 60):
            written = "".join("".join(lines(criteria, width)).split())
            assert name in written
            assert summary in written


async def test_the_whole_scale_of_grades_is_beside_any_name() -> None:
    names = {"a": "A", "b": "日本語の名前は長い" * 9, "c": "Postgres"}
    rating = Rating("own x", "X", grades={"a": Grade(2, "so so " * 20), "b": Grade(0)})

    class Shown(_Lists):
        def compose(self) -> ComposeResult:
            yield GradeList(names)

    app = Shown()
    async with app.run_test():
        grades = app.query_one(GradeList)
        grades.set_reactive(GradeList.rating, rating)
        for width in range(_RANKING, 80):
            for line, scale in zip(
                lines(grades, width),
                (" 0  1 [2] 3  4", "[0] 1  2  3  4", " 0  1  2  3  4"),
                strict=True,
            ):
                assert scale in line
