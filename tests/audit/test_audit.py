"""A catalog beside copies of what others publish, through the command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from techtui.catalog.format.diagnostics import check
from techtui.catalog.format.loader import read_catalog
from tests.cli.test_main import run

HERE = Path(__file__).parent
CATALOG, PRODUCTS, ANSWERS = HERE / "catalog.toml", HERE / "products", HERE / "2025.csv"
COPIES = ("--endoflife", str(PRODUCTS), "--survey", f"2025={ANSWERS}")


def found(*words: str, catalog: Path = CATALOG, code: int = 1) -> dict[str, Any]:
    """What an audit finds, as JSON."""
    result = run("audit", "--catalog", str(catalog), *words, "--format", "json")
    assert result.returncode == code, result.stderr
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def lines(document: dict[str, Any]) -> list[tuple[str, str, str, str | None, str]]:
    return [
        (one["technology"], one["attribute"], one["how"], one["here"], one["there"])
        for one in document["findings"]
    ]


def test_each_difference_is_told_once_and_what_agrees_is_counted() -> None:
    document = found(*COPIES)
    assert lines(document) == [
        ("store", "version", "older", "1.3", "1.4"),
        ("store", "released", "missing", None, "2026-02-01"),
        ("store", "until", "missing", "not found", "2029-02-03"),
        ("store", "use", "differs", "40", "25.0"),
        ("store", "loved", "missing", None, "0.00"),
        ("lamp", "version", "newer", "9.0", "8.10"),
        ("lamp", "use", "missing", None, "25.00"),
        ("lamp", "loved", "missing", None, "0.00"),
    ]
    assert (document["compared"], document["agreeing"]) == (14, 6)
    assert document["products"] == {"courier": "courier", "store": "cellar", "lamp": "bulb"}
    assert document["unknown_products"] == {"rope": "ropes"}
    assert document["without_product"] == ["spoon"]


def test_where_all_agrees_it_says_so_and_exits_with_0(tmp_path: Path) -> None:
    text = CATALOG.read_text()
    file = tmp_path / "catalog.toml"
    file.write_text(text.partition("# Goes by an alias")[0])
    result = run("audit", "--catalog", str(file), "--endoflife", str(PRODUCTS / "courier.md"))
    assert (result.returncode, result.stderr) == (0, "")
    assert "4 values compared: 4 agree, 0 differ." in result.stdout


def test_the_page_names_entries_values_and_lines() -> None:
    result = run("audit", "--catalog", str(CATALOG), *COPIES, COLUMNS="100")
    assert result.returncode == 1
    assert result.stderr == "1 × products that can't be read, left out: torn.md\n"
    words = " ".join(result.stdout.split())
    for told in (
        "14 values compared: 6 agree, 8 differ.",
        "The [store] Fixes until not found 2029-02-03 line 1",
        "The [store] Use 40 25.0 2025, 1 of 4 (Language)",
        "Products that are not there 1 • Rope ropes",
        "Without a product 1 Spoon",
    ):
        assert told in words, result.stdout


def test_the_layer_is_a_sound_catalog_and_nothing_is_left_to_say_when_it_is_laid_on(
    tmp_path: Path,
) -> None:
    base, layer = tmp_path / "catalog.toml", tmp_path / "fresh.toml"
    shutil.copy(CATALOG, base)
    words = (*COPIES, "--layer", str(layer), "--as-of", "2026-02-03")
    assert lines(found(*words, catalog=base))
    text = layer.read_text()
    assert base.read_bytes() == CATALOG.read_bytes()
    assert "# 1.3 -> 1.4\nversion = { value = " in text
    assert "# 40 -> 25.0 (2025, 1 of 4 (Language))\n" in text
    assert [str(one) for one in check([base, layer]) if one.severity == "error"] == []
    facts = read_catalog([base, layer]).technologies["store"].facts
    assert facts["version"].value == "1.4"
    assert facts["version"].sources == ("audit-endoflife-cellar",)
    assert str(facts["version"].as_of) == "2026-02-03"
    # The year of the survey is replaced, the other stays with its own source.
    assert facts["use"].value == {2024: 12.5, 2025: 25.0}
    assert facts["use"].sources == ("shelf", "audit-survey-2025")
    # What the catalog has newer stays.
    result = run("audit", "--catalog", str(base), "--catalog", str(layer), *COPIES, "-f", "json")
    assert lines(json.loads(result.stdout)) == [("lamp", "version", "newer", "9.0", "8.10")]


def test_a_layer_never_takes_the_place_of_a_file_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("format = 1\n")
    result = run("audit", "--catalog", str(CATALOG), *COPIES, "--layer", str(own))
    assert (result.returncode, result.stdout) == (1, "")
    assert "exists and was not written by an audit" in result.stderr
    assert own.read_text() == "format = 1\n"


def test_of_two_lines_the_narrower_counts_and_another_end_is_named(tmp_path: Path) -> None:
    product = tmp_path / "courier.md"
    product.write_text(
        (PRODUCTS / "courier.md")
        .read_text()
        .replace("    eol: 2030-10-31", "    eol: 2029-10-31\n    eoes: 2030-10-31")
        .replace('"2"\n', '"3"\n')
    )
    (finding,) = found("--endoflife", str(product))["findings"][:1]
    assert finding["of"] == "line 3.10; 2030-10-31 is its extendedSupport"


def test_a_line_that_the_copy_does_not_know_yet_has_no_end_to_compare(tmp_path: Path) -> None:
    file = tmp_path / "catalog.toml"
    file.write_text(
        CATALOG.read_text().replace('long = { value = "3.10"', 'long = { value = "4.0"')
    )
    courier = [one for one in lines(found(*COPIES, catalog=file)) if one[0] == "courier"]
    assert courier == [("courier", "long", "newer", "4.0", "3.10")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "name a copy: --endoflife PATH, --survey YEAR=FILE, or both"),
        (("--survey", str(ANSWERS)), "write YEAR=FILE"),
        (("--endoflife", "nowhere.md"), "nowhere.md"),
        (("--endoflife", str(ANSWERS)), "has no products of endoflife.date"),
        (("--survey", f"2025={CATALOG}"), "--column says which one is meant"),
        (("--survey", f"2025={ANSWERS}", "--column", "Tools"), "no column “Tools”"),
        (("--survey", "2025=nowhere.csv"), "nowhere.csv can't be read"),
    ],
)
def test_what_can_not_be_read_is_said_in_a_line(words: tuple[str, ...], told: str) -> None:
    result = run("audit", "--catalog", str(CATALOG), *words)
    assert result.returncode in (1, 2)
    assert result.stdout == ""
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_catalog_that_says_nothing_of_audits_is_told_what_to_write() -> None:
    guitars = HERE.parent / "guitars.toml"
    result = run("audit", "--catalog", str(guitars), *COPIES)
    assert result.returncode == 1
    assert 'audit = "endoflife.latest"' in result.stderr


def test_columns_with_other_names_can_be_named(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text("who;uses;wants\n1;Courier;Courier\n2;Spoon;\n")
    document = found("--survey", f"2026={answers}", "--column", "uses=wants")
    assert ("courier", "use", "missing", None, "50") in lines(document)
    assert ("courier", "loved", "missing", None, "100.0") in lines(document)


HOSTILE = {
    "bomb.md": "---\na: &a [1,2,3,4,5,6,7,8,9]\n"
    + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "releases: *i\n---\n",
    "tag.md": "---\nreleases: !!python/object/apply:os.system ['false']\n---\n",
    "deep.md": "---\nreleases: " + "[" * 500 + "\n---\n",
    "deep.json": "[" * 100_000,
    "types.md": "---\ntitle: [a]\nname: 5\nreleases: [{releaseCycle: {a: b}}, 3, {releaseCycle: '1', latest: [x], eol: 2026-99-99, lts: {}}]\n---\n",
    "escape.md": '---\ntitle: "\\e[31mred"\nreleases: [{releaseCycle: "1", latest: "\\e[31m9", eol: 2030-01-01}]\n---\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_copy_holds_the_audit_ends_well(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(HOSTILE[name])
    shutil.copy(PRODUCTS / "courier.md", tmp_path)
    catalog = tmp_path / "catalog.toml"
    known = CATALOG.read_text().replace(
        '"Spoon"', f'"Spoon"\nendoflife = "{name.partition(".")[0]}"'
    )
    catalog.write_text(known)
    layer = tmp_path / "layer.toml"
    words = (
        "audit",
        "--catalog",
        str(catalog),
        "--endoflife",
        str(tmp_path),
        "--layer",
        str(layer),
    )
    result = run(*words)
    assert result.returncode in (0, 1)
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stdout + result.stderr
    assert "Courier" in result.stdout or "4 agree" in result.stdout
    assert [one for one in check([catalog, layer]) if one.severity == "error"] == []


def test_a_survey_with_a_quote_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text('a,LanguageHaveWorkedWith\n1,"' + "x" * (2 << 20))
    result = run("audit", "--catalog", str(CATALOG), "--survey", f"2025={answers}")
    assert result.returncode == 1
    assert "is a quote not closed?" in result.stderr


def test_a_pointer_of_git_lfs_is_called_by_its_name(tmp_path: Path) -> None:
    answers = tmp_path / "results.csv"
    answers.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n")
    result = run("audit", "--catalog", str(CATALOG), "--survey", f"2025={answers}")
    assert result.returncode == 1
    assert "git lfs pull" in result.stderr


@pytest.mark.parametrize(
    ("used", "wanted"),
    [
        ("HaveWorkedLanguage", "WantWorkLanguage"),
        ("LanguageWorkedWith", "LanguageDesireNextYear"),
        ("LanguageHaveWorkedWith", "LanguageWantToWorkWith"),
    ],
)
def test_the_columns_of_all_years_are_found(tmp_path: Path, used: str, wanted: str) -> None:
    answers = tmp_path / "results.csv"
    answers.write_text(f'Respondent,{used},{wanted}\n1,"Courier; Spoon",Courier\n2,Courier,NA\n')
    document = found("--survey", f"2018={answers}")
    assert ("courier", "use", "missing", None, "100") in lines(document)
    assert ("courier", "loved", "missing", None, "50.0") in lines(document)


@pytest.mark.parametrize("before", ["# exported on Monday\n", "sep=;\n\n", "Our survey\n"])
def test_a_header_stands_below_a_title_too(tmp_path: Path, before: str) -> None:
    answers = tmp_path / "results.csv"
    rows = "".join(f"{at};Courier\n" for at in range(5_000))
    answers.write_text(f"{before}Respondent;LanguageHaveWorkedWith\n{rows}last;Spoon\n")
    findings = found("--survey", f"2018={answers}")["findings"]
    assert findings[0]["of"].startswith("2018, 5,000 of 5,001 ")


def test_answers_are_counted_over_those_who_ticked_anything(tmp_path: Path) -> None:
    from techtui.audit.survey import Survey

    answers = tmp_path / "answers.csv"
    with answers.open("w") as file:
        file.write("a,DatabaseHaveWorkedWith,b\n")
        for at in range(50_000):
            file.write(f"{at},{'Courier;Spoon' if at % 4 else 'Spoon'},{'text ' * 20}\n")
    survey = Survey(2025, answers)
    courier = read_catalog([CATALOG]).technologies["courier"]
    (share,) = survey.of(courier)
    assert (share.used, share.admired, share.people, share.base) == (75.0, None, 37_500, 50_000)
