"""A few typed words -> ranked technologies: names first, then what sounds like them, then texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from techtui.catalog.model import Catalog, Technology

Matched = Literal["name", "alias", "fuzzy", "text"]

MOST_HITS: Final = 500
"""More are not ranked: nobody reads them, and a key must not wait."""

_EXACT, _PREFIX, _WORD, _INSIDE, _FUZZY, _TEXT = 100, 90, 80, 70, 60, 40


@dataclass(frozen=True, slots=True)
class Hit:
    """One technology that a search found.

    Args:
        technology: Its id.
        score: From 0 to 100; higher is better. Comparable within one search only.
        matched: What matched.
        words: The name or alias that matched; empty when it was the text.
    """

    technology: str
    score: float
    matched: Matched
    words: str = ""


class Index:
    """Finds technologies of one catalog. What it needs is built at the first search.

    Args:
        catalog: Where to search.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _ids(self) -> list[str]:
        return list(self._catalog.technologies)

    @cached_property
    def _names(self) -> tuple[list[str], list[int], list[bool]]:
        # Every name, alias and id as one list, with the technology each belongs to and whether it is a name.
        names: list[str] = []
        owners: list[int] = []
        is_name: list[bool] = []
        for owner, technology in enumerate(self._catalog.technologies.values()):
            for at, name in enumerate(
                dict.fromkeys((technology.name, *technology.aliases, technology.id))
            ):
                names.append(fold(name))
                owners.append(owner)
                is_name.append(at == 0)
        return names, owners, is_name

    @cached_property
    def _names_buffer(self) -> _Buffer:
        return _Buffer(self._names[0])

    @cached_property
    def _texts_buffer(self) -> _Buffer:
        labels = {key: value.choices for key, value in self._catalog.attributes.items()}
        # What is said of a concept comes last: a text of the technology itself ranks before it.
        concepts: dict[str, list[str]] = {}
        for concept in self._catalog.concepts.values():
            for technology in concept.technologies:
                concepts.setdefault(technology, []).extend((concept.title, concept.text))
        return _Buffer(
            [
                fold(" ".join((*texts_of(one, labels), *concepts.get(one.id, ()))))
                for one in self._catalog.technologies.values()
            ]
        )

    def search(self, query: str) -> list[Hit]:
        """Find what a person may have meant.

        Args:
            query: Some words; all must be found.

        Returns:
            At most `MOST_HITS`, best first; of equal score, in catalog order. Nothing for a blank query.
        """
        folded = fold(query)
        if not folded:
            return []
        best: dict[int, Hit] = {}

        def offer(owner: int, score: float, matched: Matched, words: str = "") -> None:
            known = best.get(owner)
            if known is None or score > known.score:
                best[owner] = Hit(self._ids[owner], score, matched, words)

        names, owners, is_name = self._names
        for at, place in self._names_buffer.find(folded, MOST_HITS * 4):
            name = names[at]
            matched: Matched = "name" if is_name[at] else "alias"
            bonus = 2.0 if is_name[at] else 0.0
            if name == folded:
                score: float = _EXACT
            elif place == 0:
                score = _PREFIX + 5 * len(folded) / len(name)
            elif not name[place - 1].isalnum():
                score = _WORD + 5 * len(folded) / len(name)
            else:
                score = _INSIDE + 5 * len(folded) / len(name)
            offer(owners[at], score + bonus, matched, name)
        if len(folded) >= 3 and not any(hit.score >= _PREFIX for hit in best.values()):
            for at, likeness in _alike(folded, names):
                offer(
                    owners[at], _FUZZY + 9 * (likeness - _ALIKE) / (1 - _ALIKE), "fuzzy", names[at]
                )
        if len(best) < MOST_HITS:
            words = sorted(folded.split(), key=len, reverse=True)
            for at, place in self._texts_buffer.find(words[0], MOST_HITS):
                text = self._texts_buffer.items[at]
                if all(word in text for word in words[1:]):
                    whole = place == 0 or not text[place - 1].isalnum()
                    early = 1 - place / (len(text) + 1)
                    offer(
                        at,
                        _TEXT * (0.8 if whole else 0.4) + 5 * early + (3 if folded in text else 0),
                        "text",
                    )
        order = {technology: at for at, technology in enumerate(self._ids)} if len(best) > 1 else {}
        return sorted(best.values(), key=lambda hit: (-hit.score, order.get(hit.technology, 0)))[
            :MOST_HITS
        ]

    def concepts(self, query: str) -> list[str]:
        """The titles of the concepts whose title holds the words of ``query``."""
        folded = fold(query)
        titles = [one.title for one in self._catalog.concepts.values()] if folded else []
        return [title for title in titles if folded in fold(title)]

    def nearest(self, word: str, most: int = 3) -> list[Technology]:
        """The technologies whose names are most like ``word``, however unlike; for “did you mean”."""
        from rapidfuzz import fuzz, process

        names, owners, _ = self._names
        found: dict[str, Technology] = {}
        for _name, _score, at in process.extract(
            fold(word), names, scorer=fuzz.ratio, limit=most * 3
        ):
            technology = self._catalog.technologies[self._ids[owners[at]]]
            found.setdefault(technology.id, technology)
        return list(found.values())[:most]


