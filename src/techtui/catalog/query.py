"""One line of text -> which technologies are meant; the same language in the app and on the command line.

    license:permissive deploy:self-hosted,cloud popularity>20 first_release<2000 -category:languages kafka "exact words"

Bare words and quoted words are looked for in all texts. ``attribute:value`` takes several values with commas between;
numbers, years, dates, series (their last number) and versions also take ``>`` ``>=`` ``<`` ``<=`` ``=`` and ranges
(``first_release:2010..2020``, either end may be missing). ``category:``
and ``name:`` work like attributes. A ``-`` in front turns a term around. Attributes are named by id or name, or by the
beginning of either if only one begins so; blanks in names are written ``_``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Protocol

from msgspec import Struct

from techtui.catalog.folding import fold
from techtui.catalog.model import Attribute, AttributeType, Catalog, Technology, Value
from techtui.catalog.sort_keys import by_attribute, by_name, latest, sort_key

CATEGORY: Final = "category"
NAME: Final = "name"

_TERM: Final = re.compile(r"-?(?P<key>[^\s\":<>=]*):?(?P<sign>>=|<=|[:<>=])")
_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})", re.ASCII)
_DATE: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)
_SIGNS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
_FIGURES: Final = (
    AttributeType.NUMBER,
    AttributeType.MONEY,
    AttributeType.YEAR,
    AttributeType.SERIES,
)
_ORDERED: Final = (*_FIGURES, AttributeType.DATE, AttributeType.VERSION)


class QueryError(ValueError):
    """A query that can't be understood.

    Args:
        message: What is wrong.
        start: Where the wrong part begins, in characters from the beginning of the query.
        end: Where it ends; the first character that is fine again.
        hint: What to write instead; may be empty.
    """

    def __init__(self, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class Condition(Protocol):
    """Something that is true of a technology or not."""

    def among(self, catalog: Catalog) -> set[int]:
        """The positions in `Catalog.ids` of the technologies of which it is true."""
        ...


class Term(Struct, frozen=True):
    """One part of a query.

    Args:
        text: As it was typed.
        start: Where it begins in the query.
        end: Where it ends.
        negated: Whether it says what must not be.
        test: What must be, or must not.
    """

    text: str
    start: int
    end: int
    negated: bool
    test: Condition


class Query(Struct, frozen=True):
    """A query that was understood.

    Args:
        source: As it was typed.
        terms: Its parts, in order. All must be true; of none, everything is.
    """

    source: str
    terms: tuple[Term, ...]

    def select(self, catalog: Catalog, ids: Iterable[str] | None = None) -> list[str]:
        """The technologies that are meant.

        Args:
            catalog: Which the query was parsed for.
            ids: Which of its technologies to look at; by default all.

        Returns:
            Their ids, in the order of ``ids``.
        """
        left = list(catalog.ids if ids is None else ids)
        for term in self.terms:
            if not left:
                break
            true, wanted = term.test.among(catalog), not term.negated
            left = [one for one in left if (catalog.positions[one] in true) is wanted]
        return left

    @property
    def words(self) -> str:
        """The words that must be found in a text: what a ranking search is to be asked."""
        return " ".join(
            term.test.text
            for term in self.terms
            if isinstance(term.test, Words) and not term.negated
        )

    @property
    def filters(self) -> Query:
        """The query without those words: what is left to ask of the results of a ranking search."""
        return Query(
            self.source,
            tuple(one for one in self.terms if one.negated or not isinstance(one.test, Words)),
        )

    def without(self, term: Term) -> str:
        """The text of the query with one of its terms taken off."""
        return " ".join(one.text for one in self.terms if one is not term)


# What a term can ask --------------------------------------------------------------------------


class Words(Struct, frozen=True):
    """Some text stands in what is said of the technology, or in a name of it."""

    text: str

    def among(self, catalog: Catalog) -> set[int]:
        """Where the text is found, without regard to case."""
        return {*catalog.texts.find(self.text), *_named(catalog, self.text)}


class Named(Struct, frozen=True):
    """A name, alias or id holds one of some texts."""

    texts: tuple[str, ...]

    def among(self, catalog: Catalog) -> set[int]:
        """Where one is found."""
        return {at for text in self.texts for at in _named(catalog, text)}


class Within(Struct, frozen=True):
    """The technology is in one of some categories."""

    categories: frozenset[str]

    def among(self, catalog: Catalog) -> set[int]:
        """What is in them."""
        positions = catalog.positions
        return {
            positions[one]
            for category in self.categories
            for one in catalog.placed.get(category, ())
        }


class OfFact(Struct, frozen=True):
    """Something that the value of an attribute decides."""

    attribute: Attribute

    def accepts(self, value: Value) -> bool:
        """Whether it is true of a technology with this value."""
        raise NotImplementedError

    def among(self, catalog: Catalog) -> set[int]:
        """Where the value is accepted; what has none is not."""
        return {
            at
            for at, value in enumerate(catalog.column(self.attribute.id))
            if value is not None and self.accepts(value)
        }


class OneOf(OfFact, frozen=True):
    """The value, or an item of the list, is one of some choices."""

    choices: frozenset[str]

    def accepts(self, value: Value) -> bool:
        """Whether it is."""
        if isinstance(value, tuple):
            return not self.choices.isdisjoint(value)
        return isinstance(value, str) and value in self.choices


class YesNo(OfFact, frozen=True):
    """The answer is one of some."""

    answers: frozenset[bool]

    def accepts(self, value: Value) -> bool:
        """Whether it is."""
        return isinstance(value, bool) and value in self.answers


class Says(OfFact, frozen=True):
    """A text, or an item of a list, holds one of some texts."""

    texts: tuple[str, ...]
    how: Callable[[str, str], bool]
    """Takes the folded value and the text."""

    def accepts(self, value: Value) -> bool:
        """Whether it does."""
        if isinstance(value, str):
            values = [fold(value)]
        elif isinstance(value, tuple):
            values = [fold(item) for item in value]
        else:
            return False
        return any(self.how(value, text) for value in values for text in self.texts)


class Compares(OfFact, frozen=True):
    """The value stands in an order to one of some others."""

    sign: str
    to: tuple[float | str, ...]

    def accepts(self, value: Value) -> bool:
        """Whether it does."""
        holds = _SIGNS[self.sign]
        if isinstance(value, dict):
            value = latest(value)[1]
        for other in self.to:
            if self.attribute.type is AttributeType.VERSION:
                if holds(sort_key(self.attribute, value), sort_key(self.attribute, other)):
                    return True
            elif isinstance(other, str):
                # A month or a year stands for all of its days.
                if holds(str(value)[: len(other)], other):
                    return True
            elif isinstance(value, int | float) and holds(value, other):
                return True
        return False


class Between(Struct, frozen=True):
    """All of some conditions hold: those of the ends of a range."""

    ends: tuple[Condition, ...]

    def among(self, catalog: Catalog) -> set[int]:
        """Where they do."""
        return set.intersection(*(one.among(catalog) for one in self.ends))


class AnyOf(Struct, frozen=True):
    """One of some conditions holds."""

    conditions: tuple[Condition, ...]

    def among(self, catalog: Catalog) -> set[int]:
        """Where one does."""
        return set().union(*(one.among(catalog) for one in self.conditions))


def _named(catalog: Catalog, text: str) -> Iterator[int]:
    names = catalog.names
    return (names.owners[at] for at in names.folded.find(text))


class _Piece(Struct, frozen=True):
    """One of the values between commas."""

    text: str
    start: int
    end: int


def parse(text: str, catalog: Catalog) -> Query:
    """Understand a query.

    Args:
        text: What a person typed.
        catalog: Whose categories and attributes it is about.

    Returns:
        The query; of blank text, one that everything matches.

    Raises:
        QueryError: If a part of it can't be understood; it says where.
    """
    terms = []
    for start, end in _words(text):
        term = _term(text, start, end, catalog)
        if term is not None:
            terms.append(term)
    return Query(text, tuple(terms))


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end; blanks between quotes part none."""
    start, quoted = -1, False
    for at, character in enumerate(text):
        if character.isspace() and not quoted:
            if start >= 0:
                yield start, at
            start = -1
            continue
        if start < 0:
            start = at
        if character == '"':
            quoted = not quoted
    if start >= 0:
        yield start, len(text)


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    """The values between commas; a comma between quotes parts none."""
    pieces: list[_Piece] = []
    begin, quoted = start, False
    for at in range(start, end + 1):
        if at < end and text[at] == '"':
            quoted = not quoted
        elif at == end or (text[at] == "," and not quoted):
            value = text[begin:at].replace('"', "").strip()
            if value:
                pieces.append(_Piece(value, begin, at))
            begin = at + 1
    return pieces


