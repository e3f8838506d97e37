"""The catalog format, declared once: its tables, their fields and what a field may contain.

The checker, the JSON Schema, the starter catalog and the reference page all derive from `TABLES`.
"""

from __future__ import annotations

from typing import Any, Final, Literal, TypeGuard, get_args

from msgspec import Struct

from techtui.catalog.format.declarations import COLUMN_TYPES
from techtui.catalog.format.kinds import KINDS, REFUSING
from techtui.catalog.model import AUDITS, AttributeType, Role
from techtui.catalog.refs import LEAST_COMPARED, MOST_COMPARED

FORMAT: Final = 1
"""The number of the format that this program reads."""

FieldKind = Literal[
    "text",
    "texts",
    "text_or_texts",
    "date",
    "link",
    "flag",
    "word",
    "ref",
    "refs",
    "labels",
    "columns",
    "entries",
    "facts",
    "value",
    "base",
    "query",
    "terms",
    "wants",
    "ratings",
    "grades",
    "points",
    "basis",
    "values",
]
"""What a field contains.

``text``: a string. ``texts``: a list of strings. ``text_or_texts``: one or a list. ``date``: a TOML date. ``link``: an address. ``flag``: true or false.
``word``: one of `Field.words`; ``texts`` with words: several of them. ``ref``: the id of an entry of the table `Field.refers`. ``refs``: one or
several of them. ``labels``: a list of ids or a table id -> label, or `Field.entry`. ``columns``: a table id -> type, or `Field.entry`. ``entries``: a list of tables made of
`Field.entry`. ``facts``: a table attribute id -> fact. ``value``: what the attribute's type allows.
``base``: ``builtin`` or the relative path of another file. ``query``: a line of the query language.
The others are parts of decisions; see `techtui.catalog.format.decision_fields`.
"""


class Field(Struct, frozen=True):
    """A key of a table.

    Args:
        kind: What it contains.
        help: Its meaning, in a sentence for authors of catalogs.
        required: Whether an entry without it is an error.
        refers: For ``ref`` and ``refs``: the table of the ids.
        words: For ``word`` and ``texts``: the allowed words; empty for any.
        entry: For ``entries``, ``labels`` and ``columns``: the fields of an item.
        bare: For ``entries``: the field that a plain string stands for; empty if an item must be a table.
        many: For ``texts``: their exact number; 0 for any.
        between: For ``refs``: their least and most number; zeros for any.
        limit: For ``text``: the number of characters above which there is a warning; 0 for no limit.
    """

    kind: FieldKind
    help: str
    required: bool = False
    refers: str = ""
    words: tuple[str, ...] = ()
    entry: dict[str, Field] | None = None
    bare: str = ""
    many: int = 0
    between: tuple[int, int] = (0, 0)
    limit: int = 0


TAGLINE_LIMIT: Final = 70
"""The most characters of a tagline, so that it fits on a line of a small terminal."""

SOURCES: Final = Field(
    "refs", "What backs this: source ids, or “general knowledge”.", refers="sources"
)
NOTE: Final = Field("text", "What a reader should know besides; one sentence.")

POINT: Final = {
    "text": Field("text", "The point itself.", required=True),
    "source": SOURCES,
}

USAGE: Final = {
    "name": Field("text", "Who uses it.", required=True),
    "note": NOTE,
    "source": SOURCES,
}

RELATION: Final = {
    "kind": Field("text", "A verb phrase such as alternative_to or fork_of.", required=True),
    "id": Field("ref", "The other technology.", required=True, refers="technologies"),
    "note": Field("text", "What the other one is, or is for: it is read behind its name."),
}

RESOURCE: Final = {
    "title": Field("text", "The name of the resource.", required=True),
    "url": Field("link", "Where it is.", required=True),
    "provider": Field("text", "Who offers it."),
    "kind": Field("text", "Such as docs, tutorial, course, book, video or exercises."),
    "cost": Field("word", "Whether it costs money.", words=("free", "paid")),
    "price": Field("text", "The price where it is known, with currency."),
    "level": Field("word", "The intended readers.", words=("beginner", "intermediate", "advanced")),
    "note": NOTE,
    "source": SOURCES,
}

