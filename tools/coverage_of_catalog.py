"""Print how complete and how well sourced a catalog is.

    python tools/coverage_of_catalog.py [FILE]

Exits with 1 when the shipped catalog falls below what it promises (docs/facts.md): nine of ten facts
known and sourced in each category, every figure sourced.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import GENERAL_KNOWLEDGE, AttributeType, Catalog, Fact

FIGURES = {
    AttributeType.NUMBER,
    AttributeType.MONEY,
    AttributeType.YEAR,
    AttributeType.DATE,
    AttributeType.VERSION,
    AttributeType.SERIES,
}


@dataclass
class Coverage:
    """What is known of the technologies of one category.

    Args:
        category: Its id.
        cells: Technologies times their attributes.
        answered: Cells with a value, or with the statement that none can exist.
        known: Cells with a value.
        sourced: Values that a document backs.
        weak: Of these, those with weak sources only.
        figures: Values that are numbers, years, dates, versions or series.
        sourced_figures: Of these, those that a document backs.
    """

    category: str
    cells: int = 0
    answered: int = 0
    known: int = 0
    sourced: int = 0
    weak: int = 0
    figures: int = 0
    sourced_figures: int = 0

    @property
    def filled(self) -> float:
        """The share of cells that are answered."""
        return self.answered / self.cells if self.cells else 1.0

    @property
    def backed(self) -> float:
        """The share of values that a document backs."""
        return self.sourced / self.known if self.known else 1.0

    @property
    def figures_backed(self) -> float:
        """The share of figures that a document backs."""
        return self.sourced_figures / self.figures if self.figures else 1.0


def is_sourced(fact: Fact) -> bool:
    """Whether a document backs a fact."""
    return any(source != GENERAL_KNOWLEDGE for source in fact.sources)


def is_weak(catalog: Catalog, fact: Fact) -> bool:
    """Whether a fact has weak sources only."""
    found = [catalog.sources[one] for one in fact.sources if one in catalog.sources]
    return bool(found) and len(found) == len(fact.sources) and all(one.weak for one in found)


def coverage(catalog: Catalog) -> list[Coverage]:
    """The coverage of each category that has technologies of its own."""
    found = []
    for category in catalog.categories.values():
        members = catalog.members(category.id)
        if not members:
            continue
        result = Coverage(category.id)
        for technology in members:
            for attribute in catalog.attributes_of(category.id):
                result.cells += 1
                fact = technology.facts.get(attribute.id)
                if fact is None or fact.missing == "not found":
                    continue
                result.answered += 1
                if fact.value is None:
                    continue
                result.known += 1
                result.sourced += is_sourced(fact)
                result.weak += is_weak(catalog, fact)
                if attribute.type in FIGURES:
                    result.figures += 1
                    result.sourced_figures += is_sourced(fact)
        found.append(result)
    return found


def main(*paths: str) -> int:
    """Print the table."""
    catalog = read_catalog([Path(path) for path in paths])
    results = coverage(catalog)
    print(
        f"{'category':<20}{'cells':>7}{'filled':>9}{'values':>8}{'sourced':>9}{'weak':>6}{'figures':>9}{'sourced':>9}"
    )
    good = True
    for one in results:
        print(
            f"{one.category:<20}{one.cells:>7}{one.filled:>9.1%}{one.known:>8}{one.backed:>9.1%}{one.weak:>6}"
            f"{one.figures:>9}{one.figures_backed:>9.1%}"
        )
        good = good and one.filled >= 0.9 and one.backed >= 0.9 and one.figures_backed == 1.0
    witnesses = sum(one.weak for one in catalog.sources.values())
    print(
        f"{sum(one.weak for one in results)} values have weak sources only"
        f" ({witnesses} of {len(catalog.sources)} sources are weak)"
    )
    return 0 if good or paths else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
