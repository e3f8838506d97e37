"""The words of problems: what a value is, what a writer may have meant. Needed only when something is wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN: Final = 60
_LISTED: Final = 40

SINGULAR: Final = {
    "sources": "source",
    "categories": "category",
    "concepts": "concept",
    "attributes": "attribute",
    "technologies": "technology",
    "decisions": "decision",
}
"""What one entry of a table is called."""


def kind_of(raw: Any) -> str:
    """What a TOML value is, in the words of a person, such as “a number” or “a list”."""
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
            return "a time"


def shown(raw: Any) -> str:
    """A TOML value, short enough for a message; what is long or nested is described instead."""
    match raw:
        case bool():
            return "true" if raw else "false"
        case str():
            return f"“{quoted(raw)}”"
        case int() if not -(2**63) <= raw < 2**63:
            # Python refuses to write out integers of thousands of digits.
            return "a huge number"
        case int() | float() | date():
            return str(raw)
        case _:
            return kind_of(raw)


def quoted(word: str) -> str:
    """``word``, cut when it is long."""
    return word if len(word) <= _SHOWN else word[: _SHOWN - 1] + "…"


def closest(word: str, known: Iterable[str]) -> str:
    """The one of ``known`` that a misspelt word was probably meant to be; empty when none is like it."""
    # Imported here because a catalog without problems never needs it.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    names = [name for name in known if len(name) <= 200]
    folded = word[:200].casefold()
    found = process.extractOne(
        folded, names, scorer=OSA.normalized_similarity, processor=str.casefold, score_cutoff=0.6
    )
    if found is not None:
        return str(found[0])
    # “post” for “postal-code”: only the beginning was typed.
    begins = [name for name in names if len(folded) >= 3 and name.casefold().startswith(folded)]
    return begins[0] if len(begins) == 1 else ""


def suggest(word: str, known: Iterable[str]) -> str:
    """A question such as “did you mean …?” for a misspelt word, else what is known."""
    names = [str(name) for name in known]
    meant = closest(word, names)
    if meant:
        return f"did you mean “{quoted(meant)}”?"
    if not names:
        return ""
    return (
        "known: " + ", ".join(map(quoted, names[:_LISTED])) + (" …" if len(names) > _LISTED else "")
    )


def counted(count: int, word: str) -> str:
    """A count with its noun: “1 error”, “1,234 warnings”."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")
