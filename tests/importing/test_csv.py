"""Tables: what a column means, what its cells are, and every way in which CSV files are odd."""

from __future__ import annotations

import codecs
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techtui.importing.registry import import_source
from techtui.importing.result import ImportRefusedError
from tests.cli.test_main import run
from tests.examples import examples
from tests.importing.support import SAMPLES, imported, value

TOOLS = SAMPLES / "tools.csv"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "table.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_columns_become_facts_of_the_type_that_their_cells_are_of(tmp_path: Path) -> None:
    catalog, told = imported(TOOLS, tmp_path, "--category", "Team", "--title", "Our tools")
    assert catalog.title == "Our tools"
    assert "5 entries (csv)" in told
    assert [one.name for one in catalog.categories.values()] == ["Web", "Storage"]
    assert value(catalog, "courier", "stars") == 1200
    assert value(catalog, "courier", "since") == 2019
    assert value(catalog, "courier", "platforms") == ("linux", "macos")
    assert value(catalog, "cellar", "homepage") == "http://cellar.example/"
    assert value(catalog, "scribe", "homepage") is None
    assert catalog.technologies["bell"].summary == "Rings."
    assert catalog.attributes["homepage"].website


def test_names_and_categories_are_guessed_and_that_is_told(tmp_path: Path) -> None:
    text = "No,short_name,Team,Cost\n1,Anvil,Red,12\n2,Bell,Red,7\n3,Cellar,Blue,1\n4,Dot,Blue,2\n"
    catalog, told = imported(written(tmp_path, text), tmp_path)
    assert list(catalog.technologies) == ["anvil", "bell", "cellar", "dot"]
    assert list(catalog.categories) == ["red", "blue"]
    assert "names are from the column “short_name”; --name says another" in told
    assert "categories are from the column “Team”; --category says another" in told
    assert "guess" not in imported(TOOLS, tmp_path, "--category", "Team")[1]


def test_a_person_can_say_what_a_column_is(tmp_path: Path) -> None:
    source = written(tmp_path, "ref,What,Cost\nA-1,Anvil,12\nB-2,Bell,free\n")
    words = ("--id", "ref", "--name", "what", "--column", "Cost=money")
    catalog, told = imported(source, tmp_path, *words)
    assert list(catalog.technologies) == ["a-1", "b-2"]
    assert value(catalog, "a-1", "cost") == 12
    assert "1 × cells that hold no money, left out: Bell: free" in told


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_any_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = ["name,area", '"Größe, ""klein""",Küche', "Bell,Web"]
    text = "\r\n".join(rows).replace(",area", f"{delimiter}area")
    text = text.replace(",Küche", f"{delimiter}Küche").replace("Bell,", f"Bell{delimiter}")
    catalog, _ = imported(written(tmp_path, text.encode(encoding)), tmp_path)
    assert [one.name for one in catalog.technologies.values()] == ['Größe, "klein"', "Bell"]
    assert [one.name for one in catalog.categories.values()] == ["Küche", "Web"]


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("# exported 2026-01-02, by hand\n#\n", ""),
        ("\n\n", ""),
        ("Our tools in 2026\n\n", "2 × lines before the header, left out: line 1"),
        ("Our tools;;\n;;\nas of;;\n", "3 × lines before the header"),
        ("# by hand\nOur tools\n", "1 × lines before the header, left out: line 2"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_stands_before_the_header_is_passed_over(
    tmp_path: Path, before: str, told: str, end: str
) -> None:
    text = f"{before}name;area;stars\nBell;Web;1\nAnvil;Storage;2;beyond\n"
    source = tmp_path / "table.csv"
    source.write_bytes(text.replace("\n", end).encode())
    catalog, said = imported(source, tmp_path)
    assert list(catalog.technologies) == ["bell", "anvil"]
    assert value(catalog, "anvil", "stars") == 2
    assert told in said
    assert ("before the header" in said) is bool(told)
    # Lines are numbered as in the file.
    assert f"line {before.count(chr(10)) + 3}" in said


@pytest.mark.parametrize("text", ["Notes\nHello, world.\nGood bye.\n", "name\nBell, Inc.\nAnvil\n"])
def test_a_line_with_a_comma_does_not_make_a_table(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImportRefusedError):
        import_source(written(tmp_path, text))


def test_the_sign_that_excel_declares_and_empty_lines_before_the_header(tmp_path: Path) -> None:
    source = written(tmp_path, "sep=;\n\nname;area\nBell;Web\n")
    catalog, _ = imported(source, tmp_path, "--as", "csv")
    assert list(catalog.technologies) == ["bell"]


def test_odd_rows_cost_nothing_but_themselves(tmp_path: Path) -> None:
    text = "name,area,area\nBell,Web,x,y,z\n,Web,\nBell,Tools,\nAnvil\n\x00\x1b[31m,Web,\n"
    catalog, told = imported(written(tmp_path, text), tmp_path)
    assert list(catalog.technologies)[:3] == ["bell", "bell-tools", "anvil"]
    assert "2 × cells beyond the header, left out: line 2" in told
    assert "1 × entries without a name, left out: line 3" in told
    assert "\x1b" not in (tmp_path / "imported.toml").read_text()


def test_what_is_no_table_is_refused_in_one_line(tmp_path: Path) -> None:
    cases = {
        "": "holds nothing",
        "just words\n": "is of no known kind",
        "name,area\n" + '"' + "x" * 1_100_000: "is a quote not closed?",
        "name,area\n": "holds no entries",
        ",".join("abc" * 3_000) + "\n": "more than 1,000 columns",
    }
    for text, expected in cases.items():
        made = run("import", str(written(tmp_path, text)))
        assert (made.returncode, made.stdout) == (1, "")
        assert expected in made.stderr
        assert len(made.stderr.splitlines()) == 1


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    source = tmp_path / "huge.csv"
    with source.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(ImportRefusedError, match="larger than 64 MB"):
        import_source(source)


def test_a_file_of_ones_own_is_never_overwritten(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("# mine\n")
    made = run("import", str(TOOLS), "-o", str(own))
    assert made.returncode == 1
    assert "was not written by an import" in made.stderr
    assert own.read_text() == "# mine\n"


def test_through_a_pipe_it_is_a_catalog_of_the_other_commands(tmp_path: Path) -> None:
    made = run("import", str(TOOLS))
    assert made.stdout.startswith("# Imported by techtui import from tools.csv (csv).\n")
    target = tmp_path / "piped.toml"
    target.write_text(made.stdout)
    assert "Courier" in run("list", "--catalog", str(target)).stdout


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "tomli_w", None)
    made = run("import", str(TOOLS))
    assert made.returncode == 1
    assert "pip install 'techtui[import]'" in made.stderr


@settings(max_examples=examples(60), deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: text.encode(errors="replace")),
        st.text(max_size=300).map(
            lambda text: f"name,ring,quadrant\n{text}".encode(errors="replace")
        ),
        st.sampled_from((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"[[", b'[{"name":')).flatmap(
            lambda begun: st.binary(max_size=100).map(lambda rest: begun + rest)
        ),
    )
)
def test_any_bytes_become_a_catalog_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    from techtui.catalog.format.loader import build, layer_of
    from techtui.importing.writing import catalog_text

    source = written(tmp_path_factory.getbasetemp(), data)
    with suppress(ImportRefusedError):
        text = catalog_text(import_source(source))
        assert not build([layer_of("imported.toml", text)]).problem_count, text


