"""``techtui paths`` names the files really in use, and why each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.test_main import run
from tests.conftest import GUITARS


def catalogs(*words: str, **environment: str) -> list[str]:
    """What it says of the catalog, without the word in front."""
    lines = run(*words, **environment).stdout.splitlines()
    return [line[9:] for line in lines if line.startswith("catalog  ")]


def test_it_says_who_chose_the_catalog(tmp_path: Path) -> None:
    assert "(comes with techtui; " in catalogs("paths")[0]
    own = str(GUITARS)
    assert catalogs("paths", "--catalog", own) == [f"{own}  (--catalog)"]
    assert catalogs("--catalog", own, "paths") == [f"{own}  (--catalog)"]
    both = os.pathsep.join((own, own))
    assert catalogs("paths", TECHTUI_CATALOG=both) == [f"{own}  (TECHTUI_CATALOG)"] * 2
    (tmp_path / "config.toml").write_text(f'catalog = "{own}"')
    assert catalogs("paths", TECHTUI_CONFIG=str(tmp_path)) == [f"{own}  (the config file)"]


def test_it_names_the_files_of_a_folder_and_what_lies_below(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text('format = 1\n[catalog]\nextends = "builtin"\n')
    (tmp_path / "a.toml").write_text("format = 1\n")
    (tmp_path / ".#a.toml").symlink_to("nobody")
    found = catalogs("paths", "--catalog", str(tmp_path))
    assert "(comes with techtui; extended by what follows)" in found[0]
    assert found[1:] == [
        f"{tmp_path / name}  (--catalog names its folder)" for name in ("a.toml", "b.toml")
    ]


def test_it_says_what_can_not_be_used(tmp_path: Path) -> None:
    assert "no .toml file in the folder" in catalogs("paths", "--catalog", str(tmp_path))[0]
    assert "No such file" in catalogs("paths", "--catalog", str(tmp_path / "x.toml"))[0]


@pytest.mark.parametrize("command", ["list", "check"])
def test_a_folder_without_catalog_is_an_error_also_when_the_shipped_one_is_cached(
    tmp_path: Path, command: str
) -> None:
    assert run("list").returncode == 0
    words = ("check", str(tmp_path)) if command == "check" else ("list", "--catalog", str(tmp_path))
    for _ in range(2):
        result = run(*words)
        assert result.returncode == 1
        assert "no .toml file in the folder" in result.stdout + result.stderr


def test_it_says_which_variable_moved_a_folder(tmp_path: Path) -> None:
    out = run("paths", TECHTUI_STATE=str(tmp_path)).stdout
    assert f"state    {tmp_path / 'state.json'}  (TECHTUI_STATE; not there yet)" in out
    assert "TECHTUI_CONFIG moves it" in out
