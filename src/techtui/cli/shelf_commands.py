"""The commands for the shelf: list, export, import, drop, path."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from techtui.catalog.sanitize import one_line
from techtui.cli import output
from techtui.cli.kept_decisions import not_kept
from techtui.files import in_words
from techtui.shelf import ExchangeError, Shelf, dump, export_file, import_file, shelf_path

_format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["toml", "json"]),
    help="The format; else the ending of FILE says it.",
)


@click.group(short_help="list, export, import yours")
def shelf() -> None:
    """Your shortlist, learning status, notes, kept comparisons and decisions.

    \b
    Examples:
      techtui shelf list
      techtui shelf export shelf.toml
    """


def _tell(problem: str | None) -> None:
    if problem:
        output.complain(problem)


@shelf.command(name="list")
def list_() -> int:
    """List the shelf, one line for each technology.

    \b
    Example:
      techtui shelf list
    """
    with Shelf.open() as opened:
        contents = opened.contents()
        _tell(opened.problem)
    for entry in contents.entries:
        words = [
            entry.status.label if entry.status != "none" else "",
            "shortlist" if entry.shortlisted else "",
        ]
        note = " ".join(entry.note.split())
        words.append(f"“{note[:40]}{'…' if len(note) > 40 else ''}”" if note else "")
        told = " · ".join(filter(None, words))
        if told:
            output.say(f"{entry.catalog_id}/{entry.technology_id}: {told}")
    for comparison in contents.comparisons:
        if comparison.kept:
            output.say(
                f"{comparison.catalog_id}: {one_line(comparison.name)} ({', '.join(comparison.technology_ids)})"
            )
    for decision in contents.decisions:
        if decision.kept:
            output.say(f"{decision.catalog_id}: {one_line(decision.name)} (decision)")
    return 0


@shelf.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@_format_option
def export(file: Path | None, form: Literal["toml", "json"] | None) -> int:
    """Write the whole shelf to FILE, or to standard output.

    \b
    Examples:
      techtui shelf export shelf.toml
      techtui shelf export --format json | jq
    """
    with Shelf.open() as opened:
        if file is None:
            output.write_data(dump(opened.contents(), form or "toml"))
        elif file.exists():
            output.complain(f"{file} already exists; choose another name")
            return 1
        else:
            try:
                export_file(opened, file, form)
            except (OSError, ValueError) as error:
                output.complain(f"{file} can't be written: {in_words(error)}")
                return 1
        _tell(opened.problem)
    return 0


@shelf.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@_format_option
def import_(file: Path, form: Literal["toml", "json"] | None) -> int:
    """Merge FILE into the shelf: the newest wins field by field, and no note is dropped.

    \b
    Example, on the other machine:
      techtui shelf import shelf.toml
    """
    with Shelf.open() as opened:
        try:
            report = import_file(opened, file, form)
        except ExchangeError as error:
            for problem in error.problems:
                output.note(f"{file}: {problem}")
            return 1
        except (OSError, ValueError) as error:
            output.complain(f"{file} can't be read: {in_words(error)}")
            return 1
        if not opened.save():
            _tell(opened.problem)
            output.complain(f"nothing of {file} was imported")
            return 1
        _tell(opened.problem)
    output.note(f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged")
    return 0


@shelf.command()
@click.argument("name")
def drop(name: str) -> int:
    """Delete the kept decision NAME.

    \b
    Example:
      techtui shelf drop "next language"
    """
    with Shelf.open() as opened:
        kept = [one for one in opened.contents().decisions if one.kept]
        # Names are listed on one line each, whatever is in them.
        found = [one for one in kept if name in (one.name, one_line(one.name))]
        for one in found:
            opened.drop_decision(one.catalog_id, one.name)
        _tell(opened.problem)
    if not found:
        output.complain(not_kept("decision", name, (one.name for one in kept)))
    return 0 if found else 1


@shelf.command()
def path() -> int:
    """Print where the shelf is kept.

    \b
    Example:
      techtui shelf path
    """
    output.say(str(shelf_path()))
    return 0
