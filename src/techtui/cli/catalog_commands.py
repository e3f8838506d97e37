"""The commands for writers of catalogs: check, schema, new."""

from __future__ import annotations

from pathlib import Path

import click

from techtui.cli import output
from techtui.files import in_words


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
            output.write(diagnostics.as_json(problems))
        case "github":
            output.write(diagnostics.as_github(problems))
        case _:
            output.write(diagnostics.as_text(problems))
    if form == "text":
        errors = sum(problem.severity == "error" for problem in problems)
        output.note(
            f"{errors} errors, {len(problems) - errors} warnings" if problems else "no problems"
        )
    return diagnostics.exit_code(problems, strict)


@click.command(short_help="JSON Schema for editors")
def schema() -> int:
    """Print a JSON Schema of the catalog format, for the TOML plug-in of an editor.

    \b
    Example:
      techtui schema > catalog.schema.json
    then put this at the top of your catalog:
      #:schema ./catalog.schema.json
    """
    from techtui.catalog.format.schema import schema_text

    return output.write(schema_text())


@click.command(short_help="start your own catalog")
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
        output.complain(f"{file} exists and stays as it is; choose another name")
        return 1
    except OSError as error:
        output.complain(f"{file} can't be written: {in_words(error)}")
        return 1
    output.note(f"wrote {file}; next: techtui --catalog {file}")
    return 0
