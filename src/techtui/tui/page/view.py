"""A scrollable page of laid-out text with links and sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

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
from techtui.tui.page.links import Link, found_again, links_of

if TYPE_CHECKING:
    from textual.binding import BindingType

    from techtui.pages.document import Block


_LONGEST_LINE: Final = 110
"""Cells of a line of prose on wide screens; longer lines are hard to read."""
_AT_ONCE: Final = 400
"""Lines that are laid out before the first is painted. Most pages are shorter, and appear at once together with their scrollbar.
It takes 4 ms more than laying out the visible lines, and saves a frame 17 ms later.
"""
_FOUND: Final = Style(bold=True, reverse=True)
"""The style of searched words."""


class _Reading(NamedTuple):
    """The reading position, independent of the width of the page."""

    section: int
    """The number of sections that begin at or above the top of the view."""
    share: float
    """The share of that section, or of what is before the first one, above the top of the view."""

    @classmethod
    def of(cls, page: Layout, top: int) -> _Reading:
        """Return the position of the line at the top."""
        starts = _starts(page)
        section = max(at for at, start in enumerate(starts[:-1]) if start <= top)
        length = starts[section + 1] - starts[section]
        return cls(section, (top - starts[section]) / max(1, length))

    def line_in(self, page: Layout) -> int:
        """Return the line for the top of the view."""
        starts = _starts(page)
        section = min(self.section, len(starts) - 2)
        return starts[section] + round(self.share * (starts[section + 1] - starts[section]))


def _starts(page: Layout) -> list[int]:
    """Return the lines at which parts of a page begin, and its end."""
    # Of two parts side by side, the first may be longer; they begin on the same line.
    return [0, *sorted(line for _, line in page.sections), max(1, len(page.lines))]


class PageView(Grounded, Measured, ScrollView, can_focus=True):
    """Shows the blocks of a document; lays them out again when the width changes.

    Of the first page, and of a long one, only the visible lines are laid out before the first paint. The rest follows later, and
    repaints nothing but the scrollbar. Tab steps through the links, enter follows the highlighted one.
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
    """The highlighted link. Everything else is styled with `Ink`."""

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
    """The position of the highlighted link, or None."""

    words: reactive[tuple[str, ...]] = reactive(())
    """Searched words, highlighted wherever they occur on the page."""

    ALLOW_SELECT = False

    NUMBERED: ClassVar[bool] = False
    """Whether number keys jump to the sections, which then show their numbers."""

    class Followed(Message):
        """Posted when a link is followed, by key or mouse."""

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
        self._cited_at: int | None = None
        self._jumped_to = 0
        self._reading: _Reading | None = None
        self._strips: dict[int, Strip] = {}

    def blocks(self) -> Iterable[Block]:
        """Yield the blocks of the page, lazily. Implemented by subclasses."""
        return ()

    def rewrite(self, keep_place: bool = False) -> None:
        """Lay the page out again, because its content has changed.

        Args:
            keep_place: Whether to keep the reading position; otherwise scroll to the top.
        """
        self._page = None
        self._cited_at = None
        self._jumped_to = 0
        if not keep_place:
            self.lit = None
            self.scroll_to(0, 0, animate=False, force=True)
        if self.container_size.width:
            if keep_place or len(self._written_to(_AT_ONCE).lines) < _AT_ONCE:
                self._finish()
            else:
                self.call_after_refresh(self._finish)
        self.refresh()

    @property
    def _text_width(self) -> int:
        # Room for the scrollbar and a gap is left free, so that the text does not shift when it appears.
        return max(10, self.container_size.width - 2)

    def _written_to(self, number: int) -> Layout:
        """Return the page with at least so many lines, or all of it."""
        page = self._page
        if page is None or page.width != self._text_width:
            # If the size changed several times in a row, only the first page was complete.
            if page is not None and self._rest is None and self.scroll_offset.y:
                self._reading = _Reading.of(page, self.scroll_offset.y)
            page = self._page = Layout(
                self._text_width, numbered=self.NUMBERED, longest=_LONGEST_LINE
            )
            self._rest = iter(self.blocks())
            self._strips.clear()
        while self._rest is not None and len(page.lines) < number:
            if (block := next(self._rest, None)) is None:
                break
            page.block(block)
        return page

    def _finish(self) -> Layout:
        """Lay out the rest of the page."""
        page = self._written_to(0)
        if self._rest is not None:
            for block in self._rest:
                page.block(block)
            self._rest = None
            before, self._links = self._links, links_of(page.lines)
            if self._cited_at is not None:
                self._cited_at = found_again(before, self._cited_at, self._links)
            self.measured(Size(page.width, len(page.lines)))
            if (reading := self._reading) is not None:
                self._reading = None
                self.scroll_to(0, reading.line_in(page), animate=False, force=True, immediate=True)
            if self.lit is not None:
                # Not scrolled to: one may have read on since.
                self.set_reactive(PageView.lit, found_again(before, self.lit, self._links))
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
            # Only visible lines are searched; single letters occur everywhere and are not highlighted.
            if words := tuple(word for word in self.words if len(word) > 1):
                segments = segments_found(segments, words, _FOUND)
            strip = fitted(segments, width, ground)
            if self.lit is not None and (link := self._links[self.lit]).line == number:
                strip = self._light(strip, link, width)
            self._strips[number] = strip
        return strip

    def _light(self, strip: Strip, link: Link, width: int) -> Strip:
        # On a very narrow screen, the link may be cut off.
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
        # The visible lines were laid out for the new width when they were painted.
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

    # Scrolling by keys is not animated.

    def action_scroll_up(self) -> None:
        """Scroll a line up."""
        self.scroll_up(animate=False)

    def action_scroll_down(self) -> None:
        """Scroll a line down."""
        self.scroll_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll a page up."""
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll a page down."""
        self.scroll_page_down(animate=False)

    def action_scroll_home(self) -> None:
        """Scroll to the top."""
        self.scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """Scroll to the bottom."""
        self.scroll_end(animate=False)

    def jump(self, number: int) -> bool:
        """Scroll to a section.

        Args:
            number: The number of the section, from 1.

        Returns:
            Whether the section exists.
        """
        page = self._finish()
        if not 1 <= number <= len(page.sections):
            return False
        # The next link is the first of the section.
        self.lit = None
        self._jumped_to = page.sections[number - 1][1]
        self.scroll_to(0, self._jumped_to, animate=False, force=True)
        return True

    def action_next_link(self) -> None:
        """Highlight the next link; after the last one the focus moves on."""
        self._step(1)

    def action_previous_link(self) -> None:
        """Highlight the previous link; before the first one the focus moves back."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self._finish()
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        # Back links of sources would double the steps; only the one to return by is included.
        came_by = None if self._cited_at is None else self._links[self._cited_at].ref.id
        steps = [
            at
            for at, link in enumerate(self._links)
            if link.ref.kind != "cited" or link.ref.id == came_by
        ]
        if self.lit is not None and top <= self._links[self.lit].line < bottom:
            lit = self.lit
            after = [at for at in steps if (at > lit if by > 0 else at < lit)]
        elif by > 0:
            # The last sections of a page can't be scrolled to its top.
            start = self._jumped_to if top < self._jumped_to < bottom else top
            after = [at for at in steps if self._links[at].line >= start]
        else:
            after = [at for at in steps if self._links[at].line < bottom]
        self._jumped_to = 0
        if after:
            self.lit = after[0 if by > 0 else -1]
        else:
            self.lit = None
            (self.screen.focus_next if by > 0 else self.screen.focus_previous)()

    def action_follow(self) -> None:
        """Follow the highlighted link."""
        if self.lit is not None:
            self._follow(self._links[self.lit].ref, self.lit)

    def on_click(self, event: events.Click) -> None:
        meta = event.style.meta.get("ref")
        if meta is not None:
            event.stop()
            self._follow(Ref(*meta), self._link_at(event))

    def _link_at(self, event: events.Click) -> int | None:
        place = event.get_content_offset(self)
        if place is None:
            return None
        line = self.scroll_offset.y + place.y
        return next(
            (
                at
                for at, link in enumerate(self._links)
                if link.line == line and link.start <= place.x < link.end
            ),
            None,
        )

    def _follow(self, ref: Ref, at: int | None) -> None:
        """Follow a link.

        Args:
            ref: Its target.
            at: Its position among the links, if known.
        """
        if ref.kind == "source":
            self._cited_at = at
            self._light_first(Ref("cited", ref.id))
        elif ref.kind == "cited":
            self._light_first(Ref("source", ref.id), self._cited_at)
        else:
            self.post_message(self.Followed(self, ref))

    def _light_first(self, ref: Ref, rather: int | None = None) -> None:
        """Highlight the first link to a target, and scroll it to the middle.

        Args:
            ref: The target.
            rather: The position of a link to prefer if it has the same target.
        """
        self._finish()
        alike = [at for at, link in enumerate(self._links) if link.ref == ref]
        if not alike:
            return
        at = rather if rather in alike else alike[0]
        line, top = self._links[at].line, self.scroll_offset.y
        if not top <= line < top + self.size.height:
            self.scroll_to(
                0, line - self.size.height // 2, animate=False, force=True, immediate=True
            )
        self.lit = at
