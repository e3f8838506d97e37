"""Kept decisions, on the shelf or in files: list, delete, review."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from techtui.catalog.sanitize import one_line
from techtui.cli import output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from techtui.catalog.decide import Basis, Decision
    from techtui.catalog.decide.review import RecordedDecision
    from techtui.catalog.model import Catalog
    from techtui.shelf import Shelf

TOUCHED: Final = 3
"""The exit code if a decision needs another look."""


def list_decisions(catalog: Catalog) -> int:
    """Print what a decision can start from: the templates of the catalog, and kept decisions."""
    from techtui.shelf import Shelf

    with Shelf.open() as shelf:
        kept = shelf.decisions(catalog.id)
        tell(shelf)
    for one in catalog.decisions.values():
        template = output.pasted("--template", one.id)
        output.say(f"{template}: {one.name} ({catalog.category_names[one.category]})")
    for each in kept:
        output.say(output.pasted("--kept", one_line(each.name)))
    if not catalog.decisions and not kept:
        output.complain("the catalog has no templates, and no decision is kept")
    return 0


def tell(shelf: Shelf) -> None:
    """Say what is wrong with the shelf, if anything is."""
    if shelf.problem:
        output.complain(shelf.problem)


def keep_decision(catalog: Catalog, name: str, decision: Decision, basis: Basis) -> None:
    """Keep a decision under a name, with the values it is based on."""
    from techtui.catalog.decide.writing import decision_text
    from techtui.shelf import Shelf

    # As the screen keeps it, and as it is listed.
    name = one_line(name)
    if not name:
        raise click.BadParameter("the name is empty", param_hint="--keep")
    with Shelf.open() as shelf:
        shelf.keep_decision(catalog.id, name, decision_text(decision, basis))
        tell(shelf)
    output.note(f"kept as “{name}”")


def not_kept(what: str, name: str, kept: Iterable[str]) -> str:
    """Return the message that nothing is kept under a name, with similar names.

    Args:
        what: The kind of thing, such as ``decision``.
        name: The name as typed.
        kept: The names in use.
    """
    from techtui.catalog.nearness import hint

    told = hint(name, {one_line(one): (one,) for one in kept}) or "none is kept"
    return f"no {what} is kept as “{one_line(name)[:60]}”; {told}"


def kept_decision(catalog: Catalog, name: str) -> RecordedDecision:
    """Return the decision kept under a name.

    Raises:
        click.ClickException: If there is none.
        CatalogError: If it does not fit the catalog.
    """
    from techtui.catalog.format.decision_file import parse_decision
    from techtui.shelf import Shelf

    with Shelf.open() as shelf:
        decisions = shelf.decisions(catalog.id)
        tell(shelf)
    # Names are listed on one line each, whatever is in them.
    kept = {one_line(one.name): one for one in decisions} | {one.name: one for one in decisions}
    if name not in kept:
        raise click.ClickException(not_kept("decision", name, kept))
    return parse_decision(f"shelf: {one_line(name)}", kept[name].content, catalog)


# Looking again ------------------------------------------------------------------------------------


def review_decisions(catalog: Catalog, targets: tuple[str, ...]) -> int:
    """Print what has changed since decisions were made.

    Args:
        catalog: The current catalog.
        targets: Decision files; empty for the decisions on the shelf.

    Returns:
        The exit code: 1 if a decision can't be read, `TOUCHED` if one needs another look, else 0.
    """
    from techtui.catalog.decide import review
    from techtui.catalog.problems import CatalogError
    from techtui.pages.decision_review import review_lines

    code = 0
    count = 0
    for name, load in _sources(catalog, targets):
        count += 1
        try:
            found = load()
        except CatalogError as error:
            code = output.complain_of_catalog(error)
            continue
        if found.basis is None:
            output.say(f"{name}: it does not say what it rests on; techtui decide --accept does")
            continue
        looked = review(found.decision, found.basis, catalog)
        if looked.touched or looked.due:
            code = code or TOUCHED
        for line in review_lines(catalog, name, looked):
            output.say(line)
    if not count:
        output.complain("no decision is kept; name files of decisions")
    return code


def _sources(
    catalog: Catalog, targets: tuple[str, ...]
) -> Iterator[tuple[str, Callable[[], RecordedDecision]]]:
    from techtui.catalog.format.decision_file import parse_decision, read_decision

    if targets:
        for one in targets:
            yield one_line(one), partial(read_decision, Path(one), catalog)
        return
    from techtui.shelf import Shelf

    with Shelf.open() as shelf:
        kept = shelf.decisions(catalog.id)
        tell(shelf)
    for each in kept:
        name = one_line(each.name)
        yield name, partial(parse_decision, name, each.content, catalog)
