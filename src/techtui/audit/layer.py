"""The findings of an audit as a layer: a TOML file to be reviewed line by line, then layered on the catalog or merged into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from techtui.audit.findings import Audit, Difference
from techtui.catalog.model import AttributeType
from techtui.catalog.sanitize import one_line
from techtui.importing.extras import needed

if TYPE_CHECKING:
    from pathlib import Path

    from techtui.catalog.model import Catalog

MARK: Final = "# Made by techtui audit"
"""The first line of every layer: a file that begins otherwise was written by hand."""


def layer_text(
    catalog: Catalog, found: Audit, surveys: Mapping[int, Path], today: date, of: date | None = None
) -> str:
    """Return the facts from the data, each with its source, and the catalog's value in a comment above.

    Facts for which the catalog is newer are left out.

    Args:
        catalog: The audited catalog.
        found: The findings.
        surveys: Year -> the file of that survey.
        today: The day the copies were read.
        of: The date of the copies, if known.

    Raises:
        ImportRefusedError: If the library that writes TOML is not installed.
    """
    return "".join(_parts(catalog, found, surveys, today, of))


def _parts(
    catalog: Catalog, found: Audit, surveys: Mapping[int, Path], today: date, of: date | None
) -> Iterator[str]:
    wanted = [one for one in found.findings if one.how != "newer"]
    dumps = needed("tomli_w").dumps
    yield f"{MARK} on {today.isoformat()}: check each line before you use it as a layer of your catalog.\n"
    yield "# The line above each value shows what the catalog says. Notes are not carried over: they may be about the old value.\n"
    yield "format = 1\n"
    for source in dict.fromkeys(one.source for one in wanted):
        declared = {"title": _title(found, surveys, source)}
        kind, _, name = source.partition(":")
        days: dict[str, Any] = {"read": today}
        if kind == "endoflife":
            declared["url"] = f"https://endoflife.date/{name}"
            days = {"date": of, **days} if of else days
        yield f"\n{dumps({'sources': {_id(source): {**declared, **days}}})}"
    for technology in dict.fromkeys(one.technology for one in wanted):
        yield f"\n{_heading(dumps, technology)}"
        # For a series, the last finding has all years.
        last = {one.attribute: one for one in wanted if one.technology == technology}
        for attribute in last:
            for one in wanted:
                if (one.technology, one.attribute) == (technology, attribute):
                    yield _comment(one)
            yield _fact(catalog, dumps, last[attribute], of)


def _id(source: str) -> str:
    return f"audit-{source.replace(':', '-')}"


def _title(found: Audit, surveys: Mapping[int, Path], source: str) -> str:
    kind, _, name = source.partition(":")
    if kind == "survey":
        return f"Survey of {name}: {one_line(surveys[int(name)].name)}"
    titles = {one.id: one.title for one in found.products.values()}
    return f"endoflife.date: {titles[name]}"


def _heading(dumps: Any, technology: str) -> str:
    # A table without values is written as a header only.
    return str(dumps({"technologies": {technology: {"facts": {}}}})).lstrip()


def _comment(one: Difference) -> str:
    about = f" ({one_line(one.about)})" if one.about else ""
    return f"# {one_line(one.here) or 'no value'} -> {one_line(one.there)}{about}\n"


def _fact(catalog: Catalog, dumps: Any, one: Difference, of: date | None) -> str:
    value: Any = one.value
    if catalog.attributes[one.attribute].type is AttributeType.DATE:
        value = date.fromisoformat(str(value))
    elif isinstance(value, dict):
        value = {str(year): number for year, number in value.items()}
    source: str | list[str] = _id(one.source)
    before = catalog.technologies[one.technology].facts.get(one.attribute)
    if isinstance(value, dict) and before is not None:
        # The other years keep their sources.
        source = [*before.sources, _id(one.source)]
    fact = {"value": value, "source": source}
    if of is not None and one.source.startswith("endoflife:"):
        fact["as_of"] = of
    key = str(dumps({one.attribute: 0})).rpartition(" = ")[0]
    return f"{key} = {_inline(dumps, fact)}\n"


def _inline(dumps: Any, value: Any) -> str:
    """Return a value on one line, as facts are written by hand."""
    if isinstance(value, dict):
        pairs = (
            f"{str(dumps({key: 0})).rpartition(' = ')[0]} = {_inline(dumps, held)}"
            for key, held in value.items()
        )
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(_inline(dumps, one) for one in value)}]"
    return str(dumps({"x": value})).partition(" = ")[2].rstrip("\n")
