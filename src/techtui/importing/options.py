"""What the user says about a source."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says about a source.

    Args:
        title: The title of the catalog; empty for that of the source.
        id: The column of a CSV file with ids.
        name: The column with names.
        category: The column with categories.
        types: Column -> type of its attribute.
    """

    title: str = ""
    id: str = ""
    name: str = ""
    category: str = ""
    types: dict[str, str] = field(default_factory=dict)


NONE = ImportOptions()
"""No options."""
