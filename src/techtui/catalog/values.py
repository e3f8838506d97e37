"""Values of facts: from what stands in the TOML to what the model holds, by attribute type."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any, Final

from techtui.catalog.model import Attribute, AttributeType, Value
from techtui.catalog.text import one_line, paragraphs

_YEARS: Final = range(1, 10_000)
_INTEGERS: Final = range(-(2**63), 2**63)
_LINK: Final = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)


class ValueProblem(ValueError):
    """A value that its attribute does not allow.

    Args:
        code: A short stable name for the kind of problem.
        message: What is wrong.
        hint: What to write instead.
        at: The position of the wrong item in a list, or its key in a series.
    """

    def __init__(self, code: str, message: str, hint: str = "", at: str | int | None = None):
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.at = at


def is_link(text: str) -> bool:
    """Whether ``text`` is an address the program may open: http or https, without user or blanks."""
    return _LINK.fullmatch(text) is not None and one_line(text) == text


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueProblem("wrong-type", f"expected text, found {kind_of(raw)}", 'write it in "quotes"')
    if not raw.strip():
        raise ValueProblem("empty-text", "the text is empty", 'leave the fact out, or write { missing = "not found" }')
    return paragraphs(raw)


def _number(raw: Any) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ValueProblem("wrong-type", f"expected a number, found {kind_of(raw)}", "write a number without quotes")
    if isinstance(raw, float) and not math.isfinite(raw):
        raise ValueProblem("out-of-range", "the number is not finite", "write an ordinary number")
    if isinstance(raw, int) and raw not in _INTEGERS:
        raise ValueProblem("out-of-range", "the number does not fit in 64 bits", "use a larger unit")
    return raw


def _choice(raw: Any, attribute: Attribute) -> str:
    text = one_line(_text(raw))
    if attribute.choices and text not in attribute.choices:
        raise ValueProblem(
            "unknown-choice",
            f"“{text[:60]}” is not offered by the attribute {attribute.id}",
            suggest(text, attribute.choices),
        )
    return text


def convert(raw: Any, attribute: Attribute) -> Value:
    """Turn a TOML value into the value of a fact.

    Args:
        raw: What the TOML reader gave.
        attribute: What the fact is about.

    Returns:
        The value as the model holds it.

    Raises:
        ValueProblem: If the attribute does not allow it.
    """
    match attribute.type:
        case AttributeType.TEXT | AttributeType.VERSION:
            if attribute.type is AttributeType.VERSION and isinstance(raw, int | float):
                raise ValueProblem("wrong-type", "a version is text", f'write "{raw}" in quotes')
            return _text(raw)
        case AttributeType.NUMBER | AttributeType.MONEY:
            return _number(raw)
        case AttributeType.YES_NO:
            if not isinstance(raw, bool):
                raise ValueProblem("wrong-type", f"expected yes or no, found {kind_of(raw)}", "write true or false")
            return raw
        case AttributeType.CHOICE:
            return _choice(raw, attribute)
        case AttributeType.LIST:
            if not isinstance(raw, list):
                raise ValueProblem("wrong-type", f"expected a list, found {kind_of(raw)}", "write [ … ] around it")
            items: list[str] = []
            for at, item in enumerate(raw):
                try:
                    items.append(_choice(item, attribute))
                except ValueProblem as problem:
                    problem.at = at
                    raise
            if not items:
                raise ValueProblem("empty-list", "the list is empty", "leave the fact out, or name at least one item")
            return tuple(dict.fromkeys(items))
        case AttributeType.YEAR:
            if isinstance(raw, bool) or not isinstance(raw, int):
                raise ValueProblem("wrong-type", f"expected a year, found {kind_of(raw)}", "write a number such as 1996")
            if raw not in _YEARS:
                raise ValueProblem("out-of-range", "the year is not between 1 and 9999", "write a year such as 1996")
            return raw
        case AttributeType.DATE:
            if isinstance(raw, datetime) or not isinstance(raw, date):
                raise ValueProblem("wrong-type", f"expected a date, found {kind_of(raw)}", "write year-month-day without quotes: 2026-11-23")
            return raw.isoformat()
        case AttributeType.LINK:
            text = _text(raw)
            if not is_link(text):
                raise ValueProblem("bad-link", "the link does not start with https://", "write the full address: https://…")
            return text
        case AttributeType.SERIES:
            return _series(raw)


def _series(raw: Any) -> dict[int, float]:
    if not isinstance(raw, dict):
        raise ValueProblem("wrong-type", f"expected a series, found {kind_of(raw)}", "write { 2024 = 1.5, 2025 = 2 }")
    series: dict[int, float] = {}
    for key, number in raw.items():
        if not (key.isascii() and key.isdigit() and len(key) <= 4 and int(key) in _YEARS):
            raise ValueProblem("out-of-range", f"“{key[:20]}” is not a year", "write { 2024 = 1.5, 2025 = 2 }", key)
        try:
            series[int(key)] = float(_number(number))
        except ValueProblem as problem:
            problem.at = key
            raise
    if not series:
        raise ValueProblem("empty-list", "the series is empty", "leave the fact out, or name at least one year")
    return dict(sorted(series.items()))


def kind_of(raw: Any) -> str:
    """What a TOML value is, in the words of a person: “a number”, “a list”…"""
    match raw:
        case bool():
            return "true or false"
        case str():
            return "text"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "a table"
        case date():
            return "a date"
        case _:
            return "something else"


def suggest(word: str, known: Any) -> str:
    """“did you mean …?” for a misspelt word, else the first of what is known, else nothing."""
    from difflib import get_close_matches

    names = [str(name) for name in known]
    close = get_close_matches(word[:60], names, n=1, cutoff=0.6)
    if close:
        return f"did you mean “{close[0]}”?"
    if not names:
        return ""
    return "known: " + ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
