"""Relations seen from their other end, such as the predecessor of a successor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from techtui.catalog.model import Outline, Relation, Technology

if TYPE_CHECKING:
    from collections.abc import Mapping

BOTH_WAYS: Final = frozenset(
    {
        "alternative_to",
        "compatible_with",
        "related_to",
        "similar_to",
        "used_with",
        "often_used_with",
    }
)
"""The kinds that are the same from both ends."""

INVERSES: Final = {
    "based_on": "basis of",
    "built_on": "basis of",
    "can_run_on": "can run",
    "contains": "part of",
    "depends_on": "needed by",
    "fork_of": "forked as",
    "implements": "implemented by",
    "includes": "part of",
    "owned_by": "owns",
    "part_of": "includes",
    "provided_by": "provides",
    "replaced_by": "replaces",
    "replaces": "replaced by",
    "runs_on": "runs",
    "succeeded_by": "successor of",
    "successor_of": "succeeded by",
    "superseded_by": "supersedes",
    "supersedes": "superseded by",
    "used_by": "uses",
    "uses": "used by",
}
"""Kind -> its name from the other end."""

REPLACED_BY: Final = frozenset({"replaced_by", "succeeded_by", "superseded_by"})
"""The kinds that lead to a recommended replacement."""


def inverse_of(kind: str) -> str:
    """Return the name of a relation from its other end; empty if it has none.

    Args:
        kind: A verb phrase in snake case, as `Relation.kind`.
    """
    return kind.replace("_", " ") if kind in BOTH_WAYS else INVERSES.get(kind, "")


def seen_from_other_ends(
    technologies: Mapping[str, Outline | Technology],
) -> dict[str, list[Relation]]:
    """Return the relations from others to each technology: id -> relations whose `Relation.technology` is the other one.

    Relations that the technology states itself, in any form, are left out.

    Args:
        technologies: Id -> technology.
    """
    found: dict[str, list[Relation]] = {}
    for one in technologies.values():
        for relation in one.relations:
            other = technologies.get(relation.technology)
            if other is None or other is one or _says(other, relation.kind, one.id):
                continue
            found.setdefault(other.id, []).append(Relation(relation.kind, one.id, relation.note))
    return found


def _says(technology: Outline | Technology, kind: str, other: str) -> bool:
    inverse = inverse_of(kind)
    return bool(inverse) and any(
        relation.technology == other and relation.label == inverse
        for relation in technology.relations
    )
