"""Follows the files of a catalog and reads them again when they change."""

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

INTERVAL: Final = 0.1
"""Seconds between two looks at files that are being written. A look is one question to the system for each file."""
PATIENCE: Final = 10
"""After how many quiet looks an error counts: a slow writer is not done with its file between two pieces."""
_NOTICED: Final = 10
"""So many times as long it is between two looks while all is quiet, and the system gives notice of changes. They are needed all
the same: of network file systems, of folders above, and of folders that are swapped, no notice comes. 0.02 % of a processor."""
_UNNOTICED: Final = 2.5
"""The same where no notice comes; 0.08 %."""
_MOST_LINKS: Final = 40


def follow(
    paths: Sequence[Path],
    changed: Callable[[Catalog], object],
    broken: Callable[[CatalogError], object],
    failed: Callable[[Exception], object],
    stop: Event,
    interval: float = INTERVAL,
) -> None:
    """Follow files until told to stop. Blocks: to be run in a thread.

    The names are looked up again each time, so that a link that points elsewhere, or a folder that was replaced,
    is noticed on every file system; notices of the system, which are about what was found there before, only say when to look.

    Args:
        paths: The files and folders the catalog was read from.
        changed: Called with the new catalog after a change.
        broken: Called with the problems when what is there now can't be used.
        failed: Called with whatever else goes wrong; the files are followed all the same.
        stop: Ends the watch when set; while all is quiet, with the next look.
        interval: Seconds between two looks while the files are being written.
    """
    if all(descriptor(path) is not None for path in paths):
        return
    # What was piped in stays as it is.
    followed = [path for path in paths if descriptor(path) is None]
    seen = look_at(followed)
    unread, quiet = False, 0
    untold: CatalogError | None = None
    with closing(_Pause(followed, stop, interval)) as pause, closing(_Reader(paths)) as reader:
        while pause.ends(seen, busy=unread or untold is not None):
            try:
                now = look_at(followed)
                if now != seen:
                    seen, unread, quiet, untold = now, True, 0, None
                    reader.prepare()
                    continue
                quiet += 1
                if unread:
                    unread = False
                    try:
                        catalog = reader.read()
                    except CatalogError as error:
                        untold = error
                    else:
                        if stop.is_set():
                            # Who is to be told has left.
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
    """The time between two looks: short while files are being written, else until there is notice of a change, or a while is over."""

    def __init__(self, paths: Sequence[Path], stop: Event, interval: float) -> None:
        self._paths = paths
        self._stop = stop
        self._interval = interval
        self._notices: FileNotices | None = None
        self._watches: Look | None = None
        self._all_watched = False
        self._begun = False

    def ends(self, seen: Look, busy: bool) -> bool:
        """Wait; False if there is to be no further look.

        Args:
            seen: How the files looked last.
            busy: Whether they are being written.
        """
        # What notices need is not imported before the first frame. Where others write in the same folder, too, they come all the time.
        if not self._stop.wait(self._interval) and not busy and self._begun:
            if seen != self._watches:
                # What has changed before it was watched is to be seen, too.
                self._watch(seen)
            elif self._notices is not None and self._all_watched:
                self._notices.wait(self._interval * _NOTICED)
            else:
                self._stop.wait(self._interval * (_UNNOTICED - 1))
        self._begun = True
        return not self._stop.is_set()

    def close(self) -> None:
        """Ask for no more notices."""
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
    """The folders in which a change may mean another catalog: those of the files, and of the links that lead to them."""
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


class _Reader:
    """Reads the files again; large ones in a process of its own, because a thread does not help against parsing, which holds up all others."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._prepared: Reading | None = None

    def prepare(self) -> None:
        """Start what will be needed soon: of a file that was saved the new text stands there 0.1 s earlier."""
        if self._prepared is None:
            self._prepared = self._apart()
            if self._prepared is not None:
                self._prepared.prepare()

    def read(self) -> Catalog:
        """Read them, as `techtui.catalog.store.cache.read_into_cache` does."""
        from techtui.catalog.store.cache import read_into_cache

        reading, self._prepared = self._prepared or self._apart(), None
        return read_into_cache(self._paths) if reading is None else reading.run(lambda _: None)

    def _apart(self) -> Reading | None:
        from techtui.catalog.store.subprocess_loader import NOTICED, Reading, is_large

        return Reading(self._paths) if is_large(self._paths, NOTICED) else None

    def close(self) -> None:
        """End what was prepared."""
        if self._prepared is not None:
            self._prepared.drop()
