"""Finds this machine's web browser, and starts it without waiting for it."""

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
"""Browsers that run in the terminal."""
_ON_DESKTOP: Final = (
    *("xdg-open", "x-www-browser", "sensible-browser", "gnome-open"),
    *("firefox", "chromium", "chromium-browser", "google-chrome", "epiphany", "konqueror"),
)
_PATIENCE: Final = 2.0
"""Seconds in which a browser that fails to show the page exits; a browser that still runs after that has succeeded."""


class Browser(NamedTuple):
    """A program that shows web pages."""

    command: tuple[str, ...]
    """The program and its arguments; ``%s`` stands for the address, which otherwise comes last."""
    in_terminal: bool = False
    """Whether it runs in the terminal."""

    def opening(self, url: str) -> list[str]:
        """Return the command that opens a page."""
        program, *arguments = self.command
        if any("%s" in one for one in arguments):
            return [program, *(one.replace("%s", url) for one in arguments)]
        return [program, *arguments, url]


def find_browser(environment: Mapping[str, str], platform: str = sys.platform) -> Browser | None:
    """Return the browser that the user prefers, or else the first one available.

    Args:
        environment: The environment variables: ``BROWSER`` names commands, separated as in ``PATH``.
        platform: As in `sys.platform`.

    Returns:
        The browser, or None if no browser can show anything.
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
        # Python's own webbrowser module takes an ampersand at the end for “in the background”, which is what happens here anyway.
        if words and words[-1] == "&":
            words.pop()
        if words:
            yield words


def _usual(environment: Mapping[str, str], platform: str) -> Iterator[list[str]]:
    if platform == "darwin":
        yield ["open"]
    elif platform == "win32":
        # Not `start`: it is a shell built-in, and the shell would interpret special characters in the address.
        yield ["rundll32", "url.dll,FileProtocolHandler"]
    else:
        if environment.get("WSL_DISTRO_NAME"):
            yield ["wslview"]
        if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
            yield from ([one] for one in _ON_DESKTOP)
        yield from ([one] for one in IN_TERMINAL)


def show_on_desktop(browser: Browser, url: str) -> bool:
    """Start a browser that opens its own window; it gets neither the terminal nor the signals of this program.

    Args:
        browser: The browser.
        url: The page to show.

    Returns:
        Whether it started and did not fail soon after.
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
        # It keeps running in the foreground, which is fine.
        return True


def show_in_terminal(browser: Browser, url: str) -> bool:
    """Run a browser in the terminal until the user quits it.

    Args:
        browser: The browser.
        url: The page to show.

    Returns:
        Whether it ran and exited with 0.
    """
    try:
        return subprocess.run(browser.opening(url), check=False).returncode == 0
    except OSError:
        return False
