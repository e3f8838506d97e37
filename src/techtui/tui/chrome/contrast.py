"""Readable colours: many themes have bars and headings that hardly stand out from their background."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.color import Color

LEAST_TEXT: Final = 4.5
"""The least contrast of text, from the Web Content Accessibility Guidelines."""
LEAST_SIGN: Final = 3.0
"""The least contrast of headings, signs and borders."""
LEAST_ASIDE: Final = 3.4
"""The least contrast of muted words."""
_STEPS: Final = 10


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: Color, grounds: Sequence[Color], towards: Color, least: float) -> Color:
    """Return a colour, changed as little as possible to be readable on all backgrounds.

    colour: The text colour.
        grounds: The background colours.
        towards: The colour to approach step by step.
        least: The least contrast; if even the last step has less, it is used.
        least: The least contrast; where even the last step has less, that is taken.
    """
    for step in range(_STEPS):
        tried = colour.blend(towards, step / _STEPS)
        if all(contrast(tried, ground) >= least for ground in grounds):
            return tried
    return towards


def readable_ground(ground: Color, text: Color, towards: Color) -> Color:
    """Return a background, changed as little as possible so that text on it is readable.

    Args:
        ground: The background colour.
        text: The text colour.
        towards: The colour to approach step by step.
    """
    for step in range(_STEPS):
        tried = ground.blend(towards, step / _STEPS)
        if contrast(text, tried) >= LEAST_TEXT:
            return tried
    return towards


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
