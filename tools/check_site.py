"""Check that the built documentation in site/ fetches nothing from elsewhere when it is read.

Links a person may click are meant; scripts, styles, fonts, pictures and frames of other hosts are not.
"""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

SITE = Path(__file__).parents[1] / "site"
ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
IN_STYLES = re.compile(
    r"""url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//""", re.IGNORECASE
)
LOADING = {"stylesheet", "preconnect", "dns-prefetch", "preload", "prefetch", "icon"}


class Fetches(HTMLParser):
    """Collects what a browser would fetch from another host."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        given = {name: value or "" for name, value in attrs}
        addresses = [given.get("src", ""), given.get("srcset", ""), given.get("data", "")]
        if tag == "link" and LOADING & set(given.get("rel", "").split()):
            addresses.append(given.get("href", ""))
        self.found += [address for address in addresses if ELSEWHERE.match(address)]


def fetches(file: Path) -> list[str]:
    """What one page or style sheet fetches from elsewhere."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        page = Fetches()
        page.feed(text)
        return page.found + IN_STYLES.findall(text)
    return IN_STYLES.findall(text)


def main() -> int:
    """Check all pages, styles and pictures."""
    files = [file for kind in ("html", "css", "svg") for file in SITE.rglob(f"*.{kind}")]
    if not any(file.suffix == ".html" for file in files):
        print("site/ holds no page: run mkdocs build --strict", file=sys.stderr)
        return 1
    bad = [(file, address) for file in files for address in fetches(file)]
    for file, address in bad:
        print(f"{file.relative_to(SITE)} fetches {address}", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
