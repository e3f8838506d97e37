"""The pilot of the journeys types what a terminal types, and waits for what the explorer has to do."""

from __future__ import annotations

from functools import partial
from string import ascii_letters, digits, punctuation
from threading import Event

import pytest
from textual._xterm_parser import XTermParser
from textual.css import stylesheet
from textual.events import Key
from textual.strip import Strip

from techtui.catalog.model import Catalog
from techtui.tui.page.view import PageView
from tests.journeys.conftest import Open
from tests.quiet import key_event


def test_what_a_key_writes_is_what_a_terminal_sends() -> None:
    for sign in ascii_letters + digits + punctuation + " éßы":
        (sent,) = XTermParser().feed(sign)
        assert isinstance(sent, Key)
        for event in (key_event(sign), key_event(sent.key)):
            assert (event.key, event.character) == (sent.key, sign)


async def test_a_pause_lasts_until_messages_and_threads_are_done(
    explore: Open, guitars: Catalog
) -> None:
    done: list[str] = []
    async with explore(guitars) as explorer:
        app, may_end = explorer.app, Event()

        def chained(left: int) -> None:
            if left:
                app.call_later(chained, left - 1)
            else:
                done.append("messages")
                app.call_after_refresh(done.append, "frame")
                app.call_later(may_end.set)

        def beside() -> None:
            may_end.wait(10)
            app.call_from_thread(done.append, "thread")

        app.run_worker(beside, thread=True)
        app.call_later(partial(chained, 50))
        await explorer.pilot.pause()
        assert sorted(done) == ["frame", "messages", "thread"]


async def test_a_pause_paints_and_says_what_cannot_be_painted(
    explore: Open, guitars: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []

    def fails(self: PageView, y: int) -> Strip:
        painted.append(y)
        raise ZeroDivisionError

    async with explore(guitars) as explorer:
        with monkeypatch.context() as patch:
            patch.setattr(PageView, "render_line", fails)
            await explorer.pilot.press("down")
            assert not painted
            with pytest.raises(ZeroDivisionError):
                await explorer.pilot.pause()
        assert len(painted) == 1


async def test_style_sheets_are_read_once_for_each_theme(
    explore: Open, guitars: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore(guitars) as explorer:
        dark = explorer.app.screen.styles.background
    read: list[str] = []
    parse = stylesheet.parse

    def watched(scope: str, css: str, *where: object, **kind: object) -> object:
        read.append(css)
        return parse(scope, css, *where, **kind)  # type: ignore[arg-type]

    monkeypatch.setattr(stylesheet, "parse", watched)
    async with explore(guitars) as explorer:
        assert not read
        explorer.app.theme = "techtui-light"
        await explorer.pilot.pause()
        assert explorer.app.screen.styles.background != dark
