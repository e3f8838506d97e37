"""Converts values over time: tables whose keys are years, months or days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeVar

from techtui.catalog.format.values import Once, Remark, choice, number
from techtui.catalog.messages import expected, quoted
from techtui.catalog.moments import Grain, grain_of, moment_of, moment_text

if TYPE_CHECKING:
    from techtui.catalog.format.values import Tell
    from techtui.catalog.model import Attribute

T = TypeVar("T")

_FIGURES: Final = "{ 2024 = 1.5, 2025 = 2 }"
_CHOICES: Final = '{ 2025-03 = "trial", 2026-01 = "adopt" }'


def series(raw: Any, attribute: Attribute, tell: Tell) -> dict[int, float] | None:
    """Convert numbers over time.

    Args:
        raw: The TOML value.
        attribute: The attribute.
        tell: Called with everything that is not such a number.

    Returns:
        Moment -> number, in order; None if nothing of it is valid.
    """
    if isinstance(raw, dict) and attribute.choices == {} and _are_words(raw):
        hint = f"declare the attribute as a choice; its facts may be {_CHOICES}"
        tell(Remark("wrong-type", "a series has numbers, these are words", hint, next(iter(raw))))
        return None
    return _over_time(raw, attribute, tell, number, _FIGURES, float)


def choices(raw: dict[str, Any], attribute: Attribute, tell: Tell) -> dict[int, str] | None:
    """Convert choices over time.

    Args:
        raw: The TOML value.
        attribute: The attribute.
        tell: Called with everything that is not such a choice.

    Returns:
        Moment -> choice, in order; None if nothing of it is valid.
    """
    return _over_time(raw, attribute, tell, choice, _CHOICES, str)


def _are_words(raw: dict[str, Any]) -> bool:
    return bool(raw) and all(
        isinstance(one, str) and moment_of(key) is not None for key, one in raw.items()
    )


def _over_time(
    raw: Any,
    attribute: Attribute,
    tell: Tell,
    convert: Callable[[Any, Attribute, Tell], Any],
    example: str,
    kind: Callable[[Any], T],
) -> dict[int, T] | None:
    if not isinstance(raw, dict):
        message = expected("a series", raw)
        tell(Remark("wrong-type", message, f"write {example}"))
        return None
    if not raw:
        hint = "leave the fact out, or name at least one year"
        tell(Remark("empty-list", "the series is empty", hint))
    found: dict[int, T] = {}
    once = Once(tell)
    for moment, key in _moments(raw, tell, example):
        once.at = key
        value = convert(raw[key], attribute, once.tell)
        if value is not None:
            found[moment] = kind(value)
    return dict(sorted(found.items())) or None


def _moments(raw: dict[str, Any], tell: Tell, example: str) -> Iterator[tuple[int, str]]:
    """Yield the keys that are moments of the most common grain."""
    moments = {key: moment_of(key) for key in raw}
    known = {key: moment for key, moment in moments.items() if moment is not None}
    if len(known) == len(moments) and len(set(map(grain_of, known.values()))) == 1:
        # All are valid, as nearly always: saves a tenth of checking if each entry has a series.
        yield from ((moment, key) for key, moment in known.items())
        return
    odd = [key for key, moment in moments.items() if moment is None]
    if odd:
        others = len(odd) - 1
        more = ("", ", nor is another key")[others] if others < 2 else f", nor are {others} others"
        message = (
            f"a series has years, months or days as its keys; “{quoted(odd[0])}” is none{more}"
        )
        tell(Remark("out-of-range", message, f"write {example}", odd[0]))
    grain = _usual(known.values())
    others_than = [key for key, moment in known.items() if grain_of(moment) != grain]
    if others_than:
        one = next(moment for moment in known.values() if grain_of(moment) == grain)
        message = f"“{quoted(others_than[0])}” stands beside {grain}s such as {moment_text(one)}"
        hint = "write all of them as years, all as months (2026-03) or all as days (2026-03-15)"
        tell(Remark("mixed-times", message, hint, others_than[0]))
    for key, moment in known.items():
        if grain_of(moment) == grain:
            yield moment, key


def _usual(moments: Any) -> Grain:
    """Return the grain of most moments; if two are equally common, the finer one."""
    counts: Counter[Grain] = Counter(map(grain_of, moments))
    order: tuple[Grain, ...] = ("year", "month", "day")
    return max(order, key=lambda grain: (counts[grain], order.index(grain)))
