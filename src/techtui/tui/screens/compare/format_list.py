"""The lists in the export dialog: what to write, and in which format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.geometry import Size


class FormatList(Widget, can_focus=True):
    """One of a few to choose; moving chooses.

    Args:
        rows: What there is to choose from, each with a few words on it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", show=False),
        Binding("down,j", "step(1)", show=False),
        Binding("enter", "take", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"formats--muted", "formats--chosen"}
    DEFAULT_CSS = """
    FormatList {
        height: auto;
        & > .formats--muted { color: $muted; }
        & > .formats--chosen { text-style: bold; }
        &:focus > .formats--chosen { background: $raised; text-style: bold; }
    }
    """
    ALLOW_SELECT = False

    chosen: reactive[int] = reactive(0)
    """The position of what is chosen."""

    @dataclass
    class Chosen(Message):
        """Something else is chosen."""

        formats: FormatList
        index: int

        @property
        def control(self) -> FormatList:
            """The list."""
            return self.formats

    @dataclass
    class Taken(Message):
        """The choice is final."""

        formats: FormatList
        index: int

        @property
        def control(self) -> FormatList:
            """The list."""
            return self.formats

    def __init__(self, rows: Sequence[tuple[str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = rows

    def offer(self, rows: Sequence[tuple[str, str]], chosen: int = 0) -> None:
        """Offer something else; nobody is told of it.

        Args:
            rows: What there is to choose from now.
            chosen: The position of what is chosen.
        """
        self._rows = rows
        self.set_reactive(FormatList.chosen, chosen)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._rows)

    def validate_chosen(self, chosen: int) -> int:
        return max(0, min(chosen, len(self._rows) - 1))

    def watch_chosen(self) -> None:
        if self.is_mounted:
            self.post_message(self.Chosen(self, self.chosen))

    def render(self) -> Text:
        muted = self.get_component_rich_style("formats--muted", partial=True)
        lit = self.get_component_rich_style("formats--chosen", partial=True)
        width = max(cell_len(name) for name, _ in self._rows)
        text = Text(no_wrap=True, overflow="ellipsis")
        for at, (name, aside) in enumerate(self._rows):
            line = Text(
                f"{'●' if at == self.chosen else '○'} {set_cell_size(name, width)}  ",
                Style(meta={"format": at}),
            )
            line.append(aside, muted)
            line.append(" " * max(0, self.size.width - line.cell_len))
            if at == self.chosen:
                line.stylize(lit)
            text.append("\n" if at else "").append_text(line)
        return text

    def action_step(self, by: int) -> None:
        """Choose the next one, or the one before."""
        self.chosen += by

    def action_take(self) -> None:
        """Be done with choosing."""
        self.post_message(self.Taken(self, self.chosen))

    def on_click(self, event: events.Click) -> None:
        if "format" in event.style.meta:
            event.stop()
            self.chosen = event.style.meta["format"]
