"""No name of the shipped catalog stands in the program: it explores anybody's."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from techtui.catalog.format.fields import FACT, POINT, RELATION, RESOURCE, TABLES, USAGE
from techtui.catalog.model import AttributeType, Catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src" / "techtui"

FORMAT_WORDS = {
    *AttributeType,
    *TABLES,
    *(key for keys in (*TABLES.values(), FACT, POINT, RELATION, RESOURCE, USAGE) for key in keys),
}
"""What the format itself is made of."""

OTHER_MEANINGS = {
    "Links",
    "schema",
    "rows",
    "filtering",
    "replay",
    "typing",
    "execution",
    "sql",
    "go",
    "hyper",
}
"""Words that are a command, a parameter or a format of the program, and the id of an attribute by chance."""


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The string literals of a file but for its docstrings, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = set()
    for node in ast.walk(tree):
        if isinstance(node, documented):
            docstrings |= {id(one.value) for one in node.body if isinstance(one, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield node.lineno, node.value


@pytest.mark.slow
def test_no_literal_names_what_a_catalog_holds(shipped: Catalog) -> None:
    names = {
        word
        for entries in (
            shipped.technologies,
            shipped.categories,
            shipped.attributes,
            shipped.sources,
            shipped.concepts,
            shipped.decisions,
        )
        for key, entry in entries.items()
        for word in (key, getattr(entry, "name", key))
    }
    names |= {alias for one in shipped.technologies.values() for alias in one.aliases}
    # Headings and relations are the catalog's, too.
    names |= {attribute.group for attribute in shipped.attributes.values() if attribute.group}
    names -= FORMAT_WORDS | OTHER_MEANINGS
    assert len(names) > 100
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {text!r}"
        for path in sorted(SOURCE.rglob("*.py"))
        # These words are those of other formats.
        if "importing" not in path.parts
        for line, text in literals(path)
        if text.strip() in names
    ]
    assert found == []


def test_literals_are_found(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text(
        '"""doc"""\ndef f():\n    """doc"""\n    return {"java": ["x"], **{f"a{1}b": 1}}\n'
    )
    assert {text for _, text in literals(file)} == {"java", "x", "a", "b"}
