"""Only what is public of the frameworks is used, and nothing private of theirs is overwritten by accident."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import techtui

pytestmark = pytest.mark.slow

SOURCE = Path(techtui.__file__).parent

PUBLIC = {"_exit", "_replace"}
"""Names that are documented in spite of their underscore: ``os._exit`` and that of named tuples."""

READ: set[str] = set()
"""Private names of others that are read, as they stand in the source."""

REPLACED = {
    # Textual has no public hook for an unforeseen error, and prints a traceback with the values of all variables.
    "Lifecycle._handle_exception",
}
"""Private names of a base class outside of techtui that a class sets: ``Class.name``."""


def is_private(name: str) -> bool:
    """Whether a name begins with one underscore."""
    return name.startswith("_") and not name.startswith("__") and name != "_"


def names_set_in(tree: ast.AST) -> set[str]:
    """The names that a piece of source defines or sets on ``self``."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
    return names


def test_nothing_private_of_others_is_read() -> None:
    trees = [ast.parse(path.read_text()) for path in SOURCE.rglob("*.py")]
    ours = set().union(*map(names_set_in, trees))
    found = {
        ast.unparse(node)
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and is_private(node.attr)
        and node.attr not in ours | PUBLIC
    }
    assert found == READ


@cache
def classes_in(file: str) -> dict[str, ast.ClassDef]:
    """The classes of a module by their qualified names."""
    found: dict[str, ast.ClassDef] = {}

    def collect(nodes: list[ast.stmt], before: str) -> None:
        for node in nodes:
            if isinstance(node, ast.ClassDef):
                found[before + node.name] = node
                collect(node.body, f"{before}{node.name}.")
            elif isinstance(node, ast.If | ast.Try):
                collect([*node.body, *node.orelse], before)

    collect(ast.parse(Path(file).read_text()).body, "")
    return found


@cache
def private_names_of(owner: type) -> frozenset[str]:
    """The private names that the source of a class defines or sets on ``self``."""
    file = getattr(sys.modules.get(owner.__module__), "__file__", None) or ""
    node = classes_in(file).get(owner.__qualname__) if file.endswith(".py") else None
    return frozenset(filter(is_private, names_set_in(node))) if node else frozenset()


def modules() -> Iterator[ModuleType]:
    """Every module of techtui; those of the serve extra and the visitor's process included."""
    for found in pkgutil.walk_packages(techtui.__path__, "techtui."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def test_nothing_private_of_a_base_class_is_overwritten() -> None:
    replaced = set()
    for module in modules():
        for owner in vars(module).values():
            if not isinstance(owner, type) or owner.__module__ != module.__name__:
                continue
            bases = [
                base for base in owner.__mro__[1:] if not base.__module__.startswith("techtui")
            ]
            theirs = frozenset[str]().union(*map(private_names_of, bases))
            replaced |= {f"{owner.__name__}.{name}" for name in private_names_of(owner) & theirs}
    assert replaced == REPLACED
