"""Reviews of decisions, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from techtui.pages.decision_words import change_text
from techtui.pages.document import day_text

if TYPE_CHECKING:
    from techtui.catalog.decide import Review
    from techtui.catalog.model import Catalog


def review_lines(catalog: Catalog, name: str, review: Review) -> Iterator[str]:
    """Yield the review of a decision: what has changed overall, then a line for each change.

    Args:
        catalog: The current catalog.
        name: The name of the decision.
        review: The review.
    """
    day = day_text(review.basis.date)
    due = f"; review due since {day_text(review.ranking.decision.review)}" if review.due else ""
    if not review.touched:
        yield f"{name}: unchanged since {day}{due}"
        return
    if not review.turns:
        yield f"{name}: facts changed since {day}; {_named(catalog, review.basis.first)} stays first{due}"
    else:
        before = _named(catalog, review.basis.first)
        now = _named(catalog, review.ranking.first)
        out = " (out by a must)" if review.first_is_out else ""
        yield f"{name}: outcome changed since {day}; {before}{out} was first, now {now} is{due}"
    for change in review.changes:
        yield f"    {change_text(catalog, change)}"
    for one in review.gone:
        yield f"    {one} is no longer in the catalog"
    for one in review.added:
        yield f"    {_named(catalog, one)} is new"


def _named(catalog: Catalog, technology: str) -> str:
    if not technology:
        return "nobody"
    found = catalog.technologies.get(technology)
    return technology if found is None else found.name
