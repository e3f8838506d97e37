"""Live reload: watches the files of the catalog, and shows their current content."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog
    from techtui.catalog.problems import CatalogError
    from techtui.tui.controllers.base import Explorer

    _App = Explorer
else:
    _App = object

RELOADED_SECONDS = 3
"""Seconds for which the notification of a change is shown."""


class LiveReload(_App):
    """A mixin for apps: replaces the catalog when its files change, and reports errors in them."""

    def __init__(self) -> None:
        self._good_since = datetime.now()
        super().__init__()

    def follow_files(self) -> None:
        """Watch the files until the app exits."""
        # A thread, not a worker: exiting must not wait for a catalog that is being read.
        Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        from techtui.tui.runtime.reloading import follow

        follow(
            self._paths,
            partial(self.call_from_thread, self._reloaded),
            partial(self.call_from_thread, self._broken),
            partial(self.call_from_thread, self._not_reloaded),
            self._stop_following,
        )

    def _reloaded(self, catalog: Catalog) -> None:
        self.catalog = catalog
        now = datetime.now()
        # One notification at a time, however often a file is saved.
        if self.outdated or (now - self._good_since).total_seconds() > RELOADED_SECONDS:
            self.notify("Catalog reloaded", timeout=RELOADED_SECONDS)
        self._good_since, self.outdated = now, ""

    def _broken(self, error: CatalogError) -> None:
        first, *more = error.problems
        # Without its folder, so that the rest fits.
        place = one_line(Path(first.file).name) + (f":{first.line}" if first.line else "")
        why = f"{place}: {first.message}" + (f"; {first.hint}" if first.hint else "")
        rest = f" (and {len(more)} more; techtui check lists them)" if more else ""
        self._keep_old_state(why + rest)

    def _not_reloaded(self, error: Exception) -> None:
        why = one_line(f"{type(error).__name__}: {error}")
        self._keep_old_state(f"it could not be shown ({why}); start techtui again")

    def _keep_old_state(self, why: str) -> None:
        # Visitors are not told where the file is, or what is in it.
        told = "" if self.is_web else f"\n{why}"
        since = f"{self._good_since:%H:%M}"
        self.outdated = f"The catalog has errors: its last good state, of {since}, is shown.{told}"
