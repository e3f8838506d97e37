"""Which keys a config file may give to which commands, and which commands lose theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from textual.binding import Binding, InvalidBinding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from techtui.config_file import ConfigProblem
from techtui.tui.commands import Command
from techtui.tui.commands.every import COMMANDS

SCREENS: Final = ("browse", "compare", "decide", "table", "learning", "changes")
"""The scopes that are screens; commands of the app work on each of them."""
_ALL_SCREENS: Final = ("app", "visit")
"""The scopes of commands that work on every screen."""

_EVERYWHERE: Final = "ctrl+c,super+c,ctrl+q,ctrl+z,tab,shift+tab"
_PAGE: Final = (
    "up,down,k,j,home,end,g,G,pageup,pagedown,b,ctrl+b,ctrl+f,ctrl+pageup,ctrl+pagedown,enter"
)
_GRID: Final = "up,down,left,right,h,j,k,l,home,end,g,G,pageup,pagedown,b,ctrl+b,ctrl+f,ctrl+pageup,ctrl+pagedown"
RESERVED: Final[Mapping[str, frozenset[str]]] = {
    "browse": frozenset(f"{_EVERYWHERE},{_PAGE},1,2,3,4,5,6,7,8,9,0".split(",")),
    "compare": frozenset(f"{_EVERYWHERE},{_GRID}".split(",")),
    "table": frozenset(f"{_EVERYWHERE},{_GRID}".split(",")),
    "decide": frozenset(
        f"{_EVERYWHERE},up,down,j,k,home,end,pageup,pagedown,ctrl+b,ctrl+f".split(",")
    ),
    "learning": frozenset(f"{_EVERYWHERE},{_PAGE}".split(",")),
    "changes": frozenset(f"{_EVERYWHERE},{_PAGE},1,2,3,4,5,6,7,8,9".split(",")),
}
"""Screen -> the keys that move within its widgets; they can't be rebound."""

_MODIFIERS: Final = frozenset(("ctrl", "alt", "shift", "super", "hyper", "meta"))
_NAMES: Final = frozenset(key.value for key in Keys if not key.value.startswith("<"))
_SIGNS: Final = frozenset(KEY_NAME_REPLACEMENTS.values())
"""Textual's own names of keys that type a sign; others have their Unicode names."""
_SUCH_AS: Final = 'write "f6", "x" or "ctrl+e"'


def check_keys(wanted: Mapping[str, str]) -> tuple[dict[str, str], list[ConfigProblem]]:
    """Check the keys of a config file.

    They take precedence over default keys; a line that can't be applied is left out.

    Args:
        wanted: Command id -> keys, separated by commas.

    Returns:
        A keymap for Textual, and what is wrong or no longer has a key.
    """
    return _Check(wanted).result()


class _Check:
    def __init__(self, wanted: Mapping[str, str]) -> None:
        self._wanted = wanted
        self._commands = {command.id: command for command in COMMANDS}
        self._moved: dict[str, list[str]] = {}
        self._problems: list[ConfigProblem] = []

    def result(self) -> tuple[dict[str, str], list[ConfigProblem]]:
        """Return the keymap, and what is wrong."""
        for name, value in self._wanted.items():
            self._move(name, value)
        # A command of the app gives its new key up to a screen command that would lose its only key.
        keymap: dict[str, list[str]] = dict(self._moved)
        for command in COMMANDS:
            if command.fixed or command.id in self._moved:
                continue
            lost = {key: by for key in _keys_of(command) if (by := self._taker(command, key))}
            if not lost:
                continue
            left = [key for key in _keys_of(command) if key not in lost]
            if left:
                if any(by.scope in (command.scope, *_ALL_SCREENS) for by in lost.values()):
                    keymap[command.id] = left
                continue
            self._say_unreachable(command, lost)
        return {name: ",".join(keys) for name, keys in keymap.items()}, self._problems

    def _say(self, name: str, message: str, hint: str) -> None:
        path = ("keys", name) if name in self._wanted else ("keys",)
        self._problems.append(ConfigProblem(path, message, hint))

    def _move(self, name: str, value: str) -> None:
        command = self._commands.get(name)
        if command is None:
            from techtui.catalog.messages import closest, quoted

            near = closest(name, self._commands)
            hint = f"did you mean “{near}”?" if near else "? and then i shows all ids"
            self._say(name, f"there is no command “{quoted(name)}”", hint)
            return
        if command.fixed:
            self._say(name, f"the keys of “{name}” can't be moved", "take the line out")
            return
        keys = _understood(value)
        if isinstance(keys, str):
            self._say(name, f"“{name}”: {keys}", _SUCH_AS)
            return
        for key in keys:
            if (why := self._refused(command, key)) is not None:
                self._say(name, f"“{name}” can't have {key}: {why}", "choose another key")
                return
        self._moved[name] = keys

    def _refused(self, command: Command, key: str) -> str | None:
        if command.priority and _types(key):
            return "it would be typed in text fields"
        own = _keys_of(command)
        for screen in _screens_of(command):
            if key in RESERVED[screen] and key not in own:
                return f"it moves through the {screen} screen"
        for name, keys in self._moved.items():
            other = self._commands[name]
            if key in keys and _overlap(command, other):
                return f"it was given to “{name}” before"
        if command.scope in _ALL_SCREENS:
            for other in COMMANDS:
                if (
                    other.scope not in _ALL_SCREENS
                    and other.id not in self._wanted
                    and _keys_of(other) == [key]
                ):
                    return f"it is the only key of “{other.id}”"
        return None

    def _taker(self, command: Command, key: str) -> Command | None:
        for name, keys in self._moved.items():
            other = self._commands[name]
            if key in keys and _overlap(command, other):
                return other
        return None

    def _say_unreachable(self, command: Command, lost: Mapping[str, Command]) -> None:
        (key, by), *_ = lost.items()
        where = f" on the {by.scope} screen" if by.scope != command.scope else ""
        self._say(
            by.id,
            f"“{command.id}” no longer has a key{where}: {key} is “{by.id}”",
            f'write "{command.id}" = "f6", for example',
        )


def _keys_of(command: Command) -> list[str]:
    return command.keys.split(",")


def _screens_of(command: Command) -> tuple[str, ...]:
    return SCREENS if command.scope in _ALL_SCREENS else (command.scope,)


def _overlap(one: Command, other: Command) -> bool:
    return one is not other and bool({*_screens_of(one)} & {*_screens_of(other)})


def _types(key: str) -> bool:
    """Return whether a key types something into a text field."""
    character = key_to_character(key)
    return key in _SIGNS or (character is not None and character.isprintable())


def _understood(value: str) -> list[str] | str:
    """Return keys by Textual's names, or what is wrong with them."""
    try:
        keys = [one.key for one in Binding.make_bindings([Binding(value, "", "")])]
    except InvalidBinding:
        return "a key is missing"
    for key in keys:
        if (wrong := next(_wrong_with(key), None)) is not None:
            return wrong
    return list(dict.fromkeys(keys))


def _wrong_with(key: str) -> Iterator[str]:
    *held, last = key.split("+") if key != "+" else ["+"]
    if any(one not in _MODIFIERS for one in held) or not (
        key in _NAMES or last in _NAMES or _types(last)
    ):
        yield f"there is no key “{key}”"
    elif held == ["shift"] and len(last) == 1 and last.isalpha():
        yield f"“{key}” is “{last.upper()}”"
    elif held and len(last) == 1 and last != last.lower():
        yield f"“{key}” is “{key.lower()}”"
