"""Which catalog a command is about, and how its problems are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from techtui.catalog.format.problems import CatalogError
    from techtui.catalog.model import Catalog


def chosen_paths(named: Sequence[Path], configured: Sequence[str] | None = None) -> list[Path]:
    """The catalog files: those named, else those of ``TECHTUI_CATALOG``, else those of the config file.

    Args:
        named: What the command line names.
        configured: What the config file says, if it was read already.
    """
    if named:
        return list(named)
    if variable := os.environ.get("TECHTUI_CATALOG"):
        return [Path(one).expanduser() for one in variable.split(os.pathsep) if one]
    if configured is None:
        from techtui.settings import load_config

        config, problem = load_config()
        configured = config.catalog
        if problem:
            print(f"techtui: {problem}", file=sys.stderr)
    return [Path(one).expanduser() for one in configured]


def tell_problems(error: CatalogError) -> int:
    """Print what is wrong with a catalog on stderr.

    Returns:
        The exit code.
    """
    for problem in error.problems:
        print(problem, file=sys.stderr)
        if problem.hint:
            print(f"    {problem.hint}", file=sys.stderr)
    return 1


def not_found(catalog: Catalog, name: str) -> str:
    """One sentence: nothing is called so, but these are nearly."""
    from techtui.catalog.search import Index

    near = [one.name for one in Index(catalog).nearest(name[:200])]
    if not near:
        return "the catalog holds no technology"
    question = " or ".join(filter(None, (", ".join(near[:-1]), near[-1])))
    return f"nothing is called “{one_line(name)[:60]}”; did you mean {question}?"
