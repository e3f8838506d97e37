"""Laws of the differences between two catalogs."""

from __future__ import annotations

import copy

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from techtui.catalog.differences import differences_between
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog, Fact, Technology
from tests.conftest import GUITARS

OLD = read_catalog([GUITARS])
IDS = tuple(OLD.technologies)
EDITS = ("remove", "add", "tagline", "fact", "drop fact", "new fact", "strength")


def edited(edits: dict[str, str]) -> Catalog:
    """The guitars with an edit for each of some technologies."""
    technologies: dict[str, Technology] = {}
    for key, one in OLD.technologies.items():
        edit = edits.get(key, "")
        facts = dict(one.facts)
        first = next(iter(facts))
        match edit:
            case "remove":
                continue
            case "add":
                technologies[f"{key}-2"] = replace(one, id=f"{key}-2")
            case "tagline":
                one = replace(one, tagline=f"{one.tagline}!")
            case "strength":
                one = replace(one, strengths=(*one.strengths, *one.strengths, one_point()))
            case "fact":
                facts[first] = Fact(1799)
            case "drop fact":
                del facts[first]
            case "new fact":
                facts["model_of"] = Fact("1999-01-01")
        technologies[key] = replace(one, facts=facts)
    new = copy.copy(OLD)
    new.technologies = technologies
    return new


def one_point() -> object:
    """A strength that no guitar has."""
    from techtui.catalog.model import Point

    return Point("Floats")


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(EDITS)))
def test_every_change_is_told_once_and_nothing_else(edits: dict[str, str]) -> None:
    found = differences_between(OLD, edited(edits))
    told = [
        (one.technology.id, one.how, len(one.fields) + len(one.facts)) for one in found.technologies
    ]
    wanted = []
    for key, edit in edits.items():
        if edit == "remove":
            wanted.append((key, "removed", 0))
        elif edit == "add":
            wanted.append((f"{key}-2", "added", 0))
        else:
            wanted.append((key, "changed", 1))
    assert sorted(told) == sorted(wanted)
    assert not found.parts


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(EDITS)))
def test_nothing_differs_from_itself_and_the_way_back_is_the_reverse(edits: dict[str, str]) -> None:
    new = edited(edits)
    assert not differences_between(new, new)
    there, back = differences_between(OLD, new), differences_between(new, OLD)
    assert {one.technology.id for one in there.of("added")} == {
        one.technology.id for one in back.of("removed")
    }
    assert {one.technology.id for one in there.of("changed")} == {
        one.technology.id for one in back.of("changed")
    }


def test_parts_beside_technologies_are_told(shipped: Catalog, guitars: Catalog) -> None:
    found = differences_between(guitars, shipped)
    assert len(found.of("added")) == len(shipped)
    assert len(found.of("removed")) == len(guitars)
    told = [(one.part, one.id) for one in found.parts]
    assert len(told) == len(set(told))
    assert ("category", "electric") in told


def test_yes_is_not_one() -> None:
    technology = replace(OLD.technologies["tele"], facts={"year": Fact(1)})
    other = replace(technology, facts={"year": Fact(True)})
    catalogs = [copy.copy(OLD), copy.copy(OLD)]
    for catalog, one in zip(catalogs, (technology, other), strict=True):
        catalog.technologies = {"tele": one}
    assert differences_between(*catalogs)
