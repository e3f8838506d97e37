"""The command palette, and what it finds: commands, technologies, categories and concepts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual import on
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Input, OptionList

from techtui.catalog.folding import fold, folded
from techtui.catalog.refs import Ref
from techtui.tui.commands import of
from techtui.tui.once import EndsOnce
from techtui.tui.options import Options

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click
    from textual.fuzzy import Matcher
    from textual.types import IgnoreReturnCallbackType
    from textual.worker import ResultType, Worker, WorkType

    from techtui.tui.app import TechtuiApp


_MOST_TECHNOLOGIES = 30
"""More are not offered: whoever wants to see all of them searches the tree."""


def _matched(matcher: Matcher, name: str) -> tuple[float, Content]:
    """How well a name fits a query that is folded, and the name with what fits in another style."""
    plain = folded(name)
    score, offsets = matcher.fuzzy_search.match(matcher.query, plain.text)
    shown = Content(name)
    for offset in offsets if score else ():
        shown = shown.stylize(matcher.match_style, *plain.span(offset, offset + 1))
    return score, shown


class _Found(CommandList, Options):
    """The list of what the palette found."""


class Palette(EndsOnce[None], CommandPalette):
    """Textual's palette, for people who are quicker than it is: it is closed once, and runs one command."""

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield _Found() if isinstance(widget, CommandList) else widget

    def run_worker(self, work: WorkType[ResultType], *args: Any, **options: Any) -> Worker[Any]:
        """Search beside the screen; a palette that was closed meanwhile has no list left to fill."""

        async def search() -> None:
            try:
                await cast("Callable[[], Awaitable[None]]", work)()
            except NoMatches:
                if self.query(CommandList):
                    raise

        return super().run_worker(search, *args, **options)

    def on_click(self, event: Click) -> None:
        """Close the palette by a click beside it; Textual's own way asks what lies where the screen may have ended."""
        event.prevent_default()
        if event.widget is self:
            self.dismiss()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _taken(self, event: Input.Submitted | OptionList.OptionSelected) -> None:
        if self.is_over:
            event.prevent_default().stop()


class CommandsProvider(Provider):
    """The commands of the screen, and those that work everywhere."""

    def _commands(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        scope = type(self.screen).__name__.removesuffix("Screen").lower()
        everywhere = cast("TechtuiApp", self.app).SCOPES
        for command in of(scope, *everywhere):
            if command.listed:
                namespace = "app" if command.scope in everywhere else "screen"
                yield (
                    command.title,
                    command.help,
                    partial(self.screen.run_action, f"{namespace}.{command.action}"),
                )

    async def discover(self) -> Hits:
        for title, text, callback in self._commands():
            yield DiscoveryHit(Content(title), callback, title, text)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(fold(query))
        for title, text, callback in self._commands():
            score, shown = _matched(matcher, title)
            if score > 0:
                yield Hit(score, shown, callback, title, text)


class CatalogProvider(Provider):
    """Everything in the catalog that has a name."""

    def _technologies(self, query: str, matcher: Matcher) -> Iterator[Hit]:
        # The index knows aliases and misspellings, and does not mind how many there are.
        from techtui.catalog.search import Index

        app = cast("TechtuiApp", self.app)
        if app.catalog is None:
            return
        for found in Index(app.catalog).search(query)[:_MOST_TECHNOLOGIES]:
            one = app.catalog.technologies[found.technology]
            show = partial(app.show_place, Ref("technology", one.id))
            score, shown = _matched(matcher, one.name)
            yield Hit(score or found.score / 1000, shown, show, one.name, one.tagline or None)

    def _names(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        app = cast("TechtuiApp", self.app)
        catalog = app.catalog
        if catalog is None:
            return
        for name, technologies in app.kept_comparisons():
            yield name, "Kept comparison", partial(app.open_comparison, technologies)
        for name, aside in app.kept_decisions():
            yield name, aside, partial(app.open_decision, name)
        for category in catalog.categories.values():
            yield category.name, "Category", partial(app.show_place, Ref("category", category.id))
        for concept in catalog.concepts.values():
            yield concept.title, "Concept", partial(app.explain, Ref("concept", concept.id))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(fold(query))
        for hit in self._technologies(query, matcher):
            yield hit
        for name, aside, callback in self._names():
            score, shown = _matched(matcher, name)
            if score > 0:
                yield Hit(score, shown, callback, name, aside or None)
