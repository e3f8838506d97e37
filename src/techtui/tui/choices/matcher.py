"""How all pickers match what was typed: by name, then by other words, then by similar names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, NamedTuple

from techtui.catalog.folding import fold


class Choice(NamedTuple):
    """An item to pick."""

    id: str
    name: str
    aside: str = ""
    """A few more words about it."""
    words: str = ""
    """Other words that match it; not shown."""
    alias: str = ""
    """A second name that matches like the name; not shown."""
    current: bool = False
    """Whether it is in force; the list then opens on it and marks it."""


Finder = Callable[[str], list[Choice]]
"""Returns the choices for what was typed, best first; also called with an empty text."""

_ALIKE: Final = 70
"""The least score of similar names, from 0 to 100."""
_MOST_ALIKE: Final = 12


def matcher(choices: Sequence[Choice]) -> Finder:
    """Return a finder that matches choices by what was typed.

    Choices whose names equal, begin with, have a word beginning with, or contain what was typed come first, in this order; then
    those whose other words do; then, if there are no others, those with similar names.

    Args:
        choices: The choices, in the order for an empty text.

    Returns:
        The finder; all words that were typed must match.
    """

    @cache
    def folded() -> tuple[list[str], list[str], list[str]]:
        # At the first letter: names, aliases and other words, without case and accents.
        return (
            [fold(choice.name) for choice in choices],
            [fold(choice.alias) for choice in choices],
            [fold(f"{choice.words} {choice.aside}") for choice in choices],
        )

    def find(text: str) -> list[Choice]:
        typed = fold(text)
        if not typed:
            return list(choices)
        words = typed.split()
        ranked = [
            (_rank(typed, words, *one), at) for at, one in enumerate(zip(*folded(), strict=True))
        ]
        found = sorted((place, at) for place, at in ranked if place is not None)
        if found:
            return [choices[at] for _, at in found]
        # Imported here because nothing has been typed yet.
        from rapidfuzz import fuzz, process

        alike = process.extract(
            typed, folded()[0], scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=_MOST_ALIKE
        )
        return [choices[at] for _, _, at in alike]

    return find


def _rank(typed: str, words: Sequence[str], name: str, alias: str, others: str) -> int | None:
    """Return how well a choice matches, 0 best; None if it does not."""
    if name == typed:
        return 0
    if name.startswith(typed) or alias.startswith(typed):
        return 1
    if f" {typed}" in name:
        return 2
    if typed in name:
        return 3
    begun = f" {alias} {others}"
    if f" {typed}" in begun:
        return 4
    return 5 if all(word in name or word in begun for word in words) else None
