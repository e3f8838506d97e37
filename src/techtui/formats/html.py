"""HTML that stands alone: no scripts, nothing fetched, light and dark, prints well."""

from __future__ import annotations

from datetime import date
from html import escape

from techtui.catalog.comparison import Comparison, Row, Verdict
from techtui.catalog.model import GENERAL_KNOWLEDGE, Catalog, Fact, Point, Resource
from techtui.formats.plain import fact_text

STYLE = """\
:root { color-scheme: light dark; --text: #262b33; --back: #fbfaf7; --muted: #6b7079; --line: #dcd8cf; --accent: #8f5300; --good: #1d6b33; --head: #f1eee7; }
@media (prefers-color-scheme: dark) {
  :root { --text: #d8dee6; --back: #12161b; --muted: #8d96a2; --line: #2a323d; --accent: #e5b567; --good: #8fce7b; --head: #1a2028; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 2rem auto; max-width: 72rem; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; }
p.about { color: var(--muted); margin-top: .3rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
thead th { position: sticky; top: 0; background: var(--head); text-align: left; border-bottom: 2px solid var(--accent); }
th, td { padding: .35rem .7rem; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
tbody th { text-align: left; font-weight: normal; }
tr.group th { color: var(--accent); font-weight: bold; padding-top: 1.3rem; border-bottom-color: var(--accent); }
tr.same td, tr.same th { color: var(--muted); }
.sign { display: inline-block; width: 1.3em; font-weight: bold; }
.better { color: var(--good); }
.note { display: block; font-size: .85em; color: var(--muted); }
sup a { text-decoration: none; }
a { color: inherit; }
ul { margin: 0; padding-left: 1.1rem; }
ol { font-size: .9em; color: var(--muted); }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } thead { display: table-header-group; } tr { break-inside: avoid; } thead th { position: static; } }
"""


def comparison(catalog: Catalog, compared: Comparison, day: date) -> str:
    """A comparison as a page.

    Args:
        catalog: Where sources are declared.
        compared: What to write.
        day: The date to put on it.
    """
    page = _Page(catalog)
    names = " and ".join(escape(one.name) for one in compared.technologies)
    counts = compared.counts
    columns = "".join(f'<th scope="col">{escape(one.name)}</th>' for one in compared.technologies)
    span = len(compared.technologies) + 1
    body = []
    for group, rows in compared.groups():
        body.append(
            f'<tr class="group"><th colspan="{span}" scope="rowgroup">{escape(group) or "Attributes"}</th></tr>'
        )
        body.extend(page.row(row) for row in rows)
    for text in compared.texts:
        cells = "".join(f"<td>{page.items(items)}</td>" for items in text.texts)
        body.append(
            f'<tr class="group"><th colspan="{span}" scope="rowgroup">{escape(text.name)}</th></tr>'
        )
        body.append(f"<tr><th></th>{cells}</tr>")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{names} compared</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{names} compared</h1>\n"
        f'<p class="about">{day.isoformat()} · {escape(catalog.title)} · {counts[Verdict.DIFFERENT]} differ, '
        f"{counts[Verdict.SAME]} same, {counts[Verdict.MISSING]} known for some only · "
        f"≠ differs, = same, · known for some only, ▲ better</p>\n"
        f'<table>\n<thead><tr><th scope="col"></th>{columns}</tr></thead>\n<tbody>\n'
        + "\n".join(body)
        + f"\n</tbody>\n</table>\n{page.sources()}</body>\n</html>\n"
    )


class _Page:
    """Writes cells and remembers what they cite."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._numbers: dict[str, int] = {}

    def mark(self, sources: tuple[str, ...]) -> str:
        marks = []
        for source in sources:
            if source == GENERAL_KNOWLEDGE or source in self._catalog.sources:
                number = self._numbers.setdefault(source, len(self._numbers) + 1)
                marks.append(f'<a href="#source-{number}">{number}</a>')
        return f"<sup>{' '.join(marks)}</sup>" if marks else ""

    def row(self, row: Row) -> str:
        cells = "".join(
            f"<td>{self._fact(row, at, fact)}</td>" for at, fact in enumerate(row.facts)
        )
        title = f' title="{escape(row.attribute.help)}"' if row.attribute.help else ""
        return (
            f'<tr class="{row.verdict}"><th scope="row"{title}><span class="sign">{row.verdict.sign}</span>'
            f"{escape(row.attribute.name)}</th>{cells}</tr>"
        )

    def _fact(self, row: Row, at: int, fact: Fact | None) -> str:
        text = escape(fact_text(row.attribute, fact))
        if at in row.better:
            text = f'<span class="better">▲</span> {text}'
        if fact is None:
            return text
        note = f'<span class="note">{escape(fact.note)}</span>' if fact.note else ""
        return text + (self.mark(fact.sources) if fact.value is not None else "") + note

    def items(self, items: tuple[Point | Resource, ...]) -> str:
        told = []
        for item in items:
            if isinstance(item, Resource):
                aside = ", ".join(filter(None, (item.provider, item.price or item.cost)))
                told.append(
                    f"<li>{_link(item.title, item.url)}{f' ({escape(aside)})' if aside else ''}</li>"
                )
            else:
                told.append(f"<li>{escape(item.text)}{self.mark(item.sources)}</li>")
        return f"<ul>{''.join(told)}</ul>" if told else "–"

    def sources(self) -> str:
        if not self._numbers:
            return ""
        lines = []
        for source_id, number in self._numbers.items():
            source = self._catalog.sources.get(source_id)
            if source is None:
                text = "General knowledge; no document backs this."
            else:
                text = _link(source.title, source.url) + (
                    f", {source.date.isoformat()}" if source.date else ""
                )
            lines.append(f'<li id="source-{number}">{text}</li>')
        return "<h2>Sources</h2>\n<ol>\n" + "\n".join(lines) + "\n</ol>\n"


def _link(title: str, url: str) -> str:
    if not url.startswith(("https://", "http://")):
        return escape(title)
    return f'<a href="{escape(url)}" rel="noreferrer">{escape(title)}</a>'
