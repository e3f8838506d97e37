"""What the server answers, and what becomes of the processes it starts."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError, web
from yarl import URL

from techtui.catalog.store.cache import load_catalog
from techtui.catalog.store.last_good import keep
from techtui.serve.bounds import Bounds
from techtui.serve.ending import Ending
from techtui.serve.gate import gate_for
from techtui.serve.server import ExplorerServer
from techtui.serve.starting import Programs
from tests.cli.test_main import run
from tests.conftest import GUITARS
from tests.serve.serving import runs, serving, wait_until

NOTHING_KEPT = "/nonexistent/last-good"
COMMAND = (sys.executable, "-P", "-m", "techtui.cli.visit", "forget", NOTHING_KEPT, str(GUITARS))


@asynccontextmanager
async def server(
    visitors: int,
    command: tuple[str, ...] = COMMAND,
    bounds: Bounds | None = None,
    start: str = "/",
) -> AsyncIterator[tuple[ExplorerServer, str, ClientSession, list[str]]]:
    """A server in this process, its address, a client, and what it tells."""
    told: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = ExplorerServer(
            Programs(command),
            listening,
            gate_for("127.0.0.1"),
            visitors,
            "<Guitars> & more",
            told.append,
            start=start,
            bounds=bounds,
        )
        runner = web.AppRunner(made.app())
        await runner.setup()
        await web.SockSite(runner, listening).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            async with ClientSession() as client:
                yield made, url, client, told
        finally:
            await runner.cleanup()


async def shows(connection: ClientWebSocketResponse, text: str) -> None:
    """Wait until the explorer has painted a text."""
    painted = ""
    async with asyncio.timeout(30):
        while text not in painted:
            message = await connection.receive()
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), message
            if message.type is WSMsgType.BINARY:
                painted += message.data.decode("utf-8", "replace")


async def ending_of(connection: ClientWebSocketResponse) -> Ending:
    """Wait until the server hangs up; what the page is told then."""
    async with asyncio.timeout(30):
        while (message := await connection.receive()).type is not WSMsgType.CLOSE:
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), message
    assert message.data is not None
    ending = next(one for one in Ending if one.code == message.data)
    assert message.extra == ending.words
    return ending


async def test_one_visitor_from_coming_to_leaving_and_a_kind_word_for_the_next() -> None:
    async with server(1) as (made, url, client, told):
        async with client.get(url) as page:
            assert page.status == 200
            text = await page.text()
            assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert "&lt;Guitars&gt; &amp; more" in text
        assert not re.search(r"(src|href)=\"(https?:)?//", text)
        assert 'href="/plain/"' in text
        for name in set(re.findall(r"(?:src|href)=\"([^\"]+)\"", text)) - {"/plain/"}:
            async with client.get(f"{url}{name}") as part:
                assert part.status == 200, name

        own = {"Origin": url}
        async with client.ws_connect(f"{url}/ws?width=100&height=30", headers=own) as visitor:
            await shows(visitor, "Telecaster")
            (visit,) = made.visits
            # Whatever else comes over the wire, the explorer goes on.
            for nonsense in (
                "x",
                "[" * 100_000,
                "[]",
                '["stdin", 7]',
                '["resize", {"width": "x"}]',
                '["resize", {"width": 1e99, "height": 3}]',
                '["quit"]',
                '["stdin", "\\ud800"]',
                '["go", 7]',
                '["go", "/technologies/nosuch"]',
                '["go", "http://[/"]',
            ):
                await visitor.send_str(nonsense)
            await visitor.send_str(json.dumps(["resize", {"width": 10**9, "height": 10**9}]))
            await visitor.send_str(json.dumps(["resize", {"width": 80, "height": 24}]))
            await visitor.send_str(json.dumps(["stdin", "?"]))
            await shows(visitor, "Help")

            async with client.get(url) as page:
                assert page.status == 503
                assert page.headers["Retry-After"]
                text = await page.text()
            assert "The one place here is taken" in text
            assert 'http-equiv="refresh"' in text
            with (
                patch("techtui.serve.server.GRACE", 0.1),
                pytest.raises(WSServerHandshakeError) as full,
            ):
                await client.ws_connect(f"{url}/ws", headers=own)
            assert full.value.status == 503
        async with asyncio.timeout(30):
            while made.visits:
                await asyncio.sleep(0.02)
        assert not runs(visit.explorer.pid)
        assert visit.explorer.code == 0
        async with client.get(url) as page:
            assert page.status == 200
        assert told == [
            "A visitor came; 1 of 1 places are taken.",
            "A visitor left; 0 of 1 places are taken.",
        ]


async def test_a_place_may_have_any_signs_in_its_id() -> None:
    async with server(1) as (_made, url, client, _told):
        for path in (
            "/technologies/C%2B%2B%20boat",
            "/concepts/%E5%85%A8%E8%A7%92",
            "/categories/%3F",
        ):
            async with client.get(URL(f"{url}{path}", encoded=True)) as page:
                assert page.status == 200, path
        for path in ("/technologies/a%2Fb", "/technologies/%00", "/technologies/"):
            async with client.get(URL(f"{url}{path}", encoded=True)) as page:
                assert page.status == 404, path


async def test_foreign_pages_and_foreign_names_are_refused() -> None:
    async with server(1) as (made, url, client, _told):
        async with client.get(url, headers={"Host": "evil.example"}) as page:
            assert page.status == 421
            assert "--name" in await page.text()
        for headers in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
            with pytest.raises(WSServerHandshakeError) as refused:
                await client.ws_connect(f"{url}/ws", headers=headers)
            assert refused.value.status == 403
        for path in (
            "/static",
            "/static/",
            "/static/js",
            "/static/js/",
            "/static/.",
            "/static/css/..",
            "/assets/",
            "/assets/../index.html",
            "/assets/%2e%2e/index.html",
            "/download/x",
            "/etc/passwd",
            "/static/" + "a" * 5000,
            "/technologies/" + "a" * 5000,
            "/technologies/a/b",
        ):
            async with client.get(URL(f"{url}{path}", encoded=True)) as page:
                assert page.status == 404, path
                assert "Index of" not in await page.text()
        assert not made.visits


async def places_of(connection: ClientWebSocketResponse, address: str) -> dict[str, str]:
    """Wait until the explorer says that it is at an address; what it says."""
    async with asyncio.timeout(30):
        while True:
            message = await connection.receive()
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), message
            if message.type is WSMsgType.TEXT:
                what, place = json.loads(message.data)
                if (what, place["address"]) == ("place", address):
                    return dict(place)


async def test_a_visit_opens_where_the_page_is_and_tells_where_it_goes() -> None:
    async with server(2, start="/technologies/lp") as (_, url, client, _told):
        own = {"Origin": url}
        async with client.ws_connect(f"{url}/ws?at=/compare?t%3Dtele,lp", headers=own) as visitor:
            place = await places_of(visitor, "/compare?t=tele,lp")
            assert place["title"] == "Telecaster and Les Paul · Guitars"
            await visitor.send_json(["go", "/technologies/tele"])
            await places_of(visitor, "/technologies/tele")
            await visitor.send_json(["stdin", "/les"])
            await places_of(visitor, "/?q=les")
        for beginning in ("", "?at=/", "?at=%00", "?at=" + "x" * 2000):
            async with client.ws_connect(f"{url}/ws{beginning}", headers=own) as visitor:
                await places_of(visitor, "/technologies/lp")


async def test_whoever_comes_while_the_catalog_is_broken_sees_the_last_good_one(
    tmp_path: Path,
) -> None:
    kept, broken = tmp_path / "kept", tmp_path / "guitars.toml"
    keep(load_catalog([GUITARS]), kept)
    broken.write_text("format = 1\n[")
    command = (*COMMAND[:-2], str(kept), str(broken))
    async with (
        server(1, command) as (_, url, client, _told),
        client.ws_connect(f"{url}/ws", headers={"Origin": url}) as visitor,
    ):
        await shows(visitor, "The catalog has errors")


async def test_a_server_that_ends_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = ExplorerServer(
            Programs(COMMAND), listening, gate_for("127.0.0.1"), 1, "Guitars", print
        )
        runner = web.AppRunner(made.app())
        await runner.setup()
        await web.SockSite(runner, listening).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        async with (
            ClientSession() as client,
            client.ws_connect(f"{url}/ws", headers={"Origin": url}) as visitor,
        ):
            await shows(visitor, "Telecaster")
            (visit,) = made.visits
            ended, _ = await asyncio.gather(ending_of(visitor), runner.cleanup())
            assert ended is Ending.STOPPED
            assert not runs(visit.explorer.pid)


async def test_a_process_that_does_not_end_is_ended_and_one_that_fails_is_told(
    tmp_path: Path,
) -> None:
    stubborn = "print('__GANGLION__', flush=True); import time\nwhile True: time.sleep(1)"
    async with server(1, (sys.executable, "-c", stubborn)) as (made, url, client, told):
        with patch("techtui.serve.process.PATIENCE", 0.3):
            async with client.ws_connect(f"{url}/ws", headers={"Origin": url}):
                async with asyncio.timeout(30):
                    while not made.visits:
                        await asyncio.sleep(0.02)
                (visit,) = made.visits
            async with asyncio.timeout(30):
                while made.visits:
                    await asyncio.sleep(0.02)
        assert not runs(visit.explorer.pid)
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 1\n[")
    async with server(1, (*COMMAND[:-1], str(broken))) as (_made, url, client, told):
        async with client.ws_connect(f"{url}/ws", headers={"Origin": url}) as visitor:
            assert await ending_of(visitor) is Ending.NO_CATALOG
        said = "\n".join(told)
        assert "ended because of an error" in said
        assert f"{broken}:2:" in said
        assert "Traceback" not in said


def test_without_the_extra_the_command_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.startswith(("techtui.serve.", "textual_serve"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    result = run("serve")
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "techtui: techtui serve needs an extra: pip install 'techtui[serve]' "
        "(from a clone: .venv/bin/pip install '.[serve]')"
    ]


def test_what_keeps_it_from_listening_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        busy = run("serve", "--port", str(port))
    assert (busy.returncode, busy.stdout) == (1, "")
    assert busy.stderr.startswith(f"techtui: port {port} is in use by another program")
    foreign = run("serve", "--host", "192.0.2.1", "--port", "0")
    assert foreign.returncode == 1
    assert "is not an address of this machine" in foreign.stderr
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 1\n[")
    result = run("--catalog", str(broken), "serve", "--port", "0")
    assert result.returncode == 1
    assert f"{broken}:2:" in result.stderr


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
@pytest.mark.slow
@pytest.mark.parametrize("how", ["ctrl+c", "killed"])
async def test_however_the_server_ends_no_process_stays(how: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serving("--catalog", str(GUITARS), "--host", "0.0.0.0", log=log) as served:
        async with ClientSession() as client:
            own = {"Origin": served.url}
            visitors = [await client.ws_connect(f"{served.url}/ws", headers=own) for _ in range(2)]
            for visitor in visitors:
                await shows(visitor, "Telecaster")
            visits = served.visits
            assert len(visits) == 2
            if how == "ctrl+c":
                assert await asyncio.to_thread(served.interrupt) == 0
                # It ends only after them.
                assert not [one for one in visits if runs(one)]
            else:
                served.process.kill()
                await asyncio.to_thread(
                    wait_until, lambda: not [one for one in visits if runs(one)], "they end, too"
                )
        assert served.process.stdout is not None
        rest = served.process.stdout.read()
    assert "Anyone who reaches this address can use it" in rest
    assert "8 fit in at once" in rest
    assert "kept nowhere" in rest
    assert "Traceback" not in log.read_text()
    assert not os.path.exists(os.environ["TECHTUI_DATA"])
