"""Follows the files of a catalog and reads them again when they change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Final

from techtui.catalog.files import look_at
from techtui.catalog.model import Catalog
from techtui.catalog.piped import descriptor
from techtui.catalog.problems import CatalogError

INTERVAL: Final = 0.25
"""Seconds between two looks at the files. A look is one question to the system for each file."""
PATIENCE: Final = 4
"""After how many quiet looks an error counts: a slow writer is not done with its file between two pieces."""


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
    is noticed on every file system; notices of the system would be about what was found there before.

    Args:
        paths: The files and folders the catalog was read from.
        changed: Called with the new catalog after a change.
        broken: Called with the problems when what is there now can't be used.
        failed: Called with whatever else goes wrong; the files are followed all the same.
        stop: Ends the watch when set.
        interval: Seconds between two looks.
    """
    if all(descriptor(path) is not None for path in paths):
        return
    # What was piped in stays as it is.
    followed = [path for path in paths if descriptor(path) is None]
    seen = look_at(followed)
    unread, quiet = False, 0
    untold: CatalogError | None = None
    while not stop.wait(interval):
        try:
            now = look_at(followed)
            if now != seen:
                seen, unread, quiet, untold = now, True, 0, None
                continue
            quiet += 1
            if unread:
                unread = False
                try:
                    catalog = _read(paths)
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


def _read(paths: Sequence[Path]) -> Catalog:
    from techtui.catalog.store.cache import read_into_cache
    from techtui.catalog.store.subprocess_loader import Reading, is_large

    # A thread does not help against parsing, which holds up all others.
    return Reading(paths).run(lambda _: None) if is_large(paths) else read_into_cache(paths)
