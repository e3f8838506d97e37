"""What a person keeps about technologies: frozen values, no file, no screen, no catalog.

Ids are plain text. A shelf never asks whether a catalog still has a technology: what is kept about it
survives its absence.

Every field that a person sets has a ``…_changed_at`` beside it: the UTC moment of its last change, or
``None`` when it was never set. Those moments decide which value wins when two copies meet
(see :mod:`techtui.shelf.merge`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTLIST_SIGN: Final = "★"
"""Stands before a technology that is on the shortlist."""


class Status(StrEnum):
    """How far someone is with a technology. The value is what files hold; it never changes."""

    NONE = "none"
    WANT = "want"
    LEARNING = "learning"
    KNOW = "know"
    NOT_FOR_ME = "not_for_me"

    @property
    def label(self) -> str:
        """The status in words, lower case, as it follows a name on the screen."""
        return _LABELS[self]

    @property
    def sign(self) -> str:
        """One cell that says the same without colour; a blank for ``NONE``."""
        return _SIGNS[self]

    @property
    def grade(self) -> int | None:
        """What it proposes for a rating of how well one knows a technology, from 0 to 4; ``None`` for no proposal."""
        return _GRADES.get(self)

    @property
    def next(self) -> Status:
        """The status that the cycling key goes to; after the last comes the first."""
        order = list(Status)
        return order[(order.index(self) + 1) % len(order)]


_LABELS: Final = {
    Status.NONE: "no status",
    Status.WANT: "want to learn",
    Status.LEARNING: "learning",
    Status.KNOW: "know",
    Status.NOT_FOR_ME: "not for me",
}
_SIGNS: Final = {
    Status.NONE: " ",
    Status.WANT: "○",
    Status.LEARNING: "◐",
    Status.KNOW: "●",
    Status.NOT_FOR_ME: "⊘",
}


_GRADES: Final = {Status.NOT_FOR_ME: 0, Status.WANT: 1, Status.LEARNING: 2, Status.KNOW: 4}


@dataclass(frozen=True, slots=True)
class Entry:
    """What someone keeps about one technology of one catalog."""

    catalog_id: str
    technology_id: str
    shortlisted: bool = False
    shortlisted_changed_at: datetime | None = None
    status: Status = Status.NONE
    status_changed_at: datetime | None = None
    status_date: date | None = None
    """The day the status was set, on the calendar of the one who set it. For people; merging ignores it."""
    note: str = ""
    """Markdown, exactly as typed."""
    note_changed_at: datetime | None = None
    note_replaces: tuple[str, ...] = ()
    """Fingerprints of the texts this note grew out of, oldest first.

    They tell an edited note from a different one: an edit replaces what it grew out of, while two notes
    written apart are both kept.
    """

    @property
    def signs(self) -> str:
        """The star of the shortlist and the sign of the status, as far as there are any."""
        return f"{SHORTLIST_SIGN if self.shortlisted else ''}{self.status.sign.strip()}"

    @property
    def key(self) -> tuple[str, str]:
        """What the entry is about: catalog id, technology id."""
        return self.catalog_id, self.technology_id


@dataclass(frozen=True, slots=True)
class KeptComparison:
    """A comparison someone wants to come back to, with a note of its own."""

    catalog_id: str
    name: str
    """Unique within the catalog."""
    technology_ids: tuple[str, ...] = ()
    """What is compared, in the order of its columns."""
    technology_ids_changed_at: datetime | None = None
    kept: bool = True
    """``False`` once it was dropped. It stays on file, so that another copy learns of it and its note is not lost."""
    kept_changed_at: datetime | None = None
    note: str = ""
    """Markdown, exactly as typed."""
    note_changed_at: datetime | None = None
    note_replaces: tuple[str, ...] = ()
    """As :attr:`Entry.note_replaces`."""

    @property
    def key(self) -> tuple[str, str]:
        """Catalog id, name."""
        return self.catalog_id, self.name


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """A decision someone made and wants to look at again, with a note of its own."""

    catalog_id: str
    name: str
    """Unique within the catalog."""
    content: str = ""
    """The decision and the values it rested on, as the TOML text of a file of decisions. A shelf never reads it."""
    content_changed_at: datetime | None = None
    kept: bool = True
    """As :attr:`KeptComparison.kept`."""
    kept_changed_at: datetime | None = None
    note: str = ""
    """Markdown, exactly as typed."""
    note_changed_at: datetime | None = None
    note_replaces: tuple[str, ...] = ()
    """As :attr:`Entry.note_replaces`."""

    @property
    def key(self) -> tuple[str, str]:
        """Catalog id, name."""
        return self.catalog_id, self.name


@dataclass(frozen=True, slots=True, order=True)
class StatusChange:
    """One line of the log: a technology went from one status to another."""

    changed_at: datetime
    """UTC."""
    day: date
    """The day on the calendar of the one who did it."""
    catalog_id: str
    technology_id: str
    previous: Status
    status: Status


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a shelf holds, or an export of it. Each part is sorted by its keys, without repetition."""

    entries: tuple[Entry, ...] = ()
    comparisons: tuple[KeptComparison, ...] = ()
    """The dropped ones too."""
    activity: tuple[StatusChange, ...] = ()
    decisions: tuple[KeptDecision, ...] = ()
    """The dropped ones too."""

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry] = (),
        comparisons: Iterable[KeptComparison] = (),
        activity: Iterable[StatusChange] = (),
        decisions: Iterable[KeptDecision] = (),
    ) -> Contents:
        """Sort the parts. Of two with the same key the later one stays."""
        return cls(
            tuple(each for _, each in sorted({each.key: each for each in entries}.items())),
            tuple(each for _, each in sorted({each.key: each for each in comparisons}.items())),
            tuple(sorted(set(activity))),
            tuple(each for _, each in sorted({each.key: each for each in decisions}.items())),
        )


def later_than(previous: datetime | None, now: datetime) -> datetime:
    """Return the moment of a change: now, yet always after the change it replaces.

    A clock that was set back, or another machine's clock that runs ahead, must not make today's change
    look older than what it changed.

    Args:
        previous: When the field was last changed, if ever.
        now: The clock's UTC time.
    """
    if previous is None or now > previous:
        return now
    latest = datetime.max.replace(tzinfo=UTC)
    return previous + timedelta(microseconds=1) if previous < latest else latest


def clean_text(text: str) -> str:
    """Return the text as it can be stored: a lone surrogate, which UTF-8 can't hold, becomes U+FFFD."""
    if text.isascii():
        return text
    return "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text)
