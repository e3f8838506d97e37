"""A scrolling page of laid-out text with links, sections and nothing to edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from techtui.catalog.refs import Ref
from techtui.formats.layout import Layout
from techtui.tui.chrome.ink import ink_of
from techtui.tui.chrome.lines import Grounded, Measured, fitted, segments_of
from techtui.tui.page.found import segments_found
from techtui.tui.page.links import Link, links_of

if TYPE_CHECKING:
    from textual.binding import BindingType

    from techtui.pages.document import Block


_FOUND: Final = Style(bold=True, reverse=True)
"""Words searched for."""


class PageView(Grounded, Measured, ScrollView, can_focus=True):
    """Shows the blocks of a document; lays them out again when the width changes.

    The visible part of the page is laid out first. The rest follows when that is on the screen, and paints nothing but
    the scrollbar. Tab steps through the links, enter follows the one that is lit.
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

    ALLOW_SELECT = False

    class Followed(Message):
        """A link was followed, by key or by mouse."""

        def __init__(self, view: PageView, target: Ref) -> None:
            super().__init__()
            self.view = view
            self.target = target

        @property
        def control(self) -> PageView:
            """The view that holds the link."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._page: Layout | None = None
        self._rest: Iterator[Block] | None = None
        self._links: list[Link] = []
        self._strips: dict[int, Strip] = {}

    def blocks(self) -> Iterable[Block]:
        """What the page says, made as it is read. Subclasses say it."""
        return ()

    def rewrite(self, keep_place: bool = False) -> None:
        """Lay the page out again, because what it shows has changed.

        Args:
            keep_place: Stay where the reader was; else the page begins at its top.
        """
        self._page = None
        if not keep_place:
            self.lit = None
            self.scroll_to(0, 0, animate=False, force=True)
        if self.container_size.width:
            if keep_place:
                self._finish()
            else:
                self.call_after_refresh(self._finish)
        self.refresh()

    @property
    def _text_width(self) -> int:
        # Room for the scrollbar and a gap stays free, so that the text does not jump when it appears.
        return max(10, self.container_size.width - 2)

    def _written_to(self, number: int) -> Layout:
        """The page with at least so many lines, or all of it."""
        page = self._page
        if page is None or page.width != self._text_width:
            page = self._page = Layout(self._text_width)
            self._rest = iter(self.blocks())
            self._strips.clear()
        while self._rest is not None and len(page.lines) < number:
            if (block := next(self._rest, None)) is None:
                break
            page.block(block)
        return page

    def _finish(self) -> Layout:
        """Lay out what is out of sight, too."""
        page = self._written_to(0)
        if self._rest is not None:
            for block in self._rest:
                page.block(block)
            self._rest = None
            self._links = links_of(page.lines)
            self.measured(Size(page.width, len(page.lines)))
            if self.lit is not None:
                self.lit = self.lit if self.lit < len(self._links) else None
                self._strips.clear()
                self.refresh()
        return page

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        page = self._written_to(number + 1)
        width = self.size.width
        ground = self.rich_style
        if number >= len(page.lines):
            return Strip.blank(width, ground)
        strip = self._strips.get(number)
        if strip is None:
            segments: Iterable[Segment] = segments_of(
                page.lines[number], ink_of(self.app).of, ground
            )
            # Only what is in sight is looked through; a single letter stands everywhere and tells nothing.
            if words := tuple(word for word in self.words if len(word) > 1):
                segments = segments_found(segments, words, _FOUND)
            strip = fitted(segments, width, ground)
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
        self._strips.clear()

    def on_resize(self) -> None:
        # What is in sight was laid out for the new width when it was painted.
        self.call_after_refresh(self._finish)

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
        page = self._finish()
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
        self._finish()
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
            self.post_message(self.Followed(self, self._links[self.lit].ref))

    def on_click(self, event: events.Click) -> None:
        ref = event.style.meta.get("ref")
        if ref is not None:
            event.stop()
            self.post_message(self.Followed(self, Ref(*ref)))
