"""Comparing: texts beside facts, the filter, the column cursor. On guitars, so that no shipped fact matters."""

from __future__ import annotations

from itertools import pairwise

import pytest

from techtui.catalog.comparison import Verdict, compare
from techtui.catalog.format.loader import build, layer_of
from techtui.catalog.headings import TEXTS
from techtui.catalog.model import Catalog
from techtui.formats.styled import styled
from techtui.pages.comparison import compared_row
from techtui.pages.values import meter
from techtui.tui.screens.compare.grid import CompareGrid
from techtui.tui.screens.compare.rows import ShownRows, all_rows, rows_shown
from tests.conftest import GUITARS
from tests.journeys.conftest import Explorer, Open

PAIR = ("tele", "lp")
ALL = ("tele", "lp", "dread")


def grid(explorer: Explorer) -> CompareGrid:
    """The grid of the compare screen."""
    return explorer.app.screen.query_one(CompareGrid)


def ids(explorer: Explorer) -> tuple[str, ...]:
    """The columns, left to right."""
    return explorer.app.screen.ids  # type: ignore[attr-defined, no-any-return]


# Texts ------------------------------------------------------------------------------------------


async def test_what_answers_comes_first_and_what_identifies_last(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, size=(120, 60), compare=PAIR) as explorer:
        lines = explorer.screen_text.splitlines()
        order = [
            next(at for at, line in enumerate(lines) if words in line)
            for words in (
                "In short ─",
                "Good for",
                "Avoid when",
                "Build ─",
                "Money ─",
                "Maker ─",
                "In words ─",
                "Strengths",
            )
        ]
        assert order == sorted(order)


def test_in_each_group_what_differs_comes_first_and_what_is_the_same_last(
    shipped: Catalog,
) -> None:
    compared = compare(shipped, [shipped.technologies[one] for one in ("postgresql", "mysql")])
    groups = compared.groups()
    for _, rows in groups:
        verdicts = [row.verdict for row in rows]
        order = [Verdict.DIFFERENT, Verdict.OWN, Verdict.MISSING, Verdict.SAME]
        assert verdicts == sorted(verdicts, key=order.index)
        betters = [bool(row.better) for row in rows]
        assert betters == sorted(betters, reverse=True)
    names = [name for name, _ in groups]
    assert names.index("Data") < names.index("License and cost") < names.index("Identity")
    assert sorted(row.attribute.id for _, rows in groups for row in rows) == sorted(
        row.attribute.id for row in compared.rows
    )


async def test_strengths_and_the_like_stand_below_the_attributes(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, size=(120, 60), compare=PAIR) as explorer:
        assert explorer.row("In words")
        assert explorer.row("Strengths", "+ Simple to repair", "+ Sustains")
        assert explorer.row("Weaknesses", "− Hums", "− Weighs a lot")
        assert explorer.row("Good for", "✓ Country", "–")
        assert explorer.row("Avoid when", "✗ You sit close to a transformer")
        assert explorer.row("Learn", "↗ First chords", "course · free")


async def test_every_row_is_counted_and_the_counts_stay(explore: Open, guitars: Catalog) -> None:
    comparison = compare(guitars, [guitars.technologies[one] for one in PAIR])
    assert {row.field for row in comparison.texts} == set(TEXTS)
    counts = comparison.counts
    assert sum(counts.values()) == len(all_rows(comparison)) - len(comparison.heads)
    async with explore(guitars, compare=PAIR) as explorer:
        assert (
            f"{counts[Verdict.DIFFERENT]} differ · {counts[Verdict.SAME]} same"
            in explorer.screen_text
        )
        await explorer.press("G")
        assert f"{counts[Verdict.DIFFERENT]} differ" in explorer.screen_text


def test_texts_against_themselves_are_the_same(guitars: Catalog) -> None:
    tele = guitars.technologies["tele"]
    assert {row.verdict for row in compare(guitars, [tele, tele]).texts} == {Verdict.SAME}
    assert not rows_shown(compare(guitars, [tele, tele]), ShownRows.DIFFERENCES, "")


async def test_enter_on_texts_shows_them_with_sources_and_links(
    explore: Open, guitars: Catalog, monkeypatch: object
) -> None:
    opened: list[str] = []
    async with explore(guitars, size=(100, 40), compare=PAIR) as explorer:
        monkeypatch.setattr(explorer.app, "open_url", opened.append)  # type: ignore[attr-defined]
        await explorer.press("slash", *"cuts", "enter", "enter")
        assert explorer.row("+ Cuts through ¹")
        assert explorer.row("Guitar museum, catalogue")
        await explorer.press("escape", "escape", "G", "enter", "tab", "enter")
        assert opened == ["https://chords.example/"]


async def test_a_row_taller_than_the_screen_is_scrolled_through(
    explore: Open, shipped: Catalog
) -> None:
    async with explore(shipped, size=(60, 14), compare=("postgresql", "mysql")) as explorer:
        await explorer.press("slash", *"strengths", "enter")
        seen = explorer.screen_text
        last = shipped.technologies["postgresql"].strengths[-1].text.split()[-1]
        for _ in range(20):
            await explorer.press("down")
            seen += explorer.screen_text
        assert last in seen


