"""What must hold for whatever is handed to the reader: it loads and all works with it, or it is refused kindly."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from techtui.catalog.comparison import Verdict, compare
from techtui.catalog.format.diagnostics import FORMATS
from techtui.catalog.format.lint import Adviser
from techtui.catalog.format.loader import build, errors_of, layer_of, locate
from techtui.catalog.format.problems import CatalogError, Problem
from techtui.catalog.sanitize import has_unsafe
from techtui.catalog.search import Index
from techtui.catalog.sort_keys import sort_key
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
    checker, errors = errors_of(layers)
    advice = Adviser(checker, range(len(layers)), 365, TODAY).warnings()
    kind(locate([*checker.findings, *advice], layers, checker.untold), texts)
    refused: tuple[Problem, ...] = ()
    try:
        catalog = build(layers)
    except CatalogError as error:
        refused = error.problems
    assert refused == errors
    assert all(problem.severity == "error" for problem in errors)
    if errors:
        return False
    use(catalog)
    return True


def kind(problems: tuple[Problem, ...], texts: list[str]) -> None:
    """Problems must point into the text, be short and printable."""
    for problem in problems:
        text = texts[int(problem.file[0])]
        assert 0 <= problem.line <= text.count("\n") + 1, problem
        assert 0 <= problem.column <= len(text) + 1, problem
        assert problem.message
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
            for key in catalog.attributes
            if any((f := t.facts.get(key)) and f.value is not None for t in (left, right))
        ]
        assert [row.attribute.id for row in comparison.rows] == known
        for row, mirrored in zip(comparison.rows, swapped.rows, strict=True):
            assert row.verdict is mirrored.verdict
            assert row.facts == mirrored.facts[::-1]
            assert {1 - at for at in row.better} == set(mirrored.better)
            if left is right:
                assert row.verdict is Verdict.SAME
