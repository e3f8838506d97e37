"""The criteria of decisions in TOML: checks and conversions.

Both templates in catalogs and decision files contain them, in the same form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from techtui.catalog.format.decision_fields import WANT
from techtui.catalog.messages import closest, expected, quoted, shown, suggest
from techtui.catalog.model import IMPORTANCES, Attribute, Catalog, Category, OwnFields, Want
from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from techtui.catalog.format.fields import Field
    from techtui.catalog.problems import Path


class Fault(NamedTuple):
    """Something that is wrong."""

    path: Path
    code: str
    message: str
    hint: str = ""


def lexicon(merged: Mapping[str, Any], attributes: Mapping[str, Attribute | None]) -> Catalog:
    """Return a catalog without technologies, for parsing terms before there is a catalog.

    Args:
        merged: The merged layers of a catalog.
        attributes: Its attributes; None for those that can't be understood.
    """
    # Without parents, which may form cycles: only names are needed.
    categories = {
        key: Category(key, entry["name"])
        for key, entry in merged.get("categories", {}).items()
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    }
    known = {key: one for key, one in attributes.items() if one is not None}
    own = OwnFields(id="", title="", categories=categories, attributes=known)
    return Catalog(own, sources={}, technologies={})


def term_faults(path: Path, raw: Any, catalog: Catalog) -> Iterator[Fault]:
    """Yield what is wrong with a list of musts.

    Args:
        path: Its place.
        raw: Its TOML value.
        catalog: The catalog of the terms' attributes and categories.
    """
    from techtui.catalog.decide.terms import understand
    from techtui.catalog.query import QueryError

    if not isinstance(raw, list):
        hint = f'write ["{quoted(raw)}"]' if isinstance(raw, str) else 'write ["ATTRIBUTE:VALUE"]'
        yield Fault(path, "wrong-type", expected("a list of texts", raw), hint)
        return
    for at, term in enumerate(raw):
        if not isinstance(term, str):
            message = expected("text", term)
            yield Fault((*path, at), "wrong-type", message, 'write it in "quotes"')
            continue
        try:
            understand(one_line(term), catalog)
        except QueryError as error:
            yield Fault((*path, at), "bad-term", error.message, error.hint)


def query_faults(path: Path, text: str, catalog: Catalog) -> Iterator[Fault]:
    """Yield what is wrong with a query.

    Args:
        path: Its place.
        text: The query.
        catalog: The catalog of its attributes and categories.
    """
    from techtui.catalog.query import QueryError, parse

    try:
        parse(one_line(text), catalog)
    except QueryError as error:
        yield Fault(path, "bad-term", error.message, error.hint)


def want_faults(path: Path, raw: Any, catalog: Catalog) -> Iterator[Fault]:
    """Yield what is wrong with a table of wants.

    Args:
        path: Its place.
        raw: Its TOML value.
        catalog: The catalog of the attributes.
    """
    if not isinstance(raw, dict):
        message = expected("a table", raw)
        yield Fault(path, "wrong-type", message, "write { ATTRIBUTE = 2 }")
        return
    for attribute, want in raw.items():
        at = (*path, attribute)
        if attribute not in catalog.attributes:
            yield _unknown_attribute(at, attribute, catalog)
        elif not isinstance(want, dict):
            yield from importance_faults(at, want)
            yield from _senseless(at, attribute, (), catalog)
        else:
            yield from key_faults(at, want, WANT)
            if "importance" in want:
                yield from importance_faults((*at, "importance"), want["importance"])
            yield from _good_faults(at, attribute, want, catalog)


def key_faults(path: Path, entry: dict[str, Any], fields: Mapping[str, Field]) -> Iterator[Fault]:
    """Yield unknown keys of an entry, values that should be texts, and missing required keys."""
    for key, value in entry.items():
        if key not in fields:
            message = f"“{quoted(key)}” is not known here"
            yield Fault((*path, key), "unknown-key", message, suggest(key, fields))
        elif fields[key].kind == "text" and not isinstance(value, str):
            message = expected("text", value)
            yield Fault((*path, key), "wrong-type", message, 'write it in "quotes"')
    for key, field in fields.items():
        if field.required and key not in entry:
            hint = f"write {key} = …  ({field.help})"
            yield Fault(path, "missing-key", f"“{key}” is missing", hint)


def importance_of(raw: Any) -> float | None:
    """Return the weight of a number or word; None if it is neither."""
    if isinstance(raw, str):
        return IMPORTANCES.get(raw.strip().casefold())
    if isinstance(raw, int) and not isinstance(raw, bool) and raw in IMPORTANCES.values():
        return raw
    return None


def importance_faults(path: Path, raw: Any) -> Iterator[Fault]:
    """Yield what is wrong with an importance."""
    if importance_of(raw) is None:
        ways = ", ".join(f"{number} ({word})" for word, number in IMPORTANCES.items())
        message = f"{shown(raw)} is not an importance"
        yield Fault(path, "unknown-choice", message, f"write one of {ways}")


def _good_faults(
    path: Path, attribute: str, want: dict[str, Any], catalog: Catalog
) -> Iterator[Fault]:
    raw = want.get("good", [])
    if not isinstance(raw, str) and not (
        isinstance(raw, list) and all(isinstance(one, str) for one in raw)
    ):
        message = expected("a text or a list of texts", raw)
        yield Fault((*path, "good"), "wrong-type", message, 'write good = ["…"]')
    else:
        at = (*path, "good") if "good" in want else path
        yield from _senseless(at, attribute, good_of(raw), catalog)


def _senseless(
    path: Path, attribute: str, good: tuple[str, ...], catalog: Catalog
) -> Iterator[Fault]:
    from techtui.catalog.decide.scale import Gauges
    from techtui.catalog.query import QueryError

    try:
        Gauges().scale(Want(attribute, 1, good), catalog)
    except QueryError as error:
        yield Fault(path, "bad-term", error.message, error.hint)


def _unknown_attribute(path: Path, attribute: str, catalog: Catalog) -> Fault:
    known = {one.name.casefold(): key for key, one in catalog.attributes.items()}
    meant = known.get(attribute.casefold()) or closest(attribute, catalog.attributes)
    hint = f"did you mean “{quoted(meant)}”?" if meant else "name an attribute of the catalog"
    return Fault(path, "unknown-attribute", f"there is no attribute “{quoted(attribute)}”", hint)


def good_of(raw: str | list[str]) -> tuple[str, ...]:
    """Return what is good in the form of the model."""
    return tuple(one_line(one) for one in ([raw] if isinstance(raw, str) else raw))


def wants_of(raw: Mapping[str, Any]) -> tuple[Want, ...]:
    """Return the wants of a valid table."""
    return tuple(
        Want(attribute, importance_of(want) or 0)
        if not isinstance(want, dict)
        else Want(
            attribute,
            importance_of(want["importance"]) or 0,
            good_of(want.get("good", [])),
            one_line(want.get("why", "")),
        )
        for attribute, want in raw.items()
    )
