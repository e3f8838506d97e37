"""Words for problems: what a value is, what the author may have meant. Imported only when something is wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
"""The singular for the entries of a table."""


def expected(what: str, raw: Any) -> str:
    """Return that a TOML value is not what it should be.

    Args:
        what: What it should be, such as “a table”.
        raw: The value.
    """
    return f"expected {what}, found {kind_of(raw)}"


def kind_of(raw: Any) -> str:
    """Return what a TOML value is in plain words, such as “a number” or “a list”."""
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
    """Return a TOML value, short enough for a message; long or nested values are described instead."""
    match raw:
        case bool():
            return "true" if raw else "false"
        case str():
            return f"“{quoted(raw)}”"
        case int() if not -(2**63) <= raw < 2**63:
            # Python refuses to print integers with thousands of digits.
            return "a huge number"
        case int() | float() | date():
            return str(raw)
        case _:
            return kind_of(raw)


def quoted(word: str) -> str:
    """Return ``word`` in quotes, shortened if it is long."""
    return word if len(word) <= _SHOWN else word[: _SHOWN - 1] + "…"


def closest(word: str, known: Iterable[str]) -> str:
    """Return the word of ``known`` that a misspelt word probably means; empty if none is similar."""
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
    """Return a question such as “did you mean …?” for a misspelt word, or else the known words."""
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
    """Return a count with its noun: “1 error”, “1,234 warnings”."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def listed(names: Sequence[str]) -> str:
    """Return names as a choice in a sentence, such as ``A, B or C``."""
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
