"""Finds everything that is wrong with a catalog: walks over each layer, then checks all layers together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.format.collector import GONE, KEPT, Collector, Words
from techtui.catalog.format.declarations import LONGEST_ID, attribute_from, texts_of
from techtui.catalog.format.field_validation import FieldChecker
from techtui.catalog.format.fields import FORMAT, TABLES
from techtui.catalog.format.kept import KeptEntry
from techtui.catalog.format.layers import merge, take_out_hidden
from techtui.catalog.format.values import as_text
from techtui.catalog.messages import SINGULAR, closest, expected, quoted, shown, suggest
from techtui.catalog.model import GENERAL_KNOWLEDGE, Attribute, AttributeType
from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techtui.catalog.problems import Path

MOST_LEVELS: Final = 30
"""The most levels of nested categories. Walking the tree may therefore recurse."""
ELSEWHERE: Final = "elsewhere"
"""The id of the category for entries whose own category is missing."""
_ELSEWHERE: Final = {
    "name": "Elsewhere",
    "summary": "Entries whose category the catalog does not have.",
}
_SIGNS_IN_IDS: Final = str.maketrans("", "", "-_.")


class Checker:
    """Checks the layers of one catalog.

    Args:
        documents: The parsed document of each layer, lowest first.
        complete: Whether the documents are complete. If not, what is missing may be in the part that could not be read, and is
            not reported.
        quiet: Whether to collect only repairs, not their words.
        names: The names of the layers.
    """

    def __init__(
        self,
        documents: Sequence[dict[str, Any]],
        complete: bool = True,
        quiet: bool = False,
        names: Sequence[str] = (),
    ) -> None:
        self.documents = documents
        self.complete = complete
        self.merged = merge(documents)
        self.hidden = take_out_hidden(self.merged)
        """Table -> the ids of hidden entries."""
        self._names = names
        self.attributes: dict[str, Attribute | None] = {
            key: attribute_from(key, entry) for key, entry in self.entries("attributes").items()
        }
        """The attributes; None for one whose declaration can't be understood."""
        self.found = Collector(texts_of(self.merged.get("catalog", {}).get("ignore")), quiet)
        """The findings, and the repairs that make the rest usable."""
        self.found.lost.update((table, key) for table, keys in self.hidden.items() for key in keys)
        self.fields = FieldChecker(
            self.found, documents, self.merged, self.attributes, self.complete, self.hidden
        )

    def check(self, advises: bool = False) -> Collector:
        """Check everything, layer by layer.

        Args:
            advises: Whether to compare all entries for advice that changes nothing in the catalog, too.
        """
        for layer, document in enumerate(self.documents):
            self.found.layer = layer
            if not self._format(document):
                # The rules of a newer format are unknown here, so everything else would be guesses.
                return self.found
            self._document(document)
        if self.complete:
            self._required_keys()
        if advises:
            self._defined_twice()
        self._choices()
        self._circles()
        if advises:
            self._aliases()
        return self.found

    def entries(self, table: str) -> dict[str, Any]:
        """Return all entries of a table in the merged layers, including invalid ones."""
        found: dict[str, Any] = self.merged.get(table, {})
        return found

    def topmost(self, path: Path) -> int:
        """Return the highest layer that contains ``path``."""
        for layer in range(len(self.documents) - 1, 0, -1):
            place: Any = self.documents[layer]
            for key in path:
                place = place.get(key) if isinstance(place, dict) else None
            if place is not None:
                return layer
        return 0

    # One layer -----------------------------------------------------------------------------------

    def _format(self, document: dict[str, Any]) -> bool:
        """Check the format number; return whether the document can be understood."""
        number = document.get("format")
        hint = f"write format = {FORMAT}"
        if number is None:
            if self.complete:
                message = "the file does not say which format it is in"
                self.found.add((), "no-format", (message, f"{hint} at the top"), KEPT)
        elif isinstance(number, bool) or not isinstance(number, int):
            message = expected("the number of the format", number)
            self.found.add(("format",), "wrong-type", (message, hint))
        elif number > FORMAT:
            message = f"the file is in format {shown(number)}, this program reads format {FORMAT}"
            hint = "upgrade techtui: pip install --upgrade techtui"
            self.found.add(("format",), "newer-format", (message, hint), KEPT)
            self.complete = False
            return False
        elif number != FORMAT:
            message = f"there is no format {shown(number)}"
            self.found.add(("format",), "wrong-format", (message, hint))
        return True

    def _document(self, document: dict[str, Any]) -> None:
        for table, content in document.items():
            if table == "format":
                continue
            if table not in TABLES:
                self._unknown_table(table)
            elif not isinstance(content, dict):
                example = "catalog" if table == "catalog" else f"{table}.SOME-ID"
                message = expected("a table", content)
                self.found.add((table,), "wrong-type", (message, f"write [{example}]"))
            elif table == "catalog":
                self.fields.entry((table,), content, TABLES[table])
            else:
                self._table(table, content)

    def _unknown_table(self, table: str) -> None:
        def words() -> Words:
            hint = suggest(table, ["format", *TABLES])
            if table in TABLES["catalog"] and not hint.startswith("did"):
                hint = f"write {table} below the line [catalog]"
            return f"“{quoted(table)}” is not a table of a catalog", hint

        self.found.add((table,), "unknown-key", words)

    def _table(self, table: str, content: dict[str, Any]) -> None:
        fields = TABLES[table]
        for entry_id, entry in content.items():
            if isinstance(entry, KeptEntry):
                # It was checked when it was read. Its references are still good if nothing has gone, which `renewed` looks at.
                continue
            path = (table, entry_id)
            if not entry_id.translate(_SIGNS_IN_IDS).isalnum() or len(entry_id) > LONGEST_ID:
                self._odd_id(path, entry_id)
            if isinstance(entry, dict):
                if entry.keys() == {"hidden"} and "hidden" in fields:
                    self._nothing_to_hide(table, entry_id)
                if entry_id not in self.hidden.get(table, ()):
                    self.fields.entry(path, entry, fields)
            else:
                message = expected("a table", entry)
                self.found.add(path, "wrong-type", (message, self._entry_hint(table, entry_id)))

    def _odd_id(self, path: Path, entry_id: str) -> None:
        usable = (
            0 < len(entry_id) <= LONGEST_ID
            and one_line(entry_id) == entry_id != GENERAL_KNOWLEDGE
            and not {"/", "\\"}.intersection(entry_id)
        )
        hint = f"use up to {LONGEST_ID} letters, digits, - and _"
        if usable:
            message = f"the id “{quoted(entry_id)}” is hard to type in a query"
            self.found.add(path, "odd-id", (message, hint), KEPT)
        else:
            self.found.add(path, "bad-id", (f"“{quoted(entry_id)}” can't be an id", hint))

    def _nothing_to_hide(self, table: str, entry_id: str) -> None:
        below = self.documents[: self.found.layer]
        if any(entry_id in one[table] for one in below if isinstance(one.get(table), dict)):
            return
        one = SINGULAR[table]
        message = f"there is no {one} “{quoted(entry_id)}” to hide"
        hint = suggest(entry_id, self.entries(table))
        self.found.add((table, entry_id), f"unknown-{one}", (message, hint))

    def _entry_hint(self, table: str, entry_id: str) -> str:
        if entry_id in TABLES[table]:
            return f"a [{table}] has entries: write [{table}.SOME-ID] above it"
        return f"write [{table}.{quoted(entry_id)}]"

    # All layers together -------------------------------------------------------------------------

    def _required_keys(self) -> None:
        heads = [head for one in self.documents if isinstance(head := one.get("catalog"), dict)]
        titles = [as_text(head.get("title")) for head in heads]
        if not any(title is not None and title.strip() for title in titles):
            self._no_title()
        for table, fields in TABLES.items():
            if table == "catalog":
                continue
            required = [key for key, field in fields.items() if field.required]
            for entry_id, entry in self.entries(table).items():
                if isinstance(entry, dict) and not isinstance(entry, KeptEntry):
                    missing = [key for key in required if key not in entry]
                    if missing:
                        self._missing(table, entry_id, missing)

    def _defined_twice(self) -> None:
        """Report entries that are defined in two files, neither of which extends the other."""
        for layer, document in enumerate(self.documents):
            head = document.get("catalog")
            if not layer or (isinstance(head, dict) and "extends" in head):
                continue
            self.found.layer = layer
            for table, fields in TABLES.items():
                required = {key for key, field in fields.items() if field.required}
                if table == "catalog" or not isinstance(document.get(table), dict):
                    continue
                for key, entry in document[table].items():
                    if isinstance(entry, dict) and entry.keys() >= required:
                        self._defined_below(table, key, entry, required)

    def _defined_below(
        self, table: str, key: str, entry: dict[str, Any], required: set[str]
    ) -> None:
        for layer in range(self.found.layer):
            entries = self.documents[layer].get(table)
            other = entries.get(key) if isinstance(entries, dict) else None
            if isinstance(other, dict) and other.keys() >= required and other != entry:
                name = self._names[layer] if self._names else f"file {layer + 1}"
                message = f"“{quoted(key)}” is defined in {name}, too; this one wins"
                hint = "give one of them another id, or write extends = … below [catalog]"
                self.found.add((table, key), "duplicate-id", (message, hint), KEPT)
                return

    def _no_title(self) -> None:
        self.found.layer = self.topmost(("catalog",))
        hint = 'write title = "…" below [catalog]'
        if len(self.documents) == 1 and "catalog" not in self.merged:
            hint = 'write [catalog] and below it title = "…"; of a layer, name the catalog below it first'
        path: Path = ("catalog",) if "catalog" in self.merged else ()
        self.found.add(path, "no-title", ("the catalog has no title", hint), KEPT)

    def _missing(self, table: str, entry_id: str, missing: Sequence[str]) -> None:
        path: Path = (table, entry_id)
        self.found.layer = self.topmost(path)
        if self.found.layer:
            others = [key for key in self.entries(table) if key != entry_id]
            meant = closest(entry_id, others)
            if meant:
                needs = " and ".join(f"“{key}”" for key in missing)
                message = f"there is no {SINGULAR[table]} “{quoted(entry_id)}” to change; a new one needs {needs}"
                hint = f"did you mean “{quoted(meant)}”?"
                self.found.add(path, "missing-key", (message, hint))
                return
        # A layer without its base is one problem, not one for each of its incomplete entries.
        is_layer = table == "technologies" and self.fields.is_layer_alone(path, "categories", KEPT)
        for key in missing:
            hint = f"write {key} = …  ({TABLES[table][key].help})"
            if not is_layer:
                self.found.add(path, "missing-key", (f"“{key}” is missing", hint), KEPT)
            if table == "decisions" and key != "name":
                # A decision about nothing is not a decision.
                self.found.repair(path, GONE)
                continue
            instead = {"type": AttributeType.TEXT.value, "category": ELSEWHERE}.get(key, entry_id)
            if key == "text":
                continue
            self.found.repair((*path, key), instead)
            if key == "category" and ELSEWHERE not in self.entries("categories"):
                self.found.repair(("categories", ELSEWHERE), _ELSEWHERE)

    def _choices(self) -> None:
        for key, attribute in self.attributes.items():
            if (
                attribute is not None
                and attribute.type is AttributeType.CHOICE
                and not attribute.choices
                and "choices" not in self.entries("attributes")[key]
            ):
                path = ("attributes", key)
                self.found.layer = self.topmost(path)
                message = "an attribute of type choice offers no choices"
                hint = 'write choices = ["first", "second"]'
                self.found.add(path, "no-choices", (message, hint), KEPT)
            if attribute is not None:
                self._discouraged(key, attribute)
                self._no_columns(key, attribute)

    def _no_columns(self, key: str, attribute: Attribute) -> None:
        if attribute.type is AttributeType.TABLE and not attribute.columns:
            path = ("attributes", key)
            self.found.layer = self.topmost(path)
            words = "a table has no columns", 'write columns = { name = "text", until = "date" }'
            self.found.add(path, "no-columns", words, KEPT)

    def _discouraged(self, key: str, attribute: Attribute) -> None:
        named = self.entries("attributes")[key].get("discouraged")
        listed = named if isinstance(named, list) else [named]
        for at, choice in enumerate(listed):
            if isinstance(choice, str) and choice.strip() and choice not in attribute.choices:
                path: Path = ("attributes", key, "discouraged")
                self.found.layer = self.topmost(path)
                if isinstance(named, list):
                    path = (*path, at)
                words = f"“{quoted(choice)}” is not a choice", suggest(choice, attribute.choices)
                self.found.add(path, "unknown-choice", words)

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
                if depth > MOST_LEVELS:
                    self._too_deep(one)
                    depth = 1
                depths[one] = depth

    def _too_deep(self, category: str) -> None:
        path = ("categories", category, "parent")
        self.found.layer = self.topmost(path)
        message = f"categories are nested more than {MOST_LEVELS} levels deep"
        self.found.add(path, "too-deep", (message, "put it below another parent"))

    def _circle(self, names: list[str]) -> None:
        path = ("categories", names[0], "parent")
        self.found.layer = self.topmost(path)
        way = " → ".join(map(quoted, [*names[:6], *(["…"] if len(names) > 6 else []), names[0]]))
        message = (
            "the category is its own parent"
            if len(names) == 1
            else f"the category is above itself: {way}"
        )
        self.found.add(
            path, "circular-parent", (message, "take the parent away from one of them"), GONE
        )

    def _aliases(self) -> None:
        technologies = {
            key: entry
            for key, entry in self.entries("technologies").items()
            if isinstance(entry, dict)
        }
        # The first to use a word keeps it, as in `Catalog.find`: names before ids, ids before aliases.
        claimed: dict[str, tuple[str, str]] = {}
        for key, entry in technologies.items():
            if isinstance(name := entry.get("name"), str):
                claimed.setdefault(one_line(name).casefold(), (key, "name"))
        for key in technologies:
            claimed.setdefault(key.casefold(), (key, "id"))
        for key, entry in technologies.items():
            aliases = entry.get("aliases")
            if not isinstance(aliases, list):
                continue
            for at, alias in enumerate(aliases):
                if not isinstance(alias, str) or not alias.strip():
                    continue
                owner, what = claimed.setdefault(one_line(alias).casefold(), (key, "alias"))
                if owner != key:
                    path = ("technologies", key, "aliases", at)
                    self.found.layer = self.topmost(path[:3])
                    message = f"“{quoted(alias)}” is the {what} of {quoted(owner)}, too; typing it finds that one"
                    self.found.add(
                        path, "duplicate-alias", (message, "keep it in one of the two"), KEPT
                    )
