"""A catalog about coffee."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog

COFFEE = Path(__file__).with_name("coffee.toml")


@pytest.fixture(scope="session")
def coffee() -> Catalog:
    """All types of attributes, texts full of special characters."""
    return read_catalog([COFFEE])
