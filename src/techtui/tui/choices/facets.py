"""What the facets offer: attributes, and their values with how many technologies have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from techtui.catalog.model import Attribute, AttributeType, Catalog, Value
from techtui.catalog.sort_keys import latest
from techtui.pages.values import amount_text, count_text, item_text
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
"""The types one can choose values of, in the order the panel offers them."""

_TYPED = FACETS[3:]
"""Those where a value can also be typed: ``>20``, ``2010..2020``, or a part of a text."""

MOST_COUNTED = 10_000
"""With more technologies the list of attributes does not say for how many each is known: it would take too long."""


def attribute_finder(catalog: Catalog, shown: Sequence[str]) -> Finder:
    """Finds attributes to filter by; those that tell nothing apart are left out.

    Args:
        catalog: Whose attributes.
        shown: The ids of the technologies to filter.
    """
    counted = len(shown) <= MOST_COUNTED
    choices = []
    for kind in FACETS:
        for one in catalog.shown_attributes:
            if one.type is kind:
                count = len(_known(catalog, one, shown)) if counted else len(shown)
                told = f"{one.group} · known for {count}" if counted else one.group
                choices += [Choice(one.id, one.name, told, words_of(one))] if count else []
    choices.insert(
        0, Choice("category", "Category", count_text(len(shown), catalog.conventions.noun))
    )
    return matcher(choices)


def value_finder(catalog: Catalog, key: str, shown: Sequence[str]) -> Finder:
    """Finds values of an attribute, each with its count; the ids are terms of a query.

    Args:
        catalog: Where the technologies are from.
        key: The id of the attribute, or ``category``.
        shown: The ids of the technologies to filter.
    """
    if key == "category":
        counts: Counter[str] = Counter()
        for places, count in Counter(map(catalog.categories_of, shown)).items():
            above = {one.id for place in places for one in catalog.path(place)}
            counts.update(dict.fromkeys(above, count))
        counted = [
            (f"category:{key}", catalog.category_names[key], counts[key])
            for key in catalog.categories
        ]
    else:
        attribute = catalog.attributes[key]
        known = _known(catalog, attribute, shown)
        counted = _values(attribute, known)
        if attribute.discouraged:
            counted.insert(0, _without_discouraged(attribute, known, len(shown)))
        if len(known) < len(shown):
            counted.append((f"{key}:?", "unknown", len(shown) - len(known)))
            counted.append((f"-{key}:?", "known", len(known)))
    choices = [
        Choice(term, name, str(count), term.replace("_", " "))
        for term, name, count in counted
        if count
    ]
    find = matcher(choices)
    typeable = catalog.attributes.get(key)
    if typeable is None or typeable.type not in _TYPED:
        return find

    def find_or_take(text: str) -> list[Choice]:
        typed = _typed(catalog, typeable, text, shown)
        found = find(text)
        # A bare number may mean one of the values offered; a sign can only mean what was typed.
        first = text.strip()[:1] in ("<", ">", "=") or ".." in text
        return [*typed, *found] if first else [*found, *typed]

    return find_or_take


def words_of(attribute: Attribute) -> str:
    """The words by which an attribute is found, beside its name: its id, its meaning, its choices."""
    choices = (f"{key} {label}" for key, label in attribute.choices.items())
    return " ".join((attribute.id.replace("_", " "), attribute.help, *choices))


def hint_for(attribute: Attribute | None) -> str:
    """What can be typed to choose a value of an attribute."""
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
    """What was typed as a filter of its own, if it is one, with its count."""
    # Imported at the first letter that is typed.
    from techtui.catalog.query import QueryError, parse

    words = " ".join(text.replace('"', "").split())
    if not words or (words == "?" and attribute.type is not AttributeType.TEXT):
        return []  # the sign for what is unknown is offered already
    if attribute.type is AttributeType.TEXT:
        term, name = f"{attribute.id}:{_quoted(words)}", f"contains “{words}”"
    else:
        words = words.replace(" ", "")
        term = f"{attribute.id}{words}" if words[0] in "<>=" else f"{attribute.id}:{words}"
        name = words
    try:
        query = parse(term, catalog)
    except QueryError:
        return []
    return [Choice(term, name, str(len(query.select(catalog, shown))))]


def _known(catalog: Catalog, attribute: Attribute, shown: Sequence[str]) -> list[Value]:
    column = catalog.column(attribute.id)
    if len(shown) < len(column):
        column = [column[catalog.positions[one]] for one in shown]
    return [value for value in column if value is not None]


def _without_discouraged(
    attribute: Attribute, known: Sequence[Value], shown: int
) -> tuple[str, str, int]:
    """What leaves out those that should not be taken any more."""
    terms = ",".join(map(_quoted, attribute.discouraged))
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
            return [
                (f"{attribute.id}:{_quoted(item)}", item_text(attribute, item), counts[item])
                for item in items
            ]
        case AttributeType.TEXT | AttributeType.VERSION:
            texts = Counter(str(value) for value in known if '"' not in str(value))
            return [
                (f"{attribute.id}={_quoted(text)}", text, count)
                for text, count in sorted(texts.items(), key=lambda one: (-one[1], one[0]))
            ]
        case AttributeType.DATE:
            years = sorted({str(value)[:4] for value in known})
            return [
                (
                    f"{attribute.id}>={year}-01-01",
                    f"since {year}",
                    sum(str(value) >= year for value in known),
                )
                for year in years
            ]
        case _:
            numbers = sorted(
                latest(value)[1] if isinstance(value, dict) else float(value)
                for value in known
                if isinstance(value, dict | int | float)
            )
            marks = (
                sorted({numbers[at * (len(numbers) - 1) // 8] for at in range(9)})
                if numbers
                else []
            )
            at_least = [
                (
                    f"{attribute.id}>={mark:g}",
                    f"at least {amount_text(mark, attribute.unit)}",
                    sum(one >= mark for one in numbers),
                )
                for mark in marks[1:]
            ]
            below = [
                (
                    f"{attribute.id}<{mark:g}",
                    f"below {amount_text(mark, attribute.unit)}",
                    sum(one < mark for one in numbers),
                )
                for mark in marks[1:]
            ]
            return [*at_least, *below]


def _quoted(item: str) -> str:
    plain = item.replace('"', "")
    bare = plain and plain != "?" and not any(sign in plain for sign in ' ,:<>="\t')
    return plain if bare else f'"{plain}"'
