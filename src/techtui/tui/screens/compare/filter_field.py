"""The field that filters rows by text."""

from __future__ import annotations

from typing import ClassVar

from techtui.tui.chrome.search_field import SearchField


class FilterField(SearchField):
    """A search field above the rows of a comparison."""

    KEY_FOCUS: ClassVar = "rows"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("/ rows that say …", id=id, compact=True)
