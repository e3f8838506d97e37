"""A file goes to the browser once, whole or not at all."""

from __future__ import annotations

import asyncio
import sys

import pytest
from aiohttp import ClientError

from techtui.serve.downloads import Download, Handing, Offers
from tests.serve.test_server import server

OFFERING = """
import json, os, sys, time
def packet(kind, data): os.write(1, kind + len(data).to_bytes(4, "big") + data)
os.write(1, b"__GANGLION__\\n")
about = {"type": "deliver_file_start", "key": "secret", "path": "/etc/a b;\\n.md", "mime_type": "text/markdown", "encoding": "utf-8"}
packet(b"M", json.dumps(about).encode())
parts = [b"x" * 60000, b"end", b""]
while head := sys.stdin.buffer.read(5):
    asked = json.loads(sys.stdin.buffer.read(int.from_bytes(head[1:], "big")))
    if asked["type"] == "quit" or (asked["type"] == "deliver_chunk_request" and not parts):
        break
    if asked["type"] == "deliver_chunk_request":
        time.sleep(0.2)
        packet(b"P", bytes([6]) + b"secret" + parts.pop(0))
"""


async def test_of_five_who_ask_for_a_file_one_gets_it_and_nobody_waits() -> None:
    async with (
        server(1, (sys.executable, "-c", OFFERING)) as (_, url, client, _told),
        client.ws_connect(f"{url}/ws", headers={"Origin": url}) as visitor,
    ):
        assert (await visitor.receive_json())[1] == "secret"

        async def fetch() -> tuple[int, bytes, str]:
            async with client.get(f"{url}/download/secret") as answer:
                told = answer.headers.get("Content-Disposition", "")
                return answer.status, await answer.read(), told

        async with asyncio.timeout(20):
            answers = await asyncio.gather(*(fetch() for _ in range(5)))
        assert sorted(status for status, *_ in answers) == [200, 404, 404, 404, 404]
        (got,) = [one for one in answers if one[0] == 200]
        assert got[1] == b"x" * 60000 + b"end"
        assert got[2] == "attachment; filename*=UTF-8''a%20b%3B%0A.md"


async def test_half_a_file_is_no_file() -> None:
    broken_off = OFFERING.replace('b"end", b""', "")
    async with (
        server(1, (sys.executable, "-c", broken_off)) as (_, url, client, _told),
        client.ws_connect(f"{url}/ws", headers={"Origin": url}) as visitor,
    ):
        await visitor.receive_json()
        with pytest.raises(ClientError):
            async with asyncio.timeout(20), client.get(f"{url}/download/secret") as answer:
                await answer.read()


async def test_what_nobody_fetches_is_forgotten() -> None:
    async def ask(_: object) -> None: ...

    offers = Offers()
    handing = Handing(offers)
    for number in range(40):
        handing.offer(Download(str(number), "a.md", "text/markdown", ask))
    assert offers.fetch("0") is None
    assert offers.fetch("39") is not None
    handing.end()
    assert offers.fetch("38") is None
