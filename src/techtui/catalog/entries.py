"""The parts of a catalog: frozen values.

No technology is named here: they all come from catalog files (see ``docs/catalog-format.md``).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from msgspec import Struct

GENERAL_KNOWLEDGE: Final = "general knowledge"
"""The source of a fact that no document backs. Never an id, because ids contain no blanks."""

POINTS: Final = ("strengths", "weaknesses", "best_for", "avoid_when", "corrections")
"""The fields of a technology that hold points."""

Value: TypeAlias = str | bool | int | float | tuple[str, ...] | dict[int, float]
"""The value of a fact. A date is ISO 8601 text; a series maps a moment (see `techtui.catalog.moments`) to a number; the value of
a table is its first column, as texts."""

Cell: TypeAlias = str | bool | int | float | tuple[str, ...]
"""The content of a table cell: a value of its column."""

TableRow: TypeAlias = tuple[Cell | None, ...]
"""A row of a table, a cell for each column in order; None if unknown. The first cell is always known."""

Missing: TypeAlias = Literal["not found", "does not apply"]
"""Why a fact has no value."""


Role: TypeAlias = Literal["good", "ok", "caution", "bad"]
"""The meaning of a choice, which determines its colour."""


class AttributeType(StrEnum):
    """How the values of an attribute are written, shown, compared, filtered and sorted."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LIST = "list"
    YEAR = "year"
    DATE = "date"
    VERSION = "version"
    MONEY = "money"
    LINK = "link"
    SERIES = "series"
    TABLE = "table"

    @property
    def in_columns(self) -> bool:
        """Whether a table column may have this type."""
        return self not in (AttributeType.SERIES, AttributeType.TABLE)


AUDITS: Final = {
    "endoflife.latest": (AttributeType.VERSION, AttributeType.TEXT),
    "endoflife.latestReleaseDate": (AttributeType.DATE,),
    "endoflife.lts": (AttributeType.VERSION, AttributeType.TEXT),
    "endoflife.support": (AttributeType.DATE,),
    "endoflife.eol": (AttributeType.DATE,),
    "endoflife.extendedSupport": (AttributeType.DATE,),
    "survey.used": (AttributeType.SERIES,),
    "survey.admired": (AttributeType.SERIES,),
}
"""What an audit can compare the values of an attribute with -> the attribute types allowed for it."""


class Source(Struct, frozen=True):
    """A document that backs facts."""

    id: str
    title: str
    url: str = ""
    """Its URL; empty if it is not on the web. `techtui.catalog.links.link_kind` says what may be done with it."""
    date: datetime.date | None = None
    """The document's own date; for a living document, that of the version that was read."""
    read: datetime.date | None = None
    """The day it was read."""
    weak: bool = False
    """Whether it is weak evidence: a private page, a consultant's, a copy, or an outsider's."""

    @property
    def day(self) -> datetime.date | None:
        """The day up to which it is evidence: its own date, or the day it was read."""
        return self.date or self.read


class Question(Struct, frozen=True):
    """A question to ask when choosing. At most one of `query` and `compare` says where a yes leads."""

    text: str
    query: str = ""
    """A query for what remains after a yes; empty for none."""
    compare: tuple[str, ...] = ()
    """Ids of technologies to compare after a yes; empty for none."""


class Category(Struct, frozen=True):
    """A branch of the tree."""

    id: str
    name: str
    parent: str = ""
    """The id of the parent category; empty at the top."""
    summary: str = ""
    how_to_choose: tuple[Question, ...] = ()
    """Questions that help to choose between the technologies of this category."""
    concepts: tuple[str, ...] = ()
    """Ids of concepts to know before choosing."""
    sources: tuple[str, ...] = ()


class Concept(Struct, frozen=True):
    """An idea, explained in a paragraph."""

    id: str
    title: str
    text: str
    see_also: tuple[str, ...] = ()
    """Ids of related concepts."""
    technologies: tuple[str, ...] = ()
    """Ids of technologies that illustrate the idea."""
    sources: tuple[str, ...] = ()


