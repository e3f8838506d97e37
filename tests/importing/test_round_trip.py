"""There and back: a catalog written for another tool is imported again with what the target can hold."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techtui.catalog import AttributeType, Catalog, read_catalog, select
from techtui.catalog.model import Attribute, Category, Fact, OwnFields, Technology
from techtui.catalog.website import website_of
from techtui.formats.other_tools import LOST, NotHeldError, write
from techtui.importing.registry import kind_of
from techtui.importing.source import ImportedFiles
from tests.cli.test_main import run
from tests.examples import examples

ENDINGS = {"csv": "csv", "byor": "csv", "backstage-radar": "json", "landscape": "yml"}

RADAR = """\
format = 1
catalog = { title = "Radar", as_of = 2026-11-01 }
categories = { tools = { name = "Tools" }, stores = { name = "Stores" } }

[attributes.ring]
name = "Ring"
type = "choice"
choices = { hold = "Hold", assess = "Assess", adopt = "Adopt" }
better = "higher"

[attributes.moved]
name = "Movement"
type = "choice"
choices = { new = "new", in = "moved in", out = "moved out" }

[technologies.courier]
name = "Courier"
category = "tools"
summary = "Calls other services."
facts = { ring = { value = "adopt", as_of = 2026-10-02 }, moved = { value = "in" } }

[technologies.cellar]
name = "Cellar, the"
category = "stores"
summary = 'Said to be "cool".'
facts = { ring = { value = "hold" }, moved = { value = "new" } }

[technologies.scribe]
name = "Scribe"
category = "tools"
"""


def there_and_back(catalog: Catalog, kind: str, folder: Path) -> Catalog:
    """A catalog after it was written as a kind and opened again."""
    file = folder / f"back.{ENDINGS[kind]}"
    file.write_text(write(catalog, kind))
    assert kind_of(ImportedFiles(file)) == kind
    return read_catalog(file)


@pytest.fixture
def radar(tmp_path: Path) -> Catalog:
    """A small radar, of which one entry has no ring."""
    path = tmp_path / "radar.toml"
    path.write_text(RADAR)
    return read_catalog(path)


@pytest.mark.parametrize("kind", ["byor", "backstage-radar"])
def test_a_radar_keeps_rings_movement_quadrants_and_texts(
    radar: Catalog, kind: str, tmp_path: Path
) -> None:
    back = there_and_back(radar, kind, tmp_path)
    assert [one.name for one in back.technologies.values()] == ["Courier", "Cellar, the"]
    ring, moved = back.attributes["ring"], back.attributes["moved"]
    assert next(iter(ring.choices.values())) == "Adopt"
    told = {
        one.name: (
            ring.choices[str(one.facts["ring"].value)],
            moved.choices[str(one.facts["moved"].value)],
            back.categories[one.category].name,
            one.summary,
        )
        for one in back.technologies.values()
    }
    # Backstage's radar knows up, down and unchanged only.
    new = "new" if kind == "byor" else "moved in"
    assert told == {
        "Courier": ("Adopt", "moved in", "Tools", "Calls other services."),
        "Cellar, the": ("Hold", new, "Stores", 'Said to be "cool".'),
    }


@pytest.mark.parametrize("kind", ["csv", "landscape"])
def test_the_shipped_catalog_keeps_names_categories_and_plain_values(
    shipped: Catalog, kind: str, tmp_path: Path
) -> None:
    back = there_and_back(shipped, kind, tmp_path)
    by_name = {one.name: one for one in back.technologies.values()}
    assert list(by_name) == [one.name for one in shipped.technologies.values()]
    for one in shipped.technologies.values():
        found = by_name[one.name]
        assert back.path(found.category)[-1].name == shipped.path(one.category)[-1].name
        if kind == "landscape":
            assert website_of(back, found) == website_of(shipped, one)
        first = one.facts.get("first_release")
        if first is not None and first.value is not None:
            # Headings of a table are names, so ids are made of those.
            assert by_name[one.name].facts["first-release"].value == first.value


@pytest.mark.parametrize("kind", ["byor", "backstage-radar"])
def test_what_has_no_rings_is_no_radar(guitars: Catalog, kind: str) -> None:
    with pytest.raises(NotHeldError, match="attribute “ring”"):
        write(guitars, kind)


def test_the_command_says_what_is_left_out() -> None:
    for kind, lost in LOST.items():
        result = run("export", "--as", kind, "--catalog", "tests/importing/radar.csv")
        assert result.returncode == 0
        assert lost in result.stderr
    assert run("export", "--as", "byor").returncode == 1
    assert run("export", "--as", "csv", "--format", "jsonl").returncode == 2


NASTY = st.sampled_from(
    ["a", "ü b", "=1+1", "-x", "@y", "a; b", "a | b", 'say "so"', ",", "+", "＝z", "'", "semi;"]
)
FIGURES = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**63), 2**63 - 1)


@given(
    st.lists(
        st.tuples(NASTY, FIGURES, st.lists(NASTY, min_size=2, max_size=3, unique=True)), min_size=1
    ),
)
@settings(max_examples=examples(100), derandomize=True, deadline=None)
def test_a_table_keeps_figures_and_lists_to_the_last_sign(
    rows: list[tuple[str, float, list[str]]],
) -> None:
    entries = {
        f"t{at}": Technology(
            f"t{at}",
            f"{name} {at}",
            "all",
            aliases=(f"{name} also {at}",),
            facts={"size": Fact(figure), "runs": Fact(tuple(runs))},
        )
        for at, (name, figure, runs) in enumerate(rows)
    }
    own = OwnFields(
        id="test",
        title="Test",
        categories={"all": Category("all", "=All")},
        attributes={
            "size": Attribute("size", "- Size", AttributeType.NUMBER),
            "runs": Attribute("runs", "Runs on", AttributeType.LIST),
        },
    )
    with TemporaryDirectory() as folder:
        back = there_and_back(Catalog(own, sources={}, technologies=entries), "csv", Path(folder))
    assert back.problem_count == 0
    assert [one.name for one in back.categories.values()] == ["=All"]
    assert {one.name for one in back.attributes.values()} == {"- Size", "Runs on"}
    for key, one in back.technologies.items():
        was = entries[key]
        assert (one.name, one.aliases) == (was.name, was.aliases)
        assert one.facts["size"].value == was.facts["size"].value
        assert one.facts["runs-on"].value == was.facts["runs"].value


COURSES = """\
format = 1
[technologies.courier.facts]
ring = { 2025-03-10 = "assess", 2025-09-01 = "assess", 2026-03-01 = "adopt" }
[technologies.cellar.facts]
ring = { 2025-09-01 = "adopt", 2026-03-01 = "hold" }
"""


def test_rings_over_time_are_the_same_there_and_back(tmp_path: Path) -> None:
    files = [tmp_path / "radar.toml", tmp_path / "courses.toml"]
    for file, text in zip(files, (RADAR, COURSES), strict=True):
        file.write_text(text)
    catalog = read_catalog(files)
    back = there_and_back(catalog, "backstage-radar", tmp_path)
    for key in ("courier", "cellar"):
        history = back.technologies[key].facts["ring"].history
        assert history == catalog.technologies[key].facts["ring"].history
    assert select(back, "ring.moved:in")[0].name == "Courier"
    rows = write(catalog, "byor").splitlines()[1:]
    assert [row.rpartition(",")[2] for row in rows] == ["moved in", "moved out"]
