"""Entries that stay what they were, because their text did."""

from __future__ import annotations

from typing import Any, Final

import tomli

from techtui.catalog.model import Source, Technology

KEEPING: Final = frozenset({"sources", "technologies"})
"""The tables whose entries are taken over: there may be thousands, and nothing that is made of others depends on what is in them."""


class KeptEntry(dict[str, Any]):
    """An entry that need not be parsed, checked and made again; as a dict it holds what the checks of other entries look at.

    Args:
        made: What was made of it.
        text: What stands in the file.
    """

    def __init__(self, made: Source | Technology, text: str) -> None:
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
        """The entry as it stands in the file."""
        ((entries),) = tomli.loads(self.text).values()
        ((entry),) = entries.values()
        return dict(entry)
