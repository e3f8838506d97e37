"""TOML files -> Catalog."""

from __future__ import annotations

import gc
import stat
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli

from techtui.catalog.checking import Checker, Finding, attribute_from
from techtui.catalog.model import (
    Attribute,
    Catalog,
    Category,
    Concept,
    Fact,
    Point,
    Relation,
    Resource,
    Source,
    Technology,
    Usage,
)
from techtui.catalog.problems import CatalogError, Problem
from techtui.catalog.text import one_line, paragraphs
from techtui.catalog.values import convert

if TYPE_CHECKING:
    from collections.abc import Iterator

BUILTIN = Path(__file__).with_name("builtin.toml")
"""The catalog shipped with the program, where an installed techtui has it."""


def builtin_path() -> Path:
    """The file of the shipped catalog: inside the package, or at the top of a source checkout."""
    return BUILTIN if BUILTIN.exists() else Path(__file__).parents[3] / "catalog.toml"


@dataclass(frozen=True, slots=True)
class Layer:
    """One file of a catalog.

    Args:
        name: The file as the user named it; ``builtin`` for the shipped catalog.
        text: What it holds.
        document: What the TOML reader made of it.
    """

    name: str
    text: str
    document: dict[str, Any]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the garbage collector still while many objects are built that will all live on."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_catalog(paths: Sequence[Path] = ()) -> Catalog:
    """Read a catalog.

    Args:
        paths: Files or folders of ``*.toml``, lowest layer first; none means the shipped catalog.

    Returns:
        The catalog that all layers make together.

    Raises:
        CatalogError: If a file can't be read or is not a valid catalog; it names every problem.
    """
    with collector_paused():
        return build(read_layers(paths))


def read_layers(paths: Sequence[Path] = ()) -> list[Layer]:
    """Read and parse files without looking at what they mean; ``extends`` is followed.

    Raises:
        CatalogError: If a file can't be read or is no TOML.
    """
    layers: list[Layer] = []
    for path in paths:
        layers.extend(_layer(file, str(file)) for file in _files(path))
    extends = any(
        isinstance(head := layer.document.get("catalog"), dict) and head.get("extends") == "builtin"
        for layer in layers
    )
    if extends or not layers:
        layers.insert(0, _layer(builtin_path(), "builtin"))
    return layers


def parse_layer(name: str, text: str) -> Layer:
    """A layer from text that is already at hand.

    Raises:
        CatalogError: If it is no TOML.
    """
    try:
        document = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message = error.msg[:1].lower() + error.msg[1:]
        raise _unreadable(name, "syntax", one_line(message), "", error.lineno, error.colno) from None
    except RecursionError:
        raise _unreadable(name, "syntax", "values are nested too deeply", "no catalog needs more than four levels") from None
    except ValueError as error:
        # tomli hands on what int() and date() say of huge numbers and impossible dates.
        raise _unreadable(name, "syntax", one_line(str(error))[:200], "") from None
    return Layer(name, text, document)


def build(layers: Sequence[Layer]) -> Catalog:
    """Check layers and make the catalog.

    Raises:
        CatalogError: If there is any error; it names all of them.
    """
    checker = Checker([layer.document for layer in layers])
    findings = checker.errors()
    if findings:
        raise CatalogError(locate(findings, layers))
    return _Builder(layers, checker.merged).catalog()


def locate(findings: Iterable[Finding], layers: Sequence[Layer]) -> tuple[Problem, ...]:
    """Give findings their lines and columns, in file order."""
    from techtui.catalog.positions import Positions

    positions: dict[int, Positions] = {}
    problems: list[tuple[int, Problem]] = []
    for finding in findings:
        at = finding.layer
        if at not in positions:
            positions[at] = Positions(layers[at].text)
        line, column = positions[at].of(finding.path)
        problems.append(
            (
                at,
                Problem(
                    layers[at].name,
                    line,
                    column,
                    finding.severity,
                    finding.code,
                    one_line(finding.message),
                    one_line(finding.hint),
                    finding.path,
                ),
            )
        )
    problems.sort(key=lambda pair: (pair[0], pair[1].line, pair[1].column))
    return tuple(problem for _, problem in problems)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(path.glob("*.toml"))
    if not files:
        raise _unreadable(str(path), "unreadable", "the folder holds no .toml file", "name a catalog file, or put one there")
    return files


def _layer(path: Path, name: str) -> Layer:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            # A pipe or a device could block for ever or never end.
            raise _unreadable(name, "unreadable", "this is not an ordinary file", "name a .toml file")
        data = path.read_bytes()
    except FileNotFoundError:
        raise _unreadable(name, "unreadable", "there is no such file", "check the name; techtui new FILE writes a new one") from None
    except OSError as error:
        raise _unreadable(name, "unreadable", f"the file can't be read: {error.strerror or error}", "") from None
    except ValueError:
        raise _unreadable(name, "unreadable", "the name of the file has a NUL character", "") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _unreadable(name, "syntax", "the file is not UTF-8", "save it as UTF-8", line, 1) from None
    return parse_layer(name, text)


def _unreadable(name: str, code: str, message: str, hint: str, line: int = 0, column: int = 0) -> CatalogError:
    return CatalogError((Problem(one_line(name), line, column, "error", code, message, hint),))


