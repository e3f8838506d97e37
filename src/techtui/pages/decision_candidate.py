"""The page of a candidate of a decision: its rank and why, with every fact that counts and its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from techtui.catalog.decide import Eligibility, carried_by, lost_by
from techtui.catalog.refs import Ref
from techtui.pages import decision_words as words
from techtui.pages.citing import Citing
from techtui.pages.document import Block, Bullets, Heading, Item, Line, Paragraph, Span, line_of

if TYPE_CHECKING:
    from techtui.catalog.decide import Ranking, Standing
    from techtui.catalog.model import Catalog


def candidate_blocks(catalog: Catalog, ranking: Ranking, technology: str) -> Iterator[Block]:
    """Yield the page of a candidate.

    Args:
        catalog: The catalog of the ranking.
        ranking: The ranking.
        technology: The id of the candidate.
    """
    standing = ranking.by_id[technology]
    citing = Citing(catalog)
    yield Paragraph((Span(_place(ranking, standing), "strong"),))
    if caution := words.caution_text(catalog, technology):
        yield Paragraph((Span(f"! {caution[0].upper()}{caution[1:]}", "mark"),))
    if tagline := catalog.technologies[technology].tagline:
        yield Paragraph((Span(tagline, "muted"),))
    if standing.musts:
        yield Heading("What must be")
        yield Bullets(tuple(_musts(catalog, standing, citing)), "")
    if ranking.criteria:
        gains = [Item((Span(words.gain_text(one)),)) for one in carried_by(ranking, technology)]
        losses = [
            Item((Span(words.loss_text(catalog, one)),)) for one in lost_by(ranking, technology)
        ]
        if gains:
            yield Heading("What carried it")
            yield Bullets(tuple(gains), "+")
        if losses:
            yield Heading("What it lost by")
            yield Bullets(tuple(losses), "−")
        yield Heading("What counts, each of 100")
        yield Bullets(tuple(_cells(ranking, standing, citing)), "·")
    yield Paragraph((Span("All about it", "", Ref("technology", technology)),))
    yield from citing.sources()


def _place(ranking: Ranking, standing: Standing) -> str:
    if standing.state is Eligibility.OUT:
        return words.state_text(standing)
    place = ranking.standings.index(standing) + 1
    told = f"{place} of {len(ranking.standings)}"
    if ranking.criteria:
        told += f", with {words.score_text(standing.score)} of 100 points"
    doubt = words.state_text(standing)
    return f"{told}; {doubt}" if doubt else told


def _musts(catalog: Catalog, standing: Standing, citing: Citing) -> Iterator[Item]:
    facts = catalog.technologies[standing.technology].facts
    for check in standing.musts:
        known = [facts[one] for one in check.attributes if one in facts]
        cites = citing.cite(tuple(source for fact in known for source in fact.sources))
        yield Item((Span(words.must_text(catalog, standing.technology, check)), *cites))


def _cells(ranking: Ranking, standing: Standing, citing: Citing) -> Iterator[Item]:
    for criterion, cell in zip(ranking.criteria, standing.cells, strict=True):
        line: Line = (
            Span(criterion.name, "strong"),
            Span(f": {words.cell_text(criterion, cell)}"),
        )
        if cell.fact is not None:
            line = (*line, *citing.cite(cell.fact.sources))
        about = (
            f"{words.score_text(cell.score)} points · {words.importance_text(criterion.weight)}"
            f" · {words.good_text(criterion)}"
        )
        yield Item(
            (*line, Span(f"  {about}", "muted")), line_of(criterion.why) if criterion.why else ()
        )
