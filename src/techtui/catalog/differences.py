"""Differences between two versions of a catalog: what was added, removed and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from techtui.catalog.model import Attribute, Catalog, Fact, Technology

How: TypeAlias = Literal["added", "removed", "changed"]
"""What happened to an item."""

PARTS: Final = ("category", "concept", "attribute", "source")
"""The other parts of a catalog besides technologies."""
_FIELDS: Final = (
    *("name", "category", "also_in", "aliases", "tagline", "summary", "sources"),
    *("strengths", "weaknesses", "best_for", "avoid_when"),
    *("used_by", "relations", "learn", "corrections"),
)


class FieldDifference(Struct, frozen=True):
    """A changed field of a technology.

    Args:
        field: The name of the field in the file, such as ``strengths``.
        added: What was added to it; for a text, the whole new text.
        removed: What was removed; for a text, the whole old text.
    """

    field: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


class FactDifference(Struct, frozen=True):
    """A changed fact.

    Args:
        attribute: Its attribute, from the version that has it.
        how: Whether it was added, removed or changed.
        old: The old fact; None if it was added.
        new: The new fact; None if it was removed.
    """

    attribute: Attribute
    how: How
    old: Fact | None
    new: Fact | None

    @property
    def same_value(self) -> bool:
        """Whether only its sources, date or note have changed."""
        old, new = self.old, self.new
        return bool(old and new and (old.value, old.missing) == (new.value, new.missing))


class TechnologyDifference(Struct, frozen=True):
    """A changed technology.

    Args:
        technology: The new version; if it was removed, the old one.
        how: Whether it was added, removed or changed.
        fields: The changes of its texts; empty if it was added or removed.
        facts: The changes of its facts; empty if it was added or removed.
    """

    technology: Technology
    how: How
    fields: tuple[FieldDifference, ...] = ()
    facts: tuple[FactDifference, ...] = ()


class PartDifference(Struct, frozen=True):
    """A changed category, concept, attribute or source."""

    part: str
    """One of `PARTS`."""
    id: str
    name: str
    how: How


class Differences(Struct, frozen=True):
    """All differences. Each change is listed once."""

    technologies: tuple[TechnologyDifference, ...]
    """Added, then removed, then changed technologies, each in catalog order."""
    parts: tuple[PartDifference, ...]

    def of(self, how: How) -> tuple[TechnologyDifference, ...]:
        """Return the technologies that were all added, removed or changed."""
        return tuple(one for one in self.technologies if one.how == how)

    def __bool__(self) -> bool:
        return bool(self.technologies or self.parts)


def differences_between(old: Catalog, new: Catalog) -> Differences:
    """Compare two versions of a catalog by ids.

    Args:
        old: The old version.
        new: The new version.
    """
    before, after = old.technologies, new.technologies
    added = [TechnologyDifference(one, "added") for key, one in after.items() if key not in before]
    removed = [
        TechnologyDifference(one, "removed") for key, one in before.items() if key not in after
    ]
    changed = [
        found
        for key, one in after.items()
        if key in before and (found := _changed(old, new, before[key], one))
    ]
    return Differences((*added, *removed, *changed), tuple(_parts(old, new)))


def _changed(
    old: Catalog, new: Catalog, before: Technology, after: Technology
) -> TechnologyDifference | None:
    fields = tuple(_fields(before, after))
    facts = tuple(_facts(old, new, before.facts, after.facts))
    return TechnologyDifference(after, "changed", fields, facts) if fields or facts else None


def _fields(before: Technology, after: Technology) -> Iterator[FieldDifference]:
    for field in _FIELDS:
        was, is_ = getattr(before, field), getattr(after, field)
        if was == is_:
            continue
        if isinstance(was, str):
            yield FieldDifference(field, (is_,) if is_ else (), (was,) if was else ())
        else:
            added = tuple(_words_of(one) for one in is_ if one not in was)
            removed = tuple(_words_of(one) for one in was if one not in is_)
            # The same words with other sources, or in another order, read the same but are a change.
            yield FieldDifference(field, added, removed)


def _words_of(item: object) -> str:
    """Return an item of a list in words."""
    for name in ("text", "name", "title"):
        if hasattr(item, name):
            return str(getattr(item, name))
    if hasattr(item, "label"):
        return f"{item.label} {getattr(item, 'technology', '')}"
    return str(item)


def _facts(
    old: Catalog, new: Catalog, before: Mapping[str, Fact], after: Mapping[str, Fact]
) -> Iterator[FactDifference]:
    for attribute in new.attributes.values():
        was, is_ = before.get(attribute.id), after.get(attribute.id)
        if was is None and is_ is not None:
            yield FactDifference(attribute, "added", None, is_)
        elif is_ is None and was is not None:
            yield FactDifference(attribute, "removed", was, None)
        elif was is not None and is_ is not None and _bare(was) != _bare(is_):
            yield FactDifference(attribute, "changed", was, is_)
    for attribute in old.attributes.values():
        if attribute.id not in new.attributes and (was := before.get(attribute.id)):
            yield FactDifference(attribute, "removed", was, None)


def _bare(fact: Fact) -> tuple[object, ...]:
    """Return all of a fact but the name of its file; 1, 1.0 and true are three different values."""
    kind = type(fact.value)
    return (
        kind,
        fact.value,
        fact.missing,
        fact.sources,
        fact.as_of,
        fact.note,
        fact.title,
        fact.rows,
        fact.history,
    )


def _parts(old: Catalog, new: Catalog) -> Iterator[PartDifference]:
    pairs: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("category", old.categories, new.categories),
        ("concept", old.concepts, new.concepts),
        ("attribute", old.attributes, new.attributes),
        ("source", old.sources, new.sources),
    )
    for part, before, after in pairs:
        for key, one in after.items():
            if key not in before:
                yield PartDifference(part, key, _name(one), "added")
            elif before[key] != one:
                yield PartDifference(part, key, _name(one), "changed")
        for key, one in before.items():
            if key not in after:
                yield PartDifference(part, key, _name(one), "removed")


def _name(part: object) -> str:
    return str(getattr(part, "name", "") or getattr(part, "title", ""))
