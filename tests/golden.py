"""Golden files: what was looked at once, and must not change unnoticed."""

from __future__ import annotations

import os
from pathlib import Path


def check(file: Path, text: str) -> None:
    """Compare a text with a golden file; ``UPDATE_GOLDEN=1`` writes the file instead.

    Args:
        file: The golden file.
        text: What there is now.
    """
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    assert file.exists(), f"{file} is missing; UPDATE_GOLDEN=1 writes it, then read it"
    assert text == file.read_bytes().decode(), f"{file} differs; if meant, UPDATE_GOLDEN=1"
