"""``--catalog SOURCE``: what could be imported is opened as it is, followed like any catalog, and has layers upon it."""

from __future__ import annotations

from pathlib import Path

import pytest

from techtui.assistant.following import FollowedCatalog
from techtui.catalog import CatalogError, read_catalog
from techtui.catalog.store.cache import cached_catalog, load_catalog
from tests.cli.test_main import run
from tests.importing.support import SAMPLES

TABLE = "Name,Category,Stars\nCourier,Tools,30\nCellar,Stores,60\n"


@pytest.mark.parametrize(
    "name",
    [
        "radar.csv",
        "tools.csv",
        "backstage-radar.json",
        "zalando.json",
        "landscape.yml",
        "entities.yaml",
        "list.md",
        "aoe",
        "products",
    ],
)
def test_every_kind_opens_without_an_import(name: str) -> None:
    catalog = read_catalog(SAMPLES / name)
    assert len(catalog)
    assert catalog.problem_count == 0


def test_commands_and_queries_know_it(tmp_path: Path) -> None:
    table = tmp_path / "tools.csv"
    table.write_text(TABLE)
    result = run("list", "--catalog", str(table), "--where", "stars>40", "--columns", "id,stars")
    assert result.stdout.splitlines()[1].split() == ["cellar", "60"]
    assert run("check", str(table)).returncode == 0


def test_a_layer_lies_upon_it(tmp_path: Path) -> None:
    table, own = tmp_path / "tools.csv", tmp_path / "ours.toml"
    table.write_text(TABLE)
    own.write_text('format = 1\n[technologies.courier]\ntagline = "Ours"\n')
    catalog = read_catalog([table, own])
    assert catalog.technologies["courier"].tagline == "Ours"
    assert catalog.layers == (str(table), str(own))


def test_it_is_followed_and_kept_in_the_cache(tmp_path: Path) -> None:
    table = tmp_path / "tools.csv"
    table.write_text(TABLE)
    assert len(load_catalog([table])) == 2
    assert cached_catalog([table]) is not None
    followed = FollowedCatalog([table])
    table.write_text(TABLE + "Scribe,Tools,1\n")
    assert len(followed.now()) == 3
    table.write_text("")
    assert len(followed.now()) == 3
    assert "tools.csv" in followed.notice


def test_what_can_not_be_recognised_is_refused_with_a_way_out(tmp_path: Path) -> None:
    odd = tmp_path / "odd.json"
    odd.write_text('{"a": 1}')
    with pytest.raises(CatalogError) as refused:
        read_catalog(odd)
    (problem,) = refused.value.problems
    assert "no known kind" in problem.message
    assert "techtui import" in problem.hint
    (tmp_path / "notes.md").write_text("# Notes\n")
    with pytest.raises(CatalogError, match=r"no \.toml file"):
        read_catalog(tmp_path)
