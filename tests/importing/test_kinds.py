"""Every kind but tables: a small sample becomes a catalog without errors, and what it lacks is told."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from techtui.catalog.query import parse
from techtui.importing.registry import KINDS, kind_of
from techtui.importing.source import ImportedFiles
from tests.cli.test_main import run
from tests.importing.support import SAMPLES, imported, value

SOURCES = {
    "byor": "radar.csv",
    "csv": "tools.csv",
    "backstage": "entities.yaml",
    "landscape": "landscape.yml",
    "backstage-radar": "backstage-radar.json",
    "zalando": "zalando.json",
    "aoe": "aoe",
    "endoflife": "products",
    "awesome": "list.md",
}


def test_every_kind_is_recognised_by_its_content() -> None:
    assert set(SOURCES) == set(KINDS)
    for kind, name in SOURCES.items():
        assert kind_of(ImportedFiles(SAMPLES / name)) == kind


def test_every_kind_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "import.md").read_text()
    assert set(re.findall(r"^## .*: `([\w-]+)`$", text, re.MULTILINE)) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_every_kind_works(tmp_path: Path, kind: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "import.md").read_text()
    found = re.search(rf"^## .*: `{kind}`\n.*?^```\w+\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    source = tmp_path / "radar" / "2025-05-01" / "courier.md"
    source.parent.mkdir(parents=True)
    source.write_text(found[1])
    catalog, told = imported(tmp_path / "radar" if kind == "aoe" else source, tmp_path)
    assert [one.name.casefold() for one in catalog.technologies.values()] == ["courier"]
    assert f"({kind})" in told


def test_a_field_without_a_name_gets_one(tmp_path: Path) -> None:
    source = tmp_path / "radar.json"
    source.write_text(
        '[{"name": "Courier", "ring": "Adopt", "quadrant": "Tools", "": "by bicycle"}]'
    )
    catalog, _ = imported(source, tmp_path)
    assert not catalog.problem_count
    assert "Unnamed" in [one.name for one in catalog.attributes.values()]


def test_backstage_entities(tmp_path: Path) -> None:
    catalog, told = imported(SAMPLES / "entities.yaml", tmp_path)
    assert list(catalog.technologies) == ["shop", "checkout", "courier", "cellar", "courier-api"]
    assert [(one.name, one.parent) for one in catalog.categories.values()] == [
        ("Shop", ""),
        ("Checkout", "shop"),
        ("Resources", ""),
        ("APIs", ""),
    ]
    courier = catalog.technologies["courier"]
    assert courier.category == "checkout"
    assert [(one.kind, one.technology) for one in courier.relations] == [
        ("depends_on", "cellar"),
        ("provides", "courier-api"),
    ]
    assert value(catalog, "courier", "lifecycle") == "production"
    assert value(catalog, "courier", "tags") == ("python", "http")
    assert value(catalog, "courier", "repository") == "https://github.com/acme/courier"
    assert [one.title for one in courier.learn] == ["Handbook"]
    for line in (
        "1 × documents that are not YAML, left out: entities.yaml:52",
        "1 × entities of the kind user, left out",
        "1 × templates of entities, left out",
        "1 × relations to missing entries, left out: component:default/nobody",
        "1 × addresses that can't be followed, left out: courier",
        "1 × definitions of APIs, left out: courier-api",
        "1 × annotations, left out",
    ):
        assert line in told


def test_a_checkout_full_of_entities(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for name in ("a/catalog-info.yaml", "b/catalog-info.yaml", "node_modules/x/catalog-info.yaml"):
        (checkout / name).parent.mkdir(parents=True)
        shutil.copy(SAMPLES / "entities.yaml", checkout / name)
    (checkout / "other.yaml").write_text("a: [")
    catalog, told = imported(checkout, tmp_path)
    assert len(catalog.technologies) == 5
    assert "5 × duplicate entities, left out: b/catalog-info.yaml:1" in told


@pytest.mark.parametrize("top", ["landscape:", "categories:"])
def test_landscape(tmp_path: Path, top: str) -> None:
    source = tmp_path / "data.yml"
    source.write_text((SAMPLES / "landscape.yml").read_text().replace("landscape:", top, 1))
    catalog, told = imported(source, tmp_path)
    assert list(catalog.technologies) == ["courier", "cellar", "courier-tools"]
    assert catalog.categories["automation"].parent == "provisioning"
    assert value(catalog, "courier", "website") == "http://courier.example"
    assert str(value(catalog, "courier", "accepted")) == "2021-09-14"
    assert value(catalog, "courier", "blog-url") == "https://blog.example/courier"
    assert value(catalog, "courier", "more-repositories") == ("https://git.example/courier-docs",)
    assert [catalog.categories[one].name for one in catalog.technologies["courier"].also_in] == [
        "Tools"
    ]
    assert catalog.technologies["courier"].tagline == "Calls other services."
    assert catalog.technologies["courier"].facts["audits"].rows == (
        ("security", "2023-04-19", "Eve", "https://audit.example/1"),
    )
    assert "2 × logos, left out" in told
    assert "1 × entries without a name, left out: Provisioning > Automation" in told
    assert "ids of their own: courier-tools" in told


def test_backstage_radar_keeps_the_rings_and_texts_of_all_times(tmp_path: Path) -> None:
    catalog, told = imported(SAMPLES / "backstage-radar.json", tmp_path)
    assert catalog.title == "Our radar"
    assert value(catalog, "courier", "ring") == "adopt"
    ring = catalog.technologies["courier"].facts["ring"]
    assert ring.history == {20240206: "hold", 20250208: "adopt"}
    assert parse("ring.moved:in since>=2025", catalog).select(catalog) == ["courier"]
    summary = catalog.technologies["courier"].summary
    assert summary.split("\n\n")[1:] == ["In all services.", "2024-02-06, HOLD: Too young."]
    assert value(catalog, "cellar", "ring") == "hold"
    assert value(catalog, "cellar", "website") == "https://cellar.example/"
    assert "2 × colours of rings, left out" in told
    assert "1 × entries without a name, left out: entry 3" in told


def test_zalando_takes_names_from_the_page_beside_it(tmp_path: Path) -> None:
    catalog, told = imported(SAMPLES / "zalando.json", tmp_path)
    assert [one.name for one in catalog.categories.values()] == ["Quadrant 1", "Quadrant 2"]
    assert "names of quadrants that the file does not tell" in told
    assert "1 × unknown movements, left out: Scribe: 7" in told
    assert value(catalog, "cellar", "active") is False
    assert value(catalog, "cellar", "website") is None
    source = tmp_path / "config.json"
    shutil.copy(SAMPLES / "zalando.json", source)
    (tmp_path / "index.html").write_text(
        'radar({quadrants: [{ name: "Languages" }, { name: "Data" }], rings: [{ name: "ADOPT" }]})'
    )
    catalog, _ = imported(source, tmp_path)
    assert [one.name for one in catalog.categories.values()] == ["Languages", "Data"]
    assert value(catalog, "courier", "ring") == "adopt"


def test_a_timeline_of_zalando_is_a_ring_over_time(tmp_path: Path) -> None:
    source = tmp_path / "config.json"
    timeline = [
        {"date": "2026.05", "ring": 1, "description": "Better now."},
        {"date": "2025.11.03", "ringId": 3, "moved": 0},
    ]
    entry = {"quadrant": 0, "ring": 1, "label": "Courier", "moved": 1, "timeline": timeline}
    undated = {**entry, "label": "Cellar", "timeline": [{"date": "spring", "ring": 0, "moved": 2}]}
    source.write_text(json.dumps({"entries": [entry, undated]}))
    catalog, _ = imported(source, tmp_path)
    assert catalog.technologies["courier"].facts["ring"].history == {
        202511: "hold",
        202605: "trial",
    }
    assert catalog.technologies["courier"].summary == "Better now."
    assert (value(catalog, "cellar", "ring"), value(catalog, "cellar", "moved")) == ("adopt", "new")


def test_aoe_editions_become_a_ring_over_time(tmp_path: Path) -> None:
    catalog, told = imported(SAMPLES / "aoe", tmp_path)
    assert list(catalog.technologies) == ["courier", "cellar"]
    assert value(catalog, "courier", "ring") == "adopt"
    ring = catalog.technologies["courier"].facts["ring"]
    assert ring.history == {20240501: "trial", 20250501: "adopt"}
    assert parse("moved:in", catalog).select(catalog) == ["courier"]
    assert parse("moved:new since:2025-05", catalog).select(catalog) == ["cellar"]
    assert parse("ring>=trial", catalog).select(catalog) == ["courier", "cellar"]
    assert value(catalog, "courier", "tags") == ("http", "python")
    assert catalog.technologies["courier"].summary.endswith("2024-05-01, Trial: Worth a try.")
    assert "1 × pages that can't be read, left out: 2025-05-01/broken.md" in told
    assert "1 × pages without a ring, left out: 2025-05-01/readme.md" in told


def test_endoflife_products(tmp_path: Path) -> None:
    catalog, told = imported(SAMPLES / "products", tmp_path)
    assert value(catalog, "courier", "latest") == "3.10.2"
    assert str(value(catalog, "courier", "supported-until")) == "2030-10-31"
    assert value(catalog, "cellar", "supported") is True
    assert value(catalog, "courier", "releases") == ("3.10", "3.9")
    assert [one.key for one in catalog.attributes["releases"].columns][:8] == [
        *("cycle", "codename", "released", "active", "eol", "extended", "supported", "lts")
    ]
    newest, older = catalog.technologies["courier"].facts["releases"].rows
    assert newest[:5] == ("3.10", None, "2025-10-07", "2027-10-01", "2030-10-31")
    assert newest[7:9] == (True, "3.10.2")
    assert (older[4], older[6]) == (None, False)
    assert parse("releases.eol>=2030 releases.lts:yes", catalog).select(catalog) == ["courier"]
    assert catalog.technologies["courier"].summary == "Calls other services."
    assert "releases" not in told


def test_the_answers_of_the_endoflife_api(tmp_path: Path) -> None:
    source = tmp_path / "courier.json"
    source.write_text(json.dumps([{"cycle": "3.10", "eol": "2030-10-31", "latest": "3.10.2"}]))
    catalog, _ = imported(source, tmp_path)
    assert value(catalog, "courier", "newest-cycle") == "3.10"
    release = {"name": "1", "isLts": True, "eolFrom": "2030-01-01", "latest": {"name": "1.4"}}
    product = {"name": "cellar", "label": "Cellar", "category": "database", "releases": [release]}
    source.write_text(json.dumps({"result": product}))
    catalog, _ = imported(source, tmp_path)
    assert value(catalog, "cellar", "latest") == "1.4"
    (row,) = catalog.technologies["cellar"].facts["releases"].rows
    assert (row[0], row[4], row[7], row[8]) == ("1", "2030-01-01", True, "1.4")


def test_an_import_as_a_layer_leaves_the_catalog_below_as_it_is(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    base.write_text(
        'format = 1\ncatalog.title = "Ours"\ncategories.web.name = "Web"\n'
        '[attributes.latest]\nname = "Latest talk"\ntype = "text"\n'
        '[attributes.package]\nname = "Package"\ntype = "text"\n'
        '[technologies.http]\nname = "Our client"\ncategory = "web"\n'
        'facts = { latest = "May", package = "pkg:pypi/courier" }\n'
    )
    layer = tmp_path / "layer.toml"
    made = run("import", str(SAMPLES / "products"), "--onto", str(base), "-o", str(layer))
    assert made.returncode == 0
    assert "1 × entries that the catalog below lacks, left out: Cellar" in made.stderr
    assert f"techtui --catalog {base} --catalog {layer}" in made.stderr
    assert run("check", str(base), str(layer)).returncode == 0
    words = ("show", "http", "--catalog", str(base), "--catalog", str(layer), "--format", "json")
    facts = json.loads(run(*words).stdout)["facts"]
    assert facts["latest"]["value"] == "May"
    assert facts["endoflife-latest"]["value"] == "3.10.2"


def test_awesome_list(tmp_path: Path) -> None:
    catalog, told = imported(SAMPLES / "list.md", tmp_path)
    assert catalog.title == "Awesome Things"
    assert list(catalog.technologies) == [
        "courier",
        "cellar",
        "scribe",
        "bell",
        "anvil",
        "courier-platforms",
    ]
    assert catalog.categories["small"].parent == "tools"
    courier = catalog.technologies["courier"]
    assert courier.tagline == "Calls other services, see its handbook."
    assert [one.url for one in courier.learn] == ["https://wiki.example/courier"]
    assert value(catalog, "scribe", "website") == "https://scribe.example/wiki/Scribe_(tool)"
    assert catalog.technologies["anvil"].tagline == "Shapes tables."
    assert "ids of their own: courier-platforms" in told


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOMB, "its aliases stand for more than 5,000,000 values"),
        ("x: " + "[" * 200_000, "nest"),
        ("x: &a [*a]", "stands for nothing that is complete"),
        ("x: !!python/object/apply:os.system [false]\n", "holds no entries"),
        ("x: \t- y: [", "line 1"),
    ],
)
def test_hostile_yaml_is_refused_in_one_line(tmp_path: Path, text: str, expected: str) -> None:
    source = tmp_path / "data.yml"
    source.write_text(text)
    made = run("import", str(source), "--as", "landscape")
    assert (made.returncode, made.stdout) == (1, "")
    assert expected in made.stderr
    assert len(made.stderr.splitlines()) == 1


def test_a_missing_yaml_reader_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "yaml", None)
    made = run("import", str(SAMPLES / "landscape.yml"))
    assert made.returncode == 1
    assert "this needs PyYAML" in made.stderr


def test_what_is_of_no_kind_names_the_kinds(tmp_path: Path) -> None:
    made = run("import", str(tmp_path))
    assert made.returncode == 1
    assert "is of no known kind" in made.stderr
    assert "landscape" in made.stderr
    assert "the kinds are" in run("import", str(tmp_path), "--as", "excel").stderr
    assert "No such file" in run("import", str(tmp_path / "nowhere.csv")).stderr


@pytest.mark.parametrize("kind", ["byor", "zalando", "backstage-radar", "aoe"])
def test_what_a_radar_says_besides_is_a_fact_or_counted(tmp_path: Path, kind: str) -> None:
    besides = {
        "lastReviewed": "2025-01-02",
        "teams": ["web", "data"],
        "cost": {"eur": 3},
        "x": None,
    }
    source = tmp_path / "radar.json"
    if kind == "byor":
        source.write_text(
            json.dumps([{"name": "Courier", "ring": "a", "quadrant": "q", **besides}])
        )
    elif kind == "zalando":
        entry = {"label": "Courier", "ring": 0, "quadrant": 0, **besides}
        source.write_text(json.dumps({"entries": [entry]}))
    elif kind == "backstage-radar":
        entry = {"key": "courier", "title": "Courier", "ring": "a", "quadrant": "q", **besides}
        source.write_text(
            json.dumps({"quadrants": [{"id": "q"}], "rings": [{"id": "a"}], "entries": [entry]})
        )
    else:
        source = tmp_path / "ours"
        page = source / "2025-05-01" / "courier.md"
        page.parent.mkdir(parents=True)
        told = "\n".join(f"{key}: {json.dumps(held)}" for key, held in besides.items())
        page.write_text(f"---\ntitle: Courier\nring: a\nsegment: q\n{told}\n---\nText.\n")
    catalog, said = imported(source, tmp_path)
    assert catalog.attributes["last-reviewed"].name == "Last reviewed"
    assert str(value(catalog, "courier", "last-reviewed")) == "2025-01-02"
    assert value(catalog, "courier", "teams") == ("web", "data")
    assert "1 × tables “cost”, left out: Courier" in said


def test_what_an_entity_specifies_besides_is_a_fact_or_counted(tmp_path: Path) -> None:
    source = tmp_path / "catalog-info.yaml"
    source.write_text(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: courier}\n"
        "spec: {type: service, dataClass: secret, presence: {region: eu}}\n"
    )
    catalog, told = imported(source, tmp_path)
    assert value(catalog, "courier", "data-class") == "secret"
    assert "1 × tables “presence”, left out: courier" in told
