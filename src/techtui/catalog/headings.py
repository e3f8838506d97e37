"""The headings of the texts of technologies."""

from __future__ import annotations

from typing import Final

TEXTS: Final = {
    "strengths": "Strengths",
    "weaknesses": "Weaknesses",
    "best_for": "Good for",
    "avoid_when": "Avoid when",
    "learn": "Learn",
}
"""The texts of technologies to compare besides their facts: field -> heading."""

WHAT_IT_IS: Final = "What it is"
"""The heading of what identifies a technology, in a line or a few sentences."""

CORRECTIONS: Final = "Good to know"
"""The heading of corrections of common beliefs."""
