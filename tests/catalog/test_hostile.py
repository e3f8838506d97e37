"""Hostile and broken input: each file loads or is refused kindly, at once, and never with a traceback."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from techtui.catalog.format.diagnostics import FORMATS, as_groups, check, report
from techtui.catalog.format.kinds import ERRORS, REFUSING
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.problems import CatalogError
from techtui.catalog.sanitize import has_unsafe, one_line, paragraphs
from tests.catalog.samples import GOOD, TODAY, errors, load, told

CORPUS = sorted((Path(__file__).parents[1] / "hostile").glob("*.toml"))
WITHOUT_COMMENT = {
    "binary": "refused: syntax",
    "blank": "refused: empty-file",
    "empty": "refused: empty-file",
    "nothing-but-a-byte-order-mark": "refused: empty-file",
    "utf-16": "refused: syntax",
}
READERS_OWN = frozenset(ERRORS) | {
    "converted",
    "duplicate-alias",
    "empty-list",
    "empty-text",
    "no-format",
    "odd-id",
}
"""What the reader says itself; all else is advice on how to write better."""


def outcome(paths: list[Path]) -> str:
    """Whether a catalog opens, and what is wrong with it; every form of report is tried."""
    found = report(paths, today=TODAY)
    for form in FORMATS.values():
        for line in form(found.problems).splitlines():
            assert line.isprintable(), repr(line)
    for everything in (False, True):
        for line in as_groups(found, everything).splitlines():
            assert line.isprintable(), repr(line)
    for problem in found.problems:
        assert problem.message
        assert len(problem.message) + len(problem.hint) < 1000
    kinds = sorted(one.code for one in found.problems if one.code in READERS_OWN)
    if REFUSING.intersection(kinds):
        with pytest.raises(CatalogError):
            read_catalog(paths)
        return f"refused: {', '.join(kinds)}"
    catalog = read_catalog(paths)
    assert catalog.problem_count == found.total("error")
    return f"opens: {', '.join(kinds)}" if kinds else "opens"


def refused(paths: list[Path]) -> list[str]:
    """The kinds of the problems of a catalog that must not open."""
    word, _, kinds = outcome(paths).partition(": ")
    assert word == "refused"
    return kinds.split(", ")


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_the_corpus(file: Path) -> None:
    expected = WITHOUT_COMMENT.get(file.stem)
    if expected is None:
        head = file.read_bytes().split(b"\n")[0].decode("utf-8-sig", "replace")
        expected = re.search(r"# expect: (.*?)\r?$", head)[1]  # type: ignore[index]
    start = time.process_time()
    assert outcome([file]) == expected, check([file])
    assert time.process_time() - start < 2


def fact(kind: str, value: str) -> str:
    """The good sample with one more attribute and a fact of it."""
    return f'{GOOD}odd = {value}\n[attributes.odd]\nname = "Odd"\ntype = "{kind}"\n'


DEEP = {
    "lists": "a = " + "[" * 10_000 + "]" * 10_000,
    "open lists": "a = " + "[" * 10_000,
    "tables": "a = " + "{ a = " * 10_000 + "1" + " }" * 10_000,
    "keys": "a." * 10_000 + "a = 1",
    "header": "[" + "a." * 10_000 + "a]\nx = 1",
    "keys in a table": "a = { " + "a." * 10_000 + "a = 1 }",
    "keys as deep as allowed": "a." * 900 + "a = 1",
    "lists as deep as allowed": "a = " + "[" * 390 + "]" * 390,
    "lists of strings without end": "a = " + '["' * 10_000,
    "headers": "".join(f"[{'.'.join('a' * depth)}]\n" for depth in range(1, 200)),
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting(text: str, tmp_path: Path) -> None:
    file = tmp_path / "deep.toml"
    start = time.process_time()
    for whole in (text, f"{GOOD}{text}", fact("text", "'x'") + text):
        file.write_text(whole)
        assert outcome([file]) not in ("opens", "refused: ")
    assert time.process_time() - start < 10


BIG = "x" * 200_000
"""What takes the square of its length takes minutes with this, too."""
BIGS = {
    "letters": BIG,
    "blanks": "a\\nb" + " " * 200_000 + "c",
    "tabs and lines": "a" + "\\n\\t" * 60_000 + "b",
    "escapes": "\\u001b[31m" * 20_000,
    "right to left": "\\u202e" * 32_000,
    "joiners": "a\\u200d" * 30_000,
    "markup": "[@click=app.quit]" * 12_000,
}


@pytest.mark.parametrize("text", BIGS.values(), ids=BIGS)
def test_a_huge_text(text: str) -> None:
    start = time.process_time()
    catalog = load(
        fact("text", f'"{text}"').replace('"Fresh"', f'"{text}"').replace('"Sencha"', f'"{text}"')
    )
    assert not has_unsafe(catalog.technologies["sencha"].name)
    assert time.process_time() - start < 3


@pytest.mark.slow
def test_a_huge_text_where_it_does_not_belong() -> None:
    start = time.process_time()
    for kind in (
        "number",
        "yes_no",
        "choice",
        "list",
        "year",
        "date",
        "version",
        "money",
        "link",
        "series",
    ):
        assert told(fact(kind, f'"{BIG}"')), kind
        load(fact(kind, f'"{BIG}"'))
    assert errors(GOOD.replace('parent = "leaf"', f'parent = "{BIG}"'))
    assert errors(GOOD.replace("strengths", BIG))
    assert errors(fact("text", "{ " + ", ".join(f"x{at} = 1" for at in range(20_000)) + " }"))
    assert errors(GOOD.replace('aliases = ["steamed tea"]', f"aliases = [{'1, ' * 40_000}]"))
    assert time.process_time() - start < 20


def test_a_folder_without_catalogs(tmp_path: Path) -> None:
    assert refused([tmp_path]) == ["unreadable"]
    (tmp_path / "folder.toml").mkdir()
    assert refused([tmp_path]) == ["unreadable"]


def test_what_is_not_there(tmp_path: Path) -> None:
    assert refused([tmp_path / "none.toml"]) == ["unreadable"]
    assert refused([tmp_path / "none.toml" / "below.toml"]) == ["unreadable"]
    assert refused([Path("nul\0.toml")]) == ["unreadable"]
    assert refused([tmp_path / ("x" * 5000)]) == ["unreadable"]


@pytest.mark.skipif(os.name == "nt", reason="needs named pipes and permissions")
def test_what_cannot_be_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    # Of the clock on the wall: who waits for a pipe uses no processor.
    start = time.perf_counter()
    assert refused([pipe]) == ["unreadable"]
    assert refused([tmp_path]) == ["unreadable"]
    assert refused([Path("/dev/zero")]) == ["unreadable"]
    assert refused([Path("/dev/null")]) == ["unreadable"]
    assert time.perf_counter() - start < 1
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert refused([loop]) == ["unreadable"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_what_must_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "locked.toml"
    file.write_text(GOOD)
    file.chmod(0)
    assert refused([file]) == ["unreadable"]


def test_a_file_that_denies_access(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "locked.toml"
    file.write_text(GOOD)

    def deny(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", deny)
    with pytest.raises(CatalogError, match="can't be read: Permission denied"):
        read_catalog([file])


def test_a_file_that_vanishes_or_turns_into_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.toml"
    file.write_text(GOOD)
    real = os.open

    def vanish(name: str, flags: int) -> int:
        file.unlink()
        return real(name, flags)

    def replace(name: str, flags: int) -> int:
        file.unlink(missing_ok=True)
        os.mkfifo(file)
        return real(name, flags)

    monkeypatch.setattr(os, "open", vanish)
    with pytest.raises(CatalogError, match="no such file"):
        read_catalog([file])
    file.write_text(GOOD)
    monkeypatch.setattr(os, "open", replace)
    with pytest.raises(CatalogError, match="not an ordinary file"):
        read_catalog([file])


def test_thousands_of_entries_with_errors_are_told_in_time() -> None:
    entries = "".join(
        f'[technologies.t{at}]\nname = "T{at}"\ncategory = "lef"\nrelations = [{{ kind = "x", id = "tt{at}" }}]\n'
        for at in range(3_000)
    )
    start = time.process_time()
    found = errors(GOOD + entries)
    assert len(found) == 1001
    assert found[0].hint == "did you mean “leaf”?"
    assert time.process_time() - start < 15


@pytest.mark.parametrize("function", [one_line, paragraphs])
@pytest.mark.parametrize(
    "text",
    [
        "\x1b[31m",
        "a\x00b",
        "\u202eabc",
        "\ufeff",
        "\x85",
        "\u2028",
        "\ud800",
        "\u061c",
        "a\r\nb",
        "\x9b2J",
        "\x7f",
    ],
)
def test_shown_text_is_printable(function: object, text: str) -> None:
    shown = function(text + "x")  # type: ignore[operator]
    assert shown.isprintable()
    assert "x" in shown


def test_paragraphs_stay_and_lines_are_joined() -> None:
    assert paragraphs(" a\n b\t c \n\n \n\nd\r\ne\n") == "a b c\n\nd e"
