"""Live reload: watches the files of the catalog, and shows their current content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog
    from techtui.catalog.problems import CatalogError
    from techtui.tui.controllers.base import Explorer

RELOADED_SECONDS = 3
"""Seconds for which the notification of a change is shown."""


class LiveReload:
    """Replaces the catalog of an app when its files change, and reports errors in them.

    Args:
        app: The explorer.
        paths: The files and folders that the catalog was read from.
    """

    def __init__(self, app: Explorer, paths: Sequence[Path]) -> None:
        self._app = app
        self._paths = paths
        self._stop = Event()
        self._good_since = datetime.now()
        self._good_at = monotonic()

    def start(self) -> None:
        """Watch the files until `stop` is called."""
        # A thread, not a worker: exiting must not wait for a catalog that is being read.
        Thread(target=self._follow, daemon=True).start()

    def stop(self) -> None:
        """Stop watching."""
        self._stop.set()

    def _follow(self) -> None:
        from techtui.tui.runtime.reloading import follow

        follow(
            self._paths,
            partial(self._app.call_from_thread, self._reloaded),
            partial(self._app.call_from_thread, self._broken),
            partial(self._app.call_from_thread, self._not_reloaded),
            self._stop,
        )

    def _reloaded(self, catalog: Catalog) -> None:
        self._app.catalog = catalog
        now = monotonic()
        # One notification at a time, however often a file is saved.
        if self._app.outdated or now - self._good_at > RELOADED_SECONDS:
            self._app.notify("Catalog reloaded", timeout=RELOADED_SECONDS)
        self._good_at, self._good_since, self._app.outdated = now, datetime.now(), ""

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
        told = "" if self._app.is_web else f"\n{why}"
        since = f"{self._good_since:%H:%M}"
        self._app.outdated = (
            f"The catalog has errors: its last good state, of {since}, is shown.{told}"
        )
