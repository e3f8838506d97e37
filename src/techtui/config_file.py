"""Read the config file leniently: a line that can't be understood is skipped and reported."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from techtui.catalog.sanitize import one_line
from techtui.files import read_ordinary

KNOWN: Final = ("catalog", "theme", "keys")
"""What a config file can set."""
_LOST: Final = "\ufffd"
"""The replacement character; stands for bytes that are not text."""


class ConfigProblem(NamedTuple):
    """A setting that has no effect, or not the effect one would expect."""

    path: tuple[str, ...]
    """The keys that lead to the setting; empty if the problem is in the text itself."""
    message: str
    hint: str = ""
    """What to write instead."""
    line: int = 0
    """Counted from 1; 0 if not looked up yet."""

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return one_line(place + self.message + (f"; {self.hint}" if self.hint else ""))


class Settings(NamedTuple):
    """What a config file sets."""

    catalog: tuple[str, ...]
    theme: str
    keys: dict[str, str]


def read(path: Path) -> tuple[Settings, list[ConfigProblem]]:
    """Read a config file.

    Returns:
        The settings, without those that can't be understood, and the problems found.

    Raises:
        OSError: If it can't be read.
    """
    document, problems, _ = _document(path)
    settings = Settings(
        _catalog(document, problems), _theme(document, problems), _keys(document, problems)
    )
    problems.extend(_unknown(name) for name in document if name not in KNOWN)
    return settings, problems


_MOST_BYTES: Final = 64 * 1024
"""A larger file that is not TOML is not salvaged: it is not a config file."""
_LONGEST_VALUE: Final = 30
"""In lines."""


def _document(path: Path) -> tuple[dict[str, Any], list[ConfigProblem], str]:
    """Return the parsed file, what in it is not TOML, and the text with those lines blanked."""
    text = read_ordinary(path).decode("utf-8-sig", errors="replace")
    # Not those of `splitlines`: in a comment or a path, TOML takes other signs for text.
    lines = text.replace("\r\n", "\n").split("\n")
    document = _parsed(lines)
    if isinstance(document, dict):
        return document, [], text
    if len(text) > _MOST_BYTES:
        return {}, [ConfigProblem((), "this is not TOML, and too large for a config file")], ""
    return _salvaged(lines)


def _salvaged(lines: list[str]) -> tuple[dict[str, Any], list[ConfigProblem], str]:
    document: dict[str, Any] = {}
    problems: list[ConfigProblem] = []
    good: list[str] = []
    at = 0
    while at < len(lines):
        # A value may take several lines.
        for end in range(at + 1, min(at + _LONGEST_VALUE, len(lines)) + 1):
            more = _parsed([*good, *lines[at:end]])
            if isinstance(more, dict):
                document, good = more, [*good, *lines[at:end]]
                at = end
                break
        else:
            problems.append(_slip(good, lines[at], at + 1))
            good.append("")
            at += 1
    return document, problems, "\n".join(good)


def _parsed(lines: list[str]) -> dict[str, Any] | Exception:
    import tomli

    try:
        return tomli.loads("\n".join(lines))
    except (ValueError, RecursionError) as error:
        return error


def _slip(before: list[str], line: str, number: int) -> ConfigProblem:
    from techtui.catalog.format.recovery import mend

    alone = _parsed([line])
    # It may be valid by itself, and only be a duplicate.
    lines = [line] if isinstance(alone, Exception) else [*before, line]
    error = _parsed(lines)
    assert isinstance(error, Exception)
    slip = mend("\n".join(lines), error)[2][0]
    return ConfigProblem((), slip.message, slip.hint, number)


def located(problems: Iterable[ConfigProblem], path: Path) -> list[ConfigProblem]:
    """Return problems with their line numbers, in file order."""
    waiting = list(problems)
    if any(one.path for one in waiting):
        # Line numbers are looked up only when there is a problem.
        from techtui.catalog.format.positions import Positions

        try:
            positions = Positions(_document(path)[2])
        except OSError:
            return waiting

        def line_of(path: tuple[str, ...]) -> int:
            line = positions.of(path)[0]
            # “browse.sort” in quotes is one key; without quotes it is two.
            parted = ".".join(path).split(".")
            return line if line != positions.of(path[:1])[0] else positions.of(tuple(parted))[0]

        waiting = [one._replace(line=line_of(one.path)) if one.path else one for one in waiting]
    return sorted(waiting, key=lambda one: one.line)


def _catalog(document: dict[str, Any], problems: list[ConfigProblem]) -> tuple[str, ...]:
    value = document.get("catalog", ())
    items = [value] if isinstance(value, str) else value
    if isinstance(items, list | tuple) and all(_is_text(one) for one in items):
        return tuple(items)
    problems.append(_wrong("catalog", 'write catalog = ["~/radar.toml"]'))
    return ()


def _theme(document: dict[str, Any], problems: list[ConfigProblem]) -> str:
    value = document.get("theme", "")
    if _is_text(value):
        return str(value)
    problems.append(_wrong("theme", 'write theme = "techtui-light"'))
    return ""


def _keys(document: dict[str, Any], problems: list[ConfigProblem]) -> dict[str, str]:
    table = document.get("keys", {})
    if not isinstance(table, dict):
        problems.append(_wrong("keys", 'write [keys], and below it "browse.sort" = "f6"'))
        return {}
    found: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            # Without quotes, the dot separates two keys.
            for inner, keys in value.items():
                _take_keys(found, problems, (name, inner), keys)
        else:
            _take_keys(found, problems, (name,), value)
    return found


def _take_keys(
    found: dict[str, str], problems: list[ConfigProblem], path: tuple[str, ...], value: Any
) -> None:
    name = ".".join(path)
    if _is_text(name) and _is_text(value):
        found[name] = value
    else:
        hint = f'write "{name}" = "f6", several keys with commas between'
        problems.append(ConfigProblem(("keys", *path), f"“{name}” names no keys", hint))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and _LOST not in value


def _wrong(name: str, hint: str) -> ConfigProblem:
    return ConfigProblem((name,), f"“{name}” can't be understood", hint)


def _unknown(name: str) -> ConfigProblem:
    from techtui.catalog.messages import quoted, suggest

    hint = "write it below [keys]" if "." in name else suggest(name, KNOWN)
    return ConfigProblem((name,), f"“{quoted(name)}” is not a setting", hint)
