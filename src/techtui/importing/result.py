"""The result of an import: a catalog as a TOML document, and what could not be imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from techtui.catalog.foreign import ImportRefusedError

Document: TypeAlias = dict[str, Any]

__all__ = ["Document", "ImportRefusedError", "Imported", "Loss", "Losses"]

_MOST_PLACES: Final = 3


@dataclass(slots=True)
class Loss:
    """Items of one kind that were not imported unchanged.

    Args:
        count: Their number.
        places: The places of the first few, in words.
    """

    count: int = 0
    places: list[str] = field(default_factory=list)


class Losses:
    """What could not be imported, counted by kind."""

    def __init__(self) -> None:
        self._losses: dict[str, Loss] = {}

    def add(self, kind: str, place: str = "", count: int = 1) -> None:
        """Count something that was not imported unchanged.

        Args:
            kind: What happened to it, in words that follow a number: “rows without a name, left out”.
            place: Its place, such as a line or the name of an entry.
            count: The number of items.
        """
        loss = self._losses.setdefault(kind, Loss())
        loss.count += count
        if place and len(loss.places) < _MOST_PLACES and place not in loss.places:
            loss.places.append(place)

    def counts(self) -> dict[str, int]:
        """Return kind -> count."""
        return {kind: loss.count for kind, loss in self._losses.items()}

    def lines(self) -> list[str]:
        """Return a line for each kind, with the first few places."""
        return [_line(kind, loss) for kind, loss in self._losses.items()]


def _line(kind: str, loss: Loss) -> str:
    if not loss.places:
        return f"{loss.count:,} × {kind}"
    more = ", …" if loss.count > len(loss.places) else ""
    return f"{loss.count:,} × {kind}: {', '.join(loss.places)}{more}"


@dataclass(frozen=True, slots=True)
class Imported:
    """An imported catalog.

    Args:
        document: The catalog as from a TOML reader, in the order in which to write it.
        losses: What could not be imported.
        kind: The kind of the source, a key of `techtui.importing.registry.KINDS`.
        origin: The name of the source.
        guesses: What was assumed, and how to change it, one sentence each.
    """

    document: Document
    losses: Losses
    kind: str
    origin: str
    guesses: tuple[str, ...] = ()
