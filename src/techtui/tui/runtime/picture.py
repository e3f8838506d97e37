"""The picture on a terminal, so that only what changes of it is written.

Textual writes all of what may have changed. A terminal far away is the slower for it, and one nearby has more to read.
"""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len

from techtui.tui.runtime.pen import turn
from techtui.tui.runtime.row import Piece, Row

_TOKEN: Final = re.compile(
    r"""
    \x1b\[(?P<style>[\d;:]*)m
    | (?P<text>[^\x00-\x1f\x7f-\x9f]+)
    | \x1b\[(?P<place>\d+;\d+)H
    | (?P<line>\n)
    | \x1b\[\?2026(?P<sync>[hl])
    | (?P<other>
        \x1b\[\?(?!47[hl]|1047[hl]|1049[hl])\d+[hl]  # Modes of the terminal, but for its other screen.
        | \x1b\[\?\d+\$p | \x1b\[[<>=]\d*u           # Questions about modes; modes of the keyboard.
        | \x1b\](?!8;)[^\x07\x1b]*(?:\x07|\x1b\\)    # The title, the clipboard, the pointer; not links.
        | \x07
    )
    | (?P<unknown>[\s\S]+)
    """,
    re.VERBOSE,
)


class Picture:
    """Takes what an app writes to a terminal, and gives what must be written for the same picture.

    What it does not understand it hands on as it is, and then knows nothing of the picture any more.
    """

    def __init__(self) -> None:
        self.size = (0, 0)
        """Columns and rows."""
        self._rows: list[Row] = []
        self._style = ""
        self._place: tuple[int, int] | None = None
        self._shown_place: tuple[int, int] | None = None
        self._at_once = False
        self._before: list[str] = []

    def resize(self, columns: int, rows: int) -> None:
        """Begin with a screen of some size of which nothing is known."""
        self.size = (columns, rows)
        self._rows = [Row(columns) for _ in range(rows)]
        self._place = self._shown_place = None

    def forget(self) -> None:
        """Know no longer what stands on the terminal, but still what is to stand there."""
        for row in self._rows:
            row.forget()
        self._shown_place = None

    def take(self, text: str) -> None:
        """Take what the app writes."""
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup
            value = token[kind] if kind else ""
            if kind == "text" and self._put(value):
                continue
            if kind == "style":
                self._style = self._styled(value)
            elif kind == "place":
                row, column = map(int, value.split(";"))
                self._place = max(0, row - 1), max(0, column - 1)
            elif kind == "line" and self._place and self._place[0] + 1 < len(self._rows):
                self._place = self._place[0] + 1, 0
            elif kind == "sync":
                self._at_once = True
            elif kind == "other":
                self._before += [self._painted(), value]
            else:
                self._before += [self._painted(), turn("", self._style), text[token.start() :]]
                self.resize(*self.size)
                return

    def changes(self) -> str:
        """What to write now; from then on it counts as written."""
        text = "".join([*self._before, self._painted()])
        self._before.clear()
        return text

    def _put(self, text: str) -> bool:
        """Whether it is known where the text goes."""
        if self._place is None or self._place[0] >= len(self._rows):
            return False
        row, column = self._place
        self._rows[row].put(Piece(column, text, self._style))
        self._place = row, column + cell_len(text)
        return True

    def _styled(self, codes: str) -> str:
        if codes in ("", "0"):
            return ""
        return f"{self._style};{codes}" if self._style else codes

    def _painted(self) -> str:
        parts: list[str] = []
        style = ""
        for y, row in enumerate(self._rows):
            end = -1
            for piece in row.changes():
                if piece.x != end:
                    parts.append(f"\x1b[{y + 1};{piece.x + 1}H")
                parts += (turn(style, piece.style), piece.text)
                style = piece.style
                end = piece.end
        parts.append(turn(style, ""))
        if self._place is not None and (parts != [""] or self._place != self._shown_place):
            parts.append("\x1b[{};{}H".format(*(at + 1 for at in self._place)))
            self._shown_place = self._place
        text = "".join(parts)
        return f"\x1b[?2026h{text}\x1b[?2026l" if text and self._at_once else text
