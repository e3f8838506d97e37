"""``landscape``: landscape2's data.yml and the older landscape.yml: categories, subcategories, items."""

from __future__ import annotations

import re
from typing import Any, Final

from techtui.importing.draft import Draft, DraftEntry
from techtui.importing.inference import day
from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Imported, ImportRefusedError
from techtui.importing.source import ImportedFiles
from techtui.importing.texts import items_of, rows_of, slug, table_of, words_of
from techtui.importing.yaml_reader import YamlError, parse

_LONGEST_TAGLINE: Final = 70
_SHOWN: Final = {
    "homepage_url": "Website",
    "repo_url": "Repository",
    "crunchbase": "Organization at Crunchbase",
    "project": "Maturity",
    "joined": "Joined",
    "license": "Licence",
}
_AUDITS: Final = {"type": "text", "date": "date", "vendor": "text", "report": "link"}
_READ_APART: Final = frozenset(
    (
        "item",
        "name",
        "description",
        "logo",
        "extra",
        "additional_repos",
        "second_path",
        "homepage_url",
        "audits",
    )
)


def recognises(source: ImportedFiles) -> bool:
    """Return whether a file contains ``landscape:`` or ``categories:`` with subcategories."""
    head = source.head
    return (
        re.search(r"^(?:landscape|categories):", head, re.MULTILINE) is not None
        and re.search(r"^[\s-]+subcategories:", head, re.MULTILINE) is not None
    )


def read(source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
    """Import a landscape.

    Raises:
        ImportRefusedError: If it is not YAML.
    """
    try:
        document = table_of(parse(source.text))
    except YamlError as error:
        raise ImportRefusedError(f"{source.path}: {error}") from None
    draft = Draft(source, "landscape", options.title)
    draft.attribute("website", "Website", "link", website=True)
    draft.attribute("audits", "Audits", "table", columns=_AUDITS)
    for category in rows_of(document.get("landscape") or document.get("categories")):
        above = words_of(category.get("name"))
        for item in rows_of(category.get("items")):
            _add(draft, item, above)
        for below in rows_of(category.get("subcategories")):
            for item in rows_of(below.get("items")):
                _add(draft, item, above, words_of(below.get("name")))
    return draft.finish()


def _add(draft: Draft, item: dict[str, Any], *path: str) -> None:
    name = words_of(item.get("name"))
    entry = draft.entry(name, draft.category(*path), " > ".join(path))
    if entry is None:
        return
    text = words_of(item.get("description"))
    short = len(text) <= _LONGEST_TAGLINE
    draft.text(entry, "tagline" if short else "summary", item.get("description"))
    draft.link(entry, "website", item.get("homepage_url"))
    _facts(draft, entry, {key: held for key, held in item.items() if key not in _READ_APART})
    extra = table_of(item.get("extra"))
    _facts(draft, entry, {key: held for key, held in extra.items() if key not in _READ_APART})
    _lists(draft, entry, item)
    audits = [*rows_of(item.get("audits")), *rows_of(extra.get("audits"))]
    draft.rows(entry, "audits", [_audit(draft, entry, one) for one in audits])
    if item.get("logo"):
        draft.losses.add("logos, left out")


def _audit(draft: Draft, entry: DraftEntry, audit: dict[str, Any]) -> dict[str, Any]:
    if (told := words_of(audit.get("date"))) and day(told) is None:
        draft.losses.add("days of audits that are none, left out", entry.name)
    return {
        "type": words_of(audit.get("type")) or "audit",
        "date": day(told),
        "vendor": words_of(audit.get("vendor")),
        "report": draft.address(audit.get("url"), entry.name),
    }


def _facts(draft: Draft, entry: DraftEntry, table: dict[str, Any]) -> None:
    for key, held in table.items():
        if isinstance(held, dict):
            draft.losses.add(f"tables “{words_of(key)[:30]}”, left out", entry.name)
        else:
            draft.untyped_fact(entry, slug(key), _title(key), held)


def _lists(draft: Draft, entry: DraftEntry, item: dict[str, Any]) -> None:
    paths = items_of(item.get("second_path")) + items_of(
        table_of(item.get("extra")).get("second_path")
    )
    for path in paths:
        draft.also_in(entry, *path.split(" / "))
    repositories = [words_of(one.get("repo_url")) for one in rows_of(item.get("additional_repos"))]
    draft.untyped_fact(entry, "more-repositories", "More repositories", repositories)


def _title(key: str) -> str:
    words = re.sub(r"_url$", "", words_of(key)).replace("_", " ").strip()
    return _SHOWN.get(key) or words[:1].upper() + words[1:] or "Value"
