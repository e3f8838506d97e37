"""The tools for assistants: their arguments, and their answers as pages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta, Struct

from techtui.catalog.entries import Attribute, Category, Concept
from techtui.catalog.lookup import UnknownNameError, find_concept, find_technology
from techtui.catalog.messages import counted
from techtui.catalog.query import QueryError, find_attribute, find_category, select
from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology
    from techtui.pages.document import Document

Explained: TypeAlias = Concept | Attribute | Category
"""What the explain tool can explain."""


class ToolError(Exception):
    """A request that can't be answered; the message says what to ask instead."""


Page = Annotated[int, Meta(ge=1, description="Which part of a long answer.")]
Names = Annotated[
    list[str], Meta(min_length=2, max_length=4, description="Two to four names, ids or aliases.")
]
_QUERY: Final = (
    'Terms that all must hold: "license:permissive", "first_release>2010", "-deployment:managed", "owner:?" for unknown. '
    "Call explain without a name for the attributes."
)


_SOURCES: Final = "Call show for the source and date of each fact."


class SearchArguments(Struct, forbid_unknown_fields=True):
    """Find technologies by name, alias or words of their texts, best match first."""

    words: Annotated[str, Meta(description="A name or a few words; typing errors are forgiven.")]
    page: Page = 1


class ShowArguments(Struct, forbid_unknown_fields=True):
    """Read everything about a technology: what it is, strengths, weaknesses, when to avoid it, every fact with its source."""

    name: Annotated[str, Meta(description="A name, id or alias.")]
    page: Page = 1


class Compare(Struct, forbid_unknown_fields=True):
    """Compare two to four technologies, fact by fact, with the better values marked."""

    names: Names
    only_differences: Annotated[
        bool, Meta(description="Leave out what is the same or missing.")
    ] = True
    page: Page = 1


class List(Struct, forbid_unknown_fields=True):
    """List the technologies that match conditions, in a table with the requested attributes."""

    query: Annotated[str, Meta(description=_QUERY)] = ""
    category: Annotated[str, Meta(description="The id or name of a category.")] = ""
    sort: Annotated[str, Meta(description="An attribute, name or category.")] = ""
    reverse: Annotated[bool, Meta(description="Highest first.")] = False
    columns: Annotated[list[str], Meta(description="Attributes to show.")] = []
    page: Page = 1


class Decide(Struct, forbid_unknown_fields=True):
    """Rank candidates by musts and wants; says why, how certain the result is, and what would change it. Use it before recommending a choice."""

    candidates: Annotated[
        list[str], Meta(description="Two or more technologies; or name a category.")
    ] = []
    category: Annotated[str, Meta(description="All technologies of this category.")] = ""
    musts: Annotated[
        list[str], Meta(description='Terms of the query language, such as "license:permissive".')
    ] = []
    wants: Annotated[
        list[str],
        Meta(
            description="ATTRIBUTE[:GOOD][=IMPORTANCE], with importance 1 nice, 2 useful, 3 important or 5 decisive, such as "
            '"popularity=2", "deployment:managed=5", "max_message_size>=1 MiB=3".'
        ),
    ] = []
    page: Page = 1


class Changes(Struct, forbid_unknown_fields=True):
    """Show changes by date: releases, license changes, support that ends within a year."""

    since: Annotated[
        str, Meta(description="A day, month or year: 2026, 2026-06 or 2026-06-15.")
    ] = ""
    kind: Annotated[str, Meta(description='Only what is about this, such as "license".')] = ""
    category: Annotated[str, Meta(description="Only technologies of this category.")] = ""
    page: Page = 1


class Explain(Struct, forbid_unknown_fields=True):
    """Explain a concept, an attribute or a category; without a name, list all of them with their ids."""

    name: Annotated[str, Meta(description="An id or name.")] = ""
    page: Page = 1


def _search(catalog: Catalog, asked: SearchArguments) -> Document:
    from techtui.catalog.search import Index
    from techtui.pages.listings import hits_page

    index = Index(catalog)
    hits = index.search(asked.words[:1000])
    if not hits:
        near = ", ".join(one.name for one in index.nearest(asked.words[:200]))
        raise ToolError(f"no matches{f'; nearest names: {near}' if near else ''}")
    return hits_page(catalog, hits)


