"""What the command palette finds: commands, technologies, categories and concepts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from techtui.tui.browse.tree import Place
from techtui.tui.commands import of
from techtui.tui.page.layout import Target

if TYPE_CHECKING:
    from textual.types import IgnoreReturnCallbackType

    from techtui.tui.app import TechtuiApp


class CommandsProvider(Provider):
    """The commands of the screen, and those that work everywhere."""

    def _commands(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        scope = type(self.screen).__name__.removesuffix("Screen").lower()
        for command in of(scope, "app"):
            if command.listed:
                namespace = "app" if command.scope == "app" else "screen"
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

    def _names(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        app = cast("TechtuiApp", self.app)
        catalog = app.catalog
        if catalog is None:
            return
        for name, technologies in app.kept_comparisons():
            yield name, "Kept comparison", partial(app.open_comparison, technologies)
        for technology in catalog.technologies.values():
            yield (
                technology.name,
                technology.tagline,
                partial(app.show_place, Place("technology", technology.id)),
            )
        for category in catalog.categories.values():
            yield category.name, "Category", partial(app.show_place, Place("category", category.id))
        for concept in catalog.concepts.values():
            yield concept.title, "Concept", partial(app.explain, Target("concept", concept.id))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, aside, callback in self._names():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), callback, name, aside or None)
