"""What the docs say about the format, made from the program. Run it after a change of the format.

python -m tests.catalog.refresh_docs
"""

from __future__ import annotations

from pathlib import Path

from techtui.catalog.format.decision_fields import BASIS, DECISION, GRADE, RATING, WANT
from techtui.catalog.format.fields import (
    CHOICE,
    COLUMN,
    FACT,
    POINT,
    QUESTION,
    RELATION,
    RESOURCE,
    TABLES,
    USAGE,
    Field,
)
from techtui.catalog.format.kinds import ADVICE, ERRORS, REFUSING
from techtui.catalog.format.schema import decision_schema_text, schema_text
from techtui.formats.output_schema import output_schema_text

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "catalog-format.md"
DECISION_PAGE = DOCS / "decisions.md"
SCHEMAS = {
    DOCS / "catalog.schema.json": schema_text,
    DOCS / "decision.schema.json": decision_schema_text,
    DOCS / "output.schema.json": output_schema_text,
}
"""The schemas that are published with the docs, and what makes them."""
BEGIN = "<!-- the keys: made by tests/catalog/refresh_docs.py -->"
END = "<!-- end of the keys -->"
BEGIN_KINDS = "<!-- the kinds: made by tests/catalog/refresh_docs.py -->"
END_KINDS = "<!-- end of the kinds -->"

PARTS = {
    "A point: an item of `strengths`, `weaknesses`, `best_for`, `avoid_when`, `corrections`": POINT,
    "An item of `used_by`": USAGE,
    "An item of `relations`": RELATION,
    "An item of `learn`": RESOURCE,
    "An item of `how_to_choose`": QUESTION,
    "A choice": CHOICE,
    "A column": COLUMN,
    "A fact": FACT,
    "An item of `wants`": WANT,
}

DECISION_PARTS = {
    "The file": DECISION,
    "An item of `wants`": WANT,
    "`[ratings.ID]`": RATING,
    "An item of `grades`": GRADE,
    "`[basis]`": BASIS,
}


def keys_as_markdown() -> str:
    """The tables of all keys."""
    parts = [
        _table(f"`[{name}]`" if name == "catalog" else f"`[{name}.ID]`", keys)
        for name, keys in TABLES.items()
    ]
    parts += [_table(title, keys) for title, keys in PARTS.items()]
    return "\n".join(parts)


def decision_keys_as_markdown() -> str:
    """The tables of all keys of a file of a decision."""
    return "\n".join(_table(title, keys) for title, keys in DECISION_PARTS.items())


def _table(title: str, fields: dict[str, Field]) -> str:
    rows = [
        f"| `{key}`{' *' if field.required else ''} | {_holds(field)} | {field.help} |"
        for key, field in fields.items()
    ]
    return "\n".join(
        [f"### {title}", "", "| key | holds | what it means |", "|---|---|---|", *rows, ""]
    )


def _holds(field: Field) -> str:
    match field.kind:
        case "texts":
            return "list of kinds" if field.words else "list of texts"
        case "link":
            return "https address"
        case "flag":
            return "`true` or `false`"
            return "address"
        case "word":
            return " · ".join(f"`{word}`" for word in field.words)
        case "ref":
            return f"id of one of the {field.refers}"
        case "refs" if field.between[1]:
            least, most = field.between
            return f"list of {least} to {most} ids of {field.refers}"
        case "refs":
            return f"one or several ids of {field.refers}"
        case "labels":
            return "list of texts, or ids with labels or tables"
        case "columns":
            return "column = type, or a table"
        case "entries":
            return "list of texts or tables" if field.bare else "list of tables"
        case "facts":
            return "attribute = fact"
        case "value":
            return "what the type allows"
        case "base":
            return "`builtin`, or the path of a file"
        case "query":
            return "text in the query language"
        case "terms":
            return "list of terms"
        case "text_or_texts":
            return "a text or a list of texts"
        case "wants":
            return "attribute = importance, or a table"
        case "ratings":
            return "id = rating"
        case "grades":
            return "technology = points, or a table"
        case "points":
            return "a number from 0 to 4"
        case "basis":
            return "a table"
        case "values":
            return "technology and attribute = value"
        case _:
            return field.kind


def kinds_as_markdown() -> str:
    """The table of all kinds of problems."""
    rows = []
    for kinds, severity in ((ERRORS, "error"), (ADVICE, "warning")):
        for kind, meaning in kinds.items():
            told = "the catalog does not open" if kind in REFUSING else severity
            rows.append(f"| `{kind}` | {told} | {meaning} |")
    return "\n".join(["| kind | | what it means |", "|---|---|---|", *rows, ""])


def refreshed(page: str, keys: str) -> str:
    """A page with its keys, and its kinds of problems, brought up to date."""
    page = _replaced(page, BEGIN, END, keys)
    if BEGIN_KINDS in page:
        page = _replaced(page, BEGIN_KINDS, END_KINDS, kinds_as_markdown())
    return page


def _replaced(page: str, begin: str, end: str, text: str) -> str:
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n\n{text}\n{end}{after}"


PAGES = {PAGE: keys_as_markdown, DECISION_PAGE: decision_keys_as_markdown}
"""The pages that list keys, and what makes the lists."""

if __name__ == "__main__":
    for file, text in SCHEMAS.items():
        file.write_text(text(), "utf-8")
    for page, keys in PAGES.items():
        page.write_text(refreshed(page.read_text("utf-8"), keys()), "utf-8")
