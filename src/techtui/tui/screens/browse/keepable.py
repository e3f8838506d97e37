"""The part of the browse screen that changes what the user keeps about a technology."""

from __future__ import annotations

from techtui.tui.messages import KeepingAsked, KeptAspect
from techtui.tui.screens.browse.marking import Marking


class Keepable(Marking):
    """A screen about technologies that have a learning status and a note, and can be on the shortlist."""

    @property
    def _noun(self) -> str:
        return self.catalog.conventions.noun[0] if self.catalog is not None else "technology"

    def _keep(self, what: KeptAspect) -> None:
        if self.technology is None:
            self.notify(f"Choose a {self._noun} first.", markup=False)
        else:
            self.post_message(KeepingAsked(what, self.technology.id))

    def action_status(self) -> None:
        """Set the next learning status."""
        self._keep("status")

    def action_previous_status(self) -> None:
        """Set the previous learning status."""
        self._keep("previous_status")

    def action_shortlist(self) -> None:
        """Add to the shortlist, or remove."""
        self._keep("shortlist")

    def action_note(self) -> None:
        """Write a note."""
        self._keep("note")
