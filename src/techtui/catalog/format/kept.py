"""Entries that are kept from the last read because their text is unchanged."""

from __future__ import annotations

from typing import Any, Final

import tomli

from techtui.catalog.model import Outline, Source, Technology

KEEPING: Final = frozenset({"sources", "technologies"})
"""The tables with kept entries: there may be thousands, and nothing else is built from their content."""


class KeptEntry(dict[str, Any]):
    """An entry that need not be parsed, checked and built; as a dict it has what checks of other entries need.

    Args:
        made: What was built from it; of a technology, an outline is enough.
        text: Its text in the file.
    """

    def __init__(self, made: Source | Outline | Technology, text: str) -> None:
        if isinstance(made, Source):
            super().__init__(title=made.title)
        else:
            categories = list(made.categories) if made.also_in else made.category
            super().__init__(name=made.name, category=categories)
            if made.aliases:
                self["aliases"] = list(made.aliases)
        self.made: Any = made
        self.text = text

    def parsed(self) -> dict[str, Any]:
        """Return the parsed entry."""
        ((entries),) = tomli.loads(self.text).values()
        ((entry),) = entries.values()
        return dict(entry)
