"""The differences between a catalog and published data, entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from techtui.audit.products import NO_PRODUCT, Product, Products, ReleaseLine
from techtui.catalog.model import AUDITS
from techtui.catalog.versions import version_key

if TYPE_CHECKING:
    from techtui.audit.survey import Share, Survey
    from techtui.catalog.model import Attribute, Catalog, Fact, Technology, Value

How: TypeAlias = Literal["older", "newer", "differs", "missing"]
"""How the catalog compares to the data: older, newer, different, or without a value."""

_MOST_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that differs.

    Args:
        technology: The id of the entry.
        attribute: The id of the attribute.
        how: How the catalog compares.
        here: The value of the catalog, as text; empty for none.
        there: The value of the data, as text.
        about: Its release line or year; may be empty.
        value: The value of the data in the form of the catalog; for a series, the whole of it.
        source: The source of the data: ``endoflife:`` and the id of a product, or ``survey:`` and a year.
    """

    technology: str
    attribute: str
    how: How
    here: str
    there: str
    about: str
    value: Value
    source: str


@dataclass(slots=True)
class Audit:
    """The result of an audit.

    Args:
        findings: The differences, in catalog order.
        compared: The number of values compared.
        products: Technology id -> the product it was compared with.
        unknown: Technology id -> the product it names, which does not exist.
        without: Ids of technologies without a product.
    """

    findings: list[Difference] = field(default_factory=list)
    compared: int = 0
    products: dict[str, Product] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    without: list[str] = field(default_factory=list)

    @property
    def agreeing(self) -> int:
        """The number of values that are the same."""
        return self.compared - len(self.findings)


def audit(catalog: Catalog, products: Products | None, surveys: Iterable[Survey]) -> Audit:
    """Compare a catalog with published data.

    Args:
        catalog: The catalog; its attributes say by ``audit`` what to compare them with.
        products: A copy of endoflife.date; None for none.
        surveys: Results of surveys, one per year.
    """
    found = Audit()
    years = sorted(surveys, key=lambda one: one.year)
    for technology in catalog.technologies.values():
        attributes = {
            one.audit: one
            for one in catalog.attributes_of(technology.category)
            if one.type in AUDITS.get(one.audit, ())
        }
        if products is not None:
            _by_product(found, technology, attributes, products)
        for name, share in _SHARES.items():
            if attribute := attributes.get(name):
                _by_surveys(found, technology, attribute, years, share)
    return found


# Releases -----------------------------------------------------------------------------------------


def _by_product(
    found: Audit, technology: Technology, attributes: dict[str, Attribute], products: Products
) -> None:
    if technology.endoflife == NO_PRODUCT or attributes.keys().isdisjoint(_OF_RELEASES):
        return
    product = products.of(technology)
    if product is None:
        if technology.endoflife:
            found.unknown[technology.id] = technology.endoflife
        else:
            found.without.append(technology.id)
        return
    found.products[technology.id] = product
    found.findings += _Releases(found, technology, attributes, product).findings()


_OF_RELEASES: Final = frozenset(one for one in AUDITS if one.startswith("endoflife."))


