"""How far someone is, and what comes next."""

from __future__ import annotations

from datetime import date

from techtui.shelf import Candidate, Entry, Reason, Shelf, Status, progress, suggestions


def kept(**statuses: Status) -> dict[str, Entry]:
    shelf = Shelf.in_memory()
    for technology, status in statuses.items():
        shelf.set_status("c", technology, status)
    return shelf.entries("c")


def test_progress_counts_by_category() -> None:
    entries = kept(
        a=Status.KNOW, b=Status.LEARNING, c=Status.WANT, d=Status.NOT_FOR_ME, gone=Status.KNOW
    )
    first, second, empty = progress(
        {"one": ["a", "b", "c", "x"], "two": ["d", "y"], "none": []}, entries, goal=2
    )
    assert (first.total, first.known, first.learning, first.wanted) == (4, 1, 1, 1)
    assert (first.goal, first.missing, first.reached) == (2, 1, False)
    assert (second.goal, second.not_for_me) == (1, 1), "what is left once 'not for me' is away"
    assert empty.reached


def test_suggestions_come_in_their_order_with_their_reason() -> None:
    entries = kept(known=Status.KNOW, no=Status.NOT_FOR_ME, wish=Status.WANT)
    pool = [
        Candidate("known", "held", 99),
        Candidate("beside", "held", 1, goes_with=["known", "unknown"]),
        Candidate("unrelated", "held", 50),
        Candidate("no", "empty", 98),
        Candidate("obscure", "empty"),
        Candidate("hold", "empty", 97, discouraged=True),
        Candidate("popular", "empty", 40),
        Candidate("as_popular", "empty", 40),
        Candidate("wish", "wished", 3),
        Candidate("other", "wished", 4),
    ]
    found = suggestions(pool, entries)
    assert [(each.technology_id, each.reason) for each in found] == [
        ("wish", Reason.WANTED),
        ("popular", Reason.CATEGORY_SHORT),
        ("beside", Reason.GOES_WITH),
    ]
    assert found[0].wanted_since == entries["wish"].status_date
    assert found[1].category_id == "empty"
    assert found[2].because_of == ("known",)
    two = [each.technology_id for each in suggestions(pool, entries, goal=2)]
    assert two == ["wish", "popular", "as_popular", "unrelated", "other", "beside"]
    assert suggestions(pool, entries, limit=1) == found[:1]


def test_the_longest_wanted_comes_first() -> None:
    entries = {
        name: Entry("c", name, status=Status.WANT, status_date=day)
        for name, day in (("new", date(2026, 11, 2)), ("old", date(2026, 1, 2)))
    }
    pool = [Candidate("new", "x", 99), Candidate("old", "x", 1)]
    assert [each.technology_id for each in suggestions(pool, entries)] == ["old", "new"]
