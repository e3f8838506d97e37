"""The shipped catalog, parsed at build time: even the first launch need not parse it.

The build (``hatch_build.py``) puts the parsed form beside the catalog in the wheel. Its name is a checksum of the catalog and the
version that wrote it; if either differs, no file has the expected name, and the catalog is read like any other. A source checkout
has none, because its catalog changes.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from techtui.catalog.builtin import builtin_path
from techtui.catalog.model import Catalog
from techtui.catalog.store.blocks import DamagedError
from techtui.catalog.store.file import WRITTEN_BY, load


def packed() -> Path | None:
    """Return the path of the parsed form of the current shipped catalog; None if there is none."""
    catalog = builtin_path()
    with suppress(OSError):
        file = catalog.with_name(_name(catalog))
        return file if file.is_file() else None
    return None


def packed_catalog(read_again: Callable[[], Catalog]) -> Catalog | None:
    """Return the shipped catalog from its parsed form.

    Args:
        read_again: As in `techtui.catalog.store.file.load`.

    Returns:
        The catalog; None if there is no usable parsed form.
    """
    file = packed()
    with suppress(OSError, DamagedError):
        return load(file, read_again) if file else None
    return None


def pack(folder: Path) -> Path:
    """Parse the shipped catalog. The same files give the same bytes.

    Args:
        folder: The folder to write to.

    Returns:
        The file, with the name that `packed` expects.

    Raises:
        CatalogError: If the catalog has errors.
        OSError: If it can't be written.
    """
    # Imported here because only a build needs it.
    from techtui.catalog.format.loader import read_catalog
    from techtui.catalog.store.writing import write

    catalog = read_catalog()
    path = folder / _name(builtin_path())
    with path.open("wb") as file:
        write(file, catalog)
    return path


def _name(catalog: Path) -> str:
    # Not a cryptographic digest: importing one takes ten times as long as this, and those who can change the catalog can change the program.
    total = crc32(WRITTEN_BY.encode())
    with catalog.open("rb") as file:
        while part := file.read(1 << 18):
            total = crc32(part, total)
    return f"builtin.{total:08x}.catalog"
