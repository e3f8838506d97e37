"""The data of a website for searching, filtering and comparing: files that a page loads on demand.

They are scripts that pass on a value, because a page opened from the disk may load nothing else. They contain lists instead of
objects keyed by id: in JavaScript, some texts are special keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from techtui.catalog.folding import fold
from techtui.catalog.model import AttributeType
from techtui.catalog.places import path_text, paths_text
from techtui.publish.addresses import segment
from techtui.publish.facts import Facts

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog

CATEGORY: Final = "category"
"""The key of the filter by categories."""
WORDS: Final = "q"
"""The key of the words to find."""
_MOST_CHOICES: Final = 60
_FILTERED: Final = (AttributeType.CHOICE, AttributeType.YES_NO, AttributeType.LIST)


def files(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield the data files: path and content."""
    yield "data/names.js", _script("names", _names(catalog))
    yield "data/texts.js", _script("texts", catalog.texts.all())
    yield "data/filters.js", _script("filters", _filters(catalog))
    facts = Facts(catalog)
    yield "data/attributes.js", _script("attributes", facts.attributes())
    for technology in catalog.technologies.values():
        name = f"facts/{segment(technology.id)}"
        yield f"data/{name}.js", _script(name, facts.of(technology))


def _script(name: str, value: object) -> str:
    # ASCII, so that no character ends a line of JavaScript.
    written = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return f"techtui.take({json.dumps(name)},{written});\n"


def _names(catalog: Catalog) -> dict[str, object]:
    """Return the names, which are searched first. Technologies, categories and concepts are lists of folder, name and a few more words."""
    folded, owners, kinds = catalog.names
    return {
        "names": folded.all(),
        "owners": list(owners),
        "kinds": list(kinds),
        "technologies": [
            [
                segment(one.id),
                one.name,
                paths_text(catalog, one),
                one.tagline,
            ]
            for one in catalog.technologies.values()
        ],
        "categories": [
            [segment(one.id), catalog.category_names[one.id], fold(one.name)]
            for one in catalog.categories.values()
        ],
        "concepts": [
            [segment(one.id), one.title, fold(one.title)] for one in catalog.concepts.values()
        ],
    }


def _filters(catalog: Catalog) -> list[dict[str, object]]:
    """Return the filters: their names, choices, and for each technology the positions of its choices."""
    return [
        _categories(catalog),
        *filter(None, (_filter(catalog, one) for one in catalog.shown_attributes)),
    ]


def _categories(catalog: Catalog) -> dict[str, object]:
    at = {one: position for position, one in enumerate(catalog.categories)}
    return {
        "key": CATEGORY,
        "name": "Category",
        "choices": [
            [segment(one.id), path_text(catalog, one.id)] for one in catalog.categories.values()
        ],
        "values": [
            # Each once: two categories of an entry may have the same parent.
            list(dict.fromkeys(at[each.id] for own in one.categories for each in catalog.path(own)))
            for one in catalog.technologies.values()
        ],
    }


def _filter(catalog: Catalog, attribute: Attribute) -> dict[str, object] | None:
    """Return the filter of an attribute with few different values; None for others."""
    order = choices_offered(catalog, attribute)
    if not order:
        return None
    column = [_items(value) for value in catalog.column(attribute.id)]
    at = {item: position for position, item in enumerate(order)}
    return {
        "key": filter_key(attribute),
        "name": attribute.name,
        "choices": [[segment(one), attribute.choices.get(one, one)] for one in order],
        "values": [[at[item] for item in items] for items in column],
    }


def filter_key(attribute: Attribute) -> str:
    """Return the key of an attribute's filter in the URL of a list; unlike those of categories and words."""
    key = segment(attribute.id)
    # In the name of a folder, no ~ is the last sign.
    return f"~{key}~" if key in (CATEGORY, WORDS) else key


def choices_offered(catalog: Catalog, attribute: Attribute) -> Sequence[str]:
    """Return the choices of an attribute's filter, in order; empty for an attribute without one."""
    if attribute.type not in _FILTERED:
        return ()
    column = [_items(value) for value in catalog.column(attribute.id)]
    met = {item: None for items in column for item in items}
    order = [
        *(one for one in attribute.choices if one in met),
        *(one for one in met if one not in attribute.choices),
    ]
    return order if 2 <= len(order) <= _MOST_CHOICES else ()


def _items(value: object) -> Sequence[str]:
    match value:
        case bool():
            return ("yes",) if value else ("no",)
        case str():
            return (value,)
        case tuple():
            return value
        case _:
            return ()
