"""Opens screens and places of the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from techtui.catalog.refs import LEAST_COMPARED, is_in

if TYPE_CHECKING:
    from techtui.catalog.refs import Ref
    from techtui.tui.controllers.base import Explorer
    from techtui.tui.messages import ComparisonAsked, PlaceAsked, TableAsked
    from techtui.tui.screens.browse.screen import BrowseScreen

    _App = Explorer
else:
    _App = object


GONE: Final = "The catalog no longer has that."
"""Said where somebody asked for something, and the catalog was reloaded before that was done."""


class Navigation(_App):
    """A mixin for apps: opens screens and places."""

    def __init__(self) -> None:
        self._columns: dict[str, tuple[str, ...]] = {}
        super().__init__()

    # Places ----------------------------------------------------------------------------------------

    def on_place_asked(self, event: PlaceAsked) -> None:
        """Show a place."""
        self.show_place(event.place)

    def show_place(self, place: Ref) -> None:
        """Close every other screen and show a place of the catalog, unless a reload has removed it."""
        if self.catalog is None or not is_in(self.catalog, place):
            self.notify(GONE)
            return
        browse = self.leave_for_catalog()
        browse.go(place)
        browse.read_if_narrow()

    def follow(self, target: Ref) -> None:
        """Close every other screen and show a place of the catalog, or the technologies of a query."""
        if target.kind != "query":
            self.show_place(target)
            return
        browse = self.leave_for_catalog()
        browse.remove_class("-reading")
        browse.search_for(target.id)

    def leave_for_catalog(self) -> BrowseScreen:
        """Close every other screen than that of the catalog."""
        while len(self.screen_stack) > 1:
            # Anything that waits for the screen's answer gets none.
            self.screen.dismiss(None)
        return self._browse

    # Comparisons -----------------------------------------------------------------------------------

    def on_comparison_asked(self, event: ComparisonAsked) -> None:
        """Compare technologies."""
        if not self.asks_already:
            self.open_comparison(event.technologies)

    def open_comparison(self, technologies: tuple[str, ...]) -> None:
        """Compare technologies, on the comparison screen that is open, if any.

        Args:
            technologies: Their ids; those the catalog no longer has are left out.
        """
        from techtui.tui.screens.compare.screen import CompareScreen

        known = self.known_of(technologies)
        if len(known) < LEAST_COMPARED:
            self.notify("The catalog no longer has what was compared.")
        elif isinstance(self.screen, CompareScreen):
            self.screen.ids = known
        else:
            self.push_screen(CompareScreen(known, self._keeper.note_on))

    def known_of(self, technologies: tuple[str, ...]) -> tuple[str, ...]:
        """Those ids of technologies that the catalog still has: it may have been reloaded since somebody asked."""
        return self.catalog.known(technologies) if self.catalog is not None else ()

    # Other screens ---------------------------------------------------------------------------------

    def on_table_asked(self, event: TableAsked) -> None:
        """Show technologies as a table."""
        from techtui.tui.screens.table.screen import TableScreen

        if self.asks_already or isinstance(self.screen, TableScreen):
            return
        screen = TableScreen(event.category, event.query, self._columns, event.here)
        screen.set_reactive(TableScreen.only_shortlist, self._browse.only_shortlist)
        screen.set_reactive(TableScreen.hides_unwanted, self._browse.hides_unwanted)
        screen.set_reactive(TableScreen.marked, self._browse.marked)

        # Both screens share the marks.
        def marked_there(marked: tuple[str, ...]) -> None:
            self._browse.marked = marked

        def marked_here(marked: tuple[str, ...]) -> None:
            screen.marked = marked

        self.watch(screen, "marked", marked_there, init=False)
        screen.watch(self._browse, "marked", marked_here, init=False)
        self.push_screen(screen)

    def on_unmarking_asked(self) -> None:
        """Remove all marks."""
        self._browse.action_unmark_all()

    def on_learning_asked(self) -> None:
        """Show the learning progress."""
        from techtui.tui.screens.learning.screen import LearningScreen

        if self.asks_already or isinstance(self.screen, LearningScreen) or self.catalog is None:
            return
        screen = LearningScreen()
        screen.set_reactive(LearningScreen.activity, self._keeper.shelf.activity(self.catalog.id))
        if self._goal:
            screen.set_reactive(LearningScreen.goal, self._goal)
        self.watch(screen, "goal", self._goal_changed, init=False)
        self.push_screen(screen)

    def _goal_changed(self, goal: int) -> None:
        self._goal = goal
        if self._memory is not None:
            self._memory.changed()

    def action_changes(self) -> None:
        """Show what is new in the catalog."""
        from techtui.tui.screens.changes.screen import ChangesScreen

        if self.asks_already or isinstance(self.screen, ChangesScreen):
            return
        self.push_screen(ChangesScreen(self._browse.category))
