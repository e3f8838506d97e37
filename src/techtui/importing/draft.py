"""A catalog under construction: entries with stable ids, categories and choices as they appear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from techtui.catalog.links import link_kind
from techtui.catalog.sanitize import one_line
from techtui.importing.inference import TYPED, guess
from techtui.importing.result import Document, Imported, Losses
from techtui.importing.source import ImportedFiles
from techtui.importing.texts import (
    is_markdown,
    items_of,
    rows_of,
    slug,
    spoken,
    text_of,
    words_of,
)

MOST_ENTRIES: Final = 200_000
"""Further entries are counted and left out."""
_ORIGIN: Final = "origin"
"""The id of the source of all facts."""
_NO_CATEGORY: Final = "Others"
_COMMON_NAMES: Final = frozenset(("readme", "index", "config", "data"))
"""Names of files that say nothing; the folder is named after its content."""


@dataclass(slots=True)
class DraftEntry:
    """A technology under construction.

    Args:
        id: Its id.
        fields: The content of ``[technologies.ID]``.
    """

    id: str
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the entry."""
        return str(self.fields["name"])


class Draft:
    """Collects a catalog.

    Args:
        source: The files to import.
        kind: The kind of the source.
        title: The title of the catalog; by default that of the source.
    """

    def __init__(self, source: ImportedFiles, kind: str, title: str = "") -> None:
        self.kind = kind
        self.losses = Losses()
        self.guesses: list[str] = []
        """What was assumed, and how to change it, one sentence each."""
        self.catalog: Document = {"title": title or _title_of(source)}
        self._origin = one_line(source.name)
        self._categories: dict[str, Document] = {}
        self._paths: dict[tuple[str, ...], str] = {}
        self._attributes: dict[str, Document] = {}
        self._choices: dict[str, dict[str, str]] = {}
        self._used: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._related: set[tuple[str, str, str]] = set()
        self._technologies: dict[str, Document] = {}
        self._ids_by_key: dict[str, str] = {}
        self._relations: list[tuple[str, str, str]] = []
        self._further: list[tuple[DraftEntry, tuple[str, ...]]] = []
        self._untyped: dict[str, list[tuple[DraftEntry, str | list[str]]]] = {}

    def attribute(self, key: str, name: str, kind: str, group: str = "", **more: Any) -> str:
        """Declare an attribute; if its id exists already, nothing changes.

        Returns:
            The id of the attribute.
        """
        if key not in self._attributes:
            declared = {"name": name, "type": kind}
            if group:
                declared["group"] = group
            self._attributes[key] = {**declared, **more}
        return key

    def offer(self, attribute: str, label: str) -> str:
        """Add a choice to an attribute.

        Returns:
            The id of the choice.
        """
        key = slug(label)
        self._choices.setdefault(attribute, {}).setdefault(key, label)
        return key

    def category(self, *path: str) -> str:
        """Return the id of the category with this path of names; it is created if it does not exist."""
        names = tuple(words for one in path if (words := words_of(one))) or (_NO_CATEGORY,)
        known = self._paths.get(names)
        if known is not None:
            return known
        parent = self.category(*names[:-1]) if len(names) > 1 else ""
        key = slug(names[-1])
        if key in self._categories:
            key = slug(" ".join(names))
        made = self._unlike(key, self._categories)
        self._categories[made] = {"name": names[-1]} | ({"parent": parent} if parent else {})
        self._paths[names] = made
        return made

    def entry(self, name: str, category: str, place: str = "", key: str = "") -> DraftEntry | None:
        """Add an entry.

        Args:
            name: Its name.
            category: The id of its category.
            place: Its place in the source, in words.
            key: What identifies it in the source; by default its name.

        Returns:
            The new entry; None if it has no name or there are too many, which is counted.
        """
        name = words_of(name)
        if not name:
            self.losses.add("entries without a name, left out", place)
            return None
        if len(self._technologies) >= MOST_ENTRIES:
            self.losses.add(f"entries after the first {MOST_ENTRIES:,}, left out", place)
            return None
        made = DraftEntry(self._id_for(key or name, category), {"name": name, "category": category})
        self._technologies[made.id] = made.fields
        return made

    def also_in(self, entry: DraftEntry, *path: str) -> None:
        """Add an entry to another category, by a path of names; the category may come later in the source."""
        names = tuple(words for one in path if (words := words_of(one)))
        if names:
            self._further.append((entry, names))

    def _id_for(self, key: str, category: str) -> str:
        made = slug(key)
        if made in self._technologies:
            # With its category first: a number would change to another entry when the order changes.
            made = self._unlike(f"{made}-{category}", self._technologies)
        if made != slug(key):
            self.losses.add("entries of the same name, with ids of their own", made)
        self._ids_by_key.setdefault(key.casefold(), made)
        return made

    def _unlike(self, key: str, taken: Mapping[str, object]) -> str:
        """Return an unused id: ``key``, or with the next number."""
        made = key
        while made in taken:
            # Continues from the last number: otherwise each of a hundred thousand equal names would try all before it.
            number = self._numbers[key] = self._numbers.get(key, 1) + 1
            made = f"{key}-{number}"
        return made

    def known_as(self, entry: DraftEntry, *keys: str) -> None:
        """Register further keys by which relations find an entry."""
        for key in keys:
            self._ids_by_key.setdefault(key.casefold(), entry.id)

    def text(self, entry: DraftEntry, key: str, raw: Any) -> None:
        """Set a text of an entry, such as its summary, unless it is empty."""
        text = words_of(raw) if key == "tagline" else text_of(raw)
        if text:
            entry.fields[key] = text

    def fact(self, entry: DraftEntry, attribute: str, value: Any) -> None:
        """Set a fact of an entry, unless the value is None, an empty text or an empty list."""
        if value is None or value == "" or value == []:
            return
        self._used.add(attribute)
        entry.fields.setdefault("facts", {})[attribute] = value

    def rows(self, entry: DraftEntry, attribute: str, rows: list[Mapping[str, Any]]) -> None:
        """Set a table of an entry; cells with None or an empty text are left out."""
        told = [{key: one for key, one in row.items() if one not in (None, "")} for row in rows]
        self.fact(entry, attribute, told)

    def untyped_fact(self, entry: DraftEntry, attribute: str, name: str, raw: Any) -> None:
        """Set a fact of an attribute whose type is inferred from all its values.

        Args:
            entry: The entry.
            attribute: The id of the attribute, which this declares.
            name: The name of the attribute; may be empty.
            raw: A scalar or a list of scalars; None and empty values are no fact.
        """
        if attribute in self._attributes and attribute not in self._untyped:
            attribute += "-2"  # it has a type already
        if held := items_of(raw) if isinstance(raw, list) else words_of(raw):
            self.attribute(attribute, name or "Unnamed", "text")
            self._untyped.setdefault(attribute, []).append((entry, held))

    def further(self, entry: DraftEntry, row: Mapping[str, Any], known: frozenset[str]) -> None:
        """Set facts of what a kind does not define: scalars and lists of them; tables are counted as lost.

        Args:
            entry: The entry.
            row: All that the source says of it.
            known: The keys that the kind defines.
        """
        for key, held in row.items():
            if key in known or held in (None, "", [], {}):
                continue
            if isinstance(held, dict) or rows_of(held):
                self.losses.add(f"tables “{words_of(key)[:30]}”, left out", entry.name)
            else:
                self.untyped_fact(entry, slug(spoken(key)), spoken(key), held)

    def choose(self, entry: DraftEntry, attribute: str, raw: Any) -> None:
        """Set a fact of type choice, with the source's word for the choice."""
        if words := words_of(raw):
            self.fact(entry, attribute, self.offer(attribute, words))

    def link(self, entry: DraftEntry, attribute: str, raw: Any) -> None:
        """Set a link of an entry; a text that is not an address is counted as lost."""
        if address := self.address(raw, entry.name):
            self.fact(entry, attribute, address)

    def learn(self, entry: DraftEntry, title: str, raw: Any, **more: str) -> None:
        """Add a link to learn from."""
        if address := self.address(raw, entry.name):
            shown = words_of(title) or address
            entry.fields.setdefault("learn", []).append({"title": shown, "url": address, **more})

    def summary_of_category(self, category: str, raw: Any) -> None:
        """Set the summary of a category, unless it has one."""
        if text := text_of(raw):
            self._categories[category].setdefault("summary", text)

    def address(self, raw: Any, place: str) -> str:
        """Return an address that a catalog can contain; empty if it is not one."""
        address = words_of(raw)
        if not address:
            return ""
        if link_kind(address) == "text":
            mended = address.replace(" ", "%20")
            if link_kind(mended) == "text":
                self.losses.add("addresses that can't be followed, left out", place)
                return ""
            address = mended
        return address

    def relate(self, entry: DraftEntry, kind: str, key: str) -> None:
        """Relate an entry to another, which may come later, by its key or name."""
        self._relations.append((entry.id, kind, key))

    def finish(self) -> Imported:
        """Return the catalog, without unused parts."""
        self._resolve_relations()
        self._resolve_places()
        self._type_facts()
        if self._has_markdown():
            self.catalog["text"] = "markdown"
        headline = [one for one in self.catalog.pop("headline", ()) if one in self._used]
        if headline:
            self.catalog["headline"] = headline
        document: Document = {
            "format": 1,
            "catalog": {**self.catalog, "source": _ORIGIN},
            "sources": {_ORIGIN: {"title": self._origin}},
            "categories": self._categories,
            "attributes": {
                key: self._declared(key) for key in self._attributes if key in self._used
            },
            "technologies": self._technologies,
        }
        return Imported(document, self.losses, self.kind, self._origin, tuple(self.guesses))

    def _has_markdown(self) -> bool:
        """Return whether a text has lists, links or code: as plain text, their marks would show, and their lines run together."""
        told = (*self._technologies.values(), *self._categories.values())
        return any(is_markdown(one["summary"]) for one in told if "summary" in one)

    def _resolve_places(self) -> None:
        for entry, names in self._further:
            category = self._paths.get(names)
            if category is None:
                place = " > ".join(names)
                self.losses.add("further categories that are not there, left out", place)
                continue
            known = entry.fields["category"]
            listed = known if isinstance(known, list) else [known]
            if category not in listed:
                entry.fields["category"] = [*listed, category]

    def _type_facts(self) -> None:
        for attribute, held in self._untyped.items():
            declared = self._attributes[attribute]
            texts = [words for _, words in held if isinstance(words, str)]
            kind = "list" if len(texts) < len(held) else guess(texts, declared["name"])
            declared["type"] = kind
            for entry, words in held:
                if isinstance(words, list):
                    self.fact(entry, attribute, words)
                elif kind == "choice":
                    self.choose(entry, attribute, words)
                elif kind == "link":
                    self.link(entry, attribute, words)
                else:
                    self.fact(entry, attribute, TYPED[kind](words))

    def _declared(self, key: str) -> Document:
        declared = dict(self._attributes[key])
        if "columns" in declared:
            # All as tables: in a mixture, the TOML writer would put the tables last.
            declared["columns"] = {
                one: held if isinstance(held, dict) else {"type": held}
                for one, held in declared["columns"].items()
            }
        choices = self._choices.get(key)
        if choices and declared["type"] == "choice":
            plain = all(one == label for one, label in choices.items())
            declared["choices"] = list(choices) if plain else choices
        return declared

    def _resolve_relations(self) -> None:
        for identity, kind, key in self._relations:
            other = self._ids_by_key.get(key.casefold())
            if other is None:
                self.losses.add("relations to missing entries, left out", one_line(key)[:60])
            elif other != identity and (identity, kind, other) not in self._related:
                self._related.add((identity, kind, other))
                made = {"kind": kind, "id": other}
                self._technologies[identity].setdefault("relations", []).append(made)


def _title_of(source: ImportedFiles) -> str:
    name = source.path.stem
    if name.casefold() in _COMMON_NAMES:
        name = source.path.resolve().parent.name
    return one_line(name) or "Imported"
