"""The system's clipboard, for terminals that do not pass text on to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

PATIENCE = 3.0
"""Seconds after which a program that does not answer is abandoned, such as one whose display is far away."""


def clipboard_command(
    environment: Mapping[str, str], platform: str = sys.platform
) -> list[str] | None:
    """Return the program that fills the clipboard of this system.

    Args:
        environment: The environment variables, which say which display there is.
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
        # Linux inside Windows uses the clipboard of Windows.
        known.append(["clip.exe"])
    path = environment.get("PATH")
    return next((command for command in known if shutil.which(command[0], path=path)), None)


def fill_clipboard(text: str) -> bool:
    """Copy text to the system's clipboard, if a program for that exists. May take a while; never raises.

    Args:
        text: The text to copy.

    Returns:
        Whether a program took the text.
    """
    command = clipboard_command(os.environ)
    if command is None:
        return False
    data = text.encode("utf-16" if command[0] == "clip.exe" else "utf-8")
    # pbcopy interprets the bytes according to the locale.
    environment = {**os.environ, "LC_CTYPE": "UTF-8"} if command[0] == "pbcopy" else None
    try:
        # Output is not captured: xclip and wl-copy stay in the background, and would hold the pipe open.
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
