"""The command palette: finds commands with their keys, settings, kept comparisons, and everything in the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from techtui.catalog.folding import fold
from techtui.catalog.search import Hit, Index
from techtui.tui.choices.matcher import Choice, Finder, matcher
from techtui.tui.commands import PLACES, Command
from techtui.tui.commands.every import COMMANDS
from techtui.tui.dialogs.picker import Picker

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

COMMAND: Final = "command"
"""The kind of a command in an id; the other kinds are those of `Ref`, `KEPT`, `DECISION` and `SETTINGS`."""
ELSEWHERE: Final = "elsewhere"
"""The kind of a command that works on another screen."""
KEPT: Final = "kept"
DECISION: Final = "decision"
SETTINGS: Final = "settings"

_MOST_TECHNOLOGIES: Final = 30
"""No more technologies are offered: searching the tree shows all."""
_EXACT: Final = 100
_BY_NAME: Final = 60
"""The least scores of technologies by name, and by a similar name."""
_SETTINGS: Final = (
    *("app.change_theme", "browse.sort", "browse.wider", "browse.narrower"),
    "browse.hide_unwanted",
)
"""The commands that “settings” finds."""


class Palette(Picker):
    """A picker for everything; answers with a kind and an id, separated by a blank."""

    HELP: ClassVar[str] = "Type what you look for; a command shows its key."

    def __init__(self, find: Finder) -> None:
        super().__init__("Commands", find, "Search for commands, and for all in the catalog")


def palette_finder(
    catalog: Catalog,
    scopes: Sequence[str],
    keys: Mapping[str, str],
    kept: Sequence[str],
    decisions: Sequence[tuple[str, str]] = (),
    config: str = "",
) -> Finder:
    """Return the finder of the palette.

    Args:
        catalog: The catalog.
        scopes: The scopes whose commands can be run; commands of other screens are listed with their keys.
        keys: Command id -> its key, for commands that have one.
        kept: The names of the kept comparisons.
        decisions: The names of the kept decisions, each with a few more words.
        config: The path of the config file; empty to hide it.
    """
    own = [_command(one, keys) for one in COMMANDS if one.listed and one.scope in scopes]
    others = [_elsewhere(one) for one in COMMANDS if one.listed and one.scope not in scopes]
    find_named = matcher(
        [*own, *_kept(kept), *_decided(decisions), *_settings(config), *_named(catalog), *others]
    )
    index = Index(catalog)

    def find(text: str) -> list[Choice]:
        typed = fold(text)
        if not typed:
            return [*own, *_kept(kept), *_decided(decisions), *_settings(config)]
        # The search index knows aliases and misspellings, and is fast for any number of technologies.
        hits = index.search(text)[:_MOST_TECHNOLOGIES]
        exact = [_technology(catalog, hit) for hit in hits if hit.score >= _EXACT]
        named = [_technology(catalog, hit) for hit in hits if _BY_NAME <= hit.score < _EXACT]
        rest = [_technology(catalog, hit) for hit in hits if hit.score < _BY_NAME]
        found = find_named(text)
        begun = [one for one in found if fold(one.name).startswith(typed)]
        meant = [one for one in begun if fold(one.name) == typed]
        begun = begun[len(meant) :]
        others = [one for one in found if not fold(one.name).startswith(typed)]
        return [*meant, *exact, *begun, *named, *others, *rest]

    return find


def _command(command: Command, keys: Mapping[str, str]) -> Choice:
    words = "settings" if command.id in _SETTINGS else ""
    key = keys.get(command.id, "–")
    return Choice(f"{COMMAND} {command.id}", command.title, f"{key:<5} {command.help}", words)


def _elsewhere(command: Command) -> Choice:
    key = command.sign or command.keys.split(",")[0]
    aside = f"{PLACES[command.scope]}: {key}"
    return Choice(f"{ELSEWHERE} {command.id}", command.title, aside, command.help)


def _kept(names: Sequence[str]) -> Iterator[Choice]:
    return (Choice(f"{KEPT} {name}", name, "kept comparison") for name in names)


def _decided(decisions: Sequence[tuple[str, str]]) -> Iterator[Choice]:
    return (Choice(f"{DECISION} {name}", name, aside) for name, aside in decisions)


def _settings(config: str) -> Iterator[Choice]:
    if config:
        yield Choice(SETTINGS, "Settings", f"config file: {config}", "configuration options keys")


def _named(catalog: Catalog) -> Iterator[Choice]:
    yield Choice("catalog ", catalog.title, "the whole catalog", "start home begin")
    for category in catalog.categories.values():
        yield Choice(f"category {category.id}", catalog.category_names[category.id], "category")
    for concept in catalog.concepts.values():
        yield Choice(f"concept {concept.id}", concept.title, "concept")


def _technology(catalog: Catalog, hit: Hit) -> Choice:
    one = catalog.technologies[hit.technology]
    return Choice(f"technology {one.id}", one.name, one.tagline)
