"""Where the keys of a TOML document stand: asked only after something was found wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from techtui.catalog.problems import Path

if TYPE_CHECKING:
    from tree_sitter import Node


class Positions:
    """The lines and columns of a document.

    Args:
        text: The TOML text; it should be valid, else what can be understood of it is used.
    """

    def __init__(self, text: str) -> None:
        # Imported here because a catalog without problems never needs it.
        import tree_sitter_toml
        from tree_sitter import Language, Parser

        self._bytes = text.encode("utf-8", "surrogatepass")
        self._lines = self._bytes.split(b"\n")
        self._places: dict[Path, tuple[int, int]] = {}
        self._counts: dict[Path, int] = {}
        root = Parser(Language(tree_sitter_toml.language())).parse(self._bytes).root_node
        for child in root.children:
            if child.type == "pair":
                self._pair((), child)
            elif child.type in ("table", "table_array_element"):
                self._table(child)

    def of(self, path: Path) -> tuple[int, int]:
        """Line and column, both counted from 1, of the deepest part of ``path`` that stands in the text."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._places:
                return self._places[path[:length]]
        return (1, 1)

    def _mark(self, path: Path, node: Node) -> None:
        row, column = node.start_point
        before = self._lines[row][:column].decode("utf-8", "replace")
        self._places.setdefault(path, (row + 1, len(before) + 1))

    def _keys(self, node: Node) -> list[tuple[str, Node]]:
        if node.type == "dotted_key":
            return [key for child in node.named_children for key in self._keys(child)]
        text = self._bytes[node.start_byte : node.end_byte].decode("utf-8", "replace")
        if node.type == "quoted_key":
            text = _unquote(text)
        return [(text, node)]

    def _table(self, node: Node) -> None:
        path: Path = ()
        for child in node.named_children:
            if child.type in ("bare_key", "quoted_key", "dotted_key"):
                for key, key_node in self._keys(child):
                    path = (*path, key)
                    self._mark(path, key_node)
                if node.type == "table_array_element":
                    at = self._counts.get(path, 0)
                    self._counts[path] = at + 1
                    path = (*path, at)
                    self._mark(path, child)
            elif child.type == "pair":
                self._pair(path, child)

    def _pair(self, path: Path, node: Node) -> None:
        key_node, *rest = node.named_children
        for key, one in self._keys(key_node):
            path = (*path, key)
            self._mark(path, one)
        for value in rest:
            self._value(path, value)

    def _value(self, path: Path, root: Node) -> None:
        # A stack of our own: a file nested ten thousand deep must not end in a RecursionError.
        waiting: list[tuple[Path, Any]] = [(path, root)]
        while waiting:
            path, node = waiting.pop()
            if node.type == "array":
                items = [child for child in node.named_children if child.type != "comment"]
                for at, item in enumerate(items):
                    self._mark((*path, at), item)
                    if len(path) < 12:
                        waiting.append(((*path, at), item))
            elif node.type == "inline_table":
                for pair in node.named_children:
                    if pair.type == "pair" and pair.named_children:
                        inner = path
                        for key, one in self._keys(pair.named_children[0]):
                            inner = (*inner, key)
                            self._mark(inner, one)
                        if len(inner) < 12:
                            waiting.extend((inner, value) for value in pair.named_children[1:])


def _unquote(text: str) -> str:
    import tomli

    try:
        return next(iter(tomli.loads(f"{text} = 0")))
    except (tomli.TOMLDecodeError, RecursionError):
        return text[1:-1]
