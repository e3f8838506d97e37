"""The tables of a website: technologies of a category with their values, and values of an attribute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from techtui.catalog.refs import Ref
from techtui.catalog.sort_keys import sort_key
from techtui.pages.values import fact_text

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Technology, Value
    from techtui.publish.addresses import SiteLinks


def technologies_table(
    technologies: Sequence[Technology],
    attributes: Sequence[Attribute],
    links: SiteLinks,
    caption: str,
) -> str:
    """Return technologies with some of their values; a script makes the table sortable.

    Args:
        technologies: The rows.
        attributes: The columns besides the name.
        links: The links of the page.
        caption: A description for screen readers.
    """
    heads = "".join(
        f'<th scope="col"><a href="{escape(links.page(Ref("attribute", one.id)))}">{escape(one.name)}</a></th>'
        for one in attributes
    )
    ranks = [_ranks(one, technologies) for one in attributes]
    rows = "\n".join(
        f'<tr><th scope="row">{_link(one, links)}</th>{"".join(_cells(one, attributes, ranks))}</tr>'
        for one in technologies
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="sortable">'
        f'<caption class="unseen">{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">Name</th>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'
    )


def _value(attribute: Attribute, technology: Technology) -> Value | None:
    fact = technology.facts.get(attribute.id)
    return None if fact is None else fact.value


def _ranks(attribute: Attribute, technologies: Iterable[Technology]) -> dict[object, int]:
    """Return sort key -> rank; equal values have the same rank."""
    values = (_value(attribute, one) for one in technologies)
    keys = {sort_key(attribute, value) for value in values if value is not None}
    return {key: at for at, key in enumerate(sorted(keys))}


def _cells(
    technology: Technology, attributes: Sequence[Attribute], ranks: Sequence[dict[object, int]]
) -> Iterator[str]:
    for attribute, order in zip(attributes, ranks, strict=True):
        value = _value(attribute, technology)
        text = escape(fact_text(attribute, technology.facts.get(attribute.id)))
        if value is None:
            yield f'<td><span class="muted">{text}</span></td>'
        else:
            yield f'<td data-rank="{order[sort_key(attribute, value)]}">{text}</td>'


def _link(technology: Technology, links: SiteLinks) -> str:
    address = links.page(Ref("technology", technology.id))
    return f'<a href="{escape(address)}">{escape(technology.name)}</a>'
