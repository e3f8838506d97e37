"""Ranks technologies by a few typed words: names first, then similar names, then texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from techtui.catalog.folding import fold
from techtui.catalog.model import Catalog, Technology
from techtui.catalog.search_data import NameKind

Matched = Literal["name", "alias", "fuzzy", "text"]

MOST_HITS: Final = 500
"""No more are ranked: nobody reads them, and keys must not wait."""

_EXACT, _PREFIX, _WORD, _INSIDE, _FUZZY, _TEXT = 100, 90, 80, 70, 60, 40


@dataclass(frozen=True, slots=True)
class Hit:
    """A technology found by a search.

    Args:
        technology: Its id.
        score: From 0 to 100; higher is better. Comparable within one search only.
        matched: What matched.
        words: The name or alias that matched; empty if it was the text.
    """

    technology: str
    score: float
    matched: Matched
    words: str = ""


class _Best:
    """The best hit of each technology.

    Args:
        ids: The ids of the technologies, by position.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids
        self.hits: dict[int, Hit] = {}

    def offer(self, owner: int, score: float, matched: Matched, words: str = "") -> None:
        known = self.hits.get(owner)
        if known is None or score > known.score:
            self.hits[owner] = Hit(self._ids[owner], score, matched, words)

    def ranked(self) -> list[Hit]:
        ranked = sorted(self.hits, key=lambda owner: (-self.hits[owner].score, owner))
        return [self.hits[owner] for owner in ranked[:MOST_HITS]]


class Index:
    """Searches the technologies of a catalog. Its data is built at the first search.

    Args:
        catalog: The catalog.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _names(self) -> list[str]:
        return self._catalog.names.folded.all()

    def read(self) -> None:
        """Load the data that every search needs, instead of at the first search."""
        catalog = self._catalog
        _ = catalog.ids, catalog.names, catalog.texts, catalog.home

    def search(self, query: str) -> list[Hit]:
        """Search for what the user may have meant.

        Args:
            query: Some words; all must be found.

        Returns:
            At most `MOST_HITS`, best first; of equal score, in catalog order. Empty for a blank query.
        """
        folded = fold(query)
        if not folded:
            return []
        best = _Best(self._catalog.ids)
        self._offer_names(folded, best)
        if len(folded) >= 3 and not any(hit.score >= _PREFIX for hit in best.hits.values()):
            self._offer_alike(folded, best)
        if len(best.hits) < MOST_HITS:
            self._offer_texts(folded, best)
        return best.ranked()

    def _offer_names(self, folded: str, best: _Best) -> None:
        names, owners, kinds = self._catalog.names
        for at in names.find(folded, MOST_HITS * 4):
            name = names[at]
            place = name.index(folded)
            is_name = kinds[at] == NameKind.NAME
            if name == folded:
                score: float = _EXACT
            else:
                begins_word = place == 0 or not name[place - 1].isalnum()
                score = _PREFIX if place == 0 else _WORD if begins_word else _INSIDE
                score += 5 * len(folded) / len(name)
            bonus = 2.0 if is_name else 0.0
            best.offer(owners[at], score + bonus, "name" if is_name else "alias", name)

    def _offer_alike(self, folded: str, best: _Best) -> None:
        names, owners, _ = self._catalog.names
        for at, likeness in _alike(folded, self._names):
            score = _FUZZY + 9 * (likeness - _ALIKE) / (1 - _ALIKE)
            best.offer(owners[at], score, "fuzzy", names[at])

    def _offer_texts(self, folded: str, best: _Best) -> None:
        first, *rest = sorted(folded.split(), key=len, reverse=True)
        texts = self._catalog.texts
        for at in texts.find(first, MOST_HITS):
            text = texts[at]
            if all(word in text for word in rest):
                place = text.find(first)
                whole = place == 0 or not text[place - 1].isalnum()
                early = 1 - place / (len(text) + 1)
                together = 3 if folded in text else 0
                best.offer(at, _TEXT * (0.8 if whole else 0.4) + 5 * early + together, "text")

    def concepts(self, query: str) -> list[str]:
        """Return the titles of the concepts whose titles contain the words of ``query``."""
        folded = fold(query)
        titles = [one.title for one in self._catalog.concepts.values()] if folded else []
        return [title for title in titles if folded in fold(title)]

    def nearest(self, word: str, most: int = 3) -> list[Technology]:
        """Return the technologies with names similar to ``word``, the most similar first; for “did you mean”.

        Names that are much less similar than the first are left out.

        Args:
            word: The misspelt word.
            most: The most technologies to return.
        """
        from techtui.catalog.nearness import alike

        owners = self._catalog.names.owners
        found: dict[str, Technology] = {}
        for at, _ in alike(word, self._names, most * 3):
            technology = self._catalog.technologies[self._catalog.ids[owners[at]]]
            found.setdefault(technology.id, technology)
        return list(found.values())[:most]


_ALIKE: Final = 0.8


def _alike(folded: str, names: list[str]) -> list[tuple[int, float]]:
    # Imported at the first misspelling, because most searches match a name.
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

    alike: dict[int, float] = {}
    for _, likeness, at in process.extract(
        folded, names, scorer=JaroWinkler.similarity, score_cutoff=0.86, limit=30
    ):
        # Jaro-Winkler is fast but overrates common beginnings: the edit distance decides.
        edits = DamerauLevenshtein.distance(folded, names[at][: len(folded) + 2])
        edits = min(edits, DamerauLevenshtein.distance(folded, names[at]))
        allowed = 1 if len(folded) < 6 else 2 if len(folded) < 10 else 3
        if (
            edits <= allowed + 2
            and DamerauLevenshtein.normalized_similarity(folded, names[at]) >= 0.6
        ):
            alike[at] = max(_ALIKE, likeness)
    return list(alike.items())
