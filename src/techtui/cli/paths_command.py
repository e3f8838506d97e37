"""``techtui paths``: prints the files and folders in use."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from techtui.catalog.builtin import builtin_path
from techtui.catalog.files import files_at
from techtui.catalog.piped import any_piped
from techtui.catalog.store.cache import cache_folder, cached_catalog
from techtui.catalog.store.packed import packed
from techtui.cli import output
from techtui.cli.catalogs import chosen
from techtui.cli.config_commands import problems_of_config
from techtui.cli.options import catalog_option
from techtui.cli.request import Launch
from techtui.settings import config_path, load_config, state_path

_SHIPPED: Final = "comes with techtui"


@click.command(short_help="files and folders in use")
@catalog_option
@click.pass_obj
def paths(before: Launch | None, paths: tuple[Path, ...]) -> int:
    """Print which files and folders are used, why, and how to change them.

    techtui serve uses the same catalog and config; it uses the shelf only with --shelf, and never the state.

    \b
    Example:
      techtui paths
    """
    from techtui.shelf import shelf_path

    named = (*(before.paths if before else ()), *paths)
    files, chooser = chosen(named, load_config()[0].catalog)
    for file, why in _catalog_files(files, chooser):
        output.say(f"{'catalog':<9}{file}  ({why})")
    if not files and (parsed := packed()):
        output.say(f"{'parsed':<9}{parsed}  ({_SHIPPED}; the catalog as the program reads it)")
    for name, path, variable in (
        ("config", config_path(), "TECHTUI_CONFIG"),
        ("state", state_path(), "TECHTUI_STATE"),
        ("shelf", shelf_path(), "TECHTUI_DATA"),
        ("cache", cache_folder(), "TECHTUI_CACHE"),
    ):
        why = variable if os.environ.get(variable) else f"default; {variable} moves it"
        output.say(f"{name:<9}{path}  ({why}{'' if path.exists() else '; not there yet'})")
    for problem in problems_of_config():
        output.complain(f"{config_path().name}: {problem}")
    return 0


def _catalog_files(chosen_paths: Sequence[Path], chooser: str) -> Iterator[tuple[Path, str]]:
    """Yield the files of the catalog, lowest layer first, and why each is part of it."""
    if not chosen_paths:
        yield (
            builtin_path(),
            f"{_SHIPPED}; --catalog, TECHTUI_CATALOG or the config file name others",
        )
        return
    if not any_piped(chosen_paths) and _extends_builtin(chosen_paths):
        yield builtin_path(), f"{_SHIPPED}; extended by what follows"
    for path in chosen_paths:
        if any_piped([path]):
            yield path, f"{chooser}; read from a pipe"
            continue
        try:
            files = files_at(path)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            yield path, f"{chooser}; can't be used: {why}"
            continue
        if not files:
            yield path, f"{chooser}; can't be used: there is no .toml file in the folder"
        for file in files:
            if file == path:
                yield file, chooser
            elif path.is_dir():
                yield file, f"{chooser} names its folder"
            else:
                yield file, f"{chooser}; extended by what follows"


def _extends_builtin(paths: Sequence[Path]) -> bool:
    """Return whether the files extend the shipped catalog."""
    from techtui.catalog.files import BUILTIN_NAME
    from techtui.catalog.format.loader import load_layers

    catalog = cached_catalog(paths)
    if catalog is not None:
        return BUILTIN_NAME in catalog.layers
    return any(layer.name == BUILTIN_NAME for layer in load_layers(paths))
