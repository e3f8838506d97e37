"""A catalog that is renewed in the cache: only what has changed is read, checked and encoded, and damage does not spread."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techtui.catalog.format import chunks
from techtui.catalog.format.field_validation import FieldChecker
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.format.renewing import renewed
from techtui.catalog.renewed import RenewedCatalog
from techtui.catalog.store import cache, writing
from techtui.catalog.store.cache import load_catalog, read_with_key
from tests.catalog.test_cache import assert_same
from tests.catalog.test_renewing import same, stored, written
from tests.conftest import GUITARS
from tests.examples import examples

OLD = "Heavy, warm and sustaining"
"""A text of one entry of the guitars."""


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the cache."""
    folder = tmp_path / "cached"
    monkeypatch.setenv("TECHTUI_CACHE", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path, cached: Path) -> Path:
    """The guitars in several files, a few entries in each, as they are in the cache."""
    folder = tmp_path / "guitars"
    folder.mkdir()
    head, *entries = re.split(r"(?m)^(?=\[technologies\.[^.\]]+\]$)", GUITARS.read_text())
    (folder / "0.toml").write_text(head)
    for at in range(0, len(entries), 3):
        text = "format = 1\n" + "".join(entries[at : at + 3])
        (folder / f"1-{at:02}.toml").write_text(text)
    load_catalog(folder)
    return folder


def edit(folder: Path, old: str, new: str) -> None:
    """Change a text in the one file that has it."""
    (file,) = (one for one in sorted(folder.iterdir()) if old in one.read_text())
    file.write_text(file.read_text().replace(old, new, 1))


def test_of_a_folder_only_what_has_changed_is_parsed_checked_and_encoded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    checked: set[str] = set()
    encoded: list[str] = []
    parse, check, encode = tomli.loads, FieldChecker.entry, writing._encode

    def loads(text: str) -> dict[str, Any]:
        parsed.extend(re.findall(r"(?m)^\[technologies\.([^.\]]+)\]$", text))
        return parse(text)

    def entry(self: FieldChecker, path: Any, *rest: Any) -> None:
        if path[0] == "technologies":
            checked.add(path[1])
        check(self, path, *rest)

    def counting(value: object) -> bytes:
        encoded.append(type(value).__name__)
        return encode(value)

    edit(folder, OLD, "Edited")
    with monkeypatch.context() as patch:
        patch.setattr(chunks.tomli, "loads", loads)
        patch.setattr(FieldChecker, "entry", entry)
        patch.setattr(writing, "_encode", counting)
        now = load_catalog(folder)
    (changed,) = (one.id for one in now.technologies.values() if "Edited" in str(one))
    assert parsed == [changed]
    assert checked == {changed}
    assert encoded.count("Technology") == 1
    # No attribute has another value.
    assert "list" not in encoded[:-3]
    assert_same(now, read_catalog(folder))


def test_what_is_cached_is_what_reading_all_gives(folder: Path, cached: Path) -> None:
    edit(folder, OLD, "Edited")
    _, key = read_with_key([folder])
    renewed = (cached / f"{key}.catalog").read_bytes()
    (cached / f"{key}.catalog").unlink()
    for digest in cached.glob("*.digest"):
        digest.unlink()
    assert read_with_key([folder])[1] == key
    assert (cached / f"{key}.catalog").read_bytes() == renewed


OVER_TIME = """format = 1
[catalog]
title = "Rings"
[categories.c]
name = "C"
[attributes.ring]
name = "Ring"
type = "choice"
choices = ["out", "in"]
[attributes.releases]
name = "Releases"
type = "table"
columns = { version = "text", size = "number" }
[attributes.size]
name = "Size"
type = "number"
[technologies.a]
name = "A"
category = "c"
facts.ring = { 2024 = "out", 2025 = "in" }
facts.size = 1
[technologies.b]
name = "B"
category = "c"
facts.releases = [{ version = "1", size = 2 }]
facts.ring = "in"
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{ 2024 = "out", 2025 = "in" }', '"out"'),
        ('facts.ring = "in"', 'facts.ring = { 2023 = "in" }'),
        ("size = 1", "size = 1.0"),
        ("size = 2", "size = 3"),
        ('name = "B"', 'name = "Bee"'),
        ("[technologies.b]", '[technologies.ab]\nname = "AB"\ncategory = "c"\n[technologies.b]'),
    ],
)
def test_values_over_time_and_tables_are_renewed_as_they_are_read(
    tmp_path: Path, old: str, new: str
) -> None:
    file = tmp_path / "rings.toml"
    file.write_text(OVER_TIME)
    before = stored(read_catalog(file), tmp_path / "before")
    file.write_text(OVER_TIME.replace(old, new, 1))
    now = renewed(before, file)
    assert now is not None
    whole = read_catalog(file)
    same(now, whole)
    assert written(now) == written(whole)


def test_a_renewed_catalog_that_cannot_be_cached_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(folder, OLD, "Edited")
    tried: list[object] = []

    def full(_path: Path, catalog: object) -> None:
        tried.append(catalog)
        raise OSError("the disk is full")

    monkeypatch.setattr(cache, "_save", full)
    assert_same(load_catalog(folder), read_catalog(folder))
    assert isinstance(tried[0], RenewedCatalog)


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), value=st.booleans())
def test_damage_of_an_earlier_state_is_not_passed_on(
    folder: Path, cached: Path, at: float, bit: int, value: bool
) -> None:
    load_catalog(folder)
    files = {one: one.read_bytes() for one in (*folder.iterdir(), *cached.iterdir())}
    (file,) = cached.glob("*.catalog")
    damaged = bytearray(files[file])
    damaged[int(at * len(damaged))] ^= 1 << bit
    file.write_bytes(damaged)
    edit(folder, *(("weight = 4.3", "weight = 4.5") if value else (OLD, "Edited")))
    try:
        load_catalog(folder)
        # From the file that was written.
        now = load_catalog(folder)
        assert_same(now, read_catalog(folder))
    finally:
        for one in cached.iterdir():
            one.unlink()
        for one, content in files.items():
            one.write_bytes(content)
