"""``techtui import``: makes a catalog from other formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from techtui.cli import output

if TYPE_CHECKING:
    from techtui.importing.result import Imported


def _complete_kind(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from techtui.importing.registry import KINDS

    return [
        CompletionItem(name, help=kind.told)
        for name, kind in KINDS.items()
        if name.startswith(incomplete)
    ]


def _known_kind(ctx: click.Context, param: click.Parameter, kind: str) -> str:
    from techtui.importing.registry import KINDS

    if kind and kind not in KINDS:
        raise click.BadParameter(f"the kinds are {', '.join(KINDS)}", ctx, param)
    return kind


def _types(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    from techtui.importing.inference import TYPED

    types = {}
    for one in given:
        column, _, kind = one.rpartition("=")
        if not column or kind not in TYPED:
            raise click.BadParameter(f"write COLUMN=TYPE; types: {', '.join(TYPED)}", ctx, param)
        types[column] = kind
    return types


@click.command("import", short_help="a catalog of your data")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "kind",
    default="",
    metavar="KIND",
    callback=_known_kind,
    shell_complete=_complete_kind,
    help="What SOURCE is; by default its content tells.",
)
@click.option(
    "-o",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The catalog to write.",
)
@click.option("--open", "then_open", is_flag=True, help="Explore it at once; needs -o.")
@click.option(
    "--onto",
    "base",
    default="",
    metavar="FILE",
    help="Write only facts, for the entries of FILE or builtin.",
)
@click.option("--title", default="", metavar="TEXT", help="The title of the catalog.")
@click.option("--id", "id_column", default="", metavar="COLUMN", help="csv: the ids.")
@click.option("--name", "name_column", default="", metavar="COLUMN", help="csv: the names.")
@click.option(
    "--category", "category_column", default="", metavar="COLUMN", help="csv: the categories."
)
@click.option(
    "--column",
    "types",
    multiple=True,
    metavar="NAME=TYPE",
    callback=_types,
    help="csv: the type of one, such as Stars=number.",
)
def import_(
    source: Path,
    kind: str,
    target: Path | None,
    then_open: bool,
    base: str,
    title: str,
    id_column: str,
    name_column: str,
    category_column: str,
    types: dict[str, str],
) -> int:
    """Make a catalog of a table, a radar, a landscape or a service catalog.

    What can't be imported is counted and reported. Nothing is fetched.

    \b
    Examples:
      techtui import radar.csv -o radar.toml --open
      techtui import tools.csv --category Team | techtui --catalog -
    """
    from techtui.importing.options import ImportOptions
    from techtui.importing.registry import import_source
    from techtui.importing.result import ImportRefusedError
    from techtui.importing.writing import catalog_text

    if then_open and target is None:
        raise click.UsageError("--open needs -o FILE: that is what is opened")
    try:
        options = ImportOptions(title, id_column, name_column, category_column, types)
        imported = import_source(source, kind, options)
        if base:
            imported = _layer(imported, base)
        text = catalog_text(imported)
    except ImportRefusedError as error:
        output.complain(str(error))
        return 1
    if target is None:
        output.write_data(text)
    elif not _write(target, text):
        return 1
    below = (Path(base),) if base and base != "builtin" else ()
    _tell(imported, (*below, target) if target else ())
    if then_open and target is not None:
        from techtui.cli.launch import explore
        from techtui.cli.request import Launch

        return explore(Launch((), (*below, target), False))
    return 0


def _layer(imported: Imported, base: str) -> Imported:
    from techtui.catalog.store.cache import load_catalog
    from techtui.importing.layering import BUILTIN, laid_on
    from techtui.importing.result import ImportRefusedError

    builtin = base == BUILTIN
    made = laid_on(imported, load_catalog(() if builtin else (Path(base),)), builtin=builtin)
    if not made.document["technologies"]:
        raise ImportRefusedError(f"{base} has none of the {imported.origin} entries")
    return made


def _write(target: Path, text: str) -> bool:
    from techtui.cli.own_files import write_own
    from techtui.importing.writing import MARK

    return write_own(target, text, MARK, "an import")


def _tell(imported: Imported, layers: tuple[Path, ...]) -> None:
    count = len(imported.document["technologies"])
    told = "1 entry" if count == 1 else f"{count:,} entries"
    for line in (*imported.guesses, *imported.losses.lines()):
        output.note(line)
    then = output.pasted("techtui", *(word for one in layers for word in ("--catalog", one)))
    written = f"; wrote {layers[-1]}; next: {then}" if layers else ""
    output.note(f"{told} ({imported.kind}){written}")
