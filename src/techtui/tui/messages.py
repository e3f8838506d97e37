"""What screens ask the app for: messages that no widget owns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual.message import Message

from techtui.catalog.refs import Ref

# Messages are classes with an `__init__` of their own, as in Textual: making a dataclass takes twenty times as long, before the
# first frame.


class ComparisonAsked(Message):
    """Asks to show technologies side by side.

    Args:
        technologies: Their ids.
    """

    def __init__(self, technologies: tuple[str, ...]) -> None:
        super().__init__()
        self.technologies = technologies


class PickAsked(Message):
    """Asks for something to be found by typing.

    Args:
        purpose: What happens with what is picked.
        technologies: For comparing: what is there already. For filtering: what is shown.
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
    """A link was followed that leads away from the screen: to the web or to an explanation.

    Args:
        target: What it leads to.
    """

    def __init__(self, target: Ref) -> None:
        super().__init__()
        self.target = target

    @classmethod
    def to_url(cls, url: str) -> LinkOpened:
        """A link to the web."""
        return cls(Ref("url", url))


class ExplanationAsked(Message):
    """Asks what an attribute means and what is known of it.

    Args:
        attribute: Its id.
        technologies: Whose full values to show.
    """

    def __init__(self, attribute: str, technologies: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.attribute = attribute
        self.technologies = technologies


class PlaceAsked(Message):
    """Asks to show a place of the catalog.

    Args:
        place: A technology or a category.
    """

    def __init__(self, place: Ref) -> None:
        super().__init__()
        self.place = place


class KeepingAsked(Message):
    """Asks to keep something about a technology.

    Args:
        what: What to change: the next learning status, the shortlist, or the note.
        technology: Its id.
    """

    def __init__(self, what: Literal["status", "shortlist", "note"], technology: str) -> None:
        super().__init__()
        self.what = what
        self.technology = technology


class LearningAsked(Message):
    """Asks to show the learning progress."""


class TableAsked(Message):
    """Asks to show technologies as a table.

    Args:
        category: Whose; empty for all.
        query: What to leave of them, as typed into the search.
        here: The id of the technology to begin at; may be empty.
    """

    def __init__(self, category: str, query: str = "", here: str = "") -> None:
        super().__init__()
        self.category = category
        self.query = query
        self.here = here


class ExportAsked(Message):
    """Somebody wants to take away what they see.

    Args:
        place: What they read.
        found: The ids of the technologies that searching and filtering left; None where all are shown.
        query: What was searched for.
    """

    def __init__(self, place: Ref, found: tuple[str, ...] | None, query: str) -> None:
        super().__init__()
        self.place = place
        self.found = found
        self.query = query


class UnmarkingAsked(Message):
    """Asks to remove all marks."""


class ComparisonKeepingAsked(Message):
    """Asks to keep a comparison, or to write a note on it.

    Args:
        technologies: Their ids, left to right.
        note: Whether to write a note on it, too.
    """

    def __init__(self, technologies: tuple[str, ...], note: bool = False) -> None:
        super().__init__()
        self.technologies = technologies
        self.note = note


class DecisionAsked(Message):
    """Asks to decide.

    Args:
        technologies: The ids of the candidates; empty for all of a category.
        category: Its id.
        found_by: The query that found the candidates, if one did.
    """

    def __init__(
        self, technologies: tuple[str, ...] = (), category: str = "", found_by: str = ""
    ) -> None:
        super().__init__()
        self.technologies = technologies
        self.category = category
        self.found_by = found_by


class DecisionKeepingAsked(Message):
    """Asks to keep a decision.

    Args:
        name: What to propose as its name.
        content: The decision and what it rests on, as the text of a file of decisions.
        kept: Called with the name under which it is kept.
    """

    def __init__(self, name: str, content: str, kept: Callable[[str], object]) -> None:
        super().__init__()
        self.name = name
        self.content = content
        self.kept = kept


class Dropped(Message):
    """Something is gone that a person may want back.

    Args:
        what: What it is, such as ``3 marks``.
        bring_back: Makes it as it was.
    """

    def __init__(self, what: str, bring_back: Callable[[], object]) -> None:
        super().__init__()
        self.what = what
        self.bring_back = bring_back
