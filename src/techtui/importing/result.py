"""What an import gives: a catalog as a TOML document, and what it could not carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from techtui.catalog.foreign import ImportRefusedError

Document: TypeAlias = dict[str, Any]

__all__ = ["Document", "ImportRefusedError", "Imported", "Loss", "Losses"]

_MOST_PLACES: Final = 3


@dataclass(slots=True)
class Loss:
    """Things of one kind that were not carried as they are.

    Args:
        count: How many.
        places: Where the first few of them stand, as words.
    """

    count: int = 0
    places: list[str] = field(default_factory=list)


class Losses:
    """What could not be carried, counted by kind."""

    def __init__(self) -> None:
        self._losses: dict[str, Loss] = {}

    def add(self, kind: str, place: str = "", count: int = 1) -> None:
        """Count something that was not carried.

        Args:
            kind: What happened to it, as words that follow a number: “rows without a name, left out”.
            place: Where it stands, such as a line or the name of an entry.
            count: How many there are of it.
        """
        loss = self._losses.setdefault(kind, Loss())
        loss.count += count
        if place and len(loss.places) < _MOST_PLACES and place not in loss.places:
            loss.places.append(place)

    def counts(self) -> dict[str, int]:
        """Kind -> how many."""
        return {kind: loss.count for kind, loss in self._losses.items()}

    def lines(self) -> list[str]:
        """A line for each kind, with the first few places."""
        return [_line(kind, loss) for kind, loss in self._losses.items()]


def _line(kind: str, loss: Loss) -> str:
    if not loss.places:
        return f"{loss.count:,} × {kind}"
    more = ", …" if loss.count > len(loss.places) else ""
    return f"{loss.count:,} × {kind}: {', '.join(loss.places)}{more}"


@dataclass(frozen=True, slots=True)
class Imported:
    """A catalog made of something else.

    Args:
        document: What a TOML reader would give for the catalog, in the order in which it is to be written.
        losses: What could not be carried.
        kind: The kind of the source, a key of `techtui.importing.registry.KINDS`.
        origin: The name of the source.
        guesses: What was taken for granted, and how to say otherwise: a sentence each.
    """

    document: Document
    losses: Losses
    kind: str
    origin: str
    guesses: tuple[str, ...] = ()
