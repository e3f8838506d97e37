"""What a check finds, and what has to change in the documents so that the rest can be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any, Final, NamedTuple, TypeAlias

from techtui.catalog.format.kinds import ADVICE, ERRORS, REFUSING
from techtui.catalog.problems import Finding, Path

MOST_FINDINGS: Final = 1000
"""More errors, and more warnings, are counted and not listed: they would not be read, and a hostile file could have millions."""


class Gone:
    """The type of `GONE`."""


GONE: Final = Gone()
"""Stands for a value that is left out."""
KEPT: Final = Gone()
"""Stands for a value that stays as it is."""

Words: TypeAlias = tuple[str, str]
"""What is wrong, and what to write instead."""


class Repair(NamedTuple):
    """A change to the document of one layer.

    Args:
        layer: Which layer, counted from 0.
        path: Where in its document.
        value: What stands there instead; `GONE` for nothing.
    """

    layer: int
    path: Path
    value: Any


class Collector:
    """Collects findings and repairs.

    Args:
        ignored: The kinds to leave out.
        quiet: Whether only repairs are wanted: the words of a finding take time.
    """

    def __init__(self, ignored: Collection[str] = (), quiet: bool = False) -> None:
        self.layer = 0
        """The layer that is being looked at."""
        self.findings: list[Finding] = []
        self.repairs: list[Repair] = []
        self.counts: Counter[str] = Counter()
        """Kind -> how many there are, those beyond `MOST_FINDINGS` included."""
        self.damaged: set[Path] = set()
        """Entries, and fields of entries, that have an error in them."""
        self.touched: set[Path] = set()
        """Entries that have an error in them, or are used in another way than they are written."""
        self.lost: set[Path] = set()
        """Entries, and tables, that are left out as a whole."""
        self.refused = False
        """Whether something was found that keeps the catalog from opening."""
        self._ignored = frozenset(ignored) - REFUSING
        self._quiet = quiet
        self._kept = {"error": 0, "warning": 0}

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(count for kind, count in self.counts.items() if kind in ERRORS)

    @property
    def untold(self) -> int:
        """How many findings there are beyond those that are listed."""
        return self.counts.total() - len(self.findings)

    def take_over(self, earlier: Collector) -> None:
        """Take over what was touched and lost in earlier documents, of which the present ones were made."""
        self.touched |= earlier.touched
        self.lost |= earlier.lost

    def repair(self, path: Path, instead: Any) -> None:
        """Change something of which the writer was told elsewhere."""
        self.touched.add(path[:2])
        if len(path) <= 2:
            self.lost.add(path)
        self.repairs.append(Repair(self.layer, path, instead))

    def add(
        self,
        path: Path,
        kind: str,
        words: Words | Callable[[], Words],
        instead: Any = GONE,
    ) -> None:
        """Report something.

        Args:
            path: Where it is.
            kind: Its stable name; it also says whether it is an error.
            words: What is wrong and what to write instead; a function where finding them takes time.
            instead: What is used in its place.
        """
        if instead is not KEPT:
            self.repair(path, instead)
        self.refused = self.refused or kind in REFUSING
        if kind not in ADVICE:
            self.damaged.add(path[:2])
            self.damaged.add(path[:3])
            self.touched.add(path[:2])
        if kind in self._ignored:
            return
        self.counts[kind] += 1
        severity = "warning" if kind in ADVICE else "error"
        if self._quiet or self._kept[severity] == MOST_FINDINGS:
            return
        self._kept[severity] += 1
        message, hint = words() if callable(words) else words
        self.findings.append(
            Finding(
                self.layer,
                path,
                "warning" if severity == "warning" else "error",
                kind,
                message,
                hint,
            )
        )
