"""What the user keeps about technologies: frozen values, independent of files, screens and catalogs.

Ids are plain text. A shelf never checks whether a catalog has a technology: what is kept about it outlives its removal.

Every field that the user sets has a ``…_changed_at``: the UTC time of its last change, or ``None`` if it was never set. These
times decide which value wins when two copies are merged (see :mod:`techtui.shelf.merge`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTLIST_SIGN: Final = "★"
"""The sign of a technology on the shortlist."""


class Status(StrEnum):
    """How well the user knows a technology. The value is used in files and never changes."""

    NONE = "none"
    WANT = "want"
    LEARNING = "learning"
    KNOW = "know"
    NOT_FOR_ME = "not_for_me"

    @property
    def label(self) -> str:
        """The status in lower-case words, as shown after a name."""
        return _LABELS[self]

    @property
    def sign(self) -> str:
        """A one-cell sign for the status; a blank for ``NONE``."""
        return _SIGNS[self]

    @property
    def grade(self) -> int | None:
        """The suggested grade from 0 to 4 for how well the user knows a technology; ``None`` for no suggestion."""
        return _GRADES.get(self)

    @property
    def next(self) -> Status:
        """The next status in the cycle; after the last comes the first."""
        order = list(Status)
        return order[(order.index(self) + 1) % len(order)]

    @property
    def previous(self) -> Status:
        """The previous status in the cycle; before the first comes the last."""
        order = list(Status)
        return order[order.index(self) - 1]


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
    """What the user keeps about a technology of a catalog."""

    catalog_id: str
    technology_id: str
    shortlisted: bool = False
    shortlisted_changed_at: datetime | None = None
    status: Status = Status.NONE
    status_changed_at: datetime | None = None
    status_date: date | None = None
    """The day the status was set, in the user's time zone. Informational; merging ignores it."""
    note: str = ""
    """Markdown, exactly as typed."""
    note_changed_at: datetime | None = None
    note_replaces: tuple[str, ...] = ()
    """Fingerprints of the texts that this note grew out of, oldest first.

    They distinguish an edited note from a different one: an edit replaces what it grew out of, while two independent notes are
    both kept.
    """

    @property
    def signs(self) -> str:
        """The shortlist star and the status sign, if any."""
        return f"{SHORTLIST_SIGN if self.shortlisted else ''}{self.status.sign.strip()}"

    @property
    def key(self) -> tuple[str, str]:
        """The key of the entry: catalog id, technology id."""
        return self.catalog_id, self.technology_id


@dataclass(frozen=True, slots=True)
class KeptComparison:
    """A kept comparison, with a note of its own."""

    catalog_id: str
    name: str
    """Unique within the catalog."""
    technology_ids: tuple[str, ...] = ()
    """The compared technologies, left to right."""
    technology_ids_changed_at: datetime | None = None
    kept: bool = True
    """``False`` if it was dropped. It stays in the file, so that other copies learn of it and its note is not lost."""
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
    """A kept decision, with a note of its own."""

    catalog_id: str
    name: str
    """Unique within the catalog."""
    content: str = ""
    """The decision and its basis, as the TOML text of a decision file. The shelf never parses it."""
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
    """A line of the log: a technology's status changed."""

    changed_at: datetime
    """UTC."""
    day: date
    """The day in the user's time zone."""
    catalog_id: str
    technology_id: str
    previous: Status
    status: Status


@dataclass(frozen=True, slots=True)
class Contents:
    """All contents of a shelf or an export. Each part is sorted by key, without duplicates."""

    entries: tuple[Entry, ...] = ()
    comparisons: tuple[KeptComparison, ...] = ()
    """Including dropped ones."""
    activity: tuple[StatusChange, ...] = ()
    decisions: tuple[KeptDecision, ...] = ()
    """Including dropped ones."""

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry] = (),
        comparisons: Iterable[KeptComparison] = (),
        activity: Iterable[StatusChange] = (),
        decisions: Iterable[KeptDecision] = (),
    ) -> Contents:
        """Sort the parts. If two have the same key, the later one is kept."""
        return cls(
            tuple(each for _, each in sorted({each.key: each for each in entries}.items())),
            tuple(each for _, each in sorted({each.key: each for each in comparisons}.items())),
            tuple(sorted(set(activity))),
            tuple(each for _, each in sorted({each.key: each for each in decisions}.items())),
        )


def later_than(previous: datetime | None, now: datetime) -> datetime:
    """Return the time of a change: now, but always after the change it replaces.

    A clock that was set back, or another machine's fast clock, must not make today's change look older than the one before.

    Args:
        previous: The time of the last change, if any.
        now: The current UTC time.
    """
    if previous is None or now > previous:
        return now
    latest = datetime.max.replace(tzinfo=UTC)
    return previous + timedelta(microseconds=1) if previous < latest else latest


def clean_text(text: str) -> str:
    """Return the text in a form that can be stored: lone surrogates, which UTF-8 can't encode, become U+FFFD."""
    if text.isascii():
        return text
    return "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text)
