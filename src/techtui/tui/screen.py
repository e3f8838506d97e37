"""The base of all screens: what they get from the app, and what they show if the terminal is too small."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.reactive import var
from textual.screen import Screen

from techtui.catalog.model import Catalog
from techtui.tui.chrome.banner import Banner
from techtui.tui.chrome.bars import KeyBar, TitleBar
from techtui.tui.chrome.one_frame import OneFrame
from techtui.tui.chrome.opening import OpensAtOnce
from techtui.tui.runtime.once import EndsOnce

if TYPE_CHECKING:
    from rich.console import RenderableType

    from techtui.shelf import Entry
    from techtui.tui.commands import Scope

TOO_SMALL = "techtui needs 40 × 10 cells. Please make the window larger."
EMPTY_SHORTLIST: Final = "The shortlist is empty; * puts a technology on it."
OF_THE_APP: Final = ("catalog", "entries", "unsaved", "urgent")
"""The reactives that every screen takes from the app."""


class CatalogScreen(OpensAtOnce, OneFrame, EndsOnce[None], Screen[None]):
    """A screen that shows part of a catalog.

    Below 60 columns it has the class ``-narrow``, from 100 on ``-wide``, from 130 on ``-spacious``. If the terminal is too small
    even for the narrow layout, a message asks for more room.
    """

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-tiny"),
        (40, "-narrow"),
        (60, "-normal"),
        (100, "-wide"),
        (130, "-spacious"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012
        (0, "-flat"),
        (10, "-tall"),
    ]

    DEFAULT_CSS = """
    CatalogScreen.-tiny, CatalogScreen.-flat {
        content-align: center middle;
        text-align: center;
        color: $text-warning;
        & > * { display: none !important; }
    }
    """

    SCOPE: ClassVar[Scope]
    """The scope of the screen's own commands."""

    PURPOSE: ClassVar[str] = ""
    """What the screen is for, in one sentence, for the help."""

    catalog: var[Catalog | None] = var[Catalog | None](None)
    """The catalog that the app shows."""

    entries: var[Mapping[str, Entry]] = var(dict)
    """Technology id -> what the user keeps about it."""

    unsaved: var[bool] = var(False)
    """Whether something would be lost if the program ended now; shown in the title bar."""

    urgent: var[tuple[str, ...]] = var(())
    """Ids of commands that matter just now; the key bar drops them last."""

    heading: var[str] = var("")
    """What the screen shows, for the title bar."""

    aside: var[str] = var("")
    """A few words about it, for the right end of the title bar."""

    def title_bar(self, program: str = "techtui") -> TitleBar:
        """Return the title bar of the screen.

        Args:
            program: The text at its left end.
        """
        return TitleBar(program).data_bind(
            CatalogScreen.heading, CatalogScreen.aside, CatalogScreen.unsaved
        )

    def key_bar(self) -> KeyBar:
        """Return the key bar of the screen."""
        return KeyBar(self.SCOPE, "app").data_bind(CatalogScreen.urgent)

    def _bind_to_app(self) -> None:
        # Not `data_bind`, which sets values after mounting: the first frame would be composed twice.
        for name in OF_THE_APP:
            self.set_reactive(getattr(type(self), name), getattr(self.app, name))
            self.watch(self.app, name, partial(setattr, self, name), init=False)

    def on_mount(self) -> None:
        self.watch(self.app, "outdated", self._say_outdated)

    def _say_outdated(self, text: str) -> None:
        banner = next(iter(self.query_children(Banner).results(Banner)), None)
        if not text:
            if banner is not None:
                banner.remove()
        elif banner is not None:
            banner.say(text)
        else:
            self.mount(Banner(text))

    def compose(self) -> ComposeResult:
        self._bind_to_app()
        # Textual sets these classes when it learns the size, after the first layout: a wide terminal would show the narrow layout
        # for a moment.
        width, height = self.app.size
        for size, breakpoints in (
            (width, self.HORIZONTAL_BREAKPOINTS),
            (height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [name for least, name in breakpoints or () if size >= least]
            self.add_class(*fitting[-1:], update=False)
        if self._too_small:
            # Only then these classes say what the screen itself looks like.
            self.update_node_styles(animate=False)
        yield from self.compose_content()

    @property
    def _too_small(self) -> bool:
        return self.has_class("-tiny") or self.has_class("-flat")

    @property
    def BLANK(self) -> bool:  # type: ignore[override]  # noqa: N802
        """Whether nothing lies under the widgets; Textual then paints the background once for all lines."""
        return not self._too_small

    def render(self) -> RenderableType:
        """Return what is shown if the widgets are hidden for want of room."""
        return TOO_SMALL if self._too_small else super().render()

    def action_close(self) -> None:
        """Go back to the previous screen."""
        self.dismiss()

    def compose_content(self) -> ComposeResult:
        """Yield the widgets of the screen."""
        yield from ()
