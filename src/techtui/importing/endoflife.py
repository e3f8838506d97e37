"""``endoflife``: releases and until when they are supported: the products of endoflife.date, or the JSON of its API."""

from __future__ import annotations

import re
from typing import Any, Final

from techtui.importing.draft import Draft
from techtui.importing.endoflife_products import (
    ACTIVE,
    CYCLE,
    ENDED,
    EXTENDED,
    RELEASED,
    first_words,
    is_product,
    latest_of,
    products_in_json,
    products_of,
)
from techtui.importing.inference import day
from techtui.importing.options import NONE, Options
from techtui.importing.result import Imported, ImportRefusedError
from techtui.importing.source import Source, read_text
from techtui.importing.texts import rows_of, table_of, text_of, words_of

_QUOTED: Final = re.compile(r"^> ?", re.MULTILINE)
_NO: Final = ("", "false", "true")


def recognises(source: Source) -> bool:
    """Whether there are releases: of a product, of many of them, or as the API tells them."""
    if source.is_folder:
        return any(is_product(_begin(path)) for path in source.files(".md"))
    if source.json is not None:
        return any(releases for _, releases in products_in_json(source))
    return is_product(source.text)


def _begin(path: Any) -> str:
    try:
        return read_text(path)
    except ImportRefusedError:
        return ""


def read(source: Source, options: Options = NONE) -> Imported:
    """Import products with their newest release, what is supported, and every release as a line.

    Raises:
        ImportRefusedError: If nothing can be read.
    """
    draft = Draft(source, "endoflife", options.title)
    draft.attribute("latest", "Latest version", "version", "Releases")
    draft.attribute("newest-cycle", "Newest cycle", "version", "Releases")
    draft.attribute("newest-release", "Newest cycle since", "date", "Releases")
    draft.attribute("supported-until", "Newest cycle supported until", "date", "Releases")
    draft.attribute("supported", "Newest cycle supported", "yes_no", "Releases", better="higher")
    draft.attribute("cycles", "Cycles", "list", "Releases")
    draft.attribute("purls", "Package URLs", "list", "Releases")
    draft.attribute("policy", "Release policy", "link", "Releases")
    draft.catalog["headline"] = ["latest", "supported-until"]
    for product, releases in products_of(source, draft.losses):
        _add(draft, product, releases)
    return draft.finish()


def _add(draft: Draft, product: dict[str, Any], releases: list[dict[str, Any]]) -> None:
    name = first_words(product, ("title", "label", "name"))
    key = words_of(product.get("name")) or name
    entry = draft.entry(name, draft.category(first_words(product, ("category",))), key, key)
    if entry is None:
        return
    # Products begin with a quotation from their own page.
    draft.text(entry, "summary", _QUOTED.sub("", text_of(product.get("body"))))
    aliases = product.get("aliases")
    if isinstance(aliases, list) and (found := [words_of(one) for one in aliases if words_of(one)]):
        entry.fields["aliases"] = found
    newest = releases[0] if releases else {}
    draft.fact(entry, "latest", latest_of(newest)[0])
    draft.fact(entry, "newest-cycle", first_words(newest, CYCLE))
    draft.fact(entry, "newest-release", day(first_words(newest, RELEASED)))
    ended = first_words(newest, ENDED)
    draft.fact(entry, "supported-until", day(ended))
    if ended in ("true", "false"):
        draft.fact(entry, "supported", ended == "false")
    draft.fact(entry, "cycles", [_line(one) for one in releases])
    draft.losses.add("releases, carried as lines of text", count=len(releases))
    identifiers = rows_of(product.get("identifiers"))
    purls = [
        words_of(one.get("purl") or (one.get("id") if one.get("type") == "purl" else ""))
        for one in identifiers
    ]
    draft.fact(entry, "purls", [one for one in purls if one])
    links = table_of(product.get("links"))
    draft.link(entry, "policy", product.get("releasePolicyLink") or links.get("releasePolicy"))
    for title, address in links.items():
        if title in ("html", "releasePolicy"):
            draft.learn(entry, {"html": "endoflife.date"}.get(title, "Release policy"), address)


def _line(release: dict[str, Any]) -> str:
    """A release as words without commas, which part the lines: “3.14 (2025-10-07 to 2030-10-31; latest 3.14.2)”."""
    name = first_words(release, CYCLE)
    if first_words(release, ("lts", "isLts")) not in ("", "false"):
        name += " LTS"
    parts = []
    begun, ended = first_words(release, RELEASED), first_words(release, ENDED)
    if begun:
        parts.append(f"{begun} to {ended}" if ended not in _NO else f"since {begun}")
    if ended == "true":
        parts.append("no longer supported")
    for told, keys in (("active to", ACTIVE), ("extended to", EXTENDED)):
        if (words := first_words(release, keys)) not in _NO:
            parts.append(f"{told} {words}")
    if latest := latest_of(release)[0]:
        parts.append(f"latest {latest}")
    return text_of(f"{name} ({'; '.join(parts)})" if parts else name)