_ALIKE: Final = 0.8


def _alike(folded: str, names: list[str]) -> list[tuple[int, float]]:
    # Imported at the first misspelling, because most searches hit a name.
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

    alike: dict[int, float] = {}
    for _, likeness, at in process.extract(
        folded, names, scorer=JaroWinkler.similarity, score_cutoff=0.86, limit=30
    ):
        # Jaro-Winkler is quick but too kind to words of the same beginning: the edits decide.
        edits = DamerauLevenshtein.distance(folded, names[at][: len(folded) + 2])
        edits = min(edits, DamerauLevenshtein.distance(folded, names[at]))
        allowed = 1 if len(folded) < 6 else 2 if len(folded) < 10 else 3
        if (
            edits <= allowed + 2
            and DamerauLevenshtein.normalized_similarity(folded, names[at]) >= 0.6
        ):
            alike[at] = max(_ALIKE, likeness)
    return list(alike.items())


def fold(text: str) -> str:
    """``text`` as it is searched: without regard to case, accents and hyphens kept, blanks single."""
    return " ".join(text.casefold().split())


def texts_of(technology: Technology, labels: dict[str, dict[str, str]]) -> Iterator[str]:
    """Every text that is searched; ``labels`` are those of the choices of each attribute."""
    yield technology.tagline
    yield technology.summary
    for points in (
        technology.strengths,
        technology.best_for,
        technology.weaknesses,
        technology.avoid_when,
        technology.corrections,
    ):
        for point in points:
            yield point.text
    for usage in technology.used_by:
        yield usage.name
    for relation in technology.relations:
        yield relation.note
    for attribute, fact in technology.facts.items():
        choices = labels.get(attribute, {})
        match fact.value:
            case str() as value:
                yield value
                yield choices.get(value, "")
            case tuple() as items:
                for item in items:
                    yield item
                    yield choices.get(item, "")
            case _:
                pass
        yield fact.note


class _Buffer:
    """Many texts joined into one, because one long search is faster than many short ones."""

    def __init__(self, items: list[str]) -> None:
        self.items = items
        self._joined = "\n".join(items)
        self._starts: list[int] = []
        start = 0
        for item in items:
            self._starts.append(start)
            start += len(item) + 1

    def find(self, needle: str, most: int) -> Iterator[tuple[int, int]]:
        """Item and place of the first occurrence in each of at most ``most`` items."""
        place = self._joined.find(needle)
        while place >= 0 and most > 0:
            at = bisect_right(self._starts, place) - 1
            yield at, place - self._starts[at]
            most -= 1
            if at + 1 == len(self._starts):
                return
            place = self._joined.find(needle, self._starts[at + 1])
