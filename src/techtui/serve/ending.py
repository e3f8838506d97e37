"""Why a visit ended, in words for the visitor."""

from __future__ import annotations

from enum import Enum


class Ending(Enum):
    """Each member is a code for closing a web socket (4000 and up are free for applications), and the message of the page."""

    LEFT = (4000, "You closed the page.")
    QUIT = (4001, "You left the explorer.")
    CRASHED = (
        4002,
        "The explorer ended because of an error. The terminal of the server shows it.",
    )
    NO_CATALOG = (
        4003,
        "The catalog can't be opened. The terminal of the server shows why.",
    )
    STOPPED = (4004, "The server was stopped.")
    IDLE = (4005, "Nothing was pressed for a long time, so the explorer was closed.")
    MEMORY = (4006, "The explorer needed more memory than a visitor may have, so it was closed.")
    FLOOD = (
        4007,
        "More was typed or pasted at once than a visitor may send, so the explorer was closed.",
    )
    STUCK = (4008, "The explorer could not keep up with what was typed, so it was closed.")
    UNREAD = (4009, "Your browser did not take what the explorer shows, so it was closed.")

    @property
    def code(self) -> int:
        """The code of the close frame."""
        return self.value[0]

    @property
    def words(self) -> str:
        """A sentence for the visitor; at most 123 bytes, the limit of a close frame."""
        return self.value[1]
