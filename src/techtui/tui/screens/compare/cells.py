"""What stands in the cells of the compare grid: values, bars and texts as wrapped lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.style import Style
from rich.text import Text

from techtui.catalog.comparison import Row, TextRow, Verdict
from techtui.catalog.model import AttributeType, Point
from techtui.catalog.sort_keys import latest
from techtui.formats.plain import UNKNOWN, amount_text, fact_text, item_text
from techtui.tui.page.layout import piece
from techtui.tui.screens.compare.rows import AnyRow

if TYPE_CHECKING:
    from rich.console import Console

    from techtui.catalog.model import Resource

WIDEST_METER: Final = 16
NARROWEST_METER: Final = 4


@dataclass(frozen=True)
class Ink:
    """The styles of cells, taken from the theme."""

    name: Style
    muted: Style
    same: Style
    different: Style
    better: Style
    bar: Style
    track: Style
    good: Style
    bad: Style


def wrap(console: Console, text: Text, width: int) -> list[Text]:
    """``text`` in lines of at most ``width`` cells."""
    if text.cell_len <= width and "\n" not in text.plain:
        return [text]
    return list(text.wrap(console, max(1, width)))


def meter(share: float, width: int) -> tuple[str, str]:
    """A thin bar, in halves of a cell, and the track that fills the rest.

    Lines rather than blocks, so that bars of neighbouring rows stay apart; thick and thin differ without colour.

    Args:
        share: From 0 to 1; whatever is more than nothing shows as at least half a cell.
        width: Cells of both together.
    """
    halves = min(2 * width, max(round(share * width * 2), 1 if share > 0 else 0))
    full, half = divmod(halves, 2)
    line = "━" * full + ("╸" if half else "")
    return line, "─" * (width - len(line))


def sign_of(row: AnyRow, ink: Ink) -> Text:
    """The verdict as a sign. Texts have none: they are told, not counted."""
    if isinstance(row, TextRow):
        return Text("  ")
    style = {Verdict.SAME: ink.same, Verdict.DIFFERENT: ink.different, Verdict.MISSING: ink.muted}[
        row.verdict
    ]
    return piece(f"{row.verdict.sign} ", style)


def name_of(row: AnyRow) -> str:
    """What a row is called; with the year where all figures are of one."""
    if isinstance(row, TextRow):
        return row.name
    years = _years(row)
    return f"{row.attribute.name} {years.pop()}" if len(years) == 1 else row.attribute.name


def cell_lines(console: Console, row: AnyRow, at: int, width: int, ink: Ink) -> list[Text]:
    """The lines of one cell.

    Args:
        console: Used to wrap.
        row: The row.
        at: The position of the technology.
        width: In cells.
        ink: The styles to write in.
    """
    if isinstance(row, TextRow):
        return _texts(console, row, at, width, ink)
    if not row.better:
        return wrap(console, _value(row, at, width, ink), width)
    # The sign of the better value gets a place of its own, so that values stay aligned.
    lines = wrap(console, _value(row, at, width - 2, ink), width - 2)
    signs = [
        piece("▲ ", ink.better) if at in row.better else Text("  "),
        *(Text("  ") for _ in lines[1:]),
    ]
    return [sign + line for sign, line in zip(signs, lines, strict=True)]


def _texts(console: Console, row: TextRow, at: int, width: int, ink: Ink) -> list[Text]:
    sign, style = {
        "strengths": ("+ ", ink.good),
        "weaknesses": ("− ", ink.bad),
        "best_for": ("✓ ", ink.good),
        "avoid_when": ("✗ ", ink.bad),
    }.get(row.field, ("↗ ", ink.muted))
    lines = []
    for one in row.texts[at]:
        for number, line in enumerate(wrap(console, _said(one, ink), width - 2)):
            lines.append((Text("  ") if number else piece(sign, style)) + line)
    return lines or [piece(UNKNOWN, ink.muted)]


def _said(one: Point | Resource, ink: Ink) -> Text:
    if isinstance(one, Point):
        return Text(one.text)
    text = Text(one.title)
    aside = " · ".join(filter(None, (one.kind, one.price or one.cost)))
    if aside:
        text.append(f"  {aside}", ink.muted)
    return text


def _value(row: Row, at: int, width: int, ink: Ink) -> Text:
    fact = row.facts[at]
    attribute = row.attribute
    if fact is None or fact.value is None:
        return piece(fact_text(attribute, fact), ink.muted)
    style = ink.same if row.verdict is Verdict.SAME else Style.null()
    if isinstance(fact.value, tuple):
        return _items(row, fact.value, ink)
    number = _number(row, at)
    if number is None:
        return piece(fact_text(attribute, fact), style)
    year = (
        f" {latest(fact.value)[0]}" if isinstance(fact.value, dict) and len(_years(row)) > 1 else ""
    )
    text = _meter(row, number, width, ink)
    text.append(amount_text(number, attribute.unit), style)
    text.append(year, ink.muted)
    return text


def _items(row: Row, items: tuple[str, ...], ink: Ink) -> Text:
    text = Text()
    for number, item in enumerate(items):
        # An item that not all of them have stands out; the sign says it without colour too.
        own = row.verdict is Verdict.DIFFERENT and item not in row.shared
        if number:
            text.append(", ", ink.muted)
        mark = "*" if own and row.shared else ""
        text.append(
            mark + item_text(row.attribute, item),
            Style.null() if own or not row.shared else ink.same,
        )
    return text


def _meter(row: Row, number: float, room: int, ink: Ink) -> Text:
    numbers = [one for at in range(len(row.facts)) if (one := _number(row, at)) is not None]
    # All bars of a row are as long as the longest figure lets them be, or they could not be compared.
    words = max(len(amount_text(one, row.attribute.unit)) for one in numbers)
    width = min(WIDEST_METER, room - words - (5 if len(_years(row)) > 1 else 0) - 1)
    top = 100.0 if row.attribute.unit == "%" and max(numbers) <= 100 else max(numbers)
    if width < NARROWEST_METER or top <= 0 or min(numbers) < 0 or len(numbers) < 2:
        return Text()
    line, track = meter(number / top, width)
    return piece(line, ink.bar).append(track + " ", ink.track)


def _number(row: Row, at: int) -> float | None:
    """The amount a bar can show; a number without a unit may be a mere label, such as a port."""
    fact = row.facts[at]
    if fact is None:
        return None
    if isinstance(fact.value, dict):
        return latest(fact.value)[1]
    amount = (
        row.attribute.type in (AttributeType.NUMBER, AttributeType.MONEY) and row.attribute.unit
    )
    return fact.value if amount and isinstance(fact.value, int | float) else None


def _years(row: Row) -> set[int]:
    return {
        latest(fact.value)[0]
        for fact in row.facts
        if fact is not None and isinstance(fact.value, dict)
    }
