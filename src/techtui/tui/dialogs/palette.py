"""What the command palette finds: commands, technologies, categories and concepts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from techtui.tui.commands import of
from techtui.tui.page.layout import Target
from techtui.tui.screens.browse.tree import Place

if TYPE_CHECKING:
    from textual.fuzzy import Matcher
    from textual.types import IgnoreReturnCallbackType

    from techtui.tui.app import TechtuiApp


_MOST_TECHNOLOGIES = 30
"""More are not offered: whoever wants to see all of them searches the tree."""


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
        matcher = self.matcher(query)
        for title, text, callback in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), callback, title, text)


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
            show = partial(app.show_place, Place("technology", one.id))
            score = matcher.match(one.name)
            shown = matcher.highlight(one.name) if score else Content(one.name)
            yield Hit(score or found.score / 1000, shown, show, one.name, one.tagline or None)

    def _names(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        app = cast("TechtuiApp", self.app)
        catalog = app.catalog
        if catalog is None:
            return
        for name, technologies in app.kept_comparisons():
            yield name, "Kept comparison", partial(app.open_comparison, technologies)
        for category in catalog.categories.values():
            yield category.name, "Category", partial(app.show_place, Place("category", category.id))
        for concept in catalog.concepts.values():
            yield concept.title, "Concept", partial(app.explain, Target("concept", concept.id))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for hit in self._technologies(query, matcher):
            yield hit
        for name, aside, callback in self._names():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), callback, name, aside or None)
