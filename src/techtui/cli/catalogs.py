"""Which catalog a command is about, and how its problems are told."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from techtui.catalog.sanitize import one_line
from techtui.cli.output import complain

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog


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


def not_found(catalog: Catalog, name: str) -> str:
    """One sentence: nothing is called so, but these are nearly."""
    from techtui.catalog.search import Index

    near = [one.name for one in Index(catalog).nearest(name[:200])]
    if not near:
        return "the catalog holds no technology"
    question = " or ".join(filter(None, (", ".join(near[:-1]), near[-1])))
    return f"nothing is called “{one_line(name)[:60]}”; did you mean {question}?"
