"""Letters of other scripts -> the keys they are on, so that commands work without switching the keyboard layout.

Each table lists a keyboard row by row, beside the same keys of the American layout that the commands are named for. A letter does
not reveal its layout, so there is one table for each script: its most common layout, with the letters that only closely related
layouts have. Scripts that are typed through Latin letters, such as Chinese and Japanese, need none.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_ROWS: Final = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,.")
_SCRIPTS: Final = (
    # Russian; letters of Ukrainian and Belarusian below.
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    # Greek; a semicolon on the q key, which is not a letter.
    (" ςερτυθιοπ  ", "ασδφγηξκλ  ", "ζχψωβνμ  "),
    # Hebrew; signs on the q and w keys.
    ("  קראטוןםפ  ", "שדגכעיחלךף ", "זסבהנמצתץ"),
    # Arabic; letters of Persian below. The two letters on the b key arrive as two keys.
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤر ىةوز"),
    # Korean, letter by letter.
    ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ  ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ  ", "ㅋㅌㅊㅍㅠㅜㅡ  "),
)
_MORE: Final = {
    **dict(zip("іїєў", "s]'o", strict=True)),
    **dict(zip("یکگپچ", "d;'m]", strict=True)),
    "ظ": "/",
}
_SHIFTED: Final = {
    **dict(zip("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP", strict=True)),
    **dict(zip("[];',.", '{}:"<>', strict=True)),
}
_NAMES: Final = {
    "/": "slash",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "<": "less_than_sign",
    ">": "greater_than_sign",
}
"""Textual's names for the keys of signs; signs without a command are left out."""
_SIGNS: Final = {"cyrillic": {".": "slash", ",": "question_mark"}, "hebrew": {".": "slash"}}
"""Signs in place of those of Latin layouts; they are translated only after letters of the script were typed."""


class Layouts:
    """Finds which keys are meant, and remembers which script is in use."""

    def __init__(self) -> None:
        self._script = ""

    def latin(self, key: str, character: str | None) -> str:
        """Return the key at the same place on the American layout.

        Args:
            key: A key without a meaning of its own, in Textual's names, such as ``й`` or ``ctrl+з``.
            character: The character it types, if any.

        Returns:
            The name of that key; empty if it is the same key or unknown.
        """
        modifiers, _, last = key.rpartition("+")
        letter = last if len(last) == 1 else character or ""
        found = _keys().get(letter, "")
        if found:
            self._script = _script_of(letter)
        elif letter.isalpha():
            self._script = ""
        found = _NAMES.get(found, found if found.isalpha() else "")
        found = found or _SIGNS.get(self._script, {}).get(letter, "")
        return f"{modifiers}+{found}" if found and modifiers else found


@cache
def _keys() -> dict[str, str]:
    keys: dict[str, str] = dict(_MORE)
    for rows in _SCRIPTS:
        for row, latin in zip(rows, _ROWS, strict=True):
            keys.update(zip(row, latin, strict=True))
    del keys[" "]
    capitals = {
        letter.upper(): _SHIFTED.get(key, key.upper())
        for letter, key in keys.items()
        if letter.upper() != letter
    }
    return {**capitals, **{one: _SHIFTED[one] for one in "ㅃㅉㄸㄲㅆㅒㅖ"}, **keys}


def _script_of(letter: str) -> str:
    import unicodedata

    return unicodedata.name(letter, "").partition(" ")[0].lower()