def _show(catalog: Catalog, asked: ShowArguments) -> Document:
    from techtui.pages.technology import technology_page

    return technology_page(catalog, find_technology(catalog, asked.name))


def _compare(catalog: Catalog, asked: Compare) -> Document:
    from techtui.catalog.comparison import compare
    from techtui.pages.comparison import comparison_page

    found = {one.id: one for one in (find_technology(catalog, name) for name in asked.names)}
    if len(found) < 2:
        raise ToolError("these are all the same technology; name two to four")
    compared = compare(catalog, list(found.values()))
    return comparison_page(catalog, compared, asked.only_differences)


def _list(catalog: Catalog, asked: List) -> Document:
    from techtui.pages.listings import COLUMNS, list_page

    found = select(
        catalog,
        asked.query,
        category=asked.category,
        sort=asked.sort,
        reverse=asked.reverse,
    )
    if not found:
        raise ToolError("no technology meets this")
    named = [one if one in COLUMNS else find_attribute(catalog, one).id for one in asked.columns]
    if asked.sort and asked.sort not in COLUMNS:
        named.append(find_attribute(catalog, asked.sort).id)
    columns = dict.fromkeys(("id", "name", "category", *named, "tagline"))
    return list_page(catalog, found, list(columns), f"{len(found)} found")


def _decide(catalog: Catalog, asked: Decide) -> Document:
    from techtui.catalog.decide import Decision, rank
    from techtui.catalog.decide.model import FEWEST_CANDIDATES, MOST_CANDIDATES, among
    from techtui.catalog.decide.terms import understand
    from techtui.catalog.decide.wants import parse_want
    from techtui.pages.decision import decision_page

    if bool(asked.candidates) is bool(asked.category):
        raise ToolError("name candidates or a category, one of both")
    found: list[Technology] = (
        select(catalog, category=asked.category)
        if asked.category
        else [find_technology(catalog, name) for name in asked.candidates]
    )
    ids = tuple(dict.fromkeys(one.id for one in found))
    ids, left_out = among(catalog, ids) if asked.category else (ids, ())
    if not FEWEST_CANDIDATES <= len(ids) <= MOST_CANDIDATES:
        raise ToolError(
            f"{counted(len(ids), 'candidate')}, but only {FEWEST_CANDIDATES} to {MOST_CANDIDATES} can be decided between"
        )
    if not asked.musts and not asked.wants:
        raise ToolError("nothing counts yet; say it with musts or wants")
    for must in asked.musts:
        understand(must, catalog)
    names = [catalog.technologies[one].name for one in ids]
    question = f"{' or '.join(names)}?" if len(names) <= 4 else f"Which of {len(names)}?"
    decision = Decision(question, ids, tuple(asked.musts), left_out=left_out)
    for want in asked.wants:
        decision = decision.with_want(parse_want(want, catalog))
    return decision_page(catalog, rank(decision, catalog))


def _changes(catalog: Catalog, asked: Changes) -> Document:
    from techtui.catalog.changes import changes_of, kinds_of
    from techtui.catalog.folding import fold
    from techtui.pages.changes import changes_page

    today = date.today()
    found = changes_of(catalog, select(catalog, category=asked.category), today)
    if asked.since:
        since = _day(asked.since)
        found = tuple(one for one in found if one.day >= since)
    kind = ""
    if asked.kind:
        kinds = kinds_of(catalog, found)
        meant = [
            one
            for one, name in kinds.items()
            if one == asked.kind or fold(name).startswith(fold(asked.kind))
        ]
        if not meant:
            raise ToolError(f"nothing new is about that; kinds: {', '.join(kinds) or 'none'}")
        kind = meant[0]
        found = tuple(one for one in found if one.kind == kind)
    where = (
        catalog.categories[find_category(catalog, asked.category)].name if asked.category else ""
    )
    return changes_page(catalog, found, today, where, kind)


