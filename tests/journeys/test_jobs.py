"""What people come for, with the keys it takes from a fresh start.

Each key that is pressed counts as one, letters of what is typed included; clicks and changes of the size count nothing, and neither does what
is written into a note.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from techtui.catalog.model import Catalog
from techtui.settings import Config, State, load_state
from techtui.tui.screens.compare.grid import CompareGrid
from tests.journeys.conftest import Explorer, Open

LIMIT = 12
"""Keys that a job may take."""
SHORT = 8
"""Keys that the most frequent jobs may take."""


class Job(NamedTuple):
    """Something to do.

    Args:
        name: What it is.
        keys: What is pressed, key by key.
        stands: What must stand on the screen at the end.
        limit: How many keys it may take.
        size: Cells of the terminal.
        also: What else must be so.
    """

    name: str
    keys: tuple[str, ...]
    stands: tuple[str, ...]
    limit: int = LIMIT
    size: tuple[int, int] = (120, 36)
    also: Callable[[Explorer], bool] = lambda _: True


def compares(*ids: str) -> Callable[[Explorer], bool]:
    """Whether just these stand side by side."""
    return lambda explorer: set(getattr(explorer.app.screen, "ids", ())) == set(ids)


def copied(*names: str) -> Callable[[Explorer], bool]:
    """Whether a document that names all of these is in the clipboard."""
    return lambda explorer: all(name in explorer.app.clipboard for name in ("## ", *names))


def files(*suffixes: str) -> Callable[[Explorer], bool]:
    """Whether there is a file of each kind in the current folder."""
    return lambda _: {one.suffix for one in Path().iterdir()} == set(suffixes)


DATABASES = ("PostgreSQL", "MySQL", "SQLite")
QUEUES = ("Apache Kafka", "RabbitMQ", "Amazon SQS")
LANGUAGES = ("Python", "JavaScript", "Java", "Go")
QUEUE_IDS = ("kafka", "rabbitmq", "amazon-sqs")
DATABASE_IDS = ("postgresql", "mysql", "sqlite")

JOBS = (
    Job(
        "which language to learn: asked by the catalog",
        ("tab", "tab", "enter"),
        (*LANGUAGES, "Good for", "Avoid when"),
        SHORT,
    ),
    Job("which language to learn: what is used most", ("L",), ("What next", "→ JavaScript"), SHORT),
    Job(
        "three databases: asked by the catalog",
        ("tab", "tab", "tab", "enter"),
        (*DATABASES, "Good for", "Avoid when"),
        SHORT,
        also=compares(*DATABASE_IDS),
    ),
    Job(
        "three databases: by name",
        ("c", *"pg", "tab", "tab", "enter"),
        (*DATABASES, "Good for", "Avoid when"),
        SHORT,
        also=compares(*DATABASE_IDS),
    ),
    Job(
        "three queues into the document: asked by the catalog",
        ("tab", "tab", "tab", "tab", "enter", "y"),
        ("Copied the comparison as Markdown",),
        SHORT,
        also=copied(*QUEUES, "Good for", "Avoid when"),
    ),
    Job(
        "three queues into the document: by name",
        ("c", *"ka", "tab", "tab", "down", "enter", "y"),
        ("Copied the comparison as Markdown",),
        SHORT,
        also=copied(*QUEUES, "Good for", "Avoid when"),
    ),
    Job(
        "what changed its license recently",
        ("W", "f", *"lic", "enter"),
        ("What's new", "License]", "2025-05", "Redis", "2024-08", "Elasticsearch"),
    ),
    Job(
        "embedded, permissive, with transactions",
        ("f", *"emb", "tab", *"pe", "tab", *"sev", "enter"),
        (
            "× deployment:embedded",
            "× license:permissive",
            "× transactions:full",
            "› SQLite",
            "2 of 79",
        ),
    ),
    Job(
        "what CAP is",
        ("slash", *"cap", "enter"),
        ("Concept › CAP theorem", "partition"),
    ),
    Job(
        "four side by side on a small screen",
        ("tab", "tab", "enter"),
        LANGUAGES,
        size=(80, 24),
        also=compares("python", "javascript", "java", "go"),
    ),
    Job(
        "four side by side on a narrow screen",
        ("tab", "enter"),
        LANGUAGES,
        size=(58, 30),
        also=compares("python", "javascript", "java", "go"),
    ),
    Job(
        "the figures of one over the years",
        ("slash", *"pg", "enter", "t"),
        ("PostgreSQL", "2017", "2026", "57.9"),
    ),
    Job(
        "the figures of three over the years",
        ("tab", "tab", "tab", "enter", "t"),
        (*DATABASES, "2017", "2026"),
    ),
    Job(
        "what the rows of a comparison mean",
        ("tab", "tab", "tab", "enter", "enter", *["right"] * 7),
        ("  8 of ", *DATABASES, "Possible values", "Sources"),
    ),
    Job(
        "the concept behind a row of a comparison",
        ("tab", "tab", "tab", "enter", "slash", *"repl", "enter", "enter"),
        (*DATABASES, "the concept behind it"),
    ),
    Job(
        "files of a comparison",
        ("tab", "tab", "tab", "enter", "e", "enter", "e", "down", "enter"),
        ("postgresql-vs-mysql-vs-sqlite.html",),
        also=files(".md", ".html"),
    ),
)


pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.sample(6)
@pytest.mark.parametrize("job", JOBS, ids=[job.name for job in JOBS])
async def test_a_job_is_done_within_its_keys(explore: Open, job: Job) -> None:
    assert len(job.keys) <= job.limit
    async with explore(size=job.size, state=State()) as explorer:
        await explorer.press(*job.keys)
        await explorer.settle()
        text = explorer.screen_text.replace("\N{NO-BREAK SPACE}", " ")
        missing = [words for words in job.stands if words not in text]
        assert not missing, explorer.screen_text
        assert job.also(explorer)


async def test_shortlist_note_and_status_are_there_at_the_next_start(explore: Open) -> None:
    find, keep, leave = ("slash", *"pg", "enter"), ("asterisk", "m", "n"), ("escape", "q")
    assert len(find + keep + leave) <= LIMIT
    async with explore(state=State()) as explorer:
        await explorer.press(*find, *keep)
        await explorer.type("to try in May")
        await explorer.press(*leave)
    async with explore(state=load_state()[0]) as explorer:
        await explorer.pilot.pause()
        for words in ("› PostgreSQL", "★ shortlist", "want to learn", "Your note", "to try in May"):
            assert words in explorer.screen_text


async def test_a_key_is_moved_and_a_theme_is_chosen(explore: Open) -> None:
    keys = ("T", "down", "enter", "q")
    assert len(keys) <= LIMIT
    config = Config(keys={"browse.sort": "f6"})
    async with explore(state=State(), config=config) as explorer:
        assert "f6 sort" in explorer.screen_text
        before = explorer.app.theme
        await explorer.press(*keys)
        chosen = explorer.app.theme
        assert chosen != before
    async with explore(state=load_state()[0], config=config) as explorer:
        assert explorer.app.theme == chosen
        await explorer.press("f6")
        assert "Sort by" in explorer.screen_text


async def test_the_mouse_needs_no_key(explore: Open, shipped: Catalog) -> None:
    async with explore(state=State()) as explorer:
        await explorer.click("Which database to begin with?")
        assert compares(*DATABASE_IDS)(explorer)
        grid = explorer.app.screen.query_one(CompareGrid)
        await explorer.click("Effort to run", times=2)
        assert "Explain" not in explorer.screen_text
        assert str(explorer.app.screen.query_one(".dialog").border_title).startswith(
            "Effort to run"
        )
        await explorer.pilot.click(offset=(0, 0))
        await explorer.click("esc back")
        assert grid not in explorer.app.screen.query("*")
        await explorer.click("Message queues ")
        assert "› Message queues" in explorer.screen_text or explorer.row("How to choose")


async def test_what_one_reads_stays_through_all_sizes(explore: Open) -> None:
    keys = ("slash", *"pg", "enter", "enter", "7")
    assert len(keys) <= LIMIT
    async with explore(state=State()) as explorer:
        await explorer.press(*keys)
        assert "7 Related" in explorer.screen_text
        for size in ((80, 24), (58, 30), (200, 60), (120, 36)):
            await explorer.pilot.resize_terminal(*size)
            await explorer.pilot.pause()
            await explorer.pilot.pause()
            assert "7 Related" in explorer.screen_text