QUESTION: Final = {
    "text": Field("text", "The question, such that a yes leads somewhere.", required=True),
    "query": Field("query", "What is left after a yes, in the query language."),
    "compare": Field(
        "refs",
        "Two to four technologies to set side by side; in place of a query.",
        refers="technologies",
        between=(LEAST_COMPARED, MOST_COMPARED),
    ),
}

CHOICE: Final = {
    "label": Field("text", "What is shown; its id by default."),
    "help": Field("text", "What the choice means."),
    "role": Field("word", "How it is meant; gives it a colour.", words=get_args(Role)),
}

COLUMN: Final = {
    "name": Field("text", "Its heading; made of its id by default."),
    "type": Field("word", "The type of its cells.", required=True, words=COLUMN_TYPES),
    "unit": Field("text", "The unit of its numbers."),
    "better": Field("word", "Which end is preferable.", words=("higher", "lower")),
    "choices": Field("labels", "For choice and list: what is offered, in order.", entry=CHOICE),
    "help": Field("text", "What it means."),
}

FACT: Final = {
    "value": Field("value", "The value, of the attribute's type."),
    "append": Field("texts", "Of a list, in a layer: what comes after the items below."),
    "source": SOURCES,
    "as_of": Field("date", "The day for which the value holds."),
    "note": NOTE,
    "title": Field("text", "Of a link: what is shown in place of its address."),
    "missing": Field("word", "Why there is no value.", words=("not found", "does not apply")),
}

