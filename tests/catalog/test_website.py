"""Which link is the website."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.website import website_of

HEAD = """
format = 1
[catalog]
title = "T"
[categories.c]
name = "C"
[attributes.contact]
name = "Contact"
type = "link"
[attributes.opposite]
name = "Opposite site"
type = "link"
"""
TAIL = """
[technologies.t]
name = "T"
category = "c"
[technologies.t.facts]
contact = "https://chat.example/"
"""


def website(tmp_path: Path, attributes: str, facts: str) -> str:
    file = tmp_path / "catalog.toml"
    file.write_text(HEAD + attributes + TAIL + facts)
    catalog = read_catalog([file])
    return website_of(catalog, catalog.technologies["t"])


@pytest.mark.parametrize(
    ("attributes", "facts", "expected"),
    [
        ("", "", ""),
        ("[attributes.website]\nname='Web'\ntype='link'\n", "", ""),
        (
            "[attributes.website]\nname='Web'\ntype='link'\n",
            "website='https://w.example/'\n",
            "https://w.example/",
        ),
        (
            "[attributes.h]\nname='Home-page'\ntype='link'\n",
            "h='https://h.example/'\n",
            "https://h.example/",
        ),
        ("[attributes.website]\nname='Web'\ntype='text'\n", "website='by phone'\n", ""),
        (
            "[attributes.website]\nname='Web'\ntype='link'\n"
            "[attributes.start]\nname='Start'\ntype='link'\nwebsite=true\n",
            "website='https://w.example/'\nstart='https://s.example/'\n",
            "https://s.example/",
        ),
        (
            "[attributes.start]\nname='Start'\ntype='link'\nwebsite=true\n",
            "start={ missing='not found' }\n",
            "",
        ),
    ],
)
def test_the_website_is_declared_or_called_so_and_never_just_the_first_link(
    tmp_path: Path, attributes: str, facts: str, expected: str
) -> None:
    assert website(tmp_path, attributes, facts) == expected


def test_every_technology_of_the_shipped_catalog_with_a_website_opens_it(shipped: Catalog) -> None:
    for technology in shipped.technologies.values():
        fact = technology.facts.get("website")
        expected = fact.value if fact is not None and fact.value is not None else ""
        assert website_of(shipped, technology) == expected
