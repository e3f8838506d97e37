"""The files of a website."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from techtui.catalog.first_columns import first_columns
from techtui.catalog.model import AttributeType
from techtui.catalog.refs import Ref
from techtui.formats.html_page import STYLE, body
from techtui.pages.category import category_page
from techtui.pages.choosing import questions
from techtui.pages.concept import attribute_page, concept_page
from techtui.pages.document import Document, Overview, Sources
from techtui.pages.overview import as_pairs
from techtui.pages.tables import ANY_DAY
from techtui.pages.technology import technology_page
from techtui.publish import data
from techtui.publish.addresses import PAGE, SiteLinks, segment
from techtui.publish.charts import MOST_LINES, Line, chart
from techtui.publish.lists import (
    attributes_list,
    categories_tree,
    concepts_list,
    sources_list,
    technologies_list,
)
from techtui.publish.shell import page, root_of
from techtui.publish.tables import technologies_table

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Catalog, Category, Concept, Technology

_ASSETS: Final = (
    *("icon.svg", "site.js", "folding.js", "search.js", "alike.js", "field.js"),
    *("table.js", "find.js", "chart.js", "compare.js"),
)
_MOST_ROWS: Final = 500
"""A larger table is searched, not read."""
_MOST_COLUMNS: Final = 7
_TWO_LEVELS: Final = "../../"

_COMPARE: Final = """\
<noscript><p>The table of a comparison is made in the page, by JavaScript. Without it, read the pages of the technologies.</p></noscript>
<div id="compare"></div>"""


def site(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a website, the same bytes for the same catalog.

    Dates in tables are past or future relative to the date of the catalog; without one, neither.

    Args:
        catalog: The catalog.

    Yields:
        The path of each file, with ``/``, and its content.
    """
    for path, text in _texts(catalog):
        yield path, text.encode(errors="replace")


def _texts(catalog: Catalog) -> Iterator[tuple[str, str]]:
    yield PAGE, _first_page(catalog)
    for folder, title, main, scripts in _lists(catalog):
        yield f"{folder}/{PAGE}", page(catalog, folder, title, main, scripts=scripts)
    links = SiteLinks(catalog, _TWO_LEVELS)
    for technology in catalog.technologies.values():
        folder = f"technologies/{segment(technology.id)}"
        yield f"{folder}/{PAGE}", _technology(catalog, technology, folder, links)
    for category in catalog.categories.values():
        folder = f"categories/{segment(category.id)}"
        yield f"{folder}/{PAGE}", _category(catalog, category, folder, links)
    for concept in catalog.concepts.values():
        folder = f"concepts/{segment(concept.id)}"
        yield f"{folder}/{PAGE}", _concept(catalog, concept, folder, links)
    for attribute in catalog.shown_attributes:
        folder = f"attributes/{segment(attribute.id)}"
        yield f"{folder}/{PAGE}", _attribute(catalog, attribute, folder, links)
    yield from data.files(catalog)
    assets = files("techtui.publish") / "assets"
    for name in _ASSETS:
        yield f"assets/{name}", (assets / name).read_text(encoding="utf-8")
    yield "assets/site.css", STYLE + (assets / "site.css").read_text(encoding="utf-8")
    # Otherwise GitHub Pages would leave out files whose names begin with an underscore.
    yield ".nojekyll", ""


def _first_page(catalog: Catalog) -> str:
    summary = f"<p>{escape(catalog.summary)}</p>\n" if catalog.summary else ""
    links = SiteLinks(catalog, "")
    begin = body(questions(catalog, "Where to begin", catalog.how_to_choose), links)
    heading = '<h2 id="what-it-covers">What it covers</h2>' if begin else ""
    tree = categories_tree(catalog, links, with_technologies=True)
    main = "\n".join(filter(None, (begin, heading, tree)))
    return page(catalog, "", catalog.title, f"{summary}{main}")


def _lists(catalog: Catalog) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    links = SiteLinks(catalog, root_of("one"))
    yield "technologies", "Technologies", technologies_list(catalog, links), ("find",)
    tree = categories_tree(catalog, links, with_technologies=False)
    yield "categories", "Categories", tree, ()
    yield "concepts", "Concepts", concepts_list(catalog, links), ()
    yield "attributes", "Attributes", attributes_list(catalog, links), ()
    yield "sources", "Sources", sources_list(catalog, links), ()
    yield "compare", "Compare", _COMPARE, ("chart", "compare")


