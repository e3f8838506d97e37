"""Values of facts: from what stands in the TOML to what the model holds, by attribute type."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.format.messages import kind_of, quoted, shown, suggest
from techtui.catalog.model import Attribute, AttributeType, Value
from techtui.catalog.sanitize import one_line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

_YEARS: Final = range(1, 10_000)
_INTEGERS: Final = range(-(2**63), 2**63)
_LONGEST_VERSION: Final = 200
_LINK: Final = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_NUMERIC: Final = re.compile(r"[-+]?\d{1,18}(?:\.\d{1,18})?")


class UnfitValueError(ValueError):
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


def link_problem(text: str) -> tuple[str, str]:
    """What is wrong with an address that a catalog names, and what to write; both empty for a good one."""
    if not is_link(text):
        if text[:8].lower() == "https://":
            return (
                "the link is not a plain web address",
                "write https://host/… without blanks, user name or \\",
            )
        return "the link does not start with https://", "write the full address: https://…"
    if text[:5].lower() == "http:":
        return "the link is not https", f"write https{quoted(text[4:])}"
    return "", ""


def convert(raw: Any, attribute: Attribute) -> Value:
    """Turn a TOML value into the value of a fact.

    Args:
        raw: What the TOML reader gave.
        attribute: What the fact is about.

    Returns:
        The value as the model holds it.

    Raises:
        UnfitValueError: If the attribute does not allow it.
    """
    return _CONVERTERS[attribute.type](raw, attribute)


def _text(raw: Any, _attribute: Attribute) -> str:
    if not isinstance(raw, str):
        hint = (
            f'write it in quotes: "{shown(raw)}"'
            if isinstance(raw, int | float)
            else 'write it in "quotes"'
        )
        raise UnfitValueError("wrong-type", f"expected text, found {kind_of(raw)}", hint)
    text = paragraphs(raw)
    if not text:
        raise UnfitValueError(
            "empty-text",
            "the text is empty",
            'leave the fact out, or write { missing = "not found" }',
        )
    return text


def _version(raw: Any, attribute: Attribute) -> str:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        raise UnfitValueError(
            "wrong-type", "a version is text, not a number", f'write it in quotes: "{shown(raw)}"'
        )
    text = _text(raw, attribute)
    if len(text) > _LONGEST_VERSION:
        # Versions are taken apart into numbers, and Python refuses numbers of thousands of digits.
        raise UnfitValueError(
            "out-of-range",
            f"a version has at most {_LONGEST_VERSION} characters",
            "write what tells releases apart, such as 17.2",
        )
    return text


def _number(raw: Any, _attribute: Attribute) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        hint = "write a number without quotes"
        if isinstance(raw, str):
            number = _NUMERIC.match(raw.strip())
            if number is not None:
                rest = raw.strip()[number.end() :]
                hint = f"write {number[0]}" + (
                    "; its unit belongs to the attribute" if rest else " without quotes"
                )
        raise UnfitValueError("wrong-type", f"expected a number, found {kind_of(raw)}", hint)
    if isinstance(raw, float):
        if not math.isfinite(raw):
            raise UnfitValueError(
                "out-of-range", "the number is not finite", "write an ordinary number"
            )
    elif raw not in _INTEGERS:
        raise UnfitValueError(
            "out-of-range", "the number does not fit in 64 bits", "use a larger unit"
        )
    return raw


def _yes_no(raw: Any, _attribute: Attribute) -> bool:
    if not isinstance(raw, bool):
        hint = "write true or false"
        if isinstance(raw, str) and raw.strip().lower() in (
            "yes",
            "y",
            "true",
            "on",
            "no",
            "n",
            "false",
            "off",
        ):
            hint = "write " + (
                "true" if raw.strip().lower() in ("yes", "y", "true", "on") else "false"
            )
        raise UnfitValueError("wrong-type", f"expected true or false, found {kind_of(raw)}", hint)
    return raw


def _choice(raw: Any, attribute: Attribute) -> str:
    if not isinstance(raw, str):
        raise UnfitValueError(
            "wrong-type", f"expected text, found {kind_of(raw)}", 'write it in "quotes"'
        )
    text = one_line(raw)
    if not text:
        raise UnfitValueError(
            "empty-text",
            "the text is empty",
            'leave the fact out, or write { missing = "not found" }',
        )
    if attribute.choices and text not in attribute.choices:
        by_label = {label.casefold(): choice for choice, label in attribute.choices.items()}
        meant = by_label.get(text.casefold())
        raise UnfitValueError(
            "unknown-choice",
            f"“{quoted(text)}” is not offered by the attribute {quoted(attribute.id)}",
            f"write “{quoted(meant)}”" if meant else suggest(text, attribute.choices),
        )
    return text


def _list(raw: Any, attribute: Attribute) -> tuple[str, ...]:
    if not isinstance(raw, list):
        hint = f'write ["{quoted(raw)}"]' if isinstance(raw, str) else "write [ … ] around it"
        raise UnfitValueError("wrong-type", f"expected a list, found {kind_of(raw)}", hint)
    items: dict[str, None] = {}
    for at, item in enumerate(raw):
        try:
            items[_choice(item, attribute)] = None
        except UnfitValueError as problem:
            problem.at = at
            raise
    if not items:
        raise UnfitValueError(
            "empty-list", "the list is empty", "leave the fact out, or name at least one item"
        )
    return tuple(items)


def _year(raw: Any, _attribute: Attribute) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        hint = "write a number such as 1996"
        if isinstance(raw, str) and re.fullmatch(r"\s*\d{4}\s*", raw, re.ASCII):
            hint = f"write {raw.strip()} without quotes"
        elif isinstance(raw, date):
            hint = f"write {raw.year}"
        raise UnfitValueError("wrong-type", f"expected a year, found {kind_of(raw)}", hint)
    if raw not in _YEARS:
        raise UnfitValueError(
            "out-of-range", "the year is not between 1 and 9999", "write a year such as 1996"
        )
    return raw


def _date(raw: Any, _attribute: Attribute) -> str:
    if isinstance(raw, datetime) or not isinstance(raw, date):
        found = "a date with a time" if isinstance(raw, datetime) else kind_of(raw)
        raise UnfitValueError("wrong-type", f"expected a date, found {found}", date_hint(raw))
    return raw.isoformat()


def date_hint(raw: Any) -> str:
    """How a date is written, with the very date if it can be told."""
    if isinstance(raw, datetime):
        return f"write {raw.date().isoformat()}"
    if isinstance(raw, str):
        try:
            return f"write {date.fromisoformat(raw.strip()[:20]).isoformat()} without quotes"
        except ValueError:
            pass
    return "write year-month-day without quotes: 2026-11-23"


def _link(raw: Any, attribute: Attribute) -> str:
    _text(raw, attribute)
    # As it stands: made safe to show, a link with a control character would be a good one.
    text = str(raw).strip()
    message, hint = link_problem(text)
    if message:
        raise UnfitValueError("bad-link", message, hint)
    return text


def _series(raw: Any, attribute: Attribute) -> dict[int, float]:
    if not isinstance(raw, dict):
        raise UnfitValueError(
            "wrong-type",
            f"expected a series, found {kind_of(raw)}",
            "write { 2024 = 1.5, 2025 = 2 }",
        )
    series: dict[int, float] = {}
    for key, number in raw.items():
        if not (key.isascii() and key.isdigit() and len(key) <= 4 and int(key) in _YEARS):
            raise UnfitValueError(
                "out-of-range",
                f"“{quoted(key)}” is not a year",
                "write { 2024 = 1.5, 2025 = 2 }",
                key,
            )
        try:
            series[int(key)] = float(_number(number, attribute))
        except UnfitValueError as problem:
            problem.at = key
            raise
    if not series:
        raise UnfitValueError(
            "empty-list", "the series is empty", "leave the fact out, or name at least one year"
        )
    return dict(sorted(series.items()))


_CONVERTERS: Final[dict[AttributeType, Callable[[Any, Attribute], Value]]] = {
    AttributeType.TEXT: _text,
    AttributeType.NUMBER: _number,
    AttributeType.YES_NO: _yes_no,
    AttributeType.CHOICE: _choice,
    AttributeType.LIST: _list,
    AttributeType.YEAR: _year,
    AttributeType.DATE: _date,
    AttributeType.VERSION: _version,
    AttributeType.MONEY: _number,
    AttributeType.LINK: _link,
    AttributeType.SERIES: _series,
}
