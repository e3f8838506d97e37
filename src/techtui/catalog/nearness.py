"""Names similar to a misspelt word, for “did you mean”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from techtui.catalog.folding import fold

_LEAST: Final = 50
"""The least similarity of a suggested name, from 0 to 100."""
_BEHIND: Final = 15
"""How much less similar than the best name others may be."""
_PART: Final = 15
"""How much less the similarity of a word within a name counts than that of a whole name."""
_LEAST_NAMED: Final = 60
_LEAST_PART: Final = 70
_WORDS: Final = re.compile(r"[^\W_]{3,}")
_LONGEST: Final = 200


def alike(word: str, names: Sequence[str], most: int) -> Iterator[tuple[int, float]]:
    """Yield the positions of names similar to a word with their similarity, the most similar first.

    Names that are much less similar than the first are left out.

    Args:
        word: The misspelt word.
        names: The names, folded.
        most: The most names to look at.
    """
    from rapidfuzz import fuzz, process

    best = 0.0
    for _, score, at in process.extract(
        fold(word[:_LONGEST]), names, scorer=fuzz.ratio, limit=most, score_cutoff=_LEAST
    ):
        best = max(best, score)
        if score < best - _BEHIND:
            return
        yield at, score


def nearest(word: str, named: Mapping[str, Iterable[str]], most: int = 3) -> list[str]:
    """Return what a misspelt word probably means, the likeliest first.

    A name of several words is also found by one of them.

    Args:
        word: The misspelt word.
        named: The possible answers, each with its names.
        most: The most answers to return.
    """
    scores: dict[str, float] = {}
    owners, names = [], []
    for one, its in named.items():
        for name in dict.fromkeys(map(fold, its)):
            owners.append(one)
            names.append(name)
    for at, score in alike(word, names, most * 3):
        if score >= _LEAST_NAMED:
            scores[owners[at]] = max(score, scores.get(owners[at], 0))
    if len(word.split()) == 1:
        parts = [
            (one, part)
            for one, name in zip(owners, names, strict=True)
            for part in _WORDS.findall(name)
        ]
        for at, score in alike(word, [part for _, part in parts], most * 3):
            one = parts[at][0]
            if score >= _LEAST_PART:
                scores[one] = max(score - _PART, scores.get(one, 0))
    best = max(scores.values(), default=0)
    near = [one for one, score in scores.items() if score >= best - _BEHIND]
    return sorted(near, key=lambda one: -scores[one])[:most]


def hint(word: str, named: Mapping[str, Iterable[str]]) -> str:
    """Return a question such as “did you mean A or B?”, or a list of what is known if nothing is similar; empty if nothing is known.

    Args:
        word: The misspelt word.
        named: The possible answers, each with its names.
    """
    from techtui.catalog.messages import listed, quoted, suggest

    if near := nearest(word, named):
        return f"did you mean {listed([f'“{quoted(one)}”' for one in near])}?"
    return suggest("", named)
