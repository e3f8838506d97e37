"""The kinds of problems by their stable names, and which of them keep a catalog from opening."""

from __future__ import annotations

from typing import Final

ERRORS: Final = {
    "unreadable": "a file is missing or can't be read",
    "empty-file": "a file is empty",
    "syntax": "the file is not TOML",
    "newer-format": "the file is written for a newer techtui",
    "mixed-times": "a series mixes years, months and days; the less frequent ones are left out",
    "no-columns": "an attribute of type table declares no columns; its facts are left out",
    "no-title": "the catalog has no title",
    "too-many": "there are more errors than are listed",
    "bad-id": "an id is empty, too long, or has slashes or control characters",
    "bad-link": "a link is not an address that can be opened; it is shown as text",
    "bad-term": "a term of a decision or a query can't be understood, or a want has nothing that is good; it is left out",
    "circular-parent": "a category is its own parent, directly or through others",
    "layer-alone": "the file uses attributes or categories that no file declares",
    "missing-key": "a required key is missing",
    "out-of-range": "a number, year or version is out of range",
    "too-deep": "categories are nested too deeply",
    "unknown-attribute": "the attribute of a fact is not declared",
    "unknown-category": "a category is not declared",
    "unknown-choice": "a value is not among the choices; in a fact, it is shown as text",
    "unknown-concept": "a concept is not declared",
    "unknown-key": "a key is unknown",
    "unknown-source": "a source is not declared",
    "unknown-technology": "a technology does not exist",
    "value-and-missing": "a fact has both a value and a reason why there is none",
    "wrong-format": "the format number is not valid",
    "wrong-type": "a value has the wrong type",
}
"""What can't be understood, and is left out or shown as plain text."""

ADVICE: Final = {
    "converted": "a value was understood, but should be written in another way",
    "duplicate-alias": "two technologies share a name or an alias",
    "duplicate-id": "two files define one id, and neither extends the other",
    "duplicate-name": "two technologies have the same name",
    "duplicate-tagline": "two technologies have the same tagline",
    "empty-catalog": "there are no technologies",
    "empty-category": "no technology is in a category",
    "empty-list": "a list or a series has nothing in it",
    "empty-text": "a text is empty",
    "future-date": "a date is in the future",
    "long-tagline": "a tagline is longer than most, and than a small terminal is wide",
    "misplaced-fact": "the attribute of a fact is for other categories",
    "no-choices": "an attribute of type choice offers no choices",
    "no-effect": "a key has no effect with this type",
    "no-format": "the file does not say which format it is in",
    "odd-characters": "a text has invisible or control characters",
    "odd-id": "an id has blanks or signs that are hard to type in a query",
    "self-relation": "a technology is related to itself",
    "stale": "a dated value has become old",
    "thin-entry": "an entry lacks what most others have",
    "unsourced": "a figure names no source, though others do",
    "unused-attribute": "no technology has a fact of an attribute",
    "unused-source": "nothing names a source",
    "weak-source": "a fact has weak sources only",
}
"""What is shown as written, but could be better."""

KINDS: Final = {**ERRORS, **ADVICE}
"""Name -> meaning."""

REFUSING: Final = frozenset({"unreadable", "empty-file", "syntax", "newer-format", "no-title"})
"""The kinds that keep a catalog from opening; with all others, a bad field is dropped."""