TABLES: Final[dict[str, dict[str, Field]]] = {
    "catalog": {
        "id": Field("text", "A short name under which your notes are kept; the title by default."),
        "title": Field("text", "What the catalog is about.", required=True),
        "summary": Field("text", "One or two sentences on it."),
        "as_of": Field("date", "The day it was last checked as a whole."),
        "how_to_choose": Field(
            "entries",
            "Where to begin: questions that lead to a part of the catalog.",
            entry=QUESTION,
            bare="text",
        ),
        "headline": Field(
            "refs", "The attributes shown at the very top of a technology.", refers="attributes"
        ),
        "source": Field(
            "refs",
            "What backs every fact of this file that names no source of its own.",
            refers="sources",
        ),
        "noun": Field("texts", "The singular and the plural for its entries.", many=2),
        "learning": Field("flag", "Whether there is something to learn; true by default."),
        "text": Field(
            "word", "How texts are written; plain by default.", words=("plain", "markdown")
        ),
        "popularity": Field(
            "ref",
            "The attribute whose numbers say how much an entry is used.",
            refers="attributes",
        ),
        "ignore": Field(
            "texts",
            "Kinds of problems to leave out.",
            words=tuple(kind for kind in KINDS if kind not in REFUSING),
        ),
        "extends": Field(
            "base", "What this file extends: “builtin”, or a file, by its path from this one."
        ),
    },
    "sources": {
        "title": Field("text", "The title of the document.", required=True),
        "url": Field("link", "Where it is."),
        "date": Field("date", "The document's own date; leave it out where it bears none."),
        "read": Field("date", "The day it was read."),
        "weak": Field(
            "flag",
            "Whether it is a weak source: a private page, a consultant's, a copy, an outsider's.",
        ),
        "note": NOTE,
    },
    "categories": {
        "name": Field("text", "Its name.", required=True),
        "parent": Field("ref", "The category above it.", refers="categories"),
        "summary": Field("text", "What belongs here and what it is for."),
        "how_to_choose": Field(
            "entries",
            "Questions that decide between its technologies.",
            entry=QUESTION,
            bare="text",
        ),
        "concepts": Field("refs", "Concepts to understand before choosing.", refers="concepts"),
        "hidden": Field("flag", "In a layer: hides it, with everything in it."),
        "sources": SOURCES,
    },
    "concepts": {
        "title": Field("text", "Its title.", required=True),
        "text": Field("text", "The explanation, a paragraph.", required=True),
        "see_also": Field("refs", "Related ideas.", refers="concepts"),
        "technologies": Field("refs", "Technologies that illustrate it.", refers="technologies"),
        "sources": SOURCES,
    },
    "attributes": {
        "name": Field("text", "Its name on the screen.", required=True),
        "type": Field(
            "word",
            "The type of its values.",
            required=True,
            words=tuple(AttributeType),
        ),
        "group": Field("text", "The heading under which it appears."),
        "categories": Field(
            "refs", "Which categories have it, with all below; all by default.", refers="categories"
        ),
        "unit": Field("text", "The unit of its numbers."),
        "better": Field("word", "Which end is preferable.", words=("higher", "lower")),
        "choices": Field("labels", "For choice and list: what is offered, in order.", entry=CHOICE),
        "columns": Field(
            "columns",
            "For table: what its cells are about, in order; the first tells rows apart.",
            entry=COLUMN,
        ),
        "website": Field("flag", "For link: whether this is the website, which the key o opens."),
        "discouraged": Field(
            "text_or_texts",
            "For choice: the choices that mean “no longer for new use”, such as hold.",
        ),
        "comparable": Field(
            "flag",
            "Whether two values can be the same; true by default, except for links. If not, they do not count as a difference.",
        ),
        "hidden": Field(
            "flag", "Keeps it off pages, comparisons and columns; queries and data still have it."
        ),
        "audit": Field(
            "word", "What `techtui audit` compares its values with.", words=tuple(AUDITS)
        ),
        "help": Field("text", "What it means, for readers who do not know it."),
        "concept": Field("ref", "The related concept.", refers="concepts"),
    },
    "technologies": {
        "name": Field("text", "Its name.", required=True),
        "category": Field(
            "refs",
            "Where it belongs; of several, the main one first.",
            required=True,
            refers="categories",
        ),
        "aliases": Field("texts", "Other names and abbreviations people type."),
        "tagline": Field("text", "What it is, in one line.", limit=TAGLINE_LIMIT),
        "summary": Field("text", "What it is, in two to four sentences."),
        "sources": SOURCES,
        "strengths": Field("entries", "What it is good at.", entry=POINT, bare="text"),
        "weaknesses": Field("entries", "What it is bad at.", entry=POINT, bare="text"),
        "best_for": Field("entries", "Where it fits.", entry=POINT, bare="text"),
        "avoid_when": Field("entries", "Where it does not fit.", entry=POINT, bare="text"),
        "used_by": Field("entries", "Who uses it.", entry=USAGE, bare="name"),
        "relations": Field("entries", "How it relates to others.", entry=RELATION),
        "learn": Field("entries", "Where to learn it.", entry=RESOURCE),
        "corrections": Field(
            "entries", "Where common belief is wrong or outdated.", entry=POINT, bare="text"
        ),
        "endoflife": Field(
            "text",
            "For audits: its product at endoflife.date, or “none”; else id, name or an alias.",
        ),
        "survey": Field(
            "text_or_texts", "For audits: what surveys call it; else its name and aliases."
        ),
        "facts": Field("facts", "What is known, by attribute."),
        "hidden": Field("flag", "In a layer: hides it, with what refers to it."),
    },
    "decisions": {
        "name": Field("text", "The kind of decision.", required=True),
        "category": Field(
            "ref",
            "Whose technologies, with all below, are the candidates.",
            required=True,
            refers="categories",
        ),
        "summary": Field("text", "For whom it is, and what it leaves out."),
        "musts": Field("terms", "Musts, as query terms."),
        "wants": Field("wants", "The criteria, and how much each counts.", required=True),
    },
}
"""Table -> field -> declaration. All tables except ``catalog`` are keyed by the ids of their entries."""


def is_fact_table(raw: Any) -> TypeGuard[dict[str, Any]]:
    """Return whether ``raw`` describes a fact in a table, rather than being its value.

    A bare series is a TOML table too: its keys are years, or were meant to be.
    """
    if not isinstance(raw, dict):
        return False
    if "value" in raw:
        return True
    return not any(key[:1].isdigit() for key in raw) or not raw.keys().isdisjoint(FACT)
