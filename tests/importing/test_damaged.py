"""Whatever stands where something else should: the rest is imported, and the catalog has no errors."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techtui.catalog.format.loader import build, layer_of
from techtui.importing.registry import import_source
from techtui.importing.result import ImportRefusedError
from techtui.importing.writing import catalog_text
from techtui.importing.yaml_reader import documents_of
from tests.examples import examples
from tests.importing.support import SAMPLES

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**20),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ("javascript:x", "<a href='x'>", "\x1b[31m", "2026-02-30", "../..", '"""', "'")
    ),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below, max_size=3)
    ),
    max_leaves=6,
)


def documents(kind: str) -> list[Any]:
    if kind in ("backstage", "landscape"):
        name = {"backstage": "entities.yaml", "landscape": "landscape.yml"}[kind]
        found = (document for _, document in documents_of((SAMPLES / name).read_text()))
        return [one for one in found if isinstance(one, dict)]
    if kind == "endoflife":
        release = {"name": "1", "isLts": True, "eolFrom": "2030-01-01", "latest": {"name": "1.4"}}
        links = {"html": "https://eol.example/", "releasePolicy": None}
        return [{"result": [{"name": "a", "label": "A", "links": links, "releases": [release]}]}]
    if kind == "byor":
        return [[{"name": "A", "ring": "adopt", "quadrant": "Q", "isNew": True, "extra": "1"}]]
    return [json.loads((SAMPLES / f"{kind}.json").read_text())]


def places_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    for key, below in value.items() if isinstance(value, dict) else ():
        found += places_of(below, (*path, key))
    for at, below in enumerate(value) if isinstance(value, list) else ():
        found += places_of(below, (*path, at))
    return found


def put(whole: Any, path: tuple[Any, ...], value: Any) -> None:
    try:
        for step in path[:-1]:
            whole = whole[step]
        whole[path[-1]] = value
    except (KeyError, IndexError, TypeError):
        pass  # what was put before has taken its place


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "kind", ["byor", "backstage-radar", "zalando", "endoflife", "backstage", "landscape"]
)
def test_one_damaged_field_costs_that_field(tmp_path: Path, kind: str) -> None:
    whole = documents(kind)
    source = tmp_path / "damaged.json"

    @settings(max_examples=examples(25), deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(places_of(whole)), ANYTHING), min_size=1, max_size=3))
    def damaged(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
        made = copy.deepcopy(whole)
        for path, value in changes:
            put(made, path, value)
        if kind in ("backstage", "landscape"):
            source.write_text("\n---\n".join(json.dumps(one) for one in made))
            if kind == "backstage":
                source.write_text(f"apiVersion: backstage.io/v1\n---\n{source.read_text()}")
        else:
            source.write_text(json.dumps(made[0]))
        with suppress(ImportRefusedError):
            text = catalog_text(import_source(source, kind))
            catalog = build([layer_of("damaged.toml", text)])
            assert not catalog.problem_count, f"{catalog.problems}\n{text}"

    damaged()
