"""What is searched for, and what a catalog answers: one value each, and one function between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from techtui.catalog.folding import fold
from techtui.catalog.refs import Ref
from techtui.tui.choices.sorting import Sort

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology
    from techtui.catalog.query import Query, Term
    from techtui.catalog.search import Index
    from techtui.shelf import Entry

_MOST_NAMED: Final = 3
"""How many concepts, and how many categories, stand above what is found."""
_MOST_NEAR: Final = 5
"""How many names are offered where nothing is found."""
_ELSEWHERE: Final = 9
"""The rank of what does not match by its name."""


class Search(NamedTuple):
    """What is asked for."""

    text: str = ""
    """A query, perhaps half typed."""
    only_shortlist: bool = False
    """Whether to find only what is on the shortlist."""
    hides_unwanted: bool = False
    """Whether to leave out what is not for the person."""
    sort: Sort = Sort()
    """The order where no words are searched for; with words, the best match comes first."""


class Found(NamedTuple):
    """A catalog and what a search found in it: one value, since hits mean nothing in another catalog."""

    catalog: Catalog | None = None
    hits: tuple[str, ...] | None = None
    """The ids of the technologies to show; None shows all."""
    named: tuple[Ref, ...] = ()
    """Concepts and categories whose name is searched for, best first."""
    best: Ref | None = None
    """What is meant most likely, where words are searched for."""
    words: tuple[str, ...] = ()
    """The words that are looked for in texts; with any, `hits` begin with the best match."""
    filters: tuple[str, ...] = ()
    """The filters, as they were written."""
    problem: str = ""
    """What of the query is not understood; the rest of it is answered."""
    near: tuple[str, ...] = ()
    """Where nothing is found: the ids of the technologies whose names are most like it."""

    @property
    def nearest(self) -> tuple[Technology, ...]:
        """Where nothing is found: what may have been meant, best first."""
        known = self.catalog.technologies if self.catalog is not None else {}
        return tuple(known[one] for one in self.near)

    @property
    def is_empty(self) -> bool:
        """Whether a search found nothing at all."""
        return self.hits == () and not self.named


def find(catalog: Catalog, search: Search, entries: Mapping[str, Entry], index: Index) -> Found:
    """Answer a search.

    Args:
        catalog: Where to search.
        search: What for. What of its text is not understood is left out, and told.
        entries: Technology id -> what the person keeps about it.
        index: Of the same catalog.
    """
    if not (search.text or search.only_shortlist or search.hides_unwanted):
        return Found(catalog)
    query, problem = _understood(search.text, catalog)
    words, filters = query.words, query.filters
    ranked = index.search(words) if words else ()
    hits: Iterable[str] | None = None
    if words or filters.terms:
        hits = filters.select(catalog, [hit.technology for hit in ranked] if words else None)
    if search.only_shortlist:
        hits = (one for one in _all(catalog, hits) if one in entries and entries[one].shortlisted)
    if search.hides_unwanted:
        hits = (
            one
            for one in _all(catalog, hits)
            if one not in catalog.discouraged
            and (one not in entries or entries[one].status != "not_for_me")
        )
    if hits is None:
        return Found(catalog, problem=problem)
    left = tuple(hits)
    if not words and search.sort.by:
        left = tuple(search.sort.apply(catalog, left))
    named = _named(catalog, fold(words))
    best: Ref | None = Ref("technology", left[0]) if left and words else None
    if named:
        names = {hit.technology: hit.words for hit in ranked if hit.matched in ("name", "alias")}
        rank = _rank(names.get(left[0], ""), fold(words)) if left else _ELSEWHERE + 1
        if named[0][0] < rank:
            best = named[0][1]
    nothing = not left and not named
    near = index.nearest(words, _MOST_NEAR) if nothing and words else ()
    return Found(
        catalog,
        left,
        tuple(ref for _, ref in named),
        best,
        tuple(words.split()),
        tuple(term.text for term in filters.terms),
        problem,
        tuple(one.id for one in near),
    )


def toggled(text: str, term: str, catalog: Catalog) -> str:
    """A query with one more filter, or without it if it has it.

    Args:
        text: The query.
        term: The filter.
        catalog: What the query is about.
    """
    query, _ = _understood(text, catalog)
    for one in query.terms:
        if one.text == term:
            return query.without(one)
    return " ".join([*text.split(), term])


def _all(catalog: Catalog, hits: Iterable[str] | None) -> Iterable[str]:
    return catalog.ids if hits is None else hits


def _understood(text: str, catalog: Catalog) -> tuple[Query, str]:
    """The query without the terms that are not understood, and what is wrong with the first of those."""
    # Imported at the first letter that is typed.
    from techtui.catalog.query import Query, QueryError, parse
    from techtui.catalog.query.scanner import words_in

    try:
        return parse(text, catalog), ""
    except QueryError as error:
        problem = str(error)
    terms: list[Term] = []
    for start, end in words_in(text):
        try:
            terms += parse(text[start:end], catalog).terms
        except QueryError:
            continue
    return Query(text, tuple(terms)), problem


def _named(catalog: Catalog, typed: str) -> list[tuple[int, Ref]]:
    """The concepts and categories whose names say what was typed, with their ranks, best first."""
    if len(typed) < 2:
        return []
    concepts = [(one.title, Ref("concept", one.id)) for one in catalog.concepts.values()]
    categories = [(one.name, Ref("category", one.id)) for one in catalog.categories.values()]
    found: list[tuple[int, Ref]] = []
    for names in (concepts, categories):
        ranked = sorted(
            (rank, at)
            for at, (name, _) in enumerate(names)
            # Two letters begin too many names.
            if (rank := _rank(fold(name), typed)) < (_ELSEWHERE if len(typed) > 2 else 2)
        )
        found += [(rank, names[at][1]) for rank, at in ranked[:_MOST_NAMED]]
    return sorted(found, key=lambda one: one[0])


def _rank(name: str, typed: str) -> int:
    """How well a folded name says what was typed: whole, by its first word, by its beginning, by a word, by the beginning of one."""
    if name == typed:
        return 0
    for rank, fits in enumerate(
        (
            name.startswith(f"{typed} "),
            name.startswith(typed),
            f" {typed} " in f"{name} ",
            f" {typed}" in name,
        ),
        start=1,
    ):
        if fits:
            return rank
    return _ELSEWHERE
