"""Merges two copies of a shelf.

The rule, as documented for users:

* **Newest wins, field by field**: the later ``changed_at`` decides; a field that was never set loses to one that was.
* **Notes are never dropped.** An edited note replaces the text it grew out of (each note remembers
  fingerprints of its earlier texts), also if it is now empty. Two notes written independently are joined:
  the newer one first, the other below :data:`SEPARATOR`, without lines that are there already.
* The log of status changes is the union of both.

Merging is commutative and idempotent: both copies end up the same in whichever order they are merged, and merging again changes
nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from .model import Contents, Entry, KeptComparison, KeptDecision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SEPARATOR: Final = "\n\n--- also noted ---\n\n"
"""The separator of two joined notes."""

_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_MOST_FINGERPRINTS: Final = 64  # two months of daily saves; it limits the file size


class Note(NamedTuple):
    """The three note fields of an entry, comparison or decision."""

    text: str = ""
    changed_at: datetime | None = None
    replaces: tuple[str, ...] = ()


_Kept = TypeVar("_Kept", Entry, KeptComparison, KeptDecision)


def note_of(kept: Entry | KeptComparison | KeptDecision) -> Note:
    """Return the note fields of an entry, a comparison or a decision."""
    return Note(kept.note, kept.note_changed_at, kept.note_replaces)


def with_note(kept: _Kept, note: Note) -> _Kept:
    """Return an entry, a comparison or a decision with other note fields."""
    from dataclasses import replace

    return replace(
        kept, note=note.text, note_changed_at=note.changed_at, note_replaces=note.replaces
    )


def fingerprint(text: str) -> str:
    """Return 16 hexadecimal digits that identify a text."""
    from hashlib import blake2b

    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def edited(note: Note, text: str, changed_at: datetime) -> Note:
    """Return the note after its author replaced its text."""
    if text == note.text and note.changed_at is not None:
        return note
    return Note(text, changed_at, _lineage(text, note.replaces, _ancestor(note)))


def merge_notes(one: Note, other: Note) -> Note:
    """Merge two notes about the same thing, in any order."""
    older, newer = sorted((one, other), key=lambda note: (note.changed_at or _NEVER, note))
    if older.text == newer.text:
        return newer._replace(replaces=_lineage(newer.text, older.replaces, newer.replaces))
    older_is_ancestor = fingerprint(older.text) in newer.replaces
    newer_is_ancestor = fingerprint(newer.text) in older.replaces
    if newer_is_ancestor and not older_is_ancestor:
        # A clock was wrong: what replaced a text is newer, whatever the times say.
        winner, loser, text = older, newer, older.text
    elif older_is_ancestor:
        winner, loser, text = newer, older, newer.text
    else:
        winner, loser, text = newer, older, _joined(newer.text, older.text)
    ancestors = loser.replaces + _ancestor(loser)
    own = winner.replaces + (_ancestor(winner) if text != winner.text else ())
    return Note(text, newer.changed_at, _lineage(text, ancestors, own))


def merge_entries(one: Entry, other: Entry) -> Entry:
    """Merge two entries with the same key."""
    shortlist = _newest(one, other, lambda e: (e.shortlisted_changed_at, e.shortlisted))
    status = _newest(
        one, other, lambda e: (e.status_changed_at, e.status.value, str(e.status_date or ""))
    )
    merged = Entry(
        one.catalog_id,
        one.technology_id,
        shortlist.shortlisted,
        shortlist.shortlisted_changed_at,
        status.status,
        status.status_changed_at,
        status.status_date,
    )
    return with_note(merged, merge_notes(note_of(one), note_of(other)))


def merge_comparisons(one: KeptComparison, other: KeptComparison) -> KeptComparison:
    """Merge two comparisons with the same key."""
    return _merge_kept(one, other, "technology_ids")


def merge_decisions(one: KeptDecision, other: KeptDecision) -> KeptDecision:
    """Merge two decisions with the same key."""
    return _merge_kept(one, other, "content")


def _merge_kept(one: _Kept, other: _Kept, field: str) -> _Kept:
    from dataclasses import replace

    merged = replace(one, **_newest_of(one, other, field), **_newest_of(one, other, "kept"))
    return with_note(merged, merge_notes(note_of(one), note_of(other)))


def _newest_of(one: _Kept, other: _Kept, field: str) -> dict[str, Any]:
    """Return a field and its time from whichever changed it later."""
    at = f"{field}_changed_at"
    newest = _newest(one, other, lambda each: (getattr(each, at), getattr(each, field)))
    return {field: getattr(newest, field), at: getattr(newest, at)}


def merge_contents(one: Contents, other: Contents) -> Contents:
    """Merge two shelves."""
    return Contents.of(
        _merge_by_key(one.entries, other.entries, merge_entries),
        _merge_by_key(one.comparisons, other.comparisons, merge_comparisons),
        one.activity + other.activity,
        _merge_by_key(one.decisions, other.decisions, merge_decisions),
    )


def _merge_by_key(
    one: Iterable[_Kept], other: Iterable[_Kept], merge: Callable[[_Kept, _Kept], _Kept]
) -> Iterable[_Kept]:
    merged = {each.key: each for each in one}
    for each in other:
        mine = merged.get(each.key)
        merged[each.key] = each if mine is None else merge(mine, each)
    return merged.values()


def _newest(one: _Kept, other: _Kept, field: Callable[[_Kept], tuple[Any, ...]]) -> _Kept:
    # The value follows the time, so that ties are resolved the same way on both machines.
    def rank(kept: _Kept) -> tuple[Any, ...]:
        changed_at, *value = field(kept)
        return (changed_at is not None, changed_at or _NEVER, *value)

    return max(one, other, key=rank)


def _ancestor(note: Note) -> tuple[str, ...]:
    # An empty text is not an ancestor: every note starts from it.
    return (fingerprint(note.text),) if note.text else ()


def _lineage(text: str, *parts: tuple[str, ...]) -> tuple[str, ...]:
    """Chain fingerprints, oldest first; the last place of a repeated one counts; the text's own is left out."""
    latest_first = dict.fromkeys(each for part in reversed(parts) for each in reversed(part))
    latest_first.pop(fingerprint(text), None)
    return tuple(reversed(list(latest_first)[:_MOST_FINGERPRINTS]))


def _joined(newer: str, older: str) -> str:
    if not older.strip():
        return newer or older
    if not newer.strip() or _contains(older, newer):
        return older
    if _contains(newer, older):
        return newer
    parts = list(dict.fromkeys(newer.split(SEPARATOR) + older.split(SEPARATOR)))
    return SEPARATOR.join(
        part
        for part in parts
        if part.strip() and not any(part != whole and _contains(whole, part) for whole in parts)
    )


def _contains(whole: str, part: str) -> bool:
    # By whole lines: the note "no" is not contained in "I know it".
    return f"\n{part}\n" in f"\n{whole}\n"
