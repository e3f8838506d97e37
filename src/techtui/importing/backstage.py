"""``backstage``: the entities of a Backstage software catalog, in a YAML file or in the files of a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from techtui.importing.draft import Draft, DraftEntry
from techtui.importing.options import NONE, ImportOptions
from techtui.importing.result import Imported, ImportRefusedError
from techtui.importing.source import ImportedFiles, read_text
from techtui.importing.texts import items_of, rows_of, table_of, words_of
from techtui.importing.yaml_reader import YamlError, documents_of

_MARK: Final = re.compile(r"^apiVersion:\s*[\"']?(?:[\w.-]*\.)?backstage\.io/", re.MULTILINE)
_ENDINGS: Final = (".yaml", ".yml")
_KINDS: Final = ("component", "api", "resource", "system", "domain", "template")
_RELATIONS: Final = {
    "dependsOn": ("depends_on", "component"),
    "providesApis": ("provides", "api"),
    "consumesApis": ("consumes", "api"),
    "subcomponentOf": ("part_of", "component"),
    "dependencyOf": ("needed_by", "component"),
}
_PLURALS: Final = {"component": "Components", "api": "APIs", "resource": "Resources", "template": "Templates"}  # fmt: skip
_READ_APART: Final = frozenset(
    ("type", "lifecycle", "owner", "system", "domain", "definition", *_RELATIONS)
)
"""What is read of a ``spec`` by its name; anything else in it becomes a fact."""


class _Entity(NamedTuple):
    kind: str
    namespace: str
    meta: dict[str, Any]
    spec: dict[str, Any]
    place: str

    @property
    def name(self) -> str:
        return words_of(self.meta.get("name"))

    @property
    def title(self) -> str:
        return words_of(self.meta.get("title")) or self.name

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.namespace}/{self.name}".casefold()


def recognises(source: ImportedFiles) -> bool:
    """Return whether a file, or a file of a folder, contains entities."""
    if not source.is_folder:
        return _MARK.search(source.head) is not None
    return any(_holds_entities(source, path) for path in source.files(*_ENDINGS))


def _holds_entities(source: ImportedFiles, path: Any) -> bool:
    try:
        return _MARK.search(read_text(path)) is not None
    except ImportRefusedError:
        return False


def read(source: ImportedFiles, options: ImportOptions = NONE) -> Imported:
    """Import entities: domains and systems become categories, others entries, references relations.

    Raises:
        ImportRefusedError: If nothing can be read.
    """
    draft = Draft(source, "backstage", options.title)
    draft.attribute("kind", "Kind", "choice", "Entity")
    draft.attribute("type", "Type", "text", "Entity")
    draft.attribute("lifecycle", "Lifecycle", "choice", "Entity")
    draft.attribute("owner", "Owner", "text", "Entity")
    draft.attribute("tags", "Tags", "list", "Entity")
    draft.attribute("repository", "Repository", "link", "Entity", website=True)
    draft.catalog["headline"] = ["lifecycle", "owner"]
    entities: dict[str, _Entity] = {}
    for entity in _entities(source, draft):
        if entities.setdefault(entity.ref, entity) is not entity:
            draft.losses.add("duplicate entities, left out", entity.place)
    for entity in entities.values():
        _add(draft, entity, entities)
    return draft.finish()


def _entities(source: ImportedFiles, draft: Draft) -> Iterator[_Entity]:
    for path in source.files(*_ENDINGS):
        where = str(path.relative_to(source.path)) if source.is_folder else path.name
        try:
            text = read_text(path)
        except ImportRefusedError:
            draft.losses.add("files that can't be read, left out", where)
            continue
        if not _MARK.search(text):
            continue
        for line, document in documents_of(text):
            place = f"{where}:{line}"
            if isinstance(document, YamlError):
                draft.losses.add("documents that are not YAML, left out", f"{place} ({document})")
            elif isinstance(document, dict) and (found := _entity(draft, document, place)):
                yield found


def _entity(draft: Draft, document: dict[str, Any], place: str) -> _Entity | None:
    meta, spec = table_of(document.get("metadata")), table_of(document.get("spec"))
    kind = words_of(document.get("kind")).casefold()
    namespace = words_of(meta.get("namespace")) or "default"
    entity = _Entity(kind, namespace, meta, spec, place)
    if kind not in _KINDS:
        # Users, groups and locations are not technologies.
        draft.losses.add(f"entities of the kind {kind[:30] or 'nothing'}, left out", place)
        return None
    if "{{" in entity.name:
        draft.losses.add("templates of entities, left out", place)
        return None
    return entity


def _ref(raw: str, kind: str, namespace: str) -> str:
    """Return the full form of a reference such as ``[KIND:][NAMESPACE/]NAME``."""
    before, colon, rest = raw.rpartition(":")
    own, slash, name = rest.rpartition("/")
    return f"{before if colon else kind}:{own if slash else namespace}/{name}".casefold()


def _category(draft: Draft, entity: _Entity, entities: dict[str, _Entity]) -> str:
    system = entity if entity.kind == "system" else _above(entity, "system", entities)
    domain = entity if entity.kind == "domain" else _above(system or entity, "domain", entities)
    path = [one.title for one in (domain, system) if one is not None]
    if not path and (named := words_of(entity.spec.get("system"))):
        path = [named.rpartition("/")[2].rpartition(":")[2]]
    category = draft.category(*(path or [_PLURALS.get(entity.kind, "Others")]))
    if entity.kind in ("system", "domain"):
        draft.summary_of_category(category, entity.meta.get("description"))
    return category


def _above(entity: _Entity, kind: str, entities: dict[str, _Entity]) -> _Entity | None:
    named = words_of(entity.spec.get(kind))
    return entities.get(_ref(named, kind, entity.namespace)) if named else None


def _add(draft: Draft, entity: _Entity, entities: dict[str, _Entity]) -> None:
    meta, spec = entity.meta, entity.spec
    category = _category(draft, entity, entities)
    entry = draft.entry(entity.title, category, entity.place, entity.name)
    if entry is None:
        return
    draft.known_as(entry, entity.ref)
    if entity.title != entity.name:
        entry.fields["aliases"] = [entity.name]
    draft.text(entry, "summary", meta.get("description"))
    draft.choose(entry, "kind", entity.kind)
    draft.fact(entry, "type", words_of(spec.get("type")))
    draft.choose(entry, "lifecycle", spec.get("lifecycle"))
    draft.fact(entry, "owner", words_of(spec.get("owner")))
    draft.fact(entry, "tags", list(dict.fromkeys(items_of(meta.get("tags")))))
    for link in rows_of(meta.get("links")):
        draft.learn(entry, words_of(link.get("title")), link.get("url"))
    _annotations(draft, entry, meta)
    for key, (kind, default) in _RELATIONS.items():
        for named in items_of(spec.get(key)):
            draft.relate(entry, kind, _ref(named, default, entity.namespace))
    draft.further(entry, spec, _READ_APART)
    if spec.get("definition"):
        draft.losses.add("definitions of APIs, left out", entity.name)
    if meta.get("labels"):
        draft.losses.add("labels, left out", entity.name, len(table_of(meta["labels"])))


def _annotations(draft: Draft, entry: DraftEntry, meta: dict[str, Any]) -> None:
    annotations = dict(table_of(meta.get("annotations")))
    if project := words_of(annotations.pop("github.com/project-slug", "")):
        draft.link(entry, "repository", f"https://github.com/{project}")
    if annotations:
        draft.losses.add("annotations, left out", entry.name, len(annotations))
