"""Repairs documents: a bad field is dropped, and the rest is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.format.collector import GONE
from techtui.catalog.format.validation import Checker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from techtui.catalog.format.collector import Repair

_MOST_ROUNDS: Final = 20
"""Each round repairs what the last one exposed, such as references to dropped entries: two or three are enough."""


class StubbornError(Exception):
    """Documents that still have errors after all rounds."""


def salvage(checker: Checker) -> Checker:
    """Repair documents by leaving out what can't be understood.

    Args:
        checker: A checker that has checked the documents.

    Returns:
        A checker of documents without errors; the same one if there were none. Its touched and lost paths include those of all
        rounds.
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
    """Return documents with all repairs made; the originals are unchanged."""
    work = _Work(documents)
    # Made in reverse: the first finding about a place knows best what belongs there.
    for repair in reversed(list(repairs)):
        work.make(repair)
    return work.finished()


class _Work:
    """Documents under repair. Changed parts are copied, everything else is shared with the originals."""

    def __init__(self, documents: Sequence[dict[str, Any]]) -> None:
        self._documents = [dict(document) for document in documents]
        # Keyed by identity; the values keep the copies alive, so that identities are not reused.
        self._copied: dict[int, Any] = {id(document): document for document in self._documents}
        self._shortened: dict[int, list[Any]] = {}

    def make(self, repair: Repair) -> None:
        """Make a repair; it has no effect if its place is gone."""
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
                # Removed at the end, so that the positions of other items stay valid.
                place[last] = GONE
                self._shortened[id(place)] = place
            else:
                del place[last]

    def finished(self) -> list[dict[str, Any]]:
        """Return the documents."""
        for items in self._shortened.values():
            items[:] = [item for item in items if item is not GONE]
        return self._documents


def _has(place: Any, key: str | int) -> bool:
    if isinstance(place, list):
        return isinstance(key, int) and 0 <= key < len(place)
    return isinstance(place, dict) and key in place
