"""Splits terminal input into complete key sequences that are in range; everything else is dropped."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from functools import cache
from typing import Final

from textual import constants, events

from techtui.catalog.sanitize import steady_width

Piece = str | events.Key | events.Paste
"""A character or a complete sequence for a parser, or an event that needs no parsing."""

_ESC: Final = b"\x1b"
_PASTE: Final = b"\x1b[200~"
_PASTE_END: Final = b"\x1b[201~"
_MOST_PASTED: Final = 4 * 1024 * 1024
"""Bytes of a paste that are kept; anything longer was not meant for an explorer."""
_MOST_HELD: Final = 64 * 1024
"""Bytes of an unterminated sequence to wait for."""
_SEQUENCE_DELAY: Final = 0.5
"""Seconds to wait for the rest of a sequence; over ssh it may arrive in two parts."""
_PASTE_DELAY: Final = 2.0
"""Seconds of silence after which an unterminated paste is over."""
_LAST_KEY: Final = 34
"""The highest number of a function key in ``ESC [ number ~``."""

_CSI: Final = rb"\x1b\[(?:\[[A-E]|\d+\$(?!y)|[\x30-\x3f]*[\x20-\x2f]*([\x40-\x7e])?)"
"""A control sequence; it is complete with its final byte. The first two alternatives are keys of the Linux console and of rxvt."""
_STRING: Final = rb"\x1b(?:\][\d;]|P[\d$>+!=|]|_G)[^\x07\x1b]*(\x07|\x1b\\)?"
"""Answers of terminals to queries; none of it is a key."""
_KNOWN: Final = (
    rb"\x1b\[(?:"
    rb"[IOZa-d]|\[[A-E]|1;[5-8][p-y]|\d{1,2}[\^@$]"
    rb"|1?(?:;(?P<modifier>\d+))?[ABCDEFHPQS]"
    rb"|\?\d{1,5};\d\$y"
    rb"|<\d{1,3};\d{1,5};\d{1,5}[Mm]"
    rb"|48(?:;[1-9]\d{0,4}(?::\d*)*){4}t"
    rb"|\d{1,4};\d{1,4}R"
    rb"|(?P<number>\d{1,5})(?:;(?P<with>\d+))?~"
    rb"|(?P<code>\d+)(?:;(?P<held>\d*)(?:;(?P<text>\d+(?::\d+)*))?)?u"
    rb")"
)
"""The control sequences that the explorer understands."""
_NO_KEYS: Final = "[\x80-\x9f\ufdd0-\ufdef\ufffe\uffff]"
_NO_TEXT: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"


@cache
def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    # Imported at the first key: the first frame does not need it.
    return re.compile(pattern)


def _is_character(code: int) -> bool:
    return 0x20 <= code <= 0x10FFFF and not (0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF)


def is_known(sequence: bytes) -> bool:
    """Return whether a complete control sequence is one that the explorer understands, with all numbers in range."""
    match = _compiled(_KNOWN).fullmatch(sequence)
    if match is None:
        return False
    for name in ("modifier", "with", "held"):
        if match[name] and not 1 <= int(match[name][:9]) <= 256:
            return False
    if match["number"]:
        return int(match["number"]) <= _LAST_KEY or match["number"] == b"57427"
    if match["code"]:
        # More than nine digits are out of range in any case.
        code = int(match["code"][:9])
        text = [int(one[:9]) for one in (match["text"] or b"").split(b":") if one]
        return (_is_character(code) or code in (9, 13, 27, 127)) and all(map(_is_character, text))
    return True


class TerminalInput:
    """Splits bytes into pieces that a parser of key sequences understands.

    Bytes that are not UTF-8, malformed, out-of-range or unknown sequences, and unsolicited answers of the terminal are dropped.
    Mouse reports in the old format are converted to the new one.
    """

    def __init__(self) -> None:
        self._held = b""
        self._pasted: bytearray | None = None
        self._decoder = getincrementaldecoder("utf-8")("ignore")

    @property
    def patience(self) -> float | None:
        """Seconds after which to call `give_up` if nothing more arrives; None if nothing is incomplete."""
        if self._pasted is not None:
            return _PASTE_DELAY
        if not self._held:
            return None
        return constants.ESCAPE_DELAY if self._held == _ESC else _SEQUENCE_DELAY

    def feed(self, data: bytes) -> Iterator[Piece]:
        """Split input.

        Args:
            data: Any bytes, beginning and ending anywhere.

        Yields:
            The pieces that are complete.
        """
        data, self._held = self._held + data, b""
        at = 0
        while at < len(data):
            if self._pasted is not None:
                self._pasted += data[at:]
                end = self._pasted.find(_PASTE_END)
                if end < 0:
                    self._shorten_paste()
                    return
                data, at = bytes(self._pasted[end + len(_PASTE_END) :]), 0
                yield self._paste(end)
                continue
            escape = data.find(_ESC, at)
            yield from self._characters(data[at : escape if escape >= 0 else len(data)])
            if escape < 0:
                return
            self._decoder.reset()
            pieces, at = self._sequence(data, escape)
            if at < 0:
                self._held = data[escape:] if len(data) - escape < _MOST_HELD else b""
                return
            yield from pieces

    def give_up(self) -> Iterator[Piece]:
        """Yield what is left if nothing more arrives: a lone ``ESC`` is the key, an open paste ends, the rest is dropped."""
        if self._pasted is not None:
            yield self._paste(len(self._pasted))
        held, self._held = self._held, b""
        if held == _ESC:
            yield events.Key("escape", "\x1b")
        elif len(held) == 2 and held != b"\x1b[" and held[1] < 0x80:
            yield _with_alt(chr(held[1]))

    def _characters(self, data: bytes) -> Iterator[str]:
        yield from re.sub(_NO_KEYS, "", steady_width(self._decoder.decode(data)))

    def _paste(self, end: int) -> events.Paste:
        assert self._pasted is not None
        text = self._pasted[: min(end, _MOST_PASTED)].decode("utf-8", "ignore")
        self._pasted = None
        return events.Paste(re.sub(_NO_TEXT, "", steady_width(text)))

    def _shorten_paste(self) -> None:
        assert self._pasted is not None
        if len(self._pasted) > _MOST_PASTED + len(_PASTE_END):
            # Its end marker must be found even if it is split between two reads.
            del self._pasted[_MOST_PASTED : -len(_PASTE_END)]

    def _sequence(self, data: bytes, at: int) -> tuple[list[Piece], int]:
        """Return the pieces of the sequence at a position, and where it ends; below 0 if it is incomplete."""
        kind = data[at + 1 : at + 2]
        if not kind:
            return [], -1
        if kind == _ESC:
            return [events.Key("escape", "\x1b")], at + 1
        if kind == b"[":
            return self._control_sequence(data, at)
        if kind == b"O":
            final = data[at + 2 : at + 3]
            if not final:
                return [], -1
            if 0x20 <= final[0] < 0x7F:
                return [data[at : at + 3].decode()], at + 3
        if string := _compiled(_STRING).match(data, at):
            return [], string.end() if string[1] else _cut_short(data, string.end())
        if kind in b"]P_" and len(data) == at + 2:
            return [], -1
        return self._with_alt(data, at + 1)

    def _control_sequence(self, data: bytes, at: int) -> tuple[list[Piece], int]:
        if data[at + 2 : at + 3] == b"M":
            return _old_mouse_report(data, at)
        match = _compiled(_CSI).match(data, at)
        assert match is not None
        if match[0] == _PASTE:
            self._pasted = bytearray()
            return [], match.end()
        if match[1] is None and match[0][-1:] not in b"$ABCDE":
            return [], _cut_short(data, match.end())
        return [match[0].decode()] if is_known(match[0]) else [], match.end()

    def _with_alt(self, data: bytes, at: int) -> tuple[list[Piece], int]:
        for length in range(1, 5):
            try:
                return [_with_alt(data[at : at + length].decode())], at + length
            except UnicodeDecodeError:
                continue
        return [], at


def _cut_short(data: bytes, end: int) -> int:
    """Return where to go on after a sequence without its end; below 0 if the end may still arrive."""
    return end if end < len(data) else -1


def _with_alt(character: str) -> Piece:
    if character in "\t\x7f-=fb§" or character.isdecimal():
        # The parser knows these.
        return f"\x1b{character}"
    if not character.isalnum():
        return character
    shift = "shift+" if character.isupper() else ""
    return events.Key(f"alt+{shift}{character.lower()}", character)


def _old_mouse_report(data: bytes, at: int) -> tuple[list[Piece], int]:
    """Convert ``ESC [ M`` and three bytes, sent by terminals without the modern mouse reports."""
    report = data[at + 3 : at + 6]
    for number, byte in enumerate(report, at + 3):
        if byte < 0x20:
            return [], number
    if len(report) < 3:
        return [], -1
    buttons, column, row = (byte - 0x20 for byte in report)
    if not (column and row):
        # The terminal is wider than such a report can express.
        return [], at + 6
    released = buttons & 0b11 == 0b11 and not buttons & 0b110_0000
    if released:
        buttons &= ~0b11
    return [f"\x1b[<{buttons};{column};{row}{'m' if released else 'M'}"], at + 6
