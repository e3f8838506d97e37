"""Watches the files of a catalog, and reads them again when they change."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from techtui.catalog.files import Look, look_at
from techtui.catalog.model import Catalog
from techtui.catalog.piped import descriptor
from techtui.catalog.problems import CatalogError

if TYPE_CHECKING:
    from techtui.catalog.store.subprocess_loader import Reading
    from techtui.tui.runtime.file_notices import FileNotices

INTERVAL: Final = 0.0125
"""Seconds between two looks at files that are being written. A look is one system call for each file."""
QUIET: Final = 4
"""The number of quiet looks after which files are read. By then the child that reads large ones has just about started. Fewer and
longer pauses would see a file that is emptied and written as two changes, and show it 40 ms later."""
PATIENCE: Final = 80
"""The number of quiet looks after which an error is reported: a slow writer pauses between two pieces of a file."""
_NOTICED: Final = 80
"""The factor on `INTERVAL` while all is quiet and the system gives notices of changes. Looks are needed all the same: network
file systems, parent folders and swapped folders give no notice. 0.02 % of a processor."""
_UNNOTICED: Final = 20
"""The factor where there are no notices; 0.08 %."""
_MOST_LINKS: Final = 40


def follow(
    paths: Sequence[Path],
    changed: Callable[[Catalog], object],
    broken: Callable[[CatalogError], object],
    failed: Callable[[Exception], object],
    stop: Event,
    interval: float = INTERVAL,
) -> None:
    """Watch files until told to stop. Blocks: run it in a thread.

    The names are looked up again each time, so that links that point elsewhere and folders that were replaced are noticed on
    every file system; notices of the system, which are about the files found earlier, only say when to look.

    Args:
        paths: The files and folders the catalog was read from.
        changed: Called with the new catalog after a change.
        broken: Called with the problems if the files can't be used after a change.
        failed: Called with any other error; watching goes on.
        stop: Ends the watch when set, at the next look.
        interval: Seconds between two looks while files are being written.
    """
    if all(descriptor(path) is not None for path in paths):
        return
    # Piped input does not change.
    followed = [path for path in paths if descriptor(path) is None]
    seen = look_at(followed)
    unread, quiet = False, 0
    untold: CatalogError | None = None
    with closing(_Pause(followed, stop, interval)) as pause, closing(_Rereading(paths)) as reader:
        while pause.ends(seen, busy=unread or untold is not None):
            try:
                now = look_at(followed)
                if now != seen:
                    seen, unread, quiet, untold = now, True, 0, None
                    reader.prepare()
                    continue
                quiet += 1
                if unread and quiet >= QUIET:
                    unread = False
                    try:
                        catalog = reader.read()
                    except CatalogError as error:
                        untold = error
                    else:
                        if stop.is_set():
                            # The receiver has gone.
                            return
                        changed(catalog)
                elif untold is not None and quiet >= PATIENCE:
                    told, untold = untold, None
                    broken(told)
            except Exception as error:
                if stop.is_set():
                    return
                failed(error)


class _Pause:
    """The time between two looks: short while files are being written, otherwise until there is a notice or a while has passed."""

    def __init__(self, paths: Sequence[Path], stop: Event, interval: float) -> None:
        self._paths = paths
        self._stop = stop
        self._interval = interval
        self._notices: FileNotices | None = None
        self._watches: Look | None = None
        self._all_watched = False
        self._begun = False

    def ends(self, seen: Look, busy: bool) -> bool:
        """Wait; return False if there should be no further look.

        Args:
            seen: The result of the last look.
            busy: Whether they are being written.
        """
        # Modules for notices are not imported before the first frame. If others write in the same folder, notices never stop.
        if not self._stop.wait(self._interval) and not busy and self._begun:
            if seen != self._watches:
                # Changes from before the watch was set up must be seen, too.
                self._watch(seen)
            elif self._notices is not None and self._all_watched:
                self._notices.wait(self._interval * _NOTICED)
            else:
                self._stop.wait(self._interval * (_UNNOTICED - 1))
        self._begun = True
        return not self._stop.is_set()

    def close(self) -> None:
        """Stop the notices."""
        if self._notices is not None:
            self._notices.close()

    def _watch(self, seen: Look) -> None:
        self._watches = seen
        try:
            if self._notices is None:
                from techtui.tui.runtime.file_notices import FileNotices

                self._notices = FileNotices()
            self._all_watched = self._notices.watch(_folders(self._paths, seen))
        except OSError:
            self._all_watched = False


def _folders(paths: Sequence[Path], seen: Look) -> set[str]:
    """Return the folders in which a change may mean another catalog: those of the files, and of links that lead to them."""
    found: set[str] = set()
    for name in (*map(str, paths), *(str(one[0]) for one in seen)):
        if os.path.isdir(name):
            found.add(name)
        found.add(os.path.dirname(os.path.realpath(name)))
        for _ in range(_MOST_LINKS):
            found.add(os.path.dirname(name) or ".")
            if not os.path.islink(name):
                break
            name = os.path.join(os.path.dirname(name), os.readlink(name))
    return found


class _Rereading:
    """Reads changed files again, large ones in a child process."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._prepared: Reading | None = None

    def prepare(self) -> None:
        """Start the process that will be needed soon; the new text is on the screen 50 ms earlier."""
        if self._prepared is None:
            self._prepared = self._apart()
            if self._prepared is not None:
                self._prepared.prepare()

    def read(self) -> Catalog:
        """Read the files, as `techtui.catalog.store.cache.read_into_cache` does."""
        from techtui.catalog.store.cache import read_into_cache

        reading, self._prepared = self._prepared or self._apart(), None
        return read_into_cache(self._paths) if reading is None else reading.run(lambda _: None)

    def _apart(self) -> Reading | None:
        from techtui.catalog.store.subprocess_loader import NOTICED, Reading, is_large

        # A process: parsing in a thread would hold up everything else.
        return Reading(self._paths) if is_large(self._paths, NOTICED) else None

    def close(self) -> None:
        """End a process that was started and not needed."""
        if self._prepared is not None:
            self._prepared.drop()
