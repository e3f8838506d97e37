"""What holds for every audit, whatever a catalog and a copy say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from techtui.audit.findings import audit
from techtui.audit.layer import layer_text
from techtui.audit.products import Products
from techtui.catalog.format.loader import read_catalog
from techtui.importing.endoflife_products import ProductFile

TODAY = date(2026, 11, 26)
AUDITED = {
    "version": ("version", "endoflife.latest"),
    "released": ("date", "endoflife.latestReleaseDate"),
    "long": ("version", "endoflife.lts"),
    "active": ("date", "endoflife.support"),
    'until = "it"': ("date", "endoflife.eol"),
    "paid": ("date", "endoflife.extendedSupport"),
}

days = st.integers(-900, 900).map(lambda number: TODAY + timedelta(days=number))
versions = st.builds(
    lambda *numbers: ".".join(map(str, numbers)), st.integers(1, 4), st.integers(0, 11)
)
maybe_day = st.none() | days.map(date.isoformat)
releases = st.fixed_dictionaries(
    {"releaseCycle": versions},
    optional={
        "latest": versions | st.builds("{}.{}".format, versions, st.integers(0, 12)),
        "latestReleaseDate": maybe_day,
        "lts": st.sampled_from(["true", "false", "2026-01-01", "2999-01-01"]),
        "support": maybe_day,
        "eol": maybe_day | st.sampled_from(["true", "false"]),
        "extendedSupport": maybe_day,
    },
)
facts = st.fixed_dictionaries(
    {},
    optional={
        key: days | st.just({"missing": "not found"})
        if kind == "date"
        else versions | st.just({"missing": "does not apply"})
        for key, (kind, _) in AUDITED.items()
    },
)


def written(folder: Path, told: dict[str, Any]) -> Path:
    """A catalog of one entry that says so."""
    document = {
        "format": 1,
        "catalog": {"title": "Parts"},
        "categories": {"parts": {"name": "Parts"}},
        "attributes": {
            key: {"name": key, "type": kind, "audit": what} for key, (kind, what) in AUDITED.items()
        },
        "technologies": {"lamp": {"name": "Lamp", "category": "parts", "facts": told}},
    }
    file = folder / "catalog.toml"
    file.write_text(tomli_w.dumps(document))
    return file


@settings(max_examples=30, deadline=None)
@given(facts, st.lists(releases, min_size=1, max_size=4))
def test_laying_on_what_is_proposed_comes_to_rest(
    tmp_path_factory: Any, told: dict[str, Any], lines: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("laws")
    paths = [written(folder, told)]
    products = Products([ProductFile({"name": "lamp"}, lines)], TODAY)
    # A newer version can bring another line to light, whose ends are compared then.
    for turn in range(3):
        catalog = read_catalog(paths)
        found = audit(catalog, products, ())
        assert 0 <= found.agreeing <= found.compared
        paths.append(folder / f"layer{turn}.toml")
        paths[-1].write_text(layer_text(catalog, found, {}, TODAY))
        assert read_catalog(paths).problem_count == 0
    left = audit(read_catalog(paths), products, ())
    assert {one.how for one in left.findings} <= {"newer"}
