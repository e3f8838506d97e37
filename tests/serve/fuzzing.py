"""Sends a server whatever there is.

python -m tests.serve.fuzzing [MESSAGES] [SEED]
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
from dataclasses import dataclass, field

from aiohttp import ClientWebSocketResponse, WSMsgType

from techtui.serve.bounds import memory_of
from techtui.serve.ending import Ending
from tests.serve.serving import TO_HAPPEN
from tests.serve.test_server import COMMAND, server

MB = 1 << 20
_KEYS = [
    *"jkhlcfsmnioyYqaxdet/?*SHLuF 123456789[]<>",
    *("\r", "\t", "\x1b", "\x7f", "\x03", "\x10", "\x11", "\x00"),
    *(
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\x1b[5~",
        "\x1b[6~",
        "\x1b[H",
        "\x1b[F",
        "\x1bOP",
        "\x1bOQ",
    ),
]
_ODD = [
    "\x1b[48;20000;20000;200000;200000t",
    "\x1b[48;0;0;0;0t",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b[99999999999999999999u",
    "\x1b[1114112;1u",
    "\x1b[1;5",
    "\x1b[?2026;2$y",
    "\x1b[?2048;1$y",
    "\x1b[<0;999999;999999M",
    "\x1b[<35;-5;7M",
    "\x1b]52;c;!\a",
    "\ud800",
    "漢字🙂é\u202e",
]


@dataclass
class Report:
    """What came of it; sizes in bytes."""

    sent: int = 0
    visits: int = 0
    endings: dict[str, int] = field(default_factory=dict)
    crashes: list[str] = field(default_factory=list)
    server_growth: int = 0
    most_of_a_visitor: int = 0


def message_from(dice: random.Random) -> str | bytes:
    """One message: mostly keys and the mouse, sometimes anything."""
    match dice.randrange(20):
        case 0:
            return json.dumps(["stdin", dice.choice(_ODD)])
        case 1:
            size = {
                "width": dice.choice([-1, 0, 30, 80, 200, 10**9]),
                "height": dice.randrange(300),
            }
            return json.dumps(["resize", size])
        case 2:
            places = [
                "/",
                "/technologies/tele",
                "/compare?t=tele,lp",
                "/?q=a",
                "/?q=(",
                "x" * 900,
                "\x00",
            ]
            return json.dumps(["go", dice.choice(places)])
        case 3:
            return dice.randbytes(dice.randrange(200))
        case 4:
            odd = [
                None,
                {},
                [],
                ["stdin"],
                ["stdin", {}],
                ["resize", []],
                ["quit"],
                [["stdin"]],
                1e308,
            ]
            return json.dumps(dice.choice(odd))
        case 5:
            return json.dumps([dice.choice(["focus", "blur"])])
        case 6 | 7 | 8:
            column, line = dice.randrange(1, 130), dice.randrange(1, 40)
            button, end = dice.choice([0, 0, 2, 35, 64, 65]), dice.choice("Mm")
            return json.dumps(["stdin", f"\x1b[<{button};{column};{line}{end}"])
        case _:
            return json.dumps(["stdin", "".join(dice.choices(_KEYS, k=dice.randrange(1, 12)))])


async def _one_visit(
    visitor: ClientWebSocketResponse, dice: random.Random, left: int, report: Report
) -> None:
    async def read() -> str:
        while (message := await visitor.receive()).type in (WSMsgType.BINARY, WSMsgType.TEXT):
            pass
        return message.extra or str(message.data)

    reading = asyncio.create_task(read())
    for _ in range(left):
        message = message_from(dice)
        try:
            await (visitor.send_bytes if isinstance(message, bytes) else visitor.send_str)(message)  # type: ignore[operator]
        except (ConnectionError, RuntimeError):
            break
        report.sent += 1
        await asyncio.sleep(0.004)
        if reading.done():
            break
    if not reading.done():
        await visitor.close()
        reading.cancel()
        return
    said = reading.result()
    report.endings[said] = report.endings.get(said, 0) + 1


async def stream_of_messages(count: int, seed: int = 0) -> Report:
    """Send messages to visits of one server, a new one whenever one ends.

    Args:
        count: How many.
        seed: The same seed sends the same.
    """
    dice, report = random.Random(seed), Report()
    async with server(1, COMMAND) as (made, url, client, told):
        before = memory_of(os.getpid())

        async def watch() -> None:
            while True:
                for visit in made.visits:
                    held = memory_of(visit.explorer.pid)
                    report.most_of_a_visitor = max(report.most_of_a_visitor, held)
                grown = memory_of(os.getpid()) - before
                report.server_growth = max(report.server_growth, grown)
                await asyncio.sleep(0.1)

        watching = asyncio.create_task(watch())
        while report.sent < count:
            report.visits += 1
            async with client.ws_connect(f"{url}/ws", headers={"Origin": url}) as visitor:
                left = min(500, count - report.sent)
                await _one_visit(visitor, dice, left, report)
            async with asyncio.timeout(TO_HAPPEN):
                while made.visits:
                    await asyncio.sleep(0.02)
        watching.cancel()
        report.crashes = [line for line in told if not line.startswith("A visitor")]
    crashed = report.endings.get(Ending.CRASHED.words)
    if crashed and not report.crashes:
        report.crashes.append(f"{crashed} visits crashed without a word")
    return report


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    done = asyncio.run(stream_of_messages(*(numbers or [100_000])))
    print(f"{done.sent} messages in {done.visits} visits; they ended: {done.endings}")
    print(f"the most a visitor held: {done.most_of_a_visitor / MB:.0f} MB")
    print(f"this process, with server and sender, grew by {done.server_growth / MB:.0f} MB")
    print(f"crashes: {done.crashes or 'none'}")
