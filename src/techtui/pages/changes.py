"""The page of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from techtui.catalog.changes import Change, kinds_of
from techtui.catalog.refs import Ref
from techtui.pages.document import (
    Block,
    Document,
    Heading,
    Item,
    Paragraph,
    Span,
    line_of,
    pairs,
)
from techtui.pages.items import origin_of

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_OTHERS: Final = (
    ("source", "Says no date", "the date is that of its oldest source"),
    ("checked", "Checked", "the fact was true on that day"),
)
"""Dates on which nothing need have happened."""


def changes_page(
    catalog: Catalog, changes: Sequence[Change], today: date, where: str = "", kind: str = ""
) -> Document:
    """Return the page of recent changes, newest first, and what is to come within a year.

    Args:
        catalog: The catalog.
        changes: The changes, newest first.
        today: The day that separates past from future.
        where: The category or list they are from; empty for the whole catalog.
        kind: The kind of all of them; empty for several.
    """
    kinds = kinds_of(catalog, changes)
    about = [where or catalog.title, *([kinds[kind]] if kind in kinds else [])]
    blocks = _blocks(catalog, changes, kinds, today, not kind)
    return Document("What's new", " · ".join(about), blocks, origin_of(catalog))


def _blocks(
    catalog: Catalog,
    changes: Sequence[Change],
    kinds: dict[str, str],
    today: date,
    name_kinds: bool,
) -> Iterator[Block]:
    if not changes:
        yield Paragraph(line_of("Nothing here has a date.", "muted"))
    happened = [one for one in changes if one.basis in ("value", "text")]
    ahead = [one for one in happened if one.day > today]
    if ahead:
        yield Heading("Coming up", aside="within a year, the soonest first")
        yield from _listed(catalog, reversed(ahead), kinds, name_kinds)
    past = (one for one in happened if one.day <= today)
    for year, those in groupby(past, key=lambda one: one.day.year):
        yield Heading(str(year))
        yield from _listed(catalog, those, kinds, name_kinds)
    for basis, heading, beside in _OTHERS:
        if rest := [one for one in changes if one.basis == basis]:
            yield Heading(heading, aside=beside)
            yield from _listed(catalog, rest, kinds, name_kinds)


def _listed(
    catalog: Catalog, changes: Iterable[Change], kinds: dict[str, str], name_kinds: bool
) -> Iterator[Block]:
    yield from pairs(
        (Span(one.day_text, "muted"), _item(catalog, one, kinds if name_kinds else {}))
        for one in changes
    )


def _item(catalog: Catalog, one: Change, kinds: dict[str, str]) -> Item:
    technology = catalog.technologies[one.technology]
    name = Span(technology.name, "", Ref("technology", technology.id))
    # A fact begins with the name of its attribute; a correction does not say what it is about.
    label = kinds.get(one.kind, "") if one.basis in ("text", "source") else ""
    said = f"{label}: {one.text}" if label and not one.text.startswith(label) else one.text
    return Item((name, Span(f": {said}")))
