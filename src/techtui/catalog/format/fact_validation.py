"""Checks facts: each needs a declared attribute, and an allowed value or a reason for having none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from techtui.catalog.format.collector import GONE, KEPT, Collector
from techtui.catalog.format.fact_values import Held, held
from techtui.catalog.format.field_words import unknown_attribute_words
from techtui.catalog.format.fields import FACT, Field, is_fact_table
from techtui.catalog.format.layers import APPEND
from techtui.catalog.format.values import converter
from techtui.catalog.messages import expected
from techtui.catalog.model import Attribute, AttributeType, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from techtui.catalog.format.values import Remark
    from techtui.catalog.problems import Path


class FactChecker:
    """Checks the facts of one layer after another.

    Args:
        found: Collects findings; `Collector.layer` is the current layer.
        documents: All layers, lowest first.
        attributes: The attributes; None for one whose declaration can't be understood.
        complete: Whether the documents are complete. If not, what is missing may be in the part that could not be read.
        check_entry: Checks the table of a fact that has more than a value.
        is_layer_alone: Returns whether nothing of a table is declared, so that uses of it are no errors.
    """

    def __init__(
        self,
        found: Collector,
        documents: Sequence[dict[str, Any]],
        attributes: Mapping[str, Attribute | None],
        complete: bool,
        check_entry: Callable[[Path, dict[str, Any], dict[str, Field]], None],
        is_layer_alone: Callable[[Path, str], bool],
    ) -> None:
        self._found = found
        self._documents = documents
        self._attributes = attributes
        self._complete = complete
        self._check_entry = check_entry
        self._is_layer_alone = is_layer_alone
        # By attribute instead of by fact, of which there may be 60,000: a fifth of checking them.
        self._converters = {
            key: converter(attribute)
            for key, attribute in attributes.items()
            if attribute is not None
        }
        # The place of the value being converted.
        self._at: Path = ()
        self.values: dict[str, dict[str, Value | Held]] = {}
        """Technology -> attribute -> content of the fact in the topmost layer; just the value if that is all."""

    def check(self, path: Path, value: Any) -> None:
        """Check the facts of a technology.

        Args:
            path: Their place.
            value: The TOML value.
        """
        if not isinstance(value, dict):
            self._found.add(
                path,
                "wrong-type",
                (
                    expected("a table", value),
                    "write facts = { ATTRIBUTE = value }",
                ),
            )
            return
        for attribute, fact in value.items():
            at = (*path, attribute)
            is_table = is_fact_table(fact)
            if is_table:
                self._check_entry(at, fact, FACT)
            if attribute in self._attributes:
                self._fact(at, fact, is_table, self._attributes[attribute])
            elif self._complete and not self._is_layer_alone(at, "attributes"):
                self._unknown_attribute(at, attribute)

    def _unknown_attribute(self, path: Path, attribute: str) -> None:
        words = partial(unknown_attribute_words, attribute, self._attributes)
        self._found.add(path, "unknown-attribute", words)

    def _fact(self, path: Path, fact: Any, is_table: bool, attribute: Attribute | None) -> None:
        raw, at = fact, path
        if is_table:
            if "missing" in fact:
                if "value" in fact:
                    message = "the fact has a value and says that it has none"
                    words = message, "keep value or missing, not both"
                    self._found.add((*path, "missing"), "value-and-missing", words)
                self._of(path).pop(str(path[-1]), None)
                return
            if APPEND in fact and "value" not in fact:
                self._longer(path, fact[APPEND], attribute)
                return
            if APPEND in fact:
                words = "append has no effect beside a value", "keep one of the two"
                self._found.add((*path, APPEND), "no-effect", words, KEPT)
            if "value" not in fact:
                if self._complete and not self._stands_below(path):
                    words = "the fact has no value", "write { value = …, source = … }"
                    self._found.add(path, "missing-key", words)
                return
            raw, at = fact["value"], (*path, "value")
        if attribute is None:
            return
        self._at = at
        convert = self._converters[attribute.id]
        found: Value | Held | None
        if convert is not None and not isinstance(raw, dict):
            found = convert(raw, attribute, self._remark)
        else:
            found = held(raw, attribute, self._remark)
            if found is not None and not found.rows and found.history is None:
                found = found.value
        if found is None:
            self._found.repair(path, GONE)
        else:
            self._of(path)[attribute.id] = found

    def _of(self, path: Path) -> dict[str, Value | Held]:
        return self.values.setdefault(str(path[1]), {})

    def _longer(self, path: Path, items: Any, attribute: Attribute | None) -> None:
        """Check a fact that appends to the list below it."""
        if attribute is None:
            return
        if attribute.type is not AttributeType.LIST:
            words = (
                f"only a list can be appended to, not a value of type {attribute.type}",
                "write { value = … }",
            )
            self._found.add(path, "wrong-type", words)
            return
        if self._complete and not self._stands_below(path):
            words = "there is no list below that one could append to", f"write {path[-1]} = […]"
            self._found.add((*path, APPEND), "converted", words, KEPT)
        self._at = (*path, APPEND)
        more = held(items, attribute, self._remark)
        if more is None or not isinstance(more.value, tuple):
            self._found.repair(path, GONE)
            return
        values = self._of(path)
        below = values.get(attribute.id)
        known = below if isinstance(below, tuple) and not isinstance(below, Held) else ()
        values[attribute.id] = tuple(dict.fromkeys((*known, *more.value)))

    def _remark(self, remark: Remark) -> None:
        self._found.add((*self._at, *remark.place), remark.kind, remark.words, KEPT)

    def _stands_below(self, path: Path) -> bool:
        for document in self._documents[: self._found.layer]:
            place: Any = document
            for key in path:
                place = place.get(key) if isinstance(place, dict) else None
            if place is not None:
                return True
        return False
