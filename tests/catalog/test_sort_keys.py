"""Ids are sorted as the technologies themselves, without one of them being decoded."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.generate import catalog as generated

from techtui.catalog.builtin import builtin_path
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.sort_keys import by_attribute, by_name, ids_by_attribute, ids_by_name
from techtui.catalog.store.file import load
from techtui.catalog.store.writing import write
from tests.conftest import GUITARS


def stored(source: Path, path: Path) -> Catalog:
    """A catalog as it lies in the cache."""
    catalog = read_catalog(source)
    with path.open("wb") as file:
        write(file, catalog)
    return load(path, lambda: catalog)


@pytest.mark.parametrize("source", [GUITARS, builtin_path()], ids=["guitars", "shipped"])
@pytest.mark.parametrize("reverse", [False, True])
def test_ids_are_in_the_order_of_the_technologies(
    tmp_path: Path, source: Path, reverse: bool
) -> None:
    catalog = stored(source, tmp_path / "stored")
    every = [catalog.technologies[one] for one in catalog.ids]
    assert ids_by_name(catalog, catalog.ids, reverse) == [one.id for one in by_name(every, reverse)]
    for attribute in catalog.attributes.values():
        assert ids_by_attribute(catalog, attribute, catalog.ids, reverse) == [
            one.id for one in by_attribute(attribute, every, reverse)
        ]


def test_names_sort_without_regard_to_case_and_accents(tmp_path: Path) -> None:
    file = tmp_path / "names.toml"
    entries = "".join(
        f'[technologies.t{at}]\nname = "{name}"\ncategory = "c"\n'
        for at, name in enumerate(("Zig", "élan", "Eve", "apl", "Éclair"))
    )
    head = 'format = 1\n[catalog]\ntitle = "N"\n[categories.c]\nname = "C"\n'
    file.write_text(head + entries)
    catalog = read_catalog(file)
    order = [catalog.technologies[one].name for one in ids_by_name(catalog, catalog.ids)]
    assert order == ["apl", "Éclair", "élan", "Eve", "Zig"]


def test_sorting_decodes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "many.toml"
    file.write_text("".join(generated(200)))
    catalog = stored(file, tmp_path / "stored")
    ids_by_name(catalog, catalog.ids)
    for attribute in catalog.attributes.values():
        ids_by_attribute(catalog, attribute, catalog.ids)
    assert not catalog.technologies._decoded  # type: ignore[attr-defined]
