"""A dialog that finds one of many things by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from techtui.tui.choices.matcher import Choice, Finder
from techtui.tui.chrome.lines import cut
from techtui.tui.dialogs.base import Dialog
from techtui.tui.dialogs.offer_row import OfferRow
from techtui.tui.dialogs.options import OptionRows

_WIDTH: Final = 84
"""The cells of the box, frame included, if the screen has room."""
_BESIDE_ROWS: Final = 6
"""The cells of the box that are not for rows: frame, padding, and the scrollbar of the list."""
_LEAST_NAME, _MOST_NAME = 24, 44
"""The limits of the width of the name column, if the text beside names needs the rest."""
_SHORT_ASIDE: Final = 8
"""Text beside a name up to this width, such as a count, is always shown."""
_AROUND: Final = 8
"""The lines of the screen that are not for the list: space around the box, its frame, the field, and the key bar."""


class _Offer(Option):
    """An option of the list.

    Args:
        row: Its text.
        choice: The choice it stands for.
    """

    def __init__(self, row: OfferRow, choice: Choice) -> None:
        super().__init__(row)
        self.choice = choice


class Picker(Dialog[str | None]):
    """Asks for one of many things; answers with its id, or None if closed.

    Args:
        question: The title.
        find: Returns the choices for what was typed, best first; also called with an empty text.
        hint: The placeholder of the field.
        preview: Called with the id under the cursor whenever it moves.
        narrowed: Called with the ids taken so far; returns a finder for more, or None if the last id must be the only one. With
            it, several things can be taken, see `taken`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "take_and_go_on", show=False),
    ]
    DEFAULT_CSS = """
    Picker {
        /* The field stays where it is, whatever the height. */
        align: center top;
        .dialog { margin-top: 2; max-height: 100%; }
        & > .muted { color: $muted; }
        Input { height: 1; padding: 0; margin: 0 0 1 0; background: $surface; &, &:focus { border: none; } }
        OptionList { text-wrap: nowrap; text-overflow: ellipsis; padding: 0; background: $surface; &, &:focus { border: none; } }
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
        """The ids taken before the answer."""
        self._found: Sequence[Choice] = ()
        self._offered: str | None = None
        self._has_current = False
        self._most = 0
        self._names = 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._question)
            more = " · tab choose, then more" if self._narrowed is not None else ""
            dialog.border_subtitle = Content(f"⏎ choose{more} · esc close")
            yield Input(placeholder=Content(self._hint).plain)
            yield OptionRows(markup=False)
            yield Static("No matches", classes="nothing", markup=False)

    def on_mount(self) -> None:
        self._offer("")
        self._most = len(self._found)
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Set the height to that of the list at first; it stays so while typing."""
        rows = max(3, min(self._most, self.app.size.height - _AROUND))
        self.query_one(".nothing").styles.height = rows
        self.query_one(OptionRows).fit(rows)

    def _offer(self, text: str) -> None:
        if text == self._offered:
            return
        self._offered = text
        self._found = self._find(text)
        if not text:
            self._has_current = any(choice.current for choice in self._found)
        options = self.query_one(OptionList)
        options.clear_options()
        shown = self._found[:100]
        # The name column keeps its width while typing.
        self._names = max(self._names, self._column(shown))
        current = [at for at, choice in enumerate(shown) if choice.current]
        options.add_options(
            _Offer(self._row(choice, at in current), choice) for at, choice in enumerate(shown)
        )
        if self._found:
            options.highlighted = current[0] if current and not text else 0
        options.display = bool(self._found)
        self.query_one(".nothing").display = not self._found

    @property
    def _room(self) -> int:
        signs = 2 if self._has_current else 0
        return min(_WIDTH, int(self.app.size.width * 0.96)) - _BESIDE_ROWS - signs

    def _column(self, shown: Sequence[Choice]) -> int:
        """Return the cells of the name column."""
        longest = max((cell_len(choice.name) for choice in shown), default=0)
        aside = max((cell_len(choice.aside) for choice in shown), default=0)
        most = max(_LEAST_NAME, min(_MOST_NAME, self._room // 2), self._room - aside - 2)
        return min(longest, most)

    def _row(self, choice: Choice, current: bool) -> OfferRow:
        sign = ("✓ " if current else "  ") if self._has_current else ""
        name = choice.name
        if 0 < cell_len(choice.aside) <= _SHORT_ASIDE:
            # A count says more than the end of a long name.
            name = cut(name, self._names)
        fits = cell_len(name) <= self._names
        name += " " * (self._names - cell_len(name))
        # A name longer than the column would misalign the text beside it.
        aside = f"  {choice.aside}" if choice.aside and fits else ""
        muted = self.get_component_rich_style("muted", partial=True)
        return OfferRow(sign + name, aside, muted)

    COMPONENT_CLASSES: ClassVar[set[str]] = {"muted"}

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        # Enter may arrive before the change of the last letter is handled.
        self._offer(event.value)
        highlighted = self.query_one(OptionList).highlighted
        if self._found and highlighted is not None:
            self.dismiss(self._found[highlighted].id)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        # A closed picker has given its answer.
        if self._preview is not None and isinstance(event.option, _Offer) and not self.is_over:
            self._preview(event.option.choice.id)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        # The list may offer other choices by now.
        if isinstance(event.option, _Offer):
            self.dismiss(event.option.choice.id)

    def action_take_and_go_on(self) -> None:
        """Take the choice under the cursor and ask for more; if only one can be taken, move between field and list."""
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
        """Move the cursor of the list without leaving the field."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()
