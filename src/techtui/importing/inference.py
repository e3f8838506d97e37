"""Infers the type of a column from its texts, and converts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from math import isfinite
from typing import Any, Final

from techtui.catalog.links import is_link
from techtui.importing.texts import slug, words_of

_YES_NO: Final = {"yes": True, "no": False, "true": True, "false": False, "y": True, "n": False}
_NUMBER: Final = re.compile(
    r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,19})(?:\.\d{1,20})?(?:[eE][-+]\d{1,3})?", re.ASCII
)
"""Also as spreadsheets and programs write what is very large or small; an exponent has a sign, unlike some codes and versions."""
_VERSION: Final = re.compile(r"v?\d+(?:\.\d+){1,5}(?:[-.+]?[A-Za-z]+[-.]?\d*)?")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_DOTTED_DATE: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)")
"""With dots, the day is always first; with slashes, nobody can tell."""
_ITEM: Final = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=[;|]|$)|([^;|]*))(?:[;|]|$)')
"""An item, perhaps in quotes as in CSV, with the sign behind it."""
_MOST_CHOICES: Final = 12
_LONGEST_CHOICE: Final = 30
_LEAST_REPEATED: Final = 2
"""The least average number of entries with the same choice."""


def yes_no(text: str) -> bool | None:
    """Return whether a text says yes or no; None if neither."""
    return _YES_NO.get(text.strip().casefold())


def number(text: str) -> int | float | None:
    """Return the number in a text, which may have commas between thousands; None if it is not one."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return None
    plain = text.replace(",", "")
    if plain.lstrip("+-").isdecimal():
        whole = int(plain)
        return whole if -(2**63) <= whole < 2**63 else None
    found = float(plain)
    return found if isfinite(found) else None


def year(text: str) -> int | None:
    """Return a year of the last centuries; None for anything else."""
    return int(text) if _YEAR.fullmatch(text.strip()) else None


def day(text: str) -> date | None:
    """Return the date of a text that begins with year-month-day or is day.month.year; None for anything else."""
    begun = text.strip()[:10]
    try:
        if dotted := _DOTTED_DATE.fullmatch(text.strip()):
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        return date.fromisoformat(begun) if _DATE.fullmatch(begun) else None
    except ValueError:
        return None


def items(text: str) -> list[str]:
    """Return the items of a text, separated by ``;`` or ``|``; quotes around an item keep these signs in it."""
    found = (
        plain if quoted is None else quoted.replace('""', '"')
        for quoted, plain in (one.groups() for one in _ITEM.finditer(text))
    )
    return [item for one in found if (item := one.strip())]


def _version(text: str) -> str | None:
    return text.strip() if _VERSION.fullmatch(text.strip()) else None


def _link(text: str) -> str | None:
    return text.strip() if is_link(text.strip()) else None


TYPED: Final[dict[str, Callable[[str], Any]]] = {
    "yes_no": yes_no,
    "year": year,
    "number": number,
    "money": number,
    "date": day,
    "link": _link,
    "version": lambda text: words_of(text)[:200] or None,
    "list": items,
    "choice": lambda text: slug(text) if text.strip() else None,
    "text": lambda text: words_of(text) or None,
}
"""Type of an attribute -> a function that converts a text; it returns None for an invalid text."""


def guess(texts: Sequence[str], header: str) -> str:
    """Return the type that fits all texts of a column.

    Args:
        texts: The texts that are not empty.
        header: The name of the column: years are recognised only if it says so.
    """
    if not texts:
        return "text"
    if all(yes_no(one) is not None for one in texts):
        return "yes_no"
    if all(year(one) for one in texts) and re.search("year|since|born|first|founded", header, re.I):
        return "year"
    says_version = re.search("version|release", header, re.I)
    tests: tuple[tuple[str, Callable[[str], Any]], ...] = (
        ("version", _version if says_version else lambda _: None),
        ("number", number),
        ("date", lambda one: day(one) if len(one.strip()) <= len("2026-01-01") else None),
        ("link", _link),
        ("version", _version),
    )
    for kind, test in tests:
        if all(test(one) is not None for one in texts):
            return kind
    parted = [items(one) for one in texts]
    if any(len(one) > 1 for one in parted) and all(
        len(item) <= _LONGEST_CHOICE for one in parted for item in one
    ):
        return "list"
    return "choice" if _is_choice(texts) else "text"


def _is_choice(texts: Sequence[str]) -> bool:
    different = {one.casefold() for one in texts}
    return (
        len(different) <= _MOST_CHOICES
        and len(texts) >= _LEAST_REPEATED * len(different)
        and all(len(one) <= _LONGEST_CHOICE for one in different)
    )
