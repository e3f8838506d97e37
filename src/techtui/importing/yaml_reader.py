"""Reads YAML safely: scalars as written, no tags, and limits on depth and on the expansion of aliases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from techtui.importing.extras import needed
from techtui.importing.source import MOST_DEEP, MOST_VALUES

_NOTHING: Final = frozenset(("", "~", "null", "Null", "NULL"))


class YamlError(ValueError):
    """A document that can't be read. The message says why and where, on one line."""


@dataclass(slots=True)
class _Open:
    """A table or list that is still open."""

    value: Any
    anchor: str | None
    begun_at: int
    key: Any = None
    has_key: bool = False


def documents_of(text: str) -> Iterator[tuple[int, Any]]:
    """Yield the documents of a text, each with its first line.

    They are split at lines of dashes, so that a broken document affects only itself: its value is then a `YamlError`.
    """
    begun = 0
    lines = text.split("\n")
    for at in range(1, len(lines) + 1):
        ended = at == len(lines) or lines[at] == "---" or lines[at].startswith(("--- ", "---\r"))
        if ended:
            part = "\n".join(lines[begun:at])
            if part.strip() not in ("", "---"):
                yield begun + 1, _parsed_or_error(part)
            begun = at


def parse(text: str) -> Any:
    """Return the first document of a text: tables, lists, text, and None. Numbers, dates and booleans stay text.

    Raises:
        YamlError: If it is not YAML, or exceeds the limits.
        ImportRefusedError: If PyYAML is not installed.
    """
    yaml = needed("yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Composer(yaml).value_of(yaml.parse(text, Loader=loader))
    except yaml.YAMLError as error:
        raise YamlError(_in_words(error)) from None
    except RecursionError:
        raise YamlError("it is nested too deeply") from None


def _parsed_or_error(part: str) -> Any:
    try:
        return parse(part)
    except YamlError as error:
        return error


def _in_words(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "it is not YAML"
    return f"line {mark.line + 1}: {what}" if mark is not None else str(what)


class _Composer:
    """Builds values from events, with an explicit stack: a deeply nested document must not crash."""

    def __init__(self, yaml: Any) -> None:
        self._yaml = yaml
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._stack: list[_Open] = []
        self._count = 0
        self._root: Any = None

    def value_of(self, events: Any) -> Any:
        """Return the value of the first document."""
        yaml = self._yaml
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                self._open({}, event.anchor)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open([], event.anchor)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self._close()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event.anchor)
            elif isinstance(event, yaml.DocumentEndEvent):
                break
        return self._root

    def _scalar(self, event: Any) -> None:
        value = None if event.style is None and event.value in _NOTHING else event.value
        self._grow(1)
        if event.anchor:
            self._anchors[event.anchor] = value, 1
        self._put(value)

    def _open(self, value: Any, anchor: str | None) -> None:
        if len(self._stack) >= MOST_DEEP:
            raise YamlError("it is nested too deeply")
        self._stack.append(_Open(value, anchor, self._count))
        self._grow(1)

    def _close(self) -> None:
        ended = self._stack.pop()
        if ended.anchor:
            self._anchors[ended.anchor] = ended.value, self._count - ended.begun_at
        self._put(ended.value)

    def _alias(self, anchor: str) -> None:
        known = self._anchors.get(anchor)
        if known is None:
            raise YamlError(f"the alias {anchor[:40]} stands for nothing that is complete")
        self._grow(known[1])
        self._put(known[0])

    def _grow(self, by: int) -> None:
        self._count += by
        if self._count > MOST_VALUES:
            raise YamlError(f"its aliases stand for more than {MOST_VALUES:,} values")

    def _put(self, value: Any) -> None:
        if not self._stack:
            self._root = value
            return
        top = self._stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif not top.has_key:
            top.key, top.has_key = value, True
        else:
            _set(top.value, top.key, value)
            top.key, top.has_key = None, False


def _set(table: dict[str, Any], key: Any, value: Any) -> None:
    if key == "<<":
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                for name, held in one.items():
                    table.setdefault(name, held)
    elif isinstance(key, str):
        table[key] = value
