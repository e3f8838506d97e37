"""Every command, declared once, in the file of its screen. Bindings, key bar, help, palette and docs derive from it.

A screen's commands are imported with the screen: the first frame needs no commands of a comparison. `techtui.tui.commands.every` has all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.binding import Binding

from techtui.tui.commands.command import PLACES, Command, Scope

if TYPE_CHECKING:
    from textual.screen import Screen

__all__ = ["PLACES", "Command", "Scope", "bindings", "for_key_bar", "keys_in_force", "of"]


def of(*scopes: str) -> list[Command]:
    """Return the commands of some scopes, in this order; unknown scopes have none."""
    return [command for scope in scopes if scope in PLACES for command in _declared_in(scope)]


def _declared_in(scope: str) -> Sequence[Command]:
    commands: Sequence[Command] = import_module(f"{__name__}.{scope}").COMMANDS
    return commands


def bindings(scope: Scope) -> list[Binding]:
    """Return the bindings of a screen, or of the app."""
    return [
        Binding(
            command.keys,
            command.action,
            command.title,
            show=command.rank > 0,
            key_display=command.sign or None,
            tooltip=command.help,
            id=command.id,
            priority=command.priority,
        )
        for command in of(scope)
        if not command.fixed
    ]


def keys_in_force(screen: Screen[Any]) -> dict[str, list[str]]:
    """Return command id -> its keys on a screen, as they are shown; commands without a key are left out."""
    keys: dict[str, list[str]] = {}
    for active in screen.active_bindings.values():
        if active.binding.id:
            shown = screen.app.get_key_display(active.binding)
            keys.setdefault(active.binding.id, []).append(shown)
    return keys


def for_key_bar(scopes: Iterable[str]) -> list[Command]:
    """Return the commands of a key bar, in declaration order."""
    return [command for command in of(*scopes) if command.rank]