def test_cells_that_say_there_is_no_value_do_not_change_the_type(tmp_path: Path) -> None:
    source = tmp_path / "releases.csv"
    source.write_text(
        "major,released,stars,mark\nv1.0,2017-05-10,-,a\nv2.0,N/A,12,none\nv3.0,2019-04-30,7,?\n"
    )
    catalog, told = imported(source, tmp_path)
    kinds = {key: one.type for key, one in catalog.attributes.items()}
    assert kinds == {"released": "date", "stars": "number", "mark": "text"}
    assert "3 × cells that say there is no value (N/A, -), left out: line 2, line 3, line 4" in told
    assert "names are from the column “major”" in told
    assert value(catalog, "v2-0", "mark") == "none"


def test_guessed_names_and_categories_are_words(tmp_path: Path) -> None:
    source = tmp_path / "countries.csv"
    lines = [f"nom {n},{n % 3}.{n % 2},Region {'AB'[n % 2]},Land {n}" for n in range(12)]
    source.write_text("official_name_fr,unit,area_code,Display name\n" + "\n".join(lines))
    catalog, told = imported(source, tmp_path)
    assert "names are from the column “Display name”" in told
    assert [one.name for one in catalog.categories.values()] == ["Region A", "Region B"]


def test_a_quote_without_an_end_is_told(tmp_path: Path) -> None:
    source = tmp_path / "open.csv"
    source.write_text('name,v\nm,24"\n"two\nlines",1\n"a,1\nb,2\n')
    _, told = imported(source, tmp_path)
    assert "1 × quotes without an end, all after them taken as one cell: line 5" in told
    source.write_text('name,v\n"two\nlines",24"\nb,2\n')
    assert "quotes without" not in imported(source, tmp_path)[1]


def test_lines_may_end_as_on_an_old_mac(tmp_path: Path) -> None:
    source = tmp_path / "mac.csv"
    source.write_bytes(b"sep=;\rname;stars\rCourier;1\rCellar;2\r")
    catalog, _ = imported(source, tmp_path)
    assert value(catalog, "cellar", "stars") == 2


def test_days_with_dots_are_dates_and_no_versions(tmp_path: Path) -> None:
    source = tmp_path / "days.csv"
    source.write_text("name;seen;odd\nCourier;31.12.2024;31.12.2024\nCellar;1.2.2025;12.31.2024\n")
    catalog, _ = imported(source, tmp_path)
    assert str(value(catalog, "courier", "seen")) == "2024-12-31"
    assert str(value(catalog, "cellar", "seen")) == "2025-02-01"
    assert catalog.attributes["odd"].type == "version"
