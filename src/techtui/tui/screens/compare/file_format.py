"""The formats of exported files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Args:
        name: Its name.
        suffix: The suffix of file names, with the dot.
        purpose: Its use, in a few words.
        write: Returns the whole text of the file.
        kind: Its media type, for browsers.
    """

    name: str
    suffix: str
    purpose: str
    write: Callable[[], str]
    kind: str


def markdown_file(write: Callable[[], str], purpose: str = "for documents") -> Format:
    """Return the Markdown format."""
    return Format("Markdown", ".md", purpose, write, "text/markdown")


def html_file(write: Callable[[], str]) -> Format:
    """Return the HTML format."""
    return Format("HTML", ".html", "a page to read, send and print", write, "text/html")


def csv_file(write: Callable[[], str]) -> Format:
    """Return the CSV format."""
    return Format("CSV", ".csv", "for spreadsheets", write, "text/csv")


def json_file(write: Callable[[], str]) -> Format:
    """Return the JSON format."""
    return Format("JSON", ".json", "for programs", write, "application/json")
