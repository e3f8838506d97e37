"""Apps that cost a test less, and show the same.

A terminal is painted at most sixty times a second, so that a key shows one or two frames. Under a pilot a screen is painted whenever it could
be, three times a key, for nobody: that was a third of what the journeys took. And each app reads the same style sheets again.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from unittest import mock

from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from textual.app import App
    from textual.css.model import RuleSet
    from textual.screen import Screen

_paint: Final = Compositor.render_update
_read: Final = Stylesheet._parse_rules
_rules: Final[dict[Hashable, list[RuleSet]]] = {}


@contextmanager
def thrifty() -> Iterator[None]:
    """Have apps paint when `paint` is called only, and read each style sheet once for all apps of the process."""
    with (
        mock.patch.object(Compositor, "render_update", _put_off),
        mock.patch.object(Stylesheet, "_parse_rules", _read_once),
    ):
        yield


def paint(app: App[object]) -> None:
    """Paint what was put off."""
    if app.screen_stack and (compositor := app.screen._compositor)._dirty_regions:
        _paint(compositor, screen_stack=app._background_screens)


def _put_off(
    self: Compositor,
    full: bool = False,
    screen_stack: list[Screen[object]] | None = None,
    simplify: bool = False,
) -> None:
    """Keep in mind what is to be painted."""
    if full:
        self._dirty_regions.add(self.size.region)


def _read_once(self: Stylesheet, css: str, *where: Hashable, **kind: Hashable) -> list[RuleSet]:
    """The rules that another app has read, if they are the same in the same colours."""
    key = (css, where, *kind.items(), frozenset(self._variables.items()))
    if key not in _rules:
        _rules[key] = _read(self, css, *where, **kind)  # type: ignore[arg-type]
    return _rules[key]
