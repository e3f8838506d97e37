"""Reads the pages of a website as a browser would."""

from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path


class Page(HTMLParser):
    """What tests ask of a page: its tags, addresses, names of places, attributes of scripts and styles.

    Args:
        file: The file of the page.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """What stands on the page."""
        return " ".join(" ".join(self.texts).split())

    @property
    def ids(self) -> set[str]:
        """The places an address can name."""
        return {attributes["id"] for _, attributes in self.tags if "id" in attributes}

    @property
    def addresses(self) -> list[str]:
        """All that it leads to or loads."""
        return [
            attributes[name]
            for _, attributes in self.tags
            for name in ("href", "src")
            if name in attributes
        ]


@lru_cache(maxsize=2)
def pages_of(folder: Path) -> list[Page]:
    """All pages of a website, which no test changes."""
    return [Page(file) for file in sorted(folder.rglob("*.html"))]