# Most attributes and facts leave most fields empty: omitting defaults makes storing and reading a third faster.
class Attribute(Struct, frozen=True, omit_defaults=True):
    """What facts can be about."""

    id: str
    name: str
    type: AttributeType
    group: str = ""
    """The heading it is shown under."""
    categories: tuple[str, ...] = ()
    """The categories (including their children) whose technologies have it; empty for all."""
    unit: str = ""
    """The unit of its numbers, such as ``%`` or ``MiB``."""
    better: Literal["higher", "lower", ""] = ""
    """Which end is better. For choices, higher means further down the list."""
    choices: dict[str, str] = {}
    """For ``choice`` and ``list``: the choices in order, id -> label."""
    choice_help: dict[str, str] = {}
    """The meaning of choices: id -> a sentence, for those that have one."""
    choice_roles: dict[str, Role] = {}
    """The role of choices: id -> role, for those that have one."""
    help: str = ""
    """An explanation for readers who do not know it."""
    concept: str = ""
    """The id of the related concept."""
    website: bool = False
    """Whether its link is the website of a technology."""
    discouraged: tuple[str, ...] = ()
    """For choices: ids of those that mean a technology is discouraged."""
    columns: tuple[Attribute, ...] = ()
    """For tables: the columns; the first one identifies rows. Their ids are such as ``releases.eol``."""
    table: str = ""
    """For a column: the id of its table; otherwise empty."""
    hidden: bool = False
    """Whether it is left out of pages, comparisons and columns; queries and data still have it."""
    comparable: bool = True
    """Whether equal values mean anything. A link, an owner or a port identifies a technology: differences mean nothing."""
    audit: str = ""
    """What an audit compares its values with, a key of `AUDITS`; empty for nothing."""

    @property
    def key(self) -> str:
        """The key of its values in the file: its id, for a column without that of its table."""
        return self.id[len(self.table) + 1 :] if self.table else self.id


class Fact(Struct, frozen=True, omit_defaults=True, gc=False):
    """What is known about one attribute of one technology."""

    value: Value | None = None
    """None exactly if `missing` says why."""
    sources: tuple[str, ...] = ()
    """Source ids, or `GENERAL_KNOWLEDGE`. If empty, the catalog names no source."""
    as_of: datetime.date | None = None
    note: str = ""
    missing: Missing | None = None
    layer: str = ""
    """The catalog file it comes from, if that is not the first; otherwise empty."""
    title: str = ""
    """For a link: the text shown instead of its URL."""
    rows: tuple[TableRow, ...] = ()
    """For a table: its rows, in file order."""
    history: dict[int, str] = {}
    """For a choice over time: moment (see `techtui.catalog.moments`) -> choice, in order; the last one is the value."""


class Point(Struct, frozen=True):
    """A strength, weakness, use or correction."""

    text: str
    sources: tuple[str, ...] = ()


class Usage(Struct, frozen=True):
    """A user of a technology, such as a company."""

    name: str
    note: str = ""
    sources: tuple[str, ...] = ()


class Relation(Struct, frozen=True):
    """A link from one technology to another."""

    kind: str
    """A verb phrase in snake case, such as ``alternative_to``."""
    technology: str
    """The id of the other technology."""
    note: str = ""

    @property
    def label(self) -> str:
        """The kind as words: ``alternative to``."""
        return self.kind.replace("_", " ")


class Resource(Struct, frozen=True):
    """A learning resource."""

    title: str
    url: str
    provider: str = ""
    kind: str = ""
    cost: Literal["free", "paid", ""] = ""
    price: str = ""
    level: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    """What backs the price."""


