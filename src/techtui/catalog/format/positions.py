"""Locates the keys of a TOML document; used only after a problem was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from tree_sitter import Node

    from techtui.catalog.problems import Path

_DEEPEST: Final = 12
"""The depth of the deepest places that problems are reported for."""


class Positions:
    """The lines and columns of a document.

    Args:
        text: The TOML text; of invalid TOML, what can be understood is used.
        wanted: The paths that will be asked for; None for all. Walking through everything else would take most of the time.
    """

    def __init__(self, text: str, wanted: Collection[Path] | None = None) -> None:
        # Imported here because a catalog without problems never needs it.
        import tree_sitter_toml
        from tree_sitter import Language, Parser

        self._bytes = text.encode("utf-8", "surrogatepass")
        self._lines = self._bytes.split(b"\n")
        self._places: dict[Path, tuple[int, int]] = {}
        self._counts: dict[Path, int] = {}
        self._ways = wanted and {path[:length] for path in wanted for length in range(len(path))}
        """What lies above the wanted paths; None for everything."""
        root = Parser(Language(tree_sitter_toml.language())).parse(self._bytes).root_node
        for child in root.children:
            if child.type == "pair":
                self._pairs((), child)
            elif child.type in ("table", "table_array_element"):
                self._table(child)

    def of(self, path: Path) -> tuple[int, int]:
        """Return line and column, counted from 1, of the deepest part of ``path`` that is in the text."""
        for length in range(min(len(path), _DEEPEST + 1), 0, -1):
            place = self._places.get(path[:length])
            if place is not None:
                row, column = place
                # Characters are counted here, not for each key: a line may be a megabyte long.
                return row + 1, len(self._lines[row][:column].decode("utf-8", "replace")) + 1
        return 1, 1

    def _mark(self, path: Path, node: Node) -> None:
        if path not in self._places:
            row, column = node.start_point
            self._places[path] = row, column

    def _keys(self, node: Node) -> list[tuple[str, Node]]:
        # Dotted keys are left-leaning trees, one level for each dot: a loop, because recursion could go too deep.
        keys: list[tuple[str, Node]] = []
        waiting = [node]
        while waiting and len(keys) <= _DEEPEST:
            one = waiting.pop()
            if one.type == "dotted_key":
                waiting.extend(reversed(one.named_children))
                continue
            text = self._bytes[one.start_byte : one.end_byte].decode("utf-8", "replace")
            keys.append((_unquote(text) if one.type == "quoted_key" else text, one))
        return keys

    def _follow(self, path: Path, node: Node) -> Path:
        for key, key_node in self._keys(node):
            path = (*path, key)
            self._mark(path, key_node)
        return path

    def _table(self, node: Node) -> None:
        path: Path = ()
        for child in node.named_children:
            if child.type in ("bare_key", "quoted_key", "dotted_key"):
                for key, key_node in self._keys(child):
                    if path in self._counts:
                        # A table below the last item of an array of tables.
                        path = (*path, self._counts[path] - 1)
                    path = (*path, key)
                    self._mark(path, key_node)
                if node.type == "table_array_element":
                    at = self._counts.get(path, 0)
                    self._counts[path] = at + 1
                    path = (*path, at)
                    self._mark(path, child)
            elif child.type == "pair" and self._leads_on(path):
                self._pairs(path, child)

    def _leads_on(self, path: Path) -> bool:
        return self._ways is None or path in self._ways

    def _pairs(self, above: Path, pair: Node) -> None:
        # An explicit stack: a file nested hundreds of levels deep must not cause a RecursionError.
        waiting: list[tuple[Path, Node]] = [(above, pair)]
        while waiting:
            path, node = waiting.pop()
            if node.type == "pair":
                children = node.named_children
                if children:
                    path = self._follow(path, children[0])
                    if len(path) < _DEEPEST and self._leads_on(path):
                        waiting.extend((path, value) for value in children[1:])
            elif node.type == "array" and len(path) <= _DEEPEST:
                items = [child for child in node.named_children if child.type != "comment"]
                for at, item in enumerate(items):
                    self._mark((*path, at), item)
                    if self._leads_on((*path, at)):
                        waiting.append(((*path, at), item))
            elif node.type == "inline_table":
                waiting.extend(
                    (path, child) for child in node.named_children if child.type == "pair"
                )


def _unquote(text: str) -> str:
    if "\\" not in text:
        return text[1:-1]
    import tomli

    try:
        return next(iter(tomli.loads(f"{text} = 0")))
    except (tomli.TOMLDecodeError, RecursionError):
        return text[1:-1]
