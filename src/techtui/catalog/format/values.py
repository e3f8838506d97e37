"""Converts values of facts from TOML to the model, by attribute type.

What does not fit is reported, and kept as far as possible: a text that is not a choice stays as text, a list loses its invalid
items.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from techtui.catalog.links import link_kind
from techtui.catalog.messages import expected, kind_of, quoted, shown, suggest
from techtui.catalog.model import Attribute, AttributeType, Value
from techtui.catalog.sanitize import one_line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

_YEARS: Final = range(1, 10_000)
_INTEGERS: Final = range(-(2**63), 2**63)
_LONGEST_VERSION: Final = 200
_NUMERIC: Final = re.compile(r"[-+]?\d{1,18}(?:\.\d{1,18})?")
_YES: Final = frozenset({"yes", "y", "true", "on"})
_NO: Final = frozenset({"no", "n", "false", "off"})
_NO_VALUE: Final = 'leave the fact out, or write { missing = "not found" }'


class Remark(NamedTuple):
    """A remark about a value.

    Args:
        kind: The stable name of the kind of problem.
        message: What is wrong.
        hint: What to write instead.
        at: The position of the wrong item in a list, or its key in a series; in a table, the path to it.
    """

    kind: str
    message: str
    hint: str = ""
    at: str | int | tuple[str | int, ...] | None = None

    @property
    def place(self) -> tuple[str | int, ...]:
        """The path to what is wrong within the value; empty if that is the whole value."""
        if self.at is None:
            return ()
        return self.at if isinstance(self.at, tuple) else (self.at,)

    @property
    def words(self) -> tuple[str, str]:
        """What is wrong, and what to write instead."""
        return self.message, self.hint


Tell: TypeAlias = "Callable[[Remark], object]"
Converter: TypeAlias = "Callable[[Any, Attribute, Tell], Value | None]"


def convert(raw: Any, attribute: Attribute, tell: Tell) -> Value | None:
    """Convert a TOML value to the value of a fact, of a type without rows or moments.

    Args:
        raw: The TOML value.
        attribute: The attribute.
        tell: Called with everything that the attribute does not allow.

    Returns:
        The value; None if nothing of it is valid.
    """
    return _CONVERTERS[attribute.type](raw, attribute, tell)


def converter(attribute: Attribute) -> Converter | None:
    """Return what `convert` uses for an attribute, to look it up once for all facts; None for tables and series."""
    return _CONVERTERS.get(attribute.type)


def as_text(raw: Any) -> str | None:
    """Return the text of a value that has only one notation, as it was written; None for all others.

    Decimal numbers have several: 3.10 is read as 3.1.
    """
    match raw:
        case str():
            return raw
        case bool():
            return "true" if raw else "false"
        case int() if raw in _INTEGERS:
            return str(raw)
        case datetime():
            return None
        case date():
            return raw.isoformat()
        case _:
            return None


def date_of(raw: Any) -> date | None:
    """Return the date of a text or a date-time."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, str):
        try:
            return date.fromisoformat(raw.strip()[:20])
        except ValueError:
            return None
    return None


def date_hint(raw: Any) -> str:
    """Return how to write a date, with the actual date if it can be guessed."""
    meant = date_of(raw)
    if meant is None:
        return "write year-month-day without quotes: 2026-11-23"
    return f"write {meant.isoformat()}" + (" without quotes" if isinstance(raw, str) else "")


def link_words(text: str) -> tuple[str, str]:
    """Return what is wrong with a text that is not a link, and what to write."""
    if text.strip()[:8].lower() in ("https://", "http://"):
        return (
            f"“{quoted(text)}” is not a plain web address",
            "write https://host/… without blanks, user name or \\",
        )
    return (
        f"“{quoted(text)}” is not an address to follow",
        "write https://…, mailto:… or a relative address; it is shown as text",
    )


class Once:
    """Passes on only the first remark on the items of a value: a list may be a megabyte, with the same mistake in every item."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._told = False
        self.at: str | int = 0
        """The position of the current item."""

    def tell(self, remark: Remark) -> None:
        """Pass on a remark on the current item."""
        if not self._told:
            self._told = True
            self._tell(remark._replace(at=self.at))


def _text(raw: Any, _attribute: Attribute, tell: Tell) -> str | None:
    text: str | None
    if isinstance(raw, str):
        text = raw
    else:
        text = as_text(raw)
        if isinstance(raw, list) and raw and all(isinstance(one, str) for one in raw):
            text = ", ".join(raw)
        hint = 'write it in "quotes"'
        if isinstance(raw, int | float):
            hint = f'write it in quotes: "{shown(raw)}"'
        elif isinstance(raw, list):
            hint = 'write one text in "quotes", or declare the attribute as a list'
        kind = "wrong-type" if text is None else "converted"
        tell(Remark(kind, expected("text", raw), hint))
        if text is None:
            return None
    text = paragraphs(text or "")
    if not text:
        tell(Remark("empty-text", "the text is empty", _NO_VALUE))
    return text or None


def _version(raw: Any, attribute: Attribute, tell: Tell) -> str | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        text = as_text(raw)
        tell(
            Remark(
                "wrong-type" if text is None else "converted",
                "a version is text, not a number",
                f'write it in quotes: "{shown(raw)}"',
            )
        )
        return text
    text = _text(raw, attribute, tell)
    if text is not None and len(text) > _LONGEST_VERSION:
        # Versions are split into numbers, and Python refuses numbers with thousands of digits.
        tell(
            Remark(
                "out-of-range",
                f"a version has at most {_LONGEST_VERSION} characters",
                "write what tells releases apart, such as 17.2",
            )
        )
        return None
    return None if text is None else one_line(text)


def number(raw: Any, _attribute: Attribute, tell: Tell) -> int | float | None:
    """Convert a number; see `convert`."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        hint, meant = "write a number without quotes", None
        text = raw.strip() if isinstance(raw, str) else ""
        found = _NUMERIC.match(text)
        if found is not None:
            rest = text[found.end() :]
            if not rest:
                hint = f"write {found[0]} without quotes"
                meant = float(found[0]) if "." in found[0] else int(found[0])
            elif not re.search(r"\d", rest):
                hint = f"write {found[0]}; its unit belongs to the attribute"
        kind = "wrong-type" if meant is None else "converted"
        tell(Remark(kind, f"expected a number, found {_quoted_text(raw)}", hint))
        return meant
    if isinstance(raw, float):
        if not math.isfinite(raw):
            tell(Remark("out-of-range", "the number is not finite", "write an ordinary number"))
            return None
    elif raw not in _INTEGERS:
        tell(Remark("out-of-range", "the number does not fit in 64 bits", "use a larger unit"))
        return None
    return raw


