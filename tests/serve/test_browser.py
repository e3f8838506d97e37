"""The explorer in a real Chromium, as a visitor has it."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyte
import pytest

from tests import chromium
from tests.chromium import sync_api
from tests.serve.serving import Serving, runs, serving, wait_until

pytestmark = chromium.MARKS
browser = chromium.browser
Come = Callable[..., "Tab"]


class Tab:
    """A tab of the browser with the explorer in it.

    The text is drawn on a canvas; what stands there is read from what the page was sent.
    """

    def __init__(self, context: sync_api.BrowserContext, url: str, greeted: bool) -> None:
        self.context = context
        self.page = context.new_page()
        if greeted:
            self.page.add_init_script("localStorage.setItem('techtui greeted', 'yes')")
        self.page.set_default_timeout(30_000)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda message: self._complained(message.text) if message.type == "error" else None,
        )
        self.page.on("websocket", self._connected)
        self.page.goto(url)
        self.page.wait_for_selector("body.-first-byte")

    def _complained(self, text: str) -> None:
        # Whoever leaves takes the focus away, and the page would still tell the explorer.
        if "CLOSING or CLOSED" not in text and "503" not in text:
            self.errors.append(text)

    def _connected(self, connection: sync_api.WebSocket) -> None:
        self.requests.append(connection.url)
        size = parse_qs(urlsplit(connection.url).query)
        self.screen = pyte.Screen(int(size["width"][0]), int(size["height"][0]))
        stream = pyte.ByteStream(self.screen)

        def received(data: str | bytes) -> None:
            if isinstance(data, bytes):
                # pyte takes the mode of the synchronous output for text.
                stream.feed(re.sub(rb"\x1b\[\?[\d;]*\$p", b"", data))

        connection.on("framereceived", received)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    def sees(self, *words: str) -> None:
        """Wait until a text stands on the screen."""
        for _ in range(600):
            if all(word in self.text for word in words):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{words} never came:\n{self.text}")

    def place_of(self, text: str) -> tuple[float, float]:
        """Where on the page a text stands, in pixels."""
        box = self.page.locator(".xterm-screen").bounding_box()
        assert box is not None
        for row, line in enumerate(self.screen.display):
            if text in line:
                x = (line.index(text) + 0.5) / self.screen.columns
                y = (row + 0.5) / self.screen.lines
                return box["x"] + x * box["width"], box["y"] + y * box["height"]
        raise AssertionError(f"{text} is not there:\n{self.text}")

    def is_at(self, address: str) -> None:
        """Wait until this stands in the address bar."""
        self.comes_to("location.pathname + location.search", address)

    def comes_to(self, expression: str, value: str) -> None:
        """Wait until a text in the page begins so; the page allows no evaluation in itself."""
        for _ in range(600):
            if (found := self.page.evaluate(expression)).startswith(value):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{expression} is {found!r}")

    def press(self, *keys: str) -> None:
        """Press keys on the page."""
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(150)

    def search(self, words: str, name: str) -> None:
        """Find a technology and go there."""
        self.press("/")
        self.page.keyboard.type(words, delay=30)
        self.sees(name)
        self.press("Enter")
        self.sees(f"› {name}")


@pytest.fixture
def served(own_environment: Path) -> Iterator[Serving]:
    """A server with three places."""
    with serving("go", "--visitors", "3") as running:
        yield running


@pytest.fixture
def come(browser: sync_api.Browser, served: Serving) -> Iterator[Come]:
    """Lets a visitor come; every request of a page is noted, and what leads elsewhere goes nowhere."""
    tabs: list[Tab] = []
    asked: list[str] = []

    def elsewhere(route: sync_api.Route) -> None:
        route.fulfill(body="somewhere else")

    def come_(path: str = "", greeted: bool = True, **options: object) -> Tab:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.route(lambda url: not url.startswith(served.url), elsewhere)
        context.on("request", lambda request: asked.append(request.url))
        tabs.append(Tab(context, served.url + path, greeted))
        return tabs[-1]

    yield come_
    for tab in tabs:
        asked += tab.requests
        tab.context.close()
        assert not tab.errors
    # No font, no script, no picture from anywhere: only a link that was opened leads away.
    own = urlsplit(served.url).netloc
    strangers = [url for url in asked if urlsplit(url).netloc not in (own, "go.dev")]
    assert not strangers
    assert any(url.endswith(".ttf") for url in asked)


def test_walk_compare_copy_and_export(come: Come) -> None:
    visitor = come(permissions=["clipboard-read", "clipboard-write"])
    visitor.sees("Catalog", "Languages", "Go")
    before = visitor.page.screenshot()
    visitor.press("ArrowDown")
    visitor.sees("› Python")
    visitor.page.wait_for_timeout(200)
    assert visitor.page.screenshot() != before
    visitor.search("postgres", "PostgreSQL")
    visitor.press("Escape", "Space")
    visitor.sees("1 to compare")
    visitor.search("mysql", "MySQL")
    visitor.press("Escape", "Space", "c")
    visitor.sees("PostgreSQL ⇄ MySQL")
    visitor.press("y")
    visitor.sees("Copied the comparison")
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("# PostgreSQL and MySQL compared")
    visitor.press("e")
    visitor.sees("Download", "postgresql-vs-mysql.md")
    with visitor.page.expect_download() as waiting:
        visitor.press("Enter")
    assert waiting.value.suggested_filename == "postgresql-vs-mysql.md"
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == copied
    assert len(visitor.context.pages) == 1
    visitor.sees("Downloaded")


def test_the_mouse_a_link_and_leaving(come: Come, served: Serving) -> None:
    visitor = come()
    visitor.sees("Languages", "Go")
    visitor.page.mouse.click(*visitor.place_of("Rust"))
    visitor.sees("› Rust")
    visitor.search("golang", "Go")
    visitor.press("Escape")
    with visitor.context.expect_page() as waiting:
        visitor.press("o")
    opened = waiting.value
    opened.wait_for_url("https://go.dev/**")
    assert opened.evaluate("window.opener") is None
    assert opened.evaluate("document.referrer") == ""
    opened.close()
    visitor.page.bring_to_front()
    visitor.press("q")
    visitor.page.wait_for_selector("body.-closed")
    assert visitor.page.inner_text("#what") == "You left the explorer."
    wait_until(lambda: not served.visits, "the process ends with the explorer")
    visitor.press("Enter")
    visitor.page.wait_for_selector("body.-first-byte:not(.-closed)")
    visitor.sees("Languages")


def test_addresses_titles_back_forward_reload_and_links(come: Come, served: Serving) -> None:
    visitor = come("/technologies/redis", permissions=["clipboard-read", "clipboard-write"])
    visitor.sees("› Redis")
    visitor.comes_to("document.title", "Redis · ")
    visitor.search("kafka", "Apache Kafka")
    visitor.is_at("/technologies/kafka")
    visitor.press("Escape", "Y")
    visitor.sees("Copied the link")
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{served.url}/technologies/kafka"
    visitor.press("y")
    visitor.sees("Copied the page of Apache Kafka")
    assert visitor.page.evaluate("navigator.clipboard.readText()").startswith("# Apache Kafka")

    visitor.page.go_back()
    visitor.sees("› Redis")
    visitor.is_at("/technologies/redis")
    visitor.page.go_forward()
    visitor.sees("› Apache Kafka")
    visitor.is_at("/technologies/kafka")
    visitor.page.reload()
    visitor.page.wait_for_selector("body.-first-byte")
    visitor.sees("› Apache Kafka")

    other = come("/compare?t=kafka,rabbitmq")
    other.sees("Apache Kafka ⇄ RabbitMQ")
    other.comes_to("document.title", "Apache Kafka and RabbitMQ · ")
    other.press("Escape")
    other.comes_to("document.title", "Backend technologies")
    other.page.go_back()
    other.sees("Apache Kafka ⇄ RabbitMQ")
    other.page.goto(f"{served.url}/?q=license:permissive&fontsize=12")
    other.page.wait_for_selector("body.-first-byte")
    other.sees("license:permissive")
    other.is_at("/?q=license:permissive&fontsize=12")


def test_the_start_keeps_its_address_until_one_moves(come: Come) -> None:
    visitor = come()
    visitor.sees("› Go")
    visitor.press("ArrowDown")
    visitor.is_at("/technologies/python")
    visitor.page.go_back()
    visitor.sees("› Go")
    visitor.is_at("/")
    assert visitor.page.evaluate("history.length") == 3  # with the blank page before


def test_the_greeting_covers_nothing_and_comes_once(come: Come) -> None:
    visitor = come(greeted=False)
    visitor.sees("› Go")
    hello = visitor.page.locator("#hello")
    assert "Notes and marks last until you leave." in hello.inner_text()
    greeting, screen = hello.bounding_box(), visitor.page.locator(".xterm-screen").bounding_box()
    assert greeting is not None
    assert screen is not None
    assert greeting["y"] + greeting["height"] <= screen["y"]
    visitor.page.click("#understood")
    hello.wait_for(state="hidden")
    visitor.press("?")
    visitor.page.reload()
    visitor.page.wait_for_selector("body.-first-byte")
    assert not hello.is_visible()


def test_text_marked_with_the_mouse_is_copied(come: Come) -> None:
    visitor = come(permissions=["clipboard-read", "clipboard-write"])
    visitor.sees("› Go")
    visitor.page.evaluate("navigator.clipboard.writeText('before')")
    x, y = visitor.place_of("Languages")
    visitor.page.keyboard.down("Shift")
    visitor.page.mouse.move(x - 4, y)
    visitor.page.mouse.down()
    visitor.page.mouse.move(x + 60, y, steps=5)
    visitor.page.mouse.up()
    visitor.page.keyboard.up("Shift")
    visitor.press("Control+c")
    visitor.comes_to("navigator.clipboard.readText()", "Lang")
    # A key takes the mark away.
    visitor.press("Escape", "Control+c")
    visitor.sees("ctrl+c again")


def test_each_end_is_told_in_its_own_words(come: Come, served: Serving) -> None:
    visitor, other = come(), come()
    visitor.sees("Languages")
    other.sees("Languages")
    crashed = served.visits[0]
    os.kill(crashed, signal.SIGKILL)
    ended = next(
        one
        for one in (visitor, other)
        if one.page.wait_for_timeout(1000) is None and one.page.locator("body.-closed").count()
    )
    assert "ended because of an error" in ended.page.inner_text("#what")
    left = other if ended is visitor else visitor
    served.interrupt()
    left.page.wait_for_selector("body.-closed")
    assert left.page.inner_text("#what") == "The server was stopped."


def test_two_at_once_a_full_house_and_one_who_vanishes(
    come: Come, served: Serving, browser: sync_api.Browser
) -> None:
    first, second, third = come(), come(), come()
    first.sees("Languages")
    second.sees("Languages")
    third.sees("Languages")
    first.search("redis", "Redis")
    second.search("rust", "Rust")
    first.press("Escape", "*")
    first.sees("★")
    assert "› Redis" in first.text
    assert "★" not in second.text
    visits = served.visits
    assert len(visits) == 3

    waiting = browser.new_page()
    answer = waiting.goto(served.url)
    assert answer is not None
    assert answer.status == 503
    assert "All 3 places here are taken" in waiting.inner_text("body")

    # A closed tab, and a browser that is gone without a word.
    second.page.close()
    third.context.close()
    wait_until(lambda: len(served.visits) == 1, "those who left leave no process")
    assert sum(runs(one) for one in visits) == 1
    # The page that waits needs no hand.
    waiting.wait_for_selector("body.-first-byte", timeout=30_000)
    waiting.close()
    assert "› Redis" in first.text


def test_a_phone(come: Come) -> None:
    visitor = come(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    visitor.sees("› Go")
    visitor.page.get_by_text("esc", exact=True).tap()
    visitor.sees("Languages", "Python")
    assert visitor.screen.columns >= 48
    # The first tap goes there, the second opens it.
    visitor.page.touchscreen.tap(*visitor.place_of("Python"))
    visitor.page.wait_for_timeout(500)
    visitor.page.touchscreen.tap(*visitor.place_of("Python"))
    visitor.sees("› Python", "What it is")
    fingers = visitor.context.new_cdp_session(visitor.page)

    def finger(kind: str, *heights: int) -> None:
        points = [{"x": 100, "y": height} for height in heights]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", 500)
    for height in range(480, 100, -40):
        finger("touchMove", height)
    finger("touchEnd")
    for _ in range(100):
        if "What it is" not in visitor.text:
            break
        visitor.page.wait_for_timeout(50)
    assert "What it is" not in visitor.text
    visitor.page.get_by_text("esc", exact=True).tap()
    visitor.sees("Languages")


def test_deciding_by_keys_and_mouse(come: Come) -> None:
    visitor = come("/categories/message-queues")
    visitor.sees("Message queues")
    visitor.press("Shift+D")
    visitor.sees("Decide ·", "A queue for a small team")
    visitor.press("Enter")
    visitor.sees("●●●● Effort to run")
    visitor.press("-", "-")
    visitor.sees("●●○○ Effort to run")
    visitor.press("+")
    visitor.sees("●●●○ Effort to run")
    # The fourth dot is decisive.
    x, y = visitor.place_of("●●●○ Effort to run")
    box = visitor.page.locator(".xterm-screen").bounding_box()
    assert box is not None
    visitor.page.mouse.click(x + 3 * box["width"] / visitor.screen.columns, y)
    visitor.sees("●●●● Effort to run")
    visitor.press("a")
    visitor.page.keyboard.type("Taste", delay=30)
    visitor.sees("“Taste”")
    visitor.page.mouse.click(*visitor.place_of("“Taste”"))
    visitor.sees("Taste: how does each do?")
    visitor.page.mouse.click(*visitor.place_of("4  not rated"))
    visitor.sees("[4]")
    visitor.page.mouse.click(*visitor.place_of("Why? ⏎"))
    visitor.page.keyboard.type("2 of us like it", delay=30)
    visitor.press("Enter", "Escape")
    visitor.sees("Taste", "Rated by ourselves")
    visitor.press("e")
    visitor.sees("Download")
    with visitor.page.expect_download() as waiting:
        visitor.press("Enter")
    name = waiting.value.suggested_filename
    assert name.endswith(".md")
    assert "4 of 4 (2 of us like it)" in Path(waiting.value.path()).read_text(encoding="utf-8")
    visitor.sees("Downloaded")
