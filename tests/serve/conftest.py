"""Visits find the catalogs parsed."""

import pytest


@pytest.fixture(autouse=True)
def _warm_cache(warm_cache: None) -> None:
    """Reading files is what the catalog's own tests are about."""
