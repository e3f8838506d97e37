"""Plain text that fits a width, coloured where it is wanted."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from techtui.catalog.comparison import Comparison, Verdict
from techtui.catalog.model import GENERAL_KNOWLEDGE, Catalog, Concept, Point, Technology
from techtui.formats.plain import Citations, amount_text, fact_text, sparkline

Paint = Callable[[str, str], str]
"""Colours a text: text, then ``heading``, ``muted``, ``good``, ``bad`` or ``mark``."""


def plain(text: str, _style: str) -> str:
    """No colour."""
    return text


def _wrap(text: str, width: int, start: str = "", hang: str | None = None) -> list[str]:
    indent = start if hang is None else hang
    return textwrap.wrap(
        text,
        max(20, width),
        initial_indent=start,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [start.rstrip()]


def rows(lines: Iterable[Sequence[str]], width: int, paint: Paint = plain) -> str:
    """A table: each column as wide as it must be, the last one cut to the width."""
    table = [list(line) for line in lines]
    if not table:
        return ""
    widths = [max(cell_len(line[at]) for line in table) for at in range(len(table[0]) - 1)]
    told = []
    for line in table:
        text = "".join(set_cell_size(cell, widths[at]) + "  " for at, cell in enumerate(line[:-1]))
        room = width - cell_len(text)
        last = (
            line[-1]
            if cell_len(line[-1]) <= room
            else set_cell_size(line[-1], max(0, room - 1)) + "…"
        )
        told.append((text + paint(last, "muted")).rstrip())
    return "\n".join(told) + "\n"


def technology(catalog: Catalog, shown: Technology, width: int, paint: Paint = plain) -> str:
    """A technology as a page of text.

    Args:
        catalog: Where attributes and sources are declared.
        shown: What to write.
        width: In cells.
        paint: Colours parts of it.
    """
    cite = Citations(catalog)
    lines = [paint(shown.name, "heading"), *_wrap(shown.tagline, width)]

    def heading(title: str) -> None:
        lines.extend(["", paint(title, "heading")])

    def points(title: str, found: Sequence[Point], sign: str) -> None:
        if found:
            heading(title)
            for point in found:
                lines.extend(
                    _wrap(f"{point.text} {cite.mark(point.sources)}", width, f"  {sign} ", "    ")
                )

    for paragraph in filter(None, shown.summary.split("\n\n")):
        lines.append("")
        lines.extend(_wrap(f"{paragraph} {cite.mark(shown.sources)}", width))
    points("Strengths", shown.strengths, "+")
    points("Weaknesses", shown.weaknesses, "-")
    points("Good for", shown.best_for, "+")
    points("Avoid when", shown.avoid_when, "-")
    points("Good to know", shown.corrections, "!")
    group = None
    longest = max((cell_len(attribute.name) for attribute, _ in catalog.facts_of(shown)), default=0)
    for attribute, fact in catalog.facts_of(shown):
        if attribute.group != group:
            group = attribute.group
            heading(group or "Facts")
        if isinstance(fact.value, dict):
            years = sorted(fact.value)
            value = f"{sparkline(fact.value)}  {amount_text(fact.value[years[-1]], attribute.unit)} in {years[-1]}"
        else:
            value = fact_text(attribute, fact)
        mark = cite.mark(fact.sources) if fact.value is not None else ""
        start = f"  {set_cell_size(attribute.name, longest)}  "
        lines.extend(_wrap(f"{value} {mark}".rstrip(), width, start, " " * cell_len(start)))
        if fact.note:
            lines.extend(
                paint(line, "muted") for line in _wrap(fact.note, width, " " * cell_len(start))
            )
    if shown.relations:
        heading("Related")
        for relation in shown.relations:
            other = catalog.technologies[relation.technology].name
            note = f": {relation.note}" if relation.note else ""
            lines.extend(_wrap(f"{relation.label} {other}{note}", width, "  ", "    "))
    if shown.learn:
        heading("Learn")
        for resource in shown.learn:
            aside = ", ".join(
                filter(None, (resource.provider, resource.price or resource.cost, resource.level))
            )
            lines.extend(_wrap(f"{resource.title} ({aside})", width, "  ", "    "))
            lines.append(f"    {resource.url}")
    if shown.used_by:
        heading("Used by")
        for usage in shown.used_by:
            note = f": {usage.note}" if usage.note else ""
            lines.extend(
                _wrap(f"{usage.name}{note} {cite.mark(usage.sources)}", width, "  ", "    ")
            )
    lines.extend(_sources(catalog, cite, width, paint))
    return "\n".join(lines) + "\n"


def _sources(catalog: Catalog, cite: Citations, width: int, paint: Paint) -> list[str]:
    if not cite.numbers and not cite.general:
        return []
    lines = ["", paint("Sources", "heading")]
    if cite.general:
        lines.append(f"  {Citations.GENERAL}  {GENERAL_KNOWLEDGE}: no document backs this")
    for source_id, number in cite.numbers.items():
        source = catalog.sources[source_id]
        day = f" ({source.date.isoformat()})" if source.date else ""
        lines.extend(_wrap(f"{source.title}{day}", width, f"  {number:>2} ", "     "))
        if source.url:
            lines.append(paint(f"     {source.url}", "muted"))
    return lines


def comparison(
    compared: Comparison, width: int, only_differences: bool = False, paint: Paint = plain
) -> str:
    """A comparison as columns of text.

    Args:
        compared: What to write.
        width: In cells.
        only_differences: Leave out what is the same or known for some only.
        paint: Colours parts of it.
    """
    count = len(compared.technologies)
    shown = [
        row for row in compared.rows if not only_differences or row.verdict is Verdict.DIFFERENT
    ]
    name = min(
        max((cell_len(row.attribute.name) for row in shown), default=8) + 4, max(14, width // 4)
    )
    each = max(12, (width - name) // count - 2)
    head = " " * name + "  ".join(set_cell_size(one.name, each) for one in compared.technologies)
    lines = [paint(head.rstrip(), "heading")]
    group = None
    for row in shown:
        if row.attribute.group != group:
            group = row.attribute.group
            lines.extend(["", paint(group or "Attributes", "heading")])
        cells = [_wrap(row.attribute.name, name - 4)]
        for at, fact in enumerate(row.facts):
            better = "▲ " if at in row.better else ""
            cells.append(
                textwrap.wrap(better + fact_text(row.attribute, fact), each, break_on_hyphens=False)
            )
        for number in range(max(map(len, cells))):
            sign = row.verdict.sign if number == 0 else " "
            parts = [
                set_cell_size(cell[number] if number < len(cell) else "", each if at else name - 2)
                for at, cell in enumerate(cells)
            ]
            lines.append(f"{sign} {parts[0]}{'  '.join(parts[1:])}".rstrip())
    counts = compared.counts
    lines.extend(
        [
            "",
            f"{counts[Verdict.DIFFERENT]} differ, {counts[Verdict.SAME]} same, {counts[Verdict.MISSING]} known for some only",
        ]
    )
    return "\n".join(lines) + "\n"


def concept(catalog: Catalog, shown: Concept, width: int, paint: Paint = plain) -> str:
    """A concept as text."""
    lines = [paint(shown.title, "heading"), ""]
    for paragraph in shown.text.split("\n\n"):
        lines.extend(_wrap(paragraph, width))
    if shown.see_also:
        lines.extend(
            [
                "",
                *_wrap(
                    "See also: " + ", ".join(catalog.concepts[one].title for one in shown.see_also),
                    width,
                ),
            ]
        )
    if shown.technologies:
        names = ", ".join(catalog.technologies[one].name for one in shown.technologies)
        lines.extend(["", *_wrap(f"Seen in: {names}", width)])
    return "\n".join(lines) + "\n"
