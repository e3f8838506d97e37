"""What the user keeps: shortlist, learning status, notes, comparisons and decisions.

In one file; independent of screens and catalogs::

    with Shelf.open() as shelf:
        shelf.set_status("backend", technology_id, Status.LEARNING)
        if shelf.problem:
            ...  # one sentence for the user
"""

from __future__ import annotations

from .activity import Day, days
from .exchange import dump, export_file, form_of, import_file, load
from .exchange_reader import ExchangeError, Format
from .location import shelf_path
from .merge import SEPARATOR, merge_contents
from .model import (
    SHORTLIST_SIGN,
    Contents,
    Entry,
    KeptComparison,
    KeptDecision,
    Status,
    StatusChange,
)
from .progress import (
    DEFAULT_GOAL,
    Candidate,
    Progress,
    Reason,
    Suggestion,
    progress,
    suggestions,
)
from .shelf import ImportReport, Shelf

__all__ = [
    "DEFAULT_GOAL",
    "SEPARATOR",
    "SHORTLIST_SIGN",
    "Candidate",
    "Contents",
    "Day",
    "Entry",
    "ExchangeError",
    "Format",
    "ImportReport",
    "KeptComparison",
    "KeptDecision",
    "Progress",
    "Reason",
    "Shelf",
    "Status",
    "StatusChange",
    "Suggestion",
    "days",
    "dump",
    "export_file",
    "form_of",
    "import_file",
    "load",
    "merge_contents",
    "progress",
    "shelf_path",
    "suggestions",
]
