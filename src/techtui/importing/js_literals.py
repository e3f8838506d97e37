"""Reads an object literal of JavaScript, such as the settings of a chart in a web page. Nothing is run."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_TOKEN: Final = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)
    |(?P<number>[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)
    |(?P<word>[A-Za-z_$][\w$.]*)
    |(?P<sign>[{}\[\]:,])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_MEANT: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": " ", "0": "", "\n": ""}
_WORDS: Final = {"true": "true", "false": "false", "null": "null", "undefined": "null"}
_LONGEST: Final = 4 << 20


def literal_at(text: str, begin: int) -> Any:
    """Return the object or list that begins at a place of a script; None if it holds more than literals.

    Comments, trailing commas, single quotes and keys without quotes are understood. A name, such as a variable, becomes its text.
    Decimal numbers stay text, as in `ImportedFiles.json`.

    Args:
        text: The script, or the page around it.
        begin: The place of the opening bracket.
    """
    parts: list[str] = []
    depth, at, end = 0, begin, begin + _LONGEST
    while at < end and (found := _TOKEN.match(text, at)):
        at = found.end()
        kind = found.lastgroup
        if kind == "blank":
            continue
        token = found[0]
        closes = token in ("}", "]")
        if closes and parts and parts[-1] == ",":
            parts.pop()
        parts.append(_as_json(kind, token))
        depth += (token in ("{", "[")) - closes
        if depth <= 0:
            return _parsed("".join(parts))
    return None


def _as_json(kind: str | None, token: str) -> str:
    if kind == "text":
        return json.dumps(_ESCAPE.sub(_unescaped, token[1:-1]))
    if kind == "word":
        return _WORDS.get(token) or json.dumps(token)
    if kind == "number":
        plain = token.lstrip("+")
        return plain if re.fullmatch(r"-?(?:0|[1-9]\d*)", plain) else json.dumps(plain)
    return token


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _MEANT.get(found[3], found[3])


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
