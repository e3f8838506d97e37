"""What changes under the explorer while a person works: the files of the catalog, and what another window keeps on the shelf."""

from __future__ import annotations

import asyncio
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import tomli_w

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.shelf import Shelf, Status
from techtui.tui.app import TechtuiApp
from techtui.tui.controllers.live_reload import LiveReload
from tests.conftest import GUITARS

_PARTS: Final = ("technologies", "categories", "concepts", "attributes", "decisions")
_NEW_IDS: Final = {"lp": "les-paul", "electric": "plugged", "humbucker": "pickup"}
_EXTREME_NAMES: Final = ("{0}", "{0}" + "手" * 60, "{0}" + "w" * 500)
_EXTREME_FIGURES: Final = (1e-13, -1.7e308, 1.7e308)
_TEMPLATE: Final = {
    "name": "A light one",
    "category": "electric",
    "musts": ["woods:ash"],
    "wants": {"weight": {"importance": 3}, "pickups": {"importance": 1, "good": "humbucker"}},
}


def _without(document: Mapping[str, Any], *gone: str) -> dict[str, Any]:
    """A catalog without some of its parts, and the facts and mentions of them."""

    def left(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {key: left(one) for key, one in value.items() if key not in gone}
            return {key: one for key, one in kept.items() if one not in gone}
        if isinstance(value, list):
            return [left(one) for one in value if one not in gone and not _is_about(one, gone)]
        return value

    result: dict[str, Any] = left(document)
    return result


def _is_about(value: Any, gone: Sequence[str]) -> bool:
    return isinstance(value, dict) and value.get("id") in gone


def _renamed(value: Any, ids: Mapping[str, str] = _NEW_IDS) -> Any:
    """The same with other names, and other ids."""
    if isinstance(value, dict):
        return {
            ids.get(key, key): f"New {one}" if key in ("name", "title") else _renamed(one, ids)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_renamed(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value


def _extreme(value: Any, key: str = "") -> Any:
    """The same with names of one letter, of wide letters and of hundreds of letters, and with figures as small and large as there are."""
    if isinstance(value, dict):
        return {name: _extreme(one, name) for name, one in value.items()}
    if key in ("name", "title", "group", "tagline") and isinstance(value, str):
        return _EXTREME_NAMES[len(value) % 3].format(value[0])
    if isinstance(value, float):
        return _EXTREME_FIGURES[int(value) % 3]
    return value


def _versions(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "as it is", document
    yield "with a template", document | {"decisions": {"light": _TEMPLATE}}
    yield (
        "smaller",
        _without(document, "lp", "humbucker", "woods", "weight", "sold", "pickups"),
    )
    nothing = {key: one for key, one in document.items() if key not in _PARTS}
    yield "empty", nothing | {"catalog": {"title": "Nothing"}}
    yield "renamed", _renamed(document)
    yield "named anew", _renamed(document, {})
    yield "extreme", _extreme(document) | {"decisions": {"light": _extreme(_TEMPLATE)}}
    yield "one left", _without(document, "tele", "electric", "lp", "humbucker")
    moved = {
        key: one | {"category": "electric" if one["category"] == "acoustic" else "acoustic"}
        for key, one in document["technologies"].items()
    }
    yield "moved", document | {"technologies": dict(reversed(moved.items()))}
    yield from _bare_versions(document)


def _bare_versions(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is left if a kind of thing goes, or becomes another."""
    yield "one of a pair", _without(document, "tele", "dread")
    yield "no technologies", _without(document, *document["technologies"])
    yield "no attributes", _without(document, *document["attributes"])
    yield "one category", _without(document, "acoustic", "dread", "humbucker")
    entries = document["technologies"]
    yield "no facts", document | {"technologies": _each(entries, facts={})}
    one_point = {
        key: one | {"facts": one["facts"] | {"sold": {"2025": 1}}} for key, one in entries.items()
    }
    yield "one point", document | {"technologies": one_point}
    texts = {
        key: {"name": one["name"], "type": "text"} for key, one in document["attributes"].items()
    }
    yield "all texts", document | {"attributes": texts}
    others = {
        "weight": {"name": "Weight", "type": "choice", "choices": ["light", "heavy"]},
        "price": {"name": "Price", "type": "series", "unit": "EUR"},
        "sold": {"name": "Sold", "type": "number"},
        "pickups": {"name": "Pickups", "type": "choice", "choices": ["none"]},
        "woods": {"name": "Woods", "type": "list", "choices": {"ash": "ash"}},
    }
    yield "other types", document | {"attributes": document["attributes"] | others}


def _each(entries: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    return {key: one | fields for key, one in entries.items()}


@cache
def catalogs() -> Mapping[str, Catalog]:
    """The guitars, and what may become of them: parts gone, all gone, other ids and names, other categories."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, version in _versions(tomllib.loads(GUITARS.read_text())):
            file = Path(folder, "guitars.toml")
            file.write_text(tomli_w.dumps(version))
            found[name] = read_catalog([file])
    return found


async def reload(app: TechtuiApp, random: Random) -> None:
    """Hand the explorer another catalog, from another thread, as the thread that follows the files does."""
    catalog = random.choice(list(catalogs().values()))
    with suppress(RuntimeError):  # it has ended
        await asyncio.to_thread(app.call_from_thread, LiveReload(app, ())._reloaded, catalog)


class OtherWindow:
    """Another window on the same shelf."""

    def __init__(self, catalog_id: str) -> None:
        self._shelf = Shelf.open()
        self._id = catalog_id

    def change(self, app: TechtuiApp, random: Random) -> None:
        """Keep or drop something, and have the explorer look at the shelf now."""
        shelf, catalog = self._shelf, self._id
        one = random.choice(("tele", "lp", "dread", "les-paul", "gone"))
        match random.randrange(6):
            case 0:
                shelf.set_status(catalog, one, random.choice(list(Status)))
            case 1:
                shelf.toggle_shortlist(catalog, one)
            case 2:
                shelf.set_note(catalog, one, random.choice(("", "Heard of it.", "[b]\x1b[31m")))
            case 3:
                ids = random.choice((("tele", "lp"), ("lp", "gone"), ("les-paul", "dread")))
                shelf.keep_comparison(catalog, random.choice(("A pair", "Some")), ids)
            case 4:
                kept = shelf.decisions(catalog)
                for decision in kept[: random.randint(0, len(kept))]:
                    shelf.drop_decision(catalog, decision.name)
            case _:
                shelf.keep_decision(catalog, "A light one", "no file of decisions")
        if app.is_running:
            app.call_later(app._keeper.poll)

    def close(self) -> None:
        """Close it."""
        self._shelf.close()
