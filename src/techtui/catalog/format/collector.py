"""Collects the findings of a check, and the repairs that make the rest of the documents usable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any, Final, NamedTuple, TypeAlias

from techtui.catalog.format.kinds import ADVICE, ERRORS, REFUSING
from techtui.catalog.problems import Finding, Path

MOST_FINDINGS: Final = 1000
"""More errors, and more warnings, are only counted: nobody would read them, and a hostile file could have millions."""


class Gone:
    """The type of `GONE`."""


GONE: Final = Gone()
"""Marks a value that is left out."""
KEPT: Final = Gone()
"""Marks a value that stays unchanged."""

Words: TypeAlias = tuple[str, str]
"""What is wrong, and what to write instead."""


class Repair(NamedTuple):
    """A change to the document of a layer.

    Args:
        layer: The layer, from 0.
        path: The place in its document.
        value: The new value; `GONE` to remove it.
    """

    layer: int
    path: Path
    value: Any


class Collector:
    """Collects findings and repairs.

    Args:
        ignored: The kinds to leave out.
        quiet: Whether to collect only repairs: wording findings takes time.
    """

    def __init__(self, ignored: Collection[str] = (), quiet: bool = False) -> None:
        self.layer = 0
        """The layer being checked."""
        self.findings: list[Finding] = []
        self.repairs: list[Repair] = []
        self.counts: Counter[str] = Counter()
        """Kind -> number of findings, including those beyond `MOST_FINDINGS`."""
        self.damaged: set[Path] = set()
        """Entries, and fields of entries, that contain an error."""
        self.touched: set[Path] = set()
        """Entries that contain an error, or are used differently from how they are written."""
        self.lost: set[Path] = set()
        """Entries and tables that are left out as a whole."""
        self.refused = False
        """Whether a finding keeps the catalog from opening."""
        self._ignored = frozenset(ignored) - REFUSING
        self._quiet = quiet
        self._kept = {"error": 0, "warning": 0}

    @property
    def errors(self) -> int:
        """The number of errors."""
        return sum(count for kind, count in self.counts.items() if kind in ERRORS)

    @property
    def untold(self) -> int:
        """The number of findings that are not listed."""
        return self.counts.total() - len(self.findings)

    def take_over(self, earlier: Collector) -> None:
        """Take over what was touched and lost in the earlier documents that these were made from."""
        self.touched |= earlier.touched
        self.lost |= earlier.lost

    def repair(self, path: Path, instead: Any) -> None:
        """Change something that was reported elsewhere."""
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
        """Report a finding.

        Args:
            path: Its place.
            kind: Its stable name; it also says whether it is an error.
            words: What is wrong and what to write instead; a function if wording it takes time.
            instead: The value to use in its place.
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
