"""Every problem of a catalog at once: the shape of each layer, then what the layers mean together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import msgspec

from techtui.catalog.fields import FACT, FORMAT, TABLES, Field
from techtui.catalog.model import GENERAL_KNOWLEDGE, Attribute, AttributeType
from techtui.catalog.problems import Path, Severity
from techtui.catalog.values import ValueProblem, convert, is_link, kind_of, suggest

NEEDS_CHOICES: Final = (AttributeType.CHOICE,)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem before its line is known.

    Args:
        layer: Which of the layers it is in, counted from 0.
        path: Where it is in that layer's document.
        severity: An error keeps the catalog from loading.
        code: A short stable name.
        message: What is wrong.
        hint: What to write instead.
    """

    layer: int
    path: Path
    severity: Severity
    code: str
    message: str
    hint: str = ""


def merge(documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Lay documents upon each other, lowest first; later ones change single fields and facts by id.

    Lists are replaced whole. A fact with a value, or with a reason for having none, replaces the fact below it.
    """
    merged: dict[str, Any] = {}
    for document in documents:
        for table, content in document.items():
            if table in TABLES and isinstance(content, dict):
                below = merged.setdefault(table, {})
                if table == "catalog":
                    below.update(content)
                else:
                    _merge_entries(below, content)
            else:
                merged[table] = content
    return merged


def _merge_entries(below: dict[str, Any], above: dict[str, Any]) -> None:
    for entry_id, entry in above.items():
        known = below.get(entry_id)
        if not isinstance(known, dict) or not isinstance(entry, dict):
            below[entry_id] = entry
            continue
        changed = {**known, **entry}
        facts, more = known.get("facts"), entry.get("facts")
        if isinstance(facts, dict) and isinstance(more, dict):
            changed["facts"] = {**facts}
            for attribute, fact in more.items():
                old = facts.get(attribute)
                adds = isinstance(fact, dict) and isinstance(old, dict) and not ({"value", "missing"} & fact.keys())
                changed["facts"][attribute] = {**old, **fact} if adds else fact
        below[entry_id] = changed


class Checker:
    """Checks the layers of one catalog.

    Args:
        documents: What the TOML reader gave for each layer, lowest first.
    """

    def __init__(self, documents: Sequence[dict[str, Any]]) -> None:
        self.documents = documents
        self.merged = merge(documents)
        self.findings: list[Finding] = []
        self._layer = 0

    def errors(self) -> list[Finding]:
        """All that keeps the catalog from loading, in the order of the layers."""
        for self._layer, document in enumerate(self.documents):
            self._document(document)
        if not self.findings:
            self._whole()
        return self.findings

    def _add(self, path: Path, code: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding(self._layer, path, "error", code, message, hint))

    def _document(self, document: dict[str, Any]) -> None:
        number = document.get("format")
        if number is None:
            self._add((), "no-format", "the file does not say which format it is in", f"write format = {FORMAT} at the top")
        elif isinstance(number, int) and not isinstance(number, bool) and number > FORMAT:
            self._add(
                ("format",), "newer-format", f"the file is in format {number}, this program reads format {FORMAT}",
                "upgrade techtui: pip install --upgrade techtui",
            )
            return
        elif number != FORMAT or isinstance(number, bool):
            self._add(("format",), "wrong-format", f"there is no format {str(number)[:20]}", f"write format = {FORMAT}")
        for table, content in document.items():
            if table == "format":
                continue
            if table not in TABLES:
                self._add((table,), "unknown-key", f"“{table[:60]}” is not a table of a catalog", suggest(table, ["format", *TABLES]))
            elif not isinstance(content, dict):
                self._add((table,), "wrong-type", f"expected a table, found {kind_of(content)}", f"write [{table}]" if table == "catalog" else f"write [{table}.SOME-ID]")
            elif table == "catalog":
                self._entry((table,), content, TABLES[table])
            else:
                self._table(table, content)

    def _table(self, table: str, content: dict[str, Any]) -> None:
        for entry_id, entry in content.items():
            path = (table, entry_id)
            if not entry_id.replace("-", "").replace("_", "").replace(".", "").isalnum() or len(entry_id) > 100:
                self._add(path, "bad-id", f"“{entry_id[:60]}” can't be an id", "use letters, digits, - and _")
            if not isinstance(entry, dict):
                self._add(path, "wrong-type", f"expected a table, found {kind_of(entry)}", f"write [{table}.{entry_id[:60]}]")
            else:
                self._entry(path, entry, TABLES[table])

    def _entry(self, path: Path, entry: dict[str, Any], fields: dict[str, Field]) -> None:
        for key, value in entry.items():
            field = fields.get(key)
            if field is None:
                self._add((*path, key), "unknown-key", f"“{key[:60]}” is not known here", suggest(key, fields))
            else:
                self._field((*path, key), value, field)

    def _field(self, path: Path, value: Any, field: Field) -> None:
        match field.kind:
            case "text" | "word" | "link" | "ref":
                self._string(path, value, field)
            case "date":
                if isinstance(value, datetime) or not isinstance(value, date):
                    self._add(path, "wrong-type", f"expected a date, found {kind_of(value)}", "write year-month-day without quotes: 2026-11-23")
            case "texts":
                self._strings(path, value, field)
            case "refs":
                if isinstance(value, str):
                    self._string(path, value, field)
                else:
                    self._strings(path, value, field)
            case "labels":
                self._labels(path, value)
            case "entries":
                self._entries(path, value, field)
            case "facts":
                self._facts(path, value)

    def _string(self, path: Path, value: Any, field: Field) -> bool:
        if not isinstance(value, str):
            self._add(path, "wrong-type", f"expected text, found {kind_of(value)}", 'write it in "quotes"')
        elif not value.strip():
            self._add(path, "empty-text", "the text is empty", "write something, or leave the key out")
        elif field.kind == "word" and value not in field.words:
            self._add(path, "unknown-choice", f"“{value[:60]}” is not allowed here", suggest(value, field.words))
        elif field.kind == "link" and not is_link(value):
            self._add(path, "bad-link", "the link does not start with https://", "write the full address: https://…")
        elif field.kind == "link" and value[:5].lower() == "http:":
            self._add(path, "bad-link", "the link is not https", "write https://…")
        else:
            return True
        return False

    def _strings(self, path: Path, value: Any, field: Field) -> None:
        if not isinstance(value, list):
            self._add(path, "wrong-type", f"expected a list of texts, found {kind_of(value)}", 'write ["…", "…"]')
            return
        for at, item in enumerate(value):
            self._string((*path, at), item, field)

    def _labels(self, path: Path, value: Any) -> None:
        text = Field("text", "")
        if isinstance(value, dict):
            for key, label in value.items():
                self._string((*path, key), label, text)
        else:
            self._strings(path, value, text)
        if not value:
            self._add(path, "empty-list", "no choices are offered", 'write ["first", "second"]')

    def _entries(self, path: Path, value: Any, field: Field) -> None:
        if not isinstance(value, list):
            self._add(path, "wrong-type", f"expected a list, found {kind_of(value)}", "write [ … ] around it")
            return
        assert field.entry is not None
        text = Field("text", "")
        for at, item in enumerate(value):
            if isinstance(item, dict):
                self._entry((*path, at), item, field.entry)
                self._required((*path, at), item, field.entry)
            elif field.bare:
                self._string((*path, at), item, text)
            else:
                keys = ", ".join(key for key, one in field.entry.items() if one.required)
                self._add((*path, at), "wrong-type", f"expected a table, found {kind_of(item)}", f"write {{ {keys} }}")

    def _facts(self, path: Path, value: Any) -> None:
        if not isinstance(value, dict):
            self._add(path, "wrong-type", f"expected a table, found {kind_of(value)}", "write facts as ATTRIBUTE = value")
            return
        fields = {key: one for key, one in FACT.items() if key != "value"}
        for attribute, fact in value.items():
            if isinstance(fact, dict) and not _is_series(fact):
                self._entry((*path, attribute), {k: v for k, v in fact.items() if k != "value"}, fields)

    def _required(self, path: Path, entry: dict[str, Any], fields: dict[str, Field]) -> None:
        for key, field in fields.items():
            if field.required and key not in entry:
                self._add(path, "missing-key", f"“{key}” is missing", f"write {key} = …  ({field.help})")

    # What the layers mean together ------------------------------------------------------------

    def _whole(self) -> None:
        self._layer = 0
        attributes = self._attributes()
        for table, fields in TABLES.items():
            content = self.merged.get(table, {})
            entries = {(): content} if table == "catalog" else {(key,): entry for key, entry in content.items()}
            for key, entry in entries.items():
                self._layer = self._topmost((table, *key))
                self._required((table, *key), entry, fields)
        for self._layer, document in enumerate(self.documents):
            for path, value, field in _references(document):
                self._refers(path, value, field)
            for entry_id, entry in document.get("technologies", {}).items():
                for attribute_id, fact in entry.get("facts", {}).items():
                    self._fact(("technologies", entry_id, "facts", attribute_id), fact, attributes)
        self._layer = 0
        self._circles()
        self._aliases()

    def _topmost(self, path: Path) -> int:
        for layer in range(len(self.documents) - 1, -1, -1):
            place: Any = self.documents[layer]
            for key in path:
                place = place.get(key) if isinstance(place, dict) else None
            if place is not None:
                return layer
        return 0

    def _attributes(self) -> dict[str, Attribute]:
        attributes: dict[str, Attribute] = {}
        for attribute_id, entry in self.merged.get("attributes", {}).items():
            self._layer = self._topmost(("attributes", attribute_id))
            path = ("attributes", attribute_id)
            attributes[attribute_id] = attribute = attribute_from(attribute_id, entry)
            if attribute.type in NEEDS_CHOICES and not attribute.choices:
                self._add(path, "missing-key", "an attribute of type choice offers no choices", 'write choices = ["first", "second"]')
        return attributes

    def _refers(self, path: Path, value: str, field: Field) -> None:
        known = self.merged.get(field.refers, {})
        if value in known or (field.refers == "sources" and value == GENERAL_KNOWLEDGE):
            return
        one = {"categories": "category", "technologies": "technology"}.get(field.refers, field.refers[:-1])
        self._add(path, f"unknown-{one}", f"there is no {one} “{value[:60]}”", suggest(value, known) or f"declare [{field.refers}.{value[:60]}]")

    def _fact(self, path: Path, fact: Any, attributes: dict[str, Attribute]) -> None:
        attribute = attributes.get(str(path[-1]))
        if attribute is None:
            self._add(path, "unknown-attribute", f"there is no attribute “{str(path[-1])[:60]}”", suggest(str(path[-1]), attributes))
            return
        raw, at = fact, path
        if isinstance(fact, dict) and not _is_series(fact):
            if "missing" in fact:
                if "value" in fact:
                    self._add(path, "value-and-missing", "the fact has a value and says that it has none", "keep value or missing, not both")
                return
            if "value" not in fact:
                if self._layer and str(path[-1]) in self.merged["technologies"].get(path[1], {}).get("facts", {}):
                    return
                self._add(path, "missing-key", "the fact has no value", "write { value = …, source = … }")
                return
            raw, at = fact["value"], (*path, "value")
        try:
            convert(raw, attribute)
        except ValueProblem as problem:
            at = at if problem.at is None else (*at, problem.at)
            self._add(at, problem.code, problem.message, problem.hint)

    def _circles(self) -> None:
        categories = self.merged.get("categories", {})
        for start in categories:
            seen = [start]
            parent = categories[start].get("parent")
            while parent in categories and parent not in seen:
                seen.append(parent)
                parent = categories[parent].get("parent")
            if parent == start:
                self._layer = self._topmost(("categories", start, "parent"))
                way = " → ".join([*seen, start])
                self._add(("categories", start, "parent"), "circular-parent", f"the category is above itself: {way[:200]}", "give one of them no parent")

    def _aliases(self) -> None:
        claimed: dict[str, str] = {}
        technologies = self.merged.get("technologies", {})
        for entry_id, entry in technologies.items():
            claimed.setdefault(str(entry.get("name", "")).casefold(), entry_id)
        for entry_id, entry in technologies.items():
            for at, alias in enumerate(entry.get("aliases", ())):
                owner = claimed.setdefault(alias.casefold(), entry_id)
                if owner != entry_id:
                    self._layer = self._topmost(("technologies", entry_id, "aliases"))
                    self._add(("technologies", entry_id, "aliases", at), "duplicate-alias", f"“{alias[:60]}” already means {owner}", "take it away from one of them")


def _is_series(fact: dict[str, Any]) -> bool:
    # A bare series and a fact table are both TOML tables; keys of a series are years.
    return bool(fact) and all(key.isdigit() for key in fact)


def _references(document: dict[str, Any]) -> Iterator[tuple[Path, str, Field]]:
    for table, fields in TABLES.items():
        if table == "catalog":
            yield from _entry_references((table,), document.get(table, {}), fields)
            continue
        for entry_id, entry in document.get(table, {}).items():
            yield from _entry_references((table, entry_id), entry, fields)


def _entry_references(path: Path, entry: dict[str, Any], fields: dict[str, Field]) -> Iterator[tuple[Path, str, Field]]:
    for key, value in entry.items():
        field = fields[key]
        match field.kind:
            case "ref" | "refs":
                if isinstance(value, str):
                    yield (*path, key), value, field
                else:
                    for at, item in enumerate(value):
                        yield (*path, key, at), item, field
            case "entries":
                assert field.entry is not None
                for at, item in enumerate(value):
                    if isinstance(item, dict):
                        yield from _entry_references((*path, key, at), item, field.entry)
            case "facts":
                for attribute, fact in value.items():
                    if isinstance(fact, dict) and not _is_series(fact):
                        yield from _entry_references((*path, key, attribute), fact, FACT)


def attribute_from(attribute_id: str, entry: dict[str, Any]) -> Attribute:
    """The attribute that a checked entry of the table ``attributes`` declares."""
    choices = entry.get("choices", {})
    if isinstance(choices, list):
        choices = {choice: choice for choice in choices}
    categories = entry.get("categories", ())
    return msgspec.convert(
        {
            "type": "text",
            "name": attribute_id,
            **entry,
            "id": attribute_id,
            "choices": choices,
            "categories": (categories,) if isinstance(categories, str) else categories,
        },
        Attribute,
    )
