"""Opens the explorer. The one place of the command line that imports textual."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from techtui.cli.catalogs import chosen_paths, not_found, tell_problems

if TYPE_CHECKING:
    from pathlib import Path

    from techtui.catalog.format.problems import CatalogError
    from techtui.catalog.model import Catalog
    from techtui.cli import Launch
    from techtui.settings import Config, State
    from techtui.tui.app import TechtuiApp

MOST_COMPARED: Final = 4
"""More columns can't be read."""
_SWITCH: Final = 0.0005
"""Seconds after which a thread that computes lets another one on. Textual writes to the terminal from a thread of its own:
with Python's 5 ms a finished frame waits that long for whatever comes after it."""


def explore(launch: Launch) -> int:
    """Open the explorer.

    Args:
        launch: Where, and on which catalog.

    Returns:
        The exit code.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _refuse(
            "the explorer needs a terminal; techtui list and techtui --help work without", 2
        )
    if os.environ.get("TERM") in ("dumb", ""):
        return _refuse(
            "this terminal can't show screens (TERM=dumb); techtui list works here, too", 2
        )
    if len(launch.names) > MOST_COMPARED:
        return _refuse("at most four technologies fit side by side", 2)
    from techtui.settings import load_config, load_state

    config, config_problem = load_config()
    state, state_problem = (None, "") if launch.fresh else load_state()
    return _open(
        chosen_paths(launch.paths, config.catalog),
        launch.names,
        config,
        state,
        [problem for problem in (config_problem, state_problem) if problem],
    )


def _open(
    paths: Sequence[Path],
    names: Sequence[str],
    config: Config,
    state: State | None,
    problems: Sequence[str],
) -> int:
    start_quickly()
    from techtui.catalog.store.cache import cached_catalog

    catalog = cached_catalog(paths)
    if catalog is None:
        # What follows is not part of a quick start.
        from techtui.catalog.format.problems import CatalogError
        from techtui.catalog.store.subprocess_loader import is_large

        progress = is_large(paths)
        read = _read(paths, progress, (state.theme if state else "") or config.theme)
        if read is None:
            return 0
        if isinstance(read, CatalogError):
            return tell_problems(read)
        catalog = read
    found: dict[str, None] = {}
    for name in names:
        technology = catalog.find(name)
        if technology is None:
            return _refuse(not_found(catalog, name), 1)
        found[technology.id] = None
    from techtui.tui.app import TechtuiApp
    from techtui.tui.screens.browse.tree import NOWHERE, Place

    ids = list(found)
    app = TechtuiApp(
        catalog,
        Place("technology", ids[0]) if ids else NOWHERE,
        ids if len(ids) > 1 else (),
        config=config,
        state=state,
        paths=paths,
        problems=problems,
    )
    app.suit_terminal()
    return run(app)


def start_quickly() -> None:
    """Prepare for the first frame, before anything is built or imported for it."""
    # Everything built until the first frame lives on: collecting garbage meanwhile only costs time.
    gc.disable()
    sys.setswitchinterval(_SWITCH)
    _import_asyncio_without_tls()


def run(app: TechtuiApp) -> int:
    """Run the explorer to its end, and say what it has to say then.

    Returns:
        The exit code.
    """
    app.run()
    if app.last_words:
        from techtui.catalog.sanitize import one_line

        print(f"techtui: {one_line(app.last_words)}", file=sys.stderr)
    return app.return_code or 0


def _read(paths: Sequence[Path], progress: bool, theme: str) -> Catalog | CatalogError | None:
    """Read a catalog that is not in the cache; None if the person did not want to wait."""
    from techtui.catalog.format.problems import CatalogError
    from techtui.catalog.store.cache import read_into_cache

    if progress:
        from techtui.tui.runtime.loading import LoadingApp

        return LoadingApp(paths, theme).run()
    try:
        return read_into_cache(paths)
    except CatalogError as error:
        return error


def _import_asyncio_without_tls() -> None:
    """Import asyncio as if Python had been built without ssl, which takes three hundredths of a launch.

    The explorer opens no connection. Whoever imports ssl later gets it.
    """
    if "ssl" in sys.modules:
        return
    # Documented: None makes an import fail as if there were no such module.
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def _refuse(message: str, code: int) -> int:
    print(f"techtui: {message}", file=sys.stderr)
    return code
