"""Places of the explorer as URL paths: ``/technologies/kafka``, ``/compare?t=kafka,rabbitmq``, ``/?q=license:permissive``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias
from urllib.parse import parse_qs, quote, urlsplit

from techtui.catalog.refs import CATALOG, MOST_COMPARED, NOWHERE, Ref
from techtui.tui.runtime.later import in_seconds
from techtui.tui.screens.browse.screen import BrowseScreen

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog
    from techtui.tui.app import TechtuiApp

_Kind: TypeAlias = Literal["technology", "category", "concept", "attribute"]
_LOOK_AGAIN: Final = 0.01
_FOLDERS: Final[dict[str, _Kind]] = {
    "technologies": "technology",
    "categories": "category",
    "concepts": "concept",
    "attributes": "attribute",
}
_FOLDER_OF: Final[dict[str, str]] = {kind: folder for folder, kind in _FOLDERS.items()}


class Address(NamedTuple):
    """What a URL path leads to; if everything is empty, the start page.

    Attributes:
        place: A technology or a category.
        compared: The ids of two to four technologies to compare.
        query: The search query.
        explained: A concept or an attribute.
        missing: What the catalog does not have, in a sentence.
    """

    place: Ref = NOWHERE
    compared: tuple[str, ...] = ()
    query: str = ""
    explained: Ref | None = None
    missing: str = ""


def read_address(address: str, catalog: Catalog) -> Address:
    """Parse a URL path; it may come from anywhere.

    Args:
        address: The path and query of the URL.
        catalog: The catalog.
    """
    try:
        parts = urlsplit(address)
        asked = parse_qs(parts.query, max_num_fields=10)
    except ValueError:
        return Address(missing="This address leads nowhere.")
    folder, _, one = parts.path.strip("/").partition("/")
    kind = _FOLDERS.get(folder)
    known = {
        "technology": catalog.technologies,
        "category": catalog.categories,
        "concept": catalog.concepts,
        "attribute": catalog.attributes,
        None: {},
    }[kind]
    if folder == "compare":
        ids = dict.fromkeys(",".join(asked.get("t", ())).split(","))
        found = catalog.known(ids)[:MOST_COMPARED]
        if len(found) > 1:
            return Address(compared=found)
        return Address(missing="The catalog does not have what this address compares.")
    if kind and one not in known:
        return Address(missing=f"The catalog has no {kind} “{one[:60]}”.")
    if kind in ("technology", "category"):
        return Address(Ref(kind, one))
    if kind:
        return Address(explained=Ref(kind, one))
    return Address(query=" ".join(" ".join(asked.get("q", ())).split()))


def address_of(app: TechtuiApp) -> str:
    """Return the URL path of what an app shows; dialogs have none of their own."""
    from techtui.tui.screens.compare.screen import CompareScreen

    for screen in reversed(app.screen_stack):
        if isinstance(screen, CompareScreen):
            return "/compare?t=" + ",".join(quote(one, safe="") for one in screen.ids)
        if isinstance(screen, BrowseScreen):
            if screen.query_text:
                return "/?q=" + quote(screen.query_text, safe=":,=")
            if screen.place.kind in _FOLDER_OF:
                return f"/{_FOLDER_OF[screen.place.kind]}/{quote(screen.place.id, safe='')}"
    return "/"


def title_of(address: str, catalog: Catalog) -> str:
    """Return the title of the page at a URL path."""
    read = read_address(address, catalog)
    if read.compared:
        what = " and ".join(catalog.technologies[one].name for one in read.compared)
    elif read.query:
        what = read.query
    elif read.place.kind == "technology":
        what = catalog.technologies[read.place.id].name
    elif read.place.kind == "category":
        what = catalog.category_names[read.place.id]
    else:
        return f"{catalog.title} · techtui"
    return f"{what} · {catalog.title}"


def go_to(app: TechtuiApp, address: str) -> None:
    """Show what is at a URL path; ``/`` is the page of the whole catalog.

    Args:
        app: The explorer.
        address: The path and query of the URL.
    """
    catalog = app.catalog
    if catalog is None or app.is_leaving or not app.screen_stack or address == address_of(app):
        return
    if not all(screen.is_mounted for screen in app.screen_stack):
        # Going back may be faster than the screens; a screen that is mounted later would reset the path to its own.
        in_seconds(app, _LOOK_AGAIN, partial(go_to, app, address))
        return
    read = read_address(address, catalog)
    if read.missing:
        app.notify(read.missing, severity="warning", markup=False)
        return
    if read.compared:
        app.open_comparison(read.compared)
        return
    if read.explained is not None:
        app.explain(read.explained)
        return
    browse = app.leave_for_catalog()
    browse.search_for(read.query)
    if not read.query:
        browse.go(read.place if read.place.kind else CATALOG)
        browse.read_if_narrow()
