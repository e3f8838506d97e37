"""The clipboard of the system, for terminals that do not hand text on to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

PATIENCE = 3.0
"""Seconds after which a program that does not answer is given up; a display far away may never do so."""


def clipboard_command(
    environment: Mapping[str, str], platform: str = sys.platform
) -> list[str] | None:
    """The program that fills the clipboard of this system.

    Args:
        environment: The environment variables: they say which display there is.
        platform: As in `sys.platform`.

    Returns:
        The program with its arguments, or None if there is none.
    """
    if platform == "darwin":
        known = [["pbcopy"]]
    elif platform == "win32":
        known = [["clip.exe"]]
    else:
        known = []
        if environment.get("WAYLAND_DISPLAY"):
            known.append(["wl-copy"])
        if environment.get("DISPLAY"):
            known += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
        # Linux inside Windows reaches the clipboard of Windows.
        known.append(["clip.exe"])
    path = environment.get("PATH")
    return next((command for command in known if shutil.which(command[0], path=path)), None)


def fill_clipboard(text: str) -> bool:
    """Put text into the clipboard of the system, if it has a program for that. Takes its time and never fails.

    Args:
        text: What to put there.

    Returns:
        Whether a program took it.
    """
    command = clipboard_command(os.environ)
    if command is None:
        return False
    data = text.encode("utf-16" if command[0] == "clip.exe" else "utf-8")
    # pbcopy takes the bytes for what the locale says.
    environment = {**os.environ, "LC_CTYPE": "UTF-8"} if command[0] == "pbcopy" else None
    try:
        # No output is read: xclip and wl-copy stay in the background, and would hold it open.
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=PATIENCE,
            start_new_session=True,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
