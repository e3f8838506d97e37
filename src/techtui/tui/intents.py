"""What screens ask the app for: messages that no widget owns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.message import Message

from techtui.tui.page.layout import Target


@dataclass
class ComparisonAsked(Message):
    """Somebody wants technologies side by side."""

    technologies: tuple[str, ...]
    """Their ids."""


@dataclass
class PickAsked(Message):
    """Somebody wants to find something by typing."""

    purpose: Literal["compare", "explain", "sort", "filter"]
    """What happens with what is picked."""
    technologies: tuple[str, ...] = ()
    """For comparing: what is there already. For filtering: what is shown."""
    first: str = ""
    """The id to offer first."""


@dataclass
class LinkOpened(Message):
    """A link was followed that leads away from the screen: to the web or to an explanation."""

    target: Target

    @classmethod
    def to_url(cls, url: str) -> LinkOpened:
        """A link to the web."""
        return cls(Target("url", url))


@dataclass
class ExplanationAsked(Message):
    """Somebody wants to know what an attribute means and what is known of it."""

    attribute: str
    """Its id."""
    technologies: tuple[str, ...] = ()
    """Whose full values to show."""


@dataclass
class PlaceAsked(Message):
    """Somebody wants to see a place of the catalog."""

    kind: str
    """``technology`` or ``category``."""
    id: str


@dataclass
class KeepingAsked(Message):
    """Somebody wants to keep something about a technology."""

    what: Literal["status", "shortlist", "note"]
    """What to change: the next learning status, the shortlist, or the note."""
    technology: str
    """Its id."""


@dataclass
class LearningAsked(Message):
    """Somebody wants to see how far they are."""


@dataclass
class ComparisonKeepingAsked(Message):
    """Somebody wants to keep a comparison, or to write a note on it."""

    technologies: tuple[str, ...]
    """Their ids, left to right."""
    note: bool = False
    """Whether to write a note on it, too."""
