"""Decisions as files: what is wrong is told with its place, and what is written is read back."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techtui.catalog.decide import Basis, Decision, Grade, Rating, Want, basis_of, rank
from techtui.catalog.decide.writing import BasisError, decision_text, with_basis
from techtui.catalog.format.decision_file import parse_decision, read_decision
from techtui.catalog.format.schema import decision_schema
from techtui.catalog.model import IMPORTANCES
from techtui.catalog.problems import CatalogError, Problem
from techtui.catalog.sanitize import one_line
from tests.catalog.decide.samples import GOODS, NAMES, catalog_of
from tests.catalog.test_schema import faults
from tests.examples import examples

CATALOG = catalog_of(
    {one: {"size": at * 10, "free": True} for at, one in enumerate(NAMES, 1)} | {"g-2": {}}
)

GOOD = """\
#:schema ./decision.schema.json
# Kept beside the code.
format = 1
question = "Which one for us?"
status = "accepted"
date = 2026-11-20
review = 2027-05-20
makers = ["Ada", "Bo"]
candidates = ["a", "B", "g-2"]
musts = ["free:yes", "size<=100"]
note = \"\"\"
We are four.

Nobody is on call.\"\"\"

[wants]
size = 3
safety = { importance = "decisive", good = ">= some", why = "it is about money" }
runs = { importance = 1, good = ["linux", "macos"] }

