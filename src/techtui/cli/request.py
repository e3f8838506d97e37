"""The request of a command line, before it is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

COMPLETION: Final = "_TECHTUI_COMPLETE"
"""The environment variable that a shell sets to ask for completions."""


class Launch(NamedTuple):
    """A request to open the explorer.

    Args:
        names: What to open.
        paths: The catalog files.
        fresh: Whether to ignore the saved state.
    """

    names: tuple[str, ...]
    paths: tuple[Path, ...]
    fresh: bool