class Technology(Struct, frozen=True):
    """An entry of the catalog."""

    id: str
    name: str
    category: str
    """The id of its category; if there are several, the main one."""
    aliases: tuple[str, ...] = ()
    tagline: str = ""
    summary: str = ""
    sources: tuple[str, ...] = ()
    """What its texts are based on."""
    strengths: tuple[Point, ...] = ()
    weaknesses: tuple[Point, ...] = ()
    best_for: tuple[Point, ...] = ()
    avoid_when: tuple[Point, ...] = ()
    used_by: tuple[Usage, ...] = ()
    relations: tuple[Relation, ...] = ()
    learn: tuple[Resource, ...] = ()
    corrections: tuple[Point, ...] = ()
    """Common misconceptions, corrected."""
    incoming: tuple[Relation, ...] = ()
    """Relations from others, found by `techtui.catalog.relations`; each names the other technology."""
    facts: dict[str, Fact] = {}
    """Attribute id -> fact."""
    endoflife: str = ""
    """Its product on endoflife.date, for audits; empty to match by id, name or alias."""
    survey: tuple[str, ...] = ()
    """Its names in surveys; empty to match by name and aliases."""
    also_in: tuple[str, ...] = ()
    """The ids of its other categories."""

    @property
    def categories(self) -> tuple[str, ...]:
        """The ids of all its categories, the main one first."""
        return (self.category, *self.also_in)

    @property
    def points(self) -> Iterator[Point]:
        """The points of all `POINTS`."""
        return (point for field in POINTS for point in getattr(self, field))

    @property
    def cited_in_texts(self) -> Iterator[str]:
        """The ids of the sources that its texts cite; some several times."""
        yield from self.sources
        parts: tuple[Point | Usage | Resource, ...] = (*self.points, *self.used_by, *self.learn)
        for one in parts:
            yield from one.sources

    @property
    def cited(self) -> Iterator[str]:
        """The ids of the sources that its texts and facts cite; some several times."""
        yield from self.cited_in_texts
        for fact in self.facts.values():
            yield from fact.sources


class Outline(Struct, frozen=True):
    """A technology without its texts and facts: what names and places it, and relates it to others.

    Every stored technology can be decoded as its outline, in a sixth of the time.
    """

    id: str
    name: str
    category: str
    aliases: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    incoming: tuple[Relation, ...] = ()
    also_in: tuple[str, ...] = ()

    @property
    def categories(self) -> tuple[str, ...]:
        """As `Technology.categories`."""
        return (self.category, *self.also_in)


IMPORTANCES: Final = {"nice": 1, "useful": 2, "important": 3, "decisive": 5}
"""The importance of a criterion: word -> weight."""


class Want(Struct, frozen=True):
    """An attribute that is a criterion of a decision."""

    attribute: str
    """The id of the attribute."""
    importance: int | float = 2
    """Its weight relative to others. A decoder keeps a whole number whole: one that comes from a cache is written as 3, not as 3.0."""
    good: tuple[str, ...] = ()
    """What is good: wanted values, a target such as ``>= 16``, or ``higher`` or ``lower``; empty for the attribute's own order."""
    why: str = ""
    """Why it counts; may be empty."""


class Template(Struct, frozen=True):
    """Common criteria for a kind of decision, to start from."""

    id: str
    name: str
    """The kind of decision, such as ``A queue for a small team``."""
    category: str
    """The id of the category (including its children) whose technologies are the candidates."""
    summary: str = ""
    musts: tuple[str, ...] = ()
    """Terms of the query language."""
    wants: tuple[Want, ...] = ()


class Conventions(Struct, frozen=True):
    """How a catalog should be presented."""

    noun: tuple[str, str] = ("technology", "technologies")
    """The singular and the plural for its entries."""
    learning: bool = True
    """Whether entries can be learned: each has a status, and a screen shows the progress."""
    popularity: str = ""
    """The id of the attribute whose numbers say how much an entry is used; empty if there is none."""
    markdown: bool = False
    """Whether summaries, explanations and points are Markdown."""
