"""Parses the query language, the same in the app and on the command line.

    license:permissive deploy:self-hosted,cloud popularity>20 first_release<2000 -category:languages kafka "exact words"

Bare words and quoted words are searched in all texts. ``attribute:value`` takes several values separated by commas; numbers,
years, dates, series (their last number) and versions also take ``>`` ``>=`` ``<`` ``<=`` ``=`` and ranges
(``first_release:2010..2020``, either end may be missing). ``attribute:?`` matches missing values. Choices also take these signs
if the catalog says which end is better: better is more. ``table.column`` matches rows of a table, ``choice.moved`` and
``choice.since`` how and when a choice over time changed. ``category:`` and ``name:`` work like attributes. A leading ``-``
negates a term. Attributes are named by id or name, or by a unique beginning of either; blanks in names are written ``_``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Final

from techtui.catalog.folding import fold
from techtui.catalog.model import Attribute, AttributeType, Catalog
from techtui.catalog.query.conditions import (
    SIGNS,
    AnyOf,
    Compares,
    Condition,
    InRange,
    Lacks,
    Named,
    OneOf,
    Says,
    Within,
    Words,
    YesNo,
)
from techtui.catalog.query.language import Query, QueryError, Term
from techtui.catalog.query.resolver import (
    CATEGORY,
    categories_meant,
    choices_meant,
    find_subject,
    known_values,
)
from techtui.catalog.query.scanner import TERM, ValuePiece, pieces_in, words_in
from techtui.catalog.query.wording import written_key, written_value
from techtui.catalog.sort_keys import sort_key

_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})", re.ASCII)
_DATE: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)

FIGURES: Final = (
    AttributeType.NUMBER,
    AttributeType.MONEY,
    AttributeType.YEAR,
    AttributeType.SERIES,
)
ORDERED: Final = (*FIGURES, AttributeType.DATE, AttributeType.VERSION)


def parse(text: str, catalog: Catalog) -> Query:
    """Parse a query.

    Args:
        text: What the user typed.
        catalog: The catalog of its categories and attributes.

    Returns:
        The query; blank text gives one that matches everything.

    Raises:
        QueryError: If a part of it can't be understood; it says where.
    """
    terms = []
    for start, end in words_in(text):
        term = _term(text, start, end, catalog)
        if term is not None:
            terms.append(term)
    return Query(text, tuple(terms))


def _term(text: str, start: int, end: int, catalog: Catalog) -> Term | None:
    typed = text[start:end]
    negated = typed.startswith("-") and len(typed) > 1
    found = TERM.match(typed)
    test: Condition
    if found is None:
        words = fold(typed[negated:].replace('"', " "))
        if not words or words == "-":
            return None
        test = Words(words)
    else:
        key = found["key"]
        begin = start + found.start("key")
        if not key:
            raise QueryError(
                f"there is nothing before the “{found['sign']}”",
                begin,
                end,
                'write attribute:value, or put "quotes" around a text',
            )
        test = _asked(
            catalog, key, begin, found["sign"], pieces_in(text, start + found.end(), end), end
        )
    return Term(typed, start, end, negated, test)


def _asked(
    catalog: Catalog, key: str, begin: int, sign: str, pieces: list[ValuePiece], end: int
) -> Condition:
    subject = find_subject(catalog, key, begin, with_columns=True)
    name = subject if isinstance(subject, str) else subject.id
    if not pieces:
        values = ", ".join(filter(None, map(written_value, known_values(catalog, subject)[:8])))
        raise QueryError(
            f"there is nothing after “{key}{sign}”",
            begin,
            end,
            f"known: {values}" if values else "",
        )
    if sign in (":", "="):
        alone = [_alone(subject, piece) for piece in pieces]
        if any(alone):
            return AnyOf(
                tuple(
                    condition or _asked(catalog, key, begin, sign, [piece], end)
                    for condition, piece in zip(alone, pieces, strict=True)
                )
            )
        if (condition := _equal(catalog, subject, sign, pieces)) is not None:
            return condition
        sign = "="
    if isinstance(subject, Attribute) and subject.type is AttributeType.CHOICE and subject.better:
        return AnyOf(tuple(_from_choice(subject, sign, piece) for piece in pieces))
    if isinstance(subject, str) or subject.type not in ORDERED:
        raise QueryError(
            f"“{name}” has no order, so nothing is “{sign}”",
            begin,
            end,
            _instead(catalog, subject, pieces[0]),
        )
    return Compares(subject, sign, tuple(_figure(subject, piece) for piece in pieces))


def _equal(
    catalog: Catalog, subject: Attribute | str, sign: str, pieces: list[ValuePiece]
) -> Condition | None:
    """Return the condition that one of some values matches; None for figures, which are compared."""
    if isinstance(subject, str):
        if subject == CATEGORY:
            return Within(frozenset(categories_meant(catalog, pieces)))
        return Named(tuple(fold(piece.text) for piece in pieces))
    if subject.type is AttributeType.YES_NO:
        return YesNo(subject, frozenset(_answer(piece) for piece in pieces))
    if subject.choices:
        meant = (one for piece in pieces for one in choices_meant(subject, piece))
        return OneOf(subject, frozenset(meant))
    if subject.type in FIGURES:
        return None
    if sign == "=" and subject.type is AttributeType.VERSION:
        return Compares(subject, sign, tuple(piece.text for piece in pieces))
    texts = tuple(fold(piece.text) for piece in pieces)
    return Says(subject, texts, operator.eq if sign == "=" else _begins_or_holds(subject))


def _begins_or_holds(subject: Attribute) -> Callable[[str, str], bool]:
    if subject.type in (AttributeType.DATE, AttributeType.VERSION):
        return _part_begins
    if subject.type in (AttributeType.LIST, AttributeType.TABLE):
        return _word_begins
    return operator.contains


def _instead(catalog: Catalog, subject: Attribute | str, piece: ValuePiece) -> str:
    """Return what to write instead of a comparison of something without an order."""
    columns = () if isinstance(subject, str) else subject.columns
    for column in columns[1:]:
        if column.type in ORDERED and (key := written_key(catalog, column)):
            return f"name a column, such as {key}"
    key = subject if isinstance(subject, str) else written_key(catalog, subject)
    # What was asked for need not be among the values.
    for value in (piece.text, *known_values(catalog, subject)):
        term = f"{key}:{written_value(value)}"
        try:
            parse(term, catalog)
        except QueryError:
            continue
        return f"write {term}"
    return ""


def _from_choice(attribute: Attribute, sign: str, piece: ValuePiece) -> Condition:
    """Return the choices on one side of another; better counts as more."""
    meant = choices_meant(attribute, piece)
    if len(meant) > 1:
        raise QueryError(
            f"“{piece.text[:40]}” could be several choices",
            piece.start,
            piece.end,
            f"write {' or '.join(filter(None, map(written_value, meant[:6])))}",
        )
    order = list(attribute.choices)
    if attribute.better == "lower":
        order.reverse()
    at = order.index(meant[0])
    return OneOf(
        attribute, frozenset(one for place, one in enumerate(order) if SIGNS[sign](place, at))
    )


def _alone(subject: Attribute | str, piece: ValuePiece) -> Condition | None:
    """Return the condition of a value that means the same for all attributes: unknown, or a range."""
    if isinstance(subject, str):
        return None
    if piece.is_unknown:
        return Lacks(subject)
    return _range(subject, piece) if subject.type in ORDERED and ".." in piece.text else None


def _range(attribute: Attribute, piece: ValuePiece) -> Condition:
    low, _, high = (part.strip() for part in piece.text.partition(".."))
    if not low and not high:
        raise QueryError(
            "a range needs a beginning or an end", piece.start, piece.end, "write 10..20 or 10.."
        )
    ends: list[Compares] = []
    begin = end = None
    if low:
        begin = _figure(attribute, ValuePiece(low, piece.start, piece.start + len(low)))
        ends.append(Compares(attribute, ">=", (begin,)))
    if high:
        end = _figure(attribute, ValuePiece(high, piece.end - len(high), piece.end))
        ends.append(Compares(attribute, "<=", (end,)))
    # A month may be on one side and its year on the other.
    within = isinstance(begin, str) and isinstance(end, str) and begin.startswith(end)
    turned = None not in (begin, end) and not within
    if turned and sort_key(attribute, begin or 0) > sort_key(attribute, end or 0):
        hint = f"write {high}..{low}"
        raise QueryError("the range ends before it begins", piece.start, piece.end, hint)
    return InRange(attribute, tuple(ends))


def _part_begins(value: str, text: str) -> bool:
    """Return whether a value begins with a number: 16.2 begins with 16, 160 does not."""
    return value.startswith(text) and not value[len(text) : len(text) + 1].isdigit()


def _word_begins(value: str, text: str) -> bool:
    return value.startswith(text) or f" {text}" in value


def _figure(attribute: Attribute, piece: ValuePiece) -> float | str:
    text = piece.text
    if attribute.type is AttributeType.VERSION:
        return text
    if attribute.type is AttributeType.DATE:
        if not _DATE.fullmatch(text):
            raise QueryError(
                f"“{text[:40]}” is not a date",
                piece.start,
                piece.end,
                "write 2026, 2026-11 or 2026-11-23",
            )
        return text
    for unit in (attribute.unit, "%"):
        if unit and text.casefold().endswith(unit.casefold()):
            text = text[: -len(unit)].strip()
            break
    if not _NUMBER.fullmatch(text):
        raise QueryError(
            f"“{piece.text[:40]}” is not a number",
            piece.start,
            piece.end,
            f"write a {'year such as 1996' if attribute.type is AttributeType.YEAR else 'number such as 20'}",
        )
    return float(text)


def _answer(piece: ValuePiece) -> bool:
    word = piece.text.casefold()
    for answer, words in ((True, ("yes", "true")), (False, ("no", "false"))):
        if any(one.startswith(word) for one in words):
            return answer
    raise QueryError(
        f"“{piece.text[:40]}” is neither yes nor no", piece.start, piece.end, "write yes or no"
    )
