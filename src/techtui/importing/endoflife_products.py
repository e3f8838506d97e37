"""The products of endoflife.date, from files or its API, in the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from techtui.importing.front_matter import parted
from techtui.importing.result import ImportRefusedError, Losses
from techtui.importing.source import ImportedFiles, read_text
from techtui.importing.texts import rows_of, table_of, words_of
from techtui.importing.yaml_reader import YamlError

CYCLE: Final = ("releaseCycle", "cycle", "name")
RELEASED: Final = ("releaseDate",)
LONG_TERM: Final = ("lts", "ltsFrom", "isLts")
ENDED: Final = ("eol", "eolFrom")
ACTIVE: Final = ("support", "eoas", "eoasFrom")
EXTENDED: Final = ("extendedSupport", "eoes", "eoesFrom")
"""The names of the parts of a release: in files, and in both versions of the API."""

_MARK: Final = re.compile(r"^releases:", re.MULTILINE)
_UNREADABLE: Final = "products that can't be read, left out"


class ProductFile(NamedTuple):
    """A product with its releases, newest first.

    Args:
        product: Its fields: tables, lists and text.
        releases: The fields of its releases.
    """

    product: dict[str, Any]
    releases: list[dict[str, Any]]


def is_product(text: str) -> bool:
    """Return whether a text is a product file, or the beginning of one."""
    return text.lstrip("\ufeff").startswith("---") and _MARK.search(text) is not None


def products_of(source: ImportedFiles, losses: Losses) -> Iterator[ProductFile]:
    """Yield the products of a file or folder, Markdown or JSON; those without releases are skipped.

    Args:
        source: The files to read.
        losses: Counts what can't be read.

    Raises:
        ImportRefusedError: If the file or folder can't be read.
    """
    if not source.is_folder and source.json is not None:
        yield from products_in_json(source)
        return
    for path in source.files(".md", ".json"):
        try:
            if path.suffix == ".json":
                yield from products_in_json(ImportedFiles(path))
            else:
                yield from _product_in(path)
        except (YamlError, ImportRefusedError):
            losses.add(_UNREADABLE, path.name)


def products_in_json(source: ImportedFiles) -> list[ProductFile]:
    """Return the products in an answer of the API: a list of cycles, or a product or products below ``result``."""
    whole = source.json
    if isinstance(whole, list) and rows_of(whole) and "cycle" in rows_of(whole)[0]:
        return [ProductFile({"title": source.path.stem}, rows_of(whole))]
    result = table_of(whole).get("result")
    products = [result] if isinstance(result, dict) else rows_of(result)
    return [ProductFile(one, rows_of(one.get("releases"))) for one in products]


def _product_in(path: Path) -> Iterator[ProductFile]:
    values, body = parted(read_text(path))
    if releases := rows_of(values.get("releases")):
        yield ProductFile({"name": path.stem, "body": body, **values}, releases)


def first_words(table: dict[str, Any], keys: tuple[str, ...]) -> str:
    """Return the first scalar among some keys, as text; empty if there is none."""
    return next((words for key in keys if (words := words_of(table.get(key)))), "")


def latest_of(release: dict[str, Any]) -> tuple[str, str]:
    """Return the newest version of a release, and its date; each empty if unknown."""
    latest = release.get("latest")
    if isinstance(latest, dict):
        return words_of(latest.get("name")), words_of(latest.get("date"))
    return words_of(latest), words_of(release.get("latestReleaseDate"))
