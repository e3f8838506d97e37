"""Converts between table rows and values.

Reading never fails because of a row's content: a file may have been edited by hand or be damaged, and an invalid field must not
hide others. What is invalid is read as "never set".
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from .model import Entry, KeptComparison, KeptDecision, Status, StatusChange

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTRY_COLUMNS: Final = (
    "catalog_id, technology_id, shortlisted, shortlisted_changed_at, status, status_changed_at, "
    "status_date, note, note_changed_at, note_replaces"
)
COMPARISON_COLUMNS: Final = (
    "catalog_id, name, technology_ids, technology_ids_changed_at, kept, kept_changed_at, "
    "note, note_changed_at, note_replaces"
)
DECISION_COLUMNS: Final = (
    "catalog_id, name, content, content_changed_at, kept, kept_changed_at, "
    "note, note_changed_at, note_replaces"
)
ACTIVITY_COLUMNS: Final = "changed_at, day, catalog_id, technology_id, previous, status"

Row = tuple[Any, ...]


def entry_of(row: Row) -> Entry:
    """Convert a row with :data:`ENTRY_COLUMNS`."""
    catalog, technology, shortlisted, shortlisted_at, status, status_at, day, note, at, replaces = (
        row
    )
    return Entry(
        str(catalog),
        str(technology),
        bool(shortlisted),
        _time(shortlisted_at),
        _status(status),
        _time(status_at),
        _date(day),
        str(note),
        _time(at),
        tuple(str(replaces).split()),
    )


def row_of_entry(entry: Entry) -> Row:
    """Return the fields of an entry in the order of :data:`ENTRY_COLUMNS`."""
    return (
        entry.catalog_id,
        entry.technology_id,
        int(entry.shortlisted),
        _written(entry.shortlisted_changed_at),
        entry.status.value,
        _written(entry.status_changed_at),
        entry.status_date and entry.status_date.isoformat(),
        entry.note,
        _written(entry.note_changed_at),
        " ".join(entry.note_replaces),
    )


def comparison_of(row: Row) -> KeptComparison:
    """Convert a row with :data:`COMPARISON_COLUMNS`."""
    catalog, name, members, members_at, kept, kept_at, note, at, replaces = row
    return KeptComparison(
        str(catalog),
        str(name),
        tuple(_members(members)),
        _time(members_at),
        bool(kept),
        _time(kept_at),
        str(note),
        _time(at),
        tuple(str(replaces).split()),
    )


def row_of_comparison(comparison: KeptComparison) -> Row:
    """Return the fields of a comparison in the order of :data:`COMPARISON_COLUMNS`."""
    return (
        comparison.catalog_id,
        comparison.name,
        json.dumps(comparison.technology_ids, ensure_ascii=False),
        _written(comparison.technology_ids_changed_at),
        int(comparison.kept),
        _written(comparison.kept_changed_at),
        comparison.note,
        _written(comparison.note_changed_at),
        " ".join(comparison.note_replaces),
    )


def decision_of(row: Row) -> KeptDecision:
    """Convert a row with :data:`DECISION_COLUMNS`."""
    catalog, name, content, content_at, kept, kept_at, note, at, replaces = row
    return KeptDecision(
        str(catalog),
        str(name),
        str(content),
        _time(content_at),
        bool(kept),
        _time(kept_at),
        str(note),
        _time(at),
        tuple(str(replaces).split()),
    )


def row_of_decision(decision: KeptDecision) -> Row:
    """Return the fields of a decision in the order of :data:`DECISION_COLUMNS`."""
    return (
        decision.catalog_id,
        decision.name,
        decision.content,
        _written(decision.content_changed_at),
        int(decision.kept),
        _written(decision.kept_changed_at),
        decision.note,
        _written(decision.note_changed_at),
        " ".join(decision.note_replaces),
    )


def change_of(row: Row) -> StatusChange | None:
    """Convert a row with :data:`ACTIVITY_COLUMNS`; ``None`` if it has no time or day."""
    changed_at, day, catalog, technology, previous, status = row
    time, when = _time(changed_at), _date(day)
    if time is None or when is None:
        return None
    return StatusChange(
        time, when, str(catalog), str(technology), _status(previous), _status(status)
    )


def row_of_change(change: StatusChange) -> Row:
    """Return the fields of a log line in the order of :data:`ACTIVITY_COLUMNS`."""
    return (
        _written(change.changed_at),
        change.day.isoformat(),
        change.catalog_id,
        change.technology_id,
        change.previous.value,
        change.status.value,
    )


def _written(moment: datetime | None) -> str | None:
    # Always six digits and UTC, so that text sorts like time.
    if moment is None:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _time(written: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(written))
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _date(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


def _status(written: object) -> Status:
    try:
        return Status(str(written))
    except ValueError:
        return Status.NONE


def _members(written: object) -> Iterator[str]:
    try:
        members = json.loads(str(written))
    except (ValueError, RecursionError):
        return
    if isinstance(members, list):
        yield from (str(each) for each in members)
