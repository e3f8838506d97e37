"""The search field above the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class SearchField(Input):
    """Tells what is typed, and passes on the keys that move among the results."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("escape", "leave", show=False),
    ]

    @dataclass
    class QueryChanged(Message):
        """What is searched for changed."""

        field: SearchField
        query: str

        @property
        def control(self) -> SearchField:
            """The field."""
            return self.field

    @dataclass
    class Stepped(Message):
        """An arrow asks for the next or the previous result."""

        field: SearchField
        by: int

        @property
        def control(self) -> SearchField:
            """The field."""
            return self.field

    @dataclass
    class Taken(Message):
        """Enter takes the result that is selected."""

        field: SearchField

        @property
        def control(self) -> SearchField:
            """The field."""
            return self.field

    @dataclass
    class Left(Message):
        """The search is over without a result."""

        field: SearchField

        @property
        def control(self) -> SearchField:
            """The field."""
            return self.field

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(placeholder="/ search", id=id, compact=True, select_on_focus=False)

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
