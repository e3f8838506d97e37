"""Relations are said once and seen from both ends."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby

import pytest

from techtui.catalog.model import Catalog
from techtui.catalog.neighbours import suggested_beside
from techtui.catalog.popularity import popularity_of
from techtui.formats import json_document
from techtui.formats.text import render
from techtui.pages.technology import technology_page
from tests.catalog.samples import load, with_line

SAID = '{ kind = "alternative_to", id = "oolong" }'


def related(text: str) -> str:
    """What the page of oolong says is related to it, of which only sencha says so."""
    catalog = load(text)
    page = render(technology_page(catalog, catalog.technologies["oolong"]), 80)
    _, heading, rest = page.partition("Related\n")
    return rest.partition("\n\n")[0] if heading else ""


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("successor_of", "← succeeded by Sencha"),
        ("alternative_to", "⇄ alternative to Sencha"),
        ("used_with", "→ used with Sencha"),
        ("blended_with", "← blended with Oolong: Sencha"),
    ],
)
def test_the_other_end_says_it_too(kind: str, line: str) -> None:
    assert line in related(with_line(SAID, f'{{ kind = "{kind}", id = "oolong", note = "No." }}'))


def test_what_it_says_itself_is_not_said_twice() -> None:
    own = 'relations = [{ kind = "succeeded_by", id = "sencha" }]\nsummary = "W'
    text = with_line('summary = "W', own).replace("alternative_to", "successor_of")
    assert related(text).count("Sencha") == 1
    assert related(with_line(f"relations = [{SAID}]", "")) == ""


def test_json_has_it() -> None:
    text = with_line(SAID, '{ kind = "successor_of", id = "oolong", note = "Greener." }')
    catalog = load(text)
    oolong = json.loads(json_document.technology(catalog, catalog.technologies["oolong"]))
    said = {"kind": "successor_of", "inverse": "succeeded by", "id": "sencha", "note": "Greener."}
    assert oolong["incoming"] == [said]
    sencha = json.loads(json_document.technology(catalog, catalog.technologies["sencha"]))
    assert sencha["incoming"] == []


def test_what_is_discouraged_names_what_came_after_it() -> None:
    text = with_line(SAID, '{ kind = "successor_of", id = "oolong" }')
    catalog = load(text, 'format = 1\nattributes.grade.discouraged = "low"\n')
    page = render(technology_page(catalog, catalog.technologies["oolong"]), 80)
    assert "! Not for new use: everyday; succeeded by Sencha" in page


def test_where_there_are_many_those_of_one_kind_share_a_line(shipped: Catalog) -> None:
    one = max(shipped.technologies.values(), key=lambda one: len(one.relations))
    kinds = Counter(relation.label for relation in one.relations)
    assert kinds.most_common(1)[0][1] > 8
    page = render(technology_page(shipped, one), 10_000)
    lines = page.partition("Related\n")[2].partition("\n\n")[0].splitlines()
    for label, count in kinds.items():
        said = [line for line in lines if f" {label} " in line]
        names = [
            shipped.technologies[relation.technology].name
            for relation in one.relations
            if relation.label == label
        ]
        if count > 3:
            assert len(said) == 1
            assert said[0].partition(f"{label} ")[2] == ", ".join(names)
        else:
            # A few keep what is remarked on each.
            assert len(said) >= count


def test_what_is_of_one_kind_stands_together(shipped: Catalog) -> None:
    for one in shipped.technologies.values():
        page = render(technology_page(shipped, one), 10_000)
        lines = page.partition("Related\n")[2].partition("\n\n")[0].splitlines()
        labels = [
            next((label for label in {r.label for r in one.relations} if f" {label} " in line), "")
            for line in lines
        ]
        runs = [label for label, _ in groupby(labels) if label]
        assert len(runs) == len(set(runs)), one.id


def test_what_stands_beside_is_suggested_by_what_it_has_to_do_with_and_by_use(
    shipped: Catalog,
) -> None:
    def suggested(*ids: str) -> list[str]:
        chosen = [shipped.technologies[one] for one in ids]
        return [one.id for one in suggested_beside(shipped, chosen, 100)]

    alone = suggested("postgresql")
    use = [popularity_of(shipped, shipped.technologies[one]) or 0 for one in alone]
    categories = [shipped.technologies[one].category for one in alone]
    of_its_own = categories.count("sql-databases")
    assert set(categories[:of_its_own]) == {"sql-databases"}
    assert use[:of_its_own] == sorted(use[:of_its_own], reverse=True)
    both = suggested("postgresql", "mysql")
    # An alternative to both comes before those to one.
    alternatives = set(suggested("postgresql")) & set(suggested("mysql"))
    assert set(both[: len(alternatives)]) == alternatives
    assert not {"postgresql", "mysql"} & set(both)
