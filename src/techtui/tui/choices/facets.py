"""The choices of filters: attributes, and their values with the number of technologies that have them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from techtui.catalog.folding import fold
from techtui.catalog.model import Attribute, AttributeType, Catalog, Value
from techtui.catalog.query.wording import written_key, written_value
from techtui.catalog.query_values import as_value
from techtui.catalog.sort_keys import latest
from techtui.pages.values import amount_text, count_text, item_text
from techtui.tui.choices.item_words import beginnings
from techtui.tui.choices.matcher import Choice, Finder, matcher

FACETS = (
    AttributeType.CHOICE,
    AttributeType.LIST,
    AttributeType.YES_NO,
    AttributeType.SERIES,
    AttributeType.NUMBER,
    AttributeType.MONEY,
    AttributeType.YEAR,
    AttributeType.DATE,
    AttributeType.VERSION,
    AttributeType.TEXT,
)
"""The types whose values can be chosen, in the order they are offered."""

_TYPED = FACETS[3:]
"""The types whose values can also be typed: ``>20``, ``2010..2020``, or part of a text."""

MOST_COUNTED = 10_000
"""With more technologies, the list of attributes does not count how many have a value: it would take too long."""


def attribute_finder(catalog: Catalog, shown: Sequence[str]) -> Finder:
    """Return a finder of attributes; those with the same value everywhere are left out.

    Args:
        catalog: The catalog.
        shown: The ids of the technologies to filter.
    """
    return matcher(_attributes(catalog, shown))


def facet_finder(catalog: Catalog, shown: Sequence[str]) -> Finder:
    """Return a finder of attributes, table columns and values from vocabularies, by any of their words; ids of values are query terms.

    Args:
        catalog: The catalog.
        shown: The ids of the technologies to filter.
    """
    attributes = _attributes(catalog, shown, for_queries=True)
    by_name = matcher(attributes)

    @cache
    def by_value() -> Finder:
        # Counted at the first letter.
        return matcher([*attributes, *_vocabulary(catalog, shown)])

    def find(text: str) -> list[Choice]:
        return by_value()(text) if fold(text) and len(shown) <= MOST_COUNTED else by_name(text)

    return find


def is_term(catalog: Catalog, key: str) -> bool:
    """Return whether an id from `facet_finder` is a query term, rather than an attribute, a column or the word ``category``."""
    return key != "category" and key not in catalog.attributes and key not in catalog.columns


def narrowed_finder(catalog: Catalog, shown: Sequence[str], terms: Sequence[str]) -> Finder | None:
    """Return a finder of further choices.

    Args:
        catalog: The catalog.
        shown: The ids of the technologies to filter.
        terms: The terms chosen so far.

    Returns:
        The finder; None if one of the ids is not a term.
    """
    if not all(is_term(catalog, one) for one in terms):
        return None
    return facet_finder(catalog, left(catalog, shown, terms))


def left(catalog: Catalog, shown: Sequence[str], terms: Sequence[str]) -> Sequence[str]:
    """Return the ids that match all terms of a query.

    Args:
        catalog: The catalog.
        shown: The ids to filter.
        terms: The terms; without any, all ids match.
    """
    # Imported at the first choice.
    from techtui.catalog.query import parse

    return parse(" ".join(terms), catalog).select(catalog, shown) if terms else shown


def _attributes(catalog: Catalog, shown: Sequence[str], for_queries: bool = False) -> list[Choice]:
    counted = len(shown) <= MOST_COUNTED
    is_shown = _flags(catalog, shown)
    offered = [*catalog.shown_attributes]
    if for_queries:
        columns = catalog.columns.values()
        offered += [one for one in columns if not catalog.attributes[one.table].hidden]
        offered = [one for one in offered if _is_asked_by_id(catalog, one)]
    choices = [Choice("category", "Category", count_text(len(shown), catalog.conventions.noun))]
    for kind in FACETS:
        for one in offered:
            if one.type is kind:
                count = _count_known(catalog, one, is_shown) if counted else len(shown)
                group = catalog.attributes[one.table].group if one.table else one.group
                told = " · ".join(filter(None, (group, f"known for {count}" if counted else "")))
                choices += (
                    [Choice(one.id, name_of(catalog, one), told, words_of(one))] if count else []
                )
    return choices


def _is_asked_by_id(catalog: Catalog, attribute: Attribute) -> bool:
    return written_key(catalog, attribute) == attribute.id


def _vocabulary(catalog: Catalog, shown: Sequence[str]) -> Iterator[Choice]:
    for one in catalog.shown_attributes:
        of_words = one.choices and one.type in (AttributeType.CHOICE, AttributeType.LIST)
        if of_words and _is_asked_by_id(catalog, one):
            for term, name, count in _values(one, _known(catalog, one, shown)):
                if count:
                    key = term.partition(":")[2].strip('"').replace("-", " ").replace("_", " ")
                    told = " · ".join(filter(None, (one.name, _written(term, name), str(count))))
                    yield Choice(term, name, told, alias=key)


def _written(term: str, name: str) -> str:
    """Return how a query writes a value, if its name does not tell."""
    written = term.partition(":")[2].strip('"')
    words = fold(written.replace("-", " ").replace("_", " "))
    return "" if words in fold(name.replace("-", " ")) else written


def value_finder(catalog: Catalog, key: str, shown: Sequence[str]) -> Finder:
    """Return a finder of an attribute's values, each with its count; ids are query terms.

    Args:
        catalog: The catalog.
        key: The id of the attribute or column, or ``category``.
        shown: The ids of the technologies to filter.
    """
    if key == "category":
        counts: Counter[str] = Counter()
        for places, count in Counter(map(catalog.categories_of, shown)).items():
            above = {one.id for place in places for one in catalog.path(place)}
            counts.update(dict.fromkeys(above, count))
        counted = [
            (f"category:{as_value(key)}", catalog.category_names[key], counts[key])
            for key in catalog.categories
        ]
    else:
        attribute = catalog.attributes.get(key) or catalog.columns[key]
        known = _known(catalog, attribute, shown)
        counted = _values(attribute, known)
        if attribute.table:
            # A technology may have several cells, so each term is evaluated.
            counted = [(term, name, _count(catalog, term, shown)) for term, name, _ in counted]
        if attribute.discouraged:
            counted.insert(0, _without_discouraged(attribute, known, len(shown)))
        has_it = _count_known(catalog, attribute, _flags(catalog, shown))
        if has_it < len(shown):
            counted.append((f"{key}:?", "unknown", len(shown) - has_it))
            counted.append((f"-{key}:?", "known", has_it))
    choices = [
        Choice(term, name, _counted(count, term, name), term.replace("_", " "))
        for term, name, count in counted
        if count
    ]
    find = matcher(choices)
    typeable = catalog.attributes.get(key) or catalog.columns.get(key)
    if typeable is None or typeable.type not in _TYPED:
        return find

    def find_or_take(text: str) -> list[Choice]:
        typed = _typed(catalog, typeable, text, shown)
        found = find(text)
        # A bare number may be one of the values offered; an operator is always part of a typed term.
        first = text.strip()[:1] in ("<", ">", "=") or ".." in text
        return [*typed, *found] if first else [*found, *typed]

    return find_or_take


def _counted(count: int, term: str, name: str) -> str:
    """Return a count, and how a query writes a choice."""
    # Of other terms, the name is the value itself.
    written = "" if term.startswith("-") or term.endswith(":?") else _written(term, name)
    return f"{count} · {written}" if written else str(count)


def name_of(catalog: Catalog, attribute: Attribute) -> str:
    """Return the name of an attribute; for a column, after the name of its table."""
    if not attribute.table or catalog.attributes[attribute.table].type is AttributeType.CHOICE:
        return attribute.name
    return f"{catalog.attributes[attribute.table].name}: {attribute.name}"


def words_of(attribute: Attribute) -> str:
    """Return the words that find an attribute besides its name: its id, its meaning, its choices."""
    choices = (f"{key} {label}" for key, label in attribute.choices.items())
    return " ".join((attribute.id.replace("_", " "), attribute.help, *choices))


def hint_for(attribute: Attribute | None) -> str:
    """Return what can be typed to choose a value of an attribute."""
    if attribute is None or attribute.type not in _TYPED:
        return "Value"
    match attribute.type:
        case AttributeType.TEXT:
            return "Some words of it"
        case AttributeType.YEAR:
            return "Choose, or type >2010 or 2010..2020"
        case AttributeType.DATE:
            return "Choose, or type >2025-06 or 2024..2025"
        case _:
            return "Choose, or type >20 or 10..20"


def _typed(catalog: Catalog, attribute: Attribute, text: str, shown: Sequence[str]) -> list[Choice]:
    """Return what was typed as a filter, with its count, if it is one."""
    # Imported at the first letter.
    from techtui.catalog.query import QueryError, parse

    words = " ".join(text.replace('"', "").split())
    if not words or (words == "?" and attribute.type is not AttributeType.TEXT):
        return []  # the sign for unknown values is offered already
    if attribute.type is AttributeType.TEXT:
        term, name = f"{attribute.id}:{written_value(words)}", f"contains “{words}”"
    else:
        words = words.replace(" ", "")
        term = f"{attribute.id}{words}" if words[0] in "<>=" else f"{attribute.id}:{words}"
        name = words
    try:
        query = parse(term, catalog)
    except QueryError:
        return []
    return [Choice(term, name, str(len(query.select(catalog, shown))))]


def _count(catalog: Catalog, term: str, shown: Sequence[str]) -> int:
    from techtui.catalog.query import QueryError, parse

    try:
        return len(parse(term, catalog).select(catalog, shown))
    except QueryError:
        return 0  # an id that can't be typed in a query


def _flags(catalog: Catalog, shown: Sequence[str]) -> bytes:
    """Return a byte for each technology of the catalog: 1 if it is shown, else 0."""
    if len(shown) == len(catalog):
        return b"\1" * len(catalog)
    flags = bytearray(len(catalog))
    for one in shown:
        flags[catalog.positions[one]] = 1
    return bytes(flags)


def _count_known(catalog: Catalog, attribute: Attribute, is_shown: bytes) -> int:
    if attribute.table:
        from techtui.catalog.query.conditions import Known

        return sum(is_shown[at] for at in Known(attribute).among(catalog))
    # As integers, one operation combines all of them.
    having, shown = (
        int.from_bytes(one, "little") for one in (catalog.having(attribute.id), is_shown)
    )
    return (having & shown).bit_count()


def _known(catalog: Catalog, attribute: Attribute, shown: Sequence[str]) -> list[Value]:
    if attribute.table:
        at = catalog.columns_of(attribute.table).index(attribute)
        rows = catalog.rows(attribute.table)
        cells = (row[at] for one in shown for row in rows[catalog.positions[one]])
        return [cell for cell in cells if cell is not None]
    column = catalog.column(attribute.id)
    if len(shown) < len(column):
        column = [column[catalog.positions[one]] for one in shown]
    return [value for value in column if value is not None]


def _without_discouraged(
    attribute: Attribute, known: Sequence[Value], shown: int
) -> tuple[str, str, int]:
    """Return a choice that leaves out discouraged technologies."""
    terms = ",".join(filter(None, map(written_value, attribute.discouraged)))
    labels = ", ".join(item_text(attribute, one) for one in attribute.discouraged)
    left = shown - sum(value in attribute.discouraged for value in known)
    return f"-{attribute.id}:{terms}", f"all but {labels}", left


def _values(attribute: Attribute, known: Sequence[Value]) -> list[tuple[str, str, int]]:
    match attribute.type:
        case AttributeType.YES_NO:
            return [
                (f"{attribute.id}:{word}", word, known.count(answer))
                for word, answer in (("yes", True), ("no", False))
            ]
        case AttributeType.CHOICE | AttributeType.LIST:
            counts = Counter(
                item
                for value in known
                for item in (value if isinstance(value, tuple) else (str(value),))
            )
            items = list(attribute.choices) or sorted(
                counts, key=lambda item: (-counts[item], item.casefold())
            )
            unlike = frozenset[str]() if attribute.choices else beginnings(items)
            return [
                (
                    f"{attribute.id}{'=' if item in unlike else ':'}{written}",
                    item_text(attribute, item),
                    counts[item],
                )
                for item in items
                if (written := written_value(item))
            ]
        case AttributeType.TEXT | AttributeType.VERSION:
            texts = Counter(map(str, known))
            return [
                (f"{attribute.id}={written}", text, count)
                for text, count in sorted(texts.items(), key=lambda one: (-one[1], one[0]))
                # Two points would mean a range.
                if (written := written_value(text))
                and (attribute.type is AttributeType.TEXT or ".." not in text)
            ]
        case AttributeType.DATE:
            dates = sorted(map(str, known))
            years = sorted({one[:4] for one in dates})
            return [
                (
                    f"{attribute.id}>={year}-01-01",
                    f"since {year}",
                    len(dates) - bisect_left(dates, year),
                )
                for year in years
            ]
        case _:
            return _bounds(attribute, known)


def _bounds(attribute: Attribute, known: Sequence[Value]) -> list[tuple[str, str, int]]:
    """Return “at least” and “below” for figures, at marks that split them evenly."""
    numbers = sorted(
        latest(value)[1] if isinstance(value, dict) else float(value)
        for value in known
        if isinstance(value, dict | int | float)
    )
    marks = sorted({numbers[at * (len(numbers) - 1) // 8] for at in range(9)} if numbers else ())
    counted = [
        (_figure(mark), amount_text(mark, attribute.unit), bisect_left(numbers, mark))
        for mark in marks[1:]
    ]
    return [
        *(
            (f"{attribute.id}>={mark}", f"at least {text}", len(numbers) - at)
            for mark, text, at in counted
        ),
        *((f"{attribute.id}<{mark}", f"below {text}", at) for mark, text, at in counted),
    ]


def _figure(number: float) -> str:
    """Return a number as a query has it: all its digits, without an exponent."""
    text = str(number)
    if "e" in text:
        # Imported here because few numbers are so large or so small.
        from decimal import Decimal

        text = f"{Decimal(text):f}"
    return text.removesuffix(".0")
