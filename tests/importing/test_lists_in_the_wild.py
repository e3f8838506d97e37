"""Markdown lists as people write them: tables, links of HTML, badges, items that begin with something else."""

from __future__ import annotations

from pathlib import Path

from tests.importing.support import imported, value

LIST = """# Owls & more

[Contents](#tools)

## :wrench: &nbsp;Tools

Name | Description | Auth | Open
|:---|---|:--:|---:|
| [Courier](https://courier.example/) | Calls **other** services | `key` | Yes |
| [Cellar](https://cellar.example/) | Keeps a \\| b | No | No |
| none | [Nobody](https://nobody.example/) | No | No |

## Scripts

* [Scribe](https://scribe.example/) [[crate](https://crates.example/scribe)] — Writes. [![build](b.svg)](https://ci.example/)
* Owls: see [here](https://owls.example/)
- [Ring](https://ring.example/) :bell: - Rings.

&nbsp;&nbsp; <a href="https://vim.example/" target="_blank"><b>vim</b></a> - edits text.<br>
"""


def test_rows_of_tables_are_entries_and_their_cells_facts(tmp_path: Path) -> None:
    catalog, told = imported(_written(tmp_path), tmp_path)
    assert catalog.title == "Owls & more"
    assert [one.name for one in catalog.categories.values()] == ["Tools", "Scripts"]
    assert catalog.technologies["courier"].tagline == "Calls other services"
    assert catalog.technologies["cellar"].tagline == "Keeps a | b"
    assert value(catalog, "courier", "auth") == "key"
    assert catalog.technologies["cellar"].facts["open"].value is False
    assert "2 × items with a link, but not at their beginning, left out: line 11, line 16" in told


def test_what_stands_between_a_name_and_its_description_is_no_description(tmp_path: Path) -> None:
    catalog, _ = imported(_written(tmp_path), tmp_path)
    scribe = catalog.technologies["scribe"]
    assert scribe.tagline == "Writes."
    assert [(one.title, one.url) for one in scribe.learn] == [
        ("crate", "https://crates.example/scribe")
    ]
    assert catalog.technologies["ring"].tagline == ":bell: - Rings."


def test_a_link_of_html_begins_an_entry(tmp_path: Path) -> None:
    catalog, _ = imported(_written(tmp_path), tmp_path)
    assert catalog.technologies["vim"].tagline == "edits text."
    assert value(catalog, "vim", "website") == "https://vim.example/"


def test_a_file_with_a_name_of_all_files_is_called_like_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "owls"
    folder.mkdir()
    source = folder / "README.md"
    source.write_text("## Tools\n\n- [Courier](https://courier.example/)\n")
    catalog, _ = imported(source, tmp_path)
    assert catalog.title == "owls"


def _written(folder: Path) -> Path:
    source = folder / "list.md"
    source.write_text(LIST, encoding="utf-8")
    return source
