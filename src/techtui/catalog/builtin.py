"""The location of the shipped catalog."""

from __future__ import annotations

from pathlib import Path


def builtin_path() -> Path:
    """Return the file of the shipped catalog: inside the package, or at the top of a source checkout."""
    installed = Path(__file__).with_name("builtin.toml")
    return installed if installed.exists() else Path(__file__).parents[3] / "catalog.toml"
