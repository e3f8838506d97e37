"""Writes a decision as TOML, and replaces the basis in a decision file."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.moments import moment_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from techtui.catalog.decide.model import Decision, Grade, Rating
    from techtui.catalog.decide.review import Basis
    from techtui.catalog.model import Want

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_HEADER: Final = re.compile(r"\s*\[")
_BASIS: Final = re.compile(r"\s*\[\s*basis\s*[.\]]")


class BasisError(ValueError):
    """A text in which the basis can't be replaced."""


def decision_text(decision: Decision, basis: Basis | None = None) -> str:
    """Return a decision as TOML, for `techtui.catalog.format.decision_file.parse_decision`.

    Args:
        decision: The decision.
        basis: The values it is based on; None leaves them out.
    """
    return "".join(f"{line}\n" for line in _lines(decision, basis))


def with_basis(text: str, basis: Basis) -> str:
    """Return the text of a decision file with a new basis; everything else stays unchanged.

    Args:
        text: The file, which must be valid TOML.
        basis: The new basis.

    Raises:
        BasisError: If the old basis can't be separated from the rest.
    """
    import tomli

    kept: list[str] = []
    skipping = False
    # Unlike `splitlines`, this does not split at signs that may be part of a text.
    for line in re.split(r"(?<=\n)", text):
        if _HEADER.match(line):
            skipping = _BASIS.match(line) is not None
        if not skipping:
            kept.append(line)
    rest = "".join(kept).rstrip()
    written = rest + "\n\n" + "".join(f"{line}\n" for line in _basis_lines(basis))
    try:
        before, after = tomli.loads(text), tomli.loads(written)
    except tomli.TOMLDecodeError:
        before, after = {}, {"": ""}
    before.pop("basis", None)
    after.pop("basis", None)
    if before != after:
        raise BasisError("its basis is not in tables of its own; delete it and try again")
    return written


def _lines(decision: Decision, basis: Basis | None) -> Iterator[str]:
    yield "format = 1"
    head = {
        "question": decision.question,
        "status": decision.status,
        "date": decision.date,
        "review": decision.review,
        "makers": decision.makers,
        "candidates": decision.candidates,
        "musts": decision.musts,
    }
    for key, value in head.items():
        if value:
            yield f"{key} = {_value(value)}"
    if decision.note:
        yield f"note = {_long(decision.note)}"
    if decision.wants:
        yield ""
        yield "[wants]"
        for want in decision.wants:
            yield f"{_key(want.attribute)} = {_want(want)}"
    for rating in decision.ratings:
        yield ""
        yield from _rating(rating)
    if basis is not None:
        yield ""
        yield from _basis_lines(basis)


def _basis_lines(basis: Basis) -> Iterator[str]:
    yield "[basis]"
    yield f"date = {basis.date.isoformat()}"
    if basis.first:
        yield f"first = {_value(basis.first)}"
    for technology, values in basis.values.items():
        yield ""
        yield f"[basis.values.{_key(technology)}]"
        for attribute, value in values.items():
            yield f"{_key(attribute)} = {_value(value)}"


def _want(want: Want) -> str:
    if not want.good and not want.why:
        return _value(want.importance)
    good = want.good[0] if len(want.good) == 1 else want.good
    parts = {"importance": want.importance, "good": good, "why": want.why}
    return _table({key: value for key, value in parts.items() if value})


def _rating(rating: Rating) -> Iterator[str]:
    yield f"[ratings.{_key(rating.id)}]"
    yield f"name = {_value(rating.name)}"
    yield f"importance = {_value(rating.importance)}"
    for technology, grade in rating.grades.items():
        yield f"grades.{_key(technology)} = {_grade(grade)}"


def _grade(grade: Grade) -> str:
    if not grade.why:
        return _value(grade.points)
    return _table({"points": grade.points, "why": grade.why})


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _value(text)


def _table(values: Mapping[Any, Any]) -> str:
    return (
        "{ " + ", ".join(f"{_key(str(key))} = {_value(one)}" for key, one in values.items()) + " }"
    )


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case tuple():
            return "[" + ", ".join(map(_value, value)) + "]"
        case dict():
            # The only tables among values are series.
            return _table({moment_text(key): one for key, one in value.items()})
        case float() if value.is_integer() and abs(value) < 1e15:
            # 3.0 in measurements, but an importance of 2: readers take both for the same number.
            return str(int(value))
        case int() | float():
            return repr(value)
        case _:
            return f'"{_escaped(str(value))}"'


def _long(text: str) -> str:
    if "\n" not in text:
        return _value(text)
    return '"""\n' + "\n".join(map(_escaped, text.split("\n"))) + '"""'


def _escaped(text: str) -> str:
    # TOML escapes like JSON, except for the last control character.
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
