"""docs/library.md, run line by line."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "library.md"


def test_every_example_does_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("radar.toml").write_text('format = 1\n[catalog]\ntitle = "Radar"\n')
    Path("broken.toml").write_text('format = 1\ncatalog.title = "R\n')
    Path("tools.csv").write_text("Name,Category\nKafka,Queues\nRedis,Stores\n")
    told: list[str] = []
    test = doctest.DocTestParser().get_doctest(PAGE.read_text("utf-8"), {}, "library", str(PAGE), 0)
    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert results.attempted > 20
    assert not results.failed, "".join(told)
