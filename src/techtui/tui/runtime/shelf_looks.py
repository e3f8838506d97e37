"""Looks at the shelf when another window may have changed it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App

    from techtui.tui.runtime.file_notices import FileNotices
    from techtui.tui.runtime.shelf_controller import ShelfKeeper

OFTEN: Final = 0.7
"""Seconds between two looks where the system gives no notice, and after the last notice: notice of a change comes before it can be read."""
SELDOM: Final = 10.0
"""Seconds between two looks where it does. They are needed all the same: for network file systems, for a folder that is replaced, and to try
again what could not be saved. To look often takes 0.05 % of a processor, this nothing that can be measured."""


class ShelfLooks:
    """Has a shelf looked at: seldom, and soon after anything in its folder has changed.

    Args:
        app: Runs the looks.
        keeper: Has the shelf.
    """

    def __init__(self, app: App[Any], keeper: ShelfKeeper) -> None:
        self._keeper = keeper
        self._notices = _notices_of(keeper.shelf.path)
        if self._notices is None:
            app.set_interval(OFTEN, keeper.poll)
            return
        app.set_interval(SELDOM, keeper.poll)
        self._soon = app.set_interval(OFTEN, self._look, pause=True)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._notices, self._noticed)

    def _noticed(self) -> None:
        if self._notices is not None:
            self._notices.wait(0)
            self._soon.reset()

    def _look(self) -> None:
        self._soon.pause()
        self._keeper.poll()

    def close(self) -> None:
        """Ask for no more notices."""
        if self._notices is not None:
            self._loop.remove_reader(self._notices)
            self._notices.close()
            self._notices = None


def _notices_of(path: Path | None) -> FileNotices | None:
    """Notices of changes beside a file, if there are any."""
    if path is not None:
        from techtui.tui.runtime.file_notices import FileNotices

        with suppress(OSError):
            notices = FileNotices()
            if notices.watch([str(path.parent)]):
                return notices
            notices.close()
    return None
