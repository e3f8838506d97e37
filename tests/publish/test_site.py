"""The files of a website: what they say, where they lead, and what they never hold."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from benchmarks import generate

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.problems import CatalogError
from techtui.publish.filter_links import filters_of
from techtui.publish.folder import publish
from techtui.publish.static_site import site
from tests.journeys.test_hostile import HOSTILE, hostile_catalog
from tests.publish.reading import Page, pages_of

HOSTILE_FILES = sorted((Path(__file__).parents[1] / "hostile").glob("*.toml"))
SAFE = re.compile(r"[a-z0-9~_.-]{1,120}")


def insist_on_links(folder: Path) -> None:
    """Every address of every page is on the web, or a file of the website and a place in it."""
    root = folder.resolve()
    pages = {page.file.resolve(): page for page in pages_of(root)}
    ids = {file: page.ids for file, page in pages.items()}
    for file, page in pages.items():
        for address in set(page.addresses):
            parts = urlsplit(address)
            if parts.scheme:
                assert parts.scheme in ("http", "https"), address
                continue
            assert not address.startswith("/"), address
            aim = Path(normpath(file.parent / unquote(parts.path))) if parts.path else file
            assert aim.is_relative_to(root), address
            assert aim in ids or aim.is_file(), f"{file}: {address}"
            if parts.fragment:
                assert unquote(parts.fragment) in ids[aim], f"{file}: {address}"


def test_all_links_lead_somewhere(shipped_site: Path) -> None:
    insist_on_links(shipped_site)


def test_a_page_for_everything_and_ways_to_it(shipped_site: Path, shipped: Catalog) -> None:
    linked = {
        normpath(page.file.parent / address.partition("#")[0])
        for page in pages_of(shipped_site)
        for address in set(page.addresses)
        if "://" not in address
    }
    for folder, ids in (
        ("technologies", shipped.technologies),
        ("categories", shipped.categories),
        ("concepts", shipped.concepts),
        ("attributes", shipped.attributes),
    ):
        for one in ids:
            file = shipped_site / folder / one / "index.html"
            assert file.is_file()
            assert normpath(file) in linked
    sources = Page(shipped_site / "sources" / "index.html")
    assert set(shipped.sources) <= sources.ids


def test_pages_say_what_pages_say(shipped_site: Path) -> None:
    kafka = Page(shipped_site / "technologies" / "kafka" / "index.html")
    for words in ("Strengths", "Avoid when", "Sources", "Facts"):
        assert words in kafka.text
    crumbs = [one for one in kafka.addresses if "categories/" in one]
    assert "../../categories/message-queues/index.html" in crumbs
    # What an attribute means is one step away.
    assert any("../../attributes/" in one for one in kafka.addresses)
    attribute = Page(shipped_site / "attributes" / "license_spdx" / "index.html")
    assert "../../technologies/kafka/index.html" in attribute.addresses
    assert ("th", {"scope": "row"}) in attribute.tags


def test_landmarks_and_headings(shipped_site: Path) -> None:
    for page in pages_of(shipped_site):
        names = [tag for tag, _ in page.tags]
        assert names.count("main") == names.count("h1") == 1, page.file
        assert {"header", "nav", "footer", "title"} <= set(names)
        levels = [int(tag[1]) for tag in names if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        for _, attributes in (one for one in page.tags if one[0] == "svg"):
            assert "aria-label" in attributes or "aria-hidden" in attributes


def insist_on_policy(folder: Path) -> None:
    """A page has no script, no style and no handler of its own, and may load only files of the website."""
    for page in pages_of(folder):
        policies = [
            one["content"] for tag, one in page.tags if tag == "meta" and "http-equiv" in one
        ]
        assert len(policies) == 1
        assert policies[0].startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "unsafe" not in policies[0]
        for tag, attributes in page.tags:
            assert tag not in ("style", "iframe", "object", "img", "base", "form")
            assert tag != "script" or re.fullmatch(r"(\.\./)*assets/\w+\.js", attributes["src"])
            assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_policy(shipped_site: Path) -> None:
    insist_on_policy(shipped_site)


@pytest.mark.parametrize(
    "text", [*HOSTILE, "<script>alert(1)</script>", "--></title><b>", "a\u2028b"]
)
def test_hostile_texts_stay_texts(text: str, tmp_path: Path) -> None:
    publish(tmp_path / "site", site(hostile_catalog(text)))
    insist_on_policy(tmp_path / "site")
    insist_on_links(tmp_path / "site")
    for page in pages_of(tmp_path / "site"):
        assert "b" not in {tag for tag, _ in page.tags}
    for file in (tmp_path / "site" / "data").rglob("*.js"):
        held = re.fullmatch(r"techtui\.take\((\".*?\"),(.*)\);\n", file.read_text(encoding="ascii"))
        assert held
        json.loads(held[1])
        json.loads(held[2])


@pytest.mark.slow
def test_hostile_catalogs_publish_what_opens(tmp_path: Path) -> None:
    opened = 0
    for at, file in enumerate(HOSTILE_FILES):
        try:
            catalog = read_catalog([file])
        except CatalogError:
            continue
        opened += 1
        folder = tmp_path / str(at)
        publish(folder, site(catalog))
        insist_on_policy(folder)
        insist_on_links(folder)
        for path in folder.rglob("*"):
            assert SAFE.fullmatch(path.name), path
    assert opened > 20


@pytest.mark.slow
def test_the_same_catalog_gives_the_same_bytes(shipped: Catalog) -> None:
    assert list(site(shipped)) == list(site(read_catalog()))


def test_the_first_page_is_small_and_nothing_is_loaded_before_it_is_wanted(
    shipped_site: Path,
) -> None:
    first = Page(shipped_site / "index.html")
    loaded = [
        attributes.get("src") or attributes["href"]
        for tag, attributes in first.tags
        if tag in ("script", "link")
    ]
    assert not [one for one in loaded if one.startswith("data/")]
    sizes = [(shipped_site / one).stat().st_size for one in ("index.html", *loaded)]
    assert sum(sizes) < 60_000


@pytest.mark.slow
def test_a_large_catalog_stays_small(tmp_path: Path) -> None:
    catalog = tmp_path / "large.toml"
    generate.write(2400, catalog)
    count, size = publish(tmp_path / "site", site(read_catalog([catalog])))
    assert count > 4800
    assert size < 40_000_000
    assert (tmp_path / "site" / "index.html").stat().st_size < 20_000


def test_questions_lead_to_what_is_left_and_to_comparisons(shipped_site: Path) -> None:
    (page,) = [one for one in pages_of(shipped_site) if one.file.parent.name == "sql-databases"]
    filtered = "../../technologies/index.html?category=sql-databases&license=permissive"
    assert filtered in page.addresses
    assert "../../compare/index.html?t=clickhouse,duckdb" in page.addresses
    (first,) = [one for one in pages_of(shipped_site) if one.file.parent == shipped_site]
    assert "compare/index.html?t=postgresql,mysql,sqlite" in first.addresses


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("category:databases license:permissive", "?category=databases&license=permissive"),
        ("rows:yes", ""),
        ("license:permissive popularity>20", ""),
        ("-license:permissive", ""),
        ("license:?", ""),
        ("kafka", ""),
        ("replay:yes", "?replay=yes"),
    ],
)
def test_a_query_that_filters_can_say_has_an_address(
    shipped: Catalog, query: str, address: str
) -> None:
    assert filters_of(shipped, query) == address
