"""The cache of parsed catalogs: whatever lies in it, the catalog that comes out is the one of the files."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.search import Index
from techtui.catalog.store import cache
from techtui.catalog.store.cache import cached_catalog, load_catalog
from tests.catalog.samples import GOOD
from tests.conftest import GUITARS
from tests.examples import examples


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TECHTUI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def assert_same(one: Catalog, other: Catalog) -> None:
    assert (one.id, one.title, one.summary, one.as_of) == (
        other.id,
        other.title,
        other.summary,
        other.as_of,
    )
    assert (one.headline, one.layers) == (other.headline, other.layers)
    for name in ("categories", "concepts", "attributes", "sources", "technologies"):
        assert list(getattr(one, name).items()) == list(getattr(other, name).items())
    assert [one.members(key) for key in one.categories] == [
        other.members(key) for key in other.categories
    ]
    assert tuple(one.ids) == tuple(other.ids)
    assert one.names.folded.all() == other.names.folded.all()
    assert one.texts.all() == other.texts.all()
    for key in other.attributes:
        assert one.column(key) == other.column(key)
        assert (
            one.having(key)
            == other.having(key)
            == bytes(each is not None for each in one.column(key))
        )
    first = next(iter(other.technologies.values()))
    assert one.find(first.name.upper()) == first
    assert Index(one).search(first.name) == Index(other).search(first.name)


def in_the_future(file: Path) -> None:
    """As if it had been saved before the clock was set back."""
    tomorrow = time.time() + 86_400
    os.utime(file, (tomorrow, tomorrow))


def aged(file: Path) -> None:
    """As if it had been saved a while ago: what was just saved is never taken for unchanged."""
    an_hour_ago = time.time() - 3600
    os.utime(file, (an_hour_ago, an_hour_ago))


@pytest.mark.parametrize("paths", [[], [GUITARS]], ids=["shipped", "guitars"])
def test_what_is_cached_is_what_was_read(folder: Path, paths: list[Path]) -> None:
    read = load_catalog(paths)
    cached = cached_catalog(paths)
    assert cached is not None
    assert_same(cached, read)
    assert "nothing" not in cached.technologies
    with pytest.raises(KeyError):
        cached.technologies["nothing"]


def test_nothing_is_cached_before_it_was_read(folder: Path) -> None:
    assert cached_catalog([GUITARS]) is None


def test_a_changed_file_is_read_anew(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    for title in ("First", "Other"):
        # Of the same length and in the same instant: only what it holds differs.
        file.write_text(GOOD.replace('title = "', f'title = "{title} ', 1))
        assert load_catalog([file]).title.startswith(title)
        assert load_catalog([file]).title.startswith(title)


def test_an_old_file_need_not_be_read_to_be_known(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD)
    aged(file)
    monkeypatch.setattr(cache, "_RACE", -60_000_000_000)
    load_catalog([file])
    monkeypatch.setattr(cache, "_sum", lambda files: pytest.fail("the file was read"))
    assert cached_catalog([file]) is not None


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_a_damaged_file_does_no_harm(folder: Path, at: float, bit: int, cut: bool) -> None:
    read = read_catalog([GUITARS])
    load_catalog([GUITARS])
    (file,) = folder.glob("*.catalog")
    good = file.read_bytes()
    place = int(at * len(good))
    damaged = bytearray(good)
    damaged[place] ^= 1 << bit
    file.write_bytes(good[:place] if cut else bytes(damaged))
    try:
        catalog = load_catalog([GUITARS])
        for name in ("categories", "attributes", "sources", "technologies"):
            assert list(getattr(catalog, name).items()) == list(getattr(read, name).items())
        # In the texts that are searched damage may hide a hit, nothing more.
        Index(catalog).search("acoustic wood")
        assert len(catalog.names.folded.all()) <= len(good)
    finally:
        file.write_bytes(good)


@pytest.mark.parametrize(
    "content",
    [b"", b"techtui", b"\0" * 5000, b"techtui\x03l" + b"\xff" * 90],
    ids=["empty", "short", "zeros", "lies"],
)
def test_a_foreign_file_is_replaced(folder: Path, content: bytes) -> None:
    read = load_catalog([GUITARS])
    (file,) = folder.glob("*.catalog")
    good = file.read_bytes()
    file.write_bytes(content)
    assert_same(load_catalog([GUITARS]), read)
    assert file.read_bytes() == good


def test_a_folder_that_cannot_be_written_only_costs_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv("TECHTUI_CACHE", str(in_the_way / "cache"))
    assert load_catalog([GUITARS]).title == read_catalog([GUITARS]).title


def test_a_file_of_which_only_pieces_are_read_is_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = load_catalog([GUITARS])
    monkeypatch.setattr("techtui.catalog.store.file._MOST_READ", 0)
    cached = cached_catalog([GUITARS])
    assert cached is not None
    assert_same(cached, read)


@pytest.mark.sample(1)
@pytest.mark.parametrize("left", [0, 100, 5000])
def test_a_file_that_is_cut_off_while_it_is_open_ends_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    read = load_catalog()
    monkeypatch.setattr("techtui.catalog.store.file._MOST_READ", 0)
    cached = cached_catalog()
    assert cached is not None
    [file] = folder.glob("*.catalog")
    os.truncate(file, left)
    assert_same(cached, read)


@pytest.mark.skipif(sys.platform == "win32", reason="needs file modes")
def test_only_its_owner_may_read_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder.with_name("techtui")
    monkeypatch.setenv("TECHTUI_CACHE", str(folder))

    def modes() -> set[int]:
        return {one.stat().st_mode & 0o777 for one in folder.iterdir()}

    umask = os.umask(0)
    try:
        load_catalog([GUITARS])
        assert folder.stat().st_mode & 0o777 == 0o700
        assert modes() == {0o600}
        # As an earlier version left it.
        folder.chmod(0o755)
        for file in folder.iterdir():
            file.chmod(0o644)
        assert cached_catalog([GUITARS]) is not None
        assert folder.stat().st_mode & 0o777 == 0o700
        assert modes() == {0o600}
    finally:
        os.umask(umask)


def test_only_the_latest_are_kept(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    for number in range(12):
        file.write_text(GOOD.replace('title = "', f'title = "{number} ', 1))
        load_catalog([file])
    assert len(list(folder.glob("*.catalog"))) == 8
    assert not list(folder.glob("*.tmp"))


def test_what_was_cached_just_now_stays_though_the_clock_was_set_back(
    folder: Path, tmp_path: Path
) -> None:
    for number in range(9):
        if number == 8:
            for cached in folder.iterdir():
                in_the_future(cached)
        file = tmp_path / f"{number}.toml"
        file.write_text(GOOD.replace('title = "', f'title = "{number} ', 1))
        load_catalog([file])
    assert cached_catalog([file]) is not None
    assert len(list(folder.glob("*.catalog"))) == 8
