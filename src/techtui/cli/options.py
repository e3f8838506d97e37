"""Options that several commands share, and the completion of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])

catalog_option = click.option(
    "--catalog",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A catalog; several are layered.",
)
strict_option = click.option("--strict", is_flag=True, help="Refuse a catalog with errors.")
color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    metavar="WHEN",
    help="auto (on terminals), always or never.",
)


def format_option(*names: str) -> Callable[[_Decorated], _Decorated]:
    """Return the ``--format`` option with the formats a command can write; the first is the default."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        metavar="FORMAT",
        help=f"{', '.join(names[:-1])} or {names[-1]}.",
    )


def _catalog_of(ctx: click.Context) -> Catalog | None:
    """Return the catalog named by the words typed so far; None if it can't be read."""
    from techtui.catalog.store.cache import load_catalog
    from techtui.cli.catalogs import chosen_paths

    paths: list[Path] = []
    step: click.Context | None = ctx
    while step is not None:
        paths[:0] = step.params.get("paths") or ()
        step = step.parent
    try:
        return load_catalog(chosen_paths(paths))
    except Exception as error:
        # Imported here: a successful run does not need it.
        from techtui.catalog.problems import CatalogError

        if not isinstance(error, CatalogError):
            raise
        return None


def _items(pairs: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    begun = incomplete.casefold()
    return [
        CompletionItem(word, help=told)
        for word, told in pairs
        # What begins with a dash would be taken for an option.
        if word.casefold().startswith(begun) and not word.startswith("-")
    ]


def complete_technology(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete ids and aliases of technologies not named yet; aliases only if no id fits."""
    catalog = _catalog_of(ctx)
    if catalog is None:
        return []
    taken = ctx.params.get(param.name or "") or ()
    begun = incomplete.casefold()
    # Only the technologies that fit are decoded.
    ids = [one for one in catalog.ids if one.casefold().startswith(begun) and one not in taken]
    if ids or not incomplete:
        return _items(((one, catalog.technologies[one].name) for one in ids), incomplete)
    aliases = (
        (alias, one.name)
        for one in catalog.technologies.values()
        if one.id not in taken
        for alias in one.aliases
    )
    return [
        # Zsh and fish drop completions that do not begin with what was typed.
        CompletionItem(alias if alias.startswith(incomplete) else alias.casefold(), help=name)
        for alias, name in aliases
        if alias.casefold().startswith(begun)
        and not alias.startswith("-")
        and not any(map(str.isspace, alias))
    ]


def complete_query(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the last word of a query: an attribute, or one of its values."""
    from techtui.catalog.query import complete, word_at

    catalog = _catalog_of(ctx)
    if catalog is None:
        return []
    begin = word_at(incomplete, len(incomplete))
    return [
        CompletionItem(f"{incomplete[:begin]}{word}")
        for word in complete(incomplete, len(incomplete), catalog)
    ]


def _completing(
    ids: Callable[[Catalog], Iterable[tuple[str, str]]],
) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Return a completion of ids.

    Args:
        ids: Returns the ids of a catalog, and what each is called.
    """

    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        catalog = _catalog_of(ctx)
        return _items(ids(catalog), incomplete) if catalog is not None else []

    return complete


complete_category = _completing(lambda of: ((one.id, one.name) for one in of.categories.values()))
complete_concept = _completing(lambda of: ((one.id, one.title) for one in of.concepts.values()))
complete_template = _completing(lambda of: ((one.id, one.name) for one in of.decisions.values()))


def complete_column(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete names of columns; in a list with commas, the last one."""
    from techtui.catalog.query.resolver import plain
    from techtui.pages.listings import COLUMNS

    catalog = _catalog_of(ctx)
    if catalog is None:
        return []
    before, comma, begun = incomplete.rpartition(",")
    sorting = param.name == "sort"
    if sorting:
        before = comma = ""
        begun = incomplete
    own = ("name", "category") if sorting else COLUMNS
    names = dict.fromkeys(own, "")
    for one in catalog.attributes.values():
        # Our own come first, and commas separate columns.
        if plain(one.id) not in own and (sorting or "," not in one.id):
            names[one.id] = one.name
    return [
        CompletionItem(f"{before}{comma}{one.value}", help=one.help)
        for one in _items(names.items(), begun)
    ]


def complete_place(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the ids of technologies, categories and concepts; after the first one only those of technologies."""
    technologies = complete_technology(ctx, param, incomplete)
    if ctx.params.get(param.name or ""):
        return technologies
    others = [
        *complete_category(ctx, param, incomplete),
        *complete_concept(ctx, param, incomplete),
    ]
    catalog = _catalog_of(ctx)
    if catalog is None:
        return []
    from techtui.catalog.named_places import is_technology

    # A category and a concept may have the same id.
    places: dict[str, CompletionItem] = {}
    for one in others:
        if not is_technology(catalog, one.value):
            places.setdefault(one.value, one)
    return [*technologies, *places.values()]


def complete_target(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete what can be decided between: a file, a category, or technologies."""
    return [
        CompletionItem(incomplete, type="file"),
        *complete_category(ctx, param, incomplete),
        *complete_technology(ctx, param, incomplete),
    ]
