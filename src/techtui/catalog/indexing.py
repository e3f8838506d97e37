"""What a search looks through: the names and the texts of all technologies, folded."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from techtui.catalog.model import Attribute, Technology


class NameKind(IntEnum):
    """What a name is to its technology."""

    NAME = 0
    ID = 1
    ALIAS = 2


class Names(NamedTuple):
    """Every name, id and alias of a catalog, one after the other."""

    folded: list[str]
    owners: array[int]
    """For each, the position of its technology in the catalog."""
    kinds: bytes
    """For each, its `NameKind`."""


class Texts:
    """Many texts joined into one, because one long search is faster than many short ones.

    Args:
        joined: UTF-8, with a line break behind each text.
        starts: Where each begins.
    """

    def __init__(self, joined: bytes, starts: array[int]) -> None:
        self.joined = joined
        self.starts = starts

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> str:
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.joined)
        return self.joined[self.starts[at] : end - 1].decode()

    def find(self, needle: str, most: int) -> Iterator[tuple[int, int]]:
        """Number of the text, and place in it in bytes, of the first occurrence in each of at most ``most`` texts."""
        # What is no Unicode, such as a stray byte of a command line, is in no catalog.
        wanted = needle.encode(errors="surrogatepass")
        place = self.joined.find(wanted)
        while place >= 0 and most > 0:
            at = bisect_right(self.starts, place) - 1
            yield at, place - self.starts[at]
            most -= 1
            if at + 1 == len(self.starts):
                return
            place = self.joined.find(wanted, self.starts[at + 1])


def fold(text: str) -> str:
    """``text`` as it is searched: without regard to case, accents and hyphens kept, blanks single."""
    return " ".join(text.casefold().split())


def names_of(technologies: Iterable[Technology]) -> Names:
    """The names of technologies; of equal ones of a technology only the first."""
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
    return Names(folded, owners, bytes(kinds))


def texts_of(technologies: Iterable[Technology], attributes: Mapping[str, Attribute]) -> Texts:
    """What technologies say, each as one text, the weightiest words first."""
    labels = {key: attribute.choices for key, attribute in attributes.items()}
    return joined(fold(" ".join(words_of(one, labels))) for one in technologies)


def joined(texts: Iterable[str]) -> Texts:
    """Texts without line breaks as one."""
    parts: list[bytes] = []
    starts = array("Q")
    start = 0
    for text in texts:
        part = text.encode() + b"\n"
        starts.append(start)
        start += len(part)
        parts.append(part)
    return Texts(b"".join(parts), starts)


def words_of(technology: Technology, labels: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """All that a technology says in words.

    Args:
        technology: Which one.
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
        yield fact.note
