"""Names that tell categories of one name apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

BETWEEN_LEVELS: Final = " › "
"""Stands between a category and the one below it."""


def distinct_names(paths: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Names of categories, with as much of the path before each as tells it apart from others of its name.

    Args:
        paths: Category id -> the names from the top down to it.

    Returns:
        Category id -> its name.
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
            break  # two branches of one name stand side by side: nothing tells them apart
        names |= longer
        open_ones = _of_one_name(names, longer)
    return names


def _of_one_name(names: Mapping[str, str], among: Iterable[str]) -> list[str]:
    """Those whose name another category has, too."""
    counts = Counter(name.casefold() for name in names.values())
    return [key for key in among if counts[names[key].casefold()] > 1]
