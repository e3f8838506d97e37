"""Several categories an entry, and categories of one name, on a website."""

from __future__ import annotations

import json
from pathlib import Path

from techtui.catalog.format.loader import read_catalog
from techtui.publish.folder import publish
from techtui.publish.static_site import site


def data(folder: Path, name: str) -> object:
    """What a file of data hands over."""
    written = (folder / "data" / f"{name}.js").read_text()
    return json.loads(written[written.index(",") + 1 : written.rindex(")")])


def test_an_entry_is_listed_and_found_in_each(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, site(read_catalog([Path("tests/foreign/categories-are-two.toml")])))
    for category in ("row", "sail"):
        page = (folder / "categories" / category / "index.html").read_text()
        assert "Skiff" in page
        assert "1 technology" in page
    skiff = (folder / "technologies" / "skiff" / "index.html").read_text()
    assert "Also in" in skiff
    assert "../../categories/sail/" in skiff
    (categories, *_) = data(folder, "filters")  # type: ignore[misc]
    assert sorted(categories["values"][0]) == [0, 1]
    assert data(folder, "names")["technologies"][0][2] == "Rowing boats · Sailing boats"  # type: ignore[index]


def test_categories_of_one_name_are_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, site(read_catalog([Path("tests/foreign/categories-of-one-name.toml")])))
    names = [name for _, name, _ in data(folder, "names")["categories"]]  # type: ignore[index]
    assert "Sailing boats › Small" in names
    assert len(names) == len(set(names))
    listed = (folder / "technologies" / "index.html").read_text()
    assert "Rowing boats › Small" in listed
