"""Which catalog a command is about, which technology a name means, and how the problems of a catalog are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from techtui.catalog.format.problems import CatalogError
    from techtui.catalog.model import Catalog, Technology

_MOST_TOLD: Final = 20
"""So many problems are printed when a catalog can't be opened."""
_MOST_NAMED: Final = 3
LEAST_ALIKE: Final = 50
"""How like a name must be to be worth asking for, of 100."""
_MOST_LOOKED_AT: Final = 10_000


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
    """Print on stderr why a catalog can't be opened.

    Returns:
        The exit code.
    """
    from techtui.catalog.format.kinds import REFUSING
    from techtui.catalog.format.messages import counted

    # Why it can't be opened, not what else could be better about it; if it is refused for that, all of it.
    reasons = [one for one in error.problems if one.code in REFUSING] or error.problems
    for problem in reasons[:_MOST_TOLD]:
        print(problem, file=sys.stderr)
        if problem.hint:
            print(f"    {problem.hint}", file=sys.stderr)
    more = len(error.problems) - len(reasons[:_MOST_TOLD])
    if more:
        print(f"{counted(more, 'more problem')}; techtui check lists them", file=sys.stderr)
    return 1


def tell_of_problems(catalog: Catalog) -> None:
    """Say on stderr that a catalog has problems, if it has."""
    if catalog.problem_count:
        from techtui.catalog.format.loader import BUILTIN_NAME
        from techtui.catalog.format.messages import counted

        # All layers: one of them checked alone would lack what the others declare.
        files = " ".join(one for one in catalog.layers if one != BUILTIN_NAME)
        told = counted(catalog.problem_count, "problem")
        print(
            f"techtui: {told} in the catalog; techtui check {one_line(files)} lists them",
            file=sys.stderr,
        )


def insist_on_no_problems(catalog: Catalog) -> None:
    """Refuse a catalog of which something was left out.

    Raises:
        CatalogError: If it has problems.
    """
    if catalog.problem_count:
        from techtui.catalog.format.problems import CatalogError

        raise CatalogError(tuple(catalog.problems))


def find_technology(catalog: Catalog, name: str, or_command: bool = False) -> Technology:
    """The technology of a name, id or alias, or of the beginning of one if only one technology has it.

    Args:
        catalog: Where to look.
        name: What a person typed.
        or_command: Whether a command may have been meant.

    Raises:
        LookupError: If there is none or are several; it says which ones are meant perhaps.
    """
    technology = catalog.find(name)
    if technology is not None:
        return technology
    # Imported here because most names are found at once.
    from techtui.catalog.format.messages import counted

    begun = beginning_so(catalog, name)
    if len(begun) == 1:
        return catalog.technologies[begun[0]]
    if begun:
        names = [catalog.technologies[one].name for one in begun[:_MOST_NAMED]]
        if len(begun) > _MOST_NAMED:
            names.append(counted(len(begun) - _MOST_NAMED, "other"))
        raise LookupError(f"“{one_line(name)[:60]}” could be {_listed(names)}")
    raise LookupError(not_found(catalog, name, or_command))


def beginning_so(catalog: Catalog, name: str) -> list[str]:
    """The ids of the technologies of which a name, id or alias begins so."""
    from techtui.catalog.search_data import fold

    begun = fold(name)
    if not begun:
        return []
    names, owners, _ = catalog.names
    found = {
        owners[at]: None for at in names.find(begun, _MOST_LOOKED_AT) if names[at].startswith(begun)
    }
    return [catalog.ids[owner] for owner in found]


def not_found(catalog: Catalog, name: str, or_command: bool = False) -> str:
    """One sentence: there is no such technology, but these are nearly so called.

    Args:
        catalog: Where it was looked for.
        name: What was asked for.
        or_command: Whether a command may have been meant.
    """
    from techtui.catalog.search import Index

    if not len(catalog):
        return "the catalog holds no technology"
    near = [one.name for one in Index(catalog).nearest(name[:200], least=LEAST_ALIKE)]
    if or_command and (command := near_command(name)):
        near.insert(0, f"the command {command}")
    sought = f"there is no technology “{one_line(name)[:60]}”"
    return (
        f"{sought}; did you mean {_listed(near)}?" if near else f"{sought}; techtui list lists all"
    )


def near_command(name: str) -> str:
    """The command that a misspelt word was probably meant to be; empty if there is none."""
    from techtui.catalog.format.messages import closest
    from techtui.cli.registry import COMMANDS

    return closest(name, COMMANDS)


def _listed(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
