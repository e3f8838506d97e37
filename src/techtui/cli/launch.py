"""Opens the explorer. Of the command line, only this imports textual, and what looks after its variables."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.lookup import UnknownNameError, shown
from techtui.catalog.named_places import places_named
from techtui.catalog.piped import any_piped, bytes_from, descriptor
from techtui.catalog.refs import MOST_COMPARED
from techtui.cli.catalogs import chosen_paths, near_command
from techtui.cli.output import complain, complain_of_catalog
from techtui.startup import before_first_frame, import_asyncio_without_tls

if TYPE_CHECKING:
    from pathlib import Path

    from techtui.catalog.model import Catalog
    from techtui.catalog.problems import CatalogError
    from techtui.cli.request import Launch
    from techtui.config_file import ConfigProblem
    from techtui.settings import Config, State
    from techtui.tui.app import TechtuiApp
    from techtui.tui.runtime.lifecycle import Lifecycle

_UNTIL_PROGRESS: Final = 0.5
"""Seconds of reading, beyond the imports done meanwhile, after which a progress bar is shown."""


def explore(launch: Launch) -> int:
    """Open the explorer.

    Args:
        launch: What to open, and which catalog.

    Returns:
        The exit code.
    """
    from techtui.settings import config_notice, load_config, load_state
    from techtui.tui.runtime.signals import listen

    listen()
    _forget_size()
    config, config_problems = load_config()
    paths = chosen_paths(launch.paths, config.catalog)
    if any_piped(paths) and sys.stdout.isatty():
        _take_keys_from_terminal(paths)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        told = "the explorer needs a terminal; techtui list and techtui --help work without"
        if launch.names:
            told = f"there is no command “{shown(launch.names[0])}”, and {told}"
            command = near_command(launch.names[0])
            told += f"; did you mean techtui {command}?" if command else ""
        return _refuse(told, 2)
    if os.environ.get("TERM") in ("dumb", ""):
        return _refuse(
            "this terminal can't show screens (TERM=dumb); techtui list works here, too", 2
        )
    if any(name.startswith("TEXTUAL_") for name in os.environ):
        from techtui.cli.textual_variables import refusal

        if wrong_variable := refusal():
            return _refuse(wrong_variable, 2)
    if len(launch.names) > MOST_COMPARED:
        return _refuse("at most four technologies fit side by side", 2)
    config, wrong = checked(config)
    state, state_problem = (None, "") if launch.fresh else load_state()
    notice = config_notice([*config_problems, *wrong])
    return _open(
        paths,
        launch.names,
        config,
        state,
        [problem for problem in (notice, state_problem) if problem],
    )


def _take_keys_from_terminal(paths: Sequence[Path]) -> None:
    """Read a catalog piped in, so that standard input can become the terminal, as in pagers."""
    for path in paths:
        if (number := descriptor(path)) is not None:
            # The catalog reader reports what is wrong with it.
            with suppress(OSError, ValueError):
                bytes_from(number)
    if not sys.stdin.isatty():
        with suppress(OSError):
            terminal = os.open("/dev/tty", os.O_RDWR)
            os.dup2(terminal, sys.stdin.fileno())
            os.close(terminal)


def checked(config: Config) -> tuple[Config, list[ConfigProblem]]:
    """Return the config without unknown themes and keys, and what these were."""
    if not (config.theme or config.keys):
        return config, []
    from techtui.tui.keys import config_check

    return config_check.checked(config)


def _open(
    paths: Sequence[Path],
    names: Sequence[str],
    config: Config,
    state: State | None,
    problems: Sequence[str],
) -> int:
    before_first_frame()
    from techtui.catalog.store.cache import cached_catalog

    catalog = cached_catalog(paths)
    if catalog is None:
        # What follows is not part of a quick start.
        from techtui.catalog.problems import CatalogError

        read = _read(paths, (state.theme if state else "") or config.theme)
        if isinstance(read, int):
            return read
        if isinstance(read, CatalogError):
            return complain_of_catalog(read)
        catalog = read
    try:
        places = places_named(catalog, names)
    except UnknownNameError as error:
        return _refuse(str(_or_command(error, names[0]) if len(names) == 1 else error), 1)
    import_asyncio_without_tls()
    from techtui.catalog.refs import CATALOG, NOWHERE
    from techtui.tui.app import TechtuiApp

    # With --fresh, the first-start hint is shown again.
    beginning = NOWHERE if state is not None else CATALOG
    app = TechtuiApp(
        catalog,
        places[0] if places else beginning,
        [one.id for one in places] if len(places) > 1 else (),
        config=config,
        state=state,
        paths=paths,
        problems=problems,
    )
    app.suit_terminal()
    return run(app)


def _or_command(error: UnknownNameError, name: str) -> UnknownNameError:
    """Return the same error, naming the command that may have been meant."""
    command = near_command(name)
    if not command:
        return error
    near = (f"the command {command}", *error.near)
    return UnknownNameError(error.problem, near, error.otherwise)


def run(app: TechtuiApp) -> int:
    """Run the explorer until it ends, and print its last words.

    Returns:
        The exit code.
    """
    app.run()
    return _ended(app)


def _read(paths: Sequence[Path], theme: str) -> Catalog | CatalogError | int:
    """Read a catalog that is not in the cache; returns an exit code if the user cancels."""
    from techtui.catalog.problems import CatalogError
    from techtui.catalog.store.cache import read_into_cache
    from techtui.catalog.store.forked import can_fork
    from techtui.catalog.store.subprocess_loader import LARGE, NOTICED, RunningReading, is_large

    if is_large(paths, NOTICED if can_fork() else LARGE):
        running = RunningReading(paths)
        import_asyncio_without_tls()
        # These imports take 0.16 s of processor time, which pass while the child process reads if a second processor is free; on a
        # machine with both busy they gain nothing. Below `LARGE`, starting a new process costs more than it gains; a fork costs 10 ms.
        import techtui.tui.app  # noqa: F401

        if running.ends_within(_UNTIL_PROGRESS):
            return running.result()
        from techtui.tui.runtime.loading import LoadingApp

        app = LoadingApp(running, theme)
        read = app.run()
        return _ended(app) if read is None else read
    try:
        return read_into_cache(paths)
    except CatalogError as error:
        return error


def _ended(app: Lifecycle[Any]) -> int:
    """Return the exit code of an app; an unexpected error is printed."""
    if app.last_words:
        complain(app.last_words)
    if app.failure is not None:
        from techtui.failures import tell

        return tell(app.failure)
    return app.return_code or 0


def _forget_size() -> None:
    # COLUMNS and LINES from the environment apply to lists in pipes; the explorer is as large as its terminal, if that is known.
    with suppress(OSError):
        knows = all(os.get_terminal_size(sys.stdout.fileno()))
        for name, usual in (("COLUMNS", "80"), ("LINES", "24")):
            if knows:
                os.environ.pop(name, None)
            elif not os.environ.get(name, "").isdigit():
                # Those who paint must not each take another size for granted.
                os.environ[name] = usual


def _refuse(message: str, code: int) -> int:
    complain(message)
    return code
