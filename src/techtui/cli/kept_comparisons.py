"""Kept comparisons: what was compared, and the note on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from techtui.catalog.refs import LEAST_COMPARED
from techtui.catalog.sanitize import one_line
from techtui.cli.kept_decisions import not_kept, tell

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology


class Kept(NamedTuple):
    """A comparison from the shelf."""

    technologies: list[Technology]
    note: str


def kept_comparison(catalog: Catalog, name: str) -> Kept:
    """Return the comparison kept under a name, with those of its technologies that are in the catalog.

    Raises:
        click.ClickException: If there is none, or too few of its technologies are in the catalog.
    """
    from techtui.shelf import Shelf

    with Shelf.open() as shelf:
        kept = {one.name: one for one in shelf.comparisons(catalog.id)}
        tell(shelf)
    if name not in kept:
        raise click.ClickException(not_kept("comparison", name, kept))
    known = [catalog.technologies[one] for one in catalog.known(kept[name].technology_ids)]
    if len(known) < LEAST_COMPARED:
        raise click.ClickException(
            f"the catalog no longer has what “{one_line(name)[:60]}” compares"
        )
    return Kept(known, kept[name].note)
