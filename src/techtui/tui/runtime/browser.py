"""Finds the web browser of this machine and starts it without waiting for it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final, NamedTuple

IN_TERMINAL: Final = ("www-browser", "links", "elinks", "lynx", "w3m", "links2", "browsh")
"""Browsers that need the terminal for themselves."""
_ON_DESKTOP: Final = (
    *("xdg-open", "x-www-browser", "sensible-browser", "gnome-open"),
    *("firefox", "chromium", "chromium-browser", "google-chrome", "epiphany", "konqueror"),
)
_PATIENCE: Final = 2.0
"""Seconds in which a browser that can't show the page says so; one that shows it may run as long as it likes."""


class Browser(NamedTuple):
    """A program that shows web pages."""

    command: tuple[str, ...]
    """The program and its arguments; ``%s`` stands for the address, which else comes last."""
    in_terminal: bool = False
    """Whether it needs the terminal for itself."""

    def opening(self, url: str) -> list[str]:
        """The command that shows a page."""
        program, *arguments = self.command
        if any("%s" in one for one in arguments):
            return [program, *(one.replace("%s", url) for one in arguments)]
        return [program, *arguments, url]


def find_browser(environment: Mapping[str, str], platform: str = sys.platform) -> Browser | None:
    """The browser a person wants, or else the first one there is.

    Args:
        environment: The environment variables: ``BROWSER`` names commands, parted as in ``PATH``.
        platform: As in `sys.platform`.

    Returns:
        The browser, or None if there is none that could show anything.
    """
    path = environment.get("PATH")
    for command in (*_wanted(environment), *_usual(environment, platform)):
        if (program := shutil.which(command[0], path=path)) is not None:
            name = PurePath(command[0]).name
            return Browser((program, *command[1:]), name in IN_TERMINAL)
    return None


def _wanted(environment: Mapping[str, str]) -> Iterator[list[str]]:
    for one in environment.get("BROWSER", "").split(os.pathsep):
        try:
            words = shlex.split(one, posix=os.name == "posix")
        except ValueError:
            continue
        # Python's own webbrowser takes an ampersand at the end for “in the background”, which is meant anyway.
        if words and words[-1] == "&":
            words.pop()
        if words:
            yield words


def _usual(environment: Mapping[str, str], platform: str) -> Iterator[list[str]]:
    if platform == "darwin":
        yield ["open"]
    elif platform == "win32":
        # Not start: it is a word of the shell, which would read signs in the address.
        yield ["rundll32", "url.dll,FileProtocolHandler"]
    else:
        if environment.get("WSL_DISTRO_NAME"):
            yield ["wslview"]
        if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
            yield from ([one] for one in _ON_DESKTOP)
        yield from ([one] for one in IN_TERMINAL)


def show_on_desktop(browser: Browser, url: str) -> bool:
    """Start a browser that has a window of its own; it gets neither the terminal nor the signals of this program.

    Args:
        browser: Which one.
        url: What to show.

    Returns:
        Whether it started and did not say soon after that it failed.
    """
    try:
        process = subprocess.Popen(
            browser.opening(url),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        # It stays in the foreground, which is its own affair.
        return True


def show_in_terminal(browser: Browser, url: str) -> bool:
    """Run a browser in the terminal, until the person leaves it.

    Args:
        browser: Which one.
        url: What to show.

    Returns:
        Whether it ran and ended well.
    """
    try:
        return subprocess.run(browser.opening(url), check=False).returncode == 0
    except OSError:
        return False
