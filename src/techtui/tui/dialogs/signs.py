"""The signs of each screen and their meanings, for the help."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

from techtui.catalog.comparison import Verdict
from techtui.catalog.headings import CORRECTIONS, TEXTS
from techtui.catalog.neighbours import COMPARED_KINDS
from techtui.pages.document import (
    BETTER_SIGN,
    DIFFERENT_SIGN,
    GENERAL_SIGN,
    GENERAL_TEXT,
    WEAK_SIGN,
    WEAK_TEXT,
)
from techtui.pages.items import TEXT_SIGNS
from techtui.pages.related import RELATION_SIGNS
from techtui.pages.values import UNKNOWN
from techtui.shelf.model import SHORTLIST_SIGN, Status

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

Sign: TypeAlias = tuple[str, str]
"""A sign, and its meaning in a few words."""

_MOST_LOOKED_AT: Final = 1_000
"""The number of technologies that are checked for kinds of relations."""

_NONE: Final = " "
"""Shown where a row has no sign."""
_MARKED: Final = ("✓", "marked for comparing")
_LISTED: Final = (SHORTLIST_SIGN, "on your shortlist")
_ORDER: Final = ("↑ ↓", "sorted from the least or the first; from the most or the last")

_FIXED: Final[dict[str, tuple[Sign, ...]]] = {
    "compare": (
        (Verdict.DIFFERENT.sign, "differs"),
        (Verdict.SAME.sign, "the same"),
        (Verdict.MISSING.sign, "known for some only"),
        (_NONE, "no sign: each has its own, such as its website"),
        (BETTER_SIGN, "the better value, where there is an order"),
        ("*", "an item that not all lists have"),
        ("━╸─", "a bar: its whole length is the most there can be"),
    ),
    "table": (_MARKED, _LISTED, _ORDER, ("›", "the row you are on"), (UNKNOWN, "not known")),
    "decide": (
        ("█", "points that are sure"),
        ("▒", "points that what is not known may add"),
        ("?", "may be out: whether it meets a must is not known"),
        ("●●●○", "how much it counts: nice, useful, important, decisive"),
        ("!", "left out, because the catalog does not know it"),
    ),
    "learning": (
        ("█ ▓ ▒", "known, learning, wanted"),
        ("✓", "the goal is reached"),
        ("→", "what to learn next"),
        (TEXT_SIGNS["learn"][0], "something to learn from"),
    ),
}
"""Scope -> the signs that do not depend on the catalog."""


def signs_of(scope: str, catalog: Catalog) -> Iterator[tuple[str, tuple[Sign, ...]]]:
    """Yield the signs of a screen, under headings that say where they appear.

    Args:
        scope: The scope of the screen's commands.
        catalog: The catalog; signs that it never needs are left out.
    """
    if scope == "browse":
        yield "Signs in the tree", tuple(_in_the_tree(catalog))
        yield "Signs on a page", tuple(_on_pages(catalog))
    elif scope in _FIXED:
        yield "Signs", _FIXED[scope]


def _in_the_tree(catalog: Catalog) -> Iterator[Sign]:
    yield "▸ ▾", "a closed branch; an open one"
    yield _MARKED
    yield _LISTED
    for one in Status:
        if one is Status.NOT_FOR_ME or (catalog.conventions.learning and one is not Status.NONE):
            yield one.sign, one.label
    yield _ORDER


def _on_pages(catalog: Catalog) -> Iterator[Sign]:
    yield "1 … 9 0", "before a heading: the key that leads there"
    yield "¹ ² ³", "the source of that number, at the end of the page; ⏎ leads there and back"
    yield GENERAL_SIGN, GENERAL_TEXT
    if any(one.weak for one in catalog.sources.values()):
        yield WEAK_SIGN, WEAK_TEXT
    yield "▁▄█", "a figure over the years, the oldest on the left; · a year without one"
    for field, (sign, _) in TEXT_SIGNS.items():
        yield sign, TEXTS[field].lower() if field in TEXTS else CORRECTIONS.lower()
    if catalog.discouraged:
        yield "!", "at the top: not for new use"
    kinds = {
        relation.kind
        for one in islice(catalog.technologies.values(), _MOST_LOOKED_AT)
        for relation in (*one.relations, *one.incoming)
    }
    for kind, sign in RELATION_SIGNS.items():
        if kind in kinds:
            yield sign, kind.replace("_", " ")
    if kinds - set(RELATION_SIGNS):
        yield "→ ←", "another relation, as this side calls it; as the other does"
    if kinds & {kind for kinds in COMPARED_KINDS for kind in kinds}:
        yield DIFFERENT_SIGN, "opens a comparison"
