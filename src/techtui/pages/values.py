"""Values in words, the same on all pages."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from techtui.catalog.model import Attribute, AttributeType, Fact, Value
from techtui.catalog.moments import finest, moment_text, step_of
from techtui.catalog.proportions import position_between
from techtui.catalog.sort_keys import latest

UNKNOWN = "–"
"""Shown for missing values."""

_PLURAL: Final = re.compile(r"[a-z]{2,}[a-rtvwxyz]s")
_NO_PLURALS: Final = frozenset({"series", "species", "gross", "celsius", "siemens"})

BLOCKS = " ▁▂▃▄▅▆▇█"
_GROUPED_FROM: Final = 100_000
"""Smaller numbers without a unit may be ports, which are not grouped."""
_AMOUNT_GROUPED_FROM: Final = 10_000


def number_text(number: float, grouped_from: int = _GROUPED_FROM) -> str:
    """Return a number without needless zeros: ``55.6``, ``16``, ``125,000``.

    Args:
        number: The number.
        grouped_from: The least number with separated thousands.
    """
    comma = "," if abs(number) >= grouped_from else ""
    if isinstance(number, int) or (number.is_integer() and abs(number) < 1e15):
        return f"{int(number):{comma}}"
    if abs(number) >= 1e15 or 0 < abs(number) < 1e-4:
        return f"{number:.4g}"
    return f"{number:{comma}.4f}".rstrip("0").rstrip(".")


def amount_text(number: float, unit: str) -> str:
    """Return a number with its unit, separated by a narrow space: ``55.6 %``, ``12,500 EUR``."""
    if not unit:
        return number_text(number)
    return f"{number_text(number, _AMOUNT_GROUPED_FROM)} {one_of(unit) if number == 1 else unit}"


def money_text(number: float, unit: str) -> str:
    """Return an amount of money, with two digits if it has cents: ``12,000 EUR``, ``25.50 EUR``."""
    if float(number).is_integer() or round(number, 2) != number:
        return amount_text(number, unit)
    comma = "," if abs(number) >= _AMOUNT_GROUPED_FROM else ""
    return f"{number:{comma}.2f} {unit}".rstrip()


def one_of(unit: str) -> str:
    """Return the singular of a unit: ``month`` for ``months``, ``entry`` for ``entries``.

    Only lower-case words change, so that ``ms``, ``GB/s`` and units without a plural stay as they are.
    """
    word, blank, rest = unit.partition(" ")
    if not _PLURAL.fullmatch(word) or word in _NO_PLURALS:
        return unit
    return (f"{word[:-3]}y" if word.endswith("ies") else word[:-1]) + blank + rest


def value_text(attribute: Attribute, value: Value) -> str:
    """Return a value in words.

    Args:
        attribute: The attribute, with its labels and unit.
        value: The value.

    Returns:
        One line of text.
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case dict():
            moment, number = latest(value)
            return f"{amount_text(number, attribute.unit)} ({moment_text(moment)})"
        case tuple():
            return ", ".join(item_text(attribute, item) for item in value)
        case int() | float():
            if attribute.type is AttributeType.YEAR:
                return str(value)
            if attribute.type is AttributeType.MONEY:
                return money_text(value, attribute.unit)
            return amount_text(value, attribute.unit)
        case str():
            return item_text(attribute, value)


def item_text(attribute: Attribute, item: str) -> str:
    """Return the label of a choice, or the text itself."""
    return attribute.choices.get(item, item)


def fact_text(attribute: Attribute, fact: Fact | None) -> str:
    """Return a fact in words; a missing value with its reason."""
    if fact is None:
        return UNKNOWN
    if fact.value is None:
        return fact.missing or UNKNOWN
    return value_text(attribute, fact.value)


def sparkline(series: dict[int, float]) -> str:
    """Return a series with a character for each year, month or day, a dot where there is no number."""
    grain = finest(series)
    series = {step_of(moment, grain): number for moment, number in series.items()}
    top = max(series.values())
    low = min(0.0, min(series.values()))
    bars = {
        year: BLOCKS[1 + round(position_between(number, low, top) * 7)]
        for year, number in series.items()
    }
    years = range(min(series), max(series) + 1)
    if len(years) > 60:
        return "".join(bars[year] for year in sorted(series)[-60:])
    return "".join(bars.get(year, "·") for year in years)


def meter(share: float, width: int) -> tuple[str, str]:
    """Return a thin bar, in halves of a cell, and the track that fills the rest.

    Lines instead of blocks, so that bars of neighbouring rows stay apart; thick and thin differ without colour.

    Args:
        share: From 0 to 1; anything above 0 shows as at least half a cell.
        width: The cells of bar and track.
    """
    halves = min(2 * width, max(round(share * width * 2), 1 if share > 0 else 0))
    full, half = divmod(halves, 2)
    line = "━" * full + ("╸" if half else "")
    return line, "─" * (width - len(line))


def count_text(count: int, noun: tuple[str, str]) -> str:
    """Return ``1 technology``, ``6 technologies``.

    Args:
        count: The count.
        noun: The singular and the plural.
    """
    return f"{count:,} {noun[0] if count == 1 else noun[1]}"


def month_text(day: date) -> str:
    """Return a month as ``2026-11``."""
    return f"{day.year:04}-{day.month:02}"