def _term(text: str, start: int, end: int, catalog: Catalog) -> Term | None:
    typed = text[start:end]
    negated = typed.startswith("-") and len(typed) > 1
    found = _TERM.match(typed)
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
            catalog, key, begin, found["sign"], _pieces(text, start + found.end(), end), end
        )
    return Term(typed, start, end, negated, test)


def _asked(
    catalog: Catalog, key: str, begin: int, sign: str, pieces: list[_Piece], end: int
) -> Condition:
    subject = _subject(catalog, key, begin)
    name = subject if isinstance(subject, str) else subject.id
    if not pieces:
        values = ", ".join(_values(catalog, subject)[:8])
        raise QueryError(
            f"there is nothing after “{key}{sign}”",
            begin,
            end,
            f"known: {values}" if values else "",
        )
    if sign in (":", "="):
        if (
            isinstance(subject, Attribute)
            and subject.type in _ORDERED
            and any(".." in piece.text for piece in pieces)
        ):
            return AnyOf(
                tuple(
                    _range(subject, piece)
                    if ".." in piece.text
                    else _asked(catalog, key, begin, sign, [piece], end)
                    for piece in pieces
                )
            )
        match subject:
            case str() if subject == CATEGORY:
                return Within(frozenset(_categories(catalog, pieces)))
            case str():
                return Named(tuple(fold(piece.text) for piece in pieces))
            case Attribute() if subject.type is AttributeType.YES_NO:
                return YesNo(subject, frozenset(_answer(piece) for piece in pieces))
            case Attribute() if subject.choices:
                return OneOf(
                    subject, frozenset(one for piece in pieces for one in _choices(subject, piece))
                )
            case Attribute() if subject.type in _FIGURES:
                sign = "="
            case Attribute():
                texts = tuple(fold(piece.text) for piece in pieces)
                if sign == "=":
                    if subject.type is AttributeType.VERSION:
                        return Compares(subject, sign, texts)
                    return Says(subject, texts, operator.eq)
                if subject.type in (AttributeType.DATE, AttributeType.VERSION):
                    return Says(subject, texts, _part_begins)
                if subject.type is AttributeType.LIST:
                    return Says(subject, texts, _word_begins)
                return Says(subject, texts, operator.contains)
    if isinstance(subject, str) or subject.type not in _ORDERED:
        raise QueryError(
            f"“{name}” has no order, so nothing is “{sign}”",
            begin,
            end,
            f"write {name}:{pieces[0].text}",
        )
    return Compares(subject, sign, tuple(_figure(subject, piece) for piece in pieces))


