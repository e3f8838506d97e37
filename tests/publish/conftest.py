"""Websites that several tests look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.model import Catalog
from techtui.publish.folder import publish
from techtui.publish.static_site import site


@pytest.fixture(scope="session")
def shipped_site(shipped: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the shipped catalog, in a folder whose name an address has to escape."""
    folder = tmp_path_factory.mktemp("published") / "a site"
    publish(folder, site(shipped))
    return folder
