"""Documents as HTML: a self-contained file, light and dark, for screens and paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final, Protocol

from techtui.catalog.refs import Ref
from techtui.pages.document import (
    BETTER_SIGN,
    DIFFERENT_SIGN,
    GENERAL_SIGN,
    GENERAL_TEXT,
    LEGEND,
    WEAK_SIGN,
    WEAK_TEXT,
    Beside,
    Block,
    Bullets,
    Cell,
    Cite,
    Code,
    Document,
    Heading,
    Item,
    Line,
    Lines,
    Overview,
    Pairs,
    Paragraph,
    Row,
    Shares,
    Sources,
    Span,
    Table,
    day_text,
    told_of,
)
from techtui.pages.overview import whole

if TYPE_CHECKING:
    from techtui.catalog.model import Source

STYLE: Final = """\
:root {
  color-scheme: light dark;
  --text: #1c2330; --muted: #5c6675; --page: #fbfbf9; --raised: #f0f1ee; --line: #d9dbd6;
  --accent: #2456a6; --good: #1d7042; --bad: #a83232; --bar: #9dbbe8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #dfe3ea; --muted: #98a2b3; --page: #14181f; --raised: #1d232c; --line: #333b47;
    --accent: #8ab4f8; --good: #7fd1a1; --bad: #f2928c; --bar: #35558a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 62rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: break-word;
}
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 2.2rem 0 .6rem; padding-bottom: .25rem; font-size: 1.2rem; border-bottom: 1px solid var(--line); }
h3 { margin: 1.2rem 0 .4rem; font-size: 1rem; color: var(--accent); }
pre { max-width: 45rem; padding: .4rem .8rem; background: var(--raised); overflow-x: auto; }
p { margin: .6rem 0; max-width: 45rem; }
header p { margin: .3rem 0; color: var(--muted); }
a { color: var(--accent); text-underline-offset: .15em; }
ul, ol { margin: .3rem 0; padding-left: 1.6rem; }
ul { list-style: none; padding-left: 0; }
ul > li { position: relative; margin: .3rem 0; padding-left: 1.6rem; }
ul > li > .sign { position: absolute; left: .2rem; }
.note { display: block; color: var(--muted); font-size: .92em; }
.muted { color: var(--muted); } .accent, .mark { color: var(--accent); } .good { color: var(--good); }
.bad { color: var(--bad); }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 0 2rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .3rem 1.2rem; margin: .5rem 0; }
dt { color: var(--muted); } dd { margin: 0; min-width: 0; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
table.compared { table-layout: fixed; min-width: 36rem; }
table.compared thead th:nth-child(2) { width: 22%; }
th, td { padding: .45rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th, thead td { border-bottom: 2px solid var(--muted); }
tbody th { font-weight: 500; color: var(--muted); }
tbody th.group { padding-top: 1.2rem; color: var(--accent); font-weight: 600; }
td.verdict { width: 2rem; padding-right: 0; text-align: center; color: var(--muted); }
tr.differs td.verdict { color: var(--accent); font-weight: 700; }
tr.differs { background: var(--raised); }
td.better { font-weight: 600; }
.bar { display: block; width: 100%; height: .35rem; margin-top: .3rem; border-radius: .2rem; fill: var(--bar); }
sup { font-size: .7em; line-height: 0; } sup a { text-decoration: none; padding: 0 .1em; }
ol.sources { font-size: .92rem; } .sources li { margin: .2rem 0; } :target { background: var(--raised); }
footer { margin-top: 3rem; color: var(--muted); font-size: .85rem; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
@media print {
  :root {
    --text: #000; --muted: #444; --page: #fff; --raised: #f4f4f4; --line: #bbb; --accent: #14427f;
    --good: #14532d; --bad: #7f1d1d; --bar: #999;
  }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2, h3, tbody th.group { break-after: avoid; } tr, li, dd { break-inside: avoid; }
  thead { display: table-header-group; } .wide { overflow: visible; }
  .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .sources a::after { content: " " attr(href); color: var(--muted); }
}
"""
"""The style sheet of pages: light and dark, for screens and paper."""

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""The page may load nothing, whatever a catalog managed to write into it."""


def head(title: str, policy: str) -> str:
    """Return what every page has in its head.

    Args:
        title: The title of the page.
        policy: Its Content-Security-Policy.
    """
    return f"""\
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="techtui">
<title>{escape(title)}</title>"""


def render(document: Document, today: date | None = None) -> str:
    """Return a page as HTML.

    Args:
        document: The document.
        today: The date at the foot of the page; by default today.

    Returns:
        The whole file. It has no scripts and loads nothing.
    """
    subtitle = f"<p>{escape(document.subtitle)}</p>\n" if document.subtitle else ""
    main = body(document.blocks, _Alone())
    footer = ""
    if document.origin:
        written = f"{day_text(today or date.today())} · {document.origin}"
        footer = f"\n<footer>{escape(written)}</footer>"
    return f"""\
<!doctype html>
<html lang="en">
<head>
{head(document.title, _POLICY)}
<style>
{STYLE}</style>
</head>
<body>
<header>
<h1 dir="auto">{escape(document.title)}</h1>
{subtitle}</header>
<main>
{main}
</main>{footer}
</body>
</html>
"""


class Links(Protocol):
    """The targets of links that do not lead to the web."""

    def page(self, ref: Ref) -> str:
        """Return the URL of the page about something; empty if there is none."""

    def source(self, source: Source) -> str:
        """Return the URL of details on a source; empty if there are none."""


class _Alone:
    """A page in a file of its own, without other pages to link to."""

    def page(self, ref: Ref) -> str:
        return ""

    def source(self, source: Source) -> str:
        return ""


def body(blocks: Iterable[Block], links: Links) -> str:
    """Return the parts of a page as HTML without scripts or styles.

    Args:
        blocks: The parts.
        links: The targets of its links.
    """
    writer = _Writer(links)
    return "\n".join(line for block in blocks for line in writer.block(block))


class _Writer:
    def __init__(self, links: Links) -> None:
        self._links = links

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                name = f' id="{escape(block.id)}"' if block.level == 2 and block.id else ""
                aside = f' <span class="muted">{escape(block.aside)}</span>' if block.aside else ""
                yield f"<h{block.level}{name}>{escape(block.text)}{aside}</h{block.level}>"
            case Paragraph():
                yield f"<p>{self._line(block.line)}</p>"
            case Lines():
                yield f"<p>{'<br>'.join(map(self._line, block.lines))}</p>"
            case Code():
                text = "\n".join(block.lines)
                yield f"<pre><code>{escape(text)}</code></pre>"
            case Bullets():
                yield from self._bullets(block)
            case Pairs():
                for title, rows in block.sections:
                    if title:
                        yield from self.block(Heading(title, 3))
                    yield "<dl>"
                    for term, item in rows:
                        yield f"<dt>{self._span(Span(term.text, '', term.ref, term.about))}</dt><dd>{self._item(item)}</dd>"
                    yield "</dl>"
            case Table():
                yield from self._table(block)
            case Overview():
                yield from self.block(whole(block))
            case Beside():
                yield '<div class="beside">'
                for part in block.parts:
                    yield "<section>"
                    for one in part:
                        yield from self.block(one)
                    yield "</section>"
                yield "</div>"
            case Sources():
                yield from self._sources(block)

    def _bullets(self, bullets: Bullets) -> Iterator[str]:
        yield "<ol>" if bullets.numbered else "<ul>"
        for at, item in enumerate(bullets.items):
            sign = f'<span class="sign {bullets.tone}">{escape(bullets.sign_of(at))}</span>'
            yield f"<li>{'' if bullets.numbered else sign}{self._item(item)}</li>"
        yield "</ol>" if bullets.numbered else "</ul>"

    def _line(self, line: Line) -> str:
        return "".join(map(self._part, line))

    def _part(self, part: Span | Cite | Shares) -> str:
        if isinstance(part, Span):
            return self._span(part)
        if isinstance(part, Cite):
            return f"<sup>{self._marks(part)}</sup>"
        return "".join(self._span(Span(run, tone)) for run, tone in part.runs(12))

    def _span(self, span: Span) -> str:
        text = escape(span.text)
        if span.link:
            text = f'<a href="{escape(span.link)}" rel="noopener noreferrer">{text}</a>'
        elif address := self._address(span):
            text = f'<a href="{escape(address)}">{text}</a>'
        match span.tone:
            case "":
                return text
            case "strong":
                return f"<strong>{text}</strong>"
            case "aside":
                return f' <span class="muted">{text}</span>'
            case tone:
                return f'<span class="{tone}">{text}</span>'

    def _address(self, span: Span) -> str:
        """Return the URL of a piece of text within the site."""
        ref = span.ref or span.about
        return self._links.page(ref) if ref is not None and ref.kind != "url" else ""

    def _marks(self, cite: Cite) -> str:
        marks = [f'<a href="#s-{number}">{number}</a>' for number in cite.numbers]
        if cite.signs:
            kind = "general" if cite.general else "weak"
            marks.append(f'<a href="#s-{kind}">{cite.signs}</a>')
        return " ".join(marks)

    def _item(self, item: Item) -> str:
        note = f'<span class="note">{self._line(item.note)}</span>' if item.note else ""
        return self._line(item.line) + note

    def _table(self, table: Table) -> Iterator[str]:
        kind = ' class="compared"' if table.signs else ""
        corner = '<td class="verdict"></td>' if table.signs else ""
        head = "".join(f'<th scope="col">{escape(one)}</th>' for one in table.head)
        yield f'<div class="wide"><table{kind}>'
        yield f"<thead><tr>{corner}{head}</tr></thead>"
        for title, rows in table.sections:
            yield "<tbody>"
            if title:
                span = len(table.head) + table.signs
                yield f'<tr><th class="group" scope="rowgroup" colspan="{span}">{escape(title)}</th></tr>'
            for row in rows:
                yield self._row(row, table.signs)
            yield "</tbody>"
        yield "</table></div>"
        if table.signs:
            yield f'<p class="muted">{escape(LEGEND)}</p>'

    def _row(self, row: Row, signs: bool) -> str:
        first, *others = row.cells
        differs = ' class="differs"' if row.sign == DIFFERENT_SIGN else ""
        start = f"<td>{self._line(first.line)}</td>"
        if signs:
            sign = f'<td class="verdict">{escape(row.sign)}</td>'
            start = f'{sign}<th scope="row">{self._line(first.line)}</th>'
        return f"<tr{differs}>{start}{''.join(map(self._cell, others))}</tr>"

    def _cell(self, cell: Cell) -> str:
        bar = ""
        if cell.share is not None:
            # Not a style: the content policy of a site allows none.
            bar = f'<svg class="bar" aria-hidden="true"><rect width="{100 * cell.share:.1f}%" height="100%"/></svg>'
        if cell.better:
            sign = f'<span class="good">{BETTER_SIGN}</span> '
            return f'<td class="better">{sign}{self._line(cell.line)}{bar}</td>'
        return f"<td>{self._line(cell.line)}{bar}</td>"

    def _sources(self, sources: Sources) -> Iterator[str]:
        yield from self.block(Heading("Sources"))
        yield '<ol class="sources">'
        for number, source in enumerate(sources.sources, 1):
            title = self._span(Span(source.title, "", Ref("url", source.url)))
            told = told_of(source)
            day = f' <span class="muted">{escape(told)}</span>' if told else ""
            more = self._links.source(source)
            also = f' <a class="also" href="{escape(more)}">where cited</a>' if more else ""
            yield f'<li id="s-{number}">{title}{day}{also}</li>'
        yield "</ol>"
        if sources.general:
            yield f'<p id="s-general" class="muted">{GENERAL_SIGN} {escape(GENERAL_TEXT)}</p>'
        if sources.weak:
            yield f'<p id="s-weak" class="muted">{WEAK_SIGN} {escape(WEAK_TEXT)}</p>'