def _main(document: Document, links: SiteLinks, before_sources: str) -> str:
    """Return the content of a page, with something inserted before its sources."""
    # The tables of the site have more values, and can be sorted.
    blocks = [as_pairs(one) if isinstance(one, Overview) else one for one in document.blocks]
    sources = [one for one in blocks if isinstance(one, Sources)]
    text = body((one for one in blocks if not isinstance(one, Sources)), links)
    return "\n".join(filter(None, (text, before_sources, body(sources, links))))


def _technology(catalog: Catalog, technology: Technology, folder: str, links: SiteLinks) -> str:
    compare = escape(links.page(Ref("compare", technology.id)))
    own = f'<p class="does"><a href="{compare}">Compare it with others</a></p>\n'
    main = _main(
        technology_page(catalog, technology, today=catalog.as_of or ANY_DAY),
        links,
        "\n".join(_charts(catalog, technology)),
    )
    return page(
        catalog,
        folder,
        technology.name,
        own + main,
        subtitle=", ".join(technology.aliases),
        crumbs=_way(catalog, technology.category, links),
    )


def _charts(catalog: Catalog, technology: Technology) -> Iterator[str]:
    found = [
        (attribute, fact.value)
        for attribute, fact in catalog.shown_facts_of(technology)
        if isinstance(fact.value, dict) and len(fact.value) > 1
    ]
    if found:
        yield '<h2 id="over-the-years">Over the years</h2>'
    for attribute, series in found:
        yield chart(attribute.name, attribute.unit, [Line(technology.name, series)])


def _category(catalog: Catalog, category: Category, folder: str, links: SiteLinks) -> str:
    technologies = list(catalog.walk(category.id))
    find = f"{links.root}technologies/{PAGE}?category={segment(category.id)}"
    parts = []
    if technologies:
        shown = technologies[:_MOST_ROWS]
        parts.append('<h2 id="side-by-side">Side by side</h2>')
        more = f"The first {_MOST_ROWS}. " if len(shown) < len(technologies) else ""
        parts.append(f'<p>{more}<a href="{escape(find)}">Find and filter these</a></p>')
        ids = [one.id for one in technologies]
        columns = first_columns(catalog, ids, category.id, _MOST_COLUMNS)
        attributes = [catalog.attributes[one] for one in columns]
        caption = f"Technologies of {category.name}"
        parts.append(technologies_table(shown, attributes, links, caption))
    return page(
        catalog,
        folder,
        category.name,
        _main(category_page(catalog, category), links, "\n".join(parts)),
        crumbs=_way(catalog, category.parent, links),
        scripts=("table",),
    )


def _concept(catalog: Catalog, concept: Concept, folder: str, links: SiteLinks) -> str:
    chosen = [one for one in catalog.categories.values() if concept.id in one.concepts]
    items = "".join(
        f'<li><a href="{escape(links.page(Ref("category", one.id)))}">{escape(catalog.category_names[one.id])}</a></li>'
        for one in chosen
    )
    back = f'<h2 id="helps-to-choose">Helps to choose</h2>\n<ul>{items}</ul>' if items else ""
    return page(
        catalog,
        folder,
        concept.title,
        _main(concept_page(catalog, concept), links, back),
        crumbs=[("Concepts", f"{links.root}concepts/{PAGE}")],
    )


def _attribute(catalog: Catalog, attribute: Attribute, folder: str, links: SiteLinks) -> str:
    known = [
        one
        for one in catalog.technologies.values()
        if (fact := one.facts.get(attribute.id)) is not None and fact.value is not None
    ]
    parts = []
    if attribute.type is AttributeType.SERIES:
        lines = [Line(one.name, series) for one in known if (series := _series(attribute, one))]
        lines.sort(key=lambda line: -line.series[max(line.series)])
        if lines:
            parts.append('<h2 id="over-the-years">Over the years</h2>')
            most = f", the {MOST_LINES} highest" if len(lines) > MOST_LINES else ""
            parts.append(chart(f"{attribute.name}{most}", attribute.unit, lines))
    if known:
        parts.append('<h2 id="known-values">Known values</h2>')
        caption = f"{attribute.name} of technologies"
        parts.append(technologies_table(known, [attribute], links, caption))
    return page(
        catalog,
        folder,
        attribute.name,
        _main(attribute_page(catalog, attribute), links, "\n".join(parts)),
        subtitle=attribute.group,
        crumbs=[("Attributes", f"{links.root}attributes/{PAGE}")],
        scripts=("table",),
    )


def _series(attribute: Attribute, technology: Technology) -> dict[int, float]:
    value = technology.facts[attribute.id].value
    return value if isinstance(value, dict) else {}


def _way(catalog: Catalog, category: str, links: SiteLinks) -> list[tuple[str, str]]:
    return [(one.name, links.page(Ref("category", one.id))) for one in catalog.path(category)]
