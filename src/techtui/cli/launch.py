"""Opens the explorer. The one place of the command line that imports textual."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Final

from techtui.cli.catalogs import chosen_paths, not_found, tell_problems

if TYPE_CHECKING:
    from techtui.cli import Launch

MOST_COMPARED: Final = 4
"""More columns can't be read."""


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
    # Everything built until the first frame lives on: collecting garbage meanwhile only costs time.
    gc.disable()
    from techtui.catalog.cache import load_catalog
    from techtui.settings import load_config, load_state

    config, config_problem = load_config()
    state, state_problem = (None, "") if launch.fresh else load_state()
    paths = chosen_paths(launch.paths, config.catalog)
    try:
        catalog = load_catalog(paths)
    except Exception as error:
        # CatalogError is looked up only here: its module is not part of a good start.
        from techtui.catalog.problems import CatalogError

        if not isinstance(error, CatalogError):
            raise
        return tell_problems(error)
    found: dict[str, None] = {}
    for name in launch.names:
        technology = catalog.find(name)
        if technology is None:
            return _refuse(not_found(catalog, name), 1)
        found[technology.id] = None
    from techtui.tui.app import TechtuiApp
    from techtui.tui.browse.tree import NOWHERE, Place

    ids = list(found)
    app = TechtuiApp(
        catalog,
        Place("technology", ids[0]) if ids else NOWHERE,
        ids if len(ids) > 1 else (),
        config=config,
        state=state,
        paths=paths,
        problems=[problem for problem in (config_problem, state_problem) if problem],
    )
    app.suit_terminal()
    app.run()
    return app.return_code or 0


def _refuse(message: str, code: int) -> int:
    print(f"techtui: {message}", file=sys.stderr)
    return code