# Figures ----------------------------------------------------------------------------------------


def test_a_meter_is_as_wide_as_asked_and_shows_little_as_more_than_nothing() -> None:
    for share in (0, 0.001, 0.25, 0.5, 0.51, 1, 7):
        assert sum(map(len, meter(share, 10))) == 10
    assert meter(0, 4) == ("", "────")
    assert meter(0.001, 4) == ("╸", "───")
    assert meter(1, 4) == ("━━━━", "")


async def test_amounts_have_bars_and_the_better_one_a_sign(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, size=(120, 40), compare=PAIR) as explorer:
        row = explorer.row("≠ Weight", "━", "4.3 kg")
        assert "▲ ━" in row.split("│")[2]
        assert "▲" not in row.split("│")[3]
        assert explorer.row("≠ Sold 2025", "▲ ━", "12 thousand", "8.5 thousand")
        assert "━" not in explorer.row("First built", "1950")


# The filter -------------------------------------------------------------------------------------


async def test_slash_filters_rows_and_escape_shows_all_again(
    explore: Open, guitars: Catalog
) -> None:
    total = len(all_rows(compare(guitars, [guitars.technologies[one] for one in PAIR])))
    async with explore(guitars, compare=PAIR) as explorer:
        counts = explorer.screen_text.splitlines()[0]
        await explorer.press("slash")
        await explorer.type("wood")
        assert explorer.row("≠ Woods")
        assert not explorer.row("Weight")
        assert f"“wood” · 1 of {total} rows" in explorer.screen_text
        assert explorer.screen_text.splitlines()[0] == counts
        await explorer.press("escape")
        assert explorer.row("Weight")
        assert "“wood”" not in explorer.screen_text


