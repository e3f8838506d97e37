"""Finds the website of a technology among its links."""

from __future__ import annotations

import re
from typing import Final

from techtui.catalog.model import Attribute, AttributeType, Catalog, Technology

_NAMED: Final = re.compile(r"\b(web ?site|home ?page)\b|^site$")


def website_of(catalog: Catalog, technology: Technology) -> str:
    """Return the website of a technology.

    Args:
        catalog: The catalog; it says which attribute is the website, or else the id of a link does.
        technology: The technology.

    Returns:
        The URL; empty if the catalog has none.
    """
    links = [one for one in catalog.attributes.values() if one.type is AttributeType.LINK]
    declared = [one for one in links if one.website]
    for attribute in declared or filter(_is_called_so, links):
        fact = technology.facts.get(attribute.id)
        if fact is not None and isinstance(fact.value, str):
            return fact.value
    return ""


def _is_called_so(attribute: Attribute) -> bool:
    names = (attribute.id, attribute.name)
    return any(_NAMED.search(re.sub(r"[\s_-]+", " ", name).casefold()) for name in names)
