"""The format of decisions, declared once, as `TABLES` declares that of catalogs.

``terms``: a list of query terms. ``text_or_texts``: a text or a list of them. ``wants``: a table attribute id -> importance, or a
table of `WANT`. ``ratings``: a table id -> table of `RATING`. ``grades``: a table technology -> points, or a table of `GRADE`.
``points``: a number from 0 to 4. ``basis``: a table of `BASIS`. ``values``: a table technology -> attribute -> value.
"""

from __future__ import annotations

from typing import Final

from techtui.catalog.format.fields import Field
from techtui.catalog.model import IMPORTANCES

STATUSES: Final = ("proposed", "accepted", "rejected", "deprecated", "superseded")

IMPORTANCE: Final = Field(
    "word",
    "How much it counts: 1 nice, 2 useful, 3 important, 5 decisive; or the word.",
    required=True,
    words=tuple(IMPORTANCES),
)

WANT: Final = {
    "importance": IMPORTANCE,
    "good": Field(
        "text_or_texts",
        "What is good: wanted values, a target such as “>= 16”, or higher or lower; else as the attribute says.",
    ),
    "why": Field("text", "Why it counts."),
}

GRADE: Final = {
    "points": Field(
        "points", "How well it does: 0 not at all, 4 as well as can be.", required=True
    ),
    "why": Field("text", "Why so."),
}

RATING: Final = {
    "name": Field("text", "What is rated.", required=True),
    "importance": IMPORTANCE,
    "grades": Field("grades", "How each candidate does; those left out are unknown."),
}

BASIS: Final = {
    "date": Field("date", "The day these were the values.", required=True),
    "first": Field("text", "The id of who came first."),
    "values": Field("values", "The values it is based on, by technology and attribute."),
}

DECISION: Final = {
    "question": Field("text", "What is to be decided.", required=True),
    "status": Field("word", "How far it is.", words=STATUSES),
    "date": Field("date", "The day of the decision."),
    "review": Field("date", "The day on which to look at it again."),
    "makers": Field("texts", "Who decides."),
    "note": Field("text", "The context, in paragraphs."),
    "candidates": Field("refs", "The candidates, by id, name or alias.", refers="technologies"),
    "category": Field(
        "ref",
        "Or: all of a category, with all below, that may still be taken.",
        refers="categories",
    ),
    "where": Field("text", "Or: all that a query means, of that category if one is named."),
    "musts": Field("terms", "Musts, as query terms."),
    "wants": Field("wants", "The criteria, and how much each counts."),
    "ratings": Field("ratings", "Criteria that no catalog knows, rated by yourselves."),
    "basis": Field("basis", "The values it is based on; written by techtui decide --accept."),
}
"""The keys of a decision file, besides ``format``."""
