"""Which technologies people would set beside one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog, Technology

COMPARED_KINDS: Final = (("alternative_to",), ("fork_of", "successor_of", "compatible_with"))
"""The kinds of relations to what people would set beside a technology, the likeliest first."""


def suggested_comparisons(
    catalog: Catalog, technology: Technology, most: int = 4
) -> list[Technology]:
    """The technologies people would set beside this one: alternatives, both ways, then forks; none that one should not take."""
    found: dict[str, Technology] = {}
    for kinds in COMPARED_KINDS:
        for relation in (*technology.relations, *technology.incoming):
            if relation.kind in kinds and relation.technology in catalog.technologies:
                found.setdefault(relation.technology, catalog.technologies[relation.technology])
    found.pop(technology.id, None)
    return [one for one in found.values() if not catalog.why_discouraged(one)][:most]
