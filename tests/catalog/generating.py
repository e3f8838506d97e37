"""Random catalogs: right ones, broken ones, and text that only looks like one.

Everything is drawn from a `random.Random`, so that Hypothesis (which can hand one out) and the long run in
`tests/catalog/fuzz.py` share it.
"""

from __future__ import annotations

import datetime
import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.format.declarations import COLUMN_TYPES
from techtui.catalog.format.fields import FACT, TABLES
from techtui.catalog.model import AttributeType

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

WORDS: Final = (
    "alpha",
    "beta",
    "gamma",
    "delta",
    "Ελλάδα",
    "日本語",
    "x-1",
    "a_b",
    "v1.2",
    "MiB",
    "ÀÉ",
)
NASTY: Final = (
    "", " ", "\n", "\t\t", "\x00", "\x1b[31m", "\u202eevil", "\u200b", "\ufeff", "\ud7ff", "\U0010ffff", "[/]", "[bold]",
    "[@click=app.quit]x[/]", "{{ 7*7 }}", "javascript:alert(1)", "https://", "https://x.example/\u202e", "file:///etc/passwd",
    "=1+1", "a|b", "`x`", "<b>", "&amp;", "%s", "{0}", "general knowledge", "not found", "2024", "²", "1" * 400, "e\u0301" * 9,
    "👩‍💻", "\r\n", "a\n\n\nb", "C:\\x", '"', "'", '"""', "#", "=", "x" * 3000, " " * 500,
)  # fmt: skip
ODD_VALUES: Final[tuple[Any, ...]] = (
    0, -1, 1, 2**62, 2**63, -(2**63), -(2**63) - 1, 2**200, 10**20, 0.0, -0.0, 1e308, -1e-308, float("nan"), float("inf"),
    True, False, [], {}, [[]], [{}], {"": 1}, {"2024": 1}, {"2024": "x"}, {"0": 1}, {"value": 1}, {"value": {}}, {"missing": "x"},
    datetime.date(1, 1, 1), datetime.date(9999, 12, 31), datetime.time(1, 2), datetime.datetime(2026, 1, 1, 1, 1), "x", "",
)  # fmt: skip
ALL_KEYS: Final = sorted(
    {key for fields in (*TABLES.values(), FACT) for key in fields}
    | TABLES.keys()
    | {"format", "text"}
)
"""In an order that a seed alone decides: that of a set changes from one process to the next."""


