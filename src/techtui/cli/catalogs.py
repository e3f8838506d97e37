"""Chooses the catalog of a command, and reports its problems."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from techtui.cli.output import complain, pasted

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog


def chosen_paths(named: Sequence[Path], configured: Sequence[str] | None = None) -> list[Path]:
    """Return the catalog files: those named, else those of ``TECHTUI_CATALOG``, else those of the config file.

    Args:
        named: Files given on the command line.
        configured: Files from the config file, if it has been read already.
    """
    return chosen(named, configured)[0]


def chosen(
    named: Sequence[Path], configured: Sequence[str] | None = None
) -> tuple[list[Path], str]:
    """Return the files of `chosen_paths` and what has chosen them; empty for the shipped catalog."""
    if named:
        return list(named), "--catalog"
    if variable := os.environ.get("TECHTUI_CATALOG"):
        paths = [Path(one).expanduser() for one in variable.split(os.pathsep) if one]
        return paths, "TECHTUI_CATALOG" if paths else ""
    if configured is None:
        configured = _configured()
    return [Path(one).expanduser() for one in configured], "the config file" if configured else ""


def _configured() -> Sequence[str]:
    from techtui.settings import config_notice, load_config

    config, problems = load_config()
    for line in config_notice(problems).splitlines():
        complain(line)
    return config.catalog


def tell_of_problems(catalog: Catalog) -> None:
    """Say on stderr how many problems a catalog has, if any."""
    if catalog.problem_count:
        from techtui.catalog.files import BUILTIN_NAME
        from techtui.catalog.messages import counted

        # All layers: one checked alone would lack what the others declare.
        files = (one for one in catalog.layers if one != BUILTIN_NAME)
        told = counted(catalog.problem_count, "problem")
        complain(f"{told} in the catalog; {pasted('techtui', 'check', *files)} lists them")


def insist_on_no_problems(catalog: Catalog) -> None:
    """Refuse a catalog from which something was left out.

    Raises:
        CatalogError: If it has problems.
    """
    if catalog.problem_count:
        from techtui.catalog.problems import CatalogError

        raise CatalogError(tuple(catalog.problems))


def near_command(name: str) -> str:
    """Return the command that a misspelt word probably means; empty if there is none."""
    from techtui.catalog.messages import closest
    from techtui.cli.registry import COMMANDS

    return closest(name, COMMANDS)
