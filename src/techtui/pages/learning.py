"""The learning page: progress, what comes next, where to learn it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from techtui.catalog.model import Catalog, Technology
from techtui.catalog.popularity import popularity_of
from techtui.catalog.refs import Ref
from techtui.catalog.sanitize import one_line
from techtui.pages.document import (
    Beside,
    Block,
    Bullets,
    Document,
    Heading,
    Item,
    Line,
    Lines,
    Pair,
    Paragraph,
    Shares,
    Span,
    line_of,
    pairs,
)
from techtui.pages.items import link_bullets, resource_item, technology_link
from techtui.pages.values import BLOCKS, fact_text
from techtui.shelf import (
    Candidate,
    Entry,
    Progress,
    Reason,
    Status,
    StatusChange,
    Suggestion,
    days,
    progress,
    suggestions,
)

WEEKS: Final = 8
"""The weeks of the activity line."""
MOST_SUGGESTED: Final = 6
_COLUMN: Final = 70
"""The cells of a line of progress, and some more."""


def learning_page(
    catalog: Catalog,
    entries: Mapping[str, Entry],
    activity: Sequence[StatusChange],
    goal: int,
    today: date,
) -> Document:
    """Return the page of the learning progress.

    Args:
        catalog: The catalog.
        entries: Technology id -> what the user keeps about it.
        activity: The log of status changes.
        goal: How many technologies to know of each category.
        today: The last day of the activity line.
    """
    known = {key: entry for key, entry in entries.items() if key in catalog.technologies}
    return Document("Learning", catalog.title, _learning(catalog, known, activity, goal, today))


def _learning(
    catalog: Catalog,
    entries: Mapping[str, Entry],
    activity: Sequence[StatusChange],
    goal: int,
    today: date,
) -> Iterator[Block]:
    ahead = (*_progress(catalog, entries, goal), *_next(catalog, entries, goal))
    at_hand = (
        *_resources(catalog, entries),
        *_activity(activity, today),
        *_kept(catalog, entries),
    )
    yield Beside((ahead, at_hand), least=_COLUMN)


def _kept(catalog: Catalog, entries: Mapping[str, Entry]) -> Iterator[Block]:
    for title, ids in (
        ("Shortlist", [key for key, entry in entries.items() if entry.shortlisted]),
        ("Notes", [key for key, entry in entries.items() if entry.note]),
    ):
        names = (
            (
                catalog.technologies[one].name,
                Ref("technology", one),
                _first_line(entries[one].note) if title == "Notes" else "",
            )
            for one in ids
        )
        yield from link_bullets(title, names)


def _first_line(note: str) -> str:
    return one_line(next(iter(note.strip().splitlines()), ""))


def _progress(catalog: Catalog, entries: Mapping[str, Entry], goal: int) -> Iterator[Block]:
    members = {key: [one.id for one in catalog.members(key)] for key in catalog.categories}
    results = progress({key: ids for key, ids in members.items() if ids}, entries, goal)
    reached = sum(one.reached for one in results)
    yield Heading(
        "Progress",
        aside=f"know {goal} of each list, + and - change that; {reached} of {len(results)} reached",
    )
    yield from pairs(_progress_in(catalog, one) for one in results)
    yield Paragraph(line_of("█ known   ▓ learning   ▒ wanted", "muted"))


def _progress_in(catalog: Catalog, one: Progress) -> Pair:
    total = max(1, one.total - one.not_for_me)
    others = ((one.learning, "learning"), (one.wanted, "wanted"))
    line: Line = (
        Shares(
            (
                (one.known / total, "█", "good"),
                (one.learning / total, "▓", "accent"),
                (one.wanted / total, "▒", "link"),
            )
        ),
        Span(f"  {one.known} of {one.total}", "strong" if one.known else "muted"),
        Span("  ✓ goal", "good") if one.reached else Span(f"  {one.missing} to go", "mark"),
        Span("".join(f", {count} {what}" for count, what in others if count), "muted"),
    )
    return Span(catalog.category_names[one.category_id]), Item(line)


def _next(catalog: Catalog, entries: Mapping[str, Entry], goal: int) -> Iterator[Block]:
    found = suggestions(_candidates(catalog), entries, goal, MOST_SUGGESTED)
    yield Heading("What next")
    items = tuple(
        Item(
            (
                technology_link(catalog.technologies[one.technology_id]),
                Span(f"  {_why(catalog, one)}", "muted"),
            )
        )
        for one in found
    )
    if items:
        yield Bullets(items, "→", "accent")
    else:
        yield Paragraph(line_of("Nothing: every goal is reached.", "muted"))


def _candidates(catalog: Catalog) -> list[Candidate]:
    return [
        Candidate(
            one.id,
            one.category,
            popularity_of(catalog, one),
            [relation.technology for relation in one.relations if relation.kind == "used_with"],
            one.id in catalog.discouraged,
        )
        for one in catalog.technologies.values()
    ]


def _why(catalog: Catalog, one: Suggestion) -> str:
    match one.reason:
        case Reason.WANTED:
            since = f" since {one.wanted_since.isoformat()}" if one.wanted_since else ""
            return f"you want to{since}"
        case Reason.CATEGORY_SHORT:
            short = f"{catalog.category_names[one.category_id]} is short of the goal"
            use = _use(catalog, catalog.technologies[one.technology_id])
            return f"{use}; {short}" if use else short
        case Reason.GOES_WITH:
            known = (catalog.technologies.get(other) for other in one.because_of)
            names = ", ".join(other.name for other in known if other is not None)
            return f"goes with {names}, which you know"


def _use(catalog: Catalog, technology: Technology) -> str:
    """Return how much a technology is used, in the catalog's own words; empty if unknown."""
    if popularity_of(catalog, technology) is None:
        return ""
    attribute = catalog.attributes[catalog.conventions.popularity]
    text = fact_text(attribute, technology.facts[attribute.id])
    # “87,849 stars” is self-explanatory; a bare percentage is not.
    if attribute.unit and attribute.unit.casefold() in attribute.name.casefold().split():
        return text
    return f"{attribute.name} {text}"


def _resources(catalog: Catalog, entries: Mapping[str, Entry]) -> Iterator[Block]:
    yield Heading("Learning now")
    learning = [key for key, entry in entries.items() if entry.status is Status.LEARNING]
    if not learning:
        yield Paragraph(line_of("Nothing yet. In the catalog, m marks what you learn.", "muted"))
    for technology in (catalog.technologies[one] for one in learning):
        yield Paragraph((technology_link(technology),))
        free_first = sorted(technology.learn, key=lambda one: one.cost != "free")
        if free_first:
            yield Bullets(tuple(resource_item(one) for one in free_first), "↗")


def _activity(activity: Sequence[StatusChange], today: date) -> Iterator[Block]:
    counted = days(activity, today, WEEKS)
    total = sum(day.total for day in counted)
    yield Heading("Last weeks", aside=f"{total} change{'' if total == 1 else 's'} in {WEEKS} weeks")
    top = max((day.total for day in counted), default=0) or 1
    course = "".join(
        BLOCKS[1 + round(day.total / top * 7)] if day.total else "·" for day in counted
    )
    start = today - timedelta(days=len(counted) - 1)
    yield Lines(
        (
            line_of(course, "accent"),
            line_of(f"{start.isoformat()} to {today.isoformat()}", "muted"),
        ),
        cut=True,
    )
