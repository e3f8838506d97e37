"""What differs between two versions of a catalog: what was added, removed and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from techtui.catalog.model import Attribute, Catalog, Fact, Technology

How: TypeAlias = Literal["added", "removed", "changed"]
"""What happened to something."""

PARTS: Final = ("category", "concept", "attribute", "source")
"""What a catalog has beside technologies."""
_FIELDS: Final = (
    *("name", "category", "also_in", "aliases", "tagline", "summary", "sources"),
    *("strengths", "weaknesses", "best_for", "avoid_when"),
    *("used_by", "relations", "learn", "corrections"),
)


class FieldDifference(Struct, frozen=True):
    """A field of a technology that is not what it was.

    Args:
        field: Its name in the file, such as ``strengths``.
        added: What is new in it; of a text, the whole new one.
        removed: What is gone; of a text, the whole old one.
    """

    field: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


class FactDifference(Struct, frozen=True):
    """A fact that is not what it was.

    Args:
        attribute: What it is about, as the version says that has it.
        how: Whether it is new, gone or another.
        old: What it was; None where it is new.
        new: What it is; None where it is gone.
    """

    attribute: Attribute
    how: How
    old: Fact | None
    new: Fact | None

    @property
    def same_value(self) -> bool:
        """Whether only its sources, date or note are others."""
        old, new = self.old, self.new
        return bool(old and new and (old.value, old.missing) == (new.value, new.missing))


class TechnologyDifference(Struct, frozen=True):
    """A technology that is not what it was.

    Args:
        technology: As it is now; one that is gone, as it was.
        how: Whether it is new, gone or another.
        fields: What changed of its texts; empty for one that is new or gone.
        facts: What changed of its facts; empty for one that is new or gone.
    """

    technology: Technology
    how: How
    fields: tuple[FieldDifference, ...] = ()
    facts: tuple[FactDifference, ...] = ()


class PartDifference(Struct, frozen=True):
    """A category, concept, attribute or source that is not what it was."""

    part: str
    """One of `PARTS`."""
    id: str
    name: str
    how: How


class Differences(Struct, frozen=True):
    """All that differs. Each change is listed once."""

    technologies: tuple[TechnologyDifference, ...]
    """Those that are new, then those that are gone, then those that changed; each in catalog order."""
    parts: tuple[PartDifference, ...]

    def of(self, how: How) -> tuple[TechnologyDifference, ...]:
        """The technologies to which the same happened."""
        return tuple(one for one in self.technologies if one.how == how)

    def __bool__(self) -> bool:
        return bool(self.technologies or self.parts)


def differences_between(old: Catalog, new: Catalog) -> Differences:
    """Compare two versions of a catalog by the ids in them.

    Args:
        old: What was.
        new: What is.
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
            added = tuple(_told(one) for one in is_ if one not in was)
            removed = tuple(_told(one) for one in was if one not in is_)
            # The same words with other sources, or in another order, are no news to a reader, yet a change.
            yield FieldDifference(field, added, removed)


def _told(item: object) -> str:
    """An item of a list in words."""
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
    """All of a fact but the name of its file; 1, 1.0 and true are three values."""
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
