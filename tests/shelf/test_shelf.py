"""What a person keeps is there again, in this window and in the other one."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from techtui.shelf import SEPARATOR, Shelf, Status, days, shelf_path

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Clock


def test_everything_kept_is_there_after_closing(path: Path, clock: Clock) -> None:
    with Shelf.open(path, clock=clock) as shelf:
        assert shelf.problem is None
        assert shelf.saving
        shelf.toggle_shortlist("c", "t")
        clock.forward(hours=1)
        shelf.set_status("c", "t", Status.LEARNING)
        shelf.set_note("c", "t", "# So\r\n[/x] \x1b[31m\x00 ✓\n")
        shelf.keep_comparison("c", "the two", ["t", "u"])
        kept = shelf.set_comparison_note("c", "the two", "why")
        expected = shelf.get("c", "t")

    with Shelf.open(path) as shelf:
        entry = shelf.get("c", "t")
        assert entry == expected
        assert entry.shortlisted
        assert entry.shortlisted_changed_at == datetime(2026, 11, 2, 12, tzinfo=UTC)
        assert entry.status is Status.LEARNING
        assert entry.status_changed_at == datetime(2026, 11, 2, 13, tzinfo=UTC)
        assert entry.status_date == clock().astimezone().date()
        assert entry.note == "# So\r\n[/x] \x1b[31m\x00 ✓\n"
        assert shelf.entries("c") == {"t": entry}
        assert shelf.entries("other") == {}
        assert shelf.comparisons("c") == (kept,)
        assert kept.technology_ids == ("t", "u")


def test_nothing_kept_reads_as_nothing_set(path: Path) -> None:
    with Shelf.open(path) as shelf:
        entry = shelf.get("c", "never seen")
        assert (entry.shortlisted, entry.status, entry.note) == (False, Status.NONE, "")
        assert entry.status_changed_at is None
        assert shelf.entries("c") == {}


def test_the_status_key_goes_round() -> None:
    shelf = Shelf.in_memory()
    seen = [shelf.cycle_status("c", "t").status for _ in range(5)]
    assert seen == [Status.WANT, Status.LEARNING, Status.KNOW, Status.NOT_FOR_ME, Status.NONE]
    assert len({status.sign for status in Status}) == len({status.label for status in Status}) == 5


def test_a_change_is_later_than_what_it_changes_though_the_clock_went_back(clock: Clock) -> None:
    shelf = Shelf.in_memory(clock)
    before = shelf.set_status("c", "t", Status.WANT).status_changed_at
    clock.forward(days=-30)
    after = shelf.set_status("c", "t", Status.KNOW).status_changed_at
    assert before
    assert after
    assert after > before


def test_an_empty_id_is_refused() -> None:
    shelf = Shelf.in_memory()
    with pytest.raises(ValueError, match="empty"):
        shelf.get("c", "")
    with pytest.raises(ValueError, match="empty"):
        shelf.keep_comparison("", "name", [])


def test_a_lone_surrogate_is_stored_as_a_replacement_character(path: Path) -> None:
    with Shelf.open(path) as shelf:
        assert shelf.set_note("c", "t", "a\udc80b").note == "a\ufffdb"


def test_a_comparison_kept_again_keeps_its_note() -> None:
    shelf = Shelf.in_memory()
    shelf.keep_comparison("c", "n", ["a", "b"])
    shelf.set_comparison_note("c", "n", "long thoughts")
    again = shelf.keep_comparison("c", "n", ["a", "c"])
    assert (again.technology_ids, again.note, again.kept) == (("a", "c"), "long thoughts", True)
    with pytest.raises(KeyError):
        shelf.set_comparison_note("c", "unknown", "x")


def test_a_decision_is_kept_with_what_it_rests_on(path: Path, clock: Clock) -> None:
    with Shelf.open(path, clock=clock) as shelf:
        shelf.keep_decision("c", "queue", "format = 1\n")
        clock.forward(hours=1)
        kept = shelf.keep_decision("c", "queue", "format = 1\n# newer\n")
        shelf.keep_decision("c", "other", "x")
        shelf.drop_decision("c", "other")
        shelf.drop_decision("c", "never there")
    with Shelf.open(path) as shelf:
        assert shelf.decisions("c") == (kept,)
        assert kept.content == "format = 1\n# newer\n"
        assert kept.content_changed_at == datetime(2026, 11, 2, 13, tzinfo=UTC)
        shelf.drop_decision("c", "queue")
        assert shelf.decisions("c") == ()
        again = shelf.keep_decision("c", "queue", "z")
        assert (again.content, again.kept) == ("z", True)


def test_two_windows_see_each_other(path: Path) -> None:
    with Shelf.open(path) as one, Shelf.open(path) as two:
        assert not two.poll()
        one.set_status("c", "t", Status.KNOW)
        assert not one.poll(), "its own changes are no news"
        assert two.poll()
        assert not two.poll()
        assert two.get("c", "t").status is Status.KNOW


def test_two_windows_do_not_overwrite_each_other(path: Path) -> None:
    with Shelf.open(path) as one, Shelf.open(path) as two:
        begun = one.get("c", "t").note
        one.set_status("c", "t", Status.KNOW)
        two.toggle_shortlist("c", "t")
        one.set_note("c", "t", "from one", based_on=begun)
        kept = two.set_note("c", "t", "from two", based_on=begun)
        assert kept.note == f"from two{SEPARATOR}from one"
        assert one.get("c", "t") == kept
        assert kept.shortlisted
        assert kept.status is Status.KNOW


def test_an_editor_closed_without_an_edit_leaves_the_other_windows_note(path: Path) -> None:
    with Shelf.open(path) as one, Shelf.open(path) as two:
        one.set_note("c", "t", "first")
        two.set_note("c", "t", "second", based_on="first")
        assert one.set_note("c", "t", "first", based_on="first").note == "second"
        assert one.set_note("c", "t", "", based_on="first").note == "second"
        assert one.set_note("c", "t", "", based_on="second").note == ""


def test_many_threads_and_windows_write_at_once(path: Path) -> None:
    def work(shelf: Shelf, name: str) -> None:
        for number in range(20):
            shelf.set_note("c", f"{name}{number}", name)

    with Shelf.open(path, patience=20) as one, Shelf.open(path, patience=20) as two:
        threads = [
            threading.Thread(target=work, args=(shelf, f"{index}-"))
            for index, shelf in enumerate([one, one, two, two])
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(one.entries("c")) == 80
        assert one.saving
        assert two.saving


def test_the_log_adds_up_by_day(clock: Clock) -> None:
    shelf = Shelf.in_memory(clock)
    for _ in range(3):  # want, learning, know: three key presses, one step
        shelf.cycle_status("c", "a")
    for _ in range(5):  # all the way round
        shelf.cycle_status("c", "b")
    clock.forward(days=1)
    shelf.set_status("c", "b", Status.LEARNING)
    shelf.set_status("c", "c", Status.NOT_FOR_ME)
    shelf.set_status("other", "c", Status.KNOW)
    line = days(shelf.activity("c"), date(2026, 11, 3), weeks=2)
    assert len(line) == 14
    assert [(day.known, day.learning, day.other) for day in line[-2:]] == [(1, 0, 0), (0, 1, 1)]
    assert sum(day.total for day in line) == 3
    clock.forward(days=20)
    assert shelf.activity("c", weeks=2) == ()


def test_the_environment_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TECHTUI_DATA", str(tmp_path / "mine"))
    assert shelf_path() == tmp_path / "mine" / "shelf.sqlite3"
    with Shelf.open() as shelf:
        assert shelf.path == shelf_path()
        assert shelf.path.exists()
    monkeypatch.setenv("TECHTUI_DATA", "")
    assert "techtui" in shelf_path().parts


def test_importing_the_package_does_not_import_what_it_may_not_need() -> None:
    heavy = "'sqlite3', 'tomli', 'platformdirs', 'textual', 'rich', 'techtui.catalog'"
    code = f"import sys, techtui.shelf; print([m for m in ({heavy}) if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
