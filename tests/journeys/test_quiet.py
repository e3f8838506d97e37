"""The pilot of the journeys types what a terminal types, and waits for what the explorer has to do."""

from __future__ import annotations

from functools import partial
from string import ascii_letters, digits, punctuation
from threading import Event

from textual._xterm_parser import XTermParser
from textual.events import Key

from techtui.catalog.model import Catalog
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
