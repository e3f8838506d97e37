"""The catalog: its parts, and questions about all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from techtui.catalog.cells import cells
from techtui.catalog.entries import (
    AUDITS,
    GENERAL_KNOWLEDGE,
    IMPORTANCES,
    POINTS,
    Attribute,
    AttributeType,
    Category,
    Cell,
    Concept,
    Conventions,
    Fact,
    Missing,
    Outline,
    Point,
    Question,
    Relation,
    Resource,
    Role,
    Source,
    TableRow,
    Technology,
    Template,
    Usage,
    Value,
    Want,
)
from techtui.catalog.movement import columns_of, rows_of
from techtui.catalog.placement import Placement

if TYPE_CHECKING:
    from techtui.catalog.problems import Problem
    from techtui.catalog.search_data import Names, Texts

__all__ = [
    "AUDITS",
    "GENERAL_KNOWLEDGE",
    "IMPORTANCES",
    "POINTS",
    "Attribute",
    "AttributeType",
    "Catalog",
    "Category",
    "Cell",
    "Concept",
    "Conventions",
    "Fact",
    "Missing",
    "Outline",
    "OwnFields",
    "Point",
    "Question",
    "Relation",
    "Resource",
    "Role",
    "Source",
    "TableRow",
    "Technology",
    "Template",
    "Usage",
    "Value",
    "Want",
]


class OwnFields(Struct, frozen=True, array_like=True, kw_only=True):
    """What a catalog holds besides entries, sources and problems. All mappings are by id and in the order of the file."""

    id: str
    """The short name under which a shelf keeps the user's notes about it."""
    title: str
    summary: str = ""
    """One or two sentences about it."""
    as_of: date | None = None
    """The day it was last checked as a whole."""
    headline: tuple[str, ...] = ()
    """Ids of the attributes shown at the top of a technology."""
    layers: tuple[str, ...] = ()
    """The names of the files it was read from, lowest first."""
    categories: dict[str, Category] = {}
    """The branches of the tree."""
    concepts: dict[str, Concept] = {}
    """The explained concepts."""
    attributes: dict[str, Attribute] = {}
    """The attributes of facts."""
    decisions: dict[str, Template] = {}
    """Templates for decisions."""
    conventions: Conventions = Conventions()
    """How to present it."""
    how_to_choose: tuple[Question, ...] = ()
    """Questions that lead to a part of it."""
    problem_count: int = 0
    """The number of errors in the files: parts that were left out, or are shown as plain text."""


