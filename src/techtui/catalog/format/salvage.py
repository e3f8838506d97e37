"""One bad field costs that field: documents without what could not be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.format.collector import GONE
from techtui.catalog.format.validation import Checker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from techtui.catalog.format.collector import Repair

_MOST_ROUNDS: Final = 20
"""Each round mends what the one before laid bare, such as a reference to what was left out: two or three are enough."""


class StubbornError(Exception):
    """Documents that are not in order however often they are mended."""


def salvage(checker: Checker) -> Checker:
    """Leave out what can't be understood.

    Args:
        checker: One that has checked the documents.

    Returns:
        A checker of documents in which nothing is left to mend; the same one if that was so from the start. What is touched
        and lost in it is what was so in any of the rounds.
    """
    for _ in range(_MOST_ROUNDS):
        if not checker.found.repairs:
            return checker
        found = checker.found
        checker = Checker(mended(checker.documents, found.repairs), quiet=True)
        checker.check()
        checker.found.take_over(found)
    raise StubbornError("the catalog could not be put in order")


def mended(documents: Sequence[dict[str, Any]], repairs: Iterable[Repair]) -> list[dict[str, Any]]:
    """Documents with all repairs made; those given stay as they are."""
    work = _Work(documents)
    # Later ones are made first: the first to speak of a place knows best what belongs there.
    for repair in reversed(list(repairs)):
        work.make(repair)
    return work.finished()


class _Work:
    """Documents being mended. What is changed is copied first, all else is shared with the original."""

    def __init__(self, documents: Sequence[dict[str, Any]]) -> None:
        self._documents = [dict(document) for document in documents]
        # By identity; the values keep the copies alive, so that no other object takes the identity of one.
        self._copied: dict[int, Any] = {id(document): document for document in self._documents}
        self._shortened: dict[int, list[Any]] = {}

    def make(self, repair: Repair) -> None:
        """Make one repair; one of a place that is gone has no effect."""
        place: Any = self._documents[repair.layer]
        for at, key in enumerate(repair.path[:-1]):
            if not _has(place, key):
                if repair.value is GONE or not isinstance(place, dict) or at:
                    return
                place[key] = {}
            below = place[key]
            if not isinstance(below, dict | list):
                return
            if id(below) not in self._copied:
                below = below.copy()
                self._copied[id(below)] = below
                place[key] = below
            place = below
        last: Any = repair.path[-1]
        if repair.value is not GONE and (isinstance(place, dict) or _has(place, last)):
            place[last] = repair.value
        elif repair.value is GONE and _has(place, last):
            if isinstance(place, list):
                # Taken out at the end, so that the positions of the others stay what they are.
                place[last] = GONE
                self._shortened[id(place)] = place
            else:
                del place[last]

    def finished(self) -> list[dict[str, Any]]:
        """The documents."""
        for items in self._shortened.values():
            items[:] = [item for item in items if item is not GONE]
        return self._documents


def _has(place: Any, key: str | int) -> bool:
    if isinstance(place, list):
        return isinstance(key, int) and 0 <= key < len(place)
    return isinstance(place, dict) and key in place
