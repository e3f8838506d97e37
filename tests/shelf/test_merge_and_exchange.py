"""Two copies become one without loss; what is exported comes back just as it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techtui.shelf import (
    SEPARATOR,
    Contents,
    Entry,
    ExchangeError,
    Format,
    KeptComparison,
    KeptDecision,
    Shelf,
    Status,
    StatusChange,
    dump,
    export_file,
    import_file,
    load,
    merge_contents,
)
from tests.examples import examples

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Clock

FORMATS = cast("tuple[Format, ...]", ("toml", "json"))

texts = st.text(max_size=30) | st.sampled_from(
    [
        "",
        "a",
        "b",
        "a\nb",
        "\n",
        '"""',
        "\\",
        "'''\r\n",
        f"a{SEPARATOR}b",
        "x\x00\x1b[0m\x7f",
        "=1+1",
    ]
)
ids = st.sampled_from(["a", "b", "ü [/]", '"', "a.b"]) | st.text(min_size=1, max_size=8)
times = st.datetimes(timezones=st.just(UTC)) | st.sampled_from(
    [datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2, 3)]
)
statuses = st.sampled_from(Status)
fingerprints = st.text("0123456789abcdef", min_size=16, max_size=16)


@st.composite
def notes(draw: st.DrawFn) -> dict[str, object]:
    if draw(st.booleans()):
        return {}
    return {
        "note": draw(texts),
        "note_changed_at": draw(times),
        "note_replaces": tuple(draw(st.lists(fingerprints, max_size=3, unique=True))),
    }


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    fields = draw(notes())
    if draw(st.booleans()):
        fields |= {"shortlisted": draw(st.booleans()), "shortlisted_changed_at": draw(times)}
    if draw(st.booleans()):
        fields |= {
            "status": draw(statuses),
            "status_changed_at": draw(times),
            "status_date": draw(st.dates()),
        }
    return Entry(draw(ids), draw(ids), **fields)  # type: ignore[arg-type]


@st.composite
def comparisons(draw: st.DrawFn) -> KeptComparison:
    fields = draw(notes())
    fields |= {
        "technology_ids": tuple(draw(st.lists(ids, max_size=4))),
        "technology_ids_changed_at": draw(times),
        "kept": draw(st.booleans()),
        "kept_changed_at": draw(times),
    }
    return KeptComparison(draw(ids), draw(ids), **fields)  # type: ignore[arg-type]


@st.composite
def decisions(draw: st.DrawFn) -> KeptDecision:
    fields = draw(notes())
    fields |= {
        "content": draw(texts),
        "content_changed_at": draw(times),
        "kept": draw(st.booleans()),
        "kept_changed_at": draw(times),
    }
    return KeptDecision(draw(ids), draw(ids), **fields)  # type: ignore[arg-type]


changes = st.builds(StatusChange, times, st.dates(), ids, ids, statuses, statuses)
shelves = st.builds(
    Contents.of,
    st.lists(entries(), max_size=4),
    st.lists(comparisons(), max_size=2),
    st.lists(changes, max_size=3),
    st.lists(decisions(), max_size=2),
)


@pytest.mark.parametrize("form", FORMATS)
@given(contents=shelves)
@settings(max_examples=examples(100), deadline=None)
def test_a_round_trip_is_the_identity(form: Format, contents: Contents) -> None:
    text = dump(contents, form)
    text.encode()
    assert load(text, form) == contents
    assert dump(load(text, form), form) == text


@given(contents=shelves)
@settings(max_examples=examples(40), deadline=None)
def test_a_shelf_gives_back_what_was_imported_and_importing_it_again_changes_nothing(
    contents: Contents,
) -> None:
    shelf = Shelf.in_memory()
    first = shelf.merge(contents)
    assert shelf.contents() == contents
    kept = (contents.entries, contents.comparisons, contents.decisions)
    assert first.added == sum(map(len, kept))
    again = shelf.merge(load(dump(shelf.contents(), "toml"), "toml"))
    assert (again.added, again.changed, again.unchanged) == (0, 0, first.added)
    assert shelf.contents() == contents


@given(one=shelves, other=shelves)
@settings(max_examples=examples(100), deadline=None)
def test_merging_is_commutative_and_idempotent(one: Contents, other: Contents) -> None:
    merged = merge_contents(one, other)
    assert merged == merge_contents(other, one)
    assert merge_contents(merged, other) == merged == merge_contents(one, merged)


