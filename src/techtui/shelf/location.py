"""The location of the shelf."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from techtui.own_folders import own_folder

FILE_NAME: Final = "shelf.sqlite3"


def shelf_path() -> Path:
    """Return the path of the shelf file; it need not exist.

    The environment variable ``TECHTUI_DATA`` sets its folder; by default it is the user's data folder on this system.
    """
    directory = os.environ.get("TECHTUI_DATA")
    if directory:
        return Path(directory).expanduser() / FILE_NAME
    return own_folder("data") / FILE_NAME
