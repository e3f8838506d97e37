"""Taking a comparison away: the clipboard and files."""

from __future__ import annotations

import html
import json
import os
import re
import stat
from pathlib import Path

import pytest
from textual.widgets import Input

from techtui.catalog.model import Catalog
from techtui.tui.runtime import clipboard
from techtui.tui.runtime.clipboard import clipboard_command, fill_clipboard
from techtui.tui.screens.compare.saving import SavingError, default_name, free_name, place, save
from tests.journeys.conftest import Open

PAIR = ("tele", "lp")


pytestmark = pytest.mark.usefixtures("folder")


# The clipboard ----------------------------------------------------------------------------------


async def test_y_copies_markdown_and_says_so(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("y")
        await explorer.settle()
        assert "Telecaster" in explorer.app.clipboard
        assert "| " in explorer.app.clipboard
        assert "Copied the comparison as Markdown." in explorer.screen_text
        assert "your terminal blocks it" in " ".join(explorer.screen_text.split())


async def test_with_differences_only_just_these_are_taken_away(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("y")
        everything = explorer.app.clipboard
        await explorer.press("d", "y")
        await explorer.settle()
        assert "Still made" in everything
        assert "Still made" not in explorer.app.clipboard
        assert "Copied the differences" in explorer.screen_text
        await explorer.press("e")
        assert explorer.row("Export the differences")
        await explorer.press("enter")
        await explorer.settle()
    assert "Still made" not in (folder / "tele-vs-lp.md").read_text()


def program(folder: Path, name: str, script: str) -> None:
    """Put a program into a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


needs_sh = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


@needs_sh
async def test_a_clipboard_of_the_system_gets_the_text_too(
    explore: Open, guitars: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "xclip", f"cat > {tmp_path}/got")
    monkeypatch.setattr(clipboard, "clipboard_command", lambda *_: [str(tmp_path / "xclip")])
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("y")
        await explorer.settle()
        assert (tmp_path / "got").read_text() == explorer.app.clipboard
        assert "blocks it" not in explorer.screen_text


@needs_sh
@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "exec sleep 5"])
def test_a_clipboard_that_fails_or_hangs_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    program(tmp_path, "xclip", script)
    monkeypatch.setattr(clipboard, "PATIENCE", 0.2)
    monkeypatch.setattr(clipboard, "clipboard_command", lambda *_: [str(tmp_path / "xclip")])
    assert not fill_clipboard("x" * 1_000_000)


def test_no_program_no_clipboard() -> None:
    assert not fill_clipboard("x")


@needs_sh
def test_the_program_fits_the_system(tmp_path: Path) -> None:
    for name in ("pbcopy", "wl-copy", "xclip", "xsel", "clip.exe"):
        program(tmp_path, name, "true")
    path = {"PATH": str(tmp_path)}
    assert clipboard_command(path, "darwin") == ["pbcopy"]
    assert clipboard_command(path, "linux") == ["clip.exe"]
    assert clipboard_command({**path, "DISPLAY": ":0"}, "linux") == [
        "xclip",
        "-selection",
        "clipboard",
    ]
    assert clipboard_command({**path, "DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, "linux") == [
        "wl-copy"
    ]
    (tmp_path / "xclip").unlink()
    assert clipboard_command({**path, "DISPLAY": ":0"}, "linux") == [
        "xsel",
        "--clipboard",
        "--input",
    ]
    assert clipboard_command({"PATH": "/nowhere", "DISPLAY": ":0"}, "linux") is None


# The dialog -------------------------------------------------------------------------------------


async def test_e_and_enter_write_markdown_under_a_sensible_name(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("e")
        assert explorer.row("● Markdown")
        await explorer.press("enter")
        await explorer.settle()
        assert [one.name for one in folder.iterdir()] == ["tele-vs-lp.md"]
        assert "Telecaster" in (folder / "tele-vs-lp.md").read_text()
        assert "Written" in explorer.screen_text
        assert explorer.row("Telecaster ⇄ Les Paul")


@pytest.mark.sample(2)
@pytest.mark.parametrize(("steps", "suffix"), [(1, "html"), (2, "csv"), (3, "json"), (4, "svg")])
async def test_every_format_is_written(
    explore: Open, guitars: Catalog, folder: Path, steps: int, suffix: str
) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("e", *["down"] * steps, "enter")
        await explorer.settle()
    text = (folder / f"tele-vs-lp.{suffix}").read_text()
    assert "Telecaster" in text or "tele" in text
    if suffix == "json":
        json.loads(text)
    if suffix == "svg":
        # It shows the comparison, not the dialog over it, and fetches nothing.
        assert "Export" not in text
        assert "url(" not in text.replace("url(#", "")


def words_of(picture: str) -> str:
    """What one reads in a picture."""
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", picture)
    return html.unescape(" ".join(texts)).replace("\xa0", " ")


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("size", "theme"), [((120, 36), "techtui-dark"), ((58, 20), "techtui-light")]
)
async def test_a_picture_has_all_rows_that_are_shown_and_no_notice(
    explore: Open, guitars: Catalog, folder: Path, size: tuple[int, int], theme: str
) -> None:
    async with explore(guitars, compare=PAIR, size=size) as explorer:
        explorer.app.theme = theme
        await explorer.press("n", *"mine", "escape", "e", "enter")
        await explorer.settle()
        # The notice of the first export still stands.
        assert explorer.row("Written")
        await explorer.press("e", *["down"] * 4, "enter")
        await explorer.settle()
        first = (folder / "tele-vs-lp.svg").read_text()
        for word in ("Written", "tele-vs-lp.md"):
            assert word not in words_of(first)
        for word in ("Telecaster", "mine", "Weight", "Still made", "Site", "free", "differs"):
            assert word in words_of(first)
        await explorer.press("d", "e", *["down"] * 4, "tab", "end", "ctrl+u", *"other.svg", "enter")
        await explorer.settle()
    second = words_of((folder / "other.svg").read_text())
    assert "Weight" in second
    assert "Still made" not in second


async def test_another_path_is_kept_when_the_format_changes(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    (folder / "sub").mkdir()
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("e", "tab", "ctrl+u", *"sub", "slash", *"mine.md")
        await explorer.press("shift+tab", "down", "enter")
        await explorer.settle()
    assert (folder / "sub" / "mine.html").exists()


async def test_a_file_is_never_overwritten_unasked(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    mine = folder / "tele-vs-lp.md"
    mine.write_text("mine")
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("e", "enter")
        await explorer.settle()
        assert explorer.row("tele-vs-lp.md already exists.")
        assert mine.read_text() == "mine"
        # A second enter does no harm either.
        await explorer.press("enter")
        await explorer.settle()
        assert mine.read_text() == "mine"
        assert "Telecaster" in (folder / "tele-vs-lp-2.md").read_text()
        await explorer.press("e", "enter")
        await explorer.settle()
        await explorer.click("Overwrite")
        await explorer.settle()
        assert "Telecaster" in mine.read_text()


async def test_escape_takes_the_question_back_and_then_closes(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    (folder / "tele-vs-lp.md").write_text("mine")
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("e", "enter")
        await explorer.settle()
        await explorer.press("escape")
        assert not explorer.row("already exists")
        assert explorer.row("Export the comparison")
        await explorer.press("escape")
        assert not explorer.row("Export the comparison")
    assert [one.name for one in folder.iterdir()] == ["tele-vs-lp.md"]


async def test_what_goes_wrong_is_said_kindly_and_can_be_mended(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("e", "tab", "ctrl+u", "enter")
        await explorer.settle()
        assert explorer.row("Please type a name")
        await explorer.press(*"no", "slash", *"where.md", "enter")
        await explorer.settle()
        assert explorer.row("There is no folder")
        await explorer.press("ctrl+u", *"fine.md", "enter")
        await explorer.settle()
    assert (folder / "fine.md").exists()


async def test_the_mouse_does_it_too(explore: Open, guitars: Catalog, folder: Path) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("e")
        await explorer.click("for programs")
        assert explorer.row("● JSON")
        await explorer.click("Save")
        await explorer.settle()
        await explorer.press("e")
        await explorer.click("Cancel")
        assert not explorer.row("Export the comparison")
    assert [one.name for one in folder.iterdir()] == ["tele-vs-lp.json"]


# Files ------------------------------------------------------------------------------------------


def test_names_are_made_of_ids() -> None:
    assert default_name(("postgresql", "mysql"), ".md") == "postgresql-vs-mysql.md"
    assert default_name(("../../etc", "a b/c"), ".md") == "etc-vs-a-b-c.md"
    assert default_name((), ".csv") == "comparison.csv"
    assert len(default_name(("a" * 500, "b"), ".md")) < 100


def test_a_free_name_has_a_number(folder: Path) -> None:
    (folder / "a-2.md").touch()
    assert free_name(folder / "a.md").name == "a-3.md"


def test_what_is_typed_means_a_file(folder: Path) -> None:
    assert place(" a.md ") == Path("a.md")
    assert place("~/a.md") == Path.home() / "a.md"
    (folder / "sub").mkdir()
    for typed in ("", "  ", "sub", "sub/", "~nobody-of-this-name/a", "a\0b"):
        with pytest.raises(SavingError):
            place(typed)


def test_a_new_file_is_whole_and_leaves_nothing_beside_it(folder: Path) -> None:
    save(folder / "a.md", "ä\r\n\n")
    assert (folder / "a.md").read_bytes() == "ä\r\n\n".encode()
    assert [one.name for one in folder.iterdir()] == ["a.md"]


def test_an_old_file_stays_when_writing_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "a.md"
    save(path, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SavingError, match="No space left"):
        save(path, "new", overwrite=True)
    assert path.read_text() == "old"
    assert [one.name for one in folder.iterdir()] == ["a.md"]


def test_a_file_that_appears_meanwhile_is_not_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "a.md"
    sync = os.fsync

    def slow(number: int) -> None:
        path.write_text("theirs")
        sync(number)

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(FileExistsError):
        save(path, "mine")
    assert path.read_text() == "theirs"
    assert [one.name for one in folder.iterdir()] == ["a.md"]


@needs_sh
def test_rights_and_links_survive_overwriting(folder: Path) -> None:
    path, link = folder / "a.md", folder / "link.md"
    save(path, "old")
    assert stat.S_IMODE(path.stat().st_mode) & 0o400
    path.chmod(0o640)
    link.symlink_to(path)
    with pytest.raises(FileExistsError):
        save(link, "new")
    save(link, "new", overwrite=True)
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_reasons_are_sentences(folder: Path) -> None:
    (folder / "file").touch()
    for path, words in (
        (folder / "no" / "a", "There is no folder"),
        (folder / "file" / "a", "is not a folder|There is no folder"),
    ):
        with pytest.raises(SavingError, match=words):
            save(path, "x")
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        folder.chmod(0o500)
        with pytest.raises(SavingError, match="may not write"):
            save(folder / "a", "x")
        folder.chmod(0o700)


async def test_the_note_on_a_comparison_goes_along_on_top(
    explore: Open, guitars: Catalog, folder: Path
) -> None:
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("n", *"twang", "escape", "y")
        await explorer.settle()
        copied = explorer.app.clipboard
        assert copied.index("twang") < copied.index("| ")
        await explorer.press("e", "down", "down", "down", "enter")
        await explorer.settle()
        (written,) = folder.iterdir()
        assert list(json.loads(written.read_text()).items())[1] == ("note", "twang")


async def test_the_keys_of_the_dialog_are_whole_on_a_narrow_screen(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars, size=(58, 30), compare=("tele", "lp")) as explorer:
        await explorer.press("e")
        assert explorer.row("↑↓ choose", "y copy", "esc close")


async def test_a_name_that_no_file_can_have_is_told(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars, compare=("tele", "lp")) as explorer:
        await explorer.press("e", "tab")
        field = explorer.app.screen.query_one(Input)
        field.value = "e" * 300 + ".md"
        await explorer.press("enter")
        await explorer.wait_for(lambda: explorer.row("could not be written"))
