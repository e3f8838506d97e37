"""A catalog that is piped in: ``--catalog -`` and its like; and paths given as text."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from shlex import join, quote

import pytest

from techtui.catalog import piped
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.problems import CatalogError
from techtui.catalog.store.cache import load_catalog
from tests.conftest import GUITARS
from tests.terminal import PROGRAM, Terminal


def fed(*words: str, text: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the program with a catalog in its standard input."""
    return subprocess.run(
        [*PROGRAM, *words],
        input=GUITARS.read_bytes() if text is None else text,
        capture_output=True,
    )


@pytest.mark.parametrize("name", ["-", "/dev/stdin", "/dev/fd/0"])
def test_commands_read_a_pipe(name: str) -> None:
    result = fed("list", "--catalog", name, "--columns", "id", "--format", "csv")
    assert (result.returncode, result.stdout.split()) == (0, [b"id", b"tele", b"lp", b"dread"])


def test_a_pipe_can_be_one_layer_of_several(tmp_path: Path) -> None:
    above = b'format = 1\n[technologies.tele]\ntagline = "From the pipe"\n'
    result = fed("show", "tele", "--catalog", str(GUITARS), "--catalog", "-", text=above)
    assert b"From the pipe" in result.stdout, result.stderr


def test_problems_of_a_pipe_have_lines(tmp_path: Path) -> None:
    for words in (("check", "-"), ("list", "--catalog", "-")):
        result = fed(*words, text=b"format = 1\nx = [\n")
        assert result.returncode == 1
        assert b"<stdin>:" in result.stdout + result.stderr
    assert b"the file is empty" in fed("list", "--catalog", "-", text=b"").stderr


def test_a_server_refuses_a_pipe() -> None:
    result = fed("serve", "--catalog", "-")
    assert result.returncode == 2
    assert b"name a file" in result.stderr
    assert b"read from a pipe" in fed("paths", "--catalog", "-").stdout


def test_another_descriptor_such_as_a_shell_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piped, "_read", {})
    reads, writes = os.pipe()
    os.write(writes, b'format = 1\n[catalog]\ntitle = "Piped"\n[categories.c]\nname = "C"\n')
    os.close(writes)
    for _ in range(2):
        assert load_catalog(f"/dev/fd/{reads}").title == "Piped"
    os.close(reads)


def test_the_explorer_takes_the_keys_from_the_terminal() -> None:
    words = f"cat {quote(str(GUITARS))} | {join(PROGRAM)} --fresh --catalog -"
    with Terminal(["sh", "-c", words], size=(80, 24)) as terminal:
        terminal.wait_for("Telecaster", "move")
        assert terminal.leave("q") == 0


def test_the_library_takes_text_and_paths_one_or_several() -> None:
    for paths in (str(GUITARS), GUITARS, [str(GUITARS)], (GUITARS,)):
        assert read_catalog(paths).title == load_catalog(paths).title == "Guitars"
    with pytest.raises(TypeError):
        read_catalog(None)  # type: ignore[arg-type]
    with pytest.raises(CatalogError, match="no such file"):
        read_catalog("nowhere.toml")


def test_a_column_of_an_unknown_attribute_names_the_nearest(guitars: Catalog) -> None:
    for catalog in (guitars, load_catalog(GUITARS), load_catalog(GUITARS)):
        assert len(catalog.column("weight")) == 3
        with pytest.raises(LookupError, match="no attribute “wieght”; did you mean “weight”"):
            catalog.column("wieght")


@pytest.mark.parametrize("place", ["file", "folder"])
def test_names_that_are_no_utf8(tmp_path: Path, place: str) -> None:
    odd = os.fsdecode(b"j\xe9r\xf4me")
    file = tmp_path / odd / "c.toml" if place == "folder" else tmp_path / f"{odd}.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(GUITARS.read_bytes())
    for named in (file, file.parent):
        for _ in range(2):
            assert load_catalog(named).title == "Guitars"
    assert (
        load_catalog([GUITARS, file]).layers[1].endswith("j\ufffdr\ufffdme.toml")
        or place == "folder"
    )
    file.write_text("x = [")
    with pytest.raises(CatalogError) as raised:
        load_catalog(file)
    str(raised.value).encode()
