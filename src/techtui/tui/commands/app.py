"""Commands that work everywhere."""

from __future__ import annotations

from typing import Final

from techtui.tui.commands.command import Command

COMMANDS: Final = (
    Command(
        id="app.help",
        keys="question_mark,f1",
        title="Help",
        help="Show the keys of this screen.",
        group="Program",
        rank=1,
        sign="?",
    ),
    Command(
        id="app.command_palette",
        keys="ctrl+p,f2",
        title="Commands",
        help="Find a command, a technology, a category or a concept by name.",
        group="Program",
        rank=9,
        sign="^p",
        priority=True,
        listed=False,
    ),
    Command(
        id="app.changes",
        keys="W",
        title="What's new",
        help="See what changed, was released or ends within a year, by date.",
        group="Read",
        rank=10,
    ),
    Command(
        id="app.problems",
        keys="exclamation_mark",
        title="Problems",
        help="List the problems of the catalog, each with file and line.",
        group="Program",
        sign="!",
    ),
    Command(
        id="app.change_theme",
        keys="T",
        title="Theme",
        help="Choose dark, light and other colours.",
        group="Program",
    ),
    Command(
        id="app.undo",
        keys="U",
        title="Undo",
        help="Bring back the marks or the note you dropped last.",
        group="Keep",
        rank=10,
    ),
    Command(
        id="app.suspend_process",
        keys="ctrl+z",
        title="Suspend",
        help="Go back to the shell; fg comes back here.",
        group="Program",
        sign="^z",
        listed=False,
    ),
    Command(
        id="app.paint_again",
        keys="ctrl+l",
        title="Paint again",
        help="Paint the whole screen again, when something else has written on it.",
        group="Program",
        sign="^l",
        priority=True,
        listed=False,
    ),
    Command(
        id="app.quit",
        keys="q",
        title="Quit",
        help="Leave techtui.",
        group="Program",
        rank=9,
        sign="q",
    ),
    Command(
        id="app.leave",
        keys="ctrl+q",
        title="Quit anywhere",
        help="Leave techtui from anywhere, dialogs too; an open note is saved first.",
        group="Program",
        sign="^q",
        priority=True,
        listed=False,
    ),
    Command(
        id="app.interrupt",
        keys="ctrl+c",
        title="Copy or leave",
        help="Copy the selected text; otherwise say how to leave, and leave when pressed twice.",
        group="Program",
        sign="^c",
        priority=True,
        listed=False,
    ),
)
"""In the order in which help lists them."""
