"""The one way in which pickers find what was typed: by name, then by other words, then by what sounds alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from techtui.catalog.folding import fold


class Choice(NamedTuple):
    """One thing to pick."""

    id: str
    name: str
    aside: str = ""
    """A few words more about it."""
    words: str = ""
    """Other words by which it is found; they are not shown."""
    alias: str = ""
    """A name by which it is found as by its own; it is not shown."""
    current: bool = False
    """Whether it is in force; the list then opens there and shows a sign."""


Finder = Callable[[str], list[Choice]]
"""What to offer for what was typed, best first; is also asked with an empty text."""

_ALIKE: Final = 70
"""The least score of names that sound alike, from 0 to 100."""
_MOST_ALIKE: Final = 12


def matcher(choices: Sequence[Choice]) -> Finder:
    """Find choices by what was typed.

    Names that are, that begin with, that have a word beginning with, and that contain what was typed come first, in this order; then
    those whose other words do; then names that sound alike, if there are no others.

    Args:
        choices: What is offered, in its order while nothing is typed.

    Returns:
        The finder; all words that were typed must be found.
    """
    names = [fold(choice.name) for choice in choices]
    aliases = [fold(choice.alias) for choice in choices]
    others = [fold(f"{choice.words} {choice.aside}") for choice in choices]

    def rank(at: int, typed: str, words: Sequence[str]) -> int | None:
        name, alias = names[at], aliases[at]
        if name == typed:
            return 0
        if name.startswith(typed) or alias.startswith(typed):
            return 1
        if f" {typed}" in name:
            return 2
        if typed in name:
            return 3
        begun = f" {alias} {others[at]}"
        if f" {typed}" in begun:
            return 4
        return 5 if all(word in name or word in begun for word in words) else None

    def find(text: str) -> list[Choice]:
        typed = fold(text)
        if not typed:
            return list(choices)
        words = typed.split()
        ranked = [(rank(at, typed, words), at) for at in range(len(choices))]
        found = sorted((place, at) for place, at in ranked if place is not None)
        if found:
            return [choices[at] for _, at in found]
        # Imported here because a person has to type first.
        from rapidfuzz import fuzz, process

        alike = process.extract(
            typed, names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=_MOST_ALIKE
        )
        return [choices[at] for _, _, at in alike]

    return find
