"""The themes: dark, light and high contrast, besides those of Textual."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from textual.color import Color, ColorParseError
from textual.theme import Theme

from techtui.tui.chrome.contrast import LEAST_ASIDE, LEAST_SIGN, readable, readable_ground


def _scrollbars(handle: str, grabbed: str, track: str) -> dict[str, str]:
    return {
        "scrollbar": handle,
        "scrollbar-hover": grabbed,
        "scrollbar-active": grabbed,
        "scrollbar-background": track,
        "scrollbar-background-hover": track,
        "scrollbar-background-active": track,
        "scrollbar-corner-color": track,
    }


THEMES: Final = (
    Theme(
        name="techtui-dark",
        primary="#6cb6ff",
        secondary="#7aa2c8",
        accent="#e5b567",
        warning="#f2c55c",
        error="#f28b82",
        success="#8fce7b",
        foreground="#d8dee6",
        background="#12161b",
        surface="#171c23",
        panel="#1f2630",
        dark=True,
        variables={
            "block-cursor-background": "#2f5f95",
            "block-cursor-foreground": "#ffffff",
            **_scrollbars("#34404e", "#4a5a6d", "#12161b"),
        },
    ),
    Theme(
        name="techtui-light",
        primary="#0b5cad",
        secondary="#4a6a8a",
        accent="#8f5300",
        warning="#7a5600",
        error="#a8201a",
        success="#1d6b33",
        foreground="#262b33",
        background="#fbfaf7",
        surface="#f4f2ed",
        panel="#e8e5de",
        dark=False,
        variables={
            "block-cursor-background": "#0b5cad",
            "block-cursor-foreground": "#ffffff",
            **_scrollbars("#c9c4b8", "#a8a294", "#fbfaf7"),
        },
    ),
    Theme(
        name="techtui-contrast",
        primary="#7fd4ff",
        secondary="#ffffff",
        accent="#ffd700",
        warning="#ffd700",
        error="#ff8f8f",
        success="#7dff7d",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#202020",
        dark=True,
        variables={
            "block-cursor-background": "#ffffff",
            "block-cursor-foreground": "#000000",
            "muted": "#d0d0d0",
            "raised": "#404040",
            **_scrollbars("#ffffff", "#ffd700", "#303030"),
        },
    ),
)
"""Our themes; the first is the default."""


def in_16_colours(theme: Theme) -> Theme:
    """Return the theme for terminals with 16 colours, where brown would become yellow, unreadable on white."""
    if theme.name != "techtui-light":
        return theme
    return replace(
        theme,
        primary="#0000aa",
        secondary="#0000aa",
        accent="#0000aa",
        warning="#aa00aa",
        error="#aa0000",
        success="#0000aa",
        foreground="#000000",
        variables={
            **theme.variables,
            "block-cursor-background": "#0000aa",
            "muted": "#555555",
            "raised": "#aaaaaa",
        },
    )


def with_shades(variables: dict[str, str], dark: bool = True) -> dict[str, str]:
    """Add two colours between foreground and background: ``$muted`` for text, ``$raised`` for a row.

    Textual's ``$text-muted`` is translucent, which works only for styles that a widget paints. Bars, headings and muted text get
    more contrast where a theme has too little.

    Args:
        variables: The theme's variables.
        dark: Whether the theme is dark.
    """
    try:
        foreground, background, panel, accent = (
            Color.parse(variables[name]) for name in ("foreground", "background", "panel", "accent")
        )
    except (ColorParseError, KeyError):
        return _of_the_terminal(dark) | variables
    if foreground.ansi is not None:
        return _of_the_terminal(dark) | variables
    ground = readable_ground(panel, foreground, background)
    grounds = (background, ground)
    muted = readable(foreground.blend(background, 0.38), grounds, foreground, LEAST_ASIDE)
    raised = foreground.blend(background, 0.86)
    return {
        "muted": muted.hex,
        "raised": raised.hex,
        **variables,
        "panel": ground.hex,
        "accent": readable(accent, grounds, foreground, LEAST_SIGN).hex,
    }


def _of_the_terminal(dark: bool) -> dict[str, str]:
    """Return shades for themes that use the terminal's own colours."""
    return {"muted": "ansi_bright_black", "raised": "ansi_blue" if dark else "ansi_cyan"}
