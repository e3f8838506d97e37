"""A scrolling page of laid-out text with links, sections and nothing to edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from techtui.tui.chrome.ink import ink_of
from techtui.tui.chrome.lines import Grounded, strip_of
from techtui.tui.page.found import show_found
from techtui.tui.page.layout import Link, Page, Target

if TYPE_CHECKING:
    from textual.binding import BindingType


_END: Final = object()
_FOUND: Final = Style(bold=True, reverse=True)
"""Words searched for."""


class PageView(Grounded, ScrollView, can_focus=True):
    """Shows what `write` puts on a page; lays it out anew when the width or the theme changes.

    Tab steps through the links, enter follows the one that is lit.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("pageup,b,ctrl+b", "page_up", "Page up", show=False),
        Binding("pagedown,ctrl+f", "page_down", "Page down", show=False),
        Binding("home,g", "scroll_home", "Top", show=False),
        Binding("end,G", "scroll_end", "Bottom", show=False),
        Binding("tab", "next_link", "Next link", show=False),
        Binding("shift+tab", "previous_link", "Previous link", show=False),
        Binding("enter", "follow", "Follow link", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"page--lit"}
    """The link that enter would follow. All else is written in `Ink`."""

    DEFAULT_CSS = """
    PageView {
        background: transparent;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .page--lit { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
    }
    """

    lit: reactive[int | None] = reactive(None)
    """The position of the link that is lit, or None."""

    words: reactive[tuple[str, ...]] = reactive(())
    """What is searched for, shown wherever it stands on the page."""

    sections: var[tuple[str, ...]] = var(())
    """The headings of the page, top to bottom."""

    ALLOW_SELECT = False

    class Followed(Message):
        """A link was followed, by key or by mouse."""

        def __init__(self, view: PageView, target: Target) -> None:
            super().__init__()
            self.view = view
            self.target = target

        @property
        def control(self) -> PageView:
            """The view that holds the link."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._page: Page | None = None
        self._rest: Iterator[None] | None = None
        self._links: list[Link] = []
        self._strips: dict[int, Strip] = {}

    def write(self, page: Page) -> Iterator[None] | None:
        """Put the content on an empty page. Subclasses say what.

        Returns:
            For a long page, a generator that yields between its parts: the parts out of sight are
            written only when the others are painted.
        """

    def rewrite(self, keep_place: bool = False) -> None:
        """Lay the page out anew, because what it shows has changed.

        Args:
            keep_place: Stay where the reader was; else the page begins at its top.
        """
        self._page = self._rest = None
        if not keep_place:
            self.lit = None
            self.scroll_to(0, 0, animate=False, force=True)
        if self.container_size.width:
            self._lay_out()
            if keep_place:
                self._write_rest()
        self.refresh()

    @property
    def _text_width(self) -> int:
        # Room for the scrollbar and a gap stays free, so that the text does not jump when it appears.
        return max(10, self.container_size.width - 2)

    def _lay_out(self) -> Page:
        width = self._text_width
        self._page = page = Page(self.app.console, width, ink_of(self.app))
        self._strips.clear()
        self._rest = self.write(page)
        if self._rest is None:
            self._written()
        else:
            self._write_to(self.scroll_offset.y + self.container_size.height)
            self.call_after_refresh(self._write_rest)
        return page

    def _write_to(self, number: int) -> None:
        """Write on until there are so many lines."""
        page = self._page
        if page is None or self._rest is None:
            return
        while len(page.lines) < number:
            if next(self._rest, _END) is _END:
                self._written()
                return

    def _write_rest(self) -> None:
        if self._rest is not None:
            for _ in self._rest:
                pass
            self._written()

    def _written(self) -> None:
        page = self._page
        assert page is not None
        self._rest = None
        self._links = page.links()
        self.sections = tuple(title for title, _ in page.sections)
        self.virtual_size = Size(page.width, len(page.lines))
        if self.lit is not None and self.lit >= len(self._links):
            self.lit = None

    def _whole(self) -> Page:
        page = self._page or self._lay_out()
        self._write_rest()
        return page

    def render_line(self, y: int) -> Strip:
        page = self._page or self._lay_out()
        ground = self.rich_style
        number = y + self.scroll_offset.y
        self._write_to(number + 1)
        width = self.size.width
        if number >= len(page.lines):
            return Strip.blank(width, ground)
        strip = self._strips.get(number)
        if strip is None:
            line = page.lines[number]
            # Only what is in sight is looked through; a single letter stands everywhere and tells nothing.
            if words := tuple(word for word in self.words if len(word) > 1):
                line = show_found(line, words, _FOUND)
            strip = strip_of(line, self.app.console, width, ground)
            if self.lit is not None and (link := self._links[self.lit]).line == number:
                strip = self._light(strip, link, width)
            self._strips[number] = strip
        return strip

    def _light(self, strip: Strip, link: Link, width: int) -> Strip:
        # On a screen too narrow for it, a part of the link or all of it is cut off.
        before, lit = strip.crop(0, link.start), strip.crop(link.start, link.end)
        after = strip.crop(link.end, width)
        style = self.get_component_rich_style("page--lit", partial=True)
        lit = Strip(
            Segment(text, (old or Style.null()) + style, control) for text, old, control in lit
        )
        return Strip.join([before, lit, after])

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._page = self._rest = None
        self._strips.clear()

    def on_resize(self, event: events.Resize) -> None:
        if self._page is None or self._page.width != self._text_width:
            self._lay_out()
            self.refresh()

    def watch_words(self) -> None:
        self._strips.clear()

    def watch_lit(self, old: int | None, new: int | None) -> None:
        for at in (old, new):
            if at is not None and at < len(self._links):
                self._strips.pop(self._links[at].line, None)
        if new is not None and new < len(self._links):
            line = self._links[new].line
            self.scroll_to_region(Region(0, line, 1, 1), animate=False, force=True, immediate=True)

    def jump(self, number: int) -> bool:
        """Scroll to a section.

        Args:
            number: Counted from 1.

        Returns:
            Whether there is such a section.
        """
        page = self._whole()
        if not 1 <= number <= len(page.sections):
            return False
        self.scroll_to(0, page.sections[number - 1][1], animate=False, force=True)
        return True

    def action_next_link(self) -> None:
        """Light the next link; past the last one the focus moves on."""
        self._step(1)

    def action_previous_link(self) -> None:
        """Light the link before; above the first one the focus moves back."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self._whole()
        if self.lit is None:
            top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
            seen = [at for at, link in enumerate(self._links) if top <= link.line < bottom]
            later = [at for at, link in enumerate(self._links) if link.line >= bottom]
            choice = seen + later
            at = (choice[0] if by > 0 else seen[-1] if seen else -1) if choice else len(self._links)
        else:
            at = self.lit + by
        if 0 <= at < len(self._links):
            self.lit = at
        else:
            self.lit = None
            (self.screen.focus_next if by > 0 else self.screen.focus_previous)()

    def action_follow(self) -> None:
        """Follow the link that is lit."""
        if self.lit is not None:
            self.post_message(self.Followed(self, self._links[self.lit].target))

    def on_click(self, event: events.Click) -> None:
        target = event.style.meta.get("target")
        if target is not None:
            event.stop()
            self.post_message(self.Followed(self, Target(*target)))
