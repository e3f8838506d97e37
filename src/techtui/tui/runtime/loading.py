"""Shows the progress of reading a large catalog, and lets the user cancel it."""

from __future__ import annotations

from threading import Thread
from time import monotonic
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ProgressBar, Static

from techtui.catalog.model import Catalog
from techtui.catalog.problems import CatalogError
from techtui.catalog.store.cache import size_of
from techtui.catalog.store.subprocess_loader import RunningReading
from techtui.tui.chrome.themes import THEMES, with_shades
from techtui.tui.runtime.lifecycle import Lifecycle

_SAID: Final = {"parsing": "Reading", "checking": "Checking", "saving": "Saving it for next time"}
_STEPS: Final = 1000
_TICK: Final = 0.2
"""Seconds between two updates while something is being read."""


class LoadingApp(Lifecycle[Catalog | CatalogError]):
    """A progress bar, shown until the catalog is there.

    Args:
        running: The running read.
        theme: The name of the theme; empty for the default.

    Returns:
        From `run`: the catalog, what is wrong with it, or None if the user cancelled.
    """

    TITLE = "techtui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+c,ctrl+q", "cancel", "Cancel", priority=True),
    ]
    CSS = """
    Screen { align: center middle; }
    #reading { width: 64; max-width: 100%; height: auto; padding: 1 2; border: round $raised; }
    #reading Static { width: 1fr; }
    ProgressBar { width: 1fr; margin: 1 0; }
    ProgressBar Bar { width: 1fr; }
    #hint { color: $muted; }
    """

    def __init__(self, running: RunningReading, theme: str = "") -> None:
        super().__init__()
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme if theme in self.available_themes else THEMES[0].name
        self._reading = running
        self._bytes = size_of(running.paths)
        self._file_name = running.paths[-1].name if running.paths else "catalog.toml"

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables, with the shades added by techtui."""
        return with_shades(super().get_css_variables(), self.current_theme.dark)

    def compose(self) -> ComposeResult:
        with Vertical(id="reading"):
            yield Static(Content(f"{self._file_name}, {self._bytes / 1e6:,.0f} MB"), id="what")
            yield ProgressBar(total=_STEPS, show_eta=False)
            yield Static("Opening…", id="stage", markup=False)
            yield Static(
                "Next time it opens at once, unless it changes. esc cancels.",
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        self.set_interval(_TICK, self._show)
        # A thread, not a worker: exiting must not wait for it.
        Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        self._reading.ends_within(None)
        if not self._reading.is_cancelled:
            # Passed on: an error in this thread would go unnoticed.
            self.call_from_thread(self.call_later, self._finish)

    def _finish(self) -> None:
        self.exit(self._reading.result())

    def _show(self) -> None:
        stage = self._reading.stage
        if stage is not None:
            share = stage.share(monotonic() - self._reading.began)
            self.query_one(ProgressBar).update(progress=share * _STEPS)
            self.query_one("#stage", Static).update(_SAID[stage.name])

    def action_cancel(self) -> None:
        """Stop reading, and exit."""
        self.exit(None)

    def on_unmount(self) -> None:
        # However the app ends, the reading stops.
        self._reading.cancel()
