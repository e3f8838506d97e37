"""``techtui check --links``: every address with who cites it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_main import run

TEXT = """\
format = 1
[catalog]
title = "Boats"
text = "markdown"
[sources.log]
title = "The log"
url = "https://boats.example/log"
[sources.spare]
title = "Not named"
url = "https://boats.example/spare"
[sources.mail]
title = "A letter"
url = "mailto:harbour@boats.example"
[categories.boats]
name = "Boats"
sources = ["log"]
[concepts.keel]
title = "Keel"
text = "See [the yard](https://boats.example/yard) and `https://boats.example/code`."
[attributes.site]
name = "Site"
type = "link"
[attributes.length]
name = "Length"
type = "number"
[technologies.dinghy]
name = "Dinghy"
category = "boats"
summary = "Small; [more](https://boats.example/small)."
strengths = [{ text = "Light", source = "log" }]
learn = [{ title = "Rowing", url = "https://boats.example/log" }]
[technologies.dinghy.facts]
site = "https://boats.example/dinghy"
length = { value = 3, source = ["log", "mail"] }
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    file = tmp_path / "boats.toml"
    file.write_text(TEXT)
    return file


def test_each_address_has_a_line_with_who_cites_it(catalog: Path) -> None:
    result = run("check", "--links", str(catalog))
    assert (result.returncode, result.stderr) == (0, "5 addresses\n")
    assert result.stdout.splitlines() == [
        "https://boats.example/log\tboats, dinghy, dinghy.length",
        "https://boats.example/spare\tsources.spare",
        "https://boats.example/dinghy\tdinghy.site",
        "https://boats.example/small\tdinghy",
        "https://boats.example/yard\tkeel",
    ]


def test_programs_get_them_as_json(catalog: Path) -> None:
    result = run("check", "--links", "--format", "json", str(catalog))
    document = json.loads(result.stdout)
    assert document["version"] == 1
    assert document["links"][1] == {
        "url": "https://boats.example/spare",
        "cited_by": ["sources.spare"],
    }


def test_a_catalog_that_does_not_open_has_no_list(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 1\n[catalog")
    result = run("check", "--links", str(broken))
    assert (result.returncode, result.stdout) == (1, "")
    assert "broken.toml" in result.stderr