@given(one=texts, other=texts, gap=st.integers(-2, 2))
@settings(max_examples=examples(150), deadline=None)
def test_two_notes_written_apart_are_both_kept(one: str, other: str, gap: int) -> None:
    time = datetime(2026, 11, 2, tzinfo=UTC)
    mine = Contents.of([Entry("c", "t", note=one, note_changed_at=time)])
    theirs = Contents.of(
        [Entry("c", "t", note=other, note_changed_at=time + timedelta(seconds=gap))]
    )
    merged = merge_contents(mine, theirs)
    note = merged.entries[0].note
    for text in (one, other):
        for part in text.split(SEPARATOR):
            assert part.strip() == "" or part in note
    assert merge_contents(merged, theirs) == merged
    assert merge_contents(mine, merged) == merged


def test_the_newest_wins_field_by_field(clock: Clock) -> None:
    one, two = Shelf.in_memory(clock), Shelf.in_memory(clock)
    one.set_status("c", "t", Status.WANT)
    clock.forward(hours=1)
    two.set_status("c", "t", Status.KNOW)
    two.toggle_shortlist("c", "t")
    clock.forward(hours=1)
    one.toggle_shortlist("c", "t")
    one.toggle_shortlist("c", "t")
    for shelf, other in ((one, two), (two, one)):
        shelf.merge(other.contents())
        entry = shelf.get("c", "t")
        assert (entry.status, entry.shortlisted) == (Status.KNOW, False)
    assert one.contents() == two.contents()
    assert len(one.activity("c")) == 2


def test_a_fortnight_on_two_machines_does_not_pile_up_old_texts(clock: Clock) -> None:
    laptop, desktop = Shelf.in_memory(clock), Shelf.in_memory(clock)
    for day in range(14):
        here, there = (laptop, desktop) if day % 2 else (desktop, laptop)
        here.set_note("c", "edited", f"thoughts of day {day}")
        clock.forward(days=1)
        there.merge(here.contents())
        assert there.get("c", "edited").note == f"thoughts of day {day}"
    laptop.set_note("c", "edited", "")
    desktop.merge(laptop.contents())
    assert desktop.get("c", "edited").note == "", "what its author cleared stays cleared"


def test_notes_written_apart_are_joined_once_newest_first(clock: Clock) -> None:
    one, two = Shelf.in_memory(clock), Shelf.in_memory(clock)
    one.set_note("c", "t", "older")
    clock.forward(hours=1)
    two.set_note("c", "t", "newer")
    for _ in range(2):
        one.merge(two.contents())
        two.merge(one.contents())
    assert one.get("c", "t").note == two.get("c", "t").note == f"newer{SEPARATOR}older"
    two.set_note("c", "t", "tidied up")
    one.merge(two.contents())
    assert one.get("c", "t").note == "tidied up"


def test_a_note_is_contained_by_lines_not_by_letters(clock: Clock) -> None:
    one, two = Shelf.in_memory(clock), Shelf.in_memory(clock)
    one.set_note("c", "t", "I know it")
    one.set_note("c", "u", "yes\nno")
    clock.forward(hours=1)
    two.set_note("c", "t", "no")
    two.set_note("c", "u", "no")
    one.merge(two.contents())
    assert one.get("c", "t").note == f"no{SEPARATOR}I know it"
    assert one.get("c", "u").note == "yes\nno"


def test_a_cleared_note_does_not_take_a_text_it_never_knew(clock: Clock) -> None:
    one, two = Shelf.in_memory(clock), Shelf.in_memory(clock)
    one.set_note("c", "t", "precious")
    clock.forward(hours=1)
    two.set_note("c", "t", "x")
    two.set_note("c", "t", "")
    one.merge(two.contents())
    assert one.get("c", "t").note == "precious"


@pytest.mark.parametrize("form", FORMATS)
def test_files_go_from_machine_to_machine(form: Format, tmp_path: Path) -> None:
    here, there = Shelf.in_memory(), Shelf.in_memory()
    here.set_note("c", "t", 'several\nlines\r\n""" of "text"\\')
    here.keep_comparison("c", "n", ["a", "b"])
    here.keep_decision("c", "n", 'format = 1\nquestion = "?"\n')
    file = tmp_path / "there" / f"list.{form}"
    file.parent.mkdir()
    file.write_text("something older")
    export_file(here, file)
    report = import_file(there, file)
    assert (report.added, report.changed, report.unchanged) == (3, 0, 0)
    assert there.contents() == here.contents()
    assert list(file.parent.iterdir()) == [file]


