"""Build Your Own Radar: CSV and JSON."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_main import run
from tests.importing.support import SAMPLES, imported, value


def test_rings_quadrants_movement_and_html(tmp_path: Path) -> None:
    catalog, told = imported(SAMPLES / "radar.csv", tmp_path)
    assert "(byor)" in told
    assert "1 × entries without a name, left out: line 5" in told
    assert [one.name for one in catalog.categories.values()] == ["Tools", "Platforms"]
    assert list(catalog.attributes["ring"].choices) == ["adopt", "trial", "hold"]
    assert [value(catalog, one, "moved") for one in catalog.technologies] == [
        "moved-in",
        "new",
        "unchanged",
    ]
    summary = catalog.technologies["courier"].summary
    assert "Patient" in summary
    assert "[the handbook](https://wiki.example/courier)" in summary
    assert catalog.technologies["cellar"].summary == "A cache."


def test_json_is_the_same_radar(tmp_path: Path) -> None:
    source = tmp_path / "radar.json"
    blips: list[object] = [
        {"name": "Courier", "ring": "Adopt", "quadrant": "Tools", "isNew": "FALSE", "team": "Red"},
        {"name": "Cellar", "ring": "Trial", "quadrant": "Tools", "isNew": True, "description": "C"},
        {"name": None, "ring": ["a"], "quadrant": {}},
        "nonsense",
    ]
    source.write_text(json.dumps(blips))
    catalog, told = imported(source, tmp_path)
    assert list(catalog.technologies) == ["courier", "cellar"]
    assert value(catalog, "cellar", "moved") == "new"
    assert value(catalog, "courier", "team") == "Red"
    assert "1 × items that are not tables, left out: item 4" in told
    assert "1 × entries without a name, left out: item 3" in told


def test_deep_json_is_refused_in_one_line(tmp_path: Path) -> None:
    source = tmp_path / "radar.json"
    source.write_text("[" * 100_000)
    made = run("import", str(source))
    assert made.returncode == 1
    assert "nested too deeply" in made.stderr


def test_blips_within_a_table_are_found_and_keys_become_words(tmp_path: Path) -> None:
    source = tmp_path / "radar.json"
    blip = {"name": "Courier", "Quadrant": "Tools", "ring": "adopt", "isNew": False}
    blips = [{**blip, "lastReviewed": "2025-01-02", "GitHub Stars": 12}]
    source.write_text(json.dumps({"title": "Ours", "rings": ["adopt"], "blips": blips}))
    catalog, told = imported(source, tmp_path)
    assert (catalog.title, "(byor)" in told) == ("Ours", True)
    assert [one.name for one in catalog.attributes.values()] == [
        "Ring",
        "Last reviewed",
        "GitHub Stars",
    ]


def test_links_and_lists_of_texts_are_shown_as_such(tmp_path: Path) -> None:
    source = tmp_path / "radar.json"
    html = (
        '<p>See <a href="https://wiki.example/">the wiki</a>, or List&lt;T&gt; and Map<Key, V>.</p>'
    )
    blip = {"name": "Courier", "quadrant": "Tools", "ring": "adopt", "description": html}
    source.write_text(json.dumps([blip]))
    catalog, _ = imported(source, tmp_path)
    assert catalog.conventions.markdown
    assert catalog.technologies["courier"].summary.endswith("or List<T> and Map<Key, V>.")
    shown = run("show", "courier", "--catalog", str(tmp_path / "imported.toml")).stdout
    assert "See the wiki" in shown
    source.write_text(json.dumps([{**blip, "description": "Plain * text_with_marks *."}]))
    assert not imported(source, tmp_path)[0].conventions.markdown
