"""The parts of a catalog: frozen values.

Nothing here names a technology: those all come from a catalog file (see ``docs/catalog-format.md``).
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    pass

GENERAL_KNOWLEDGE: Final = "general knowledge"
"""What a fact names as its source when no document backs it. Never an id, because ids have no blanks."""

Value: TypeAlias = str | bool | int | float | tuple[str, ...] | dict[int, float]
"""The value of a fact. A date is ISO 8601 text; a series maps a moment (see
`techtui.catalog.moments`) to a number; of a table it is the first column, as texts."""

Cell: TypeAlias = str | bool | int | float | tuple[str, ...]
"""What a cell of a table holds: the value of its column."""

TableRow: TypeAlias = tuple[Cell | None, ...]
"""A row of a table, a cell for each column in their order; None where nothing is known. The first cell is always known."""

Missing: TypeAlias = Literal["not found", "does not apply"]
"""Why a fact has no value."""


Role: TypeAlias = Literal["good", "ok", "caution", "bad"]
"""How a choice is meant, which gives it its colour."""


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
        """Whether the cells of a table may be of it."""
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
"""What an audit can compare the values of an attribute with, and the types that it can have then."""


class Source(Struct, frozen=True):
    """A document that backs facts."""

    id: str
    title: str
    url: str = ""
    """Its address; empty when the source is not on the web. `techtui.catalog.links.link_kind` says what may be done with it."""
    date: datetime.date | None = None
    """The document's own date; of a document that changes, of the edition that was read."""
    read: datetime.date | None = None
    """The day it was read."""
    weak: bool = False
    """Whether it is a weak witness: a private page, a consultant's, a copy, or an onlooker's."""

    @property
    def day(self) -> datetime.date | None:
        """The day until which it can speak: its own, or that on which it was read."""
        return self.date or self.read


class Question(Struct, frozen=True):
    """Something to ask oneself when choosing. At most one of `query` and `compare` says where a yes leads."""

    text: str
    query: str = ""
    """What is left if so, as a query; empty for none."""
    compare: tuple[str, ...] = ()
    """Ids of the technologies to set side by side; empty for none."""


class Category(Struct, frozen=True):
    """A branch of the tree."""

    id: str
    name: str
    parent: str = ""
    """The id of the category above; empty at the top."""
    summary: str = ""
    how_to_choose: tuple[Question, ...] = ()
    """Questions to decide between the technologies of this category."""
    concepts: tuple[str, ...] = ()
    """Ids of the concepts one should know to choose here."""
    sources: tuple[str, ...] = ()


class Concept(Struct, frozen=True):
    """An idea explained in a paragraph."""

    id: str
    title: str
    text: str
    see_also: tuple[str, ...] = ()
    """Ids of further concepts."""
    technologies: tuple[str, ...] = ()
    """Ids of technologies that show the idea."""
    sources: tuple[str, ...] = ()


# Most attributes and facts leave most of their fields empty: left out, they are stored and read in two thirds of the time.
class Attribute(Struct, frozen=True, omit_defaults=True):
    """Something a fact can be about."""

    id: str
    name: str
    type: AttributeType
    group: str = ""
    """The heading under which it is shown."""
    categories: tuple[str, ...] = ()
    """The categories, with all below them, whose technologies have it; empty means all."""
    unit: str = ""
    """The unit of its numbers, such as ``%`` or ``MiB``."""
    better: Literal["higher", "lower", ""] = ""
    """Which end is preferable. For choices, higher means further down the list of choices."""
    choices: dict[str, str] = {}
    """For ``choice`` and ``list``: what is offered, in order, as id -> label."""
    choice_help: dict[str, str] = {}
    """What choices mean: id -> a sentence; of those that say so."""
    choice_roles: dict[str, Role] = {}
    """How choices are meant: id -> role; of those that say so."""
    help: str = ""
    """What the attribute means, for readers who do not know it."""
    concept: str = ""
    """The id of the concept behind it."""
    website: bool = False
    """Whether a link of it is the website of a technology."""
    discouraged: tuple[str, ...] = ()
    """For choices: those that mean a technology should not be taken any more; ids of `choices`."""
    columns: tuple[Attribute, ...] = ()
    """For tables: what their cells are about, the first being what tells rows apart. Their ids are such as ``releases.eol``."""
    table: str = ""
    """Of a column: the id of its table; empty for all else."""
    hidden: bool = False
    """Whether it stands on no page, in no comparison and in no column; queries and data have it all the same."""
    comparable: bool = True
    """Whether values of two technologies can be the same. A link, an owner or a port says which thing it is: that they differ says nothing."""
    audit: str = ""
    """What an audit compares its values with, a key of `AUDITS`; empty for nothing."""

    @property
    def key(self) -> str:
        """The key of its values in the file: its id, or what is behind the id of its table."""
        return self.id[len(self.table) + 1 :] if self.table else self.id


