"""A search and its result: one value each, and the function between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
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
"""The most concepts, and the most categories, shown above the hits."""
_MOST_NEAR: Final = 5
"""The most names suggested if nothing is found."""
_ELSEWHERE: Final = 9
"""The rank of what does not match by name."""


class Search(NamedTuple):
    """What is searched for."""

    text: str = ""
    """A query, perhaps incomplete."""
    only_shortlist: bool = False
    """Whether to find only technologies on the shortlist."""
    hides_unwanted: bool = False
    """Whether to leave out technologies that are "not for me"."""
    sort: Sort = Sort()
    """The order if the query has no words; with words, the best match comes first."""

    @property
    def restrictions(self) -> list[str]:
        """What narrows the search besides the query, in words."""
        words = ["shortlist"] if self.only_shortlist else []
        return [*words, "without ⊘"] if self.hides_unwanted else words

    def allowed(
        self, catalog: Catalog, ids: Iterable[str], entries: Mapping[str, Entry]
    ) -> Iterable[str]:
        """Return the ids that the restrictions allow."""
        if self.only_shortlist:
            ids = [one for one in ids if one in entries and entries[one].shortlisted]
        if self.hides_unwanted:
            hidden = unwanted(catalog, entries)
            ids = [one for one in ids if one not in hidden]
        return ids


class Found(NamedTuple):
    """A catalog and a search result in it: one value, because hits are meaningless in another catalog."""

    catalog: Catalog | None = None
    hits: tuple[str, ...] | None = None
    """The ids of the technologies to show; None shows all."""
    named: tuple[Ref, ...] = ()
    """Concepts and categories that match by name, best first."""
    best: Ref | None = None
    """The most likely match, if the query has words."""
    words: tuple[str, ...] = ()
    """The words searched for in texts; with any, `hits` are sorted by rank."""
    filters: tuple[str, ...] = ()
    """The filters, as they were written."""
    problem: str = ""
    """What is wrong with the query; the rest of it is answered."""
    near: tuple[str, ...] = ()
    """If nothing is found: the ids of technologies with similar names."""

    @property
    def nearest(self) -> tuple[Technology, ...]:
        """Where nothing is found: what may have been meant, best first."""
        known = self.catalog.technologies if self.catalog is not None else {}
        return tuple(known[one] for one in self.near)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found."""
        return self.hits == () and not self.named


def find(catalog: Catalog, search: Search, entries: Mapping[str, Entry], index: Index) -> Found:
    """Search a catalog.

    Args:
        catalog: The catalog.
        search: The search. Terms that can't be understood are skipped and reported.
        entries: Technology id -> what the user keeps about it.
        index: The search index of the catalog.
    """
    if not (search.text or search.restrictions):
        return Found(catalog)
    query, problem = _understood(search.text, catalog)
    words, filters = query.words, query.filters
    ranked = index.search(words) if words else ()
    hits: Iterable[str] | None = None
    if words or filters.terms:
        hits = filters.select(catalog, [hit.technology for hit in ranked] if words else None)
    if search.restrictions:
        hits = search.allowed(catalog, catalog.ids if hits is None else hits, entries)
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


def unwanted(catalog: Catalog, entries: Mapping[str, Entry]) -> Set[str]:
    """Return the ids of what can be hidden: what the user does not want, and what the catalog discourages."""
    return catalog.discouraged | {
        key for key, entry in entries.items() if entry.status == "not_for_me"
    }


def toggled(text: str, filters: str) -> str:
    """Return a query with more filters, or without them if it has them all. Everything else stays as it was typed.

    Args:
        text: The query, perhaps incomplete.
        filters: One term, or several separated by blanks.
    """
    # Imported at the first filter.
    from techtui.catalog.query.scanner import terms_in

    terms, wanted = terms_in(text), terms_in(filters)
    added = [one for one in wanted if one not in terms]
    if added:
        return " ".join([*terms, *added])
    for one in wanted:
        terms.remove(one)
    return " ".join(terms)


def _understood(text: str, catalog: Catalog) -> tuple[Query, str]:
    """Return the query without terms that can't be understood, and what is wrong with the first of those."""
    # Imported at the first letter.
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
    """Return the concepts and categories that match by name, with their ranks, best first."""
    if len(typed) < 2:
        return []
    concepts = [(one.title, Ref("concept", one.id)) for one in catalog.concepts.values()]
    categories = [(one.name, Ref("category", one.id)) for one in catalog.categories.values()]
    found: list[tuple[int, Ref]] = []
    for names in (concepts, categories):
        ranked = sorted(
            (rank, at)
            for at, (name, _) in enumerate(names)
            # Too many names begin with the same two letters.
            if (rank := _rank(fold(name), typed)) < (_ELSEWHERE if len(typed) > 2 else 2)
        )
        found += [(rank, names[at][1]) for rank, at in ranked[:_MOST_NAMED]]
    return sorted(found, key=lambda one: one[0])


def _rank(name: str, typed: str) -> int:
    """Return how well a folded name matches: whole, first word, beginning, a word, the beginning of a word."""
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
