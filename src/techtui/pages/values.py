"""Values as words: what every page writes for a fact."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from techtui.catalog.model import Attribute, AttributeType, Fact, Value
from techtui.catalog.moments import finest, moment_text, step_of
from techtui.catalog.sort_keys import latest

UNKNOWN = "–"
"""Stands where the catalog says nothing."""

_PLURAL: Final = re.compile(r"[a-z]{2,}[a-rtvwxyz]s")
_NO_PLURALS: Final = frozenset({"series", "species", "gross", "celsius", "siemens"})

BLOCKS = " ▁▂▃▄▅▆▇█"
_GROUPED_FROM: Final = 100_000
"""Below, numbers without a unit may be ports, which nobody groups."""
_AMOUNT_GROUPED_FROM: Final = 10_000


def number_text(number: float, grouped_from: int = _GROUPED_FROM) -> str:
    """A number without needless zeros: ``55.6``, ``16``, ``125,000``.

    Args:
        number: The number.
        grouped_from: The least number whose thousands are set apart.
    """
    comma = "," if abs(number) >= grouped_from else ""
    if isinstance(number, int) or (number.is_integer() and abs(number) < 1e15):
        return f"{int(number):{comma}}"
    if abs(number) >= 1e15 or 0 < abs(number) < 1e-4:
        return f"{number:.4g}"
    return f"{number:{comma}.4f}".rstrip("0").rstrip(".")


def amount_text(number: float, unit: str) -> str:
    """A number with its unit, a narrow thing: ``55.6 %``, ``12,500 EUR``."""
    if not unit:
        return number_text(number)
    return f"{number_text(number, _AMOUNT_GROUPED_FROM)} {one_of(unit) if number == 1 else unit}"


def money_text(number: float, unit: str) -> str:
    """An amount of money; what has cents has two digits for them: ``12,000 EUR``, ``25.50 EUR``."""
    if float(number).is_integer() or round(number, 2) != number:
        return amount_text(number, unit)
    comma = "," if abs(number) >= _AMOUNT_GROUPED_FROM else ""
    return f"{number:{comma}.2f} {unit}".rstrip()


def one_of(unit: str) -> str:
    """A unit as it is written behind the number one: ``month`` for ``months``, ``entry`` for ``entries``.

    Only words in small letters change, so that ``ms``, ``GB/s`` and what has no plural stay as they are.
    """
    word, blank, rest = unit.partition(" ")
    if not _PLURAL.fullmatch(word) or word in _NO_PLURALS:
        return unit
    return (f"{word[:-3]}y" if word.endswith("ies") else word[:-1]) + blank + rest


def value_text(attribute: Attribute, value: Value) -> str:
    """A value in the words of a reader.

    Args:
        attribute: What the value is about; gives labels and the unit.
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
    """The label of a choice, or the text itself."""
    return attribute.choices.get(item, item)


def fact_text(attribute: Attribute, fact: Fact | None) -> str:
    """A fact in the words of a reader; a gap says why it is one."""
    if fact is None:
        return UNKNOWN
    if fact.value is None:
        return fact.missing or UNKNOWN
    return value_text(attribute, fact.value)


def sparkline(series: dict[int, float]) -> str:
    """A series as one character a year, month or day, a dot where one has no number."""
    grain = finest(series)
    series = {step_of(moment, grain): number for moment, number in series.items()}
    top = max(series.values())
    low = min(0.0, min(series.values()))
    spread = (top - low) or 1.0
    years = range(min(series), max(series) + 1)
    if len(years) > 60:
        years_with = sorted(series)[-60:]
        return "".join(BLOCKS[1 + round((series[year] - low) / spread * 7)] for year in years_with)
    return "".join(
        BLOCKS[1 + round((series[year] - low) / spread * 7)] if year in series else "·"
        for year in years
    )


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


def count_text(count: int, noun: tuple[str, str]) -> str:
    """``1 technology``, ``6 technologies``.

    Args:
        count: How many.
        noun: What one is called, and what several are.
    """
    return f"{count:,} {noun[0] if count == 1 else noun[1]}"


def month_text(day: date) -> str:
    """``2026-11``."""
    return f"{day.year:04}-{day.month:02}"
