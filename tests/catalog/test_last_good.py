"""Whoever comes while a catalog has errors is shown what it was before."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.problems import CatalogError
from techtui.catalog.store.cache import load_catalog
from techtui.catalog.store.last_good import keep, load_or_last_good
from tests.conftest import GUITARS


@pytest.mark.usefixtures("own_environment")
def test_the_last_good_state_is_shown_until_the_files_are_mended(tmp_path: Path) -> None:
    file, kept = tmp_path / "guitars.toml", tmp_path / "kept"
    good = GUITARS.read_text()
    file.write_text(good)
    keep(load_catalog([file]), kept)
    catalog, current = load_or_last_good([file], kept)
    assert current
    assert "tele" in catalog.technologies

    # What is good later counts, too.
    file.write_text(good.replace('name = "Telecaster"', 'name = "Broadcaster"'))
    catalog, current = load_or_last_good([file], kept)
    assert (catalog.technologies["tele"].name, current) == ("Broadcaster", True)

    file.write_text("format = 1\n[")
    catalog, current = load_or_last_good([file], kept)
    assert (catalog.technologies["tele"].name, current) == ("Broadcaster", False)
    file.unlink()
    assert load_or_last_good([file], kept)[1] is False

    file.write_text(good)
    catalog, current = load_or_last_good([file], kept)
    assert (catalog.technologies["tele"].name, current) == ("Telecaster", True)


@pytest.mark.usefixtures("own_environment")
def test_without_a_good_one_the_errors_are_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 1\n[")
    with pytest.raises(CatalogError):
        load_or_last_good([broken], tmp_path / "kept")
    (tmp_path / "kept").write_bytes(b"no catalog")
    with pytest.raises(CatalogError):
        load_or_last_good([broken], tmp_path / "kept")
