"""The finders of pickers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from techtui.catalog.folding import fold
from techtui.catalog.model import Catalog, Technology
from techtui.catalog.neighbours import suggested_beside
from techtui.catalog.search import Index
from techtui.pages.prose import plain
from techtui.tui.choices.matcher import Choice, Finder, matcher
from techtui.tui.choices.sorting import Sort, ways_to_sort

_ASIDE = 160
"""Characters of an explanation that a list shows at most."""
_MOST_SUGGESTED = 12
_OWN_THEMES = "techtui-"
"""The prefix of the names of our own themes."""


def technology_finder(
    catalog: Catalog, without: Sequence[str], first: str = "", hidden: Collection[str] = ()
) -> Finder:
    """Return a finder of technologies to compare.

    Args:
        catalog: The catalog.
        without: Ids that are chosen already.
        first: The id to offer first while nothing is typed.
        hidden: Ids that the user hides.
    """
    index = Index(catalog)

    def nothing_typed() -> list[Technology]:
        found: dict[str, Technology] = {}
        if first:
            found[first] = catalog.technologies[first]
        chosen = [catalog.technologies[one] for one in without]
        for other in suggested_beside(catalog, chosen, _MOST_SUGGESTED):
            found.setdefault(other.id, other)
        for one in without:
            for other in catalog.members(catalog.technologies[one].category)[:100]:
                found.setdefault(other.id, other)
        for other in catalog.technologies.values():
            if len(found) > 100:
                break
            found.setdefault(other.id, other)
        return list(found.values())

    def find(text: str) -> list[Choice]:
        if fold(text):
            technologies = [catalog.technologies[hit.technology] for hit in index.search(text)]
        else:
            technologies = nothing_typed()
        return [
            Choice(one.id, one.name, one.tagline)
            for one in technologies
            if one.id not in without and one.id not in hidden
        ]

    return find


def _begin(text: str) -> str:
    return " ".join(text[: 2 * _ASIDE].split())[:_ASIDE]


def explanation_finder(catalog: Catalog) -> Finder:
    """Return a finder of concepts and attributes; ids are ``concept ID`` and ``attribute ID``."""
    choices = [
        *(
            Choice(f"concept {one.id}", one.title, _begin(plain(catalog, one.text)))
            for one in catalog.concepts.values()
        ),
        *(
            Choice(f"attribute {one.id}", one.name, _begin(text), one.id.replace("_", " "))
            for one in catalog.shown_attributes
            if (text := one.help or ", ".join(one.choices.values()))
        ),
    ]
    return matcher(choices)


def sort_finder(catalog: Catalog, now: Sort) -> Finder:
    """Return a finder of sort orders; ids are ``ATTRIBUTE`` or ``ATTRIBUTE reverse``.

    The current order is offered reversed, so that picking it again reverses it.
    """
    choices = []
    for way in ways_to_sort(catalog):
        offered = Sort(way.by, not now.reverse) if way.by and way.by == now.by else way
        aside = catalog.attributes[way.by].group if way.by in catalog.attributes else ""
        choices.append(
            Choice(
                f"{offered.by} reverse" if offered.reverse else offered.by,
                offered.title(catalog),
                aside,
                current=way.by == now.by,
            )
        )
    return matcher(choices)


def theme_finder(names: Sequence[str], now: str) -> Finder:
    """Return a finder of themes; our own come first.

    Args:
        names: The names of all themes.
        now: The name of the current theme.
    """
    own = [name for name in names if name.startswith(_OWN_THEMES)]
    others = sorted(name for name in names if not name.startswith(_OWN_THEMES))
    return matcher([Choice(name, name, current=name == now) for name in [*own, *others]])
