"""The help: what a screen is for, the keys in force there, and the signs it uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from techtui.pages.document import Block, Heading, Item, Pair, Paragraph, Span, line_of, pairs
from techtui.tui.commands import Command
from techtui.tui.dialogs.base import Dialog
from techtui.tui.page.view import PageView

Signs: TypeAlias = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Headings, each with signs and their meanings."""


class HelpPage(PageView):
    """Commands in their groups, and signs.

    Args:
        purpose: What the screen is for.
        commands: The commands, each with its keys as shown.
        signs: The signs the screen uses.
    """

    def __init__(self, purpose: str, commands: list[tuple[Command, str]], signs: Signs) -> None:
        super().__init__()
        self._purpose = purpose
        self._commands = commands
        self._signs = signs
        self._with_ids = False

    def toggle_ids(self) -> None:
        """Show or hide the ids of the commands, as used in config files."""
        self._with_ids = not self._with_ids
        self.rewrite(keep_place=True)

    def blocks(self) -> Iterator[Block]:
        yield Paragraph(line_of(self._purpose))
        groups: dict[str, list[Pair]] = {}
        for command, keys in self._commands:
            # “Swap the columns” needs no “Swap” before it.
            rest = command.help.removeprefix(f"{command.title} ")
            gap = "  " if rest == command.help else " "
            line = [Span(command.title, "strong"), Span(f"{gap}{rest}")]
            if self._with_ids:
                id_ = "can't be moved" if command.fixed else command.id
                line.append(Span(id_, "aside"))
            groups.setdefault(command.group, []).append((Span(keys, "accent"), Item(tuple(line))))
        for group, rows in groups.items():
            yield Heading(group)
            yield from pairs(rows)
        for heading, signs in self._signs:
            yield Heading(heading)
            yield from pairs(
                (Span(sign, "accent"), Item(line_of(meaning))) for sign, meaning in signs
            )
        if self._with_ids:
            yield Paragraph(
                line_of(
                    "The config file moves keys by these ids; techtui config init writes one.",
                    "muted",
                )
            )
        yield Paragraph(
            line_of(
                "The mouse works too: click a row, a link or a key at the bottom; double-click a row to open it.",
                "muted",
            )
        )


class HelpScreen(Dialog[None]):
    """Shows the help.

    Args:
        purpose: What the screen is for.
        commands: The commands, each with its keys as shown.
        signs: The signs the screen uses, see `techtui.tui.dialogs.signs`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "close", "Close"),
        Binding("i", "ids", "Ids"),
    ]

    def __init__(self, purpose: str, commands: list[tuple[Command, str]], signs: Signs) -> None:
        super().__init__()
        self._purpose = purpose
        self._commands = commands
        self._signs = signs

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large") as dialog:
            dialog.border_title = Content("Help")
            dialog.border_subtitle = Content("↑↓ scroll · i ids for the config file · esc close")
            yield HelpPage(self._purpose, self._commands, self._signs)

    def action_ids(self) -> None:
        """Show or hide the ids of the commands."""
        self.query_one(HelpPage).toggle_ids()
