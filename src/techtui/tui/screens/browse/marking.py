"""The part of the browse screen that knows what commands apply to, and marks technologies for comparison and decision."""

from __future__ import annotations

from textual.reactive import var

from techtui.catalog.model import Technology
from techtui.catalog.refs import LEAST_COMPARED, MOST_COMPARED, Ref
from techtui.tui.messages import ComparisonAsked, DecisionAsked, Dropped, PickAsked
from techtui.tui.screen import CatalogScreen
from techtui.tui.screens.browse.searching import Searching
from techtui.tui.screens.browse.tree import CategoryTree


class Marks(CatalogScreen):
    """A screen that marks technologies for comparison: the tree, or the table."""

    marked: var[tuple[str, ...]] = var(())
    """The ids of technologies to compare, in the order they were marked."""

    def _toggle_mark(self, technology: str) -> None:
        if technology in self.marked:
            self.marked = tuple(one for one in self.marked if one != technology)
        elif len(self.marked) == MOST_COMPARED:
            self.notify(f"{MOST_COMPARED} are marked already; take one off with space.")
        else:
            self.marked = (*self.marked, technology)

    def _compare_marked(self, here: str) -> None:
        """Compare what is marked; if that is too little, ask for more.

        Args:
            here: The id of the technology under the cursor, which is the most likely choice; empty for none.
        """
        if len(self.marked) >= LEAST_COMPARED:
            self.post_message(ComparisonAsked(self.marked))
        elif self.marked:
            self.post_message(
                PickAsked("compare", self.marked, "" if here in self.marked else here)
            )
        else:
            self.post_message(PickAsked("compare", (here,) if here else ()))


class Marking(Marks, Searching):
    """A screen with a tree whose technologies can be marked."""

    @property
    def _here(self) -> Ref:
        """The place that commands apply to."""
        # While keys arrive fast, the cursor is ahead of the detail pane; a key is meant for the row under the cursor.
        if self.stands and (place := self.query_one(CategoryTree).place).kind:
            return place
        return self.place

    @property
    def technology(self) -> Technology | None:
        """The technology that commands apply to, if any."""
        here = self._here
        if self.catalog is None or here.kind != "technology":
            return None
        return self.catalog.technologies.get(here.id)

    @property
    def category(self) -> str:
        """The id of the category that commands apply to, or of the technology's category; empty for none."""
        here = self._here
        if here.kind == "technology" and self.catalog is not None:
            return self.catalog.home.get(here.id, "")
        return here.id if here.kind == "category" else ""

    # Marks -----------------------------------------------------------------------------------------

    def toggle_branch(self) -> None:
        """Open or close the branch under the cursor, which can't be marked."""
        node = self.query_one(CategoryTree).cursor_node
        if node is not None and node.allow_expand:
            node.toggle()

    def action_mark(self) -> None:
        """Mark or unmark the technology; open or close a branch."""
        if (technology := self.technology) is None:
            self.toggle_branch()
        else:
            self._toggle_mark(technology.id)

    def action_unmark_all(self) -> None:
        """Remove all marks."""
        dropped = self.marked
        if not dropped:
            return

        def bring_back() -> None:
            if self.catalog is not None:
                both = dict.fromkeys((*dropped, *self.marked))
                self.marked = self.catalog.known(both)[:MOST_COMPARED]

        self.marked = ()
        what = "1 mark" if len(dropped) == 1 else f"{len(dropped)} marks"
        self.post_message(Dropped(what, bring_back))

    def watch_marked(self) -> None:
        if self.stands:
            self._show_marks()
        if self.marked:
            from techtui.tui.runtime.prefetch import import_ahead

            import_ahead("techtui.tui.screens.compare.screen")

    def _show_marks(self) -> None:
        count = len(self.marked)
        rest = " to compare · c" if count > 1 else " to compare · mark another"
        self._say("marks", f"✓ {count}{rest}" if count else "")

    # Comparing and deciding ------------------------------------------------------------------------

    def action_compare(self) -> None:
        """Compare the marked technologies; ask for more if there are too few."""
        here = self.technology
        self._compare_marked(here.id if here is not None else "")

    def action_decide(self) -> None:
        """Decide between the marked technologies, those found, or all of the category."""
        if len(self.marked) >= 2:
            self.post_message(DecisionAsked(self.marked))
        elif self.hits is not None and len(self.hits) >= 2:
            self.post_message(DecisionAsked(self.hits, found_by=self.query_text))
        else:
            self.post_message(DecisionAsked(category=self.category))