class Catalog(Placement):
    """A whole catalog.

    Args:
        own: Its own fields, which are attributes of it, too.
        sources: The sources of facts.
        technologies: The entries.
        problems: What was left out of the files, or could not be understood; of very many, only the first.
        prints: For each layer: the name of a part -> a digest of its text; see `techtui.catalog.format.chunks`. Parts that were
            not used as written have none; empty if unknown.
    """

    def __init__(
        self,
        own: OwnFields,
        *,
        sources: Mapping[str, Source],
        technologies: Mapping[str, Technology],
        problems: Sequence[Problem] = (),
        prints: Sequence[Mapping[str, bytes]] = (),
    ) -> None:
        self.own = own
        self.id = own.id
        self.title = own.title
        self.summary = own.summary
        self.as_of = own.as_of
        self.headline = own.headline
        self.layers = own.layers
        self.categories = own.categories
        self.concepts = own.concepts
        self.attributes = own.attributes
        self.decisions = own.decisions
        self.conventions = own.conventions
        self.how_to_choose = own.how_to_choose
        self.problem_count = own.problem_count
        self.sources = sources
        self.technologies = technologies
        self._problems = problems
        self._prints = prints

    @property
    def prints(self) -> Sequence[Mapping[str, bytes]]:
        """For each layer: the name of a part -> a digest of its text; empty if unknown."""
        return self._prints

    @property
    def problems(self) -> Sequence[Problem]:
        """The errors in the files, in file order; of very many, only the first."""
        return self._problems

    def __len__(self) -> int:
        return len(self.technologies)

    @cached_property
    def name_cells(self) -> Mapping[str, int]:
        """Category id -> the width in cells of the widest name among the technologies directly in it."""
        widest: dict[str, int] = {}
        for one in self.outlines.values():
            taken = cells(one.name)
            for category in one.categories:
                widest[category] = max(taken, widest.get(category, 0))
        return widest

    @cached_property
    def category_names(self) -> Mapping[str, str]:
        """Category id -> its name; names that several share have as much of the path as needed to tell them apart."""
        from techtui.catalog.distinct_names import distinct_names

        return distinct_names(
            {key: [one.name for one in self.path(key)] for key in self.categories}
        )

    @cached_property
    def names(self) -> Names:
        """All names, ids and aliases, folded for searching."""
        from techtui.catalog.search_data import names_of

        return names_of(self.outlines.values())

    @cached_property
    def texts(self) -> Texts:
        """The texts of the technologies, folded for searching."""
        from techtui.catalog.search_data import texts_of

        places = {key: [one.name for one in self.path(key)] for key in self.categories}
        technologies = self.technologies.values()
        return texts_of(technologies, self.attributes, self.concepts.values(), places)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Technology id -> its position in `ids`."""
        return {one: at for at, one in enumerate(self.ids)}

    def column(self, attribute: str) -> Sequence[Value | None]:
        """Return the values of an attribute for all technologies, in the order of `ids`.

        Raises:
            LookupError: If there is no such attribute; it suggests a similar one.
        """
        self.insist_on_attribute(attribute)
        facts = (one.facts.get(attribute) for one in self.technologies.values())
        return [None if fact is None else fact.value for fact in facts]

    def having(self, attribute: str) -> bytes:
        """Return a byte for each technology, in the order of `ids`: 1 if it has a value of an attribute, else 0.

        Raises:
            LookupError: If there is no such attribute; it names one that is called nearly so.
        """
        return bytes(value is not None for value in self.column(attribute))

    def rows(self, table: str) -> Sequence[tuple[TableRow, ...]]:
        """Return the rows of a table for all technologies, in the order of `ids`; empty for those without.

        For a choice over time, these are its movements; see `techtui.catalog.movement`.

        Raises:
            LookupError: If there is no such attribute; it suggests a similar one.
        """
        self.insist_on_attribute(table)
        attribute = self.attributes[table]
        facts = (one.facts.get(table) for one in self.technologies.values())
        return [rows_of(attribute, fact) for fact in facts]

    @cached_property
    def moving(self) -> Sequence[str]:
        """The ids of the attributes that are choices over time for any technology, in catalog order."""
        found = {
            key
            for one in self.technologies.values()
            for key, fact in one.facts.items()
            if fact.history
        }
        return tuple(key for key in self.attributes if key in found)

    def columns_of(self, attribute: str) -> tuple[Attribute, ...]:
        """Return the columns of a table, or the queryable properties of a choice over time; empty for all others."""
        if attribute in self.moving:
            return columns_of(self.attributes[attribute])
        return self.attributes[attribute].columns

    @cached_property
    def columns(self) -> Mapping[str, Attribute]:
        """The columns of all tables by their ids, such as ``releases.eol``."""
        every = (column for key in self.attributes for column in self.columns_of(key))
        return {one.id: one for one in every if one.id not in self.attributes}

    @cached_property
    def discouraged(self) -> frozenset[str]:
        """The ids of the discouraged technologies: those with a choice that says so."""
        return frozenset(
            self.ids[at]
            for attribute in self._discouraging
            for at, value in enumerate(self.column(attribute.id))
            if value in attribute.discouraged
        )

    def why_discouraged(self, technology: Technology) -> str:
        """Return why a technology is discouraged, such as ``on hold``; empty if it is not."""
        for attribute in self._discouraging:
            fact = technology.facts.get(attribute.id)
            if fact is not None and fact.value in attribute.discouraged:
                return attribute.choices[str(fact.value)]
        return ""

    @cached_property
    def _discouraging(self) -> tuple[Attribute, ...]:
        return tuple(one for one in self.attributes.values() if one.discouraged)

    def insist_on_attribute(self, attribute: str) -> None:
        """Check that an attribute exists.

        Raises:
            LookupError: If it does not; the error suggests a similar one.
        """
        if attribute not in self.attributes:
            from techtui.catalog.messages import quoted, suggest

            hint = suggest(attribute, self.attributes)
            raise LookupError(f"there is no attribute “{quoted(attribute)}”; {hint}")

    @cached_property
    def ids(self) -> Sequence[str]:
        """The ids of the technologies, in the order of `names` and `texts`."""
        return tuple(self.technologies)

    def known(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return those ids that are technologies of this catalog, in their order: what was kept or asked for may be gone.

        Args:
            ids: Ids of technologies of another state of the catalog, such as the marks or a shortlist.
        """
        return tuple(one for one in ids if one in self.technologies)

    @cached_property
    def _attributes_by_category(self) -> dict[str, tuple[Attribute, ...]]:
        return {}

    def attributes_of(self, category: str) -> tuple[Attribute, ...]:
        """Return the attributes that technologies of ``category`` have, in catalog order."""
        cached = self._attributes_by_category.get(category)
        if cached is None:
            above = {c.id for c in self.path(category)}
            cached = tuple(
                attribute
                for attribute in self.attributes.values()
                if not attribute.categories or above.intersection(attribute.categories)
            )
            self._attributes_by_category[category] = cached
        return cached

    @cached_property
    def shown_attributes(self) -> tuple[Attribute, ...]:
        """The attributes that pages, comparisons and tables show, in catalog order."""
        return tuple(one for one in self.attributes.values() if not one.hidden)

    def shown_facts_of(self, technology: Technology) -> Iterator[tuple[Attribute, Fact]]:
        """Yield the facts of a technology that pages show, in catalog order, including those without a value."""
        return (each for each in self.facts_of(technology) if not each[0].hidden)

    def facts_of(self, technology: Technology) -> Iterator[tuple[Attribute, Fact]]:
        """Yield the facts of a technology in catalog order, including those without a value."""
        for attribute in self.attributes.values():
            fact = technology.facts.get(attribute.id)
            if fact is not None:
                yield attribute, fact

    def find(self, name: str) -> Technology | None:
        """Return the technology with this id, name or alias, ignoring case, accents and width.

        If several match, the one with the exact spelling is returned.

        Args:
            name: What the user typed.

        Returns:
            The technology, or None if there is none.
        """
        if name in self.technologies:
            return self.technologies[name]
        from techtui.catalog.folding import fold

        folded = fold(name)
        owner = self._owners.get(folded)
        if owner is None:
            return None
        found = self.technologies[self.ids[owner]]
        if name.isascii() and found.name.isascii() and all(map(str.isascii, found.aliases)):
            return found
        return self._written_like(name, folded) or found

    def _written_like(self, name: str, folded: str) -> Technology | None:
        wanted = " ".join(name.casefold().split())
        names = self.names
        for at in names.folded.find(folded):
            one = self.technologies[self.ids[names.owners[at]]]
            if wanted in (own.casefold() for own in (one.name, *one.aliases)):
                return one
        return None

    @cached_property
    def _owners(self) -> dict[str, int]:
        # Names win over ids of others, ids over aliases: the first to use a word keeps it.
        names, owners, kinds = self.names
        folded = names.all()
        found: dict[str, int] = {}
        for wanted in sorted(set(kinds)):
            for name, owner, kind in zip(folded, owners, kinds, strict=True):
                if kind == wanted:
                    found.setdefault(name, owner)
        return found
