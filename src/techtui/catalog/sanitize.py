"""Makes catalog text safe to show: no control characters, no direction overrides, the same width everywhere, normalized white space."""

from __future__ import annotations

import re
from typing import Final

_UNSAFE: Final = (
    # C0 and C1 controls, marks that reorder or hide text around them, and lone surrogates.
    # The joiners U+200C and U+200D are not included: several scripts need them.
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0001]"
)
_UNSTEADY: Final = (
    # Characters that change the width of neighbours in some terminals or in Rich: joiners, variation selectors, key caps, skin
    # tones, tags, soft hyphens; and the letters that some terminals join into a flag.
    "[\u200d\u20e3\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\xad]|([\U0001f1e6-\U0001f1ff])"
)
_SPACES: Final = r"\s+"
# Compiled when first needed: most catalogs never need them.


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def _steady(match: re.Match[str]) -> str:
    return chr(ord(match[1]) - 0x1F1E6 + ord("A")) if match[1] else ""


def steady_width(text: str) -> str:
    """Remove from ``text`` what terminals disagree on the width of, which would shift the text beside it.

    Emoji lose their variations, joined ones are separated, and a flag becomes its two letters.
    """
    if text.isascii():
        return text
    return re.sub(_UNSTEADY, _steady, text)


def one_line(text: str) -> str:
    """Return ``text`` on one line, with runs of white space as one blank and control characters made visible."""
    if not text.isascii():
        text = steady_width(text)
    if text.isprintable():
        # Printable text contains nothing that `_UNSAFE` matches, and nearly every text is printable.
        return " ".join(text.split()) if "  " in text else text.strip()
    if "\n" in text or "\t" in text or "\r" in text or "  " in text:
        text = re.sub(_SPACES, " ", text)
    return re.sub(_UNSAFE, _visible, text).strip()


def visible(text: str, breaks: bool = True) -> str:
    """Return ``text`` with control characters made visible.

    Args:
        text: Any text.
        breaks: Whether to keep line breaks (also those with a carriage return) and tabs.
    """
    if text.isprintable():
        return text
    if not breaks:
        return re.sub(_UNSAFE, _visible, text)
    return re.sub(rf"\r\n|{_UNSAFE}", _visible_but_breaks, text)


def _visible_but_breaks(match: re.Match[str]) -> str:
    return match[0] if match[0] in ("\n", "\t", "\r\n") else _visible(match)


def paragraphs(text: str) -> str:
    """Return ``text`` as paragraphs: single line breaks become blanks, empty lines stay."""
    if "\n" not in text:
        return one_line(text)
    # Line by line: a pattern for “blank lines” would take quadratic time on a megabyte of blanks.
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        clean = one_line(line)
        if clean:
            parts[-1].append(clean)
        elif parts[-1]:
            parts.append([])
    return "\n\n".join(" ".join(part) for part in parts if part)


def lines(text: str) -> str:
    """Return ``text`` with its line breaks and indents; everything else that is invisible is removed."""
    tidy = (
        visible(steady_width(line.expandtabs(4)), breaks=False).rstrip()
        for line in text.splitlines()
    )
    return "\n".join(tidy).strip("\n")


def has_unsafe(text: str) -> bool:
    """Return whether ``text`` contains invisible or control characters; line breaks and tabs are fine."""
    if text.isprintable():
        return False
    return any(match[0] not in "\n\r\t" for match in re.finditer(_UNSAFE, text))
