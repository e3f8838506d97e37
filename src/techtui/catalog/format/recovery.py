"""Recovers from TOML syntax errors: says in plain words what is wrong, and saves as much of the document as possible.

The TOML reader stops at the first error. Here the line of the error is removed and the rest is read again, so that a check
reports later errors, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import tomli

_MOST_SLIPS: Final = 20
_LOST: Final = "\x00lost"
"""Stands for a table whose header can't be read; this key is impossible in TOML."""
_DAY: Final = re.compile(r"\d{4}-")
_HUGE: Final = re.compile(r"[+-]?[0-9][0-9_]{4000,}")

_PLAIN: Final[tuple[tuple[str, str, str], ...]] = (
    ("Invalid statement", "this is neither key = value nor a [table]", "write key = value"),
    (
        "Expected newline or end of document after a statement",
        "there is something after the value",
        'put each key on a line of its own; quotes inside a text are written \\"',
    ),
    ("Expected '=' after a key", "there is no = after the key", "write key = value"),
    (
        "Invalid initial character for a key part",
        "a key can't begin like this",
        'use letters, digits, - and _, or "quotes"',
    ),
    (
        "Expected ']' at the end of a table declaration",
        "the ] after the name of the table is missing",
        "write [table.id]",
    ),
    (
        "Expected ']]' at the end of an array declaration",
        "the ]] after the name of the table is missing",
        "write [[table]]",
    ),
    ("Cannot overwrite a value", "this key already has a value", "keep one of the two lines"),
    ("Duplicate inline table key", "this key is there twice", "keep one of the two"),
    ("Cannot declare", "this table is there twice", "put both parts below one [header]"),
    (
        "Cannot redefine namespace",
        "this table is written in two ways",
        "put all of it below one [header]",
    ),
    (
        "Cannot mutate immutable namespace",
        "this adds to something that is already complete",
        "put all of it in one place",
    ),
    ("Unclosed array", "the list has no end", "write , between items and ] at the end"),
    (
        "Unclosed inline table",
        "the table in { } has no end",
        "write , between keys and } at the end",
    ),
    (
        "Unescaped '\\' in a string",
        "a single \\ does not stand for itself",
        "write \\\\, or use 'single quotes'",
    ),
    (
        "Invalid hex value",
        "\\x, \\u and \\U want a number of 2, 4 and 8 hexadecimal digits",
        "write \\\\ for a \\",
    ),
    (
        "Escaped character is not a Unicode scalar value",
        "there is no such character",
        "write the character itself",
    ),
    (
        "Unterminated string",
        "a text has no closing quotes",
        "look for the opening quotes that have no end",
    ),
    (
        "Illegal character '\\n'",
        "a text has no closing quotes on its line",
        'write "…", or """…""" over several lines',
    ),
    (
        "Illegal character '\\r'",
        "a text has no closing quotes on its line",
        'write "…", or """…""" over several lines',
    ),
    (
        "Invalid date or datetime",
        "there is no such day or time",
        "write year-month-day: 2026-11-23",
    ),
    ("Invalid value", "this is not a value", 'write text in "quotes", numbers bare, true or false'),
    ("Expected", "something is missing here", "compare with a line that works"),
)


@dataclass(frozen=True, slots=True)
class Slip:
    """A place where a text is not TOML.

    Args:
        line: The line, from 1.
        column: The column, from 1.
        message: What is wrong.
        hint: What to write instead.
    """

    line: int
    column: int
    message: str
    hint: str


def mend(text: str, error: Exception) -> tuple[str, dict[str, Any], list[Slip]]:
    """Remove from ``text`` what is not TOML.

    Args:
        text: The text.
        error: The error of the TOML reader.

    Returns:
        The remaining text with the same line numbers; its document, empty if nothing could be saved; and everything that was
        wrong, in line order.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    slips: list[Slip] = []
    while True:
        slip = _slip("\n".join(lines), error)
        if slips and slip.line <= slips[-1].line + 1:
            # Removing a line made it worse, as at the beginning of a list: further errors are noise.
            return "", {}, slips
        slips.append(slip)
        if (
            len(slips) == _MOST_SLIPS
            or not 0 < slip.line <= len(lines)
            or isinstance(error, RecursionError)
        ):
            return "", {}, slips
        lost = lines[slip.line - 1].lstrip().startswith("[")
        lines[slip.line - 1] = f'["\\u0000lost".{slip.line}]' if lost else ""
        mended = "\n".join(lines)
        try:
            document = tomli.loads(mended)
        except (ValueError, RecursionError) as next_error:
            error = next_error
        else:
            document.pop(_LOST, None)
            return mended, document, slips


def _slip(text: str, error: Exception) -> Slip:
    if isinstance(error, RecursionError):
        return Slip(1, 1, "the file is nested too deeply", "no catalog needs more than six levels")
    if not isinstance(error, tomli.TOMLDecodeError):
        # The reader passes on Python's error for integers with thousands of digits.
        huge = _HUGE.search(text)
        start = huge.start() if huge else 0
        line = text.count("\n", 0, start) + 1
        return Slip(
            line,
            start - text.rfind("\n", 0, start),
            "the number does not fit in 64 bits",
            "use a larger unit",
        )
    message, hint = error.msg[:1].lower() + error.msg[1:200], ""
    for start_of_message, plain, what_to_write in _PLAIN:
        if error.msg.startswith(start_of_message):
            message, hint = plain, what_to_write
            break
    if error.msg.startswith(("Illegal character", "Found invalid character")) and not hint:
        message, hint = (
            "there is a control character here",
            "delete it, or write it as \\u0000 with its number",
        )
    rows = text.split("\n")
    line = error.lineno
    # The reader skips the escaped character, even at the end of the text.
    column = min(error.colno, len(rows[line - 1]) + 1)
    rest = rows[line - 1][column - 1 :]
    if error.msg == "Invalid value":
        hint = _value_hint(rest)
    elif (
        _DAY.match(rows[line - 1][:column].rpartition("=")[2].strip())
        and "after the value" in message
    ):
        message, hint = "there is no such day or time", "write year-month-day: 2026-11-23"
    if "already" in message or "twice" in message:
        # The reader's position is after the statement; its key is at the beginning of the line.
        column = 1
    return Slip(line, column, message, hint)


def _value_hint(rest: str) -> str:
    word = re.split(r"[\s,\]}#]", rest, maxsplit=1)[0]
    if not word:
        return 'write text in "quotes", numbers bare, true or false'
    if word[0] in "“”„«‘’`":
        return 'use straight quotes: "…"'
    if word.lower() in ("yes", "on", "true"):
        return "write true"
    if word.lower() in ("no", "off", "false"):
        return "write false"
    if word.lower() in ("null", "none", "nil"):
        return "leave the key out"
    if word[0].isdigit():
        return 'write numbers with a point and without unit: 3.5; anything else in "quotes"'
    return f'write text in quotes: "{word[:40]}"'
