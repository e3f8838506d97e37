"""The commands for writers of catalogs: check, schema, new, paths."""

from __future__ import annotations

from pathlib import Path

import click

from techtui.catalog.builtin import builtin_path
from techtui.catalog.store.cache import cache_folder
from techtui.files import in_words
from techtui.settings import config_path, state_path


@click.command(short_help="all problems of a catalog")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How to print the problems.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option(
    "--stale-after",
    default=365,
    show_default=True,
    metavar="DAYS",
    help="How old a dated fact may be.",
)
def check(files: tuple[Path, ...], form: str, strict: bool, stale_after: int) -> int:
    """List every problem of catalog files, with line, column and what to write instead.

    \b
    Exits with 1 when there are problems; with warnings alone only if --strict.

    \b
    Examples:
      techtui check radar.toml
      techtui check --format github catalogs/
    """
    from techtui.catalog.format import diagnostics

    problems = diagnostics.check(files, stale_after)
    match form:
        case "json":
            click.echo(diagnostics.as_json(problems), nl=False)
        case "github":
            click.echo(diagnostics.as_github(problems), nl=False)
        case _:
            click.echo(diagnostics.as_text(problems), nl=False)
    if form == "text":
        errors = sum(problem.severity == "error" for problem in problems)
        click.echo(
            f"{errors} errors, {len(problems) - errors} warnings" if problems else "no problems",
            err=True,
        )
    return diagnostics.exit_code(problems, strict)


@click.command(short_help="JSON Schema for editors")
@click.argument("what", type=click.Choice(["catalog", "decision"]), default="catalog")
def schema(what: str) -> int:
    """Print a JSON Schema of catalogs, or of files of decisions, for the TOML plug-in of an editor.

    \b
    Examples:
      techtui schema > catalog.schema.json
      techtui schema decision > decision.schema.json
    then put this at the top of your catalog:
      #:schema ./catalog.schema.json
    """
    from techtui.catalog.format.schema import decision_schema_text, schema_text

    click.echo(decision_schema_text() if what == "decision" else schema_text(), nl=False)
    return 0


@click.command(short_help="start a catalog of your own")
@click.argument("file", type=click.Path(path_type=Path))
def new(file: Path) -> int:
    """Write a commented catalog to start from. Never overwrites a file.

    \b
    Example:
      techtui new radar.toml && techtui --catalog radar.toml
    """
    from techtui.catalog.format.starter import write_starter

    try:
        write_starter(file)
    except FileExistsError:
        click.echo(f"techtui: {file} exists and stays as it is; choose another name", err=True)
        return 1
    except OSError as error:
        click.echo(f"techtui: {file} can't be written: {in_words(error)}", err=True)
        return 1
    click.echo(f"wrote {file}; next: techtui --catalog {file}", err=True)
    return 0


@click.command(short_help="files and folders in use")
def paths() -> int:
    """Print which files and folders are used, and what moves them.

    What techtui serve shows comes from the same catalog and config; it uses the shelf only with --shelf, and never the state.

    \b
    Example:
      techtui paths
    """
    from techtui.shelf import shelf_path

    rows = [
        ("catalog", builtin_path(), "TECHTUI_CATALOG, --catalog, config"),
        ("config", config_path(), "TECHTUI_CONFIG"),
        ("state", state_path(), "TECHTUI_STATE"),
        ("shelf", shelf_path(), "TECHTUI_DATA"),
        ("cache", cache_folder(), "TECHTUI_CACHE"),
    ]
    for name, path, moves in rows:
        click.echo(f"{name:<9}{path}  ({moves})")
    return 0
