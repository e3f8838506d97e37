"""How many examples Hypothesis tries: a fifth while one works; all of them with ``TECHTUI_TEST_EXAMPLES=all``, as CI does."""

from __future__ import annotations

import os


def examples(count: int) -> int:
    """How many of some examples to try in this run."""
    return count if os.environ.get("TECHTUI_TEST_EXAMPLES") == "all" else max(count // 5, 10)