def test_an_export_that_fails_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    target = tmp_path / "there" / "list.toml"
    target.mkdir(parents=True)
    (target / "inside").touch()
    with pytest.raises(OSError, match="directory"):
        export_file(Shelf.in_memory(), target)
    assert list(target.parent.iterdir()) == [target]


def test_a_list_written_by_hand_is_enough(tmp_path: Path, clock: Clock) -> None:
    text = """
        format = 1
        [[entries]]
        catalog = "c"
        technology = "t"
        status = "know"
        note = "since school"
    """
    contents = load(text, "toml", now=clock())
    (entry,) = contents.entries
    assert (entry.status, entry.status_changed_at) == (Status.KNOW, clock())
    assert entry.status_date == clock().astimezone().date()
    assert entry.note_changed_at == clock()
    assert entry.shortlisted_changed_at is None
    file = tmp_path / "with a byte order mark.toml"
    file.write_text("\ufeff" + text, encoding="utf-8")
    assert import_file(Shelf.in_memory(), file).added == 1


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("format = ", "toml", "not TOML"),
        ("{", "json", "not JSON"),
        ("[" * 100_000, "json", "nested too deeply"),
        ("[]", "json", "top level"),
        ("", "toml", "format: it must be 1"),
        ("format = true", "toml", "format: it must be 1"),
        ("format = 2", "toml", "newer techtui"),
        ("format = 1\nentrys = []", "toml", "entrys: no such table"),
        ("format = 1\nentries = 1", "toml", "entries: not a list"),
        ('{"format": 1, "entries": [1]}', "json", "entries[1]: not a table"),
        ('{"format": 1, "entries": [{"catalog": "c"}]}', "json", "entries[1].technology: missing"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, form: Format, expected: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        load(text, form)
    assert expected in str(caught.value)


def test_all_problems_are_told_at_once_and_nothing_is_imported(tmp_path: Path) -> None:
    good = {"catalog": "c", "technology": "t", "note": "x"}
    rows = [
        good,
        good,
        {"catalog": "", "technology": 7, "staus": "know"},
        {"catalog": "c", "technology": "u", "status": ["knows"], "shortlisted": "yes"},
        {"catalog": "c", "technology": "v", "status_at": "soon", "note_at": "2026-11-02T00:00:00Z"},
        {"catalog": "c", "technology": "w", "status_date": "2026-13-01", "note_replaces": ["x y"]},
    ]
    file = tmp_path / "bad.json"
    file.write_text(json.dumps({"format": 1, "entries": rows, "activity": [{"day": 1}]}))
    shelf = Shelf.in_memory()
    with pytest.raises(ExchangeError) as caught:
        import_file(shelf, file)
    places = [problem.split(":")[0] for problem in caught.value.problems]
    assert places == [
        "activity[1].at",
        "activity[1].catalog",
        "activity[1].day",
        "activity[1].previous",
        "activity[1].status",
        "activity[1].technology",
        "entries[2]",
        "entries[3].catalog",
        "entries[3].staus",
        "entries[3].technology",
        "entries[4].shortlisted",
        "entries[4].status",
        "entries[5].note",
        "entries[5].status_at",
        "entries[6].note_replaces",
        "entries[6].status_date",
    ]
    assert shelf.contents() == Contents()
    file.write_bytes(b'{"format": 1, "\xff": 2}')
    with pytest.raises(ExchangeError, match="byte 16"):
        import_file(shelf, file)
    with pytest.raises(ExchangeError, match="neither"):
        import_file(shelf, tmp_path / "list.yaml")


def test_activity_of_both_machines_is_kept_once(clock: Clock) -> None:
    change = StatusChange(clock(), date(2026, 11, 2), "c", "t", Status.NONE, Status.KNOW)
    shelf = Shelf.in_memory(clock)
    shelf.merge(Contents.of(activity=[change]))
    shelf.merge(Contents.of(activity=[change]))
    assert shelf.activity("c") == (change,)
