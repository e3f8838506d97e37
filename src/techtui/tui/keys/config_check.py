"""Checks the theme and the keys of a config file."""

from __future__ import annotations

from msgspec.structs import replace
from textual.theme import BUILTIN_THEMES

from techtui.config_file import ConfigProblem
from techtui.settings import Config
from techtui.tui.chrome.themes import THEMES
from techtui.tui.keys.keymap import check_keys


def theme_names() -> list[str]:
    """Return the names of all themes, our own first."""
    return list(dict.fromkeys((*(theme.name for theme in THEMES), *BUILTIN_THEMES)))


def checked(config: Config) -> tuple[Config, list[ConfigProblem]]:
    """Remove from a config what can't have an effect.

    Returns:
        The rest of the config, and what is wrong.
    """
    problems: list[ConfigProblem] = []
    theme = config.theme
    if theme and theme not in theme_names():
        from techtui.catalog.messages import closest, quoted

        near = closest(theme, theme_names())
        hint = f"did you mean “{near}”?" if near else "T lists them"
        problems.append(ConfigProblem(("theme",), f"there is no theme “{quoted(theme)}”", hint))
        theme = ""
    keys, wrong = check_keys(config.keys)
    return replace(config, theme=theme, keys=keys), [*problems, *wrong]
