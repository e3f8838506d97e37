"""Every error of a catalog at once: one walk over each layer, then what the layers make together."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.format.fields import FACT, FORMAT, TABLES, Field, is_fact_table
from techtui.catalog.format.messages import SINGULAR, closest, kind_of, quoted, shown, suggest
from techtui.catalog.format.problems import Finding, Path
from techtui.catalog.format.values import UnfitValueError, convert, date_hint, link_problem
from techtui.catalog.model import GENERAL_KNOWLEDGE, Attribute, AttributeType, Value
from techtui.catalog.sanitize import one_line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_FINDINGS: Final = 1000
"""More errors are counted, not told: nobody reads them, and a hostile file could have millions."""
MOST_LEVELS: Final = 30
"""How deep categories may be nested. What walks the tree may therefore recurse."""

_TEXT: Final = Field("text", "")
_TYPES: Final = frozenset(AttributeType)
_SIGNS_IN_IDS: Final = str.maketrans("", "", "-_.")


def merge(documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Lay documents upon each other, lowest first; later ones change single fields and facts by id.

    Lists are replaced whole. A fact with a value, or with a reason for having none, replaces the fact below
    it; one without adds its source, date or note to it. What is not a table where a table belongs is left out.
    """
    merged: dict[str, Any] = {}
    for document in documents:
        for table in TABLES:
            content = document.get(table)
            if not isinstance(content, dict):
                continue
            below = merged.get(table)
            if below is None:
                merged[table] = dict(content)
            elif table == "catalog":
                below.update(content)
            else:
                _merge_entries(below, content)
    return merged


def _merge_entries(below: dict[str, Any], above: dict[str, Any]) -> None:
    for entry_id, entry in above.items():
        known = below.get(entry_id)
        if not isinstance(known, dict):
            below[entry_id] = entry
        elif isinstance(entry, dict):
            changed = {**known, **entry}
            facts, more = known.get("facts"), entry.get("facts")
            if isinstance(facts, dict):
                changed["facts"] = _merge_facts(facts, more) if isinstance(more, dict) else facts
            below[entry_id] = changed


