"""Products of endoflife.date, matched by the names of catalog entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.versions import version_key
from techtui.importing.endoflife_products import (
    ACTIVE,
    CYCLE,
    ENDED,
    EXTENDED,
    LONG_TERM,
    ProductFile,
    first_words,
    latest_of,
)
from techtui.importing.inference import day
from techtui.importing.texts import items_of, rows_of, slug, words_of

if TYPE_CHECKING:
    from techtui.catalog.model import Technology

NO_PRODUCT: Final = "none"
"""The product of an entry that must not be matched with any."""


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release line that is maintained on its own, such as 3.15.

    Args:
        name: The name.
        long_term: Whether it is supported longer than others, and still is.
        latest: Its newest version; may be empty.
        latest_on: The release date of that version.
        ends: ``support``, ``eol`` and ``extendedSupport`` -> the last day of each, if known.
    """

    name: str
    long_term: bool
    latest: str
    latest_on: date | None
    ends: dict[str, date]


@dataclass(frozen=True, slots=True)
class Product:
    """A product with its lines, newest first.

    Args:
        id: Its name in URLs.
        title: Its title.
        words: Its other ids.
        lines: Its lines.
    """

    id: str
    title: str
    words: frozenset[str]
    lines: tuple[ReleaseLine, ...]

    @property
    def newest(self) -> ReleaseLine | None:
        """The line with the newest version."""
        told = [one for one in self.lines if one.latest]
        return max(told, key=lambda one: version_key(one.latest), default=None)

    @property
    def long_term(self) -> ReleaseLine | None:
        """The newest of the long-term lines."""
        return next((one for one in self.lines if one.long_term), None)

    def line_of(self, version: str) -> ReleaseLine | None:
        """Return the line of a version: of lines such as 2 and 2.568, the more specific."""
        key = version_key(version)
        found = [
            line
            for line in self.lines
            if version_key(line.name) == key or f"{version}.".startswith(f"{line.name}.")
        ]
        return max(found, key=lambda one: len(one.name), default=None)


class Products:
    """All products in a copy of endoflife.date.

    Args:
        files: The product files.
        today: The day for which lines are long-term.
    """

    def __init__(self, files: Iterable[ProductFile], today: date) -> None:
        self._by_word: dict[str, Product] = {}
        found = [_product(one, today) for one in files if one.releases]
        # An id wins over other names of another product.
        for product in found:
            self._by_word.setdefault(product.id, product)
        for product in found:
            for word in product.words:
                self._by_word.setdefault(word, product)
        self.count = len(found)

    def named(self, word: str) -> Product | None:
        """Return the product with an id or another name."""
        return self._by_word.get(slug(word))

    def of(self, technology: Technology) -> Product | None:
        """Return the product of an entry: the one it names, or else one that matches its id, its name or an alias."""
        if technology.endoflife:
            return self.named(technology.endoflife)
        words = (technology.id, technology.name, *technology.aliases)
        return next((found for one in words if (found := self.named(one)) is not None), None)


def _product(file: ProductFile, today: date) -> Product:
    raw = file.product
    title = first_words(raw, ("title", "label", "name"))
    # A product file has the name of the product; the API has it in a field.
    name = words_of(raw.get("name")) or title
    others = [*items_of(raw.get("aliases")), *items_of(raw.get("alternate_urls"))]
    others = [one.strip("/") for one in others if one.strip("/")]
    return Product(
        slug(name),
        title or name,
        frozenset(slug(one) for one in (name, title, *others) if one),
        tuple(_line(one, today) for one in rows_of(file.releases) if first_words(one, CYCLE)),
    )


def _line(raw: dict[str, Any], today: date) -> ReleaseLine:
    latest, latest_on = latest_of(raw)
    ends = (("support", ACTIVE), ("eol", ENDED), ("extendedSupport", EXTENDED))
    days = {name: day(first_words(raw, keys)) for name, keys in ends}
    ended = max((one for one in days.values() if one is not None), default=None)
    is_over = ended < today if ended is not None else first_words(raw, ENDED) == "true"
    return ReleaseLine(
        first_words(raw, CYCLE),
        _has_come(raw, today) and not is_over,
        latest,
        day(latest_on),
        {name: one for name, one in days.items() if one is not None},
    )


def _has_come(raw: dict[str, Any], today: date) -> bool:
    """Return whether a date or flag of a line is in effect."""
    for key in LONG_TERM:
        told = words_of(raw.get(key))
        begins = day(told)
        if begins is not None:
            return begins <= today
        if told in ("true", "false"):
            return told == "true"
    return False
