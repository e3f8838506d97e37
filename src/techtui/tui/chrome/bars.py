"""The two lines that frame a screen: title bar and key bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from techtui.tui.chrome.ink import ink_of
from techtui.tui.chrome.lines import Grounded, cut, strip_of
from techtui.tui.commands import Command, for_key_bar, keys_in_force
from techtui.tui.focus_keys import FOCUS_KEYS, Focus

if TYPE_CHECKING:
    from textual.screen import Screen

NOT_SAVED: Final = "not saved"
"""Shown in the title bar while something is only in memory."""
_LEAST_HEADING: Final = 12
"""Cells that the heading keeps before the text on the right is dropped."""
_HOVER: Final = Style(reverse=True)


class _Bar(Grounded):
    """A mixin for widgets that are one line of text."""

    ALLOW_SELECT = False

    def render_line(self, y: int) -> Strip:
        """Return the line; Textual's own way would lay it out as a page first."""
        return strip_of(self.render(), self.app.console, self.size.width, self.rich_style)

    def render(self) -> Text:
        """Return the line."""
        raise NotImplementedError


class TitleBar(_Bar, Widget):
    """The title of the screen, and on the right a few words about what it shows."""

    DEFAULT_CSS = """
    TitleBar {
        dock: top;
        height: 1;
        padding: 0 1;
        color: $foreground;
        background: $panel;
    }
    """

    heading: reactive[str] = reactive("")
    """What the screen shows."""
    aside: reactive[str] = reactive("")
    """The text at the right end."""
    unsaved: reactive[bool] = reactive(False)
    """Whether something would be lost if the program ended now."""

    def __init__(self, program: str = "techtui") -> None:
        super().__init__()
        self._program = program

    def render(self) -> Text:
        width = self.size.width
        start = self._program + " · "
        warning = NOT_SAVED if self.unsaved else ""
        aside = self.aside
        if warning and aside:
            # If there is no room for both, the warning wins.
            fits = cell_len(start + warning + aside) + _LEAST_HEADING <= width
            aside = f" · {aside}" if fits else ""
        room = max(0, width - cell_len(start + warning + aside) - 2)
        ink = ink_of(self.app)
        text = Text(no_wrap=True, overflow="crop", end="")
        text.append(self._program, ink.heading)
        text.append(" · ", ink.muted)
        text.append(cut(self.heading, room))
        text.append(" " * max(1, width - text.cell_len - cell_len(warning + aside)))
        text.append(warning, ink.bad)
        text.append(aside, ink.muted)
        return text


class KeyBar(_Bar, Widget):
    """The most useful keys of a screen, as many as fit; a click does what the key does.

    Textual's own footer has a widget for each key and is cut off where the screen ends; this line drops the least important keys
    instead. It follows the focus: if the focused widget has a ``KEY_FOCUS``, a key of `FOCUS_KEYS`, its own keys are shown and
    hide the screen's commands on the same keys. In a text field, where other keys type letters, only its own keys are shown.

    Args:
        scopes: The scopes whose commands to show, in this order.
    """

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        padding: 0 1;
        color: $muted;
        background: $panel;
    }
    """

    hovered: reactive[str] = reactive("")
    urgent: reactive[tuple[str, ...]] = reactive(())
    """Ids of commands that matter just now, such as undo; they are dropped last."""

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        self._commands = for_key_bar(scopes)

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._refresh_keys)

    def _refresh_keys(self, _: Screen[object]) -> None:
        # Below a dialog the screen does not change, and painting it repaints the dialog.
        if self.screen is self.app.screen:
            self.refresh()

    def _in_force(self) -> list[Command]:
        """Return the commands that work where the focus is."""
        focused = self.screen.focused
        focus: Focus | None = getattr(focused, "KEY_FOCUS", None)
        own = FOCUS_KEYS[focus] if focus is not None else ()
        if isinstance(focused, Input):
            return [*own, *(one for one in self._commands if one.priority)]
        taken = {key for one in own for key in one.keys.split(",")}
        return [*own, *(one for one in self._commands if taken.isdisjoint(one.keys.split(",")))]

    def _rank(self, command: Command) -> int:
        return 0 if command.id in self.urgent else command.rank

    def _shown(self) -> list[tuple[Command, str]]:
        keys = keys_in_force(self.screen)
        shown = [
            (command, keys[command.id][0] if command.id in keys else command.sign)
            for command in self._in_force()
            # All its keys were given to other commands.
            if command.fixed or command.id in keys
        ]
        room = self.size.width
        while (
            shown
            and sum(cell_len(sign) + len(command.title) + 3 for command, sign in shown) - 2 > room
        ):
            # Of equal rank, the later command is dropped first.
            shown.remove(max(reversed(shown), key=lambda pair: self._rank(pair[0])))
        return shown

    def render(self) -> Text:
        key_style = ink_of(self.app).heading
        text = Text(no_wrap=True, overflow="crop", end="")
        for command, sign in self._shown():
            if text.plain:
                text.append("  ")
            meta = Style(meta={"command": command.id})
            lit = _HOVER if command.id == self.hovered else Style.null()
            text.append(sign, key_style + meta + lit)
            text.append(f" {command.title.lower()}", meta + lit)
        return text

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.hovered = event.style.meta.get("command", "")
        found = [command.help for command in self._in_force() if command.id == self.hovered]
        self.tooltip = Text(found[0]) if found else None

    def on_leave(self) -> None:
        self.hovered = ""

    async def on_click(self, event: events.Click) -> None:
        command_id = event.style.meta.get("command")
        for command in self._in_force():
            if command.id == command_id:
                event.stop()
                if command.fixed:
                    self.app.simulate_key(command.keys.split(",")[0])
                    return
                namespace = "app." if command.scope == "app" else "screen."
                await self.run_action(namespace + command.action)
