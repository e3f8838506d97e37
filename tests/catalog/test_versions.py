"""Versions sort as people read them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from techtui.catalog.format.loader import build, layer_of
from techtui.catalog.query import parse
from techtui.catalog.versions import version_key


@pytest.mark.parametrize(
    "ordered",
    [
        "1.0 1.0.post1 v1.9 1.10 v2.0",
        "1.0.dev1 1.0a1 1.0-beta.2 1.0-M1 1.0rc1 1.0-SNAPSHOT 1.0 1.0+build5 1.0.post1 1.0.1",
        "1.0.0-alpha 1.0.0-alpha.1 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0",
        "1.0.2 1.0.2a 1.0.2k 1.0.3",
        "9.6 9.6p1 9.6p2 9.7",
        "7 8 8u9 8u392 11",
        "2.0.Alpha1 2.0.Beta1 2.0.CR1 2.0.Final 2.0.SP1",
        "V1 v2 ver3",
        "1:0.1 2:0.1",
        "2024-05-31 2024-06-01 2024-12-24",
        "99999999999999999998 99999999999999999999",
    ],
)
def test_each_comes_before_the_next(ordered: str) -> None:
    for earlier, later in pairwise(ordered.split()):
        assert version_key(earlier) < version_key(later), (earlier, later)


@pytest.mark.parametrize(
    ("one", "same"),
    [("v1.0", "1.0"), ("1.0.0", "1"), ("V 2", "2.0"), ("2.0.Final", "2"), ("20.04 LTS", "20.4")],
)
def test_what_means_the_same_sorts_the_same(one: str, same: str) -> None:
    assert version_key(one) == version_key(same)


_numbers = st.lists(st.integers(0, 30), min_size=1, max_size=4).map(
    lambda parts: ".".join(map(str, parts))
)
_python = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "", "1!", "v"]),
        _numbers,
        st.sampled_from(["", "", "a1", "b2", "rc1", ".rc3", "-beta2", "_alpha4"]),
        st.sampled_from(["", "", ".post1", "-2", "-r3"]),
        st.sampled_from(["", "", ".dev1", "dev2"]),
    ),
)


@given(_python, _python)
def test_versions_of_python_packages_sort_as_those(one: str, other: str) -> None:
    a, b = Version(one), Version(other)
    keys = version_key(one), version_key(other)
    assert (keys[0] < keys[1], keys[0] == keys[1]) == (a < b, a == b)


@given(st.lists(st.text(max_size=20), max_size=10))
def test_whatever_is_written_can_be_sorted(versions: list[str]) -> None:
    ordered = sorted(versions, key=version_key)
    assert [version_key(one) for one in ordered] == sorted(map(version_key, versions))


def test_filters_and_ranges_use_the_order() -> None:
    entries = "".join(
        f'[technologies.t{at}]\nname = "T{at}"\ncategory = "c"\nfacts.v = "{version}"\n'
        for at, version in enumerate(("v2.0", "1.10", "v1.9", "1.0.post1", "1.0"))
    )
    document = f'format = 1\n[catalog]\ntitle = "T"\n[categories.c]\nname = "C"\n[attributes.v]\nname = "V"\ntype = "version"\n{entries}'
    catalog = build([layer_of("versions", document)])
    for query, found in (
        ("v>=1.10", ["t0", "t1"]),
        ("v=1.0.0", ["t4"]),
        ("v:1.0..1.9", ["t2", "t3", "t4"]),
        ("v<v1.9", ["t3", "t4"]),
    ):
        assert parse(query, catalog).select(catalog) == found, query
