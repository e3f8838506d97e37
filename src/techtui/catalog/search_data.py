"""The data of searches: the names and the texts of all technologies, folded."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from techtui.catalog.folding import fold

if TYPE_CHECKING:
    from techtui.catalog.entries import Attribute, Concept, Outline, Technology


class NameKind(IntEnum):
    """What a name is for its technology."""

    NAME = 0
    ID = 1
    ALIAS = 2


class Texts:
    """Many texts joined into one, because one long search is faster than many short ones.

    Args:
        joined: UTF-8, with a line break after each text; may contain other data before and after.
        starts: The start of each text.
        end: The end of the last one.
    """

    def __init__(self, joined: bytes, starts: array[int], end: int) -> None:
        self.joined = joined
        self.starts = starts
        self.end = end

    @property
    def begin(self) -> int:
        """The start of the first text."""
        return self.starts[0] if self.starts else self.end

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> str:
        return self.part(at)[:-1].decode(errors="replace")

    def part(self, at: int) -> bytes:
        """Return a text as stored, with its line break."""
        end = self.starts[at + 1] if at + 1 < len(self.starts) else self.end
        return self.joined[self.starts[at] : end]

    def all(self) -> list[str]:
        """Return all texts."""
        return self.joined[self.begin : self.end].decode(errors="replace").split("\n")[:-1]

    def find(self, needle: str, most: int = sys.maxsize) -> Iterator[int]:
        """Yield the positions of the first ``most`` texts that contain ``needle``."""
        # Invalid Unicode, such as a stray byte on a command line, is in no catalog.
        wanted = needle.encode(errors="surrogatepass")
        place = self.joined.find(wanted, self.begin, self.end)
        while place >= 0 and most > 0:
            at = bisect_right(self.starts, place) - 1
            yield at
            most -= 1
            if at + 1 == len(self.starts):
                return
            place = self.joined.find(wanted, self.starts[at + 1], self.end)


class Names(NamedTuple):
    """All names, ids and aliases of a catalog, in one sequence."""

    folded: Texts
    owners: array[int]
    """For each, the position of its technology in the catalog."""
    kinds: bytes
    """For each, its `NameKind`."""


def names_of(technologies: Iterable[Outline | Technology]) -> Names:
    """Return the names of technologies; if two of a technology are equal, only the first."""
    folded: list[str] = []
    owners = array("I")
    kinds = bytearray()
    for owner, technology in enumerate(technologies):
        kind_of: dict[str, int] = {}
        for name, kind in (
            (technology.name, NameKind.NAME),
            (technology.id, NameKind.ID),
            *((alias, NameKind.ALIAS) for alias in technology.aliases),
        ):
            kind_of.setdefault(fold(name), kind)
        folded.extend(kind_of)
        kinds.extend(kind_of.values())
        owners.extend([owner] * len(kind_of))
    return Names(joined(folded), owners, bytes(kinds))


def texts_of(
    technologies: Iterable[Technology],
    attributes: Mapping[str, Attribute],
    concepts: Iterable[Concept],
    places: Mapping[str, Sequence[str]],
) -> Texts:
    """Return the text of each technology, the most important words first.

    The categories of a technology and the concepts it illustrates come last: its own texts rank before them.

    Args:
        technologies: The technologies.
        attributes: The attributes of their facts.
        concepts: The concepts that name them.
        places: Category id -> the names of its path from the top.
    """
    labels = {key: attribute.choices for key, attribute in attributes.items()}
    ideas: dict[str, list[str]] = {}
    for concept in concepts:
        for technology in concept.technologies:
            ideas.setdefault(technology, []).extend((concept.title, concept.text))
    return joined(
        fold(
            " ".join(
                (
                    *words_of(one, labels),
                    *(name for category in one.categories for name in places.get(category, ())),
                    *ideas.get(one.id, ()),
                )
            )
        )
        for one in technologies
    )


def joined(texts: Iterable[str]) -> Texts:
    """Join texts without line breaks."""
    return _as_one(text.encode() + b"\n" for text in texts)


def spliced(choices: Iterable[tuple[Texts, int]]) -> Texts:
    """Combine texts from several.

    Args:
        choices: For each text, its collection and its position there.
    """
    return _as_one(texts.part(at) for texts, at in choices)


def _as_one(parts: Iterable[bytes]) -> Texts:
    kept: list[bytes] = []
    starts = array("Q")
    start = 0
    for part in parts:
        starts.append(start)
        start += len(part)
        kept.append(part)
    return Texts(b"".join(kept), starts, start)


def words_of(technology: Technology, labels: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield all texts of a technology.

    Args:
        technology: The technology.
        labels: Attribute id -> choice -> its label.
    """
    yield technology.tagline
    yield technology.summary
    for points in (
        technology.strengths,
        technology.best_for,
        technology.weaknesses,
        technology.avoid_when,
        technology.corrections,
    ):
        for point in points:
            yield point.text
    for usage in technology.used_by:
        yield usage.name
    for relation in technology.relations:
        yield relation.note
    for attribute, fact in technology.facts.items():
        choices = labels.get(attribute, {})
        match fact.value:
            case str() as value:
                yield value
                yield choices.get(value, "")
            case tuple() as items:
                for item in items:
                    yield item
                    yield choices.get(item, "")
            case _:
                pass
        for row in fact.rows:
            for cell in row:
                if isinstance(cell, str):
                    yield cell
        yield fact.note
