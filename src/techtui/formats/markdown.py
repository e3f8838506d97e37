"""Markdown, ready to paste into a design document: tables, and sources as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from techtui.catalog.comparison import Comparison, Row, Verdict
from techtui.catalog.model import GENERAL_KNOWLEDGE, Catalog, Fact, Point, Resource, Technology
from techtui.formats.plain import UNKNOWN, fact_text

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_BLOCK = re.compile(r"^(\s*)([-+>=]|\d+[.)](?=\s|$))", re.MULTILINE)


def escape(text: str) -> str:
    """``text`` so that it stands in Markdown, also in a table, as it is."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _BLOCK.sub(
        lambda match: (
            f"{match[1]}\\{match[2]}"
            if not match[2][0].isdigit()
            else f"{match[1]}{match[2][:-1]}\\{match[2][-1]}"
        ),
        escaped,
    )


def link(title: str, url: str) -> str:
    """A link; only web addresses become one."""
    if not url.startswith(("https://", "http://")):
        return escape(title)
    target = (
        url.replace("(", "%28")
        .replace(")", "%29")
        .replace("<", "%3C")
        .replace(">", "%3E")
        .replace("|", "%7C")
        .replace(" ", "%20")
    )
    return f"[{escape(title)}]({target})"


class Footnotes:
    """Numbers sources in the order in which they are cited.

    Args:
        catalog: Where sources are declared.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._numbers: dict[str, int] = {}

    def mark(self, sources: Iterable[str]) -> str:
        """The marks of some sources."""
        marks = []
        for source in sources:
            if source == GENERAL_KNOWLEDGE or source in self._catalog.sources:
                marks.append(f"[^{self._numbers.setdefault(source, len(self._numbers) + 1)}]")
        return "".join(marks)

    def lines(self) -> list[str]:
        """The footnotes."""
        lines = []
        for source_id, number in self._numbers.items():
            source = self._catalog.sources.get(source_id)
            if source is None:
                lines.append(f"[^{number}]: General knowledge; no document backs this.")
            else:
                day = f", {source.date.isoformat()}" if source.date else ""
                lines.append(f"[^{number}]: {link(source.title, source.url)}{day}")
        return lines


def _table(head: list[str], rows: Iterable[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines.extend("| " + " | ".join(row) + " |" for row in rows)
    return lines


def _cell(row: Row, at: int, notes: Footnotes) -> str:
    fact = row.facts[at]
    text = escape(fact_text(row.attribute, fact))
    if at in row.better:
        text = f"▲ {text}"
    if fact is not None and fact.value is not None:
        text += notes.mark(fact.sources)
    return text


def comparison(catalog: Catalog, compared: Comparison, day: date) -> str:
    """A comparison as a section of a decision record.

    Args:
        catalog: Where sources are declared.
        compared: What to write.
        day: The date to put on it.

    Returns:
        Markdown with a title, the date, what differs in a sentence, a table for each group, the
        texts, and the sources as footnotes.
    """
    notes = Footnotes(catalog)
    names = [one.name for one in compared.technologies]
    counts = compared.counts
    lines = [
        f"# {' and '.join(map(escape, names))} compared",
        "",
        f"{day.isoformat()}, from the catalog “{escape(catalog.title)}”. Of {len(compared.rows)} attributes "
        f"{counts[Verdict.DIFFERENT]} differ, {counts[Verdict.SAME]} are the same, "
        f"{counts[Verdict.MISSING]} are known for some only.",
        "",
        "≠ differs, = same, · known for some only, ▲ better where there is an order.",
    ]
    head = ["", "Attribute", *map(escape, names)]
    for group, rows in compared.groups():
        lines += ["", f"## {escape(group) or 'Attributes'}", ""]
        lines += _table(
            head,
            (
                [
                    row.verdict.sign,
                    escape(row.attribute.name),
                    *(_cell(row, at, notes) for at in range(len(names))),
                ]
                for row in rows
            ),
        )
    for text in compared.texts:
        lines += ["", f"## {text.name}"]
        for technology, items in zip(compared.technologies, text.texts, strict=True):
            lines += ["", f"### {escape(technology.name)}", ""]
            lines += [f"- {_item(item, notes)}" for item in items] or [UNKNOWN]
    footnotes = notes.lines()
    if footnotes:
        lines += ["", "## Sources", "", *footnotes]
    return "\n".join(lines) + "\n"


def _item(item: Point | Resource, notes: Footnotes) -> str:
    if isinstance(item, Resource):
        aside = ", ".join(filter(None, (item.provider, item.price or item.cost, item.level)))
        return link(item.title, item.url) + (f" ({escape(aside)})" if aside else "")
    return escape(item.text) + notes.mark(item.sources)


def technology(catalog: Catalog, shown: Technology) -> str:
    """A technology as a page.

    Args:
        catalog: Where attributes and sources are declared.
        shown: What to write.
    """
    notes = Footnotes(catalog)
    lines = [f"# {escape(shown.name)}", "", f"*{escape(shown.tagline)}*" if shown.tagline else ""]
    for paragraph in filter(None, shown.summary.split("\n\n")):
        lines += ["", escape(paragraph) + notes.mark(shown.sources)]
    for title, points in (
        ("Strengths", shown.strengths),
        ("Weaknesses", shown.weaknesses),
        ("Good for", shown.best_for),
        ("Avoid when", shown.avoid_when),
        ("Good to know", shown.corrections),
    ):
        if points:
            lines += ["", f"## {title}", "", *(f"- {_item(point, notes)}" for point in points)]
    groups: dict[str, list[list[str]]] = {}
    for attribute, fact in catalog.facts_of(shown):
        value = escape(fact_text(attribute, fact)) + (
            notes.mark(fact.sources) if fact.value is not None else ""
        )
        groups.setdefault(attribute.group, []).append(
            [escape(attribute.name), value, escape(_aside(fact))]
        )
    for group, rows in groups.items():
        lines += [
            "",
            f"## {escape(group) or 'Facts'}",
            "",
            *_table(["Attribute", "Value", "Note"], rows),
        ]
    if shown.relations:
        lines += ["", "## Related", ""]
        for relation in shown.relations:
            other = catalog.technologies[relation.technology].name
            note = f": {escape(relation.note)}" if relation.note else ""
            lines.append(f"- {escape(relation.label)} {escape(other)}{note}")
    if shown.used_by:
        lines += ["", "## Used by", ""]
        for usage in shown.used_by:
            note = f": {escape(usage.note)}" if usage.note else ""
            lines.append(f"- {escape(usage.name)}{note}{notes.mark(usage.sources)}")
    if shown.learn:
        lines += ["", "## Learn", "", *(f"- {_item(resource, notes)}" for resource in shown.learn)]
    footnotes = notes.lines()
    if footnotes:
        lines += ["", "## Sources", "", *footnotes]
    return "\n".join(lines) + "\n"


def _aside(fact: Fact) -> str:
    day = f"as of {fact.as_of.isoformat()}" if fact.as_of else ""
    return "; ".join(filter(None, (day, fact.note)))
