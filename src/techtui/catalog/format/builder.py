"""Turns checked and repaired documents into the values of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from techtui.catalog.format.declarations import texts_of
from techtui.catalog.format.fact_values import Held
from techtui.catalog.format.fields import is_fact_table
from techtui.catalog.format.kept import KeptEntry
from techtui.catalog.format.validation import Checker
from techtui.catalog.model import (
    Attribute,
    Catalog,
    Category,
    Concept,
    Conventions,
    Fact,
    OwnFields,
    Point,
    Question,
    Relation,
    Resource,
    Source,
    Technology,
    Template,
    Usage,
)
from techtui.catalog.relations import seen_from_other_ends
from techtui.catalog.sanitize import lines, one_line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from techtui.catalog.problems import Problem


_NO_HISTORY: Final[dict[int, str]] = {}
"""Shared: an empty dict for each of a million facts would take as much memory as the facts."""


class Builder:
    """Builds the catalog.

    Args:
        checker: The checker; its converted values are used.
        names: The names of the layers, lowest first.
        problems: What was left out or could not be understood.
        count: The number of problems; of very many, only the first are in ``problems``.
        prints: As in `Catalog.prints`.
    """

    def __init__(
        self,
        checker: Checker,
        names: Sequence[str],
        problems: tuple[Problem, ...] = (),
        count: int = 0,
        prints: Sequence[Mapping[str, bytes]] = (),
    ) -> None:
        self._prints = prints
        self._problems = problems
        self._count = count
        self._documents = checker.documents
        self._merged = checker.merged
        self._values = checker.fields.values
        self._attributes: dict[str, Attribute] = {
            key: attribute for key, attribute in checker.attributes.items() if attribute is not None
        }
        # Technologies share the strings of their keys; parsers create them anew for each.
        self._keys = {key: key for key in self._attributes}
        self._names = tuple(map(one_line, names))
        markdown = self._merged.get("catalog", {}).get("text") == "markdown"
        # Line breaks are kept where they matter.
        self._prose = lines if markdown else paragraphs
        # Texts on one line of lists and trees contain no markup.
        self._line = _unmarked if markdown else one_line
        # The sources of facts that name none, by layer.
        self._backing = [
            texts_of(document.get("catalog", {}).get("source")) for document in self._documents
        ]

    def catalog(self) -> Catalog:
        """Return the catalog of all layers."""
        head = self._merged["catalog"]
        # From the lowest layer: a file that extends a catalog must not separate it from its notes.
        lowest = next(document["catalog"] for document in self._documents if "catalog" in document)
        own = OwnFields(
            id=one_line(lowest.get("id") or lowest.get("title") or head["title"]).casefold(),
            title=one_line(head["title"]),
            summary=paragraphs(head.get("summary", "")),
            as_of=head.get("as_of"),
            headline=texts_of(head.get("headline", ())),
            layers=self._names,
            categories={
                key: _category(key, entry, self._prose)
                for key, entry in self._entries("categories")
            },
            concepts={
                key: _concept(key, entry, self._prose) for key, entry in self._entries("concepts")
            },
            attributes=self._attributes,
            decisions={key: _template(key, entry) for key, entry in self._entries("decisions")},
            conventions=_conventions(head),
            how_to_choose=_questions(head),
            problem_count=self._count,
        )
        sources = {
            key: entry.made if isinstance(entry, KeptEntry) else _source(key, entry)
            for key, entry in self._entries("sources")
        }
        return Catalog(
            own,
            sources=sources,
            technologies=self._technologies(),
            problems=self._problems,
            prints=self._prints,
        )

    def _entries(self, table: str) -> Iterable[tuple[str, dict[str, Any]]]:
        entries: dict[str, dict[str, Any]] = self._merged.get(table, {})
        return entries.items()

    def _technologies(self) -> dict[str, Technology]:
        entries: dict[str, Any] = self._merged.pop("technologies", {})
        # Each entry is released once it is built; see `techtui.catalog.format.loader.built`.
        made = {key: self._technology(key, entries.pop(key)) for key in list(entries)}
        for key, incoming in seen_from_other_ends(made).items():
            made[key] = replace(made[key], incoming=tuple(incoming))
        return made

    def _technology(self, key: str, entry: dict[str, Any]) -> Technology:
        if isinstance(entry, KeptEntry):
            made: Technology = entry.made
            return made
        get = entry.get
        category, *also_in = dict.fromkeys(texts_of(entry["category"]))
        return Technology(
            id=key,
            name=one_line(entry["name"]),
            category=category,
            also_in=tuple(also_in),
            aliases=tuple(map(one_line, get("aliases", ()))),
            tagline=self._line(get("tagline", "")),
            summary=self._prose(get("summary", "")),
            sources=texts_of(get("sources", ())),
            strengths=_points(get("strengths", ())),
            weaknesses=_points(get("weaknesses", ())),
            best_for=_points(get("best_for", ())),
            avoid_when=_points(get("avoid_when", ())),
            used_by=tuple(map(_usage, get("used_by", ()))),
            relations=tuple(
                Relation(one_line(one["kind"]), one["id"], self._line(one.get("note", "")))
                for one in get("relations", ())
            ),
            learn=tuple(map(_resource, get("learn", ()))),
            corrections=_points(get("corrections", ())),
            facts={
                self._keys.get(attribute, attribute): self._fact(key, attribute, fact)
                for attribute, fact in get("facts", {}).items()
            },
            endoflife=one_line(get("endoflife", "")),
            survey=tuple(map(one_line, texts_of(get("survey", ())))),
        )

    def _fact(self, technology: str, attribute: str, raw: Any) -> Fact:
        at = self._layer_of(technology, attribute) if len(self._documents) > 1 else 0
        layer = self._names[at] if at else ""
        table = raw if is_fact_table(raw) else {}
        missing = "missing" in table
        found = None if missing else self._values[technology].pop(attribute)
        held = found if isinstance(found, Held) else None
        backing = () if missing else self._backing[at]
        return Fact(
            found.value if isinstance(found, Held) else found,
            (texts_of(table["source"]) if "source" in table else ()) or backing,
            table.get("as_of"),
            one_line(table["note"]) if "note" in table else "",
            table.get("missing"),
            layer,
            one_line(table["title"]) if "title" in table else "",
            held.rows if held else (),
            (held.history if held else None) or _NO_HISTORY,
        )

    def _layer_of(self, technology: str, attribute: str) -> int:
        for at in range(len(self._documents) - 1, 0, -1):
            facts = self._documents[at].get("technologies", {}).get(technology, {}).get("facts", {})
            if attribute in facts:
                return at
        return 0


def _unmarked(text: str) -> str:
    # Imported here because few catalogs have Markdown.
    from techtui.catalog.markdown import plain

    return one_line(plain(one_line(text)))


def _conventions(head: dict[str, Any]) -> Conventions:
    usual = Conventions()
    one, many = map(one_line, head.get("noun", usual.noun))
    return Conventions(
        (one, many),
        head.get("learning", usual.learning),
        head.get("popularity", ""),
        head.get("text") == "markdown",
    )


def _source(key: str, entry: dict[str, Any]) -> Source:
    return Source(
        key,
        one_line(entry["title"]),
        entry.get("url", "").strip(),
        entry.get("date"),
        entry.get("read"),
        entry.get("weak", False),
    )


def _category(key: str, entry: dict[str, Any], prose: Callable[[str], str]) -> Category:
    return Category(
        key,
        one_line(entry["name"]),
        entry.get("parent", ""),
        prose(entry.get("summary", "")),
        _questions(entry),
        texts_of(entry.get("concepts", ())),
        texts_of(entry.get("sources", ())),
    )


def _questions(entry: dict[str, Any]) -> tuple[Question, ...]:
    return tuple(
        Question(one_line(one)) if isinstance(one, str) else _question(one)
        for one in entry.get("how_to_choose", ())
    )


def _question(entry: dict[str, Any]) -> Question:
    compare = texts_of(entry.get("compare", ()))
    # The other one may have been hidden.
    compare = compare if len(compare) > 1 else ()
    query = "" if compare else one_line(entry.get("query", ""))
    return Question(one_line(entry["text"]), query, compare)


def _concept(key: str, entry: dict[str, Any], prose: Callable[[str], str]) -> Concept:
    return Concept(
        key,
        one_line(entry["title"]),
        prose(entry.get("text", "")),
        texts_of(entry.get("see_also", ())),
        texts_of(entry.get("technologies", ())),
        texts_of(entry.get("sources", ())),
    )


def _template(key: str, entry: dict[str, Any]) -> Template:
    from techtui.catalog.format.decisions import wants_of

    return Template(
        key,
        one_line(entry["name"]),
        entry["category"],
        paragraphs(entry.get("summary", "")),
        tuple(map(one_line, entry.get("musts", ()))),
        wants_of(entry["wants"]),
    )


def _points(entries: Iterable[str | dict[str, Any]]) -> tuple[Point, ...]:
    return tuple(
        Point(one_line(entry))
        if isinstance(entry, str)
        else Point(one_line(entry["text"]), texts_of(entry.get("source", ())))
        for entry in entries
    )


def _usage(entry: str | dict[str, Any]) -> Usage:
    if isinstance(entry, str):
        return Usage(one_line(entry))
    return Usage(
        one_line(entry["name"]), one_line(entry.get("note", "")), texts_of(entry.get("source", ()))
    )


def _resource(entry: dict[str, Any]) -> Resource:
    texts = {key: one_line(value) for key, value in entry.items() if key != "source"}
    texts["url"] = entry["url"].strip()
    return Resource(**texts, sources=texts_of(entry.get("source", ())))  # type: ignore[arg-type]
