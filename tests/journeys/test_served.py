"""The explorer as a visitor of ``techtui serve`` has it: nothing touches the machine it runs on."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from techtui.catalog.model import Catalog
from techtui.tui.runtime import clipboard
from techtui.tui.screens.compare.saving import download_name
from tests.conftest import GUITARS
from tests.journeys.conftest import Open
from tests.journeys.test_compare_export import PAIR

Delivered = list[tuple[str, str, str]]


@pytest.fixture(autouse=True)
def delivered(monkeypatch: pytest.MonkeyPatch) -> Delivered:
    """What the browser was handed: name, media type, text."""
    files: Delivered = []

    def deliver(_driver: object, binary: Any, **options: Any) -> None:
        files.append((options["save_path"].name, options["mime_type"], binary.read()))

    monkeypatch.setattr(HeadlessDriver, "is_web", True)
    monkeypatch.setattr(HeadlessDriver, "deliver_binary", deliver)
    return files


async def test_an_export_is_a_download_and_no_file(
    explore: Open,
    guitars: Catalog,
    delivered: Delivered,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("e")
        assert explorer.row("Download", "Cancel")
        assert str(here) not in explorer.screen_text
        await explorer.press("down", "down", "enter")
        await explorer.settle()
        assert explorer.row("Downloaded")
        await explorer.press("e", "tab")
        await explorer.press(*["backspace"] * len("tele-vs-lp.md"))
        await explorer.press("enter")
        await explorer.settle()
        assert explorer.row("Please type a name")
        await explorer.type("../../mine.md")
        await explorer.press("enter")
        await explorer.settle()
    (csv, kind, rows), (name, _, text) = delivered
    assert (csv, kind) == ("tele-vs-lp.csv", "text/csv")
    assert "Telecaster,Les Paul\n" in rows
    assert name == "mine.md"
    assert "Telecaster" in text
    assert not list(here.iterdir())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("a.md", "a.md"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\x.md", "x.md"),
        ('a\r\nb;"c".md', "ab;c.md"),
        ("..", ""),
        ("x/", ""),
        ("ä ö.md", "ä ö.md"),
        ("x" * 500, "x" * 120),
    ],
)
def test_what_a_visitor_types_is_a_name_and_no_path(typed: str, name: str) -> None:
    assert download_name(typed) == name


async def test_the_page_greets_and_the_explorer_covers_nothing(
    explore: Open, guitars: Catalog
) -> None:
    async with explore(guitars) as explorer:
        assert not explorer.row("Welcome")


async def test_a_page_is_copied_as_markdown(explore: Open, guitars: Catalog) -> None:
    async with explore(guitars) as explorer:
        await explorer.press("right", "y")
        await explorer.settle()
        assert explorer.app.clipboard.startswith("# ")
        assert explorer.row("Copied the page of ")


async def test_copying_leaves_the_clipboard_of_the_machine_alone(
    explore: Open, guitars: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def must_not(_text: str) -> bool:
        raise AssertionError("this is the clipboard of the server")

    monkeypatch.setattr(clipboard, "fill_clipboard", must_not)
    async with explore(guitars, compare=PAIR) as explorer:
        await explorer.press("y")
        await explorer.settle()
        assert "Telecaster" in explorer.app.clipboard
        assert explorer.row("Copied the comparison as Markdown.")


@pytest.mark.parametrize("on_shelf", [False, True])
async def test_marks_reach_the_disk_only_if_that_is_wanted(
    explore: Open, guitars: Catalog, own_environment: Path, on_shelf: bool
) -> None:
    async with explore(guitars, on_shelf=on_shelf) as explorer:
        await explorer.press("right", "asterisk")
        assert any(entry.shortlisted for entry in explorer.app.entries.values())
        await explorer.press("q")
    assert Path(os.environ["TECHTUI_DATA"]).exists() is on_shelf
    assert not (own_environment / "state").exists()


async def test_a_broken_catalog_tells_a_visitor_no_path(
    explore: Open, tmp_path: Path, looked: Event
) -> None:
    file = tmp_path / "guitars.toml"
    file.write_bytes(GUITARS.read_bytes())
    from techtui.catalog.format.loader import read_catalog

    async with explore(read_catalog([file]), paths=[file]) as explorer:
        await explorer.wait_for(looked.is_set)
        file.write_text("format = 1\n[")
        await explorer.wait_for(lambda: explorer.row("The catalog has errors"))
        assert explorer.row("The catalog has errors: its last good state")
        assert str(tmp_path) not in explorer.screen_text.replace("\n", "")
