"""The field that filters rows by text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class FilterField(Input):
    """Tells what is typed. Enter and down go on to the rows, escape gives the filter up."""

    KEY_FOCUS: ClassVar = "rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "take", show=False),
        Binding("escape", "leave", show=False),
    ]

    @dataclass
    class QueryChanged(Message):
        """What rows have to say changed."""

        field: FilterField
        query: str

        @property
        def control(self) -> FilterField:
            """The field."""
            return self.field

    @dataclass
    class Taken(Message):
        """The rows that are left are wanted."""

        field: FilterField

        @property
        def control(self) -> FilterField:
            """The field."""
            return self.field

    @dataclass
    class Left(Message):
        """All rows are wanted again."""

        field: FilterField

        @property
        def control(self) -> FilterField:
            """The field."""
            return self.field

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            placeholder="/ rows that say …", id=id, compact=True, select_on_focus=False
        )

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.QueryChanged(self, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Go on to the rows."""
        self.post_message(self.Taken(self))

    def action_leave(self) -> None:
        """Give up the filter."""
        self.post_message(self.Left(self))
