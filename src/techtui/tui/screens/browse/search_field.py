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
    """Completes the name of an attribute, or a value of it; → takes it."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(case_sensitive=True)
        self._catalog = catalog

    async def get_suggestion(self, value: str) -> str | None:
        # Imported at the first letter that is typed.
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
    """Tells what is typed, and passes on the keys that move among the results."""

    KEY_FOCUS: ClassVar = "search"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("escape", "leave", show=False),
    ]

    class QueryChanged(Message):
        """What is searched for changed."""

        def __init__(self, field: SearchField, query: str) -> None:
            super().__init__()
            self.field = field
            self.query = query

        @property
        def control(self) -> SearchField:
            """The field."""
            return self.field

    class Stepped(Message):
        """An arrow asks for the next or the previous result."""

        def __init__(self, field: SearchField, by: int) -> None:
            super().__init__()
            self.field = field
            self.by = by

        @property
        def control(self) -> SearchField:
            """The field."""
            return self.field

    class Taken(Message):
        """Enter takes the result that is selected."""

        def __init__(self, field: SearchField) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> SearchField:
            """The field."""
            return self.field

    class Left(Message):
        """The search is over without a result."""

        def __init__(self, field: SearchField) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> SearchField:
            """The field."""
            return self.field

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """Whose attributes and values are offered while one types."""

    def watch_catalog(self, catalog: Catalog | None) -> None:
        self.suggester = _Completions(catalog) if catalog is not None else None

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(placeholder=SEARCH_HINT, id=id, select_on_focus=False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.QueryChanged(self, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Taken(self))

    def action_step(self, by: int) -> None:
        """Ask for another result."""
        self.post_message(self.Stepped(self, by))

    def action_leave(self) -> None:
        """Give up the search."""
        self.post_message(self.Left(self))
