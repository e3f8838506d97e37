"""The catalog is what is found at the given path now, however it came there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import pytest

from techtui.catalog.model import Catalog
from techtui.catalog.problems import CatalogError
from techtui.tui.runtime.reloading import PATIENCE, follow

INTERVAL = 0.02
"""Seconds between two looks in these tests."""


def text(title: str) -> str:
    """A small catalog."""
    return f'format = 1\n[catalog]\ntitle = "{title}"\n[categories.c]\nname = "C"\n'


class Told:
    """What a follower says."""

    def __init__(self) -> None:
        self.queue: Queue[str] = Queue()
        self.raises: Exception | None = None

    def changed(self, catalog: Catalog) -> None:
        """A new catalog is there."""
        error, self.raises = self.raises, None
        if error is not None:
            raise error
        self.queue.put(catalog.title)

    def broken(self, error: CatalogError) -> None:
        """The files can't be used."""
        self.queue.put(f"broken: {error.problems[0].message}")

    def failed(self, error: Exception) -> None:
        """Something else went wrong."""
        self.queue.put(f"failed: {error}")

    def next(self) -> str:
        """The next thing it says."""
        return self.queue.get(timeout=20)


@contextmanager
def following(*paths: Path) -> Iterator[Told]:
    """Follow files in a thread."""
    told, stop, looked = Told(), Event(), Event()
    from techtui.tui.runtime import reloading

    look_at = reloading.look_at

    def look(paths: tuple[Path, ...]) -> object:
        found = look_at(paths)
        looked.set()
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reloading, "look_at", look)
        thread = Thread(
            target=follow,
            args=(paths, told.changed, told.broken, told.failed, stop, INTERVAL),
        )
        thread.start()
        try:
            assert looked.wait(20)
            yield told
        finally:
            stop.set()
            thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two catalogs."""
    folder = tmp_path / "followed"
    folder.mkdir()
    (folder / "one.toml").write_text(text("One"))
    (folder / "two.toml").write_text(text("Two"))
    return folder


def _relink(link: Path, to: str) -> None:
    beside = link.with_name("beside")
    beside.symlink_to(to)
    os.replace(beside, link)


def test_a_link_that_is_pointed_elsewhere(folder: Path) -> None:
    link = folder / "cur.toml"
    link.symlink_to("one.toml")
    with following(link) as told:
        _relink(link, "two.toml")
        assert told.next() == "Two"
        (folder / "two.toml").write_text(text("Two, saved later"))
        assert told.next() == "Two, saved later"
        _relink(link, "one.toml")
        assert told.next() == "One"


def test_a_link_on_the_way_that_is_swapped(folder: Path) -> None:
    for version in ("v1", "v2", "v3"):
        (folder / version).mkdir()
        (folder / version / "c.toml").write_text(text(version))
    (folder / "data").symlink_to("v1")
    link = folder / "c.toml"
    link.symlink_to("data/c.toml")
    with following(link) as told:
        for version in ("v2", "v3"):
            _relink(folder / "data", version)
            assert told.next() == version


def test_a_link_that_becomes_a_file(folder: Path) -> None:
    link = folder / "cur.toml"
    link.symlink_to("one.toml")
    with following(link) as told:
        beside = folder / "cur.toml~"
        beside.write_text(text("Edited"))
        os.replace(beside, link)
        assert told.next() == "Edited"


def _recreate(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "a.toml").write_text(text("Anew"))


def _swap(folder: Path) -> None:
    other = folder.with_name("other")
    other.mkdir()
    (other / "a.toml").write_text(text("Anew"))
    folder.rename(folder.with_name("old"))
    other.rename(folder)


def _replace_with_old_times(folder: Path) -> None:
    # As rsync -t and cp -p do: the file is older than the one it replaces.
    beside = folder / "beside"
    beside.write_text(text("Anew"))
    os.utime(beside, (1, 1))
    os.replace(beside, folder / "a.toml")


@pytest.mark.parametrize("change", [_recreate, _swap, _replace_with_old_times])
@pytest.mark.parametrize("named", ["folder", "file"])
def test_a_folder_that_is_recreated_or_swapped(
    tmp_path: Path, change: Callable[[Path], None], named: str
) -> None:
    folder = tmp_path / "catalogs"
    folder.mkdir()
    (folder / "a.toml").write_text(text("Before"))
    with following(folder if named == "folder" else folder / "a.toml") as told:
        change(folder)
        assert told.next() == "Anew"


def test_files_that_are_no_part_of_the_catalog_change_nothing(folder: Path) -> None:
    (folder / "two.toml").unlink()
    with following(folder) as told:
        (folder / ".#one.toml").symlink_to("nobody@nowhere")
        (folder / "notes.txt").write_text("x")
        with pytest.raises(Empty):
            told.queue.get(timeout=INTERVAL * PATIENCE * 4)
        (folder / "one.toml").write_text(text("Saved"))
        assert told.next() == "Saved"


def test_a_file_that_goes_and_comes_back(folder: Path) -> None:
    file = folder / "one.toml"
    with following(file) as told:
        file.unlink()
        assert told.next() == "broken: there is no such file"
        file.write_text(text("Back"))
        assert told.next() == "Back"


def test_pieces_of_a_slow_writer_are_no_errors(folder: Path) -> None:
    file = folder / "one.toml"
    whole = text("Written slowly")
    with following(file) as told:
        for end in (10, 25, 40, len(whole)):
            file.write_text(whole[:end])
            # Two looks: the piece is read, but too early to be called broken.
            Event().wait(INTERVAL * 2)
        assert told.next() == "Written slowly"


def test_the_follower_survives_what_it_calls_and_says_so(folder: Path) -> None:
    file = folder / "one.toml"
    with following(file) as told:
        told.raises = KeyError("x")
        file.write_text(text("Fails"))
        assert told.next() == "failed: 'x'"
        file.write_text(text("Works"))
        assert told.next() == "Works"