def _merge_facts(facts: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    merged = {**facts}
    for attribute, fact in more.items():
        if (
            is_fact_table(fact)
            and attribute in facts
            and "value" not in fact
            and "missing" not in fact
        ):
            old = facts[attribute]
            merged[attribute] = {**(old if is_fact_table(old) else {"value": old}), **fact}
        else:
            merged[attribute] = fact
    return merged


class Checker:
    """Checks the layers of one catalog.

    Args:
        documents: What the TOML reader gave for each layer, lowest first.
        complete: Whether these are whole documents. If not, whatever is missing may stand in the part that
            could not be read, so nothing is said about it.
    """

    def __init__(self, documents: Sequence[dict[str, Any]], complete: bool = True) -> None:
        self.documents = documents
        self.complete = complete
        self.merged = merge(documents)
        self.attributes: dict[str, Attribute | None] = {
            key: attribute_from(key, entry) for key, entry in self.entries("attributes").items()
        }
        """What facts can be about; None for an attribute whose declaration can't be understood."""
        self.values: dict[tuple[str, str], Value] = {}
        """Technology, attribute -> the value that the topmost layer gives."""
        self.findings: list[Finding] = []
        self.damaged: set[Path] = set()
        """Entries, and fields of entries, that have an error in them."""
        self.untold = 0
        """How many errors there are beyond `MOST_FINDINGS`."""
        self._layer = 0

    def errors(self) -> list[Finding]:
        """All that keeps the catalog from loading, in the order of the layers."""
        for layer, document in enumerate(self.documents):
            self._layer = layer
            self._document(document)
        if self.complete:
            self._required_keys()
        self._choices()
        self._circles()
        self._aliases()
        return self.findings

    def entries(self, table: str) -> dict[str, Any]:
        """All entries of a table as the layers make them together; ill-shaped ones are among them."""
        found: dict[str, Any] = self.merged.get(table, {})
        return found

    def topmost(self, path: Path) -> int:
        """The highest layer in which ``path`` stands."""
        for layer in range(len(self.documents) - 1, 0, -1):
            place: Any = self.documents[layer]
            for key in path:
                place = place.get(key) if isinstance(place, dict) else None
            if place is not None:
                return layer
        return 0

    # The words of a problem cost time (“did you mean …?” looks at every name): all methods that report
    # something ask `_more` first.

    @property
    def _more(self) -> bool:
        if len(self.findings) < MOST_FINDINGS:
            return True
        self.untold += 1
        return False

    def _add(self, path: Path, code: str, message: str, hint: str = "") -> None:
        self.damaged.add(path[:2])
        self.damaged.add(path[:3])
        if self._more:
            self.findings.append(Finding(self._layer, path, "error", code, message, hint))

    # One layer -----------------------------------------------------------------------------------

    def _document(self, document: dict[str, Any]) -> None:
        number = document.get("format")
        if number is None:
            if self.complete:
                self._add(
                    (),
                    "no-format",
                    "the file does not say which format it is in",
                    f"write format = {FORMAT} at the top",
                )
        elif isinstance(number, bool) or not isinstance(number, int):
            self._add(
                ("format",),
                "wrong-type",
                f"expected the number of the format, found {kind_of(number)}",
                f"write format = {FORMAT}",
            )
        elif number > FORMAT:
            message = f"the file is in format {shown(number)}, this program reads format {FORMAT}"
            self._add(
                ("format",),
                "newer-format",
                message,
                "upgrade techtui: pip install --upgrade techtui",
            )
            # What a newer format means nobody knows here, so all else would be guesses.
            self.complete = False
            return
        elif number != FORMAT:
            self._add(
                ("format",),
                "wrong-format",
                f"there is no format {shown(number)}",
                f"write format = {FORMAT}",
            )
        for table, content in document.items():
            if table == "format":
                continue
            if table not in TABLES:
                self._unknown_table(table)
            elif not isinstance(content, dict):
                example = "catalog" if table == "catalog" else f"{table}.SOME-ID"
                self._add(
                    (table,),
                    "wrong-type",
                    f"expected a table, found {kind_of(content)}",
                    f"write [{example}]",
                )
            elif table == "catalog":
                self._entry((table,), content, TABLES[table])
            else:
                self._table(table, content)

    def _unknown_table(self, table: str) -> None:
        if self._more:
            hint = suggest(table, ["format", *TABLES])
            if table in TABLES["catalog"]:
                hint = f"write {table} below the line [catalog]"
            self._add(
                (table,), "unknown-key", f"“{quoted(table)}” is not a table of a catalog", hint
            )

    def _table(self, table: str, content: dict[str, Any]) -> None:
        fields = TABLES[table]
        for entry_id, entry in content.items():
            path = (table, entry_id)
            if not entry_id.translate(_SIGNS_IN_IDS).isalnum() or len(entry_id) > 100:
                self._add(
                    path,
                    "bad-id",
                    f"“{quoted(entry_id)}” can't be an id",
                    "use up to 100 letters, digits, - and _",
                )
            if isinstance(entry, dict):
                self._entry(path, entry, fields)
            else:
                self._add(
                    path,
                    "wrong-type",
                    f"expected a table, found {kind_of(entry)}",
                    self._entry_hint(table, entry_id),
                )

    def _entry_hint(self, table: str, entry_id: str) -> str:
        if entry_id in TABLES[table]:
            return f"a [{table}] has entries: write [{table}.SOME-ID] above it"
        return f"write [{table}.{quoted(entry_id)}]"

    def _entry(self, path: Path, entry: dict[str, Any], fields: dict[str, Field]) -> None:
        for key, value in entry.items():
            field = fields.get(key)
            if field is None:
                self._unknown_key(path, key, fields)
            else:
                self._field((*path, key), value, field)

    def _unknown_key(self, path: Path, key: str, fields: dict[str, Field]) -> None:
        if self._more:
            hint = suggest(key, fields)
            if fields is FACT and key.isdigit():
                hint = "a series with a source is written { value = { 2024 = 1, 2025 = 2 }, source = … }"
            elif (
                fields is TABLES["technologies"]
                and key in self.attributes
                and not hint.startswith("did")
            ):
                hint = f"write it as a fact, below [technologies.{quoted(str(path[-1]))}.facts]"
            self._add((*path, key), "unknown-key", f"“{quoted(key)}” is not known here", hint)

    def _field(self, path: Path, value: Any, field: Field) -> None:
        match field.kind:
            case "text" | "word" | "link" | "ref":
                self._string(path, value, field)
            case "refs" if isinstance(value, str):
                self._string(path, value, field)
            case "texts" | "refs":
                self._strings(path, value, field)
            case "entries":
                self._entries(path, value, field)
            case "facts":
                self._facts(path, value)
            case "date":
                if isinstance(value, datetime) or not isinstance(value, date):
                    found = "a date with a time" if isinstance(value, datetime) else kind_of(value)
                    self._add(
                        path, "wrong-type", f"expected a date, found {found}", date_hint(value)
                    )
            case "flag":
                if not isinstance(value, bool):
                    self._add(
                        path,
                        "wrong-type",
                        f"expected true or false, found {kind_of(value)}",
                        "write true or false, without quotes",
                    )
            case "labels":
                self._labels(path, value)
            case "value":
                pass  # `_fact` looks at it, because it depends on the attribute.

    def _string(self, path: Path, value: Any, field: Field) -> None:
        if not isinstance(value, str):
            self._add(
                path,
                "wrong-type",
                f"expected text, found {kind_of(value)}",
                _text_hint(value, field),
            )
        elif not value or value.isspace():
            self._add(
                path, "empty-text", "the text is empty", "write something, or leave the key out"
            )
        elif field.kind == "text" or field.kind == "texts":
            pass
        elif field.refers:
            if value not in self.merged.get(field.refers, ()):
                self._unknown_reference(path, value, field)
        elif field.kind == "word":
            if value not in field.words and self._more:
                self._add(
                    path,
                    "unknown-choice",
                    f"“{quoted(value)}” is not allowed here",
                    suggest(value, field.words),
                )
        elif field.kind == "link":
            message, hint = link_problem(value)
            if message:
                self._add(path, "bad-link", message, hint)

    def _unknown_reference(self, path: Path, value: str, field: Field) -> None:
        if (
            not self.complete
            or (field.refers == "sources" and value == GENERAL_KNOWLEDGE)
            or not self._more
        ):
            return
        one, known = SINGULAR[field.refers], self.entries(field.refers)
        meant = closest(value, [*known, GENERAL_KNOWLEDGE] if field.refers == "sources" else known)
        by_name = next(
            (
                key
                for key, entry in known.items()
                if isinstance(entry, dict) and entry.get("name") == value
            ),
            "",
        )
        if meant or by_name:
            hint = f"did you mean “{quoted(by_name or meant)}”?"
        else:
            hint = f"declare [{field.refers}.{quoted(value)}]"
            if 0 < len(known) <= 8:
                hint += ", or name one of " + ", ".join(map(quoted, known))
        self._add(path, f"unknown-{one}", f"there is no {one} “{quoted(value)}”", hint)

    def _strings(self, path: Path, value: Any, field: Field) -> None:
        if not isinstance(value, list):
            hint = f'write ["{quoted(value)}"]' if isinstance(value, str) else 'write ["…", "…"]'
            self._add(path, "wrong-type", f"expected a list of texts, found {kind_of(value)}", hint)
            return
        for at, item in enumerate(value):
            self._string((*path, at), item, field)

    def _labels(self, path: Path, value: Any) -> None:
        if isinstance(value, dict):
            for key, label in value.items():
                if not key.strip():
                    self._add(
                        (*path, key), "empty-text", "a choice has no name", 'write { id = "label" }'
                    )
                self._string((*path, key), label, _TEXT)
        else:
            self._strings(path, value, _TEXT)
        if isinstance(value, dict | list) and not value:
            self._add(path, "empty-list", "no choices are offered", 'write ["first", "second"]')

    def _entries(self, path: Path, value: Any, field: Field) -> None:
        if not isinstance(value, list):
            hint = "write [ … ] around it"
            if isinstance(value, str) and field.bare:
                hint = f'write ["{quoted(value)}"]'
            self._add(path, "wrong-type", f"expected a list, found {kind_of(value)}", hint)
            return
        assert field.entry is not None
        for at, item in enumerate(value):
            if isinstance(item, dict):
                self._entry((*path, at), item, field.entry)
                for key, one in field.entry.items():
                    if one.required and key not in item:
                        self._add(
                            (*path, at),
                            "missing-key",
                            f"“{key}” is missing",
                            f"write {key} = …  ({one.help})",
                        )
            elif field.bare:
                self._string((*path, at), item, _TEXT)
            else:
                keys = ", ".join(f"{key} = …" for key, one in field.entry.items() if one.required)
                self._add(
                    (*path, at),
                    "wrong-type",
                    f"expected a table, found {kind_of(item)}",
                    f"write {{ {keys} }}",
                )

    def _facts(self, path: Path, value: Any) -> None:
        if not isinstance(value, dict):
            self._add(
                path,
                "wrong-type",
                f"expected a table, found {kind_of(value)}",
                "write facts = { ATTRIBUTE = value }",
            )
            return
        for attribute, fact in value.items():
            at = (*path, attribute)
            if is_fact_table(fact):
                self._entry(at, fact, FACT)
            if attribute in self.attributes:
                self._fact(at, fact, self.attributes[attribute])
            elif self.complete and self._more:
                self._unknown_attribute(at, attribute)

    def _unknown_attribute(self, path: Path, attribute: str) -> None:
        by_name = {
            one.name.casefold(): key for key, one in self.attributes.items() if one is not None
        }
        meant = by_name.get(attribute.casefold()) or closest(attribute, self.attributes)
        hint = (
            f"did you mean “{quoted(meant)}”?"
            if meant
            else f"declare [attributes.{quoted(attribute)}] with a name and a type"
        )
        self._add(path, "unknown-attribute", f"there is no attribute “{quoted(attribute)}”", hint)

    def _fact(self, path: Path, fact: Any, attribute: Attribute | None) -> None:
        raw, at = fact, path
        if is_fact_table(fact):
            if "missing" in fact:
                if "value" in fact:
                    self._add(
                        path,
                        "value-and-missing",
                        "the fact has a value and says that it has none",
                        "keep value or missing, not both",
                    )
                return
            if "value" not in fact:
                if self.complete and not self._stands_below(path):
                    self._add(
                        path,
                        "missing-key",
                        "the fact has no value",
                        "write { value = …, source = … }",
                    )
                return
            raw, at = fact["value"], (*path, "value")
        if attribute is None:
            return
        try:
            self.values[str(path[1]), attribute.id] = convert(raw, attribute)
        except UnfitValueError as problem:
            at = at if problem.at is None else (*at, problem.at)
            self._add(at, problem.code, problem.message, problem.hint)

    def _stands_below(self, path: Path) -> bool:
        for document in self.documents[: self._layer]:
            place: Any = document
            for key in path:
                place = place.get(key) if isinstance(place, dict) else None
            if place is not None:
                return True
        return False

    # All layers together -------------------------------------------------------------------------

    def _required_keys(self) -> None:
        head = self.merged.get("catalog")
        if head is None and not self.damaged & {("catalog",)}:
            self._layer = 0
            self._add(
                (),
                "missing-key",
                "the table [catalog] is missing",
                'write [catalog] and below it title = "…"',
            )
        for table, fields in TABLES.items():
            required = [key for key, field in fields.items() if field.required]
            if table == "catalog":
                if head is not None:
                    self._required((table,), head, required)
                continue
            for entry_id, entry in self.entries(table).items():
                if isinstance(entry, dict):
                    self._required((table, entry_id), entry, required)

    def _required(self, path: Path, entry: dict[str, Any], required: Sequence[str]) -> None:
        missing = [key for key in required if key not in entry]
        if not missing:
            return
        self._layer = self.topmost(path)
        if len(path) == 2 and self._layer and self._more:
            table, entry_id = str(path[0]), str(path[1])
            others = [key for key in self.entries(table) if key != entry_id]
            meant = closest(entry_id, others)
            if meant:
                needs = " and ".join(f"“{key}”" for key in missing)
                message = f"there is no {SINGULAR[table]} “{quoted(entry_id)}” to change; a new one needs {needs}"
                self._add(path, "missing-key", message, f"did you mean “{quoted(meant)}”?")
                return
        for key in missing:
            self._add(
                path,
                "missing-key",
                f"“{key}” is missing",
                f"write {key} = …  ({TABLES[str(path[0])][key].help})",
            )

    def _choices(self) -> None:
        for key, attribute in self.attributes.items():
            if (
                attribute is not None
                and attribute.type is AttributeType.CHOICE
                and not attribute.choices
            ):
                path = ("attributes", key)
                if "choices" not in self.entries("attributes")[key]:
                    self._layer = self.topmost(path)
                    self._add(
                        path,
                        "missing-key",
                        "an attribute of type choice offers no choices",
                        'write choices = ["first", "second"]',
                    )

    def _circles(self) -> None:
        parents = {
            key: entry.get("parent")
            for key, entry in self.entries("categories").items()
            if isinstance(entry, dict)
        }
        depths: dict[Any, int] = {}
        for start in parents:
            way: dict[Any, None] = {}
            at: Any = start
            while isinstance(at, str) and at in parents and at not in depths and at not in way:
                way[at] = None
                at = parents[at]
            depth = 0
            if isinstance(at, str) and at in way:
                names = list(way)
                self._circle(names[names.index(at) :])
            elif isinstance(at, str):
                depth = depths.get(at, 0)
            for one in reversed(way):
                depth += 1
                depths[one] = depth
                if depth == MOST_LEVELS + 1:
                    path = ("categories", one, "parent")
                    self._layer = self.topmost(path)
                    self._add(
                        path,
                        "too-deep",
                        f"categories are nested more than {MOST_LEVELS} levels deep",
                        "put it below another parent",
                    )

    def _circle(self, names: list[str]) -> None:
        path = ("categories", names[0], "parent")
        self._layer = self.topmost(path)
        way = " → ".join(map(quoted, [*names[:6], *(["…"] if len(names) > 6 else []), names[0]]))
        message = (
            "the category is its own parent"
            if len(names) == 1
            else f"the category is above itself: {way}"
        )
        self._add(path, "circular-parent", message, "take the parent away from one of them")

    def _aliases(self) -> None:
        technologies = {
            key: entry
            for key, entry in self.entries("technologies").items()
            if isinstance(entry, dict)
        }
        claimed: dict[str, str] = {}
        for key, entry in technologies.items():
            if isinstance(name := entry.get("name"), str):
                claimed.setdefault(one_line(name).casefold(), key)
        for key in technologies:
            claimed.setdefault(key.casefold(), key)
        for key, entry in technologies.items():
            aliases = entry.get("aliases")
            if not isinstance(aliases, list):
                continue
            for at, alias in enumerate(aliases):
                if not isinstance(alias, str) or not alias.strip():
                    continue
                owner = claimed.setdefault(one_line(alias).casefold(), key)
                if owner != key:
                    path = ("technologies", key, "aliases", at)
                    self._layer = self.topmost(path[:3])
                    self._add(
                        path,
                        "duplicate-alias",
                        f"“{quoted(alias)}” already means {quoted(owner)}",
                        "take it away from one of them",
                    )


def _text_hint(value: Any, field: Field) -> str:
    if isinstance(value, list) and field.kind in ("text", "word", "link", "ref"):
        return 'write one text in "quotes", without [ ]'
    if isinstance(value, int | float | date):
        return f'write it in quotes: "{shown(value)}"'
    return 'write it in "quotes"'


def attribute_from(attribute_id: str, entry: Any) -> Attribute | None:
    """The attribute that an entry of the table ``attributes`` declares; None if it makes no sense."""
    if not isinstance(entry, dict):
        return None
    kind = entry.get("type")
    choices = _choices_of(entry.get("choices", {}))
    if not isinstance(kind, str) or kind not in _TYPES or choices is None:
        return None

    def text(key: str) -> str:
        value = entry.get(key, "")
        return one_line(value) if isinstance(value, str) else ""

    better = entry.get("better", "")
    helps = entry.get("help", "")
    return Attribute(
        id=attribute_id,
        name=text("name"),
        type=AttributeType(kind),
        group=text("group"),
        categories=texts_of(entry.get("categories")),
        unit=text("unit"),
        better=better if better in ("higher", "lower") else "",
        choices=choices,
        help=paragraphs(helps) if isinstance(helps, str) else "",
        concept=text("concept"),
        website=entry.get("website") is True,
    )


def _choices_of(raw: Any) -> dict[str, str] | None:
    labels = (
        raw
        if isinstance(raw, dict)
        else dict(zip(raw, raw, strict=True))
        if _are_texts(raw)
        else None
    )
    if labels is None or not _are_texts(list(labels.values())):
        return None
    return {one_line(choice): one_line(label) for choice, label in labels.items()}


def _are_texts(raw: Any) -> bool:
    return isinstance(raw, list) and all(isinstance(item, str) for item in raw)


def texts_of(raw: Any) -> tuple[str, ...]:
    """One text or several, as several; what is no text is left out."""
    if isinstance(raw, str):
        return (raw,)
    return tuple(one for one in raw if isinstance(one, str)) if isinstance(raw, list) else ()
