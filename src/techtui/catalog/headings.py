"""What the texts of technologies are called, wherever they stand."""

from __future__ import annotations

from typing import Final

TEXTS: Final = {
    "strengths": "Strengths",
    "weaknesses": "Weaknesses",
    "best_for": "Good for",
    "avoid_when": "Avoid when",
    "learn": "Learn",
}
"""What technologies say of themselves beside their facts and is worth setting side by side: field -> heading."""

WHAT_IT_IS: Final = "What it is"
"""Which thing it is, in a line or a few sentences."""

CORRECTIONS: Final = "Good to know"
"""The heading of corrections of common beliefs."""
