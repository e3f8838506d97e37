"""The commands for authors of catalogs: check, schema, new."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from techtui.catalog.sanitize import one_line
from techtui.cli import output
from techtui.files import in_words


def _known_kinds(
    ctx: click.Context, param: click.Parameter, kinds: tuple[str, ...]
) -> tuple[str, ...]:
    from techtui.catalog.format.kinds import KINDS

    for kind in kinds:
        if kind not in KINDS:
            from techtui.catalog.messages import suggest

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
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--all", "everything", is_flag=True, help="Every problem, not just three of a kind.")
@click.option(
    "--only",
    metavar="KIND",
    multiple=True,
    callback=_known_kinds,
    shell_complete=_complete_kind,
    help="Only this kind, such as bad-link; repeatable.",
)
@click.option(
    "--ignore",
    metavar="KIND",
    multiple=True,
    callback=_known_kinds,
    shell_complete=_complete_kind,
    help="Leave this kind out; repeatable.",
)
@click.option(
    "--stale-after",
    default=365,
    show_default=True,
    metavar="DAYS",
    help="How old a dated fact may be.",
)
@click.option(
    "--links",
    is_flag=True,
    help="List addresses instead, and who cites each.",
)
def check(
    files: tuple[Path, ...],
    form: str,
    strict: bool,
    everything: bool,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    stale_after: int,
    links: bool,
) -> int:
    """List the problems of catalog files, with line, column and what to write instead: errors first, then warnings by their kinds.

    \b
    Of an error, something is left out or shown as plain text: exits with 1.
    After warnings everything is shown: exits with 0, with 1 if --strict.

    \b
    Examples:
      techtui check radar.toml
      techtui check --only bad-link --all radar.toml
      techtui check --stale-after 90 --only stale radar.toml
      techtui check --format github catalogs/
      techtui check --links radar.toml | cut -f 1
    """
    if links:
        return _list_links(files, form)
    from techtui.catalog.format import diagnostics
    from techtui.catalog.messages import counted

    found = diagnostics.report(files, stale_after).filtered(only, ignore)
    if form == "text":
        output.write(diagnostics.as_groups(found, everything))
        errors, warnings = found.total("error"), found.total("warning")
        told = [
            counted(count, word)
            for count, word in ((errors, "error"), (warnings, "warning"))
            if count
        ]
        output.note(", ".join(told) or "no problems")
        if not everything and diagnostics.is_shortened(found):
            output.note("--all lists all of them, --only KIND those of one kind")
    else:
        output.write(diagnostics.FORMATS[form](found.problems))
    return diagnostics.exit_code(found.problems, strict)


def _list_links(files: tuple[Path, ...], form: str) -> int:
    from techtui.catalog.cited_links import as_json, cited_links
    from techtui.catalog.store.cache import load_catalog

    catalog = load_catalog(files)
    if form == "json":
        return output.write(as_json(catalog))
    found = cited_links(catalog)
    for url, who in found.items():
        # Tabs separate the fields and must stay; the fields themselves are made safe.
        output.say_fields(url, ", ".join(who))
    output.note(f"{len(found):,} addresses")
    return 0


@click.command(short_help="JSON Schema for editors")
@click.argument("what", type=click.Choice(["catalog", "decision", "output"]), default="catalog")
def schema(what: str) -> int:
    """Print a JSON Schema: of catalogs or files of decisions for the TOML plug-in of an editor, or of the JSON that commands write.

    \b
    Examples:
      techtui schema > catalog.schema.json
      techtui schema decision > decision.schema.json
      techtui schema output > output.schema.json
    then put this at the top of your catalog:
      #:schema ./catalog.schema.json
    """
    if what == "output":
        from techtui.formats.output_schema import output_schema_text

        return output.write(output_schema_text())
    from techtui.catalog.format.schema import decision_schema_text, schema_text

    return output.write(decision_schema_text() if what == "decision" else schema_text())


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
        output.complain(f"{file} already exists; choose another name")
        return 1
    except OSError as error:
        output.complain(f"{file} can't be written: {in_words(error)}")
        return 1
    output.note(f"wrote {file}; next: {output.pasted('techtui', '--catalog', file)}")
    return 0
