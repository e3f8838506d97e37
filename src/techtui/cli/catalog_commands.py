"""The commands for writers of catalogs: check, schema, new, paths."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from techtui.catalog.builtin import builtin_path
from techtui.catalog.sanitize import one_line
from techtui.catalog.store.cache import cache_folder
from techtui.settings import config_path, state_path


def _known_kinds(
    ctx: click.Context, param: click.Parameter, kinds: tuple[str, ...]
) -> tuple[str, ...]:
    from techtui.catalog.format.kinds import KINDS

    for kind in kinds:
        if kind not in KINDS:
            from techtui.catalog.format.messages import suggest

            told = f"there is no kind “{one_line(kind)[:60]}”; {suggest(kind, KINDS)}"
            raise click.BadParameter(told, ctx, param)
    return kinds


def _complete_kind(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from techtui.catalog.format.kinds import KINDS

    return [
        CompletionItem(kind, help=told)
        for kind, told in KINDS.items()
        if kind.startswith(incomplete)
    ]


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
    "--all", "everything", is_flag=True, help="List every problem of a kind, not just examples."
)
@click.option(
    "--only",
    metavar="KIND",
    multiple=True,
    callback=_known_kinds,
    shell_complete=_complete_kind,
    help="Only problems of this kind, such as bad-link; several times for several.",
)
@click.option(
    "--ignore",
    metavar="KIND",
    multiple=True,
    callback=_known_kinds,
    shell_complete=_complete_kind,
    help="Leave out problems of this kind.",
)
@click.option(
    "--stale-after",
    default=365,
    show_default=True,
    metavar="DAYS",
    help="How old a dated fact may be.",
)
def check(
    files: tuple[Path, ...],
    form: str,
    strict: bool,
    everything: bool,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    stale_after: int,
) -> int:
    """List the problems of catalog files, with line, column and what to write instead: errors first, then warnings by their kinds.

    \b
    Of an error, something is left out or shown as plain text: exits with 1.
    After warnings everything is shown: exits with 0, with 1 if --strict.

    \b
    Examples:
      techtui check radar.toml
      techtui check --ignore thin-entry --ignore long-tagline radar.toml
      techtui check --only bad-link --all radar.toml
      techtui check --format github catalogs/
    """
    from techtui.catalog.format import diagnostics
    from techtui.catalog.format.messages import counted

    found = diagnostics.report(files, stale_after).filtered(only, ignore)
    if form == "text":
        click.echo(diagnostics.as_groups(found, everything), nl=False)
        errors, warnings = found.total("error"), found.total("warning")
        told = [
            counted(count, word)
            for count, word in ((errors, "error"), (warnings, "warning"))
            if count
        ]
        click.echo(", ".join(told) or "no problems", err=True)
        if not everything and diagnostics.is_shortened(found):
            click.echo("--all lists all of them, --only KIND those of one kind", err=True)
    else:
        click.echo(diagnostics.FORMATS[form](found.problems), nl=False)
    return diagnostics.exit_code(found.problems, strict)


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

    click.echo(schema_text(), nl=False)
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
        click.echo(f"techtui: {file} can't be written: {error.strerror or error}", err=True)
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
