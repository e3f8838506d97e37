"""Every command, declared once. Key bindings, key bar, help, palette and docs derive from here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct
from textual.binding import Binding

Scope = Literal["app", "browse", "compare", "decide", "table", "changes", "learning", "visit"]

PLACES: Final[dict[str, str]] = {
    "browse": "in the catalog",
    "compare": "in a comparison",
    "table": "in a table",
    "decide": "in a decision",
    "learning": "on the learning screen",
    "changes": "on the screen of what is new",
    "app": "everywhere",
    "visit": "everywhere in a browser",
}
"""Where one is, by the scope of the commands there."""


class Command(Struct, frozen=True):
    """Something a person can ask for.

    Args:
        id: What a keymap calls it; the part after the dot is the action.
        keys: The keys, the one to show first.
        title: A verb or two.
        help: One sentence on what happens.
        group: The heading in the help.
        rank: Its place in the key bar, where 1 stays longest on a narrow screen; 0 keeps it out.
        sign: How the keys are shown; empty for Textual's own way.
        priority: Whether the keys win over a focused text field.
        listed: Whether the palette offers it; not for what needs a place, such as moving a cursor.
        fixed: Whether its keys are those of a widget, and can't be moved.
    """

    id: str
    keys: str
    title: str
    help: str
    group: str
    rank: int = 0
    sign: str = ""
    priority: bool = False
    listed: bool = True
    fixed: bool = False

    @property
    def scope(self) -> str:
        """Where it is available: everywhere (``app``), everywhere in a browser (``visit``) or on the screen of this name."""
        return self.id.partition(".")[0]

    @property
    def action(self) -> str:
        """The name of the Textual action that does it."""
        return self.id.partition(".")[2]


COMMANDS: Final = (
    # Browse
    Command(
        "browse.move",
        "up,down",
        "Move",
        "Move through the catalog; j and k do the same.",
        "Move",
        2,
        "↑↓",
        listed=False,
        fixed=True,
    ),
    Command(
        "browse.back_or_close",
        "left,h",
        "Close branch",
        "Close the branch, or go to the one above.",
        "Move",
        sign="← h",
        listed=False,
    ),
    Command(
        "browse.open_or_enter",
        "right,l,enter",
        "Open",
        "Open the branch, or read the technology in the detail pane.",
        "Move",
        3,
        "⏎",
        listed=False,
    ),
    Command(
        "browse.search",
        "slash",
        "Search",
        "Find by name, alias or any word, as you type.",
        "Find",
        3,
        "/",
    ),
    Command(
        "browse.filter",
        "f",
        "Filter",
        "Choose an attribute and a value; filters add up, and stand in the search line.",
        "Find",
        4,
    ),
    Command("browse.clear_filters", "F", "Clear filters", "Take all filters off.", "Find"),
    Command(
        "browse.sort",
        "s",
        "Sort",
        "Choose the order of the tree; the value stands beside each name.",
        "Find",
        6,
    ),
    Command(
        "browse.wider",
        "greater_than_sign",
        "Wider tree",
        "Give the tree more room.",
        "Program",
        sign=">",
    ),
    Command(
        "browse.narrower",
        "less_than_sign",
        "Narrower tree",
        "Give the detail pane more room.",
        "Program",
        sign="<",
    ),
    Command(
        "browse.mark",
        "space",
        "Mark",
        "Mark the technology for comparing; up to four.",
        "Compare",
        4,
        "space",
    ),
    Command(
        "browse.compare",
        "c",
        "Compare",
        "Set the marked technologies side by side; asks for what is missing.",
        "Compare",
        5,
    ),
    Command(
        "browse.decide",
        "D",
        "Decide",
        "Rank what is marked, what was found, or the category by what counts for you.",
        "Compare",
        6,
    ),
    Command("browse.unmark_all", "u", "Unmark all", "Take all marks off.", "Compare"),
    Command(
        "browse.open_website",
        "o",
        "Open website",
        "Open the website of the technology in your browser.",
        "Read",
        8,
    ),
    Command(
        "browse.chart", "t", "Trend", "See the figures of the technology over the years.", "Read"
    ),
    Command(
        "browse.copy",
        "y",
        "Copy page",
        "Copy the page as Markdown, ready to paste into a document.",
        "Read",
    ),
    Command(
        "browse.export",
        "e",
        "Export",
        "Write or copy the page, what was found, a category or the shortlist, in any format.",
        "Read",
        10,
    ),
    Command(
        "browse.explain", "i", "Explain", "Look up a concept or what an attribute means.", "Read", 6
    ),
    Command(
        "browse.back",
        "left_square_bracket,alt+left",
        "Back",
        "Go back to what you looked at before.",
        "Move",
        sign="[",
    ),
    Command(
        "browse.forward",
        "right_square_bracket,alt+right",
        "Forward",
        "Go forward again.",
        "Move",
        sign="]",
    ),
    Command(
        "browse.other_pane",
        "tab",
        "Other pane",
        "Go from the tree to the detail pane; there, tab steps through its links.",
        "Move",
        sign="tab",
        listed=False,
        fixed=True,
    ),
    Command(
        "browse.section",
        "1,2,3,4,5,6,7,8,9,0",
        "Section",
        "Jump to the section of the detail pane that shows the number.",
        "Read",
        sign="1-9",
        listed=False,
        fixed=True,
    ),
    Command(
        "browse.escape",
        "escape",
        "Leave",
        "Leave the search or the detail pane.",
        "Move",
        sign="esc",
        listed=False,
    ),
    Command(
        "browse.status",
        "m",
        "My status",
        "Set the next learning status: want to learn, learning, know, not for me, none.",
        "Keep",
        8,
    ),
    Command(
        "browse.shortlist",
        "asterisk",
        "Shortlist",
        "Put the technology on your shortlist, or take it off.",
        "Keep",
        sign="*",
    ),
    Command(
        "browse.note",
        "n",
        "Note",
        "Write a note on the technology; it is saved when you close it.",
        "Keep",
        9,
    ),
    Command(
        "browse.only_shortlist",
        "S",
        "Only shortlist",
        "Show only what is on your shortlist, or everything again.",
        "Keep",
    ),
    Command(
        "browse.hide_unwanted",
        "H",
        "Hide not for me",
        "Hide what you marked “not for me” and what the catalog discourages, or show it again.",
        "Keep",
    ),
    Command(
        "browse.learning",
        "L",
        "Learning",
        "See how far you are, and what to learn next.",
        "Keep",
        9,
    ),
    Command(
        "browse.table",
        "v",
        "Table",
        "See the technologies of the category, or what was found, as rows of a table.",
        "Find",
        8,
    ),
    # Compare
    Command(
        "compare.move",
        "up,down",
        "Move",
        "Move from row to row; j and k do the same.",
        "Move",
        9,
        "↑↓",
        listed=False,
        fixed=True,
    ),
    Command(
        "compare.columns",
        "left,right,h,l",
        "Columns",
        "Move from column to column; < > and del work on the one that is underlined.",
        "Move",
        sign="←→",
        listed=False,
        fixed=True,
    ),
    Command(
        "compare.explain",
        "enter,i",
        "Explain row",
        "Read the full values, their sources, and what the attribute means.",
        "Read",
        3,
        "⏎",
    ),
    Command(
        "compare.chart", "t", "Trend", "See the figures over the years in one chart.", "Read", 4
    ),
    Command(
        "compare.show",
        "d",
        "Differences",
        "Show all rows, only the differences, or only what is known for all.",
        "Compare",
        2,
    ),
    Command(
        "compare.filter",
        "slash",
        "Filter",
        "Show only rows that say what you type; esc shows all again.",
        "Compare",
        6,
        "/",
    ),
    Command(
        "compare.swap",
        "x",
        "Swap",
        "Swap the columns; with more than two, the first moves to the end.",
        "Compare",
        8,
    ),
    Command(
        "compare.move_left",
        "shift+left,less_than_sign",
        "Column left",
        "Move the underlined column one place to the left.",
        "Compare",
        sign="<",
    ),
    Command(
        "compare.move_right",
        "shift+right,greater_than_sign",
        "Column right",
        "Move the underlined column one place to the right.",
        "Compare",
        sign=">",
    ),
    Command("compare.add", "a", "Add", "Add a technology, up to four.", "Compare", 7),
    Command(
        "compare.remove",
        "delete,minus",
        "Remove",
        "Take the underlined column away.",
        "Compare",
        sign="del",
    ),
    Command(
        "compare.copy",
        "y",
        "Copy",
        "Copy the comparison as Markdown, ready to paste into a document.",
        "Compare",
        5,
    ),
    Command(
        "compare.export",
        "e",
        "Export",
        "Write the comparison to a file: Markdown, HTML, CSV, JSON, or a picture.",
        "Compare",
        7,
    ),
    Command(
        "compare.keep",
        "K",
        "Keep",
        "Keep the comparison under a name; the command palette opens it again.",
        "Keep",
    ),
    Command(
        "compare.note", "n", "Note", "Write a note on the comparison; it is kept with it.", "Keep"
    ),
    Command(
        "compare.close",
        "escape,c",
        "Back",
        "Return to the catalog, to the row you came from.",
        "Move",
        1,
        "esc",
    ),
    # Decide
    Command(
        "decide.move",
        "up,down",
        "Move",
        "Move from row to row; j and k do the same.",
        "Move",
        9,
        "↑↓",
        listed=False,
        fixed=True,
    ),
    Command(
        "decide.other_pane",
        "tab",
        "Other pane",
        "Go from what counts to the ranking, or back.",
        "Move",
        2,
        "tab",
        listed=False,
    ),
    Command(
        "decide.more",
        "plus,right",
        "More",
        "Let what the cursor is on count more: nice, useful, important, decisive.",
        "Weigh",
        2,
        "+",
    ),
    Command(
        "decide.less",
        "minus,left",
        "Less",
        "Let what the cursor is on count less.",
        "Weigh",
        2,
        "-",
    ),
    Command(
        "decide.add",
        "a",
        "Add",
        "Add what counts; what tells the candidates apart best is offered first.",
        "Weigh",
        3,
    ),
    Command(
        "decide.must",
        "m",
        "Must",
        "Say what must be; who fails it is out. The same again takes it off.",
        "Weigh",
        3,
    ),
    Command(
        "decide.good",
        "g",
        "What is good",
        "Say what of that which the cursor is on is good: an end, a target, wanted values.",
        "Weigh",
    ),
    Command(
        "decide.drop",
        "x,delete",
        "Take off",
        "Take off what the cursor is on: a must, something that counts, or a candidate.",
        "Weigh",
        6,
    ),
    Command(
        "decide.candidate",
        "A",
        "Add candidate",
        "Add a technology to decide between, up to forty.",
        "Weigh",
    ),
    Command(
        "decide.template",
        "t",
        "Template",
        "Begin with what usually counts in such a decision.",
        "Weigh",
        7,
    ),
    Command("decide.question", "r", "Question", "Say what is decided in other words.", "Weigh"),
    Command("decide.undo", "u", "Undo", "Take the last change back.", "Weigh", 8),
    Command(
        "decide.explain",
        "enter,i",
        "Explain",
        "Read why a candidate stands there, or the values and sources of what counts.",
        "Read",
        4,
        "⏎",
    ),
    Command(
        "decide.turning",
        "w",
        "What turns it",
        "Show what would make another the first, and how stable the choice is.",
        "Read",
        4,
    ),
    Command("decide.compare", "c", "Compare", "Set the first four side by side.", "Read", 7),
    Command(
        "decide.keep",
        "s",
        "Keep",
        "Keep the decision under a name; the command palette opens it again.",
        "Keep",
        5,
    ),
    Command(
        "decide.export",
        "e",
        "Export",
        "Write the decision to a file: a record in Markdown or HTML, JSON, or TOML.",
        "Keep",
        6,
    ),
    Command(
        "decide.copy",
        "y",
        "Copy",
        "Copy the decision record as Markdown, ready to paste into a document.",
        "Keep",
        8,
    ),
    Command("decide.close", "escape,D", "Back", "Return to where you came from.", "Move", 1, "esc"),
    # Table
    Command(
        "table.move",
        "up,down",
        "Move",
        "Move from row to row; j and k do the same.",
        "Move",
        9,
        "↑↓",
        listed=False,
        fixed=True,
    ),
    Command(
        "table.columns",
        "left,right,h,l",
        "Columns",
        "Move from column to column; further ones come into sight.",
        "Move",
        3,
        "←→",
        listed=False,
        fixed=True,
    ),
    Command("table.open", "enter", "Open", "Read the technology in the catalog.", "Move", 3, "⏎"),
    Command(
        "table.search",
        "slash",
        "Search",
        "Find by name, alias or any word, as you type.",
        "Find",
        4,
        "/",
    ),
    Command(
        "table.filter",
        "f",
        "Filter",
        "Choose an attribute and a value; filters add up, and stand in the search line.",
        "Find",
        4,
    ),
    Command("table.clear_filters", "F", "Clear filters", "Take all filters off.", "Find"),
    Command(
        "table.sort",
        "s",
        "Sort",
        "Sort by the underlined column; again turns the order, then gives that of the catalog.",
        "Find",
        2,
    ),
    Command(
        "table.wider",
        "backspace",
        "Category above",
        "Show the technologies of the category above; of the topmost, all.",
        "Find",
        8,
        "⌫",
    ),
    Command(
        "table.only_shortlist",
        "S",
        "Only shortlist",
        "Show only what is on your shortlist, or everything again.",
        "Find",
    ),
    Command(
        "table.add", "a", "Add column", "Choose a further column from all attributes.", "Columns", 6
    ),
    Command(
        "table.remove",
        "delete,minus",
        "Remove column",
        "Take the underlined column away.",
        "Columns",
        sign="del",
    ),
    Command(
        "table.move_left",
        "shift+left,less_than_sign",
        "Column left",
        "Move the underlined column one place to the left.",
        "Columns",
        sign="<",
    ),
    Command(
        "table.move_right",
        "shift+right,greater_than_sign",
        "Column right",
        "Move the underlined column one place to the right.",
        "Columns",
        sign=">",
    ),
    Command(
        "table.explain",
        "i",
        "Explain",
        "Read what the underlined column means, and the source of the value.",
        "Columns",
    ),
    Command(
        "table.mark",
        "space",
        "Mark",
        "Mark the technology for comparing; up to four.",
        "Compare",
        5,
        "space",
    ),
    Command(
        "table.compare",
        "c",
        "Compare",
        "Set the marked technologies side by side; asks for what is missing.",
        "Compare",
        5,
    ),
    Command("table.unmark_all", "u", "Unmark all", "Take all marks off.", "Compare"),
    Command(
        "table.shortlist",
        "asterisk",
        "Shortlist",
        "Put the technology on your shortlist, or take it off.",
        "Keep",
        sign="*",
    ),
    Command(
        "table.copy",
        "y",
        "Copy",
        "Copy the table as Markdown, ready to paste into a document.",
        "Keep",
        8,
    ),
    Command(
        "table.export",
        "e",
        "Export",
        "Write the table to a file: CSV, Markdown, HTML or JSON.",
        "Keep",
        7,
    ),
    Command(
        "table.escape",
        "escape",
        "Back",
        "Take the filters off, or return to the catalog.",
        "Move",
        1,
        "esc",
    ),
    Command("table.close", "v", "Catalog", "Return to the catalog, filters or not.", "Move"),
    # Learning
    Command("learning.close", "escape,L", "Back", "Return to the catalog.", "Move", 1, "esc"),
    Command(
        "learning.more",
        "plus",
        "Higher goal",
        "Aim to know one more of each list.",
        "Learn",
        2,
        "+",
    ),
    Command(
        "learning.less",
        "minus",
        "Lower goal",
        "Aim to know one less of each list.",
        "Learn",
        3,
        "-",
    ),
    # What is new
    Command("changes.close", "escape", "Back", "Return to where you came from.", "Move", 1, "esc"),
    Command(
        "changes.pick",
        "1,2,3,4,5,6,7,8,9",
        "Kind",
        "Show one kind of what is new; 1 shows everything.",
        "Find",
        2,
        "1-9",
        listed=False,
        fixed=True,
    ),
    Command(
        "changes.filter", "f", "All kinds", "Choose among all kinds of what is new.", "Find", 3
    ),
    Command(
        "changes.scope",
        "s",
        "Whose",
        "Show what is new in the catalog, in the category you come from, or on your shortlist.",
        "Find",
        4,
    ),
    # Everywhere
    Command(
        "app.help", "question_mark,f1", "Help", "Show the keys of this screen.", "Program", 1, "?"
    ),
    Command(
        "app.command_palette",
        "ctrl+p,f2",
        "Commands",
        "Find a command, a technology, a category or a concept by name.",
        "Program",
        9,
        "^p",
        True,
        listed=False,
    ),
    Command(
        "app.changes",
        "W",
        "What's new",
        "See what changed, came out or ends within a year, by date.",
        "Read",
        10,
    ),
    Command(
        "app.problems",
        "exclamation_mark",
        "Problems",
        "List what of the catalog could not be understood, with file and line.",
        "Program",
        sign="!",
    ),
    Command("app.change_theme", "T", "Theme", "Choose dark, light and other colours.", "Program"),
    Command(
        "app.undo",
        "U",
        "Undo",
        "Bring back the marks or the note that you dropped last.",
        "Keep",
        10,
    ),
    Command(
        "app.suspend_process",
        "ctrl+z",
        "Suspend",
        "Go back to the shell; fg comes back here.",
        "Program",
        sign="^z",
        listed=False,
    ),
    Command("app.quit", "q", "Quit", "Leave techtui.", "Program", 9, "q"),
    Command(
        "app.leave",
        "ctrl+q",
        "Quit anywhere",
        "Leave techtui from everywhere, out of dialogs too; an open note is saved first.",
        "Program",
        sign="^q",
        priority=True,
        listed=False,
    ),
    Command(
        "app.interrupt",
        "ctrl+c",
        "Copy or leave",
        "Copy what is selected; else say how to leave, and leave when pressed twice.",
        "Program",
        sign="^c",
        priority=True,
        listed=False,
    ),
    # In the browser
    Command(
        "visit.copy_link",
        "Y",
        "Copy link",
        "Copy the address of what you see; it opens there for everybody who reaches the server.",
        "Read",
    ),
)
"""All commands, in the order in which help lists them."""


def of(*scopes: str) -> list[Command]:
    """The commands of some scopes."""
    return [command for command in COMMANDS if command.scope in scopes]


def bindings(scope: Scope) -> list[Binding]:
    """The bindings of a screen, or of the app."""
    return [
        Binding(
            command.keys,
            command.action,
            command.title,
            show=command.rank > 0,
            key_display=command.sign or None,
            tooltip=command.help,
            id=command.id,
            priority=command.priority,
        )
        for command in of(scope)
        if not command.fixed
    ]


def for_key_bar(scopes: Iterable[str]) -> list[Command]:
    """What a key bar shows, in the order of the declarations."""
    return [command for command in of(*scopes) if command.rank]
