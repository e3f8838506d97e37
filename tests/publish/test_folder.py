"""The folder of a website: replaced as a whole, refused where it holds anything else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from techtui.cli import main
from techtui.publish.folder import NotOursError, publish
from tests.conftest import GUITARS

FILES = [("index.html", b"one"), ("a/b.html", b"two")]


def held(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_second_time_replaces_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "site"
    publish(folder, FILES)
    publish(folder, [("index.html", b"other")])
    assert held(folder) == {"index.html": "other", ".techtui-site": "index.html\n"}
    assert [one.name for one in folder.parent.iterdir()] == ["site"]


def test_an_empty_folder_and_a_link_to_one_are_filled(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    publish(tmp_path / "link", FILES)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a" / "b.html").read_bytes() == b"two"


@pytest.mark.parametrize("name", ["notes.txt", "a/mine.html", ".git/config", "empty/"])
def test_what_is_not_ours_is_never_touched(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, FILES)
    mine = folder / name
    if name.endswith("/"):
        mine.mkdir()
    else:
        mine.parent.mkdir(parents=True, exist_ok=True)
        mine.write_text("mine", encoding="utf-8")
    before = held(folder)
    with pytest.raises(NotOursError, match=name):
        publish(folder, [("index.html", b"other")])
    assert held(folder) == before


def test_after_an_error_all_is_as_it_was(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"half"
        raise OSError("full")

    folder = tmp_path / "site"
    publish(folder, FILES)
    before = held(folder)
    with pytest.raises(OSError, match="full"):
        publish(folder, broken())
    assert held(folder) == before
    assert [one.name for one in tmp_path.iterdir() if "site" in one.name or ".tmp" in one.name] == [
        "site"
    ]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    assert main(["publish", "--catalog", str(GUITARS), str(site)]) == 0
    assert "files" in capsys.readouterr().out
    assert (site / "index.html").is_file()
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    assert main(["publish", str(file)]) == 1
    assert "is a file" in capsys.readouterr().err
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    assert main(["publish", str(tmp_path / "full")]) == 1
    assert "did not publish: mine" in capsys.readouterr().err


def test_a_catalog_with_problems_publishes_what_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog = tmp_path / "broken.toml"
    catalog.write_text(
        'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n'
        '[technologies.a]\nname = "A"\ncategory = "c"\n[technologies.b]\nname = 3\ncategory = "d"\n',
        encoding="utf-8",
    )
    assert main(["publish", "--catalog", str(catalog), str(tmp_path / "site")]) == 0
    assert "1 problem" in capsys.readouterr().err
    assert (tmp_path / "site" / "technologies" / "a" / "index.html").is_file()
    arguments = ["publish", "--strict", "--catalog", str(catalog), str(tmp_path / "strict")]
    assert main(arguments) == 1
    assert not (tmp_path / "strict").exists()