def _range(attribute: Attribute, piece: _Piece) -> Condition:
    low, _, high = (part.strip() for part in piece.text.partition(".."))
    if not low and not high:
        raise QueryError(
            "a range needs a beginning or an end", piece.start, piece.end, "write 10..20 or 10.."
        )
    ends: list[Condition] = []
    begin = end = None
    if low:
        begin = _figure(attribute, _Piece(low, piece.start, piece.start + len(low)))
        ends.append(Compares(attribute, ">=", (begin,)))
    if high:
        end = _figure(attribute, _Piece(high, piece.end - len(high), piece.end))
        ends.append(Compares(attribute, "<=", (end,)))
    # A month may stand on one side and its year on the other.
    within = isinstance(begin, str) and isinstance(end, str) and begin.startswith(end)
    turned = None not in (begin, end) and not within
    if turned and sort_key(attribute, begin or 0) > sort_key(attribute, end or 0):
        hint = f"write {high}..{low}"
        raise QueryError("the range ends before it begins", piece.start, piece.end, hint)
    return Between(tuple(ends))


def _part_begins(value: str, text: str) -> bool:
    """Whether 16 is the beginning of 16.2; it is none of 160."""
    return value.startswith(text) and not value[len(text) : len(text) + 1].isdigit()


def _word_begins(value: str, text: str) -> bool:
    return value.startswith(text) or f" {text}" in value


