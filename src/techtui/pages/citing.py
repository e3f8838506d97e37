"""Source marks on a page, and the list they refer to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from techtui.catalog.model import GENERAL_KNOWLEDGE
from techtui.pages.document import Block, Cite, Line, Sources

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog


class Citing:
    """Numbers sources in the order of first citation.

    Args:
        catalog: The catalog; it declares the sources.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        """The catalog; it declares the sources."""
        self._numbers: dict[str, int] = {}
        self._general = False

    def cite(self, sources: tuple[str, ...]) -> Line:
        """Return the marks of some sources; empty if there are none."""
        numbers: set[int] = set()
        general = False
        for source in sources:
            if source == GENERAL_KNOWLEDGE:
                general = self._general = True
            elif source in self.catalog.sources:
                numbers.add(self._numbers.setdefault(source, len(self._numbers) + 1))
        if not numbers and not general:
            return ()
        declared = self.catalog.sources
        weak = not general and all(declared[one].weak for one in sources if one in declared)
        return (Cite(tuple(sorted(numbers)), general, weak),)

    def sources(self) -> Iterator[Block]:
        """Yield the list of the sources that were cited."""
        if self._numbers or self._general:
            found = tuple(self.catalog.sources[one] for one in self._numbers)
            yield Sources(found, self._general)
