"""Asks what to compare, sort and filter by; explains, follows links, and lists keys and problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.catalog.refs import Ref
from techtui.tui.commands import keys_in_force, of
from techtui.tui.controllers.navigation import GONE
from techtui.tui.runtime.asking import ask, flow, flow_over_dialogs
from techtui.tui.screens.browse.search_state import unwanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from techtui.catalog.model import Technology
    from techtui.tui.controllers.base import Explorer
    from techtui.tui.messages import ExplanationAsked, LinkOpened, PickAsked

    _App = Explorer
else:
    _App = object


class LookingUp(_App):
    """A mixin for apps: dialogs that pick, explain and list."""

    open_comparison: Callable[[tuple[str, ...]], None]
    follow: Callable[[Ref], None]

    @flow
    async def on_pick_asked(self, event: PickAsked) -> None:
        """Let the user pick something, and use it as asked."""
        # Imported when first used.
        from techtui.tui.dialogs import flows

        if (catalog := self.catalog) is None:
            return
        # Since somebody asked, and again until they answer, the catalog may have been reloaded.
        browse, ids = self._browse, self.known_of(event.technologies)
        match event.purpose:
            case "compare":
                first = "".join(self.known_of((event.first,)))
                hidden = unwanted(catalog, self.entries) if browse.hides_unwanted else ()
                compared = await flows.ask_what_to_compare(self, catalog, ids, first, hidden)
                if compared:
                    self.open_comparison(compared)
            case "sort":
                sort = await flows.ask_how_to_sort(self, catalog, browse.sort)
                if sort is not None and self.catalog is not None and sort.fits(self.catalog):
                    browse.sort = sort
            case "filter":
                if term := await flows.ask_for_a_filter(self, catalog, ids):
                    browse.toggle_filter(term)
            case "explain":
                if target := await flows.ask_what_to_explain(self, catalog):
                    await self.explanation(target, self._shown)

    @property
    def _shown(self) -> tuple[Technology, ...]:
        technology = self._browse.technology
        return (technology,) if technology is not None else ()

    def on_explanation_asked(self, event: ExplanationAsked) -> None:
        """Explain an attribute."""
        if not self.asks_already and self.catalog is not None:
            known = self.known_of(event.technologies)
            technologies = tuple(self.catalog.technologies[one] for one in known)
            self.explain(Ref("attribute", event.attribute), technologies)

    @flow_over_dialogs
    async def explain(self, target: Ref, technologies: tuple[Technology, ...] = ()) -> None:
        """Explain a concept or an attribute in a dialog.

        Args:
            target: A concept or an attribute.
            technologies: Technologies whose values of the attribute to show.
        """
        await self.explanation(target, technologies)

    async def explanation(self, target: Ref, technologies: tuple[Technology, ...] = ()) -> None:
        """Explain a concept or an attribute; to be awaited in a flow."""
        from techtui.tui.dialogs.explain import ExplainScreen, explained_like

        if self.catalog is None:
            return
        steps = explained_like(self.catalog, target)
        if target not in steps:
            # The catalog was reloaded since.
            self.notify(GONE)
        elif isinstance(self.screen, ExplainScreen) and self.screen.catalog is self.catalog:
            # From the palette: stacked dialogs would have to be closed one by one.
            self.screen.show(target)
        else:
            dialog = ExplainScreen(self.catalog, steps, steps.index(target), technologies)
            if followed := await ask(self, dialog):
                self.follow(followed)

    def on_link_opened(self, event: LinkOpened) -> None:
        """Follow a link: to the web, or to an explanation."""
        from techtui.tui.runtime.link_follower import follow_link

        if event.target.kind != "url":
            self.explain(event.target, self._shown)
        else:
            follow_link(self, event.target.id)

    def action_problems(self) -> None:
        """List what was left out of the catalog."""
        if self.catalog is None or not self.catalog.problem_count:
            self.notify("Everything in the catalog could be read.")
        elif self.is_web:
            # Visitors are not told where the file is, or what is in it.
            self.notify(
                "Parts of the catalog can't be shown; its owner sees them with techtui check."
            )
        else:
            from techtui.tui.dialogs.problems import ProblemsScreen

            self.push_screen(ProblemsScreen(self.catalog.problems, self.catalog.problem_count))

    def action_help(self) -> None:
        """Show the keys of the screen."""
        from techtui.tui.dialogs.help import HelpScreen
        from techtui.tui.dialogs.signs import signs_of
        from techtui.tui.screen import CatalogScreen

        screen = self.screen
        if not isinstance(screen, CatalogScreen) or self.catalog is None:
            return
        keys = keys_in_force(screen)
        commands = [
            (
                command,
                command.sign
                if command.fixed or (len(command.sign) > 2 and command.id not in self._moved)
                else " ".join(dict.fromkeys(keys.get(command.id, [])[:2])) or "–",
            )
            for command in of(screen.SCOPE, *self.SCOPES)
        ]
        signs = list(signs_of(screen.SCOPE, self.catalog))
        self.push_screen(HelpScreen(screen.PURPOSE, commands, signs))