def _figure(attribute: Attribute, piece: _Piece) -> float | str:
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


def _answer(piece: _Piece) -> bool:
    word = piece.text.casefold()
    for answer, words in ((True, ("yes", "true")), (False, ("no", "false"))):
        if any(one.startswith(word) for one in words):
            return answer
    raise QueryError(
        f"“{piece.text[:40]}” is neither yes nor no", piece.start, piece.end, "write yes or no"
    )


def _choices(attribute: Attribute, piece: _Piece) -> list[str]:
    found = _meant(piece.text, attribute.choices)
    if not found:
        raise QueryError(
            f"{attribute.id} is never “{piece.text[:40]}”",
            piece.start,
            piece.end,
            _suggest(
                piece.text, [*attribute.choices, *attribute.choices.values()], attribute.choices
            ),
        )
    return found


def _categories(catalog: Catalog, pieces: Iterable[_Piece]) -> Iterator[str]:
    names = {key: category.name for key, category in catalog.categories.items()}
    for piece in pieces:
        found = _meant(piece.text, names)
        if not found:
            raise QueryError(
                f"there is no category “{piece.text[:40]}”",
                piece.start,
                piece.end,
                _suggest(piece.text, [*names, *names.values()], names),
            )
        waiting = list(found)
        while waiting:
            category = waiting.pop()
            yield category
            waiting.extend(child.id for child in catalog.children(category))


def _meant(word: str, labels: dict[str, str]) -> list[str]:
    """The ids that a word means: the one it is, else those that begin so, else those with a word that does."""
    word = _plain(word)
    both = {key: (_plain(key), _plain(label)) for key, label in labels.items()}
    for test in (
        lambda name: name == word,
        lambda name: name.startswith(word),
        lambda name: f"_{word}" in name,
    ):
        found = [key for key, names in both.items() if any(map(test, names))]
        if found:
            return found
    return []


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", fold(name))


def find_category(catalog: Catalog, name: str) -> str:
    """The id of the category with this id or name, or the only one that begins so.

    Raises:
        QueryError: If there is none, or more than one; its hint names the nearest.
    """
    names = {key: category.name for key, category in catalog.categories.items()}
    found = _meant(name, names)
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"“{name[:40]}” could be several categories", 0, len(name), _or(found))
    raise QueryError(
        f"there is no category “{name[:40]}”",
        0,
        len(name),
        _suggest(name, [*names, *names.values()], names),
    )


def find_attribute(catalog: Catalog, name: str) -> Attribute:
    """The attribute with this id or name, or the only one whose id or name begins so.

    Raises:
        QueryError: If there is none, or more than one; its hint names the nearest.
    """
    found = _subject(catalog, name, 0, with_own=False)
    assert isinstance(found, Attribute)
    return found


def _subject(catalog: Catalog, key: str, begin: int, with_own: bool = True) -> Attribute | str:
    word = _plain(key)
    own = (CATEGORY, NAME) if with_own else ()
    if word in own:
        return word
    names = {one.id: (_plain(one.id), _plain(one.name)) for one in catalog.attributes.values()}
    for at in (0, 1):
        for attribute, both in names.items():
            if both[at] == word:
                return catalog.attributes[attribute]
    begins = [one for one, both in names.items() if word and any(n.startswith(word) for n in both)]
    begins += [one for one in own if word and one.startswith(word)]
    if len(begins) == 1:
        return catalog.attributes.get(begins[0], begins[0])
    end = begin + len(key)
    if begins:
        raise QueryError(f"“{key[:40]}” could be several attributes", begin, end, _or(begins))
    known = [*own, *catalog.attributes, *(one.name for one in catalog.attributes.values())]
    raise QueryError(
        f"there is no attribute “{key[:40]}”",
        begin,
        end,
        _suggest(key, known, [*own, *catalog.attributes]),
    )


def _or(names: Sequence[str]) -> str:
    shown = list(names[:6])
    return "write " + (", ".join(shown[:-1]) + " or " + shown[-1] if len(shown) > 1 else shown[0])


