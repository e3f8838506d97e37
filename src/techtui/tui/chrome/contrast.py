"""Colours that can be read on each other: many themes have bars and headings that can hardly be told from what is below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.color import Color

LEAST_TEXT: Final = 4.5
"""The least contrast of text, as the Web Content Accessibility Guidelines want it."""
LEAST_SIGN: Final = 3.0
"""The least contrast of headings, signs and borders."""
LEAST_ASIDE: Final = 3.4
"""The least contrast of words that stand back."""
_STEPS: Final = 10


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: Color, grounds: Sequence[Color], towards: Color, least: float) -> Color:
    """A colour, changed as little as must be to be read on all grounds.

    Args:
        colour: The colour.
        grounds: What it is painted on.
        towards: The colour that it comes near to, step by step.
        least: The least contrast; where even the last step has less, that is taken.
    """
    for step in range(_STEPS):
        tried = colour.blend(towards, step / _STEPS)
        if all(contrast(tried, ground) >= least for ground in grounds):
            return tried
    return towards


def readable_ground(ground: Color, text: Color, towards: Color) -> Color:
    """A ground, changed as little as must be for text to be read on it.

    Args:
        ground: The ground.
        text: The colour of the text.
        towards: The colour that the ground comes near to, step by step.
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
