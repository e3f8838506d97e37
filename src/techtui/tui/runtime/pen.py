"""From one style of text on a terminal to another, in as few bytes as it takes."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class _Look(NamedTuple):
    attributes: tuple[str, ...] = ()
    foreground: str = "39"
    background: str = "49"


def _look(style: str) -> _Look:
    """A style taken apart: the parameters of the control sequence that selects it, such as ``1;38;5;4``."""
    codes = style.split(";") if style else []
    look = _Look()
    while codes:
        code = codes.pop(0)
        if code in ("38", "48"):
            length = {"2": 4, "5": 2}.get(codes[0] if codes else "", 0)
            code, codes = ";".join([code, *codes[:length]]), codes[length:]
        if code.startswith("38") or len(code) == 2 and code[0] in "39":
            look = look._replace(foreground=code)
        elif code.startswith("48") or code[0:1] == "4" and len(code) == 2 or len(code) == 3:
            look = look._replace(background=code)
        else:
            look = look._replace(attributes=(*look.attributes, code))
    return look


@lru_cache(maxsize=1024)
def turn(old: str, new: str) -> str:
    """The control sequence that changes a style.

    Args:
        old: What is selected, as the parameters of ``SGR``; empty for the terminal's own style.
        new: What is to be selected.
    """
    if old == new:
        return ""
    if not new:
        return "\x1b[0m"
    before, after = _look(old), _look(new)
    if before.attributes != after.attributes:
        return f"\x1b[0;{new}m"
    # 3 KB of 13 for a page of techtui: only the colour of the text changes, of two that take 17 bytes each.
    colours = zip(before[1:], after[1:], strict=True)
    return f"\x1b[{';'.join(new for old, new in colours if old != new)}m"