def _day(text: str) -> date:
    """Return the first day of a date, a month or a year."""
    parts = text.split("-")
    try:
        return date(*map(int, [*parts, *["1"] * (3 - len(parts))]))
    except (TypeError, ValueError):
        raise ToolError("write since as 2026, 2026-06 or 2026-06-15") from None


def _explain(catalog: Catalog, asked: Explain) -> Document:
    from techtui.catalog.folding import fold

    if not asked.name:
        return _contents(catalog)
    wanted = fold(asked.name)
    # An exact name comes before names that begin so.
    named: tuple[Explained, ...] = (
        *catalog.concepts.values(),
        *catalog.attributes.values(),
        *catalog.categories.values(),
    )
    for one in named:
        if wanted in (fold(one.id), fold(_name(one))):
            return _explained(catalog, one)
    finders: tuple[Callable[[Catalog, str], Explained], ...] = (
        *(find_concept, find_attribute, _begun_category),
    )
    for find in finders:
        with suppress(UnknownNameError, QueryError):
            return _explained(catalog, find(catalog, asked.name))
    raise ToolError(
        "there is no concept, attribute or category of this name; explain without a name lists all"
    )


def _begun_category(catalog: Catalog, name: str) -> Category:
    return catalog.categories[find_category(catalog, name)]


def _name(one: Explained) -> str:
    return one.title if isinstance(one, Concept) else one.name


def _explained(catalog: Catalog, one: Explained) -> Document:
    from techtui.pages.category import category_page
    from techtui.pages.concept import attribute_page, concept_page

    match one:
        case Concept():
            return concept_page(catalog, one)
        case Category():
            return category_page(catalog, one)
        case _:
            return attribute_page(catalog, one)


def _contents(catalog: Catalog) -> Document:
    from techtui.pages.contents import attributes, categories
    from techtui.pages.document import Document, Heading
    from techtui.pages.listings import concepts_page

    parts = (
        ("Categories", categories(catalog).page()),
        ("Concepts", concepts_page(catalog)),
        ("Attributes", attributes(catalog).page()),
    )
    blocks = (one for name, page in parts for one in (Heading(name), *page.blocks))
    return Document(catalog.title, "", blocks, "")


class Tool(NamedTuple):
    """A tool.

    Args:
        asked: The type of its arguments; its docstring describes the tool to assistants.
        answer: Makes the page.
        hint: A text below the page, if it names no sources.
    """

    asked: type[Any]
    answer: Callable[[Any, Any], Document]
    hint: str = ""

    @property
    def about(self) -> str:
        """The description of the tool."""
        return " ".join((self.asked.__doc__ or "").split())

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments."""
        (made,) = msgspec.json.schema(self.asked)["$defs"].values()
        return {key: value for key, value in made.items() if key not in ("title", "description")}


TOOLS: Final = {
    "search": Tool(SearchArguments, _search, _SOURCES),
    "show": Tool(ShowArguments, _show),
    "compare": Tool(Compare, _compare),
    "list": Tool(List, _list, _SOURCES),
    "decide": Tool(Decide, _decide),
    "changes": Tool(Changes, _changes),
    "explain": Tool(Explain, _explain),
}
"""Name -> tool."""


def call(catalog: Catalog, name: str, arguments: dict[str, Any]) -> tuple[Document, int]:
    """Call a tool.

    Args:
        catalog: The catalog.
        name: A key of `TOOLS`.
        arguments: The arguments as received.

    Returns:
        The whole answer, and the number of the requested page.

    Raises:
        ToolError: If there is no such tool, the arguments are invalid, or nothing answers them.
    """
    tool = TOOLS.get(name)
    if tool is None:
        raise ToolError(f"there is no tool of this name; tools: {', '.join(TOOLS)}")
    known = [one.encode_name for one in msgspec.structs.fields(tool.asked)]
    if unknown := [one for one in arguments if one not in known]:
        raise ToolError(
            f"{name} has no argument “{one_line(unknown[0])[:60]}”; it has {', '.join(known)}"
        )
    try:
        asked = msgspec.convert(arguments, tool.asked)
        return tool.answer(catalog, asked), asked.page
    except (msgspec.ValidationError, UnknownNameError, QueryError) as error:
        raise ToolError(str(error)) from None
