"""A catalog of 20,000 technologies: the same answers, and only what is shown is decoded."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.generate import catalog as generated

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.query import parse
from techtui.catalog.search import Index
from techtui.catalog.store.cache import cached_catalog
from techtui.catalog.store.subprocess_loader import Reading
from tests.journeys.conftest import Open

pytestmark = pytest.mark.slow
MANY = 20_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.toml"
    path.write_text("".join(generated(MANY)))
    return path


@pytest.fixture
def large(
    file: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Catalog:
    folder = file.parent / "cache"
    monkeypatch.setenv("TECHTUI_CACHE", str(folder))
    catalog = cached_catalog([file])
    if catalog is None:
        Reading([file]).run(lambda stage: None)
        catalog = cached_catalog([file])
    assert catalog is not None
    return catalog


def decoded(catalog: Catalog) -> int:
    """How many technologies were decoded so far."""
    return len(catalog.technologies._decoded)  # type: ignore[attr-defined]


def test_the_cache_answers_like_the_files(file: Path, large: Catalog) -> None:
    read = read_catalog([file])
    for words in ("quartz", "postgers", "log with queries", "b", "zzzz"):
        assert Index(large).search(words) == Index(read).search(words)
    for query in (
        "choice-0:low",
        "-choice-1:high number-0>50",
        "born:1990..2000 switch-2:yes",
        "popularity<5 keeps",
    ):
        assert parse(query, large).select(large) == parse(query, read).select(read)
    assert decoded(large) < 3000
    assert list(large.technologies.items()) == list(read.technologies.items())


async def test_one_walks_searches_and_filters_it(explore: Open, large: Catalog) -> None:
    async with explore(large) as explorer:
        assert f"{MANY:,} of {MANY:,}" in explorer.screen_text
        await explorer.press("down", "down", "slash", *"quartz")
        assert "Quartz" in explorer.screen_text
        assert f"1 of {MANY:,}" in explorer.screen_text
        await explorer.press("enter", "slash")
        await explorer.type("choice-0:low")
        low = len(parse("choice-0:low", large).select(large))
        assert f"{low:,} of {MANY:,}" in explorer.screen_text
        await explorer.press("enter", "escape", "ctrl+p", *"xenon")
        await explorer.wait_for(lambda: explorer.row("Xenon"))
        assert explorer.row("Xenon")
        assert decoded(large) < 3000