class _Releases:
    """Compares the releases of an entry."""

    def __init__(
        self,
        found: Audit,
        technology: Technology,
        attributes: dict[str, Attribute],
        product: Product,
    ) -> None:
        self._found = found
        self._technology = technology
        self._attributes = attributes
        self._product = product

    def findings(self) -> Iterator[Difference]:
        newest, long_term = self._product.newest, self._product.long_term
        if newest is not None:
            yield from self._version("latest", newest.latest, "")
            yield from self._day_of_latest(newest)
        if long_term is not None:
            yield from self._version("lts", long_term.name, "long-term")
        if (kept := self._kept()) is not None:
            for name, ended in kept.ends.items():
                yield from self._compare(name, ended.isoformat(), self._about_line(kept, name))

    def _kept(self) -> ReleaseLine | None:
        """Return the line whose end counts: the one marked as long-term, or else that of the newest version."""
        for name in ("lts", "latest"):
            told = self._own_value(name)
            if told and (line := self._product.line_of(told)) is not None:
                return line
            if told:
                # The copy of the data does not include it yet.
                return None
        return self._product.long_term or self._product.newest

    def _about_line(self, line: ReleaseLine, name: str) -> str:
        """Return the name of the line, and whether the catalog has another of its dates."""
        here = self._own_value(name)
        other = next((one for one, day in line.ends.items() if day.isoformat() == here), "")
        return f"line {line.name}" + (f"; {here} is its {other}" if other != name and other else "")

    def _own_value(self, name: str) -> str:
        attribute = self._attributes.get(f"endoflife.{name}")
        fact = self._technology.facts.get(attribute.id) if attribute else None
        return fact.value if fact is not None and isinstance(fact.value, str) else ""

    def _version(self, name: str, there: str, about: str) -> Iterator[Difference]:
        yield from self._compare(name, there, about, _order_of_versions)

    def _day_of_latest(self, newest: ReleaseLine) -> Iterator[Difference]:
        """Yield the date of the catalog's version; of the newest version if the catalog has an older one, or none."""
        told = self._own_value("latest")
        line = next((one for one in self._product.lines if _same(one.latest, told)), None)
        if line is None and (not told or version_key(told) < version_key(newest.latest)):
            line = newest
        if line is not None and line.latest_on is not None:
            yield from self._compare(
                "latestReleaseDate", line.latest_on.isoformat(), f"version {line.latest}"
            )

    def _compare(
        self,
        name: str,
        there: str,
        about: str,
        order: Callable[[str, str], How | None] | None = None,
    ) -> Iterator[Difference]:
        attribute = self._attributes.get(f"endoflife.{name}")
        if attribute is None:
            return
        fact = self._technology.facts.get(attribute.id)
        self._found.compared += 1
        here = fact.value if fact is not None and isinstance(fact.value, str) else ""
        how: How | None
        if not here:
            how = "differs" if fact is not None and fact.missing == "does not apply" else "missing"
        elif order is not None:
            how = order(here, there)
        else:
            how = None if here == there else "differs"
        if how is not None:
            told = here or _why_missing(fact)
            source = f"endoflife:{self._product.id}"
            yield Difference(
                self._technology.id, attribute.id, how, told, there, about, there, source
            )


def _why_missing(fact: Fact | None) -> str:
    return fact.missing or "" if fact is not None else ""


def _same(one: str, other: str) -> bool:
    return bool(one and other) and version_key(one) == version_key(other)


def _order_of_versions(here: str, there: str) -> How | None:
    # One may name the patch version and the other the line.
    if (
        _same(here, there)
        or f"{here}.".startswith(f"{there}.")
        or f"{there}.".startswith(f"{here}.")
    ):
        return None
    return "older" if version_key(here) < version_key(there) else "newer"


# Shares -------------------------------------------------------------------------------------------

_SHARES: Final[dict[str, Callable[[Share], float | None]]] = {
    "survey.used": lambda share: share.used,
    "survey.admired": lambda share: share.admired,
}


def _by_surveys(
    found: Audit,
    technology: Technology,
    attribute: Attribute,
    surveys: Sequence[Survey],
    share_of: Callable[[Share], float | None],
) -> None:
    fact = technology.facts.get(attribute.id)
    series: dict[int, float] = (
        dict(fact.value) if fact is not None and isinstance(fact.value, dict) else {}
    )
    decimals = max(map(_decimals, series.values()), default=2)
    for survey in surveys:
        shares = [(share_of(one), one) for one in survey.of(technology)]
        told = [(value, one) for value, one in shares if value is not None]
        if not told:
            continue
        found.compared += 1
        here = series.get(survey.year)
        # An item offered by two questions, such as a database that is also a platform, may match either; likewise with the two
        # bases, because surveys have changed theirs.
        there, share = told[0] if here is None else min(told, key=lambda one: abs(one[0] - here))
        if here is not None and abs(here - there) <= 0.5 * 10**-decimals + 1e-9:
            continue
        series[survey.year] = round(there, decimals)
        about = f"{survey.year}, {share.people:,} of {share.base:,} ({share.question})"
        found.findings.append(
            Difference(
                technology.id,
                attribute.id,
                "missing" if here is None else "differs",
                "" if here is None else f"{here:g}",
                f"{there:.{decimals}f}",
                about,
                dict(sorted(series.items())),
                f"survey:{survey.year}",
            )
        )


def _decimals(number: float) -> int:
    digits = f"{number:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2]
    return len(digits)
