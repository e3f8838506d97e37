"""No step of a comparison grows faster than what it is given, counted in pieces of text rather than in time."""

from __future__ import annotations

import pytest

from techtui.catalog.comparison import compare
from techtui.catalog.format.loader import build, layer_of
from techtui.formats import csv_table, html_page, json_document, markdown, styled, text
from techtui.pages.comparison import comparison_page


def _lists(items: int) -> str:
    def facts(step: int) -> str:
        return ", ".join(f'"item {at * step}"' for at in range(items))

    return (
        'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n[attributes.l]\nname = "L"\ntype = "list"\n'
        + "".join(
            f'[technologies.{key}]\nname = "{key}"\ncategory = "c"\nfacts.l = [{facts(step)}]\n'
            for key, step in (("a", 1), ("b", 2))
        )
    )


def _steps(items: int, form: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many lines of our code run when lists of so many items are compared."""
    import sys

    catalog = build([layer_of("lists", _lists(items))])
    both = list(catalog.technologies.values())
    count = 0

    def local(frame: object, event: str, arg: object) -> object:
        nonlocal count
        count += 1
        return local

    def traced(frame: object, event: str, arg: object) -> object:
        name = frame.f_code.co_filename  # type: ignore[attr-defined]
        return local if "techtui" in name and "tests" not in name else None

    before = sys.gettrace()
    sys.settrace(traced)  # type: ignore[arg-type]
    try:
        compared = compare(catalog, both)
        match form:
            case "text":
                text.render(comparison_page(catalog, compared, False), 80, False)
            case "html":
                html_page.render(comparison_page(catalog, compared, False))
            case "md":
                markdown.render(comparison_page(catalog, compared, False))
            case "csv":
                csv_table.comparison(catalog, compared, False)
            case _:
                json_document.comparison(catalog, compared, False)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("form", ["text", "html", "md", "csv", "json"])
def test_four_times_the_items_take_four_times_the_steps(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = (_steps(items, form, monkeypatch) for items in (200, 800))
    assert many < 6 * few


def test_wrapping_keeps_styles_and_text() -> None:
    line = styled.Styled()
    for at in range(50):
        line.append(f"word{at} ", "strong" if at % 3 else "")
    lines = line.wrap(23)
    assert " ".join(one.plain for one in lines) == line.plain.rstrip()
    assert all(one.cell_len <= 23 for one in lines)
    for one in lines:
        for piece, style, _ in one.pieces:
            for word in piece.split():
                assert style == ("strong" if int(word[4:]) % 3 else "")
