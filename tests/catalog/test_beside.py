"""A catalog read in a process of its own: the same catalog, the same complaints, and it can be stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
from benchmarks.generate import catalog as generated
from benchmarks.terminal import descendants

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.problems import CatalogError
from techtui.catalog.store.subprocess_loader import LARGE, CancelledError, Reading, Stage, is_large
from tests.catalog.samples import GOOD, load
from tests.conftest import GUITARS


def test_the_catalog_is_the_one_of_the_files() -> None:
    stages: list[Stage] = []
    catalog = Reading([GUITARS]).run(stages.append)
    assert list(catalog.technologies.items()) == list(read_catalog([GUITARS]).technologies.items())
    assert [stage.name for stage in stages] == ["parsing", "checking", "saving"]


def test_a_bad_catalog_is_refused_with_all_its_problems(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(GOOD + "\n[nonsense]\n[technologies.x]\nname = X\n")
    with pytest.raises(CatalogError) as here:
        read_catalog([file])
    with pytest.raises(CatalogError) as beside:
        Reading([file]).run(lambda stage: None)
    assert beside.value.problems == here.value.problems


def test_without_a_cache_it_is_still_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv("TECHTUI_CACHE", str(in_the_way / "cache"))
    assert len(Reading([GUITARS]).run(lambda stage: None)) == len(read_catalog([GUITARS]))


def test_it_can_be_stopped(tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    file.write_text("".join(generated(3000)))
    assert is_large([file])
    assert not is_large([GUITARS])
    reading = Reading([file])
    Timer(0.3, reading.cancel).start()
    with pytest.raises(CancelledError):
        reading.run(lambda stage: None)


def test_a_prepared_reading_reads_what_is_there_when_it_is_run(tmp_path: Path) -> None:
    file = tmp_path / "catalog.toml"
    file.write_text("[")
    reading = Reading([file])
    reading.prepare()
    file.write_text(GOOD)
    assert reading.run(lambda stage: None).technologies == read_catalog([file]).technologies


def test_a_reading_that_is_not_run_leaves_no_process() -> None:
    reading = Reading([GUITARS])
    reading.drop()
    reading.prepare()
    assert descendants(os.getpid()) != [os.getpid()]
    reading.drop()
    assert descendants(os.getpid()) == [os.getpid()]


def test_progress_goes_from_nothing_to_all_and_never_back() -> None:
    shown = [
        Stage(name, 4.0).share(elapsed)
        for name in ("parsing", "checking", "saving")
        for elapsed in (0.0, 1.0, 4.0, 60.0)
    ]
    assert shown == sorted(shown)
    assert shown[0] == 0.0
    assert 0.99 < shown[-1] <= 1.0
    assert Stage("parsing", 0.0).share(1.0) == 0.0


def test_what_lies_in_the_present_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tomli.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    stages: list[Stage] = []
    Reading([GUITARS]).run(stages.append)
    assert len(stages) == 3


def test_a_large_file_is_one_that_takes_a_while(tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    file.write_bytes(b"#" * LARGE)
    assert is_large([file])
    assert not is_large([tmp_path / "missing.toml"])


_IN_A_FORK = """
import sys
from pathlib import Path
from techtui.catalog.store.subprocess_loader import RunningReading

print("said before")
running = RunningReading([Path(sys.argv[1])])
assert "subprocess" not in sys.modules, "it was not forked"
running.ends_within(None)
read = running.result()
print(len(read.technologies) if hasattr(read, "technologies") else read.problems[0].message)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="others start a process")
@pytest.mark.parametrize(
    ("text", "told"), [(GOOD, str(len(load(GOOD)))), (GOOD + "\n[", "a key can't begin")]
)
def test_a_fork_reads_it_too(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "catalog.toml"
    file.write_text(text)
    said = subprocess.run(
        [sys.executable, "-c", _IN_A_FORK, file], capture_output=True, text=True, check=True
    )
    first, second = said.stdout.splitlines()
    assert first == "said before"
    assert told in second
