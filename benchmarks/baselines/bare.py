"""The smallest Textual program: one label. What a launch costs before a program of one's own begins."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class Bare(App[None]):
    """A label; q leaves."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        yield Label("Bare and usable")


if __name__ == "__main__":
    Bare().run()
