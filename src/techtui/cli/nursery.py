"""The process that visitors' explorers are forked from, with everything they need imported once. ``techtui serve`` starts it.

python -m techtui.cli.nursery shelf|forget LAST_GOOD [CATALOG]...

Its standard input is a socket. A request is a line of JSON (``url``, ``columns``, ``lines``) that carries two descriptors: a
socket for the visitor's input and output, and one for error messages. The answer is a line with the ``pid``; when that process
ends, another line gives its ``code``. End of file on the socket ends this process but not those of visitors, which notice by
themselves.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from techtui.catalog.store.forked import fork
from techtui.cli.launch import checked, run
from techtui.cli.output import complain_of_catalog
from techtui.cli.visit import NO_CATALOG
from techtui.startup import before_first_frame, before_forking, import_asyncio_without_tls

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_MOST: Final = 64 * 1024


class Nursery:
    """Forks explorers.

    Args:
        server: The socket to the server.
        on_shelf: Whether visitors see and change the shelf of this machine.
        kept: The file of the last good catalog.
        files: The catalog files.
    """

    def __init__(
        self, server: socket.socket, on_shelf: bool, kept: Path, files: Sequence[Path]
    ) -> None:
        self._server = server
        self._on_shelf = on_shelf
        self._kept = kept
        self._files = tuple(files)
        self._look: object = None
        self._catalog: Catalog | None = None
        self._outdated = False

    def work(self) -> None:
        """Fork explorers until the server has gone."""
        ended, told = os.pipe()
        os.set_blocking(told, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(told, warn_on_full_buffer=False)
        self._read()
        _load_all()
        while True:
            waiting: list[Any] = [self._server, ended]
            ready, _, _ = select.select(waiting, [], [])
            if ended in ready:
                os.read(ended, _MOST)
                self._bury()
            if self._server in ready:
                line, descriptors, _, _ = socket.recv_fds(self._server, _MOST, 2)
                if not line:
                    return
                self._answer(json.loads(line), descriptors)

    def _answer(self, asked: dict[str, Any], descriptors: Sequence[int]) -> None:
        self._read()
        before_forking()
        pid = fork(partial(self._visit, asked, *descriptors))
        for one in descriptors:
            os.close(one)
        self._say({"pid": pid})

    def _bury(self) -> None:
        """Report every process that has ended to the server."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self._say({"pid": pid, "code": os.waitstatus_to_exitcode(status)})

    def _say(self, what: dict[str, int]) -> None:
        self._server.sendall(json.dumps(what).encode() + b"\n")

    def _read(self) -> None:
        """Load the catalog from its files, or its last good state."""
        from techtui.catalog.files import look_at
        from techtui.catalog.problems import CatalogError
        from techtui.catalog.store.last_good import load_or_last_good

        look = look_at(self._files)
        if look == self._look:
            return
        self._look = look
        try:
            self._catalog, current = load_or_last_good(self._files, self._kept)
            self._outdated = not current
        except CatalogError as error:
            self._catalog = None
            complain_of_catalog(error)

    # The process of a visitor --------------------------------------------------------------------

    def _visit(self, asked: dict[str, Any], terminal: int, complaints: int) -> int:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        # The server must notice the end of this process even if visitors' processes go on.
        self._server.close()
        for number, end in enumerate((terminal, terminal, complaints)):
            os.dup2(end, number)
        os.close(terminal)
        os.close(complaints)
        os.environ["COLUMNS"], os.environ["ROWS"] = str(asked["columns"]), str(asked["lines"])
        if self._catalog is None:
            return NO_CATALOG
        from techtui.cli.confine import confine
        from techtui.settings import load_config
        from techtui.tui.visit.visiting import VisitorApp

        confine([_shelf_folder()] if self._on_shelf else [])
        # Problems of the config file concern only its owner.
        config, _ = checked(load_config()[0])
        return run(
            VisitorApp(
                self._catalog,
                asked["url"],
                config=config,
                paths=self._files,
                on_shelf=self._on_shelf,
                outdated=self._outdated,
            )
        )


def _shelf_folder() -> Path:
    """Return the shelf's folder, and create it if it does not exist."""
    from techtui.files import private_folder
    from techtui.shelf.location import shelf_path

    folder = shelf_path().parent
    private_folder(folder)
    return folder


_NEEDED: Final = (
    "ctypes",
    "resource",
    "sqlite3.dbapi2",
    "textual.drivers.headless_driver",
    "textual.layouts.factory",
    "textual.pilot",
    "textual.scrollbar",
    "techtui.shelf.database",
    "techtui.tui.screens.browse.screen",
    "techtui.tui.screens.compare.screen",
    "techtui.tui.visit.visiting",
    "techtui.tui.visit.web_driver",
)
"""Modules that visitors need, mostly for the first frame: loaded once, they are shared."""


def _load_all() -> None:
    for name in _NEEDED:
        import_module(name)


def main(arguments: Sequence[str]) -> int:
    """Serve the server whose socket is the standard input.

    Args:
        arguments: Whether to use the shelf of this machine, the file of the last good catalog, and the catalog files.

    Returns:
        The exit code.
    """
    before_first_frame()
    import_asyncio_without_tls()
    keeping, kept, *paths = arguments
    server = socket.socket(fileno=os.dup(0))
    Nursery(server, keeping == "shelf", Path(kept), [Path(one) for one in paths]).work()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
