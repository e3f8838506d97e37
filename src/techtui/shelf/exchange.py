"""A shelf as TOML or JSON: to read, to edit, to move to another machine.

Both forms hold the same tables::

    format = 1
    [[entries]]
    catalog = "backend"
    technology = "a technology's id"
    shortlisted = true
    shortlisted_at = 2026-11-02T08:15:00.000000Z
    status = "learning"                             none, want, learning, know, not_for_me
    status_at = 2026-11-03T19:00:12.345678Z
    status_date = 2026-11-03
    note = "Markdown"
    note_at = 2026-11-03T19:04:00.000000Z
    note_replaces = ["0123456789abcdef"]            what the note grew out of; see techtui.shelf.merge
    [[comparisons]]                                 catalog, name, technologies, kept, note: each with its _at
    [[decisions]]                                   catalog, name, content, kept, note: each with its _at
    [[activity]]                                    at, day, catalog, technology, previous, status

In a list written by hand, ``format``, ``catalog``, ``technology`` and the values to set are enough: a value without a time counts
as set at the time of the import. Exporting and importing again changes nothing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from techtui.files import atomic_write

from .exchange_reader import FORMAT_VERSION, ExchangeError, ExchangeReader, Format, parsed
from .model import Contents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .model import Entry, KeptComparison, KeptDecision
    from .shelf import ImportReport, Shelf


def dump(contents: Contents, form: Format) -> str:
    """Write contents as text that :func:`load` reads back unchanged."""
    tables = _tables(contents)
    if form == "json":
        import json

        return json.dumps(tables, ensure_ascii=False, indent=2, default=_json_value) + "\n"
    return "".join(_toml_lines(tables))


def load(text: str, form: Format, *, now: datetime | None = None) -> Contents:
    """Read text written by :func:`dump` or by hand.

    Args:
        text: The text.
        form: Its format.
        now: The UTC time for values without a time; by default the current time.

    Raises:
        ExchangeError: It is not in this format, or something in it is invalid.
    """
    return ExchangeReader(now or datetime.now(UTC)).read(parsed(text, form))


def form_of(path: Path) -> Format:
    """Return the format of a file by its name.

    Raises:
        ExchangeError: The name ends in neither ``.toml`` nor ``.json``.
    """
    match path.suffix.lower():
        case ".toml":
            return "toml"
        case ".json":
            return "json"
    raise ExchangeError([f"The name {path.name!r} ends in neither .toml nor .json."])


def export_file(shelf: Shelf, path: Path, form: Format | None = None) -> Contents:
    """Write a shelf to a file, completely or not at all, readable only by its owner. An existing file is replaced.

    Args:
        shelf: The shelf.
        path: The file.
        form: The format; by default that of the file name.

    Returns:
        What was written.

    Raises:
        ExchangeError: The format is not given, and can't be told from the name.
        OSError: The file can't be written; an existing one is unchanged.
    """
    contents = shelf.contents()
    data = dump(contents, form or form_of(path)).encode()
    atomic_write(path, data, private=True, durable=True)
    return contents


def import_file(shelf: Shelf, path: Path, form: Format | None = None) -> ImportReport:
    """Merge a file into a shelf, completely or not at all; see :mod:`techtui.shelf.merge`.

    Args:
        shelf: The shelf.
        path: The file.
        form: The format; by default that of the file name.

    Raises:
        ExchangeError: Something in the file is invalid; nothing has changed.
        OSError: The file can't be read.
    """
    form = form or form_of(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError([f"The file is not UTF-8: byte {error.start + 1}."]) from error
    return shelf.merge(load(text, form))


# -- Values to tables ------------------------------------------------------------------------------------


def _tables(contents: Contents) -> dict[str, Any]:
    return {
        "format": FORMAT_VERSION,
        "entries": [
            _without_defaults(
                catalog=entry.catalog_id,
                technology=entry.technology_id,
                **_stamped("shortlisted", entry.shortlisted, entry.shortlisted_changed_at, False),
                **_stamped("status", entry.status.value, entry.status_changed_at, "none"),
                status_date=entry.status_date,
                **_noted(entry),
            )
            for entry in contents.entries
        ],
        "comparisons": [
            _kept(
                each, "technologies", list(each.technology_ids), each.technology_ids_changed_at, []
            )
            for each in contents.comparisons
        ],
        "decisions": [
            _kept(each, "content", each.content, each.content_changed_at, "")
            for each in contents.decisions
        ],
        "activity": [
            {
                "at": each.changed_at.astimezone(UTC),
                "day": each.day,
                "catalog": each.catalog_id,
                "technology": each.technology_id,
                "previous": each.previous.value,
                "status": each.status.value,
            }
            for each in contents.activity
        ],
    }


def _kept(
    each: KeptComparison | KeptDecision,
    name: str,
    value: object,
    changed_at: datetime | None,
    default: object,
) -> dict[str, object]:
    """Return a kept thing, with its own value besides what all have."""
    return _without_defaults(
        catalog=each.catalog_id,
        name=each.name,
        **_stamped(name, value, changed_at, default),
        **_stamped("kept", each.kept, each.kept_changed_at, True),
        **_noted(each),
    )


def _noted(each: Entry | KeptComparison | KeptDecision) -> dict[str, object]:
    replaces = list(each.note_replaces) or None
    return {**_stamped("note", each.note, each.note_changed_at, ""), "note_replaces": replaces}


def _stamped(
    name: str, value: object, changed_at: datetime | None, default: object
) -> dict[str, object]:
    # Fields that were never set are left out, but not those whose time was lost by damage.
    if changed_at is None:
        return {} if value == default else {name: value}
    return {name: value, f"{name}_at": changed_at.astimezone(UTC)}


def _without_defaults(**table: object) -> dict[str, object]:
    return {key: value for key, value in table.items() if value is not None}


def _json_value(value: object) -> str:
    assert isinstance(value, date)
    return _written(value)


def _written(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _toml_lines(tables: Mapping[str, Any]) -> Iterator[str]:
    yield f"format = {tables['format']}\n"
    for name, rows in tables.items():
        for row in rows if isinstance(rows, list) else ():
            yield f"\n[[{name}]]\n"
            for key, value in row.items():
                yield f"{key} = {_toml_value(value)}\n"


def _toml_value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return _written(value)
    if isinstance(value, list):
        return f"[{', '.join(_toml_value(each) for each in value)}]"
    text = str(value)
    if "\n" in text:
        return f'"""\n{"".join(map(_toml_character, text))}"""'
    return f'"{"".join(map(_toml_character, text))}"'


def _toml_character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return character  # allowed within triple quotes only
    if character < " " or character == "\x7f":
        return f"\\u{ord(character):04x}"
    return character
