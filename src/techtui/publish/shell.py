"""The frame of every page of a website: head, navigation, footer, and content policy."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from techtui.formats.html_page import head
from techtui.pages.items import origin_of
from techtui.publish.addresses import PAGE

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""Only files of the website itself, whatever a catalog managed to write into a page."""

_PLACES: Final = (
    ("technologies", "Technologies"),
    ("categories", "Categories"),
    ("concepts", "Concepts"),
    ("attributes", "Attributes"),
    ("compare", "Compare"),
    ("sources", "Sources"),
)


def page(
    catalog: Catalog,
    folder: str,
    title: str,
    main: str,
    *,
    subtitle: str = "",
    crumbs: Sequence[tuple[str, str]] = (),
    scripts: Sequence[str] = (),
) -> str:
    """Return a page as HTML.

    Args:
        catalog: The catalog of the website.
        folder: The folder of the page, with ``/``; empty for the first page.
        title: The heading.
        main: The content, as HTML.
        subtitle: The text below the heading.
        crumbs: The pages above it: names and URLs.
        scripts: The names of its scripts, besides that of the search field.
    """
    root = root_of(folder)
    whole = f"{title} · {catalog.title}" if folder else catalog.title
    under = f"<p>{escape(subtitle)}</p>\n" if subtitle else ""
    loaded = "".join(
        f'<script src="{root}assets/{one}.js" defer></script>\n'
        for one in ("site", "folding", "alike", "search", "field", *scripts)
    )
    return f"""\
<!doctype html>
<html lang="en" data-root="{root}">
<head>
{head(whole, _POLICY)}
<link rel="icon" type="image/svg+xml" href="{root}assets/icon.svg">
<link rel="stylesheet" href="{root}assets/site.css">
{loaded}</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="bar-top">
<a class="home" href="{root}{PAGE}" dir="auto">{escape(catalog.title)}</a>
<div id="search" role="search" hidden></div>
<nav aria-label="Website"><ul class="places">{_places(root, folder)}</ul></nav>
</header>
<main id="main" tabindex="-1">
<header>
{_way(crumbs)}<h1 dir="auto">{escape(title)}</h1>
{under}</header>
{main}
</main>
<footer>{escape(origin_of(catalog)[:1].upper() + origin_of(catalog)[1:])}. Made with techtui.</footer>
</body>
</html>
"""


def root_of(folder: str) -> str:
    """Return the path from a folder of the website to its first page."""
    return "../" * len(folder.split("/")) if folder else ""


def _places(root: str, folder: str) -> str:
    """Return the links to the parts of the website."""
    here = folder.split("/")[0]
    return "".join(
        f'<li><a href="{root}{place}/{PAGE}"{_current(place == here, place == folder)}>{name}</a></li>'
        for place, name in _PLACES
    )


def _way(crumbs: Sequence[tuple[str, str]]) -> str:
    """Return the links to the pages above."""
    path = "".join(
        f'<li><a href="{escape(address)}">{escape(name)}</a></li>' for name, address in crumbs
    )
    if not path:
        return ""
    return f'<nav aria-label="Above this page"><ol class="crumbs">{path}</ol></nav>\n'


def _current(within: bool, exactly: bool) -> str:
    return ' aria-current="page"' if exactly else ' aria-current="true"' if within else ""
