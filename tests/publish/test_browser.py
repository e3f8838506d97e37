"""A published website in a real Chromium: from a subfolder of a server, and from the disk."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from techtui.catalog.comparison import compare
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.search import Index
from techtui.pages.comparison import compared_row
from techtui.pages.document import Span
from techtui.publish.folder import publish
from techtui.publish.static_site import site
from tests import chromium
from tests.chromium import sync_api
from tests.formats.conftest import COFFEE
from tests.journeys.test_hostile import hostile_catalog

pytestmark = chromium.MARKS
browser = chromium.browser
Open = Callable[..., Any]
"""Opens a page: the folder and what stands behind it in the address."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host(shipped_site: Path) -> Iterator[str]:
    """A web server that has the website in a subfolder."""
    handler = partial(_Quiet, directory=str(shipped_site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/a%20site/"
        server.shutdown()
        thread.join()


@pytest.fixture(params=["host", "disk"])
def open_(
    request: pytest.FixtureRequest, browser: sync_api.Browser, host: str, shipped_site: Path
) -> Iterator[Open]:
    """Opens pages of the website; what leads elsewhere, or goes wrong in a script, fails the test."""
    disk = request.param == "disk"
    base = f"{shipped_site.as_uri()}/" if disk else host
    asked: list[str] = []
    errors: list[str] = []
    contexts: list[sync_api.BrowserContext] = []

    def open_page(folder: str = "", query: str = "", **options: object) -> sync_api.Page:
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 800}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", lambda one: asked.append(one.url))
        page.on("pageerror", lambda one: errors.append(str(one)))
        page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
        page.goto(f"{base}{folder}{'index.html' if disk else ''}{query}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors
    assert asked
    assert not [one for one in asked if not one.startswith(base)]


def test_search_opens_what_was_meant(open_: Open) -> None:
    page = open_()
    loaded: list[str] = []
    page.on("request", lambda one: loaded.append(urlsplit(one.url).path))
    page.keyboard.press("/")
    assert not [one for one in loaded if "/data/" in one]
    page.keyboard.type("postgers")
    sync_api.expect(page.locator("#search [role=option]").first).to_contain_text("PostgreSQL")
    assert any(one.endswith("data/names.js") for one in loaded)
    page.keyboard.press("Enter")
    page.wait_for_url("**/technologies/postgresql/**")
    assert page.inner_text("h1") == "PostgreSQL"
    page.go_back()
    page.locator("#search input").fill("qqzzqq")
    page.wait_for_selector("#search .none")
    assert "No matches" in page.inner_text("#search")
    page.keyboard.press("Escape")
    assert not page.locator("#search .found").is_visible()


def test_the_same_hits_as_the_explorer(open_: Open, shipped: Catalog) -> None:
    page = open_()
    page.evaluate("() => Promise.all(['names', 'texts'].map(techtui.need))")
    index = Index(shipped)
    queries = [
        *(
            "postgers",
            "go",
            "kafak",
            "message queue",
            "sql",
            "c",
            "raft",
            "rabitmq",
            "mongo",
            "Élixir",
        ),
        *(
            "python",
            "js",
            "event log",
            "kuberntes",
            "open source license",
            "ＧＯ",
            "type safe",
            "redsi",
        ),
    ]
    for query in queries:
        hits = [shipped.technologies[one.technology].name for one in index.search(query)]
        ours = page.evaluate(
            """async (query) => {
                const [data, texts] = await Promise.all(['names', 'texts'].map(techtui.need));
                return techtui.search(query, data, texts).map((at) => data.technologies[at][1]);
            }""",
            query,
        )
        assert ours == hits, query


def test_a_comparison_has_an_address(open_: Open, shipped: Catalog) -> None:
    page = open_("compare/", "?t=kafka,rabbitmq")
    page.wait_for_selector("table.compared")
    assert page.inner_text("h1") == "Apache Kafka and RabbitMQ compared"
    # Drawn by a script as it is on the pages themselves.
    drawn = page.locator(".chart").first
    assert "Popularity" in drawn.inner_text()
    assert drawn.locator("svg path.line").count() == 2
    page.locator("button", has_text="Differences only").click()
    page.wait_for_url("**only=differences")
    assert set(page.locator("td.verdict").all_inner_texts()) == {"", "≠"}
    page.locator(".pick input").fill("nats")
    page.wait_for_selector(".pick [role=option]")
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("table.compared thead th")).to_have_count(4)
    page.wait_for_url("**t=kafka,rabbitmq,nats*")
    page.reload()
    page.wait_for_selector("table.compared")
    assert "NATS" in page.inner_text("h1")
    page.locator("button[aria-label='Remove RabbitMQ']").click()
    sync_api.expect(page.locator("h1")).to_have_text("Apache Kafka and NATS compared")


_ABOUT = """() => [...document.querySelector('table.compared tr.about').cells].slice(2).map((cell) => cell.textContent)"""


@pytest.mark.parametrize(
    "ids",
    [("kafka", "rabbitmq"), ("postgresql", "mysql", "sqlite"), ("go", "rust", "java", "python")],
)
def test_signs_and_bars_as_in_the_explorer(
    ids: tuple[str, ...], browser: sync_api.Browser, host: str, shipped: Catalog
) -> None:
    page = browser.new_page()
    page.goto(f"{host}compare/?t={','.join(ids)}")
    page.wait_for_selector("table.compared")
    shown = page.evaluate(
        """() => [...document.querySelectorAll('table.compared tbody tr:not(.about)')]
            .filter((row) => row.cells.length > 1)
            .map((row) => [row.cells[0].textContent, row.cells[1].textContent, ...[...row.cells].slice(2).map((cell) => [
                cell.className, parseFloat(cell.querySelector('rect')?.getAttribute('width') ?? '-1'),
                cell.textContent.replace('▲ better: ', ''),
            ])])"""
    )
    expected = []
    comparison = compare(shipped, [shipped.technologies[one] for one in ids])
    for _, rows in comparison.groups():
        for one in rows:
            row = compared_row(one)
            name, *cells = row.cells
            texts = [
                [
                    "better" if cell.better else "",
                    # The last digit of a half is rounded otherwise.
                    pytest.approx(-1 if cell.share is None else 100 * cell.share, abs=0.06),
                    "".join(part.text for part in cell.line if isinstance(part, Span)),
                ]
                for cell in cells
            ]
            head = name.line[0]
            assert isinstance(head, Span)
            expected.append([row.sign, head.text, *texts])
    about = page.evaluate(_ABOUT)
    page.close()
    assert about == [shipped.technologies[one].tagline for one in ids]
    # The page keeps the order of the catalog; the explorer begins with what tells most.
    assert sorted(shown, key=lambda row: row[1]) == sorted(expected, key=lambda row: row[1])


def test_filters_count_and_agree(open_: Open, shipped: Catalog) -> None:
    page = open_("technologies/", "?category=databases")
    page.wait_for_selector(".results li")
    assert page.locator(".results li").count() == shipped.count("databases")
    assert not page.locator("#all").is_visible()
    box = page.locator(".filters details details:not(.rare)").nth(1)
    box.locator("summary").click()
    line = box.locator("label:not(.none)").first
    count = int(line.locator(".count").inner_text())
    line.click()
    sync_api.expect(page.locator(".results li")).to_have_count(count)
    page.reload()
    page.wait_for_selector(".results li")
    assert page.locator(".results li").count() == count
    page.locator("button", has_text="Clear").click()
    assert page.locator(".results li").count() == len(shipped)


def test_a_table_is_sorted(open_: Open) -> None:
    page = open_("categories/languages/")
    page.locator("table.sortable th").first.locator("button").click()
    names = page.locator("table.sortable tbody th").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    assert page.locator("table.sortable th").first.get_attribute("aria-sort") == "ascending"
    page.locator("table.sortable th").nth(1).locator("button").click()
    page.locator("table.sortable th").nth(1).locator("button").click()
    ranks = page.locator("table.sortable tbody td:nth-child(2)").evaluate_all(
        "cells => cells.map((one) => one.dataset.rank ?? -1).map(Number)"
    )
    assert ranks == sorted(ranks, reverse=True)


PAGES = [
    *("", "technologies/", "technologies/postgresql/", "categories/databases/"),
    *("attributes/license_spdx/", "attributes/popularity/", "concepts/", "sources/"),
]


@pytest.mark.skipif("TECHTUI_AXE" not in os.environ, reason="TECHTUI_AXE names axe.min.js")
@pytest.mark.parametrize("folder", [*PAGES, "compare/?t=kafka,rabbitmq"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(folder: str, scheme: str, browser: sync_api.Browser, host: str) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(host + folder)
    if "?" in folder:
        page.wait_for_selector("table.compared")
    page.evaluate(Path(os.environ["TECHTUI_AXE"]).read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    page.close()
    assert not [(one["id"], [each["html"][:200] for each in one["nodes"][:3]]) for one in found]


@pytest.mark.parametrize("folder", PAGES)
def test_a_phone_needs_no_sideways_scrolling(
    folder: str, browser: sync_api.Browser, host: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(host + folder)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_a_comparison_on_a_phone(browser: sync_api.Browser, host: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{host}compare/?t=kafka,rabbitmq,nats,redis")
    page.wait_for_selector("table.compared")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_without_javascript_one_reads(browser: sync_api.Browser, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host)
    page.locator("main a", has_text=re.compile("^PostgreSQL$")).click()
    page.wait_for_url("**/technologies/postgresql/**")
    assert "Strengths" in page.inner_text("main")
    assert page.locator(".chart svg").first.is_visible()
    page.goto(f"{host}technologies/")
    assert page.locator("#all li").count() > 70
    page.goto(f"{host}compare/?t=kafka,rabbitmq")
    assert "by JavaScript" in page.inner_text("main")
    context.close()


def test_addresses_cannot_load_other_files(open_: Open) -> None:
    page = open_("compare/", "?t=../../x,kafka,<b>,rabbitmq")
    page.wait_for_selector("table.compared")
    assert page.inner_text("h1") == "Apache Kafka and RabbitMQ compared"


def test_what_an_address_asks_in_vain_is_told(open_: Open) -> None:
    page = open_("compare/", "?t=Kafka,a+b,rabbitmq,nats,redis,celery")
    page.wait_for_selector("table.compared")
    assert page.inner_text("h1") == "Apache Kafka, RabbitMQ, NATS and Redis compared"
    assert page.locator("[role=alert]").all_inner_texts() == [
        "There is no technology “a b” here.",
        "At most 4 are compared; left out: celery",
    ]
    page.get_by_role("button", name="Remove NATS").click()
    page.wait_for_function("() => !document.querySelector('[role=alert]')")


def test_hostile_texts_stay_texts_in_what_scripts_draw(
    browser: sync_api.Browser, tmp_path: Path
) -> None:
    text = "<img src=x onerror=alert(1)>"
    publish(tmp_path / "site", site(hostile_catalog(text)))
    page = browser.new_page()
    page.on("dialog", lambda _: pytest.fail("a text was run"))
    base = (tmp_path / "site").as_uri()
    page.goto(f"{base}/compare/index.html?t=one,two")
    sync_api.expect(page.locator("h1")).to_contain_text(f"{text} and two {text} compared")
    page.locator("#search input").fill("<img")
    sync_api.expect(page.locator("#search [role=option]").first).to_contain_text(text)
    assert page.locator("img").count() == 0
    page.goto(f"{base}/technologies/index.html?q=<img")
    sync_api.expect(page.locator(".results li").first).to_contain_text(text)
    assert page.locator("img").count() == 0
    page.close()


TIMES = """\
format = 1
[technologies.machine.facts]
share = { 2026-01 = 30, 2026-03 = 35 }
[technologies.v60.facts]
share = { 2025-12 = 3, 2026-03 = 5 }
"""


def test_tables_and_months_in_a_comparison(browser: sync_api.Browser, tmp_path: Path) -> None:
    layer = tmp_path / "times.toml"
    layer.write_text(TIMES)
    publish(tmp_path / "site", site(read_catalog([COFFEE, layer])))
    page = browser.new_page()
    page.set_default_timeout(15_000)
    errors: list[str] = []
    page.on("pageerror", lambda one: errors.append(str(one)))
    address = f"{(tmp_path / 'site').as_uri()}/compare/index.html"
    page.goto(f"{address}?t=moka,machine")
    row = page.locator("tr", has=page.locator("th", has_text="large"))
    sync_api.expect(row.locator("td").nth(1)).to_contain_text("Cups 12; Price 49.50 EUR")
    assert row.locator("td").nth(0).inner_text() == "≠"
    assert (
        page.locator("tr", has=page.locator("th", has_text="huge"))
        .locator("td")
        .nth(0)
        .inner_text()
        == "·"
    )
    assert page.locator("th.group", has_text="Sizes").count() == 1
    assert page.locator("figcaption").inner_text() == "Share (years beside months or days)"
    shares = page.locator("tr", has=page.locator("th a", has_text="Share"))
    assert shares.locator(".bar").count() == 0
    page.goto(f"{address}?t=machine,v60")
    sync_api.expect(page.locator("figcaption")).to_have_text("Share")
    assert {"2025-12", "2026-03"} <= set(page.locator("figure svg text").all_text_contents())
    page.locator("summary", has_text="Figures").click()
    heads = page.locator("figure th[scope=row]").all_inner_texts()
    assert heads == ["2025-12", "2026-01", "2026-03"]
    assert page.locator("figure thead th").first.inner_text() == "When"
    page.close()
    assert not errors
