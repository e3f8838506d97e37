"""Where a shelf lives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from techtui.own_folders import own_folder

FILE_NAME: Final = "shelf.sqlite3"


def shelf_path() -> Path:
    """Return the path of the shelf file, which need not exist.

    The environment variable ``TECHTUI_DATA`` names its directory; without it, it is the user's data directory
    as the system defines it.
    """
    directory = os.environ.get("TECHTUI_DATA")
    if directory:
        return Path(directory).expanduser() / FILE_NAME
    return own_folder("data") / FILE_NAME
