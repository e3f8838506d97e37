"""What the learning screen says: how far one is, what comes next, where to learn it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rich.text import Text

from techtui.catalog.model import AttributeType, Catalog, Technology
from techtui.catalog.sort_keys import latest
from techtui.shelf import (
    Candidate,
    Entry,
    Reason,
    Status,
    StatusChange,
    days,
    progress,
    suggestions,
)
from techtui.tui.page.layout import Page, Target, piece

WEEKS = 8
MOST_SUGGESTED = 6


def write_learning(
    page: Page,
    catalog: Catalog,
    entries: Mapping[str, Entry],
    activity: Sequence[StatusChange],
    goal: int,
    today: date,
) -> None:
    """The whole page.

    Args:
        page: Where to write.
        catalog: What there is to learn.
        entries: Technology id -> what is kept about it.
        activity: The log of status changes.
        goal: How many to know of each category.
        today: The last day of the activity line.
    """
    known = {key: entry for key, entry in entries.items() if key in catalog.technologies}
    _progress(page, catalog, known, goal)
    _next(page, catalog, known, goal)
    _resources(page, catalog, known)
    _activity(page, activity, today)
    _notes(page, catalog, known)


def _progress(page: Page, catalog: Catalog, entries: Mapping[str, Entry], goal: int) -> None:
    ink = page.ink
    members = {key: [one.id for one in catalog.members(key)] for key in catalog.categories}
    rows: list[tuple[Text, Text]] = []
    reached = 0
    results = progress({key: ids for key, ids in members.items() if ids}, entries, goal)
    for one in results:
        reached += one.reached
        width = max(6, min(24, page.width - 62))
        bar = Text()
        total = max(1, one.total - one.not_for_me)
        at = 0
        so_far = 0
        for count, block, style in (
            (one.known, "█", ink.good),
            (one.learning, "▓", ink.accent),
            (one.wanted, "▒", ink.link),
        ):
            so_far += count
            end = round(width * min(so_far, total) / total)
            bar.append(block * (end - at), style)
            at = max(at, end)
        bar.append("·" * (width - at), ink.muted)
        bar.append(f"  {one.known} known", ink.strong if one.known else ink.muted)
        bar.append(f" · {one.learning} learning · {one.wanted} wanted of {one.total}", ink.muted)
        bar.append(
            "  ✓ goal" if one.reached else f"  {one.missing} to go",
            ink.good if one.reached else ink.mark,
        )
        rows.append((Text(catalog.categories[one.category_id].name), bar))
    page.heading(
        "Progress",
        f"goal: know {goal} of each list (+ and - change it); reached in {reached} of {len(results)}",
    )
    page.pairs(rows, 2)
    page.blank()
    page.paragraph(piece("█ known   ▓ learning   ▒ wanted", ink.muted), 2)


def _next(page: Page, catalog: Catalog, entries: Mapping[str, Entry], goal: int) -> None:
    ink = page.ink
    series = [one.id for one in catalog.attributes.values() if one.type is AttributeType.SERIES]

    def figure(technology: Technology, at: int) -> float | None:
        fact = technology.facts.get(series[at]) if at < len(series) else None
        return latest(fact.value)[1] if fact is not None and isinstance(fact.value, dict) else None

    candidates = [
        Candidate(
            one.id,
            one.category,
            figure(one, 0),
            figure(one, 1),
            [relation.technology for relation in one.relations if relation.kind == "used_with"],
        )
        for one in catalog.technologies.values()
    ]
    page.heading("What next")
    found = suggestions(candidates, entries, goal, MOST_SUGGESTED)
    for one in found:
        technology = catalog.technologies[one.technology_id]
        match one.reason:
            case Reason.WANTED:
                since = f" since {one.wanted_since.isoformat()}" if one.wanted_since else ""
                why = f"you want to{since}"
            case Reason.CATEGORY_SHORT:
                why = f"much used, and {catalog.categories[one.category_id].name} is short of the goal"
            case Reason.GOES_WITH:
                names = ", ".join(
                    catalog.technologies[other].name
                    for other in one.because_of
                    if other in catalog.technologies
                )
                why = f"goes with {names}, which you know"
        text = piece(technology.name, ink.to(Target("technology", technology.id)))
        text.append(f"  {why}", ink.muted)
        page.bullets([text], "→", ink.accent, 2)
    if not found:
        page.paragraph(piece("Nothing: every goal is reached.", ink.muted), 2)


def _resources(page: Page, catalog: Catalog, entries: Mapping[str, Entry]) -> None:
    ink = page.ink
    learning = [
        catalog.technologies[key]
        for key, entry in entries.items()
        if entry.status is Status.LEARNING
    ]
    page.heading("Learning now")
    if not learning:
        page.paragraph(piece("Nothing yet. In the catalog, m marks what you learn.", ink.muted), 2)
    for technology in learning:
        page.paragraph(piece(technology.name, ink.to(Target("technology", technology.id))), 2)
        for resource in sorted(technology.learn, key=lambda one: one.cost != "free"):
            text = piece(resource.title, ink.to(Target("url", resource.url)))
            aside = " · ".join(
                filter(
                    None,
                    (
                        resource.provider,
                        resource.kind,
                        resource.price or resource.cost,
                        resource.level,
                    ),
                )
            )
            text.append(f"  {aside}", ink.muted)
            page.bullets([text], "↗", ink.muted, 4)


def _activity(page: Page, activity: Sequence[StatusChange], today: date) -> None:
    ink = page.ink
    counted = days(activity, today, WEEKS)
    total = sum(day.total for day in counted)
    page.heading("Last weeks", f"{total} change{'' if total == 1 else 's'} in {WEEKS} weeks")
    top = max((day.total for day in counted), default=0) or 1
    line = "".join(
        "·" if not day.total else "▁▂▃▄▅▆▇█"[round((day.total / top) * 7)] for day in counted
    )
    start = (today - timedelta(days=len(counted) - 1)).isoformat()
    page.paragraph(piece(line[-(page.width - 4) :], ink.accent), 2)
    page.paragraph(piece(f"{start} to {today.isoformat()}", ink.muted), 2)


def _notes(page: Page, catalog: Catalog, entries: Mapping[str, Entry]) -> None:
    ink = page.ink
    starred = [catalog.technologies[key] for key, entry in entries.items() if entry.shortlisted]
    noted = [catalog.technologies[key] for key, entry in entries.items() if entry.note]
    for title, technologies in (("Shortlist", starred), ("Notes", noted)):
        if technologies:
            page.heading(title)
            page.bullets(
                [piece(one.name, ink.to(Target("technology", one.id))) for one in technologies],
                "•",
                ink.muted,
                2,
            )
