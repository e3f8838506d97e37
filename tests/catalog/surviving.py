"""What must hold for whatever is handed to the reader: it opens and all works with it, or it is refused kindly."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from techtui.catalog.comparison import Verdict, compare
from techtui.catalog.decide import rank, turning
from techtui.catalog.decide.model import MOST_CANDIDATES, from_template
from techtui.catalog.format.diagnostics import FORMATS
from techtui.catalog.format.kinds import KINDS, REFUSING
from techtui.catalog.format.lint import Adviser
from techtui.catalog.format.loader import build, errors_of, layer_of, locate
from techtui.catalog.format.validation import MOST_LEVELS
from techtui.catalog.model import GENERAL_KNOWLEDGE
from techtui.catalog.problems import CatalogError, Problem
from techtui.catalog.query import parse
from techtui.catalog.sanitize import has_unsafe
from techtui.catalog.search import Index
from techtui.catalog.sort_keys import sort_key
from techtui.formats import csv_table, json_document, text
from techtui.pages.comparison import compared_row
from techtui.pages.technology import technology_page
from techtui.pages.values import fact_text
from tests.catalog.samples import TODAY

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog


def is_tame(text: str) -> bool:
    """Whether a text stays on its line and steers no terminal."""
    return not has_unsafe(text) and not set(text) & set("\n\r\t")


def survive(texts: list[str]) -> bool:
    """Read texts as layers, check them, and use the catalog they make; whether they make one."""
    layers = [layer_of(f"{at}.toml", text) for at, text in enumerate(texts)]
    checker, errors = errors_of(layers, advises=True)
    advice = Adviser(checker, range(len(layers)), 365, TODAY).warnings()
    kind(locate([*checker.found.findings, *advice], layers, checker.found.untold), texts)
    assert all(problem.severity == "error" for problem in errors)
    refusal: tuple[Problem, ...] = ()
    try:
        catalog = build(layers)
    except CatalogError as error:
        refusal = error.problems
    if refusal:
        assert REFUSING.intersection(problem.code for problem in refusal)
        assert refusal == errors
        return False
    assert not any(layer.broken for layer in layers)
    assert (tuple(catalog.problems), catalog.problem_count) == (errors, checker.found.errors)
    fits_together(catalog)
    use(catalog)
    return True


def fits_together(catalog: Catalog) -> None:
    """Whatever refers to something refers to something that is there."""
    categories, sources = catalog.categories, {*catalog.sources, GENERAL_KNOWLEDGE}
    assert catalog.title
    assert catalog.attributes.keys() >= set(catalog.headline)
    for one in categories.values():
        assert one.name
        assert not one.parent or one.parent in categories
        assert len(catalog.path(one.id)) <= MOST_LEVELS
        assert catalog.concepts.keys() >= set(one.concepts)
    for concept in catalog.concepts.values():
        assert catalog.concepts.keys() >= set(concept.see_also)
        assert catalog.technologies.keys() >= set(concept.technologies)
    for attribute in catalog.attributes.values():
        assert attribute.name
        assert categories.keys() >= set(attribute.categories)
        assert not attribute.concept or attribute.concept in catalog.concepts
    for technology in catalog.technologies.values():
        assert technology.name
        assert categories.keys() >= set(technology.categories)
        assert catalog.technologies.keys() >= {one.technology for one in technology.relations}
        assert catalog.attributes.keys() >= technology.facts.keys()
        named = [one.sources for one in (*technology.strengths, *technology.learn)]
        named += [fact.sources for fact in technology.facts.values()]
        assert sources.issuperset(source for some in named for source in some)
        for key, fact in technology.facts.items():
            assert (fact.value is None) == (fact.missing is not None)
            columns = catalog.attributes[key].columns
            assert bool(fact.rows) == bool(columns and fact.value)
            for row in fact.rows:
                assert len(row) == len(columns)
                assert row[0] is not None
                assert all(is_tame(one) for one in row if isinstance(one, str))
    assert sum(1 for _ in catalog.walk("")) == len(catalog)


def kind(problems: tuple[Problem, ...], texts: list[str]) -> None:
    """Problems must point into the text, be short and printable."""
    for problem in problems:
        text = texts[int(problem.file[0])]
        assert 0 <= problem.line <= text.count("\n") + 1, problem
        assert 0 <= problem.column <= len(text) + 1, problem
        assert problem.message
        assert problem.code in KINDS
        assert is_tame(problem.message)
        assert is_tame(problem.hint)
        assert len(problem.message) < 400, problem
        assert len(problem.hint) < 1000, problem
    for form in FORMATS.values():
        form(problems)


def use(catalog: Catalog) -> None:
    """Everything the domain does with a catalog."""
    index = Index(catalog)
    technologies = list(catalog.technologies.values())
    for query in ("alpha", "gam", "日本", "\x1b", " ", "[", "x" * 100):
        index.search(query)
    for one in technologies:
        assert is_tame(one.name)
        assert catalog.find(one.id) is not None
        catalog.path(one.category)
        catalog.attributes_of(one.category)
        # A name finds its technology, unless another one has the same.
        hits = {hit.technology for hit in index.search(one.name)}
        assert one.id in hits or not one.name.strip() or len(one.name) > 500
        for attribute, fact in catalog.facts_of(one):
            assert "\n" not in fact_text(attribute, fact) or attribute.type == "text"
        if any(
            fact.rows or fact.history or isinstance(fact.value, dict) for fact in one.facts.values()
        ):
            for width in (20, 58, 200):
                text.render(technology_page(catalog, one), width)
            csv_table.technology(catalog, one)
            json_document.technology(catalog, one)
    for column in catalog.columns.values():
        if not re.fullmatch(r"[A-Za-z0-9_.-]+", column.id):
            continue  # hard to type in a query, as the checker says
        known, unknown = (
            parse(f"{sign}{column.id}:?", catalog).select(catalog) for sign in ("-", "")
        )
        assert sorted([*known, *unknown]) == sorted(catalog.ids)
    for attribute in catalog.attributes.values():
        values = [
            fact.value
            for one in technologies
            if (fact := one.facts.get(attribute.id)) and fact.value is not None
        ]
        assert len(sorted(values, key=lambda value: sort_key(attribute, value))) == len(values)
    assert sum(1 for _ in catalog.walk("")) <= len(catalog)
    for left, right in [*combinations(technologies, 2), *((one, one) for one in technologies[:2])]:
        comparison, swapped = compare(catalog, [left, right]), compare(catalog, [right, left])
        known = [
            key
            for key, one in catalog.attributes.items()
            if not one.hidden
            and any((f := t.facts.get(key)) and f.value is not None for t in (left, right))
        ]
        assert [row.attribute.id for row in comparison.rows] == known
        for row, mirrored in zip(comparison.rows, swapped.rows, strict=True):
            assert row.verdict is mirrored.verdict
            assert row.facts == mirrored.facts[::-1]
            assert {1 - at for at in row.better} == set(mirrored.better)
            parts = {one.attribute.id: one for one in mirrored.parts}
            assert parts.keys() == {one.attribute.id for one in row.parts}
            for part in row.parts:
                assert part.facts == parts[part.attribute.id].facts[::-1]
                assert {1 - at for at in part.better} == set(parts[part.attribute.id].better)
                compared_row(part)
            if left is right:
                alike = Verdict.SAME if row.attribute.comparable else Verdict.OWN
                assert row.verdict is alike
    for template in catalog.decisions.values():
        ranking = rank(from_template(template, catalog), catalog)
        assert len(ranking.by_id) <= MOST_CANDIDATES
        assert not ranking.ignored
        turning(ranking, 10)