class _Builder:
    """Makes model values of documents that the checker found good."""

    def __init__(self, layers: Sequence[Layer], merged: dict[str, Any]) -> None:
        self.layers = layers
        self.merged = merged

    def catalog(self) -> Catalog:
        head = self.merged["catalog"]
        # The lowest layer decides: a file laid upon a catalog must not part it from its notes.
        lowest = next(layer.document["catalog"] for layer in self.layers if "catalog" in layer.document)
        attributes = {key: self._attribute(key, entry) for key, entry in self._entries("attributes")}
        return Catalog(
            id=one_line(lowest.get("id") or lowest.get("title") or head["title"]).casefold(),
            title=one_line(head["title"]),
            summary=paragraphs(head.get("summary", "")),
            as_of=head.get("as_of"),
            headline=_ids(head.get("headline", ())),
            layers=tuple(one_line(layer.name) for layer in self.layers),
            sources={key: self._source(key, entry) for key, entry in self._entries("sources")},
            categories={key: self._category(key, entry) for key, entry in self._entries("categories")},
            concepts={key: self._concept(key, entry) for key, entry in self._entries("concepts")},
            attributes=attributes,
            technologies={key: self._technology(key, entry, attributes) for key, entry in self._entries("technologies")},
        )

    def _entries(self, table: str) -> Iterable[tuple[str, dict[str, Any]]]:
        entries: dict[str, dict[str, Any]] = self.merged.get(table, {})
        return entries.items()

    def _source(self, key: str, entry: dict[str, Any]) -> Source:
        day: date | None = entry.get("date")
        return Source(key, one_line(entry["title"]), entry.get("url", ""), day)

    def _category(self, key: str, entry: dict[str, Any]) -> Category:
        return Category(
            key,
            one_line(entry["name"]),
            entry.get("parent", ""),
            paragraphs(entry.get("summary", "")),
            tuple(map(one_line, entry.get("how_to_choose", ()))),
            _ids(entry.get("concepts", ())),
            _ids(entry.get("sources", ())),
        )

    def _concept(self, key: str, entry: dict[str, Any]) -> Concept:
        return Concept(
            key,
            one_line(entry["title"]),
            paragraphs(entry["text"]),
            _ids(entry.get("see_also", ())),
            _ids(entry.get("technologies", ())),
            _ids(entry.get("sources", ())),
        )

    def _attribute(self, key: str, entry: dict[str, Any]) -> Attribute:
        raw = attribute_from(key, entry)
        return Attribute(
            raw.id,
            one_line(raw.name),
            raw.type,
            one_line(raw.group),
            raw.categories,
            one_line(raw.unit),
            raw.better,
            {one_line(choice): one_line(label) for choice, label in raw.choices.items()},
            paragraphs(raw.help),
            raw.concept,
        )

    def _technology(self, key: str, entry: dict[str, Any], attributes: dict[str, Attribute]) -> Technology:
        return Technology(
            key,
            one_line(entry["name"]),
            entry["category"],
            tuple(map(one_line, entry.get("aliases", ()))),
            one_line(entry.get("tagline", "")),
            paragraphs(entry.get("summary", "")),
            _ids(entry.get("sources", ())),
            _points(entry.get("strengths", ())),
            _points(entry.get("weaknesses", ())),
            _points(entry.get("best_for", ())),
            _points(entry.get("avoid_when", ())),
            tuple(map(_usage, entry.get("used_by", ()))),
            tuple(
                Relation(one_line(one["kind"]), one["id"], one_line(one.get("note", "")))
                for one in entry.get("relations", ())
            ),
            tuple(map(_resource, entry.get("learn", ()))),
            _points(entry.get("corrections", ())),
            {
                attribute: self._fact(key, attribute, fact, attributes[attribute])
                for attribute, fact in entry.get("facts", {}).items()
            },
        )

    def _fact(self, technology: str, key: str, raw: Any, attribute: Attribute) -> Fact:
        layer = self._layer_of(technology, key) if len(self.layers) > 1 else ""
        if not isinstance(raw, dict) or all(year.isdigit() for year in raw):
            return Fact(convert(raw, attribute), layer=layer)
        return Fact(
            None if "missing" in raw else convert(raw["value"], attribute),
            _ids(raw.get("source", ())),
            raw.get("as_of"),
            one_line(raw.get("note", "")),
            raw.get("missing"),
            layer,
        )

    def _layer_of(self, technology: str, attribute: str) -> str:
        for at in range(len(self.layers) - 1, 0, -1):
            document = self.layers[at].document
            facts = document.get("technologies", {}).get(technology, {}).get("facts", {})
            if attribute in facts:
                return one_line(self.layers[at].name)
        return ""


def _ids(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _points(entries: Iterable[str | dict[str, Any]]) -> tuple[Point, ...]:
    return tuple(
        Point(one_line(entry))
        if isinstance(entry, str)
        else Point(one_line(entry["text"]), _ids(entry.get("source", ())))
        for entry in entries
    )


def _usage(entry: str | dict[str, Any]) -> Usage:
    if isinstance(entry, str):
        return Usage(one_line(entry))
    return Usage(one_line(entry["name"]), one_line(entry.get("note", "")), _ids(entry.get("source", ())))


def _resource(entry: dict[str, Any]) -> Resource:
    texts = {key: one_line(value) for key, value in entry.items() if key != "source"}
    return Resource(**texts, sources=_ids(entry.get("source", ())))  # type: ignore[arg-type]
