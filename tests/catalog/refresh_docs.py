"""What the docs say about the format, made from the program. Run it after a change of the format.

python -m tests.catalog.refresh_docs
"""

from __future__ import annotations

from pathlib import Path

from techtui.catalog.format.fields import FACT, POINT, RELATION, RESOURCE, TABLES, USAGE, Field
from techtui.catalog.format.schema import schema_text

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "catalog-format.md"
SCHEMA = DOCS / "catalog.schema.json"
BEGIN = "<!-- the keys: made by tests/catalog/refresh_docs.py -->"
END = "<!-- end of the keys -->"

PARTS = {
    "A point: an item of `strengths`, `weaknesses`, `best_for`, `avoid_when`, `corrections`": POINT,
    "An item of `used_by`": USAGE,
    "An item of `relations`": RELATION,
    "An item of `learn`": RESOURCE,
    "A fact": FACT,
}


def keys_as_markdown() -> str:
    """The tables of all keys."""
    parts = [
        _table(f"`[{name}]`" if name == "catalog" else f"`[{name}.ID]`", keys)
        for name, keys in TABLES.items()
    ]
    parts += [_table(title, keys) for title, keys in PARTS.items()]
    return "\n".join(parts)


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
            return "list of texts"
        case "link":
            return "https address"
        case "flag":
            return "`true` or `false`"
        case "word":
            return " · ".join(f"`{word}`" for word in field.words)
        case "ref":
            return f"id of one of the {field.refers}"
        case "refs":
            return f"one or several ids of {field.refers}"
        case "labels":
            return "list of texts, or ids with labels"
        case "entries":
            return "list of texts or tables" if field.bare else "list of tables"
        case "facts":
            return "attribute = fact"
        case "value":
            return "what the type allows"
        case _:
            return field.kind


def refreshed(page: str) -> str:
    """The page with its keys brought up to date."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{keys_as_markdown()}\n{END}{after}"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), "utf-8")
    PAGE.write_text(refreshed(PAGE.read_text("utf-8")), "utf-8")
