"""The catalog to start from."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from techtui.catalog.format.diagnostics import check
from techtui.catalog.format.fields import TABLES
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.format.starter import starter, write_starter
from tests.catalog.samples import TODAY

if TYPE_CHECKING:
    from pathlib import Path


def test_it_passes_the_checker_and_loads(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    write_starter(file, TODAY)
    assert check([file], today=TODAY) == ()
    assert len(read_catalog([file])) == 2


def test_it_is_fresh_on_the_day_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    write_starter(file)
    assert check([file]) == ()


def test_it_shows_a_table_of_each_kind_a_beginner_needs() -> None:
    text = starter(today=TODAY)
    for table in TABLES:
        assert f"[{table}" in text or table in ("concepts", "decisions")


def test_it_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("mine")
    with pytest.raises(FileExistsError):
        write_starter(file)
    assert file.read_text() == "mine"
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(FileExistsError):
        write_starter(link)
    assert not (tmp_path / "elsewhere.toml").exists()


@pytest.mark.parametrize(
    "name", ["with blank.toml", "{x}.toml", "a\nformat = 2.toml", "$(x).toml", "\u202e.toml"]
)
def test_odd_file_names_do_no_harm(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    write_starter(file, TODAY)
    assert check([file], today=TODAY) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on files")
def test_a_full_disk_leaves_no_empty_file(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "techtui", "new", str(tmp_path / "mine.toml")]
    result = subprocess.run(
        ["sh", "-c", 'ulimit -f 0 && exec "$@"', "sh", *words], capture_output=True, text=True
    )
    assert result.returncode == 1
    assert result.stderr.endswith("can't be written: The file would be larger than allowed\n")
    assert not list(tmp_path.glob("*.toml")) + list(tmp_path.glob(".*"))
