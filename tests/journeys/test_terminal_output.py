"""Where the explorer paints, and in which encoding and size, whatever the environment says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.journeys.test_signals import READY
from tests.terminal import PROGRAM, Terminal


def redirected(how: str) -> list[str]:
    return ["sh", "-c", f'exec "{sys.executable}" -m techtui {how}']


@pytest.mark.slow
@pytest.mark.parametrize("how", ["go 2>errors.txt", "go 2>&-"])
def test_it_paints_on_the_terminal_wherever_stderr_is(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Terminal(redirected(how)) as terminal:
        terminal.wait_for(*READY)
        terminal.write("n")
        terminal.wait_for("Note on Go")
        terminal.write("größer\x1b")
        terminal.wait(lambda: "Note on" not in terminal.text)
        terminal.wait_for("größer")
        assert terminal.leave("q") == 0
        assert terminal.is_restored
    errors = tmp_path / "errors.txt"
    assert not errors.exists() or errors.read_text() == ""


@pytest.mark.parametrize("how", [">out.txt", "<&-"])
def test_without_a_terminal_it_refuses(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Terminal(redirected(how)) as terminal:
        assert terminal.leave() == 2
        assert "needs a terminal" in terminal.text
        assert terminal.is_restored


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        pytest.param({"PYTHONIOENCODING": "latin-1:strict"}, marks=pytest.mark.slow),
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
)
def test_it_writes_utf8_whatever_the_locale_says(environment: dict[str, str]) -> None:
    with Terminal(environment=environment) as terminal:
        terminal.wait_for("╭─ Catalog ─", "↑↓ move")
        assert b"\\u25" not in terminal.output
        assert terminal.leave("q") == 0


def test_the_size_is_that_of_the_terminal() -> None:
    wrong = {"COLUMNS": "50", "LINES": "12"}
    with Terminal([*PROGRAM, "go"], environment=wrong, size=(90, 25)) as terminal:

        def fits(columns: int, rows: int) -> bool:
            lines = terminal.text.split("\n")
            return (
                "techtui" in lines[0]
                and any(len(line) == columns for line in lines)
                and "move" in lines[rows - 1]
            )

        terminal.wait(lambda: fits(90, 25), "as large as the terminal")
        terminal.resize(100, 20)
        terminal.wait(lambda: fits(100, 20), "as large as the new terminal")
        # A size that the terminal has never had is not believed.
        terminal.write("\x1b[48;9;40;90;400tj")
        terminal.wait_for("Languages › Python")
        terminal.wait(lambda: fits(100, 20), "as large as before")
        assert terminal.leave("q") == 0


def test_no_text_shifts_a_border(tmp_path: Path) -> None:
    awkward = [
        "❤️ hearts",
        "👩‍🚀 pilots",
        "👍🏽 up",
        "🇩🇪 flags",
        "1️⃣ one",
        "e\u0301tude",
        "日本語",
        "co\xadop",
    ]
    catalog = tmp_path / "catalog.toml"
    catalog.write_text(
        'format = 1\n[catalog]\nas_of = 2026-11-01\nid = "awkward"\ntitle = "Awkward ⚙️"\n[categories.c]\nname = "Sorts ☠️"\n'
        + "".join(
            f'[technologies.t{number}]\nname = "{name}"\ncategory = "c"\nsummary = "{name} {name}"\n'
            for number, name in enumerate(awkward)
        ),
        encoding="utf-8",
    )
    with Terminal([*PROGRAM, "t0", "--catalog", str(catalog)], size=(60, 20)) as terminal:
        terminal.wait_for("Catalog", "hearts")
        terminal.write("/❤️ 👩‍🚀")
        terminal.wait_for("❤ 👩🚀", "No matches")
        terminal.write("\x1b")
        terminal.wait(lambda: "No matches" not in terminal.text)

        def straight() -> bool:
            rows = terminal.rows[2:17]
            return {tuple(at for at, cell in enumerate(row) if cell == "│") for row in rows} == {
                (0, 27, 28, 59)
            }

        for name in ("pilots", "up", "DE flags", "1 one", "tude", "日本語", "coop"):
            terminal.write("j")
            terminal.wait(lambda name=name: name in "".join(terminal.rows[1]), name)
            terminal.wait(straight, "borders")
        terminal.resize(61, 20)
        terminal.resize(60, 20)
        terminal.wait(straight, "borders")
        assert terminal.leave("q") == 0
