"""A line below the title bar, shown for as long as what it says is true."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Banner(Static):
    """A warning that something is wrong.

    Args:
        text: What is wrong.
    """

    DEFAULT_CSS = """
    Banner {
        dock: top;
        margin: 1 0 0 0;
        padding: 0 1;
        height: auto;
        max-height: 3;
        color: $text-error;
        background: $error-muted;
    }
    """
    ALLOW_SELECT = False

    def __init__(self, text: str) -> None:
        super().__init__(Content(text))

    def say(self, text: str) -> None:
        """Change the text."""
        self.update(Content(text))
