"""Catalog text made safe to show: no control characters, no direction overrides, tidy white space."""

from __future__ import annotations

import re
from typing import Final

_UNSAFE: Final = re.compile(
    # C0 and C1 controls, then the marks that reorder or hide text around them, then lone surrogates.
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_PARAGRAPH: Final = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")
_SPACES: Final = re.compile(r"\s+")


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def one_line(text: str) -> str:
    """``text`` on one line, with runs of white space as one blank and control characters made visible."""
    if "\n" in text or "\t" in text or "\r" in text:
        text = _SPACES.sub(" ", text)
    return _UNSAFE.sub(_visible, text).strip()


def paragraphs(text: str) -> str:
    """``text`` as paragraphs: single line breaks become blanks, empty lines stay."""
    if "\n" not in text:
        return one_line(text)
    text = text.replace("\r\n", "\n").strip()
    return "\n\n".join(one_line(part) for part in _PARAGRAPH.split(text))
