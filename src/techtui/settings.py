"""The user's settings and the saved state: two small files. Errors in them are never fatal.

The config file (TOML) is written by people: default catalogs, theme, keys. The state file (JSON) is written by the program: the
last place, open branches, theme, sort order, width of the tree.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from techtui.catalog.refs import CATALOG, NOWHERE, Ref
from techtui.catalog.sanitize import one_line
from techtui.files import atomic_write, in_words, keep_private, private_folder, read_ordinary
from techtui.own_folders import own_folder

if TYPE_CHECKING:
    from techtui.config_file import ConfigProblem

CONFIG_NAME = "config.toml"
STATE_NAME = "state.json"


class Config(Struct, frozen=True):
    """What the user has set."""

    catalog: tuple[str, ...] = ()
    """Catalog files or folders to explore when the command line names none."""
    theme: str = ""
    """The theme to start with, until another is chosen."""
    keys: dict[str, str] = {}
    """Command id -> keys, to rebind commands; `?` shows the keys in force."""


class State(Struct, frozen=True):
    """Where the explorer was left."""

    catalog: str = ""
    """The id of the catalog; the state of another catalog is ignored."""
    kind: str = ""
    """The kind of the last place: ``technology``, ``category`` or ``catalog``."""
    place: str = ""
    """Its id."""
    open: tuple[str, ...] = ()
    """The categories whose branches are open."""
    sort: str = ""
    """What the tree is sorted by; empty for the order of the catalog."""
    reverse: bool = False
    """Whether the sort order is descending."""
    marked: tuple[str, ...] = ()
    """The technologies that are marked for comparison."""
    theme: str = ""
    tree_share: float = 0.0
    """The share of the screen that the tree takes; 0 lets the program choose."""
    tree_width: int = 0
    """The same in cells, as older versions wrote it; used if there is no share."""
    goal: int = 0
    """How many technologies to know of each category; 0 for the default."""
    hides_unwanted: bool = False
    """Whether technologies that are "not for me" are hidden."""
    greeted: bool = False
    """Whether the first-start hint has been shown."""

    @property
    def at(self) -> Ref:
        """The last place; `NOWHERE` if an edited file names none."""
        match self.kind:
            case "technology" | "category":
                return Ref(self.kind, self.place)
            case "catalog":
                return CATALOG
            case _:
                return NOWHERE


def config_path() -> Path:
    """Return the path of the config file; it need not exist."""
    return _folder("TECHTUI_CONFIG", "config") / CONFIG_NAME


def state_path() -> Path:
    """Return the path of the state file; it need not exist."""
    return _folder("TECHTUI_STATE", "state") / STATE_NAME


def _folder(variable: str, kind: Literal["config", "state"]) -> Path:
    named = os.environ.get(variable)
    return Path(named) if named else own_folder(kind)


def load_config() -> tuple[Config, list[ConfigProblem]]:
    """Read the config file.

    Returns:
        The settings, without those that can't be understood, and the problems found.
    """
    path = config_path()
    # Without a config file, its reader need not be imported.
    if not path.exists():
        return Config(), []
    from techtui.config_file import ConfigProblem, read

    try:
        settings, problems = read(path)
    except OSError as error:
        return Config(), [ConfigProblem((), f"it can't be read: {in_words(error)}")]
    return Config(settings.catalog, settings.theme, settings.keys), problems


def config_notice(problems: Sequence[ConfigProblem], most: int = 3) -> str:
    """Describe what is wrong with the config file in a few lines; empty if nothing is."""
    if not problems:
        return ""
    from techtui.config_file import located

    path = config_path()
    told = [f"{path.name}:", *map(str, located(problems, path))]
    if len(problems) > most:
        told[most + 1 :] = [f"and {len(problems) - most} more; techtui config check lists them"]
    return "\n".join(map(one_line, told))


def load_state() -> tuple[State, str]:
    """Read the state file; a broken one is renamed and set aside.

    Returns:
        The state, or the defaults; and one sentence if the file was set aside.
    """
    path = state_path()
    try:
        keep_private(path)
        data = read_ordinary(path)
    except FileNotFoundError:
        return State(), ""
    except OSError as error:
        return State(), one_line(f"{path} can't be read: {in_words(error)}")
    try:
        return msgspec.json.decode(data, type=State), ""
    except (msgspec.DecodeError, RecursionError):
        aside = path.with_suffix(".broken.json")
        try:
            os.replace(path, aside)
        except OSError:
            return State(), one_line(f"{path} is damaged and is ignored")
        return State(), one_line(
            f"The last place was lost: its file was damaged and is now {aside}"
        )


def save_state(state: State) -> str:
    """Write the state file atomically.

    Returns:
        One sentence if it could not be written; empty otherwise.
    """
    path = state_path()
    try:
        private_folder(path.parent)
        atomic_write(path, msgspec.json.encode(state), private=True)
    except OSError as error:
        return one_line(
            f"The last place is not remembered: {path} can't be written: {in_words(error)}"
        )
    return ""
