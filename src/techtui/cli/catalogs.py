"""Which catalog a command is about, which technology a name means, and how the problems of a catalog are told."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from techtui.catalog.sanitize import one_line
from techtui.cli.output import complain

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology

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
    return chosen(named, configured)[0]


def chosen(
    named: Sequence[Path], configured: Sequence[str] | None = None
) -> tuple[list[Path], str]:
    """What `chosen_paths` says, and what has chosen them; empty for the shipped catalog."""
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
    """Say on stderr that a catalog has problems, if it has."""
    if catalog.problem_count:
        from techtui.catalog.files import BUILTIN_NAME
        from techtui.catalog.messages import counted

        # All layers: one of them checked alone would lack what the others declare.
        files = " ".join(one for one in catalog.layers if one != BUILTIN_NAME)
        told = counted(catalog.problem_count, "problem")
        complain(f"{told} in the catalog; techtui check {files} lists them")


def insist_on_no_problems(catalog: Catalog) -> None:
    """Refuse a catalog of which something was left out.

    Raises:
        CatalogError: If it has problems.
    """
    if catalog.problem_count:
        from techtui.catalog.problems import CatalogError

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
    from techtui.catalog.messages import counted

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
    from techtui.catalog.folding import fold

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
        return f"the catalog holds no {catalog.conventions.noun[0]}"
    near = [one.name for one in Index(catalog).nearest(name[:200], least=LEAST_ALIKE)]
    if or_command and (command := near_command(name)):
        near.insert(0, f"the command {command}")
    sought = f"there is no {catalog.conventions.noun[0]} “{one_line(name)[:60]}”"
    return (
        f"{sought}; did you mean {_listed(near)}?" if near else f"{sought}; techtui list lists all"
    )


def near_command(name: str) -> str:
    """The command that a misspelt word was probably meant to be; empty if there is none."""
    from techtui.catalog.messages import closest
    from techtui.cli.registry import COMMANDS

    return closest(name, COMMANDS)


def _listed(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
