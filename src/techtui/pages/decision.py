"""The page of a decision: a record after MADR 4, a Markdown template for decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from techtui.catalog.decide import (
    Eligibility,
    Ranking,
    TermVerdict,
    Turning,
    carried_by,
    lost_by,
    turning,
)
from techtui.catalog.model import AttributeType
from techtui.pages import decision_words as words
from techtui.pages.citing import Citing
from techtui.pages.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Item,
    Line,
    Paragraph,
    Row,
    Span,
    Table,
    day_text,
    line_of,
)
from techtui.pages.items import link_span, origin_of

if TYPE_CHECKING:
    from techtui.catalog.decide import Standing
    from techtui.catalog.model import Catalog

_MOST_OPTIONS: Final = 4
"""The most candidates described in full: as many as fit side by side."""
_MOST_TURNS: Final = 3
_LONGEST_VALUE: Final = 160


def decision_page(catalog: Catalog, ranking: Ranking) -> Document:
    """Return the page of a decision: context, drivers, options, outcome, what would change it, and the facts with sources."""
    decision = ranking.decision
    about = " · ".join(filter(None, (decision.status, day_text(decision.date))))
    return Document(decision.question, about, _page(catalog, ranking), origin_of(catalog))


def _page(catalog: Catalog, ranking: Ranking) -> Iterator[Block]:
    citing = Citing(catalog)
    turn = turning(ranking)
    yield from _context(catalog, ranking)
    yield from _drivers(ranking)
    yield from _options(catalog, ranking, citing)
    yield from _outcome(catalog, ranking, turn)
    yield from _pros_and_cons(catalog, ranking)
    yield from _facts(catalog, ranking, citing)
    yield from citing.sources()


def _context(catalog: Catalog, ranking: Ranking) -> Iterator[Block]:
    yield Heading("Context and Problem Statement")
    for part in filter(None, ranking.decision.note.split("\n\n")):
        yield Paragraph((Span(part),))
    count = len(ranking.by_id)
    as_of = f", as of {day_text(catalog.as_of)}" if catalog.as_of else ""
    yield Paragraph(
        (Span(f"{count} candidates are weighed by the facts of “{catalog.title}”{as_of}."),)
    )
    if left_out := words.left_out_text(catalog, ranking.decision):
        yield Paragraph((Span(left_out),))
    for one in ranking.ignored:
        yield Paragraph((Span(f"Left out: {one.what} ({one.problem}).", "bad"),))


def _drivers(ranking: Ranking) -> Iterator[Block]:
    yield Heading("Decision Drivers")
    musts = [Item((Span("Must: "), Span(one, "strong"))) for one in ranking.decision.musts]
    wants = [
        Item(
            (
                Span(criterion.name, "strong"),
                Span(
                    f": {words.importance_text(criterion.weight)}, {100 * share:.0f} % of the whole"
                ),
                Span(f"; {words.good_text(criterion)}"),
            ),
            line_of(criterion.why) if criterion.why else (),
        )
        for criterion, share in zip(ranking.criteria, ranking.shares, strict=True)
    ]
    if musts or wants:
        yield Bullets((*musts, *wants))
    else:
        yield Paragraph((Span("Nothing counts yet."),))


def _options(catalog: Catalog, ranking: Ranking, citing: Citing) -> Iterator[Block]:
    yield Heading("Considered Options")
    if ranking.standings:
        doubts = any(one.state is Eligibility.DOUBT for one in ranking.standings)
        rows = tuple(
            _option(catalog, one, at, citing, doubts) for at, one in enumerate(ranking.standings, 1)
        )
        head = ("Place", "Option", "Score of 100")
        yield Table((*head, "In doubt") if doubts else head, (("", rows),))
    if ranking.out:
        yield Paragraph((Span("Out, because they fail a must:"),))
        yield Bullets(tuple(_out(catalog, ranking, one, citing) for one in ranking.out))


def _option(catalog: Catalog, standing: Standing, place: int, citing: Citing, doubts: bool) -> Row:
    cells = (
        Cell((Span(str(place), "muted"),)),
        Cell(_name(catalog, standing)),
        Cell((Span(words.score_text(standing.score)),), standing.score.middle),
    )
    open_ = Cell(_unmet(catalog, standing, citing, TermVerdict.UNKNOWN))
    return Row((*cells, open_) if doubts else cells)


def _out(catalog: Catalog, ranking: Ranking, standing: Standing, citing: Citing) -> Item:
    score = f", {words.score_text(standing.score)} of 100 points" if ranking.criteria else ""
    unmet = _unmet(catalog, standing, citing, TermVerdict.NO)
    return Item((*_name(catalog, standing), Span(f"{score}: "), *unmet))


def _name(catalog: Catalog, standing: Standing) -> Line:
    technology = catalog.technologies[standing.technology]
    why = catalog.why_discouraged(technology)
    marked = (Span(f" ({why})", "mark"),) if why else ()
    return (Span(technology.name, "strong"), *marked)


def _unmet(catalog: Catalog, standing: Standing, citing: Citing, verdict: TermVerdict) -> Line:
    """Return the values that fail musts, or that would decide them, with sources."""
    told: Line = ()
    facts = catalog.technologies[standing.technology].facts
    for check in standing.musts:
        if check.verdict is verdict:
            known = [facts[one] for one in check.attributes if one in facts]
            cites = citing.cite(tuple(source for fact in known for source in fact.sources))
            text = words.must_fact_text(catalog, standing.technology, check)
            told = (*told, *((Span("; "),) if told else ()), Span(text), *cites)
    return told


def _outcome(catalog: Catalog, ranking: Ranking, turn: Turning) -> Iterator[Block]:
    yield Heading("Decision Outcome")
    if not ranking.standings:
        yield Paragraph((Span("No option meets every must."),))
        return
    first = ranking.standings[0]
    yield Paragraph(tuple(chosen(catalog, ranking)))
    if tagline := catalog.technologies[first.technology].tagline:
        yield Paragraph((Span(f"{catalog.technologies[first.technology].name}: {tagline}"),))
    yield Heading("Consequences", 3)
    reasons = _reasons(catalog, ranking, first)
    reasons += [
        Item((Span(f"Unsure, because nothing says whether “{one.text}” holds"),))
        for one in first.musts
        if one.verdict is TermVerdict.UNKNOWN
    ]
    if reasons:
        yield Bullets(tuple(reasons))
    else:
        yield Paragraph((Span("Nothing that counts tells it from the others."),))
    yield Heading("Confirmation", 3)
    day = ranking.decision.review
    when = f"Review on {day_text(day)}, and when" if day else "Review when"
    yield Paragraph(
        (Span(f"{when} a fact it rests on changes; techtui decide --review checks that."),)
    )
    yield Heading("What would turn it", 3)
    yield Bullets(tuple(Item((Span(one),)) for one in turn_texts(catalog, ranking, turn)))


def chosen(catalog: Catalog, ranking: Ranking) -> Iterator[Span]:
    """Yield who comes first, by how much, and how certain that is; the ranking must have a first."""
    first = ranking.standings[0]
    accepted = ranking.decision.status == "accepted"
    yield Span("Chosen option: " if accepted else "First: ")
    yield Span(f"“{catalog.technologies[first.technology].name}”", "strong")
    told = f", with {words.score_text(first.score)} of 100 points"
    if len(ranking.standings) > 1:
        follower = ranking.standings[1]
        second = catalog.technologies[follower.technology].name
        lead = words.lead_text(first.score, follower.score)
        told += f", level with {second}" if ranking.tied else f", {lead} ahead of {second}"
    else:
        told += ", the only one that meets every must" if ranking.out else ", the only one left"
    if caution := words.caution_text(catalog, first.technology):
        told += f"; it is {caution}"
    if first.state is Eligibility.DOUBT:
        told += f"; {words.state_text(first)}"
    elif not ranking.sure and not ranking.tied:
        told += "; unknown values could change that"
    yield Span(f"{told}.")


def turn_texts(catalog: Catalog, ranking: Ranking, turn: Turning) -> list[str]:
    """Return what would change a decision, one sentence each, its stability first."""
    if len(ranking.standings) < 2:
        other = "must" if ranking.out else "candidate"
        return [f"Only another {other} could: there is no second."]
    first = catalog.technologies[ranking.first].name
    told = [words.stability_text(first, turn.stability)]
    # A weight that no step of importance reaches is of no practical use.
    weights = [one for one in turn.weights if one.step is not None]
    told += [words.weight_turn_text(catalog, one) for one in weights[:_MOST_TURNS]]
    if not weights:
        told.append("No change of a single importance would make another the first.")
    told += [words.fact_turn_text(catalog, one) for one in turn.facts[:_MOST_TURNS]]
    more = len(turn.facts) - _MOST_TURNS
    if more > 0:
        told.append(f"{more} more unknown values could turn it, each alone.")
    if not turn.facts:
        told.append("No single unknown value would make another the first.")
    return told


def _pros_and_cons(catalog: Catalog, ranking: Ranking) -> Iterator[Block]:
    # Remarks on the first candidate are among the consequences.
    others = ranking.standings[1:]
    if not ranking.criteria or not others:
        return
    yield Heading("Pros and Cons of the Other Options")
    for standing in others[: _MOST_OPTIONS - 1]:
        technology = catalog.technologies[standing.technology]
        yield Heading(technology.name, 3)
        if technology.tagline:
            yield Paragraph((Span(technology.tagline),))
        if reasons := _reasons(catalog, ranking, standing):
            yield Bullets(tuple(reasons))
    more = len(others) - _MOST_OPTIONS + 1
    if more > 0:
        is_ = "is" if more == 1 else "are"
        yield Paragraph((Span(f"{more} more {is_} in the table of options."),))


def _reasons(catalog: Catalog, ranking: Ranking, standing: Standing) -> list[Item]:
    """Return what speaks for a candidate, then what speaks against it."""
    good = map(words.gain_text, carried_by(ranking, standing.technology))
    bad = [words.loss_text(catalog, one) for one in lost_by(ranking, standing.technology)]
    if caution := words.caution_text(catalog, standing.technology):
        bad.insert(0, f"it is {caution}")
    return [
        *(Item((Span("Good, because "), Span(one))) for one in good),
        *(Item((Span("Bad, because "), Span(one))) for one in bad),
    ]


def _facts(catalog: Catalog, ranking: Ranking, citing: Citing) -> Iterator[Block]:
    shown = (*ranking.standings, *ranking.out)[:_MOST_OPTIONS]
    if not ranking.criteria or not shown:
        return
    yield Heading("More Information")
    yield Paragraph((Span("The facts, each with its score of 100."),))
    names = [words.named_text(catalog, one.technology) for one in shown]
    rows = [_fact_row(ranking, shown, at, citing) for at in range(len(ranking.criteria))]
    yield Table(("Driver", *names), (("", tuple(rows)),))


def _fact_row(ranking: Ranking, shown: Sequence[Standing], at: int, citing: Citing) -> Row:
    """Return the row of a criterion; a source that all values share is cited once, at the beginning."""
    criterion = ranking.criteria[at]
    facts = [one.cells[at].fact for one in shown]
    lists = [fact.sources for fact in facts if fact is not None and fact.value is not None]
    shared = set.intersection(*map(set, lists)) if len(lists) > 1 else set()
    head = citing.cite(tuple(one for one in lists[0] if one in shared)) if shared else ()
    cells = [Cell((Span(criterion.name), *head))]
    for standing, fact in zip(shown, facts, strict=True):
        scored = standing.cells[at]
        value = words.cell_text(criterion, scored)
        if len(value) > _LONGEST_VALUE:
            value = value[: _LONGEST_VALUE - 1] + "…"
        is_link = criterion.attribute is not None and criterion.attribute.type is AttributeType.LINK
        own = tuple(one for one in fact.sources if one not in shared) if fact is not None else ()
        score = Span(f" ({words.score_text(scored.score)})", "muted")
        told = link_span(value, value) if is_link else Span(value)
        cells.append(Cell((told, *citing.cite(own), score)))
    return Row(tuple(cells))
