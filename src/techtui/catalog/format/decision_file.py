"""Reads decision files: TOML that is checked like a catalog, with lines, columns and hints."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from techtui.catalog.decide.model import (
    BEST_GRADE,
    FEWEST_CANDIDATES,
    MOST_CANDIDATES,
    Decision,
    Grade,
    Rating,
    among,
)
from techtui.catalog.decide.review import Basis, RecordedDecision
from techtui.catalog.format.decision_fields import BASIS, DECISION, GRADE, RATING
from techtui.catalog.format.decisions import (
    Fault,
    importance_faults,
    importance_of,
    key_faults,
    term_faults,
    want_faults,
    wants_of,
)
from techtui.catalog.format.fields import FORMAT
from techtui.catalog.format.loader import Layer, layer_of, load_layers, locate
from techtui.catalog.format.values import date_hint
from techtui.catalog.messages import closest, counted, expected, kind_of, quoted, shown, suggest
from techtui.catalog.moments import moment_of
from techtui.catalog.problems import CatalogError, Finding, Problem
from techtui.catalog.query import QueryError, find_category, parse
from techtui.catalog.sanitize import one_line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from techtui.catalog.model import Catalog, Value
    from techtui.catalog.problems import Path as Place

_MOST_FAULTS: Final = 200
_EMPTY_HINT: Final = "techtui decide ID ID --want ATTRIBUTE --format toml writes one"


class DecisionFileError(CatalogError):
    """A file that is not a decision."""

    further = "correct these first"


def read_decision(path: Path, catalog: Catalog) -> RecordedDecision:
    """Read a decision from a file.

    Args:
        path: The file.
        catalog: The catalog of its candidates and attributes.

    Raises:
        DecisionFileError: If the file is not a decision; it lists every problem.
        CatalogError: If it can't be read.
    """
    *_, layer = load_layers([path])
    return _decision(layer, catalog)


def parse_decision(name: str, text: str, catalog: Catalog) -> RecordedDecision:
    """Read a decision from a text.

    Args:
        name: The name to use in problems.
        text: TOML.
        catalog: The catalog of its candidates and attributes.

    Raises:
        DecisionFileError: If it is not a decision; it lists every problem.
    """
    return _decision(layer_of(name, text), catalog)


def _decision(layer: Layer, catalog: Catalog) -> RecordedDecision:
    if layer.broken:
        raise DecisionFileError(tuple(map(_with_hint, layer.broken)))
    reader = _DecisionReader(layer.document, catalog)
    read = reader.read()
    if reader.faults:
        findings = [Finding(0, one.path, "error", *one[1:]) for one in reader.faults[:_MOST_FAULTS]]
        raise DecisionFileError(locate(findings, [layer], len(reader.faults) - len(findings)))
    return read


def _with_hint(problem: Problem) -> Problem:
    return replace(problem, hint=_EMPTY_HINT) if problem.code == "empty-file" else problem


class _DecisionReader:
    """Reads a document, and collects what is wrong with it."""

    def __init__(self, document: dict[str, Any], catalog: Catalog) -> None:
        self._document = document
        self._catalog = catalog
        self.faults: list[Fault] = []
        self._left_out: tuple[str, ...] = ()

    def read(self) -> RecordedDecision:
        """Return the decision; meaningless if there are faults."""
        document = self._document
        self._format()
        self.faults += [
            one
            for one in key_faults((), document, {**DECISION, "format": DECISION["where"]})
            if one.path != ("format",)
        ]
        basis = self._basis()
        candidates = self._candidates(basis)
        status = document.get("status", "")
        if "status" in document and status not in DECISION["status"].words:
            hint = suggest(str(status), DECISION["status"].words)
            self._add(("status",), "unknown-choice", f"{shown(status)} is not a status", hint)
        musts, wants = document.get("musts", []), document.get("wants", {})
        broken = [
            *term_faults(("musts",), musts, self._catalog),
            *want_faults(("wants",), wants, self._catalog),
        ]
        self.faults += broken
        decision = Decision(
            self._text("question"),
            candidates,
            () if broken else tuple(map(one_line, musts)),
            () if broken else wants_of(wants),
            self._ratings(candidates),
            paragraphs(document["note"]) if isinstance(document.get("note"), str) else "",
            self._day(("date",), document.get("date")),
            self._day(("review",), document.get("review")),
            status if isinstance(status, str) else "",
            tuple(map(one_line, self._texts("makers"))),
            self._left_out,
        )
        if not (decision.wants or decision.ratings or decision.musts or self.faults):
            self._add((), "missing-key", "nothing counts", "write wants = { ATTRIBUTE = 2 }")
        return RecordedDecision(decision, basis)

    def _add(self, path: Place, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(path, code, message, hint))

    def _format(self) -> None:
        number = self._document.get("format")
        if number is None:
            message = "the file does not say which format it is in"
            self._add((), "no-format", message, f"write format = {FORMAT} at the top")
        elif number != FORMAT or isinstance(number, bool):
            message = f"there is no format {shown(number)}"
            self._add(("format",), "wrong-format", message, f"write format = {FORMAT}")
        if "catalog" in self._document or "technologies" in self._document:
            self._add((), "wrong-type", "this is a catalog, not a decision", "name a decision")

    def _text(self, key: str) -> str:
        raw = self._document.get(key, "")
        if raw == "" and key in self._document:
            self._add((key,), "empty-text", "the text is empty", "write something")
        return one_line(raw) if isinstance(raw, str) else ""

    def _texts(self, key: str) -> list[str]:
        raw = self._document.get(key, [])
        if isinstance(raw, list) and all(isinstance(one, str) for one in raw):
            return raw
        if isinstance(raw, str):
            return [raw]
        hint = 'write ["…", "…"]'
        self._add((key,), "wrong-type", expected("a list of texts", raw), hint)
        return []

    def _day(self, path: Place, raw: Any) -> date | None:
        if raw is None or (isinstance(raw, date) and not isinstance(raw, datetime)):
            return raw
        message = expected("a date", raw)
        self._add(path, "wrong-type", message, date_hint(raw))
        return None

    # Candidates -----------------------------------------------------------------------------------

    def _candidates(self, basis: Basis | None) -> tuple[str, ...]:
        document = self._document
        if "candidates" in document:
            for key in ("category", "where"):
                if key in document:
                    message = f"“{key}” has no effect beside candidates"
                    self._add((key,), "unknown-key", message, "take one of them out")
            found, key = self._named(basis), "candidates"
        elif "category" in document or "where" in document:
            found, key = self._meant(), "where" if "where" in document else "category"
            if key == "category":
                found = self._still_taken(found, basis)
        else:
            hint = 'write candidates = ["…", "…"], or name a category'
            self._add((), "missing-key", "there is nothing to choose from", hint)
            return ()
        if not self.faults and not FEWEST_CANDIDATES <= len(found) <= MOST_CANDIDATES:
            message = f"{counted(len(found), 'candidate')} to choose from"
            hint = f"name {FEWEST_CANDIDATES} to {MOST_CANDIDATES}"
            self._add((key,), "out-of-range", message, hint)
        return found

    def _named(self, basis: Basis | None) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for at, name in enumerate(self._texts("candidates")):
            technology = self._catalog.find(name)
            if technology is not None:
                found[technology.id] = None
            elif basis is not None and one_line(name) in basis.values:
                # It existed when the decision was made: the review reports that it is gone.
                found[one_line(name)] = None
            else:
                self._unknown_technology(("candidates", at), name)
        return tuple(found)

    def _unknown_technology(self, path: Place, name: str) -> None:
        # Names of a large catalog are not compared: ids are close enough.
        meant = closest(name, self._catalog.ids)
        hint = f"did you mean “{quoted(meant)}”?" if meant else ""
        self._add(path, "unknown-technology", f"there is no technology “{quoted(name)}”", hint)

    def _meant(self) -> tuple[str, ...]:
        document, catalog = self._document, self._catalog
        ids: Iterator[str] | None = None
        if isinstance(document.get("category"), str):
            try:
                category = find_category(catalog, document["category"])
                ids = (one.id for one in catalog.walk(category))
            except QueryError as error:
                self._add(("category",), "unknown-category", error.message, error.hint)
        elif "category" in document:
            message = expected("text", document["category"])
            self._add(("category",), "wrong-type", message, 'write it in "quotes"')
        where = document.get("where", "")
        try:
            query = parse(where if isinstance(where, str) else "", catalog)
        except QueryError as error:
            self._add(("where",), "bad-term", error.message, error.hint)
            return ()
        return tuple(query.select(catalog, ids))

    def _still_taken(self, ids: tuple[str, ...], basis: Basis | None) -> tuple[str, ...]:
        """Return the technologies of a category that are not discouraged; former candidates and graded ones stay, for the review to report."""
        taken, left_out = among(self._catalog, ids)
        stays = {*taken, *(basis.values if basis is not None else ()), *self._graded()}
        self._left_out = tuple(one for one in left_out if one not in stays)
        return tuple(one for one in ids if one in stays)

    def _graded(self) -> Iterator[str]:
        ratings = self._document.get("ratings")
        for rating in ratings.values() if isinstance(ratings, dict) else ():
            grades = rating.get("grades") if isinstance(rating, dict) else None
            for name in grades if isinstance(grades, dict) else ():
                technology = self._catalog.find(name)
                if technology is not None:
                    yield technology.id

    # Ratings --------------------------------------------------------------------------------------

    def _ratings(self, candidates: tuple[str, ...]) -> tuple[Rating, ...]:
        raw = self._document.get("ratings", {})
        if not isinstance(raw, dict):
            hint = "write [ratings.SOME-ID]"
            self._add(("ratings",), "wrong-type", expected("a table", raw), hint)
            return ()
        return tuple(
            self._rating(("ratings", key), one_line(key), entry, candidates)
            for key, entry in raw.items()
        )

    def _rating(self, path: Place, key: str, entry: Any, candidates: tuple[str, ...]) -> Rating:
        if not isinstance(entry, dict):
            hint = f"write [ratings.{quoted(key)}]"
            self._add(path, "wrong-type", expected("a table", entry), hint)
            return Rating(key, key)
        self.faults += key_faults(path, entry, RATING)
        importance = entry.get("importance")
        if "importance" in entry:
            self.faults += importance_faults((*path, "importance"), importance)
        grades = entry.get("grades", {})
        given: dict[str, Grade] = {}
        if not isinstance(grades, dict):
            message = expected("a table", grades)
            self._add((*path, "grades"), "wrong-type", message, "write { TECHNOLOGY = 3 }")
            grades = {}
        for name, grade in grades.items():
            at = (*path, "grades", name)
            technology = self._catalog.find(name)
            candidate = name if technology is None else technology.id
            if candidate not in candidates:
                hint = suggest(name, candidates)
                self._add(at, "unknown-technology", f"“{quoted(name)}” is not a candidate", hint)
            given[candidate] = self._grade(at, grade)
        name = entry.get("name")
        return Rating(
            key,
            one_line(name) if isinstance(name, str) else key,
            importance_of(importance) or 0,
            given,
        )

    def _grade(self, path: Place, raw: Any) -> Grade:
        why = ""
        points = raw
        if isinstance(raw, dict):
            self.faults += key_faults(path, raw, GRADE)
            points, why = raw.get("points", 0), raw.get("why", "")
        number = isinstance(points, int | float) and not isinstance(points, bool)
        if not number or not 0 <= points <= BEST_GRADE:
            message = f"{shown(points)} is not a grade"
            self._add(path, "out-of-range", message, f"write a number from 0 to {BEST_GRADE}")
            points = 0
        return Grade(points, one_line(why) if isinstance(why, str) else "")

    # The basis ------------------------------------------------------------------------------------

    def _basis(self) -> Basis | None:
        raw = self._document.get("basis")
        if raw is None:
            return None
        if not isinstance(raw, dict):
            message = expected("a table", raw)
            self._add(("basis",), "wrong-type", message, "techtui decide --accept writes it")
            return None
        self.faults += key_faults(("basis",), raw, BASIS)
        day = self._day(("basis", "date"), raw.get("date"))
        first = raw.get("first", "")
        return Basis(
            day or date.min,
            one_line(first) if isinstance(first, str) else "",
            self._values(raw.get("values", {})),
        )

    def _values(self, raw: Any) -> dict[str, dict[str, Value]]:
        path: Place = ("basis", "values")
        found: dict[str, dict[str, Value]] = {}
        for key, values in raw.items() if isinstance(raw, dict) else ():
            technology = one_line(key)
            found[technology] = {}
            for attribute, value in values.items() if isinstance(values, dict) else ():
                read = _value(value)
                if read is None:
                    message = f"{kind_of(value)} is not a value of a fact"
                    hint = "techtui decide --accept writes it"
                    self._add((*path, key, attribute), "wrong-type", message, hint)
                else:
                    found[technology][one_line(attribute)] = read
            if not isinstance(values, dict):
                message = expected("a table", values)
                self._add((*path, key), "wrong-type", message)
        if not isinstance(raw, dict):
            self._add(path, "wrong-type", expected("a table", raw))
        return found


def _value(raw: Any) -> Value | None:
    """Return a fact's value from TOML; None if it is not one."""
    match raw:
        case bool() | int() | float():
            return raw
        case str():
            return paragraphs(raw)
        case list() if all(isinstance(one, str) for one in raw):
            return tuple(map(one_line, raw))
        case dict() if raw and all(isinstance(one, int | float) for one in raw.values()):
            moments = {moment_of(key): float(one) for key, one in raw.items()}
            known = {key: one for key, one in moments.items() if key is not None}
            return known if len(known) == len(raw) else None
        case _:
            return None
