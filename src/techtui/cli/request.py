"""What was asked for on the command line, before anybody looks at it."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

COMPLETION: Final = "_TECHTUI_COMPLETE"
"""The variable with which a shell asks what a word could become."""


class Launch(NamedTuple):
    """A wish for the explorer.

    Args:
        names: What to open.
        paths: The catalog files.
        fresh: Whether to forget where it was left.
    """

    names: tuple[str, ...]
    paths: tuple[Path, ...]
    fresh: bool
