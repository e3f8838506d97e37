"""The lists of the export dialog: subjects and formats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from techtui.tui.dialogs.options import OptionRows


class FormatList(OptionRows):
    """A few formats; the highlighted one is chosen.

    Args:
        rows: The name of each format, and a few words about it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "cursor_up", show=False),
        Binding("j", "cursor_down", show=False),
    ]
    DEFAULT_CSS = """
    FormatList {
        height: auto;
        padding: 0;
        background: $surface;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &, &:focus { border: none; }
    }
    """

    def __init__(self, rows: Sequence[tuple[str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._rows = rows
        self.add_options(self._line(at) for at in range(len(rows)))
        self.highlighted = 0

    def offer(self, rows: Sequence[tuple[str, str]], chosen: int = 0) -> None:
        """Replace the options.

        Args:
            rows: The name of each format, and a few words about it.
            chosen: The position of the chosen one.
        """
        self._rows = rows
        self.clear_options()
        self.add_options(self._line(at) for at in range(len(rows)))
        self.highlighted = chosen

    def _line(self, at: int) -> Content:
        name, aside = self._rows[at]
        width = max(cell_len(name) for name, _ in self._rows)
        # The sign marks the chosen one if there are no colours, or if the focus is elsewhere.
        sign = "●" if at == self.highlighted else "○"
        return Content.assemble(f"{sign} {set_cell_size(name, width)}  ", (aside, "$muted"))

    def watch_highlighted(self, highlighted: int | None) -> None:
        super().watch_highlighted(highlighted)
        for at in range(self.option_count):
            self.replace_option_prompt_at_index(at, self._line(at))

    def on_click(self, event: events.Click) -> None:
        """Only highlight the clicked option; in other option lists a click also selects."""
        event.prevent_default().stop()
        if (at := event.style.meta.get("option")) is not None:
            self.highlighted = at
