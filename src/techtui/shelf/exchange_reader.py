"""Reads a shelf from TOML or JSON, written by a program or by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from .model import Contents, Entry, KeptComparison, KeptDecision, Status, StatusChange, clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Format: TypeAlias = Literal["toml", "json"]

FORMAT_VERSION: Final = 1

_MOST_PROBLEMS: Final = 20


class ExchangeError(ValueError):
    """A text that can't be imported. Nothing of it was imported.

    Attributes:
        problems: A sentence for each problem, with its place in the file.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def parsed(text: str, form: Format) -> Mapping[str, Any]:
    try:
        if form == "json":
            import json

            parsed = json.loads(text)
        else:
            import tomli

            parsed = tomli.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ExchangeError([f"This is not {form.upper()}: {reason}."]) from error
    if not isinstance(parsed, dict):
        raise ExchangeError(["The top level is not a table."])
    return parsed


class ExchangeReader:
    """Converts parsed tables to values, and collects problems."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._problems: list[str] = []

    def read(self, tables: Mapping[str, Any]) -> Contents:
        version = tables.get("format")
        if isinstance(version, int) and version > FORMAT_VERSION:
            raise ExchangeError([f"format: {version} is that of a newer techtui."])
        if version != FORMAT_VERSION or isinstance(version, bool):
            raise ExchangeError(["format: it must be 1."])
        for name in tables.keys() - {"format", "entries", "comparisons", "decisions", "activity"}:
            self._complain(name, "no such table")
        entries = self._rows(tables, "entries", self._entry)
        comparisons = self._rows(tables, "comparisons", self._comparison)
        activity = self._rows(tables, "activity", self._change)
        decisions = self._rows(tables, "decisions", self._decision)
        keyed = {"entries": entries, "comparisons": comparisons, "decisions": decisions}
        for part, kept in keyed.items():
            seen: dict[tuple[str, str], int] = {}
            for number, each in enumerate(kept, 1):
                if each.key in seen:
                    self._complain(f"{part}[{number}]", f"the same as {part}[{seen[each.key]}]")
                seen.setdefault(each.key, number)
        if self._problems:
            more = len(self._problems) - _MOST_PROBLEMS
            rest = [f"… and {more} more."] if more > 0 else []
            raise ExchangeError(sorted(self._problems)[:_MOST_PROBLEMS] + rest)
        return Contents.of(entries, comparisons, activity, decisions)

    def _rows(self, tables: Mapping[str, Any], name: str, build: Callable[[_Table], Any]) -> Any:
        rows = tables.get(name, [])
        if not isinstance(rows, list):
            self._complain(name, "not a list of tables")
            return []
        built = []
        for number, row in enumerate(rows, 1):
            place = f"{name}[{number}]"
            if not isinstance(row, dict):
                self._complain(place, "not a table")
                continue
            before = len(self._problems)
            table = _Table(row, place, self._complain, self._now)
            value = build(table)
            table.finish()
            if len(self._problems) == before:
                built.append(value)
        return built

    def _entry(self, table: _Table) -> Entry:
        shortlisted, shortlisted_at = table.stamped("shortlisted", table.flag, False)
        status, status_at = table.stamped("status", table.status, Status.NONE)
        note, note_at = table.stamped("note", table.text, "")
        day = table.take("status_date", table.day, None)
        if day is None and "status" in table.row and "status_at" not in table.row:
            day = self._now.astimezone().date()  # written by hand: set now
        return Entry(
            table.id("catalog"),
            table.id("technology"),
            shortlisted,
            shortlisted_at,
            status,
            status_at,
            day,
            note,
            note_at,
            table.take("note_replaces", table.fingerprints, ()),
        )

    def _comparison(self, table: _Table) -> KeptComparison:
        members, members_at = table.stamped("technologies", table.texts, ())
        kept, kept_at = table.stamped("kept", table.flag, True)
        note, note_at = table.stamped("note", table.text, "")
        comparison = KeptComparison(
            table.id("catalog"), table.id("name"), members, members_at, kept, kept_at, note, note_at
        )
        return replace(
            comparison, note_replaces=table.take("note_replaces", table.fingerprints, ())
        )

    def _decision(self, table: _Table) -> KeptDecision:
        content, content_at = table.stamped("content", table.text, "")
        kept, kept_at = table.stamped("kept", table.flag, True)
        note, note_at = table.stamped("note", table.text, "")
        decision = KeptDecision(
            table.id("catalog"), table.id("name"), content, content_at, kept, kept_at, note, note_at
        )
        return replace(decision, note_replaces=table.take("note_replaces", table.fingerprints, ()))

    def _change(self, table: _Table) -> StatusChange:
        return StatusChange(
            table.take("at", table.time, self._now, needed=True),
            table.take("day", table.day, self._now.date(), needed=True),
            table.id("catalog"),
            table.id("technology"),
            table.take("previous", table.status, Status.NONE, needed=True),
            table.take("status", table.status, Status.NONE, needed=True),
        )

    def _complain(self, place: str, what: str) -> None:
        self._problems.append(f"{place}: {what}.")


class _Table:
    """A table of an import: extracts fields, and reports what is invalid."""

    def __init__(
        self,
        row: Mapping[str, Any],
        place: str,
        complain: Callable[[str, str], None],
        now: datetime,
    ) -> None:
        self.row = row
        self._place = place
        self._complain = complain
        self._now = now
        self._taken: set[str] = set()

    def take(self, key: str, read: Callable[[Any], Any], default: Any, needed: bool = False) -> Any:
        self._taken.add(key)
        if key not in self.row:
            if needed:
                self._complain(f"{self._place}.{key}", "missing")
            return default
        try:
            return read(self.row[key])
        except (ValueError, OverflowError) as error:
            self._complain(f"{self._place}.{key}", str(error))
            return default

    def stamped(self, key: str, read: Callable[[Any], Any], default: Any) -> tuple[Any, Any]:
        value = self.take(key, read, default)
        changed_at = self.take(f"{key}_at", self.time, self._now if key in self.row else None)
        if key not in self.row and changed_at is not None:
            self._complain(f"{self._place}.{key}", f"missing, though there is {key}_at")
        return value, changed_at

    def id(self, key: str) -> str:
        text: str = self.take(key, self.text, "", needed=True)
        if key in self.row and self.row[key] == "":
            self._complain(f"{self._place}.{key}", "empty")
        return text

    def finish(self) -> None:
        for key in self.row.keys() - self._taken:
            self._complain(f"{self._place}.{key}", "no such field")

    @staticmethod
    def text(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("not a text")
        return clean_text(value)

    @staticmethod
    def texts(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ValueError("not a list of texts")
        return tuple(_Table.text(each) for each in value)

    @staticmethod
    def fingerprints(value: Any) -> tuple[str, ...]:
        texts = _Table.texts(value)
        if any(len(each) != 16 or not set(each) <= set("0123456789abcdef") for each in texts):
            raise ValueError("not a list of 16 hexadecimal digits each")
        return texts

    @staticmethod
    def flag(value: Any) -> bool:
        if not isinstance(value, bool):
            raise ValueError("neither true nor false")
        return value

    @staticmethod
    def status(value: Any) -> Status:
        try:
            return Status(value)
        except ValueError:
            raise ValueError(f"none of {', '.join(Status)}") from None

    @staticmethod
    def time(value: Any) -> datetime:
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                raise ValueError("not a time such as 2026-11-03T19:00:12Z") from None
        if not isinstance(value, datetime):
            raise ValueError("not a time such as 2026-11-03T19:00:12Z")
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)

    @staticmethod
    def day(value: Any) -> date:
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                raise ValueError("not a day such as 2026-11-03") from None
        if isinstance(value, datetime) or not isinstance(value, date):
            raise ValueError("not a day such as 2026-11-03")
        return value
