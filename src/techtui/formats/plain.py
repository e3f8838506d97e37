"""Values as words: what every screen, page and export writes for a fact."""

from __future__ import annotations

from datetime import date

from techtui.catalog.model import GENERAL_KNOWLEDGE, Attribute, AttributeType, Catalog, Fact, Value
from techtui.catalog.sort_keys import latest

UNKNOWN = "–"
"""Stands where the catalog says nothing."""

BLOCKS = " ▁▂▃▄▅▆▇█"
BAR = " ▏▎▍▌▋▊▉█"


def number_text(number: float) -> str:
    """A number without needless zeros: ``55.6``, ``16``, ``12,500``."""
    if isinstance(number, int) or (number.is_integer() and abs(number) < 1e15):
        return f"{int(number):,}" if abs(number) >= 100_000 else str(int(number))
    if abs(number) >= 1e15 or 0 < abs(number) < 1e-4:
        return f"{number:.4g}"
    return f"{number:,.4f}".rstrip("0").rstrip(".")


def amount_text(number: float, unit: str) -> str:
    """A number with its unit, a narrow thing: ``55.6 %``."""
    return f"{number_text(number)} {unit}" if unit else number_text(number)


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
            year, number = latest(value)
            return f"{amount_text(number, attribute.unit)} ({year})"
        case tuple():
            return ", ".join(item_text(attribute, item) for item in value)
        case int() | float():
            if attribute.type is AttributeType.YEAR:
                return str(value)
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
    """A series as one character a year, a dot where a year has no number."""
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


def bar(share: float, width: int) -> str:
    """A horizontal bar of at most ``width`` cells, in eighths of a cell.

    Args:
        share: From 0 to 1.
        width: Cells of a full bar.
    """
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (BAR[rest] if rest else "")).ljust(width)


def month_text(day: date) -> str:
    """``2026-11``."""
    return f"{day.year:04}-{day.month:02}"


def superscript(number: int) -> str:
    """A number in superscript digits, as a mark of a source."""
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(number))


class Citations:
    """Numbers sources in the order in which they are first cited.

    Args:
        catalog: Where sources are declared.
    """

    GENERAL = "°"
    """The mark of what rests on general knowledge."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.numbers: dict[str, int] = {}
        """Source id -> number, in order."""
        self.general = False
        """Whether anything cited general knowledge."""

    def mark(self, sources: tuple[str, ...]) -> str:
        """The marks of some sources, such as ``¹ ⁴``; empty when there are none."""
        numbers, general = self.numbers_of(sources)
        marks = [superscript(number) for number in numbers]
        return " ".join([*marks, self.GENERAL] if general else marks)

    def numbers_of(self, sources: tuple[str, ...]) -> tuple[tuple[int, ...], bool]:
        """The numbers of some sources, and whether general knowledge is among them."""
        numbers: set[int] = set()
        general = False
        for source in sources:
            if source == GENERAL_KNOWLEDGE:
                general = self.general = True
            elif source in self._catalog.sources:
                numbers.add(self.numbers.setdefault(source, len(self.numbers) + 1))
        return tuple(sorted(numbers)), general