[ratings.team]
name = "The team knows it"
importance = "important"
grades.a = 4
grades.g-2 = { points = 1.5, why = "read about it" }  # one of us
"""


def problems(text: str) -> list[Problem]:
    """What is wrong with a text."""
    try:
        parse_decision("d.toml", text, CATALOG)
    except CatalogError as error:
        return list(error.problems)
    return []


def test_all_of_a_file_is_read() -> None:
    assert parse_decision("d.toml", GOOD, CATALOG).decision == Decision(
        "Which one for us?",
        ("a", "b", "g-2"),
        ("free:yes", "size<=100"),
        (
            Want("size", 3),
            Want("safety", 5, (">= some",), "it is about money"),
            Want("runs", 1, ("linux", "macos")),
        ),
        (
            Rating(
                "team", "The team knows it", 3, {"a": Grade(4), "g-2": Grade(1.5, "read about it")}
            ),
        ),
        "We are four.\n\nNobody is on call.",
        datetime.date(2026, 11, 20),
        datetime.date(2027, 5, 20),
        "accepted",
        ("Ada", "Bo"),
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('category = "All"', (*NAMES, "g-2")),
        ('where = "size>20"', ("c", "d", "e", "f")),
        ('category = "all"\nwhere = "size<=20"', ("a", "b")),
    ],
)
def test_candidates_can_be_meant(head: str, expected: tuple[str, ...]) -> None:
    text = f'format = 1\nquestion = "?"\n{head}\nwants.size = 1\n'
    assert parse_decision("d.toml", text, CATALOG).decision.candidates == expected


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "hint"),
    [
        ("format = 1\n", "", 1, "no-format", "write format = 1"),
        ("format = 1", "format = 2", 3, "wrong-format", "write format = 1"),
        ("question =", "qestion =", 4, "unknown-key", "did you mean “question”?"),
        ('"Which one for us?"', '""', 4, "empty-text", "write something"),
        ('"accepted"', '"acepted"', 5, "unknown-choice", "did you mean “accepted”?"),
        ("2026-11-20", '"2026-11-20"', 6, "wrong-type", "without quotes"),
        ('["Ada", "Bo"]', "3", 8, "wrong-type", "write ["),
        ('"B"', '"zz"', 9, "unknown-technology", ""),
        ('["a", "B", "g-2"]', '["a"]', 9, "out-of-range", "name 2 to 40"),
        ('"free:yes"', '"fee:yes"', 10, "bad-term", ""),
        ('"free:yes"', '"free:yes size>1"', 10, "bad-term", "each on its own"),
        ("size = 3", "sise = 3", 17, "unknown-attribute", "did you mean “size”?"),
        ("size = 3", "size = 4", 17, "unknown-choice", "3 (important)"),
        ("size = 3", "owner = 3", 17, "bad-term", "name a wanted value"),
        ('">= some"', '">= sum"', 18, "bad-term", "none, some, full"),
        ('why = "it is', 'wy = "it is', 18, "unknown-key", "did you mean “why”?"),
        ('good = ["linux", "macos"]', "good = 3", 19, "wrong-type", "write good"),
        ("importance = 1, good", "good", 19, "missing-key", "write importance"),
        ('name = "The team knows it"\n', "", 21, "missing-key", "write name"),
        ("grades.a = 4", "grades.a = 5", 24, "out-of-range", "from 0 to 4"),
        ("grades.a = 4", "grades.c = 4", 24, "unknown-technology", ""),
        ("points = 1.5", "pints = 1.5", 25, "unknown-key", "did you mean “points”?"),
        ("[wants]", "[wants", 16, "syntax", ""),
        ("format = 1", 'format = 1\ncategory = "all"', 4, "unknown-key", "take one of them out"),
        ("format = 1", "format = 1\nbasis = 3", 4, "wrong-type", "--accept"),
        ("format = 1", "format = 1\ntechnologies.x = 3", 4, "unknown-key", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    old: str, new: str, line: int, code: str, hint: str
) -> None:
    assert GOOD.count(old) == 1
    found = problems(GOOD.replace(old, new))
    assert (line, code) in [(one.line, one.code) for one in found]
    assert hint in next(one.hint for one in found if one.code == code)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "format = 1",
        "format = 1\nquestion = 3\ncandidates = 3\nmusts = 3\nwants = 3\nratings = 3\nbasis = []",
        "format = 1\nmusts = [3]\nratings.x = 3\nnote = 3\nwhere = 3\ncategory = 3",
        'format = 1\ncandidates = "a"\nwants = { size = [] }\nratings.x.grades = 3\nstatus = []',
        "format = 1\nbasis = { date = 3, first = 3, values = { a = 3, b = { size = [3] } } }",
        "format = 1\nwants.released = { importance = 1, good = '>= 2026-99' }",
    ],
)
def test_nonsense_is_told_and_never_raises_anything_else(text: str) -> None:
    assert problems(text)


def test_the_schema_says_what_the_reader_says() -> None:
    made = decision_schema()
    assert faults(GOOD, made) == []
    ranking = rank(parse_decision("d.toml", GOOD, CATALOG).decision, CATALOG)
    assert faults(with_basis(GOOD, basis_of(ranking, CATALOG)), made) == []
    for old, new in [
        ("format = 1\n", ""),
        ("question =", "qestion ="),
        ('"accepted"', '"acepted"'),
        ("size = 3", "size = 4"),
        ("grades.a = 4", "grades.a = 5"),
        ("good = [", "god = ["),
    ]:
        assert faults(GOOD.replace(old, new), made), new


calm = settings(max_examples=examples(60), deadline=None)

TEXTS = (
    st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"]), min_size=1)
    .map(one_line)
    .filter(bool)
)


@st.composite
def writable(draw: st.DrawFn) -> Decision:
    """A decision as a screen could make it."""
    keys = draw(st.lists(st.sampled_from(sorted(GOODS)), unique=True, min_size=1))
    weights = st.sampled_from(list(IMPORTANCES.values()))
    candidates = draw(st.lists(st.sampled_from(NAMES), min_size=2, unique=True))
    grades = st.dictionaries(
        st.sampled_from(candidates),
        st.builds(Grade, st.sampled_from([0, 0.5, 4]), st.one_of(st.just(""), TEXTS)),
    )
    paragraphs = st.lists(TEXTS, max_size=3).map("\n\n".join)
    return Decision(
        draw(TEXTS),
        tuple(candidates),
        tuple(draw(st.lists(st.sampled_from(["free:yes", 'owner:"a b"']), unique=True))),
        tuple(
            Want(key, draw(weights), draw(st.sampled_from(GOODS[key])), draw(st.just("") | TEXTS))
            for key in keys
        ),
        tuple(
            Rating(key, draw(TEXTS), draw(weights), draw(grades))
            for key in draw(st.lists(TEXTS, max_size=2, unique=True))
        ),
        draw(paragraphs),
        draw(st.none() | st.dates()),
        draw(st.none() | st.dates()),
        draw(st.sampled_from(["", "proposed", "accepted"])),
        tuple(draw(st.lists(TEXTS, max_size=2))),
    )


@calm
@given(writable())
def test_what_is_written_is_read_back(decision: Decision) -> None:
    basis = basis_of(rank(decision, CATALOG), CATALOG)
    text = decision_text(decision, basis)
    found = parse_decision("d.toml", text, CATALOG)
    assert (found.decision, found.basis) == (decision, basis)
    assert with_basis(text, basis) == text


def test_a_new_basis_changes_nothing_else() -> None:
    found = parse_decision("d.toml", GOOD, CATALOG)
    basis = basis_of(rank(found.decision, CATALOG), CATALOG, datetime.date(2026, 11, 20))
    written = with_basis(GOOD, basis)
    assert written.startswith(GOOD)
    again = with_basis(written, Basis(datetime.date(2026, 12, 1), "b", {"a": {"size": 1}}))
    assert again.startswith(GOOD)
    assert again.endswith('first = "b"\n\n[basis.values.a]\nsize = 1\n')
    assert parse_decision("d.toml", again, CATALOG).decision == found.decision


def test_signs_that_end_lines_elsewhere_are_part_of_a_text() -> None:
    text = GOOD.replace("for us?", "for us,\u2028[basis] or\x85[all]?")
    basis = Basis(datetime.date(2026, 12, 1), "b", {"a": {"size": 1}})
    assert with_basis(with_basis(text, basis), basis).startswith(text)


def test_a_basis_that_can_not_be_told_from_the_rest_stays() -> None:
    basis = Basis(datetime.date(2026, 12, 1), "a", {})
    for text in (
        'format = 1\nbasis = { date = 2026-11-20 }\nquestion = "?"\n',
        'format = 1\nquestion = """\n[basis]\nx"""\n',
        "format = 1\nbasis.date = 2026-11-20\n",
    ):
        with pytest.raises(BasisError):
            with_basis(text, basis)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="there is no such file"):
        read_decision(tmp_path / "none.toml", CATALOG)
    with pytest.raises(CatalogError):
        read_decision(tmp_path, CATALOG)
