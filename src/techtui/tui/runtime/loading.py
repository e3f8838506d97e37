"""Shows how far the reading of a large catalog is, and lets one stop it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
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
from techtui.catalog.store.subprocess_loader import CancelledError, Reading, Stage
from techtui.tui.chrome.themes import THEMES, with_shades
from techtui.tui.runtime.lifecycle import Lifecycle

_SAID: Final = {"parsing": "Reading", "checking": "Checking", "saving": "Keeping it for next time"}
_STEPS: Final = 1000
_TICK: Final = 0.2
"""Seconds between two looks at the clock; only while something is being read."""


class LoadingApp(Lifecycle[Catalog | CatalogError]):
    """A progress bar, until the catalog is there.

    Args:
        paths: What to read.
        theme: The name of the theme to show it in; empty for the usual one.

    Returns:
        From `run`: the catalog, what is wrong with it, or None if the person did not want to wait.
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

    def __init__(self, paths: Sequence[Path], theme: str = "") -> None:
        super().__init__()
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme if theme in self.available_themes else THEMES[0].name
        self._reading = Reading(paths)
        self._bytes = size_of(paths)
        self._file_name = paths[-1].name if paths else "catalog.toml"
        self._stage: Stage | None = None
        self._began = monotonic()

    def get_css_variables(self) -> dict[str, str]:
        """The variables of the theme, and shades of ours."""
        return with_shades(super().get_css_variables(), self.current_theme.dark)

    def compose(self) -> ComposeResult:
        with Vertical(id="reading"):
            yield Static(Content(f"{self._file_name}, {self._bytes / 1e6:,.0f} MB"), id="what")
            yield ProgressBar(total=_STEPS, show_eta=False)
            yield Static("Looking at it", id="stage", markup=False)
            yield Static(
                "Next time it opens at once, until it changes. esc stops.",
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        self.set_interval(_TICK, self._show)
        # A thread of its own, not a worker: leaving must not wait for it.
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        result: Catalog | CatalogError | None
        try:
            result = self._reading.run(lambda stage: self.call_from_thread(self._begin, stage))
        except CatalogError as error:
            result = error
        except CancelledError:
            return
        self.call_from_thread(self.exit, result)

    def _begin(self, stage: Stage) -> None:
        self._stage, self._began = stage, monotonic()
        self._show()

    def _show(self) -> None:
        stage = self._stage
        if stage is not None:
            share = stage.share(monotonic() - self._began)
            self.query_one(ProgressBar).update(progress=share * _STEPS)
            self.query_one("#stage", Static).update(_SAID[stage.name])

    def action_cancel(self) -> None:
        """Stop reading, and leave."""
        self.exit(None)

    def on_unmount(self) -> None:
        # However it ends, nothing reads on.
        self._reading.cancel()
