"""Letters of other scripts -> the keys they are on, so that commands work without changing the keyboard layout.

Each table is a keyboard row by row, beside the same keys of the American layout that the commands are named for. A letter does not say
which layout it was typed with, so there is one for a script: the one that most people of that script have, and the letters that only its
close relatives have. Scripts that are typed through Latin letters, as Chinese and Japanese are, need none.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_ROWS: Final = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,.")
_SCRIPTS: Final = (
    # Russian; letters of Ukrainian and Belarusian below.
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    # Greek; its key q has a semicolon, which is no letter.
    (" ςερτυθιοπ  ", "ασδφγηξκλ  ", "ζχψωβνμ  "),
    # Hebrew; its keys q and w have signs.
    ("  קראטוןםפ  ", "שדגכעיחלךף ", "זסבהנמצתץ"),
    # Arabic; letters of Persian below. The two letters of the key b come as two keys.
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
"""How Textual names the keys of signs; those without a command have no name here."""
_SIGNS: Final = {"cyrillic": {".": "slash", ",": "question_mark"}, "hebrew": {".": "slash"}}
"""Signs that stand where Latin layouts have others; what they mean is known only once letters of the script were typed."""


class Layouts:
    """Knows which keys are meant, and remembers which script a person has on."""

    def __init__(self) -> None:
        self._script = ""

    def latin(self, key: str, character: str | None) -> str:
        """The key of the same place on the American layout.

        Args:
            key: A key that means nothing as it is, named as Textual does, such as ``й`` or ``ctrl+з``.
            character: What it types, if anything.

        Returns:
            The name of that key, or nothing if it is the same one or unknown.
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
