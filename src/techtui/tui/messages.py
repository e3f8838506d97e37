"""Messages by which screens ask the app for something; no widget owns them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from textual.message import Message

from techtui.catalog.refs import Ref

# Message classes have an `__init__` of their own, as in Textual: defining a dataclass takes twenty times as long, before the
# first frame.


class ComparisonAsked(Message):
    """Posted to compare technologies.

    Args:
        technologies: Their ids.
    """

    def __init__(self, technologies: tuple[str, ...]) -> None:
        super().__init__()
        self.technologies = technologies


class PickAsked(Message):
    """Posted to let the user pick something by typing.

    Args:
        purpose: What to do with what is picked.
        technologies: For comparing: the ids already compared. For filtering: the ids shown.
        first: The id to offer first.
    """

    def __init__(
        self,
        purpose: Literal["compare", "explain", "sort", "filter"],
        technologies: tuple[str, ...] = (),
        first: str = "",
    ) -> None:
        super().__init__()
        self.purpose = purpose
        self.technologies = technologies
        self.first = first


class LinkOpened(Message):
    """Posted when a link is followed that leads away from the screen: to the web or to an explanation.

    Args:
        target: The target of the link.
    """

    def __init__(self, target: Ref) -> None:
        super().__init__()
        self.target = target

    @classmethod
    def to_url(cls, url: str) -> LinkOpened:
        """Return a message for a link to the web."""
        return cls(Ref("url", url))


class ExplanationAsked(Message):
    """Posted to explain an attribute and show what is known of it.

    Args:
        attribute: Its id.
        technologies: Ids of technologies whose full values to show.
    """

    def __init__(self, attribute: str, technologies: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.attribute = attribute
        self.technologies = technologies


class PlaceAsked(Message):
    """Posted to show a place of the catalog.

    Args:
        place: A technology or a category.
    """

    def __init__(self, place: Ref) -> None:
        super().__init__()
        self.place = place


def to_follow(target: Ref) -> PlaceAsked | LinkOpened:
    """Return the message for a link on a page about many technologies: to a technology in the tree, or away."""
    return PlaceAsked(target) if target.kind == "technology" else LinkOpened(target)


KeptAspect: TypeAlias = Literal["status", "previous_status", "shortlist", "note"]
"""What the user keeps about a technology."""


class KeepingAsked(Message):
    """Posted to change what the user keeps about a technology.

    Args:
        what: What to change: the learning status, forwards or backwards, the shortlist, or the note.
        technology: Its id.
    """

    def __init__(self, what: KeptAspect, technology: str) -> None:
        super().__init__()
        self.what = what
        self.technology = technology


class LearningAsked(Message):
    """Posted to show the learning progress."""


class TableAsked(Message):
    """Posted to show technologies as a table.

    Args:
        category: The id of their category; empty for all.
        query: A query that filters them, as typed into the search field.
        here: The id of the technology at the cursor; may be empty.
    """

    def __init__(self, category: str, query: str = "", here: str = "") -> None:
        super().__init__()
        self.category = category
        self.query = query
        self.here = here


class ExportAsked(Message):
    """Posted to export something.

    Args:
        place: The place that is shown.
        found: Ids of the technologies that searching and filtering left; None if all are shown.
        query: The query that left them.
    """

    def __init__(self, place: Ref, found: tuple[str, ...] | None, query: str) -> None:
        super().__init__()
        self.place = place
        self.found = found
        self.query = query


class UnmarkingAsked(Message):
    """Posted to remove all marks."""


class ComparisonKeepingAsked(Message):
    """Posted to keep a comparison, or to write a note on it.

    Args:
        technologies: Their ids, left to right.
        note: Whether to write a note on it, too.
    """

    def __init__(self, technologies: tuple[str, ...], note: bool = False) -> None:
        super().__init__()
        self.technologies = technologies
        self.note = note


class DecisionAsked(Message):
    """Posted to start a decision.

    Args:
        technologies: Ids of the candidates; empty for all of a category.
        category: The id of that category.
        found_by: The query that found the candidates, if any.
    """

    def __init__(
        self, technologies: tuple[str, ...] = (), category: str = "", found_by: str = ""
    ) -> None:
        super().__init__()
        self.technologies = technologies
        self.category = category
        self.found_by = found_by


class DecisionKeepingAsked(Message):
    """Posted to keep a decision.

    Args:
        name: The name to suggest.
        content: The decision and its basis, as the text of a decision file.
        kept: Called with the name under which the decision was kept.
    """

    def __init__(self, name: str, content: str, kept: Callable[[str], object]) -> None:
        super().__init__()
        self.name = name
        self.content = content
        self.kept = kept


class Dropped(Message):
    """Posted when something was dropped that the user may want back.

    Args:
        what: What it is, such as ``3 marks``.
        bring_back: Restores it.
    """

    def __init__(self, what: str, bring_back: Callable[[], object]) -> None:
        super().__init__()
        self.what = what
        self.bring_back = bring_back
