"""Checks entries and their fields: known keys, values of the right type, references to existing entries."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.files import BUILTIN_NAME, is_base
from techtui.catalog.format.collector import GONE, KEPT, Collector, Words
from techtui.catalog.format.column_validation import check_columns
from techtui.catalog.format.fact_validation import FactChecker
from techtui.catalog.format.field_words import (
    out_of_bounds_words,
    text_words,
    unknown_reference_words,
)
from techtui.catalog.format.fields import FACT, TABLES, Field
from techtui.catalog.format.layers import APPEND, appended
from techtui.catalog.format.values import as_text, date_hint, date_of, link_words
from techtui.catalog.links import link_kind
from techtui.catalog.messages import SINGULAR, expected, kind_of, quoted, suggest
from techtui.catalog.model import GENERAL_KNOWLEDGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from techtui.catalog.format.fact_values import Held
    from techtui.catalog.model import Attribute, Catalog, Value
    from techtui.catalog.problems import Path

_TEXT: Final = Field("text", "")
_ONE_TEXT: Final = frozenset({"text", "word", "ref", "refs", "text_or_texts"})
_TEXTS: Final = frozenset({"texts", "refs", "text_or_texts"})
_BELONGING: Final = frozenset({"attributes", "categories"})
"""Tables that a catalog of its own declares; a file that only uses them is a layer on another catalog."""


class FieldChecker:
    """Checks the entries of one layer after another.

    Args:
        found: Collects findings; `Collector.layer` is the current layer.
        documents: All layers, lowest first.
        merged: The merged layers.
        attributes: The attributes; None for one whose declaration can't be understood.
        hidden: Table -> the ids that a layer has hidden; references to them are dropped silently.
        complete: Whether the documents are complete. If not, what is missing may be in the part that could not be read.
    """

    def __init__(
        self,
        found: Collector,
        documents: Sequence[dict[str, Any]],
        merged: dict[str, Any],
        attributes: Mapping[str, Attribute | None],
        complete: bool,
        hidden: Mapping[str, frozenset[str]],
    ) -> None:
        self._found = found
        self._documents = documents
        self._merged = merged
        self._attributes = attributes
        self._complete = complete
        self._hidden = hidden
        self._told_of_layer = False
        self._facts = FactChecker(
            found, documents, attributes, complete, self.entry, self.is_layer_alone
        )

    @property
    def values(self) -> dict[str, dict[str, Value | Held]]:
        """Technology -> attribute -> content of the fact in the topmost layer."""
        return self._facts.values

    def entry(self, path: Path, entry: dict[str, Any], fields: dict[str, Field]) -> None:
        """Check an entry.

        Args:
            path: Its place.
            entry: Its content.
            fields: The fields it may have.
        """
        for key, value in entry.items():
            field = fields.get(key)
            if field is None:
                self._unknown_key(path, key, fields)
            elif (
                # `FactChecker` looks at a value, because it depends on the attribute.
                field.kind != "value" and not self._is_plain(value, field)
            ):
                self._field((*path, key), value, field)

    def _is_plain(self, value: Any, field: Field) -> bool:
        """Return whether a value is a valid text or list of texts, as most are; skipping them saves a fifth of checking."""
        if type(value) is str:
            return (
                field.kind in _ONE_TEXT
                and not field.between[1]
                and self._is_plain_text(value, field)
            )
        return (
            type(value) is list
            and bool(value)
            and (field.kind in _TEXTS or bool(field.bare))
            and not field.many
            and not field.between[1]
            and all(type(one) is str and self._is_plain_text(one, field) for one in value)
        )

    def _is_plain_text(self, value: str, field: Field) -> bool:
        if field.refers:
            if value not in self._merged.get(field.refers, ()):
                return False
        elif field.words and value not in field.words:
            return False
        return bool(value) and not value.isspace()

    def _unknown_key(self, path: Path, key: str, fields: dict[str, Field]) -> None:
        def words() -> Words:
            hint = suggest(key, fields)
            if fields is FACT and key.isdigit():
                hint = "a series with a source is written { value = { 2024 = 1, 2025 = 2 }, source = … }"
            elif (
                fields is TABLES["technologies"]
                and key in self._attributes
                and not hint.startswith("did")
            ):
                hint = f"write it as a fact, below [technologies.{quoted(str(path[-1]))}.facts]"
            return f"“{quoted(key)}” is not known here", hint

        self._found.add((*path, key), "unknown-key", words)

    def _field(self, path: Path, value: Any, field: Field) -> None:
        if isinstance(value, dict) and appended(value, field.kind):
            self._appended(path, value, field)
            return
        match field.kind:
            case "text" | "word" | "link" | "ref":
                self._string(path, value, field)
            case "refs" if (words := out_of_bounds_words(value, field)) is not None:
                self._found.add(path, "wrong-type", words)
            case "refs" | "text_or_texts" if isinstance(value, str):
                self._string(path, value, field)
            case "texts" if field.many and isinstance(value, list) and len(value) != field.many:
                words = f"expected {field.many} texts, found {len(value)}", field.help
                self._found.add(path, "wrong-type", words)
            case "texts" | "refs" | "text_or_texts":
                self._strings(path, value, field)
            case "entries":
                self._entries(path, value, field)
            case "facts":
                self._facts.check(path, value)
            case "date":
                self._date(path, value)
            case "flag":
                if not isinstance(value, bool):
                    self._found.add(
                        path,
                        "wrong-type",
                        (
                            expected("true or false", value),
                            "write true or false, without quotes",
                        ),
                    )
            case "labels":
                self._labels(path, value, field)
            case "columns":
                check_columns(path, value, field.entry or {}, self._found, self.entry)
            case "base":
                self._base(path, value)
            case "query" if not isinstance(value, str) or not value.strip():
                self._string(path, value, _TEXT)
            case "query" | "terms" | "wants":
                self._decision(path, value, field)

    def _appended(self, path: Path, value: Any, field: Field) -> None:
        items = value[APPEND]
        if not self._found.layer and self._complete:
            words = "there is no list in a layer below to append to", f"write {path[-1]} = […]"
            self._found.add(path, "converted", words, items)
        self._field((*path, APPEND), items, field)

    def _base(self, path: Path, value: Any) -> None:
        if value == BUILTIN_NAME or (isinstance(value, str) and is_base(value)):
            return
        if not isinstance(value, str):
            self._string(path, value, _TEXT)
            return
        hint = suggest(value, (BUILTIN_NAME,))
        if not hint.startswith("did"):
            hint = f"write “{BUILTIN_NAME}”, or the path of a .toml file as seen from this one"
        self._found.add(path, "unknown-choice", (f"“{quoted(value)}” is not allowed here", hint))

    def _decision(self, path: Path, value: Any, field: Field) -> None:
        # Imported here because few catalogs have decisions.
        from techtui.catalog.format.decisions import query_faults, term_faults, want_faults

        faults = {"query": query_faults, "terms": term_faults, "wants": want_faults}[field.kind]
        for fault in faults(path, value, self._lexicon):
            self._found.add(fault.path, fault.code, (fault.message, fault.hint))

    @cached_property
    def _lexicon(self) -> Catalog:
        from techtui.catalog.format.decisions import lexicon

        return lexicon(self._merged, self._attributes)

    def _date(self, path: Path, value: Any) -> None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return
        found = "a date with a time" if isinstance(value, datetime) else kind_of(value)
        meant = date_of(value)
        self._found.add(
            path,
            "wrong-type" if meant is None else "converted",
            (f"expected a date, found {found}", date_hint(value)),
            GONE if meant is None else meant,
        )

    # Texts and references ------------------------------------------------------------------------

    def _string(self, path: Path, value: Any, field: Field) -> None:
        if not isinstance(value, str):
            instead = self._instead_of_text(value, field)
            self._found.add(
                path,
                "wrong-type" if instead is GONE or isinstance(value, list) else "converted",
                text_words(value, field, instead),
                instead,
            )
        elif not value or value.isspace():
            if field.required and path[0] != "catalog" and isinstance(path[-1], str):
                words = f"“{path[-1]}” is empty", f"write {path[-1]} = …  ({field.help})"
                self._found.add(path, "missing-key", words)
            else:
                words = "the text is empty", "write something, or leave the key out"
                self._found.add(path, "empty-text", words)
        elif field.refers:
            if value not in self._merged.get(field.refers, ()):
                self._unknown_reference(path, value, field)
        elif field.words:
            if value not in field.words:
                self._found.add(
                    path,
                    "unknown-choice",
                    lambda: (f"“{quoted(value)}” is not allowed here", suggest(value, field.words)),
                )
        elif field.kind == "link" and link_kind(value.strip()) == "text":
            # Shown as plain text: everything that opens or copies a link asks `link_kind` first.
            self._found.add(path, "bad-link", link_words(value), KEPT)

    def _instead_of_text(self, value: Any, field: Field) -> Any:
        """Return the text to use for a value; of several references, the first that exists."""
        if isinstance(value, list):
            texts = [one for one in value if isinstance(one, str) and one.strip()]
            if field.refers:
                texts = [one for one in texts if one in self._merged.get(field.refers, ())]
            return texts[0] if len(texts) == 1 or (texts and field.refers) else GONE
        text = as_text(value)
        return GONE if text is None else text

    def _unknown_reference(self, path: Path, value: str, field: Field) -> None:
        if value in self._hidden.get(field.refers, ()):
            # Hiding an entry should not report all references to it.
            self._found.repair(path, GONE)
            return
        if not self._complete or (field.refers == "sources" and value == GENERAL_KNOWLEDGE):
            return
        if self.is_layer_alone(path, field.refers):
            return
        one = SINGULAR[field.refers]

        known: dict[str, Any] = self._merged.get(field.refers, {})
        words = partial(unknown_reference_words, value, field.refers, known)
        self._found.add(path, f"unknown-{one}", words)

    def is_layer_alone(self, path: Path, table: str, instead: Any = GONE) -> bool:
        """Return whether nothing of ``table`` is declared; reported once, because each use would say the same.

        Args:
            path: The place of a use.
            table: The table that should be declared.
            instead: The value to use at ``path``.
        """
        if table not in _BELONGING or table in self._merged or len(self._documents) > 1:
            return False
        if not self._told_of_layer:
            self._told_of_layer = True
            message = f"no {table} are declared: the file looks like a layer for another catalog"
            hint = (
                'name that catalog before it, or write extends = "builtin" below [catalog]; '
                f"else declare [{table}.SOME-ID]"
            )
            self._found.add(path, "layer-alone", (message, hint), instead)
        elif instead is not KEPT:
            self._found.repair(path, instead)
        return True

    def _strings(self, path: Path, value: Any, field: Field) -> None:
        if not isinstance(value, list):
            hint = f'write ["{quoted(value)}"]' if isinstance(value, str) else 'write ["…", "…"]'
            self._found.add(
                path,
                "converted" if isinstance(value, str) else "wrong-type",
                (expected("a list of texts", value), hint),
                [value] if isinstance(value, str) else GONE,
            )
            return
        if field.required and not value:
            words = f"“{path[-1]}” is empty", f"write {path[-1]} = …  ({field.help})"
            self._found.add(path, "missing-key", words)
        for at, item in enumerate(value):
            self._string((*path, at), item, field)

    def _labels(self, path: Path, value: Any, field: Field) -> None:
        if isinstance(value, dict):
            for key, label in value.items():
                if not key.strip():
                    self._found.add(
                        (*path, key),
                        "empty-text",
                        ("a choice has no name", 'write { id = "label" }'),
                    )
                elif isinstance(label, dict) and field.entry is not None:
                    self.entry((*path, key), label, field.entry)
                else:
                    self._string((*path, key), label, _TEXT)
        else:
            self._strings(path, value, _TEXT)
        if isinstance(value, dict | list) and not value:
            self._found.add(
                path, "empty-list", ("no choices are offered", 'write ["first", "second"]')
            )

    # Lists of tables -----------------------------------------------------------------------------

    def _entries(self, path: Path, value: Any, field: Field) -> None:
        if not isinstance(value, list):
            hint = "write [ … ] around it"
            if isinstance(value, str) and field.bare:
                hint = f'write ["{quoted(value)}"]'
            fits = isinstance(value, dict) or (isinstance(value, str) and bool(field.bare))
            self._found.add(
                path,
                "converted" if fits else "wrong-type",
                (expected("a list", value), hint),
                [value] if fits else GONE,
            )
            return
        for at, item in enumerate(value):
            self._item((*path, at), item, field)

    def _item(self, path: Path, item: Any, field: Field) -> None:
        assert field.entry is not None
        if isinstance(item, dict):
            self.entry(path, item, field.entry)
            for key, one in field.entry.items():
                if one.required and key not in item:
                    self._found.add(
                        path,
                        "missing-key",
                        (f"“{key}” is missing", f"write {key} = …  ({one.help})"),
                    )
        elif field.bare:
            self._string(path, item, _TEXT)
        else:
            keys = ", ".join(f"{key} = …" for key, one in field.entry.items() if one.required)
            self._found.add(
                path,
                "wrong-type",
                (expected("a table", item), f"write {{ {keys} }}"),
            )
