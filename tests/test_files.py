"""Files are written whole or not at all, private ones for their owner only."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from techtui import files
from techtui.files import (
    atomic_write,
    in_words,
    keep_private,
    private_folder,
    read_ordinary,
    replacing,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs file modes")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def only(path: Path) -> None:
    """Nothing is left beside a file."""
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder / "file"


@pytest.mark.parametrize("durable", [False, True])
def test_a_file_is_written_and_replaced(path: Path, durable: bool) -> None:
    atomic_write(path, b"one", durable=durable)
    atomic_write(path, lambda file: file.write(b"two"), durable=durable)
    assert path.read_bytes() == b"two"
    only(path)


def test_what_is_there_stays_unless_it_may_be_replaced(path: Path) -> None:
    atomic_write(path, b"one", overwrite=False)
    with pytest.raises(FileExistsError):
        atomic_write(path, b"two", overwrite=False)
    assert path.read_bytes() == b"one"
    only(path)


@pytest.mark.parametrize("failing", ["writing", "fsync", "replace"])
def test_a_failure_leaves_what_was_there_and_nothing_else(
    path: Path, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    atomic_write(path, b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def content(file: BinaryIO) -> None:
        file.write(b"half")
        if failing == "writing":
            full()

    if failing != "writing":
        monkeypatch.setattr(files.os, failing, full)
    with pytest.raises(OSError, match="No space"):
        atomic_write(path, content, durable=True)
    assert path.read_bytes() == b"old"
    only(path)


@posix
def test_a_private_file_is_private_from_its_first_byte(path: Path) -> None:
    path.write_bytes(b"old")
    path.chmod(0o644)
    umask = os.umask(0)
    try:
        with replacing(path, private=True) as unfinished:
            assert mode_of(unfinished) == 0o600
        assert mode_of(path) == 0o600
    finally:
        os.umask(umask)


@posix
def test_another_file_keeps_its_mode_and_a_new_one_obeys_the_umask(path: Path) -> None:
    umask = os.umask(0o027)
    try:
        atomic_write(path, b"one")
        assert mode_of(path) == 0o640
        for mode in (0o604, 0o400):
            path.chmod(mode)
            atomic_write(path, b"two", durable=True)
            assert mode_of(path) == mode
    finally:
        os.umask(umask)


@posix
def test_a_link_stays_and_its_file_is_written(path: Path) -> None:
    link = path.with_name("link")
    link.symlink_to(path)
    atomic_write(link, b"through")
    assert link.is_symlink()
    assert path.read_bytes() == b"through"
    with pytest.raises(FileExistsError):
        atomic_write(link, b"again", overwrite=False)


@posix
def test_a_pipe_is_not_replaced_by_a_file(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(OSError, match="pipe or a device"):
        atomic_write(path, b"text")
    assert path.is_fifo()
    only(path)


def test_a_name_as_long_as_the_file_system_allows(path: Path) -> None:
    longest = path.with_name("ä" * 127)
    atomic_write(longest, b"text")
    only(longest)


@posix
def test_folders_are_made_for_the_owner_and_only_those_of_the_program_tightened(
    tmp_path: Path,
) -> None:
    shared, own = tmp_path / "shared", tmp_path / "techtui"
    for folder in (shared, own):
        folder.mkdir(mode=0o755)
        private_folder(folder)
    private_folder(tmp_path / "new")
    assert [mode_of(one) for one in (shared, own, tmp_path / "new")] == [0o755, 0o700, 0o700]


@posix
def test_a_file_is_tightened_and_one_that_is_not_there_is_no_matter(path: Path) -> None:
    path.touch(0o644)
    keep_private(path)
    assert mode_of(path) == 0o600
    keep_private(path.with_name("none"))


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_error_has_words_without_a_number(number: int) -> None:
    said = in_words(OSError(number, os.strerror(number), "/path"))
    assert said
    assert "Errno" not in said
    assert "/path" not in said


def test_what_nobody_waits_for_leaves_nothing_at_the_end(path: Path) -> None:
    # A thread is in the middle of writing when the program ends.
    script = f"""
from pathlib import Path
from threading import Event, Thread
from techtui.files import atomic_write
from techtui.startup import QuickEnd

end = QuickEnd()
writes = Event()

def content(file):
    file.write(b"half")
    writes.set()
    Event().wait()

Thread(target=atomic_write, args=(Path({str(path)!r}), content), daemon=True).start()
writes.wait()
end.code = 3
"""
    assert subprocess.run([sys.executable, "-c", script]).returncode == 3
    assert list(path.parent.iterdir()) == []


def test_what_is_no_file_is_not_waited_for(path: Path) -> None:
    path.write_bytes(b"words")
    assert read_ordinary(path) == b"words"
    assert read_ordinary(Path(os.devnull)) == b""
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(OSError, match="not an ordinary file"):
        read_ordinary(path)