def _quoted_text(raw: Any) -> str:
    return f"the text “{quoted(raw)}”" if isinstance(raw, str) else kind_of(raw)


def _yes_no(raw: Any, _attribute: Attribute, tell: Tell) -> bool | None:
    if isinstance(raw, bool):
        return raw
    hint = "write true or false"
    meant: bool | None = None
    word = raw.strip().lower() if isinstance(raw, str) else ""
    if word in _YES | _NO:
        meant = word in _YES
        hint = f"write {'true' if meant else 'false'}"
    kind = "wrong-type" if meant is None else "converted"
    tell(Remark(kind, f"expected true or false, found {_quoted_text(raw)}", hint))
    return meant


def choice(raw: Any, attribute: Attribute, tell: Tell) -> str | None:
    """Convert a choice; see `convert`."""
    if not isinstance(raw, str):
        text = as_text(raw)
        kind = "wrong-type" if text is None else "converted"
        tell(Remark(kind, expected("text", raw), 'write it in "quotes"'))
        if text is None:
            return None
        raw = text
    if raw and raw in attribute.choices:
        return str(raw)  # those are on one line already
    text = one_line(raw)
    if not text:
        tell(Remark("empty-text", "the text is empty", _NO_VALUE))
        return None
    if not attribute.choices or text in attribute.choices:
        return text
    by_label = {label.casefold(): one for one, label in attribute.choices.items()}
    by_label.update({one.casefold(): one for one in attribute.choices})
    meant = by_label.get(text.casefold())
    message = f"“{quoted(text)}” is not offered by the attribute {quoted(attribute.id)}"
    if meant is not None:
        tell(Remark("converted", message, f"write “{quoted(meant)}”"))
        return meant
    tell(Remark("unknown-choice", message, suggest(text, attribute.choices)))
    return text


def _list(raw: Any, attribute: Attribute, tell: Tell) -> tuple[str, ...] | None:
    if not isinstance(raw, list):
        hint = f'write ["{quoted(raw)}"]' if isinstance(raw, str) else "write [ … ] around it"
        text = as_text(raw)
        kind = "wrong-type" if text is None else "converted"
        tell(Remark(kind, expected("a list", raw), hint))
        raw = [] if text is None else [text]
    elif not raw:
        tell(
            Remark(
                "empty-list", "the list is empty", "leave the fact out, or name at least one item"
            )
        )
    items: dict[str, None] = {}
    once = Once(tell)
    for once.at, item in enumerate(raw):
        kept = choice(item, attribute, once.tell)
        if kept is not None:
            items[kept] = None
    return tuple(items) or None


def _year(raw: Any, _attribute: Attribute, tell: Tell) -> int | None:
    if isinstance(raw, bool) or not isinstance(raw, int):
        hint, meant = "write a number such as 1996", None
        if isinstance(raw, str) and re.fullmatch(r"\s*\d{4}\s*", raw, re.ASCII):
            hint, meant = f"write {raw.strip()} without quotes", int(raw)
        elif isinstance(raw, date):
            hint, meant = f"write {raw.year}", raw.year
        kind = "converted" if meant in _YEARS else "wrong-type"
        tell(Remark(kind, f"expected a year, found {_quoted_text(raw)}", hint))
        return meant if meant in _YEARS else None
    if raw not in _YEARS:
        tell(
            Remark(
                "out-of-range", "the year is not between 1 and 9999", "write a year such as 1996"
            )
        )
        return None
    return raw


def _date(raw: Any, _attribute: Attribute, tell: Tell) -> str | None:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw.isoformat()
    found = "a date with a time" if isinstance(raw, datetime) else _quoted_text(raw)
    meant = date_of(raw)
    kind = "wrong-type" if meant is None else "converted"
    tell(Remark(kind, f"expected a date, found {found}", date_hint(raw)))
    return None if meant is None else meant.isoformat()


def _link(raw: Any, attribute: Attribute, tell: Tell) -> str | None:
    # Unchanged: sanitizing would turn a link with a control character into a valid one.
    if isinstance(raw, str) and link_kind(raw.strip()) != "text":
        return raw.strip()
    text = _text(raw, attribute, tell)
    if text is not None and isinstance(raw, str):
        tell(Remark("bad-link", *link_words(raw)))
    return None if text is None else one_line(text)


_CONVERTERS: Final[dict[AttributeType, Converter]] = {
    AttributeType.TEXT: _text,
    AttributeType.NUMBER: number,
    AttributeType.YES_NO: _yes_no,
    AttributeType.CHOICE: choice,
    AttributeType.LIST: _list,
    AttributeType.YEAR: _year,
    AttributeType.DATE: _date,
    AttributeType.VERSION: _version,
    AttributeType.MONEY: number,
    AttributeType.LINK: _link,
}
