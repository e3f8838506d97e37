"""Parses the shipped catalog while a wheel is built, see ``techtui.catalog.store.packed``."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackCatalog(BuildHookInterface):
    """Adds the parsed form of the catalog to the wheel, beside the catalog."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Parse before the wheel is put together.

        Args:
            version: ``standard``, or ``editable`` for a checkout, whose catalog is there to be changed.
            build_data: What the wheel is made from.

        Raises:
            CatalogError: If the catalog has errors.
        """
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from techtui.catalog.store.packed import pack

        self._folder = TemporaryDirectory()
        file = pack(Path(self._folder.name))
        build_data["force_include"][str(file)] = f"techtui/catalog/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what the wheel has now."""
        if version != "editable":
            self._folder.cleanup()
