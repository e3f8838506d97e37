"""Where each operating system keeps a program's files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["cache", "config", "data", "state"]

_USUAL: Final[dict[Kind, str]] = {
    "cache": ".cache",
    "config": ".config",
    "data": ".local/share",
    "state": ".local/state",
}


def own_folder(kind: Kind) -> Path:
    """Return the program's folder for its cache, settings, data or state; it need not exist."""
    # platformdirs gives the same answer, but takes 5 ms to import, a twentieth of `techtui show`.
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        base = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
        home = os.environ.get("HOME", "")
        if not base and home.startswith("/"):
            base = f"{home}/{_USUAL[kind]}"
        if base.startswith("/"):
            return Path(base, "techtui")
    from platformdirs import PlatformDirs

    path: Path = getattr(PlatformDirs("techtui", appauthor=False), f"user_{kind}_path")
    return path