class Fact(Struct, frozen=True, omit_defaults=True):
    """What is known of one technology in one respect."""

    value: Value | None = None
    """None exactly when `missing` says why."""
    sources: tuple[str, ...] = ()
    """Source ids, or `GENERAL_KNOWLEDGE`. Empty: the catalog does not say where it comes from."""
    as_of: datetime.date | None = None
    note: str = ""
    missing: Missing | None = None
    layer: str = ""
    """The catalog file it came from when that is not the first; empty otherwise."""
    title: str = ""
    """Of a link: what is shown in place of its address."""
    rows: tuple[TableRow, ...] = ()
    """Of a table: its rows, in the order of the file."""
    history: dict[int, str] = {}
    """Of a choice over time: moment (see `techtui.catalog.moments`) -> choice, in their order; the last one is the value."""


class Point(Struct, frozen=True):
    """One strength, weakness, use or correction."""

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
    """Something to learn from."""

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
    """One entry of the catalog."""

    id: str
    name: str
    category: str
    """The id of its category; of several, the main one."""
    aliases: tuple[str, ...] = ()
    tagline: str = ""
    summary: str = ""
    sources: tuple[str, ...] = ()
    """What its texts rest on."""
    strengths: tuple[Point, ...] = ()
    weaknesses: tuple[Point, ...] = ()
    best_for: tuple[Point, ...] = ()
    avoid_when: tuple[Point, ...] = ()
    used_by: tuple[Usage, ...] = ()
    relations: tuple[Relation, ...] = ()
    learn: tuple[Resource, ...] = ()
    corrections: tuple[Point, ...] = ()
    """Where common belief is wrong or outdated."""
    incoming: tuple[Relation, ...] = ()
    """What others say of it, as `techtui.catalog.relations` finds it: each names who says so."""
    facts: dict[str, Fact] = {}
    """Attribute id -> fact."""
    endoflife: str = ""
    """The product of endoflife.date it is audited by; empty for one that goes by its id, name or an alias."""
    survey: tuple[str, ...] = ()
    """What surveys call it; empty for its name and aliases."""
    also_in: tuple[str, ...] = ()
    """The ids of further categories it belongs to."""

    @property
    def categories(self) -> tuple[str, ...]:
        """The ids of all its categories, the main one first."""
        return (self.category, *self.also_in)


IMPORTANCES: Final = {"nice": 1, "useful": 2, "important": 3, "decisive": 5}
"""How much something can count in a decision: word -> weight."""


class Want(Struct, frozen=True):
    """An attribute that counts in a decision."""

    attribute: str
    """Its id."""
    importance: float = 2
    """How much it counts beside others; only the ratio matters."""
    good: tuple[str, ...] = ()
    """What is good: wanted values, a target such as ``>= 16``, or ``higher`` or ``lower``; empty for the attribute's own order."""
    why: str = ""
    """Why it counts; may be empty."""


class Template(Struct, frozen=True):
    """What usually counts in a kind of decision: where one can start from."""

    id: str
    name: str
    """The kind of decision, such as ``A queue for a small team``."""
    category: str
    """The id of the category whose technologies, with all below, are the candidates."""
    summary: str = ""
    musts: tuple[str, ...] = ()
    """Terms of the query language."""
    wants: tuple[Want, ...] = ()


class Conventions(Struct, frozen=True):
    """How a catalog wants to be shown."""

    noun: tuple[str, str] = ("technology", "technologies")
    """What one of its entries is called, and what several are."""
    learning: bool = True
    """Whether there is something to learn: a status for each entry, and a screen that says how far one is."""
    popularity: str = ""
    """The id of the attribute whose numbers say how much an entry is used; empty if none does."""
    markdown: bool = False
    """Whether summaries, explanations and points are written in Markdown."""
