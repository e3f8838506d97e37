"""The part of the browse screen that changes what the user keeps about a technology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.tui.messages import KeepingAsked, KeptAspect
from techtui.tui.screens.browse.marking import Marking

if TYPE_CHECKING:
    from techtui.catalog.model import Technology


class Keepable(Marking):
    """A screen about technologies that have a learning status and a note, and can be on the shortlist."""

    def _technology_here(self) -> Technology | None:
        """Return the technology that commands apply to; without one, tell the user to choose one."""
        if self.technology is None and self.catalog is not None:
            self.notify(f"Choose a {self.catalog.conventions.noun[0]} first.", markup=False)
        return self.technology

    def _keep(self, what: KeptAspect) -> None:
        if (technology := self._technology_here()) is not None:
            self.post_message(KeepingAsked(what, technology.id))

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
