"""Follows the files of a catalog and reads them anew when they are saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from techtui.catalog.format.problems import CatalogError
from techtui.catalog.model import Catalog


def follow(
    paths: Sequence[Path],
    changed: Callable[[Catalog], object],
    broken: Callable[[CatalogError], object],
    stop: Event,
) -> None:
    """Watch files until told to stop. Blocks: to be run in a thread.

    Args:
        paths: The files and folders the catalog was read from.
        changed: Told the new catalog after a change.
        broken: Told the problems when what was saved can't be used.
        stop: Ends the watch when set.
    """
    # Imported here because nobody saves a file before the first frame.
    from watchfiles import watch

    wanted = {path.resolve() for path in paths}
    # Editors replace files rather than write them, so the folders are watched.
    folders = {path if path.is_dir() else path.parent for path in wanted}

    def concerns(_change: object, name: str) -> bool:
        path = Path(name)
        return path in wanted or (path.parent in wanted and path.suffix == ".toml")

    for _ in watch(
        *folders,
        watch_filter=concerns,
        stop_event=stop,
        step=200,
        debounce=200,
        recursive=False,
        raise_interrupt=False,
    ):
        try:
            catalog = _read(paths)
        except CatalogError as error:
            broken(error)
        else:
            changed(catalog)


def _read(paths: Sequence[Path]) -> Catalog:
    from techtui.catalog.store.cache import read_into_cache
    from techtui.catalog.store.subprocess_loader import Reading, is_large

    # A thread does not help against parsing, which holds up all others.
    return Reading(paths).run(lambda _: None) if is_large(paths) else read_into_cache(paths)
