"""Converts foreign texts to those of a catalog: words, ids, and HTML to harmless Markdown."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import Any, Final
from zlib import crc32

from techtui.catalog.sanitize import one_line, visible

_LONGEST_ID: Final = 60
_SPOKEN: Final = {"+": " plus ", "#": " sharp ", "&": " and "}
_LONGEST_HTML: Final = 200_000
"""From longer texts, tags are only removed: the parser of the standard library can take quadratic time."""
_ANY_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&(?:#\w{1,8}|[a-zA-Z]{2,10});")
_MARKDOWN: Final = re.compile(
    r"\]\((?:https?:|mailto:|/|#)|^ {0,3}(?:[-*+]|\d{1,3}[.)]) \S|^ {0,3}```", re.MULTILINE
)
_ELEMENTS: Final = frozenset(
    (
        *(
            "a",
            "abbr",
            "address",
            "article",
            "aside",
            "audio",
            "b",
            "big",
            "blockquote",
            "body",
            "br",
        ),
        *("button", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details"),
        *("div", "dl", "dt", "em", "embed", "figcaption", "figure", "font", "footer", "form", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img"),
        *("input", "ins", "kbd", "label", "li", "link", "main", "mark", "meta", "nav", "noscript"),
        *("object", "ol", "p", "picture", "pre", "q", "s", "samp", "script", "section", "small"),
        *("source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table"),
        *(
            "tbody",
            "td",
            "template",
            "textarea",
            "tfoot",
            "th",
            "thead",
            "time",
            "title",
            "tr",
            "tt",
        ),
        *("u", "ul", "var", "video", "wbr", "path"),
    )
)
"""Names of HTML. Anything else between angle brackets is text, such as the type in List<String>."""


def words_of(raw: Any) -> str:
    """Return a scalar as text on one line; empty for None, lists and tables."""
    if isinstance(raw, str):
        return one_line(raw)
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return str(raw) if isinstance(raw, int | float) else ""


def text_of(raw: Any) -> str:
    """Return a scalar as text in paragraphs; HTML becomes Markdown. Empty where `words_of` is."""
    if not isinstance(raw, str):
        return words_of(raw)
    text = visible(raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return markdown_of(text) if _TAG.search(text) else text


def is_markdown(text: str) -> bool:
    """Return whether a text has links, lists or blocks of code of Markdown."""
    return _MARKDOWN.search(text) is not None


def items_of(raw: Any) -> list[str]:
    """Return a list of scalars, or a single scalar, as non-empty texts."""
    items = raw if isinstance(raw, list) else [raw]
    return [words for one in items if (words := words_of(one))]


def table_of(raw: Any) -> dict[str, Any]:
    """Return a table, or an empty one for any other value."""
    return raw if isinstance(raw, dict) else {}


def rows_of(raw: Any) -> list[dict[str, Any]]:
    """Return the tables in a list; empty for any other value."""
    return [one for one in raw if isinstance(one, dict)] if isinstance(raw, list) else []


def spoken(key: str) -> str:
    """Return the key of a table as words: ``lastReviewed`` and ``last_reviewed`` as “Last reviewed”."""
    words = words_of(key).replace("_", " ").strip()
    if re.fullmatch(r"[a-z]+(?:[A-Z][a-z0-9]+)+", words):
        words = re.sub("[A-Z]", lambda found: f" {found[0].lower()}", words)
    return words[:1].upper() + words[1:]


def slug(name: str) -> str:
    """Return an id for a name, the same in every run: lower-case letters and digits, joined by ``-``.

    C, C++ and C# get different ids. The id of a name without letters and digits is its checksum.
    """
    spoken = "".join(_SPOKEN.get(one, one) for one in name)
    folded = unicodedata.normalize("NFKD", spoken).casefold()
    plain = "".join(one for one in folded if not unicodedata.combining(one))
    made = re.sub(r"[^\w]+|_+", "-", plain).strip("-")
    if not made:
        return f"entry-{crc32(name.encode('utf-8', 'replace')):08x}"
    if len(made) > _LONGEST_ID:
        made = f"{made[:_LONGEST_ID].rstrip('-')}-{crc32(made.encode()):08x}"
    return made


def markdown_of(html: str) -> str:
    """Convert HTML to Markdown: paragraphs, lists, links and code. Scripts, styles and everything else that is not text are dropped."""
    if len(html) > _LONGEST_HTML:
        return _ANY_TAG.sub("", html)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects the text of HTML; tags that are not closed or not opened are ignored."""

    _SILENT: Final = frozenset(("script", "style", "head", "template", "iframe", "object", "svg"))
    _BLOCKS: Final = frozenset(
        ("p", "div", "ul", "ol", "table", "tr", "blockquote", "pre", "section", "article", "dl")
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = ""
        self._link = ""
        self._link_begins = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag not in _ELEMENTS:
            self._parts.append(self.get_starttag_text() or "")
        elif tag in self._SILENT:
            self._silent = tag
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "li":
            self._parts.append("\n\n- ")
        elif tag == "code":
            self._parts.append("`")
        elif tag in self._BLOCKS or re.fullmatch("h[1-6]", tag):
            self._parts.append("\n\n")
        elif tag == "a":
            self._link = one_line(dict(attrs).get("href") or "")
            self._link_begins = len(self._parts)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag == "code":
            self._parts.append("`")
        elif tag == "a" and self._link:
            self._end_link()
        elif tag in self._BLOCKS or re.fullmatch("h[1-6]", tag):
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(re.sub(r"\s+", " ", data) if "\n" not in data.strip() else data)

    def _end_link(self) -> None:
        from techtui.catalog.links import link_kind

        title = "".join(self._parts[self._link_begins :])
        address, self._link = self._link, ""
        if link_kind(address) == "text" or title.strip() == address:
            return
        self._parts[self._link_begins :] = [
            f"[{title.strip()}]({address})" if title.strip() else address
        ]

    def text(self) -> str:
        """Return the collected text, with an empty line between blocks."""
        lines = [" ".join(line.split()) for line in "".join(self._parts).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
