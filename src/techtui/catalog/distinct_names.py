"""Distinct names for categories that share a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

BETWEEN_LEVELS: Final = " › "
"""The separator between a category and its child."""


def distinct_names(paths: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Return names of categories, each with as much of its path as needed to tell it from others.

    Args:
        paths: Category id -> the names of the path from the top.

    Returns:
        Category id -> its distinct name.
    """
    names = {key: path[-1] for key, path in paths.items()}
    open_ones = _of_one_name(names, names)
    levels = 1
    while open_ones:
        levels += 1
        longer = {
            key: BETWEEN_LEVELS.join(paths[key][-levels:])
            for key in open_ones
            if levels <= len(paths[key])
        }
        if not longer:
            break  # two siblings have the same name: nothing tells them apart
        names |= longer
        open_ones = _of_one_name(names, longer)
    return names


def _of_one_name(names: Mapping[str, str], among: Iterable[str]) -> list[str]:
    """Return the ids whose name another category has, too."""
    counts = Counter(name.casefold() for name in names.values())
    return [key for key in among if counts[names[key].casefold()] > 1]
