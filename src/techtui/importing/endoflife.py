"""``endoflife``: releases and their support: product files of endoflife.date, or the JSON of its API."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from techtui.importing.draft import Draft
from techtui.importing.endoflife_products import (
    ACTIVE,
    CYCLE,
    ENDED,
    EXTENDED,
    LONG_TERM,
    RELEASED,
    first_words,
    is_product,
    latest_of,
    products_in_json,
    products_of,
)
from techtui.importing.inference import day
from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Imported, ImportRefusedError
from techtui.importing.source import ImportedFiles, read_text
from techtui.importing.texts import rows_of, table_of, text_of, words_of

_QUOTED: Final = re.compile(r"^> ?", re.MULTILINE)
_YES_NO: Final = ("false", "true")
_COLUMNS: Final = {
    "cycle": "version",
    "codename": "text",
    "released": "date",
    "active": {"type": "date", "name": "Active support until"},
    "eol": {"type": "date", "name": "Supported until"},
    "extended": {"type": "date", "name": "Extended support until"},
    "supported": {"type": "yes_no", "help": "Where there is no date."},
    "lts": {"type": "yes_no", "name": "LTS", "help": "Whether it is supported for longer."},
    "latest": "version",
    "link": "link",
}


def recognises(source: ImportedFiles) -> bool:
    """Return whether there are releases: of a product, of many products, or in the format of the API."""
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


def read(source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
    """Import products with their newest release, what is supported, and all releases as a table.

    Raises:
        ImportRefusedError: If nothing can be read.
    """
    draft = Draft(source, "endoflife", options.title)
    draft.attribute("latest", "Latest version", "version", "Releases")
    draft.attribute("newest-cycle", "Newest cycle", "version", "Releases")
    draft.attribute("newest-release", "Newest cycle since", "date", "Releases")
    draft.attribute("supported-until", "Newest cycle supported until", "date", "Releases")
    draft.attribute("supported", "Newest cycle supported", "yes_no", "Releases", better="higher")
    draft.attribute("releases", "Releases", "table", "Releases", columns=_COLUMNS)
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
    draft.rows(entry, "releases", list(_rows(draft, name, releases)))
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


def _rows(draft: Draft, name: str, releases: list[dict[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the releases that have a name, as rows; a yes or no in place of a date gets a column of its own."""
    for release in releases:
        cycle = first_words(release, CYCLE)
        if not cycle:
            draft.losses.add("releases without a name, left out", name)
            continue
        ended, lts = first_words(release, ENDED), first_words(release, LONG_TERM)
        for said, keys in (("active", ACTIVE), ("extended", EXTENDED)):
            if first_words(release, keys) in _YES_NO:
                draft.losses.add(f"{said} support without a date, left out", name)
        if day(lts):
            draft.losses.add("days since when a cycle has long-term support, carried as yes", name)
        yield {
            "cycle": cycle[:200],
            "codename": first_words(release, ("codename",)),
            "released": day(first_words(release, RELEASED)),
            "active": day(first_words(release, ACTIVE)),
            "eol": day(ended),
            "extended": day(first_words(release, EXTENDED)),
            "supported": ended == "false" if ended in _YES_NO else None,
            "lts": lts != "false" if lts else None,
            "latest": latest_of(release)[0][:200],
            "link": draft.address(_link(release), name),
        }


def _link(release: dict[str, Any]) -> str:
    latest = table_of(release.get("latest"))
    link = words_of(release.get("link")) or words_of(latest.get("link"))
    # Products contain templates, such as https://host/__LATEST__.
    return "" if "__" in link else link
