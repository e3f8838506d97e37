"""The pages that draw a radar of Zalando's kind hold its entries as JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.importing.js_literals import literal_at
from tests.cli.test_main import run
from tests.importing.support import imported, value

PAGE = """<!DOCTYPE html>
<script src="radar.js"></script>
<script>
// radar_visualization({old: true}) was here
radar_visualization({
  svg_id: "radar", width: 1450, colors: { grid: '#bbb', },
  title: "Acme's radar — 2024.10",
  quadrants: [ { name: "Languages" }, { name: 'Infra \\/ Hosting' } ],
  rings: [ { name: "USE", color: "#93c47d" }, { name: "WATCH" } ],
  print_layout: true,
  // a comment, with } in it
  entries: [
    { quadrant: 1, ring: 0, label: "Courier", active: true, link: "https://courier.example/", moved: 1 },
    /* { quadrant: 0, ring: 0, label: "Nobody" }, */
    { "quadrant": 0, "ring": 1, "label": 'Owl\\'s script', active: false, moved: 0, },
  ],
});
</script>
"""


def test_the_page_of_a_radar_is_imported(tmp_path: Path) -> None:
    source = tmp_path / "index.html"
    source.write_text(PAGE)
    catalog, told = imported(source, tmp_path)
    assert told.startswith("2 entries (zalando)")
    assert catalog.title == "Acme's radar — 2024.10"
    assert [one.name for one in catalog.categories.values()] == ["Infra / Hosting", "Languages"]
    assert value(catalog, "courier", "ring") == "use"
    assert value(catalog, "courier", "website") == "https://courier.example/"
    assert catalog.technologies["owl-s-script"].facts["active"].value is False


def test_the_page_of_a_radar_opens_as_a_catalog(tmp_path: Path) -> None:
    source = tmp_path / "index.html"
    source.write_text(PAGE)
    listed = run("list", "--catalog", str(source), "--where", "ring:watch")
    assert (listed.returncode, "Owl's script" in listed.stdout) == (0, True)


def test_a_page_without_entries_is_refused_in_one_line(tmp_path: Path) -> None:
    source = tmp_path / "index.html"
    source.write_text("<script>radar_visualization({entries: config.entries})</script>")
    refused = run("import", str(source))
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "is of no known kind" in refused.stderr


@pytest.mark.parametrize(
    ("script", "meant"),
    [
        (
            r"""{a: 'it\'s', "b": `x\u0041\x42\n`, c: [1, 1.50, .5, -2, +3,],}""",
            {"a": "it's", "b": "xAB\n", "c": [1, "1.50", ".5", -2, 3]},
        ),
        (
            "{a: window.RING, b: undefined, c: null, d: true}",
            {"a": "window.RING", "b": None, "c": None, "d": True},
        ),
        ("{a: 007}", {"a": "007"}),
        ("{a: 1 + 2}", None),
        ("{a: call()}", None),
        ("{a: 'not closed", None),
        ("{a: [1}", None),
        ("{" * 100_000, None),
        ("[" * 100_000 + "]" * 100_000, None),
        ("", None),
    ],
)
def test_literals_are_read_and_nothing_else(script: str, meant: object) -> None:
    assert literal_at(script, 0) == meant