async def test_letters_typed_faster_than_the_screen_go_to_the_filter(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.type("/woods")
        assert explorer.row("woods").strip() == "woods"
        assert explorer.row("≠ Woods")
        assert not explorer.row("Maker")


async def test_the_filter_finds_values_headings_and_texts_and_all_words_count(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, size=(120, 50), compare=PAIR) as explorer:
        for typed, found, lost in (
            ("GIBSON", "Maker", "Woods"),
            ("build ash", "Woods", "Pickups"),
            ("twang chords", "No matching rows", "Woods"),
            ("sustains", "Strengths", "Weaknesses"),
        ):
            await explorer.press("slash")
            await explorer.type(typed)
            rows = "\n".join(explorer.screen_text.splitlines()[3:])
            assert found in rows, typed
            assert lost not in rows, typed
            await explorer.press("escape")


async def test_enter_keeps_the_filter_and_the_keys_work_on_what_is_left(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("slash", "b", "u", "i", "l", "d", "enter", "x")
        assert "Les Paul ⇄ Telecaster" in explorer.screen_text
        assert not explorer.row("Maker  ")
        await explorer.press("escape")
        assert explorer.row("Gibson")
        assert "Les Paul ⇄ Telecaster" in explorer.screen_text
        await explorer.press("escape")
        assert "Compare ·" not in explorer.screen_text


async def test_an_empty_filter_goes_away(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        before = explorer.screen_text
        await explorer.press("slash", "enter")
        assert explorer.screen_text == before


# Columns ----------------------------------------------------------------------------------------


async def test_the_column_under_the_cursor_is_taken_away(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=ALL) as explorer:
        await explorer.press("right", "delete")
        assert ids(explorer) == ("tele", "dread")
        assert grid(explorer).column == 1
        await explorer.press("delete")
        assert "At least two are needed" in explorer.screen_text


async def test_columns_move_and_the_cursor_with_them(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=ALL) as explorer:
        await explorer.press("shift+right")
        assert ids(explorer) == ("lp", "tele", "dread")
        await explorer.press("greater_than_sign", "greater_than_sign")
        assert ids(explorer) == ("lp", "dread", "tele")
        assert grid(explorer).column == 2
        await explorer.press("less_than_sign", "shift+left", "shift+left")
        assert ids(explorer) == ALL


async def test_a_click_on_a_name_chooses_its_column(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=ALL) as explorer:
        header = explorer.screen_text.splitlines()[2]
        await explorer.pilot.click(offset=(header.index("Les Paul") + 1, 2))
        await explorer.pilot.pause()
        assert grid(explorer).column == 1


async def test_an_added_technology_has_the_cursor(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("a", "enter")
        assert ids(explorer) == ALL
        assert grid(explorer).column == 2


async def test_a_technology_that_leaves_the_catalog_leaves_its_column(
    explore: Open, guitars: Catalog
) -> None:
    def without(*gone: str) -> Catalog:
        document = GUITARS.read_text()
        for one in gone:
            start = document.index(f"[technologies.{one}]")
            end = document.find("\n\n[technologies.", document.index(f"[technologies.{one}.facts]"))
            document = document[:start] + (document[end:] if end > 0 else "")
        return build(
            [
                layer_of(
                    "guitars.toml",
                    document.replace(
                        'relations = [{ kind = "alternative_to", id = "lp", note = "Lighter." }]',
                        "",
                    ).replace('technologies = ["lp"]', ""),
                )
            ]
        )

    async with explore(guitars, compare=ALL) as explorer:
        await explorer.press("right", "right")
        explorer.app.catalog = without("lp")
        await explorer.pilot.pause()
        assert "Telecaster ⇄ Dreadnought" in explorer.screen_text
        await explorer.press("less_than_sign")
        assert ids(explorer) == ("dread", "tele")
        explorer.app.catalog = without("lp", "dread", "tele")
        await explorer.pilot.pause()
        await explorer.press("down", "right", "t", "d", "delete", "x", "slash", "escape", "escape")
        assert "Compare ·" not in explorer.screen_text


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("size", "ids"),
    [
        ((80, 24), ("go", "rust", "java", "python")),
        ((58, 30), ("go", "rust")),
        ((58, 30), ("go", "rust", "java", "python")),
        ((40, 20), ("go", "rust", "java")),
    ],
)
async def test_all_are_in_sight_on_a_small_screen(
    explore: Open, size: tuple[int, int], ids: tuple[str, ...]
) -> None:
    async with explore(size=size, compare=ids) as explorer:
        await explorer.press("slash")
        await explorer.type("first release", "enter")
        years = {"go": "2009", "rust": "2012", "java": "1995", "python": "1991"}
        for one in ids:
            assert years[one] in explorer.screen_text, one
        assert "…" not in explorer.screen_text.splitlines()[2]


def test_no_row_that_differs_looks_the_same(shipped: Catalog) -> None:
    for category in shipped.categories:
        members = shipped.members(category)[:12]
        for first, second in pairwise(members):
            for row in compare(shipped, [first, second]).rows:
                described = compared_row(row)
                texts = {styled(cell.line).plain for cell in described.cells[1:]}
                if row.verdict is Verdict.DIFFERENT:
                    assert len(texts) > 1, (first.id, second.id, row.attribute.id)


@pytest.mark.slow
async def test_every_size_shows_a_header_and_rows(explore: Open, guitars: Catalog) -> None:
    for size in ((40, 10), (60, 20), (80, 24), (120, 36), (200, 60)):
        async with explore(guitars, size=size, compare=ALL) as explorer:
            assert explorer.row("Telecaster", "Les"), size
            await explorer.press("slash")
            await explorer.type("wood", "enter")
            assert explorer.row("Woods"), size
            width = max(len(line) for line in explorer.screen_text.splitlines())
            assert width <= size[0]


async def test_sentences_that_stand_below_each_other_keep_the_name_of_their_row(
    explore: Open, shipped: Catalog
) -> None:
    compared = ("kafka", "rabbitmq", "amazon-sqs")
    async with explore(shipped, compare=compared, size=(100, 40)) as explorer:
        # Each has its own sentences, so no sign says that they differ.
        assert explorer.row("  Good for")
        assert explorer.row("  Avoid when")
        assert explorer.row("✓ Background jobs and work queues with retries")


@pytest.mark.parametrize("size", [(100, 40), (80, 24)])
async def test_what_each_one_is_stays_in_its_column_where_sentences_no_longer_do(
    explore: Open, shipped: Catalog, size: tuple[int, int]
) -> None:
    compared = ("python", "javascript", "java", "go")
    async with explore(shipped, compare=compared, size=size) as explorer:
        assert explorer.row("Readable", "The language of", "Statically", "Compiled")
        assert explorer.row("Languages").count("Languages") == len(compared)
        assert explorer.row("✓ Web back ends with Django, Flask or FastAPI")


async def test_what_each_one_is_stands_under_its_name_like_all_that_is_explained(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, size=(80, 24), compare=("tele", "lp")) as explorer:
        await explorer.press("enter")
        assert explorer.row("│ │   A plank with a bright voice")
        await explorer.press("right")
        assert explorer.row("Category  2 of 17")
        assert explorer.row("│ │   Electric")


# Rows that change while a click is on its way ----------------------------------------------------


async def test_a_row_opened_while_the_columns_swap_is_the_row_of_the_swapped_ones(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        row = next(one for one in grid(explorer).rows if one.verdict is Verdict.MISSING)
        grid(explorer).post_message(CompareGrid.RowOpened(grid(explorer), row))
        explorer.app.screen.ids = PAIR[::-1]  # type: ignore[attr-defined]
        await explorer.pilot.pause()
        assert type(explorer.app.screen).__name__ == "ExplainScreen"


async def test_a_row_that_is_hidden_before_its_click_arrives_opens_nothing(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        row = next(one for one in grid(explorer).rows if one.verdict is Verdict.SAME)
        grid(explorer).post_message(CompareGrid.RowOpened(grid(explorer), row))
        explorer.app.screen.show = ShownRows.DIFFERENCES  # type: ignore[attr-defined]
        await explorer.pilot.pause()
        assert type(explorer.app.screen).__name__ == "CompareScreen"
