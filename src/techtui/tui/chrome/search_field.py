"""The search field above the tree."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var
from textual.suggester import Suggester
from textual.widgets import Input

from techtui.catalog.model import Catalog

SEARCH_HINT: Final = "/ search"


class _Completions(Suggester):
    """Completes the name of an attribute, or one of its values; → accepts."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(case_sensitive=True)
        self._catalog = catalog

    async def get_suggestion(self, value: str) -> str | None:
        # Imported at the first letter.
        from techtui.catalog.query import complete, word_at

        start = word_at(value, len(value))
        word = value[start:]
        if len(word) < 3:
            return None
        for whole in complete(value, len(value), self._catalog):
            if whole.startswith(word) and whole != word:
                return value[:start] + whole
        return None


class SearchField(Input):
    """Posts what is typed, and forwards keys that move among the results.

    Args:
        hint: The placeholder.
        id: The id of the widget.
        compact: Whether it has no border.
    """

    KEY_FOCUS: ClassVar = "search"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("escape", "leave", show=False),
    ]

    class _About(Message):
        def __init__(self, field: SearchField) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> SearchField:
            """The field."""
            return self.field

    class QueryChanged(_About):
        """Posted when the text changes."""

        def __init__(self, field: SearchField, query: str) -> None:
            super().__init__(field)
            self.query = query

    class Stepped(_About):
        """Posted when an arrow key asks for the next or previous result."""

        def __init__(self, field: SearchField, by: int) -> None:
            super().__init__(field)
            self.by = by

    class Taken(_About):
        """Posted when enter accepts the selected result."""

    class Left(_About):
        """Posted when the search ends without a result."""

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """The catalog whose attributes and values are suggested."""

    def watch_catalog(self, catalog: Catalog | None) -> None:
        self.suggester = _Completions(catalog) if catalog is not None else None

    def __init__(
        self, hint: str = SEARCH_HINT, *, id: str | None = None, compact: bool = False
    ) -> None:
        super().__init__(placeholder=hint, id=id, compact=compact, select_on_focus=False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        # Posted to the screen itself: by way of the frame around the field it would come after the field was painted.
        self.screen.post_message(self.QueryChanged(self, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Taken(self))

    def action_step(self, by: int) -> None:
        """Ask for another result."""
        self.post_message(self.Stepped(self, by))

    def action_leave(self) -> None:
        """Leave the search."""
        self.post_message(self.Left(self))