def _suggest(word: str, known: Iterable[str], listed: Iterable[str]) -> str:
    from techtui.catalog.format.messages import closest, suggest

    meant = closest(word, known)
    return f"did you mean “{meant}”?" if meant else suggest("", listed)


# Completion ---------------------------------------------------------------------------------------


def word_at(text: str, cursor: int) -> int:
    """Where the word begins that `complete` would replace up to the cursor."""
    for start, end in _words(text[:cursor]):
        if end == len(text[:cursor]):
            return start
    return len(text[:cursor])


def complete(text: str, cursor: int, catalog: Catalog) -> list[str]:
    """What the word at the cursor could become.

    Args:
        text: A query, perhaps half typed.
        cursor: How many characters are before the cursor.
        catalog: Whose categories and attributes it is about.

    Returns:
        Whole words, to stand instead of what is between `word_at` and the cursor, in the order of the catalog.
    """
    cursor = max(0, min(cursor, len(text)))
    word = text[word_at(text, cursor) : cursor]
    found = _TERM.match(word)
    if found is None:
        dash = "-" if word.startswith("-") else ""
        begun = _plain(word[len(dash) :])
        names = {CATEGORY: CATEGORY, NAME: NAME}
        names |= {one.id: one.name for one in catalog.attributes.values()}
        return [
            f"{dash}{key}:"
            for key, name in names.items()
            if _plain(key).startswith(begun) or _plain(name).startswith(begun)
        ]
    if found["sign"] not in (":", "=") or not found["key"]:
        return []
    try:
        subject = _subject(catalog, found["key"], 0)
    except QueryError:
        return []
    values = word[found.end() :]
    comma = found.end() + _last_comma(values) + 1
    begun = _plain(word[comma:].replace('"', ""))
    return [
        word[:comma] + (f'"{value}"' if re.search(r"[\s,]", value) else value)
        for value in _values(catalog, subject)
        if _plain(value).startswith(begun)
    ]


def _last_comma(text: str) -> int:
    last, quoted = -1, False
    for at, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            last = at
    return last


_MOST_VALUES: Final = 200


def _values(catalog: Catalog, subject: Attribute | str) -> list[str]:
    """What can stand behind the colon, as far as it is known beforehand."""
    if isinstance(subject, str):
        if subject == CATEGORY:
            return list(catalog.categories)
        return [
            one.id
            for _, one in zip(range(_MOST_VALUES), catalog.technologies.values(), strict=False)
        ]
    if subject.type is AttributeType.YES_NO:
        return ["yes", "no"]
    if subject.choices:
        return list(subject.choices)
    if subject.type is not AttributeType.LIST:
        return []
    items: dict[str, None] = {}
    for technology in catalog.technologies.values():
        fact = technology.facts.get(subject.id)
        if fact is not None and isinstance(fact.value, tuple):
            items |= dict.fromkeys(item for item in fact.value if '"' not in item)
            if len(items) >= _MOST_VALUES:
                break
    return list(items)[:_MOST_VALUES]


# Order --------------------------------------------------------------------------------------------


def sort_technologies(
    catalog: Catalog, technologies: Iterable[Technology], key: str, reverse: bool = False
) -> list[Technology]:
    """Technologies in another order.

    Args:
        catalog: Whose attributes and categories give the order.
        technologies: What to sort; equal ones stay as they are.
        key: ``name``, ``category`` (the order of the tree), or an attribute as in a query.
        reverse: Whether the highest comes first.

    Returns:
        The technologies, lowest first. Those without a value come last either way.

    Raises:
        QueryError: If there is nothing to sort by under that name.
    """
    subject = _subject(catalog, key, 0)
    if subject == NAME:
        return by_name(technologies, reverse)
    if subject == CATEGORY:
        places = {category: at for at, category in enumerate(_tree_order(catalog))}
        return sorted(technologies, key=lambda one: places.get(one.category, 0), reverse=reverse)
    assert isinstance(subject, Attribute)
    return by_attribute(subject, technologies, reverse)


def _tree_order(catalog: Catalog) -> Iterator[str]:
    waiting = list(reversed(catalog.children()))
    while waiting:
        category = waiting.pop()
        yield category.id
        waiting.extend(reversed(catalog.children(category.id)))
