"""Sessions of the protocol's own client: every tool on the shipped catalog, and a company's radar that changes meanwhile."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from techtui.assistant.paging import MOST
from techtui.assistant.tools import TOOLS

if TYPE_CHECKING:
    # The SDK takes longer to load than all tests of a folder, and only the process that runs these needs it.
    from mcp.client.client import Client

RADAR = """\
format = 1
catalog = { title = "Radar of Example Ltd", as_of = 2026-11-01 }

[categories.data]
name = "Data stores"

[attributes.ring]
name = "Ring"
type = "choice"
better = "higher"
choices = { hold = "hold", assess = "assess", trial = "trial", adopt = "adopt" }

[sources.board]
title = "Minutes of the architecture board"
date = 2026-10-12

[technologies.postgresql]
name = "PostgreSQL"
category = "data"
facts = { ring = { value = "adopt", source = "board" } }

[technologies.mongodb]
name = "MongoDB"
category = "data"
facts = { ring = { value = "hold", source = "general knowledge" } }
"""


@asynccontextmanager
async def session(*paths: Path) -> AsyncIterator[Client]:
    """A client of a catalog; the shipped one if there are no paths."""
    from mcp.client.client import Client

    from techtui.assistant.following import FollowedCatalog
    from techtui.assistant.server import server_of

    async with Client(server_of(FollowedCatalog(paths))) as client:
        yield client


async def ask(client: Client, tool: str, **arguments: Any) -> str:
    """The answer of a tool, which is none of an error."""
    result = await client.call_tool(tool, arguments)
    text: str = result.content[0].text  # type: ignore[union-attr]
    assert not result.is_error, text
    return text


async def refusal(client: Client, tool: str, **arguments: Any) -> str:
    """What a tool says against a question."""
    result = await client.call_tool(tool, arguments)
    text: str = result.content[0].text  # type: ignore[union-attr]
    assert result.is_error, text
    return text


@pytest.fixture
def radar(tmp_path: Path) -> Path:
    """The radar of a company."""
    path = tmp_path / "radar.toml"
    path.write_text(RADAR)
    return path


async def test_every_tool_answers_from_the_shipped_catalog() -> None:
    async with session() as client:
        offered = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert offered.keys() == TOOLS.keys()
        for tool in offered.values():
            assert tool.input_schema["type"] == "object"
            assert tool.description
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
        assert "**PostgreSQL**" in await ask(client, "search", words="postgers")
        shown = await ask(client, "show", name="redis")
        assert re.search(r"- \*\*License\*\*: AGPL.*\[\^2\]", shown)
        assert re.search(r"^\[\^2\]: .+\d{4}-\d\d-\d\d$", shown, re.MULTILINE)
        compared = await ask(client, "compare", names=["kafka", "rabbitmq"])
        assert "Apache Kafka and RabbitMQ compared" in compared
        listed = await ask(
            client, "list", query="license:permissive", category="queues", columns=["ordering"]
        )
        assert "| kafka | **Apache Kafka** |" in listed
        assert "RabbitMQ" not in listed
        decided = await ask(
            client,
            "decide",
            category="queues",
            musts=["license:permissive"],
            wants=["popularity=3"],
        )
        assert "## Considered Options" in decided
        assert "License" in await ask(client, "changes", since="2025", kind="license")
        everything = await ask(client, "explain")
        assert "## Concepts" in everything
        assert "CAP" in await ask(client, "explain", name="cap theorem")
        assert "permissive" in await ask(client, "explain", name="license")
        assert "How to choose" in await ask(client, "explain", name="queues")


REFUSED: Final = (
    ("show", {"name": "reids"}, "did you mean Redis"),
    ("show", {}, "name"),
    ("show", {"name": "redis", "page": 99}, "no page 99"),
    ("show", {"name": "redis", "page": 0}, "page"),
    ("show", {"name": "redis", "pages": 1}, "pages"),
    ("show", {"name": 3}, "str"),
    ("show", {"name": "a\x1b[31m" * 5000}, "there is no technology"),
    ("compare", {"names": ["go"]}, "2"),
    ("compare", {"names": ["go", "golang"]}, "same technology"),
    ("list", {"query": "licence:permissive"}, "license"),
    ("list", {"query": "license:nope"}, "license"),
    ("list", {"category": "nope"}, "no category"),
    ("list", {"columns": ["nope"]}, "nope"),
    ("list", {"query": "first_release>3000"}, "no technology"),
    ("decide", {"category": "queues"}, "nothing counts yet"),
    ("decide", {"wants": ["popularity"]}, "name candidates or a category"),
    ("decide", {"candidates": ["go"], "wants": ["popularity"]}, "2 to 40"),
    ("decide", {"category": "queues", "wants": ["nope=9"]}, "nope"),
    ("changes", {"since": "yesterday"}, "2026-06"),
    ("changes", {"kind": "nope"}, "kinds"),
    ("search", {"words": "qqqqqqqqqq"}, "no matches"),
    ("explain", {"name": "qqqq"}, "lists all"),
    ("search", {"query": "redis"}, "search has no argument “query”; it has words, page"),
    ("decide", {"candidates": ["redis"], "wants": ["popularity"]}, "1 candidate, but only 2 to 40"),
    ("nope", {}, "tools: search"),
)
"""Tool, arguments, and what is told."""


async def test_what_has_no_answer_is_refused_with_what_to_ask() -> None:
    async with session() as client:
        for tool, arguments, told in REFUSED:
            text = await refusal(client, tool, **arguments)
            assert told in text, (tool, arguments, text)
            assert "\x1b" not in text
            assert len(text) < 1000


async def test_long_answers_come_in_pages_that_can_be_read_alone() -> None:
    names = ["postgresql", "mysql", "sqlite", "mongodb"]
    async with session() as client:
        texts = [await ask(client, "compare", names=names, only_differences=False)]
        count = int(re.findall(r"Page 1 of (\d+); call again with page=2", texts[0])[0])
        assert count > 1
        for page in range(2, count + 1):
            texts.append(
                await ask(client, "compare", names=names, only_differences=False, page=page)
            )
        for text in texts:
            cited = set(re.findall(r"\[\^(\w+)\](?!:)", text))
            defined = set(re.findall(r"^\[\^(\w+)\]: ", text, re.MULTILINE))
            assert cited == defined
            assert len(re.sub(r"^\[\^\w+\]: .*\n", "", text, flags=re.MULTILINE)) <= MOST + 200
            rows = [line for line in text.splitlines() if line.startswith("|")]
            if rows:
                assert set(rows[1]) <= set("| -:")
        assert f"Page {count} of {count}." in texts[-1]


async def test_a_company_radar_is_answered_from_its_files(radar: Path) -> None:
    async with session(radar) as client:
        assert "Radar of Example Ltd" in (client.instructions or "")
        allowed = await ask(client, "list", query="ring>=trial", columns=["ring"])
        assert "PostgreSQL" in allowed
        assert "MongoDB" not in allowed
        held = await ask(client, "show", name="mongo")
        assert "hold[^general]" in held
        assert "general knowledge: no document backs this" in held


async def test_the_session_follows_the_files(radar: Path) -> None:
    async with session(radar) as client:
        radar.write_text(RADAR.replace('value = "hold"', 'value = "assess"'))
        assert "assess" in await ask(client, "show", name="mongodb")
        radar.write_text(RADAR[:200] + "\n[broken")
        kept = await ask(client, "show", name="mongodb")
        assert kept.startswith("> The catalog's files have errors now")
        assert "assess" in kept
        radar.write_text(RADAR)
        assert "> The catalog" not in await ask(client, "show", name="mongodb")
        radar.unlink()
        assert "hold" in await ask(client, "show", name="mongodb")


async def test_resources_are_the_pages() -> None:
    from mcp.shared.exceptions import MCPError

    async with session() as client:
        found = (await client.list_resources()).resources
        kinds = [
            one.uri_template for one in (await client.list_resource_templates()).resource_templates
        ]
        assert kinds == [
            f"techtui://{kind}/{{id}}" for kind in ("technology", "category", "concept")
        ]
        for one in (found[0], found[-1], next(each for each in found if "category" in each.uri)):
            (content,) = (await client.read_resource(one.uri)).contents
            assert content.text.startswith(f"# {one.title}")  # type: ignore[union-attr]
        for wrong in (
            "techtui://technology/nope",
            "techtui://x/go",
            "file:///etc/passwd",
            "techtui:",
        ):
            with pytest.raises(MCPError, match="no such resource"):
                await client.read_resource(wrong)


async def test_very_many_resources_are_listed_in_parts(tmp_path: Path) -> None:
    from mcp.shared.exceptions import MCPError

    path = tmp_path / "many.toml"
    entries = (f'[technologies.t{at}]\nname = "T {at}"\ncategory = "data"\n' for at in range(450))
    path.write_text(RADAR[: RADAR.index("[technologies")] + "\n".join(entries))
    async with session(path) as client:
        seen, cursor = [], None
        while True:
            part = await client.list_resources(cursor=cursor)
            seen += [one.name for one in part.resources]
            cursor = part.next_cursor
            if cursor is None:
                break
        assert seen == [*(f"t{at}" for at in range(450)), "data"]
        with pytest.raises(MCPError, match="cursor"):
            await client.list_resources(cursor="x")


async def test_the_command_speaks_the_protocol_on_its_standard_output(radar: Path) -> None:
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "techtui", "mcp", "--catalog", str(radar)],
        env={**os.environ},
    )
    async with Client(stdio_client(command)) as client:
        assert "adopt" in await ask(client, "show", name="postgresql")


@pytest.mark.slow
async def test_a_thousand_questions(radar: Path) -> None:
    async with session() as client:
        for at in range(1000):
            name = ("redis", "kafka", "go", "nope")[at % 4]
            result = await client.call_tool("show", {"name": name})
            assert result.is_error is (name == "nope")
