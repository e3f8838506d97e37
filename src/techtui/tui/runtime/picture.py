"""The picture on a terminal, so that only changes are written.

Textual writes everything that may have changed, often several times. With 120 x 36 cells, in KB: a launch takes 12 instead of 91,
a step in the tree 3 instead of 20, a letter in the search field 6 instead of 40, a mark 0.1 instead of 6. Over a line of 1
Mbit/s, on a busy machine, a step is complete after 97 to 128 ms instead of 229 to 271. The cost is 1 to 2 ms of processor time if
the whole screen changes.
"""

from __future__ import annotations

import re
from typing import Final

from techtui.tui.runtime.pen import turn, turn_for_blanks
from techtui.tui.runtime.screen_row import ScreenRow

_TOKEN: Final = re.compile(
    r"""
    (?:\x1b\[(?P<style>[\d;:]*)m)? (?P<text>[^\x00-\x1f\x7f-\x9f]+) (?P<reset>\x1b\[0?m)?
    | \x1b\[(?P<y>\d+);(?P<x>\d+)H
    | (?P<line>\n)
    | \x1b\[(?P<alone>[\d;:]*)m
    | \x1b\[\?2026(?P<sync>[hl])
    | (?P<other>
        \x1b\[\?(?!(?:47|1047|1049)[hl])\d+[hl]    # Modes of the terminal, but for its other screen.
        | \x1b\[\?\d+\$p | \x1b\[[<>=]\d*u          # Questions about modes; modes of the keyboard.
        | \x1b\](?!8;)[^\x07\x1b]*(?:\x07|\x1b\\)    # Title, clipboard, pointer; not links.
        | \x07
    )
    | (?P<unknown>[\s\S]+)
    """,
    re.VERBOSE,
)


class Picture:
    """Takes what an app writes to a terminal, and returns the shortest output with the same picture.

    Sequences it does not understand are passed on unchanged; after that it assumes nothing about the picture.
    """

    def __init__(self) -> None:
        self.size = (0, 0)
        """Columns and rows."""
        self._rows: list[ScreenRow] = []
        self._style = ""
        self._place: tuple[int, int] | None = None
        self._shown_place: tuple[int, int] | None = None
        self._at_once = False
        self._before: list[str] = []

    def resize(self, columns: int, rows: int) -> None:
        """Start with a screen of this size and unknown content."""
        self.size = (columns, rows)
        self._rows = [ScreenRow(columns) for _ in range(rows)]
        self._place = self._shown_place = None

    def forget(self) -> None:
        """Forget what is on the terminal, but keep what should be there."""
        for row in self._rows:
            row.forget()
        self._shown_place = None

    def take(self, text: str) -> None:
        """Take output of the app."""
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup
            if kind in ("text", "reset"):
                if (codes := token["style"]) is not None:
                    self._turn(codes)
                if not self._put(token["text"]):
                    self._give_up(text[token.start("text") :])
                    return
                if kind == "reset":
                    self._style = ""
            elif kind == "x":
                self._place = max(0, int(token["y"]) - 1), max(0, int(token["x"]) - 1)
            elif kind == "line" and self._place and self._place[0] + 1 < len(self._rows):
                self._place = self._place[0] + 1, 0
            elif kind == "alone":
                self._turn(token["alone"])
            elif kind == "sync":
                self._at_once = True
            elif kind == "other":
                self._before += [self._painted(), token["other"]]
            else:
                self._give_up(text[token.start() :])
                return

    def _give_up(self, text: str) -> None:
        """Pass on output that is not understood, and forget what is on the screen."""
        place = "" if self._place is None else _move(*self._place)
        self._before += [self._painted(), place, turn("", self._style), text]
        for codes in re.findall(r"\x1b\[([\d;:]*)m", text):
            self._turn(codes)
        self._before.append(turn(self._style, ""))
        self.resize(*self.size)

    def changes(self) -> str:
        """Return what to write; from then on it counts as written."""
        text = "".join([*self._before, self._painted()])
        self._before.clear()
        return text

    def _put(self, text: str) -> bool:
        """Put text at the cursor; return whether the cursor's position is known."""
        if self._place is None or self._place[0] >= len(self._rows):
            return False
        y, x = self._place
        self._place = y, self._rows[y].put(x, text, self._style)
        return True

    def _turn(self, codes: str) -> None:
        if codes in ("", "0"):
            self._style = ""
        else:
            self._style = f"{self._style};{codes}" if self._style else codes

    def _painted(self) -> str:
        parts: list[str] = []
        style = ""
        for y, row in enumerate(self._rows):
            end = -1
            for piece in row.changes():
                if piece.x != end:
                    parts.append(_move(y, piece.x))
                if piece.text.isspace():
                    codes, style = turn_for_blanks(style, piece.style)
                else:
                    codes, style = turn(style, piece.style), piece.style
                parts += (codes, piece.text)
                end = piece.end
        if self._place is not None and (parts or self._place != self._shown_place):
            parts += (turn(style, ""), _move(*self._place))
            self._shown_place = self._place
        text = "".join(parts)
        return f"\x1b[?2026h{text}\x1b[?2026l" if text and self._at_once else text


def _move(y: int, x: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"
