"""A visitor who sends whatever they like hurts nobody, and reads why the visit ended."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType

from techtui.serve.bounds import Allowance, Bounds, memory_of
from techtui.serve.ending import Ending
from tests.serve.fuzzing import MB, stream_of_messages
from tests.serve.test_server import ending_of, server, shows

needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="looks into /proc")


async def end_of(bounds: Bounds, *messages: str, command: tuple[str, ...] | None = None) -> Ending:
    """How a visit ends in which some messages are sent, one after the other."""
    more = {"command": command} if command else {}
    async with (
        server(1, bounds=bounds, **more) as (_, url, client, _told),
        client.ws_connect(f"{url}/ws", headers={"Origin": url}) as visitor,
    ):
        if messages and not command:
            await shows(visitor, "Telecaster")
        reading = asyncio.create_task(ending_of(visitor))
        for message in messages:
            if visitor.closed or reading.done():
                break
            await visitor.send_str(message)
        return await reading


def typed(text: str) -> str:
    """The message for something typed."""
    return json.dumps(["stdin", text])


def test_what_is_said_at_the_end_fits_a_closing_frame() -> None:
    for ending in Ending:
        assert len(ending.words.encode()) <= 123
        assert 4000 <= ending.code < 5000
    assert len({ending.code for ending in Ending}) == len(Ending)


def test_an_allowance_is_used_up_and_comes_back() -> None:
    now = 0.0
    allowance = Allowance(10, 2, clock=lambda: now)
    assert allowance.spend(20)
    assert not allowance.spend(1)
    now = 1.0
    assert allowance.spend(9)
    assert not allowance.spend(1)
    now = 1000.0
    assert not allowance.spend(21)


async def test_too_many_messages_end_a_visit() -> None:
    bounds = Bounds(messages_a_second=10, burst=2)
    assert await end_of(bounds, *[typed("j")] * 50) is Ending.FLOOD


@pytest.mark.slow
async def test_too_much_text_ends_a_visit() -> None:
    bounds = Bounds(bytes_a_second=1000, burst=2)
    # A key that does nothing: the explorer has no part in it.
    assert await end_of(bounds, *[typed("Z" * 100)] * 50) is Ending.FLOOD


async def test_a_message_that_is_too_large_ends_a_visit() -> None:
    bounds = Bounds(message=1000)
    async with (
        server(1, bounds=bounds) as (made, url, client, told),
        client.ws_connect(f"{url}/ws", headers={"Origin": url}) as visitor,
    ):
        await shows(visitor, "Telecaster")
        await visitor.send_str(typed("j" * 2000))
        async with asyncio.timeout(30):
            while (message := await visitor.receive()).type is not WSMsgType.CLOSE:
                pass
            while made.visits:
                await asyncio.sleep(0.02)
        assert message.data == 1009
        assert "sent too much" in told[-1]


@pytest.mark.slow
async def test_nothing_pressed_for_long_ends_a_visit() -> None:
    assert await end_of(Bounds(idle=0.1)) is Ending.IDLE


@pytest.mark.slow
@needs_proc
async def test_too_much_memory_ends_a_visit() -> None:
    assert await end_of(Bounds(memory=MB)) is Ending.MEMORY


@needs_proc
async def test_the_system_refuses_what_comes_faster_than_anybody_looks() -> None:
    greedy = (
        "print('__GANGLION__', flush=True); x = bytearray(3 << 30); import time; time.sleep(60)"
    )
    bounds = Bounds(memory=MB)
    assert await end_of(bounds, command=(sys.executable, "-c", greedy)) in (
        Ending.CRASHED,
        Ending.MEMORY,
    )


@pytest.mark.slow
async def test_a_process_that_takes_nothing_ends_the_visit() -> None:
    deaf = "print('__GANGLION__', flush=True); import time; time.sleep(60)"
    bounds = Bounds(to_take=0.2)
    text = [typed("j" * 10_000)] * 40
    assert await end_of(bounds, *text, command=(sys.executable, "-c", deaf)) is Ending.STUCK


@pytest.mark.slow
@needs_proc
async def test_a_browser_that_takes_nothing_ends_the_visit_and_costs_little() -> None:
    chatty = (
        "import os; os.write(1, b'__GANGLION__\\n')\n"
        "while True: os.write(1, b'D' + (1 << 30).to_bytes(4, 'big')); "
        "[os.write(1, b'x' * 65536) for _ in range(1 << 14)]"
    )
    before = memory_of(os.getpid())
    async with (
        server(1, (sys.executable, "-c", chatty), Bounds(to_read=0.5)) as (made, url, client, told),
        client.ws_connect(f"{url}/ws", headers={"Origin": url}),
    ):
        async with asyncio.timeout(30):
            while not made.visits:
                await asyncio.sleep(0.02)
            while made.visits:
                await asyncio.sleep(0.02)
        assert "stopped reading" in told[-1]
    assert memory_of(os.getpid()) - before < 40 * MB


async def most_held(connection: ClientWebSocketResponse, process: int, seconds: float) -> int:
    """The most memory that a process holds while its screen is read."""
    most = 0

    async def read() -> None:
        while (await connection.receive()).type in (WSMsgType.BINARY, WSMsgType.TEXT):
            pass

    reading = asyncio.create_task(read())
    for _ in range(int(seconds / 0.05)):
        most = max(most, memory_of(process))
        await asyncio.sleep(0.05)
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    return most


@pytest.mark.slow
@needs_proc
@pytest.mark.parametrize(
    "message",
    [
        typed("\x1b[48;20000;20000;200000;200000t"),
        json.dumps(["resize", {"width": 10**9, "height": 10**9}]),
    ],
)
async def test_a_screen_has_a_size_whoever_asks_for_another(message: str) -> None:
    async with (
        server(1) as (made, url, client, _told),
        client.ws_connect(f"{url}/ws", headers={"Origin": url}) as visitor,
    ):
        await shows(visitor, "Telecaster")
        (visit,) = made.visits
        await visitor.send_str(message)
        assert await most_held(visitor, visit.explorer.pid, 2) < 100 * MB
        await visitor.send_str(json.dumps(["resize", {"width": 80, "height": 24}]))
        await visitor.send_str(typed("?"))
        await shows(visitor, "Help")


@needs_proc
@pytest.mark.slow
async def test_keys_that_come_fast_wait_outside_of_the_explorer() -> None:
    async with (
        server(1) as (made, url, client, _told),
        client.ws_connect(f"{url}/ws", headers={"Origin": url}) as visitor,
    ):
        await shows(visitor, "Telecaster")
        (visit,) = made.visits
        before = memory_of(visit.explorer.pid)
        for _ in range(6):
            await visitor.send_str(typed("jk" * 30_000))
        assert await most_held(visitor, visit.explorer.pid, 2) < before + 15 * MB


@needs_proc
@pytest.mark.slow
async def test_two_thousand_messages_of_all_kinds_crash_nothing() -> None:
    report = await stream_of_messages(2000, seed=7)
    assert report.crashes == []
    assert report.server_growth < 30 * MB
    assert report.most_of_a_visitor < 150 * MB
