"""The catalog is what is found at the given path now, however it came there."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import pytest

from techtui.catalog.files import look_at
from techtui.catalog.model import Catalog
from techtui.catalog.problems import CatalogError
from techtui.tui.runtime.file_notices import FileNotices
from techtui.tui.runtime.reloading import PATIENCE, QUIET, _folders, follow

INTERVAL = 0.005
"""Seconds between two looks in these tests."""


def text(title: str) -> str:
    """A small catalog."""
    return f'format = 1\n[catalog]\ntitle = "{title}"\n[categories.c]\nname = "C"\n'


class Told:
    """What a follower says."""

    def __init__(self) -> None:
        self.queue: Queue[str] = Queue()
        self.raises: Exception | None = None
        self.stop = Event()

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
    told, looked = Told(), Event()
    stop = told.stop
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
            # The piece is read, but too early to be called broken.
            Event().wait(INTERVAL * (QUIET + 1))
        assert told.next() == "Written slowly"


def test_the_follower_survives_what_it_calls_and_says_so(folder: Path) -> None:
    file = folder / "one.toml"
    with following(file) as told:
        told.raises = KeyError("x")
        file.write_text(text("Fails"))
        assert told.next() == "failed: 'x'"
        file.write_text(text("Works"))
        assert told.next() == "Works"


# FileNotices of the system --------------------------------------------------------------------------------

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs inotify")


@linux
def test_a_notice_is_enough(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without a notice there would be no look at all.
    wait = FileNotices.wait
    monkeypatch.setattr(FileNotices, "wait", lambda self, _: wait(self, 20))
    with following(folder / "one.toml") as told:
        for title in ("First", "Second"):
            (folder / "one.toml").write_text(text(title))
            assert told.next() == title
        told.stop.set()
        (folder / "one.toml").touch()


@pytest.mark.parametrize("missing", ["all", "some"])
def test_without_notices_the_looks_are_enough(
    folder: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    if missing == "all":

        def fails(_: FileNotices) -> None:
            raise OSError

        monkeypatch.setattr(FileNotices, "__init__", fails)
    else:
        # As of a network file system: nothing ever comes.
        monkeypatch.setattr(FileNotices, "wait", lambda self, seconds: bool(Event().wait(seconds)))
    with following(folder / "one.toml") as told:
        for title in ("First", "Second"):
            (folder / "one.toml").write_text(text(title))
            assert told.next() == title


@linux
def test_notices_tell_of_changes_and_of_nothing_else(folder: Path) -> None:
    (folder / "beside").mkdir()
    with closing(FileNotices()) as notices:
        assert notices.watch([str(folder)])
        assert not notices.wait(0)
        changes: list[Callable[[], object]] = [
            lambda: (folder / "one.toml").write_text("x"),
            lambda: os.replace(folder / "one.toml", folder / "two.toml"),
            lambda: (folder / "link").symlink_to("two.toml"),
            lambda: (folder / "two.toml").unlink(),
        ]
        for change in changes:
            change()
            assert notices.wait(20)
            assert not notices.wait(0)
        assert notices.watch([str(folder / "beside")])
        notices.wait(0)
        (folder / "one.toml").touch()
        assert not notices.wait(0), "it is watched no more"
        assert not notices.watch([str(folder), str(folder / "nowhere")])


@linux
def test_the_folders_that_matter_are_watched(folder: Path) -> None:
    # As Kubernetes mounts it: a link to a link to a folder.
    for name in ("v1", "mounted"):
        (folder / name).mkdir()
    (folder / "v1" / "c.toml").write_text(text("V1"))
    (folder / "mounted" / "..data").symlink_to("../v1")
    (folder / "mounted" / "c.toml").symlink_to("..data/c.toml")
    paths = [folder / "mounted" / "c.toml"]
    assert {os.path.realpath(one) for one in _folders(paths, look_at(paths))} == {
        str(folder / "mounted"),
        str(folder / "v1"),
    }
    assert str(folder) in _folders([folder], look_at([folder]))