class Maker:
    """Makes catalogs.

    Args:
        random: Where chance comes from.
    """

    def __init__(self, random: Random) -> None:
        self.random = random

    # Right catalogs -------------------------------------------------------------------------------

    def text(self) -> str:
        """A text that a catalog may hold."""
        while True:
            pool = WORDS if self.random.random() < 0.7 else NASTY
            text = " ".join(self.random.choice(pool) for _ in range(self.random.randint(1, 3)))
            if text.strip():
                return text

    def link(self) -> str:
        """A link that a catalog may hold."""
        return "https://x.example/" + self.random.choice(("", "a", "a?b=c#d", "日本", "%20", "[x]"))

    def day(self) -> datetime.date:
        """Any date."""
        return datetime.date.fromordinal(self.random.randint(1, 3_652_059))

    def ids(self, prefix: str, most: int) -> list[str]:
        """Some ids."""
        return [f"{prefix}{at}" for at in range(self.random.randint(0, most))]

    def some(self, known: list[str]) -> list[str]:
        """Some of what is known."""
        return self.random.sample(known, self.random.randint(0, len(known)))

    def maybe(self, entry: dict[str, Any], key: str, value: Any) -> None:
        """Add a value, or don't."""
        if self.random.random() < 0.5:
            entry[key] = value

    def catalog(self) -> dict[str, Any]:
        """A right catalog."""
        random = self.random
        sources, concepts = self.ids("s", 3), self.ids("k", 2)
        categories = [*self.ids("c", 4), "c-last"]
        attributes, technologies = self.ids("a", 12), self.ids("t", 5)
        head: dict[str, Any] = {"title": self.text()}
        self.maybe(head, "as_of", self.day())
        self.maybe(head, "headline", self.some(attributes))
        document: dict[str, Any] = {"format": 1, "catalog": head}
        document["sources"] = {key: {"title": self.text(), "date": self.day()} for key in sources}
        document["concepts"] = {
            key: {"title": self.text(), "text": self.text(), "see_also": self.some(concepts)}
            for key in concepts
        }
        document["categories"] = {}
        for at, key in enumerate(categories):
            entry: dict[str, Any] = {"name": self.text()}
            if at and random.random() < 0.6:
                entry["parent"] = random.choice(categories[:at])
            self.maybe(entry, "how_to_choose", self.questions(technologies))
            document["categories"][key] = entry
        document["attributes"] = {key: self.attribute(categories) for key in attributes}
        document["technologies"] = {
            key: self.technology(key, technologies, categories, sources, document["attributes"])
            for key in technologies
        }
        document["decisions"] = {
            key: self.decision(categories, document["attributes"]) for key in self.ids("d", 2)
        }
        return document

    def questions(self, technologies: list[str]) -> list[Any]:
        """What helps to choose."""
        questions = [self.text(), {"text": self.text(), "query": "-name:x"}]
        if len(technologies) > 1:
            questions.append({"text": self.text(), "compare": technologies[:4]})
        return self.random.sample(questions, self.random.randint(1, len(questions)))

    def decision(self, categories: list[str], attributes: dict[str, Any]) -> dict[str, Any]:
        """A kind of decision."""
        entry: dict[str, Any] = {"name": self.text(), "category": self.random.choice(categories)}
        self.maybe(entry, "summary", self.text())
        self.maybe(entry, "musts", [f"category:{self.random.choice(categories)}", "-name:x"])
        entry["wants"] = {}
        for key in self.some(list(attributes)):
            orderless = attributes[key]["type"] in ("text", "link", "version", "table")
            want = {
                "importance": self.random.choice((1, 5, "useful")),
                "good": ["x", "y"] if orderless else self.random.choice(("higher", "lower")),
            }
            self.maybe(want, "why", self.text())
            entry["wants"][key] = want
        return entry

    def attribute(self, categories: list[str]) -> dict[str, Any]:
        """The declaration of an attribute."""
        entry: dict[str, Any] = {
            "name": self.text(),
            "type": self.random.choice(list(AttributeType)).value,
        }
        self.maybe(entry, "group", self.text())
        self.maybe(entry, "categories", self.some(categories))
        self.maybe(entry, "better", self.random.choice(("higher", "lower")))
        self.maybe(entry, "unit", self.text())
        self.maybe(entry, "website", self.random.random() < 0.5)
        if entry["type"] == "table":
            entry["columns"] = self.columns()
        self.maybe(entry, "comparable", self.random.random() < 0.5)
        self.maybe(entry, "hidden", self.random.random() < 0.3)
        if entry["type"] == "choice" or (entry["type"] == "list" and self.random.random() < 0.5):
            entry["choices"] = (
                ["one", "two", "three"]
                if self.random.random() < 0.5
                else {"one": self.text(), "two": "Two"}
            )
        return entry

    def columns(self) -> dict[str, Any]:
        """The columns of a table."""
        columns: dict[str, Any] = {}
        for key in self.random.sample(("key", "eol", "price", "x-1"), self.random.randint(1, 4)):
            column: dict[str, Any] = {"type": self.random.choice(COLUMN_TYPES)}
            if column["type"] == "choice":
                column["choices"] = ["one", "two"]
            self.maybe(column, "name", self.text())
            self.maybe(column, "better", "lower")
            plain = column["type"] != "choice" and self.random.random() < 0.5
            columns[key] = column["type"] if plain else column
        return columns

    def technology(
        self,
        key: str,
        others: list[str],
        categories: list[str],
        sources: list[str],
        attributes: dict[str, Any],
    ) -> dict[str, Any]:
        """One entry."""
        random = self.random
        entry: dict[str, Any] = {
            "name": f"{self.text()} {key}",
            "category": random.choice(
                [*categories, random.sample(categories, random.randint(1, len(categories)))]
            ),
        }
        for field in ("tagline", "summary"):
            self.maybe(entry, field, self.text())
        for field in ("strengths", "weaknesses", "best_for", "avoid_when", "corrections"):
            self.maybe(
                entry, field, [self.text(), {"text": self.text(), "source": self.some(sources)}]
            )
        self.maybe(entry, "aliases", [f"alias of {key}"])
        self.maybe(entry, "relations", [{"kind": self.text(), "id": random.choice(others)}])
        self.maybe(entry, "learn", [{"title": self.text(), "url": self.link(), "cost": "free"}])
        self.maybe(entry, "used_by", [self.text(), {"name": self.text(), "note": self.text()}])
        entry["facts"] = {
            name: self.fact(attributes[name], sources) for name in self.some(list(attributes))
        }
        return entry

    def fact(self, attribute: dict[str, Any], sources: list[str]) -> Any:
        """A fact, bare or with all there is to say."""
        if self.random.random() < 0.1:
            return {"missing": self.random.choice(("not found", "does not apply"))}
        value = self.value(attribute)
        if self.random.random() < 0.5:
            return value
        fact = {"value": value}
        self.maybe(fact, "source", self.some(sources) or "general knowledge")
        self.maybe(fact, "as_of", self.day())
        self.maybe(fact, "note", self.text())
        return fact

    def value(self, attribute: dict[str, Any], over_time: bool = True) -> Any:
        """A value that an attribute allows.

        Args:
            attribute: As it is declared.
            over_time: Whether a choice may have a course.
        """
        random = self.random
        match attribute["type"]:
            case "number" | "money":
                return random.choice((0, -1, 3.5, 1e300, 2**63 - 1, random.random()))
            case "yes_no":
                return random.random() < 0.5
            case "choice":
                if over_time and random.random() < 0.3:
                    return self.over_time(lambda: random.choice(("one", "two")))
                return random.choice(("one", "two"))
            case "list":
                return (
                    ["two", "one"][: random.randint(1, 2)]
                    if "choices" in attribute
                    else [self.text(), self.text()]
                )
            case "year":
                return random.randint(1, 9999)
            case "date":
                return self.day()
            case "version":
                return random.choice(
                    ("1.2", "17", "2.0rc1", "9" * 200, "2026-11 LTS", "v٣.1", "..", "ü")
                )
            case "link":
                return self.link()
            case "series":
                return self.over_time(lambda: random.choice((1, 2.5, -3)))
            case "table":
                return [self.row(attribute["columns"]) for _ in range(random.randint(1, 4))]
            case _:
                return self.text()

    def over_time(self, value: Callable[[], Any]) -> dict[str, Any]:
        """Values by year, by month or by day."""
        moments = {
            "year": lambda: str(self.random.randint(1, 9999)),
            "month": lambda: f"{self.random.randint(1000, 9999)}-{self.random.randint(1, 12):02}",
            "day": lambda: max(self.day(), datetime.date(1000, 1, 1)).isoformat(),
        }
        moment = moments[self.random.choice(list(moments))]
        return {moment(): value() for _ in range(self.random.randint(1, 4))}

    def row(self, columns: dict[str, Any]) -> dict[str, Any]:
        """A row of a table."""
        return {
            key: self.value(
                column if isinstance(column, dict) else {"type": column}, over_time=False
            )
            for at, (key, column) in enumerate(columns.items())
            if not at or self.random.random() < 0.7
        }

    # Broken ones ----------------------------------------------------------------------------------

    def odd_value(self) -> Any:
        """Any TOML value, likely one that does not belong."""
        match self.random.randint(0, 3):
            case 0:
                # A copy, because a later step may change what is in it.
                return deepcopy(self.random.choice(ODD_VALUES))
            case 1:
                return self.random.choice(NASTY)
            case 2:
                return {self.odd_key(): self.odd_value() for _ in range(self.random.randint(0, 2))}
            case _:
                return [self.odd_value() for _ in range(self.random.randint(0, 2))]

    def odd_key(self) -> str:
        """Any key."""
        return self.random.choice((*ALL_KEYS, *NASTY, "a0", "t0", "c0", "s0"))

    def break_document(self, document: dict[str, Any]) -> None:
        """Change one place of a document in a random way."""
        random = self.random
        place: Any = document
        key: Any = None
        # Down into the document, a random number of steps.
        for _ in range(random.randint(1, 6)):
            if not isinstance(place, dict | list) or not place:
                break
            holder = place
            key = (
                random.choice(list(place))
                if isinstance(place, dict)
                else random.randrange(len(place))
            )
            place = holder[key]
        if key is None:
            return
        match random.randint(0, 5):
            case 0 | 1:
                holder[key] = self.odd_value()
            case 2:
                del holder[key]
            case 3 if isinstance(holder, dict):
                holder[self.odd_key()] = holder.pop(key)
            case 4 if isinstance(holder, dict):
                holder[self.odd_key()] = self.odd_value()
            case _:
                holder[key] = random.choice(
                    ([place], {"value": place}, str(key), {str(key): place})
                )

    def break_text(self, text: str) -> str:
        """Change a text without regard for what it means."""
        random = self.random
        at, to = sorted(random.randint(0, len(text)) for _ in range(2))
        match random.randint(0, 5):
            case 0:
                return text[:at] + text[to:]
            case 1:
                return (
                    text[:at]
                    + self.random.choice((*NASTY, '"', "[", "{", "]", "}", "=", ".", ",", "\r"))
                    + text[at:]
                )
            case 2:
                return text[:at] + text[at:to] * 2 + text[to:]
            case 3:
                lines = text.split("\n")
                random.shuffle(lines)
                return "\n".join(lines)
            case 4:
                return text[at:to]
            case _:
                return (
                    text[: at + 1].replace(random.choice('"=[]{}.\n'), random.choice('"=[]{}.\n'))
                    + text[at + 1 :]
                )

    def noise(self) -> str:
        """Text that has little to do with TOML."""
        alphabet = "\x00\x1b\t\n\r \"'#=.,[]{}\\abcxyz019-_+:éж日👍\u202e\ud7ff"
        return "".join(self.random.choice(alphabet) for _ in range(self.random.randint(0, 200)))

    def layers(self) -> list[str]:
        """What one user might hand over: a file or several, in any state."""
        random = self.random
        if random.random() < 0.05:
            return [self.noise()]
        texts = []
        for _ in range(1 if random.random() < 0.8 else 2):
            document = self.catalog()
            for _ in range(random.choice((0, 1, 1, 2, 5))):
                self.break_document(document)
            text = toml_of(document)
            if random.random() < 0.25:
                text = self.break_text(text)
            texts.append(text)
        return texts


def toml_of(document: dict[str, Any]) -> str:
    """A document as TOML text, with headers for tables and tables of tables."""
    lines: list[str] = [
        f"{_key(key)} = {_value(value)}"
        for key, value in document.items()
        if not _has_header(key, value)
    ]
    for table, content in document.items():
        if not _has_header(table, content):
            continue
        deep = {
            key: entry
            for key, entry in content.items()
            if isinstance(entry, dict) and table != "catalog"
        }
        lines.append(f"[{_key(table)}]")
        lines += [
            f"{_key(key)} = {_value(value)}" for key, value in content.items() if key not in deep
        ]
        for key, entry in deep.items():
            lines.append(f"[{_key(table)}.{_key(key)}]")
            lines += [f"{_key(field)} = {_value(value)}" for field, value in entry.items()]
    return "\n".join(lines) + "\n"


def _has_header(key: str, value: Any) -> bool:
    return isinstance(value, dict) and key in TABLES


def _key(key: str) -> str:
    return json.dumps(key, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _key(value)
        case dict():
            return (
                "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
            )
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return repr(value)
