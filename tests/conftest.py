"""What all tests share: an environment of their own, the shipped catalog, and a small one about guitars."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.store.cache import load_catalog

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

# Otherwise each worker compiles all tests, and each process that a test starts the whole program.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

GUITARS = Path(__file__).with_name("guitars.toml")
"""A catalog that has nothing to do with technology."""


def pytest_xdist_auto_num_workers() -> int:
    """With ``-n auto`` one process more than there are processors: tests of screens wait for timers a third of the time."""
    return (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Give each process a run of tests that belong together, and let those that are done first take from the others."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark cases beyond a sample slow. What is slow may take longer than the rest before it counts as hanging."""
    seen: Counter[object] = Counter()
    for item in items:
        if sample := item.get_closest_marker("sample"):
            test = item.nodeid.partition("[")[0]
            seen[test] += 1
            if seen[test] > sample.args[0]:
                item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.timeout(1800))


def pytest_collection_finish() -> None:
    """Take tests and modules out of the garbage collector's sight: going through them is a quarter of what a screen's test takes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders, each for one test. Most tests need no other: finding a free name for each of theirs took longer than many tests."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_environment(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees, or touches, what belongs to the person who runs it."""
    home = next(homes)
    home.mkdir()
    for name in ("NO_COLOR", "FORCE_COLOR", "TECHTUI_CATALOG", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in (
        ("HOME", home),
        ("XDG_CONFIG_HOME", home / "config"),
        ("XDG_DATA_HOME", home / "data"),
        ("XDG_STATE_HOME", home / "state"),
        ("XDG_CACHE_HOME", home / "cache"),
        ("TECHTUI_DATA", home / "data" / "techtui"),
    ):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    return home


@cache
def shipped_catalog() -> Catalog:
    """The catalog that comes with the program, read once; for what is collected, before there are fixtures."""
    return read_catalog()


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The catalog that comes with the program."""
    return shipped_catalog()


@pytest.fixture(scope="session")
def parsed_catalogs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a cache that holds the shipped catalog and the guitars."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TECHTUI_CACHE", str(folder))
        load_catalog()
        load_catalog([GUITARS])
    return folder


@pytest.fixture
def warm_cache(own_environment: Path, parsed_catalogs: Path) -> None:
    """Programs that the test starts find the catalogs parsed, as they do at every start but the first."""
    folder = own_environment / "cache" / "techtui"
    folder.mkdir(mode=0o700, parents=True)
    for file in parsed_catalogs.iterdir():
        os.link(file, folder / file.name)


@pytest.fixture(scope="session")
def guitars() -> Catalog:
    """A catalog about something else entirely."""
    return read_catalog([GUITARS])
