"""The last good state of a catalog, for visitors who arrive while its files have errors."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from techtui.catalog.model import Catalog
from techtui.catalog.problems import CatalogError
from techtui.catalog.store.blocks import DamagedError
from techtui.catalog.store.cache import load_catalog, stored
from techtui.catalog.store.file import load
from techtui.catalog.store.writing import write
from techtui.files import atomic_write, keep_private


def keep(catalog: Catalog, kept: Path) -> None:
    """Save a catalog as the last good state.

    Args:
        catalog: The catalog.
        kept: The file to write.

    Raises:
        OSError: If it can't be written.
    """
    atomic_write(kept, partial(write, catalog=catalog), private=True)


def load_or_last_good(paths: Sequence[Path], kept: Path) -> tuple[Catalog, bool]:
    """Read a catalog, or its last good state if it has errors now.

    Args:
        paths: As in `techtui.catalog.store.cache.load_catalog`.
        kept: The file from `keep`; a good catalog is saved there.

    Returns:
        The catalog, and whether it is the current one.

    Raises:
        CatalogError: If it has errors, and there is no last good state.
    """

    def give_up() -> Catalog:
        raise DamagedError

    try:
        catalog = load_catalog(paths)
    except CatalogError:
        keep_private(kept)
        with suppress(OSError, DamagedError):
            return load(kept, give_up), False
        raise
    # A state that can't be saved is missed only when there are errors.
    with suppress(OSError):
        _renew(stored(paths), kept)
    return catalog, True


def _renew(file: Path | None, kept: Path) -> None:
    if file is None:
        return
    new, old = file.stat(), kept.stat()
    if (new.st_size, new.st_mtime_ns) != (old.st_size, old.st_mtime_ns):
        beside = kept.with_name(f"{kept.name}.{os.getpid()}")
        shutil.copy2(file, beside)
        beside.replace(kept)
