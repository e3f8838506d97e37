"""A dialog that finds one thing by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from techtui.tui.choices.matcher import Choice, Finder
from techtui.tui.dialogs.base import Dialog
from techtui.tui.dialogs.options import OptionRows

_NAMES: Final = 0.35
"""The share of the screen's width that names may take where something is said beside them."""
_LEAST_NAME, _MOST_NAME = 24, 44
_AROUND: Final = 8
"""The lines of the screen that are not for the list: around the box, its frame, the field, and the key bar."""


class _Offer(Option):
    """A choice in the list.

    Args:
        row: How it is shown.
        choice: What it stands for.
    """

    def __init__(self, row: Content, choice: Choice) -> None:
        super().__init__(row)
        self.choice = choice


class Picker(Dialog[str | None]):
    """Asks for one of many things; answers with its id, or None if it is closed.

    Args:
        question: What is asked for.
        find: What to offer for what was typed, best first; is also asked with an empty text.
        hint: Stands in the empty field.
        preview: Called with the id under the cursor, whenever that moves.
        narrowed: Called with the ids of what was taken so far, and says how to find more; None where the last of them must be the only one.
            With it, several things can be taken, see `taken`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "take_and_go_on", show=False),
    ]
    DEFAULT_CSS = """
    Picker {
        /* The field stays where it is while the list grows and shrinks. */
        align: center top;
        .dialog { margin-top: 2; max-height: 100%; }
        & > .muted { color: $muted; }
        Input { height: 1; padding: 0; margin: 0 0 1 0; background: $surface; &, &:focus { border: none; } }
        OptionList { text-wrap: nowrap; text-overflow: ellipsis; height: auto; padding: 0; background: $surface; &, &:focus { border: none; } }
        .nothing { color: $muted; }
    }
    """
    HELP = "Type a few letters, choose with the arrows, take it with enter."

    def __init__(
        self,
        question: str,
        find: Finder,
        hint: str = "Type to find",
        preview: Callable[[str], object] | None = None,
        narrowed: Callable[[Sequence[str]], Finder | None] | None = None,
    ) -> None:
        super().__init__()
        self._preview = preview
        self._question = question
        self._find = find
        self._hint = hint
        self._narrowed = narrowed
        self.taken: tuple[str, ...] = ()
        """The ids of what was taken before the answer."""
        self._found: Sequence[Choice] = ()
        self._offered: str | None = None
        self._has_current = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._question)
            more = " · tab take, then more" if self._narrowed is not None else ""
            dialog.border_subtitle = Content(f"⏎ take{more} · esc close")
            yield Input(placeholder=Content(self._hint).plain)
            yield OptionRows(markup=False)
            yield Static("No matches", classes="nothing", markup=False)

    def on_mount(self) -> None:
        self._fit()
        self._offer("")

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        self.query_one(OptionList).styles.max_height = max(3, self.app.size.height - _AROUND)

    def _offer(self, text: str) -> None:
        if text == self._offered:
            return
        self._offered = text
        self._found = self._find(text)
        if not text:
            self._has_current = any(choice.current for choice in self._found)
        options = self.query_one(OptionList)
        options.clear_options()
        muted = self.get_component_rich_style("muted", partial=True)
        longest = max((cell_len(choice.name) for choice in self._found[:100]), default=0)
        width = min(longest, max(_LEAST_NAME, int(self.app.size.width * _NAMES)), _MOST_NAME)
        current = [at for at, choice in enumerate(self._found[:100]) if choice.current]
        for at, choice in enumerate(self._found[:100]):
            sign = ("✓ " if at in current else "  ") if self._has_current else ""
            name = sign + choice.name + " " * (width - cell_len(choice.name))
            row = Text(name, no_wrap=True, overflow="ellipsis")
            if choice.aside:
                row.append(f"  {choice.aside}", muted)
            options.add_option(_Offer(Content.from_rich_text(row), choice))
        if self._found:
            options.highlighted = current[0] if current and not text else 0
        options.display = bool(self._found)
        self.query_one(".nothing").display = not self._found

    COMPONENT_CLASSES: ClassVar[set[str]] = {"muted"}

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        # Enter can overtake the news of the last letter.
        self._offer(event.value)
        highlighted = self.query_one(OptionList).highlighted
        if self._found and highlighted is not None:
            self.dismiss(self._found[highlighted].id)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        # One that is closed already had its answer.
        if self._preview is not None and isinstance(event.option, _Offer) and not self.is_over:
            self._preview(event.option.choice.id)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        # Other choices may be offered by now.
        if isinstance(event.option, _Offer):
            self.dismiss(event.option.choice.id)

    def action_take_and_go_on(self) -> None:
        """Take what the cursor is on, and ask for more; where there can be but one, go on to the list or back to the field."""
        if self._narrowed is None:
            self.focus_next()
            return
        field, options = self.query_one(Input), self.query_one(OptionList)
        self._offer(field.value)
        if not self._found or options.highlighted is None:
            return
        choice = self._found[options.highlighted]
        find = self._narrowed((*self.taken, choice.id))
        if find is None:
            self.dismiss(choice.id)
            return
        self.taken = (*self.taken, choice.id)
        title = self.query_one(".dialog").border_title
        self.query_one(".dialog").border_title = Content(f"{title} · {choice.name}")
        self._find = find
        field.value = ""
        self._offered = None
        self._offer("")

    def action_move(self, by: int) -> None:
        """Move among what is offered without leaving the text field."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()
