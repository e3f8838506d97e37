"""The natural order of versions.

    1.0.dev1 < 1.0a1 < 1.0-beta.2 < 1.0rc1 < 1.0 = v1.0.0 < 1.0+build5 < 1.0.post1 < 1.0.1 < 1.9 < 1.10 < 8u392

Versions in the scheme of Python packages have the order of `PEP 440`_. Other schemes are supported, too: ``v`` before the number,
``8u392``, ``1.0.2k``, ``2.0-SNAPSHOT``, ``20.04 LTS``; none is refused, and all can be compared.

.. _PEP 440: https://packaging.python.org/en/latest/specifications/version-specifiers/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

Part: TypeAlias = tuple[int, float, str]

_EARLY, _END, _LATE, _NUMBER = range(4)
"""The order of what can follow at the same place of two versions: a pre-release word, nothing, a post-release word, a number."""

_NOT_YET: Final = {
    "dev": 0,
    "nightly": 0,
    "alpha": 1,
    "a": 1,
    "beta": 2,
    "b": 2,
    "milestone": 3,
    "m": 3,
    "rc": 5,
    "c": 5,
    "cr": 5,
    "pre": 5,
    "preview": 5,
    "snapshot": 6,
}
_SOME_WORD: Final = 4
_LATER: Final = frozenset(("post", "rev", "r", "patch", "p", "pl", "sp", "u", "update", "hotfix"))
_FINAL: Final = frozenset(("final", "ga", "release", "stable", "lts"))
_BUILD: Final = (_LATE, 0, "")
_POST: Final = (_LATE, 1, "")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+|\+|-(?=\d+(?:[._-]?dev\d*)?$)")


def version_key(version: str) -> tuple[Part, ...]:
    """Return the sort key of a version."""
    text = re.sub(r"^\W*v(?:er(?:sion)?)?[\s._]*(?=\d)", "", version.casefold())
    epoch, text = re.match(r"(?:(\d+)[!:])?(.*)", text, re.DOTALL).groups("0")  # type: ignore[union-attr]
    release = re.match(r"\d+(?:\.\d+)*", text)
    numbers = release[0].split(".") if release else []
    while numbers and not numbers[-1].strip("0"):
        del numbers[-1]
    rest = text[release.end() :] if release else text
    return (
        _number(epoch),
        *map(_number, numbers),
        *_words(rest, follows_number=bool(release)),
        (_END, 0, ""),
    )


def _number(digits: str) -> Part:
    # Compared by length first: converting thousands of digits to an int would be refused.
    digits = digits.lstrip("0")
    return _NUMBER, len(digits), digits


def _words(text: str, follows_number: bool) -> Iterator[Part]:
    """Yield the words after the numbers."""
    tokens = _TOKEN.findall(text)
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token.isdigit():
            yield _number(token)
        elif token == "+":
            yield _BUILD
        elif token == "-" or token in _LATER:
            yield _POST
        elif token in _FINAL:
            continue
        elif len(token) == 1 and at == 0 and follows_number and not following.isdigit():
            # 1.0.2k came after 1.0.2; 1.0a1 came before 1.0.
            yield _LATE, 2, token
        else:
            yield _EARLY, _NOT_YET.get(token, _SOME_WORD), token if token not in _NOT_YET else ""
