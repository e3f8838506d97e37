"""What a person says of a source besides where it is."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person says of a source.

    Args:
        title: What the catalog is called; empty for what the source says.
        id: The column of a CSV file that holds the ids.
        name: The column of the names.
        category: The column of the categories.
        types: Column -> type of attribute.
    """

    title: str = ""
    id: str = ""
    name: str = ""
    category: str = ""
    types: dict[str, str] = field(default_factory=dict)


NONE = ImportOptions()
"""Nothing is said."""
