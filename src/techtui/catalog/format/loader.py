"""Loads a catalog from TOML files."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from techtui.catalog.builtin import builtin_path
from techtui.catalog.files import BUILTIN_NAME, Paths, as_paths, beside, files_at, is_base
from techtui.catalog.foreign import ImportRefusedError, import_document, is_foreign
from techtui.catalog.format import chunks
from techtui.catalog.format.builder import Builder
from techtui.catalog.format.validation import Checker
from techtui.catalog.piped import MOST_BYTES, bytes_from, descriptor
from techtui.catalog.problems import CatalogError, Finding, Problem
from techtui.catalog.sanitize import one_line
from techtui.files import in_words, without_waiting
from techtui.startup import collector_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from techtui.catalog.format.collector import Collector
    from techtui.catalog.model import Catalog
    from techtui.catalog.problems import Path as Place

    TakenFrom = Callable[[str], chunks.Taken]


class Layer(Struct, frozen=True):
    """A file of a catalog.

    Args:
        name: The file as the user named it; ``builtin`` for the shipped catalog.
        text: Its content; of a file that is not TOML, what could be read.
        document: The parsed content.
        broken: Why the file, or a part of it, could not be read.
        prints: As in `techtui.catalog.format.chunks.Parsed`.
    """

    name: str
    text: str
    document: dict[str, Any]
    broken: tuple[Problem, ...] = ()
    prints: Mapping[str, bytes] = {}


def read_catalog(
    paths: Paths = (),
    began: Callable[[Literal["parsing", "checking"]], object] = lambda _: None,
) -> Catalog:
    """Read a catalog.

    Args:
        paths: A file or folder of ``*.toml``, or several, lowest layer first; empty for the shipped catalog.
        began: Called when parsing begins, and when checking does.

    Returns:
        The catalog of all layers.

    Raises:
        CatalogError: If a file can't be read or parsed, or there is no title; it lists every problem.
    """
    with collector_paused():
        began("parsing")
        layers = load_layers(paths)
        began("checking")
        return built(layers, spend=True)[0]


def load_layers(paths: Paths = (), taken: TakenFrom | None = None) -> list[Layer]:
    """Read and parse files; those that can't be read are included, with `Layer.broken`.

    Args:
        paths: As in `read_catalog`.
        taken: Returns, by the name of a layer, which entries need not be parsed.
    """
    layers: list[Layer] = []
    read: dict[Path, None] = {}
    for path in as_paths(paths):
        try:
            files = _files(path)
        except CatalogError as error:
            layers.append(Layer(_name(path), "", {}, error.problems))
            continue
        if files and is_foreign(files[-1]):
            layers.append(_imported(path))
            continue
        # A file that several others extend is included once.
        fresh = [file for file in files if file not in read]
        read.update(dict.fromkeys(fresh))
        layers.extend(_on_its_base(_layer(file, _name(file), taken), file, read) for file in fresh)
    if not layers or any(_extends_builtin(layer.document) for layer in layers):
        layers.insert(0, _layer(builtin_path(), BUILTIN_NAME, taken))
    return layers


def _on_its_base(layer: Layer, file: Path, read: Collection[Path]) -> Layer:
    """Return the layer, broken if the file that it extends is not among those read."""
    head = layer.document.get("catalog")
    base = head.get("extends") if isinstance(head, dict) else None
    if not isinstance(base, str) or not is_base(base) or beside(file, base) in read:
        return layer
    words = "it is not clear which file this one extends", "write extends near the top"
    return replace(layer, broken=(*layer.broken, _broken(layer.name, "unreadable", *words)))


def _extends_builtin(document: dict[str, Any]) -> bool:
    head = document.get("catalog")
    return isinstance(head, dict) and head.get("extends") == BUILTIN_NAME


def layer_of(name: str, text: str, taken: TakenFrom | None = None) -> Layer:
    """Return a layer from text; if it is not TOML, with as much as can be read.

    Args:
        name: The name of the layer.
        text: Its content.
        taken: As in `load_layers`.
    """
    if not text or text.isspace():
        return _lost(
            name,
            "the file is empty",
            "techtui new FILE writes a catalog to start from",
            "empty-file",
        )
    try:
        document, prints = chunks.parse(text, taken(name)) if taken else chunks.parse(text)
        return Layer(name, text, document, prints=prints)
    except (ValueError, RecursionError) as error:
        # Imported here because a valid file does not need it.
        from techtui.catalog.format.recovery import mend

        mended, document, slips = mend(text, error)
        broken = (
            _broken(name, "syntax", slip.message, slip.hint, slip.line, slip.column)
            for slip in slips
        )
        return Layer(name, mended, document, tuple(broken))


def build(layers: Sequence[Layer]) -> Catalog:
    """Check layers and build the catalog; what can't be understood is left out, and listed in `Catalog.problems`.

    Raises:
        CatalogError: If the catalog can't be opened at all; it lists all errors.
    """
    return built(layers)[0]


def built(layers: Sequence[Layer], spend: bool = False) -> tuple[Catalog, Collector]:
    """Build a catalog like `build`; also return which parts of the layers were not used as written.

    Args:
        layers: The layers.
        spend: Whether the documents may be consumed: entries of a large catalog are then released as soon as they are built, and
            both forms are never fully in memory at once.
    """
    checker, problems = errors_of(layers)
    if checker.found.refused or any(layer.broken for layer in layers):
        raise CatalogError(problems)
    names = [layer.name for layer in layers]
    count = checker.found.errors
    if checker.found.repairs:
        # Imported here because a catalog without problems never needs it.
        from techtui.catalog.format.salvage import salvage

        checker = salvage(checker)
    prints = _prints(layers, checker.found.touched)
    builder = Builder(checker, names, problems, count, prints)
    if spend and len(layers) == 1:
        # With several layers, each fact is looked up to find its layer.
        for document in (layers[0].document, *checker.documents):
            document.pop("technologies", None)
    return builder.catalog(), checker.found


def _prints(layers: Sequence[Layer], touched: Collection[Place]) -> list[Mapping[str, bytes]]:
    """Return the digests of all parts that are used as written; empty if those of a layer are not known."""
    if not all(layer.prints for layer in layers):
        return []
    if not touched:
        return [layer.prints for layer in layers]
    names = {f"{path[0]}.{path[1]}" for path in touched if len(path) > 1}
    return [
        {name: one for name, one in layer.prints.items() if name not in names} for layer in layers
    ]


def errors_of(
    layers: Sequence[Layer], advises: bool = False
) -> tuple[Checker, tuple[Problem, ...]]:
    """Check layers; return the checker afterwards, and all errors in file order.

    Args:
        layers: The layers.
        advises: As in `Checker.check`.
    """
    checker = Checker(
        [layer.document for layer in layers],
        complete=not any(layer.broken for layer in layers),
        names=[layer.name for layer in layers],
    )
    found = checker.check(advises)
    errors = [one for one in found.findings if one.severity == "error"]
    if not errors and not any(layer.broken for layer in layers):
        return checker, ()
    return checker, locate(errors, layers, found.errors - len(errors))


def locate(
    findings: Iterable[Finding], layers: Sequence[Layer], untold: int = 0
) -> tuple[Problem, ...]:
    """Return findings with their lines and columns, in file order, and what is broken.

    Args:
        findings: The findings in the documents.
        layers: The layers.
        untold: The number of further findings, which a last problem reports.
    """
    # Imported here because a catalog without problems never needs it.
    from techtui.catalog.format.positions import Positions

    findings = list(findings)
    wanted: dict[int, set[Place]] = {}
    for finding in findings:
        wanted.setdefault(finding.layer, set()).add(finding.path)
    positions: dict[int, Positions] = {}
    problems = [(at, problem) for at, layer in enumerate(layers) for problem in layer.broken]
    for finding in findings:
        at = finding.layer
        if at not in positions:
            positions[at] = Positions(_text_with(wanted[at], layers[at]), wanted[at])
        line, column = positions[at].of(finding.path)
        told = one_line(finding.message), one_line(finding.hint)
        problem = Problem(
            layers[at].name,
            line,
            column,
            finding.severity,
            finding.code,
            *told,
            finding.path,
            finding.days,
        )
        problems.append((at, problem))
    problems.sort(key=lambda pair: (pair[0], pair[1].line, pair[1].column))
    if untold:
        message = f"there are {untold} more problems" if untold > 1 else "there is one more problem"
        problems.append((0, _broken(layers[-1].name, "too-many", message, "solve these first")))
    return tuple(problem for _, problem in problems)


def _text_with(places: Collection[Place], layer: Layer) -> str:
    """Return as much of the text of a layer as needed to locate some entries: the syntax tree of a megabyte takes 50 ms."""
    if not layer.prints:
        return layer.text
    return chunks.only(layer.text, {f"{path[0]}.{path[1]}" for path in places if len(path) > 1})


# Files ----------------------------------------------------------------------------------------------


def _name(path: Path) -> str:
    if descriptor(path) == 0:
        return "<stdin>"
    # A path may contain bytes that are not text; those can be shown, but not encoded.
    return str(path).encode(errors="surrogateescape").decode(errors="replace")


def _files(path: Path) -> list[Path]:
    try:
        files = [path] if descriptor(path) is not None else files_at(path)
    except (OSError, ValueError):
        return [path]  # `_layer` reports what is wrong with it.
    if not files:
        hint = "name a catalog file, or put one there"
        raise CatalogError(
            (_broken(_name(path), "unreadable", "there is no .toml file in the folder", hint),)
        )
    return files


def _imported(path: Path) -> Layer:
    """Return an imported file as a layer. It has no text, so problems in it have no lines."""
    try:
        return Layer(_name(path), "", import_document(path))
    except ImportRefusedError as error:
        if path.is_dir():
            message = "there is no .toml file in the folder, and nothing that can be imported"
            return _lost(_name(path), message, "name a catalog file, or put one there")
        hint = "techtui import SOURCE --as KIND -o catalog.toml imports what is not recognised"
        return _lost(_name(path), str(error), hint)


def _layer(path: Path, name: str, taken: TakenFrom | None = None) -> Layer:
    try:
        data = _bytes_of(path)
    except FileNotFoundError:
        return _lost(
            name, "there is no such file", "check the name; techtui new FILE writes a new one"
        )
    except _NotAFileError as error:
        return _lost(name, str(error), "name a .toml file")
    except OSError as error:
        return _lost(name, f"the file can't be read: {in_words(error)}")
    except ValueError:
        return _lost(name, "the name of the file has a NUL character")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return _lost(name, "the file is UTF-16", "save it as UTF-8", "syntax", 1, 1)
        start = data.rfind(b"\n", 0, error.start) + 1
        line, column = (
            data.count(b"\n", 0, error.start) + 1,
            len(data[start : error.start].decode("utf-8", "replace")) + 1,
        )
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x}"
        return _lost(name, message, "save it as UTF-8", "syntax", line, column)
    # Not kept beside the text: a large catalog would take that much memory again.
    del data
    return layer_of(name, text, taken)


class _NotAFileError(Exception):
    pass


def _bytes_of(path: Path) -> bytes:
    number = descriptor(path)
    if number is not None:
        return _bytes_from(number)
    # Checked before opening: opening a device may trigger something, opening a pipe may block.
    _insist_on_a_file(path.stat())
    with open(path, "rb", opener=without_waiting) as file:
        # Checked again: the file may have been replaced meanwhile.
        _insist_on_a_file(os.fstat(file.fileno()))
        return file.read()


def _bytes_from(pipe: int) -> bytes:
    try:
        data = bytes_from(pipe)
    except ValueError as error:
        raise _NotAFileError(str(error)) from None
    if len(data) > MOST_BYTES:
        raise _NotAFileError(f"there is more than {MOST_BYTES // 1024**2} MiB")
    return data


def _insist_on_a_file(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _NotAFileError("this is a folder that can't be listed")
    if not stat.S_ISREG(status.st_mode):
        raise _NotAFileError("this is not an ordinary file")
    if status.st_size > MOST_BYTES:
        raise _NotAFileError(f"the file is larger than {MOST_BYTES // 1024**2} MiB")


def _broken(
    name: str, code: str, message: str, hint: str = "", line: int = 0, column: int = 0
) -> Problem:
    return Problem(name, line, column, "error", code, one_line(message), one_line(hint))


def _lost(
    name: str,
    message: str,
    hint: str = "",
    code: str = "unreadable",
    line: int = 0,
    column: int = 0,
) -> Layer:
    return Layer(name, "", {}, (_broken(name, code, message, hint, line, column),))
