"""A catalog from the cache is the catalog of its files to the last sign: numbers of any size, odd texts, problems, digests."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.catalog.problems import CatalogError
from techtui.catalog.store.cache import cached_catalog, load_catalog
from tests.catalog.generating import Maker, toml_of
from tests.examples import examples

FIGURES: Final = (
    *(1e-300, 5e-324, 1.7e308, -0.0, 0.0, 3.0, 1e16, 0.1),
    *(2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63), 2**63, 2**64, 10**30),
)
"""Also those that no catalog may hold, which are left out with a problem."""
MOMENTS: Final = ("1", "0001", "9999", "2020-01", "2020-01-31", "0999-12-31")


class OddMaker(Maker):
    """Makes catalogs of figures at the ends of what can be told."""

    def value(self, attribute: dict[str, Any], over_time: bool = True) -> Any:
        match attribute["type"]:
            case "number" | "money":
                return self.random.choice(FIGURES)
            case "series":
                moments = self.random.sample(MOMENTS, self.random.randint(1, 3))
                return {moment: self.random.choice(FIGURES) for moment in moments}
            case "year":
                return self.random.choice((1, 9999, 2020, 0, 10_000))
        return super().value(attribute, over_time)


def told(catalog: Catalog) -> dict[str, str]:
    """All of a catalog, written so that 3 and 3.0, or 0.0 and -0.0, differ."""
    names = catalog.names
    parts: dict[str, object] = {
        **{key: getattr(catalog.own, key) for key in catalog.own.__struct_fields__},
        "sources": dict(catalog.sources),
        "technologies": dict(catalog.technologies),
        "problems": tuple(catalog.problems),
        "prints": [dict(one) for one in catalog.prints],
        "names": (names.folded.all(), bytes(names.owners), bytes(names.kinds)),
        "texts": catalog.texts.all(),
        "widths": dict(catalog.name_cells),
        "placed": {key: tuple(one) for key, one in catalog.placed.items()},
        "moving": tuple(catalog.moving),
    }
    for key in catalog.attributes:
        parts[f"column {key}"] = list(catalog.column(key))
        parts[f"having {key}"] = catalog.having(key)
        if catalog.columns_of(key):
            parts[f"rows {key}"] = [tuple(one) for one in catalog.rows(key)]
    return {key: repr(one) for key, one in parts.items()}


@given(st.integers(0, 2**63).map(Random))
@settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(200),
)
def test_what_comes_out_of_the_cache_is_what_went_in(random: Random) -> None:
    maker = OddMaker(random)
    document = maker.catalog()
    for _ in range(random.choice((0, 0, 1))):
        maker.break_document(document)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TECHTUI_CACHE", str(Path(folder) / "cache"))
        file = Path(folder) / "odd.toml"
        file.write_bytes(toml_of(document).encode("utf-8", "replace"))
        try:
            read = told(read_catalog([file]))
        except CatalogError:
            return
        load_catalog([file])
        cached = cached_catalog([file])
        assert cached is not None
        assert told(cached) == read
