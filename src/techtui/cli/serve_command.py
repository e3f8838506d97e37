"""``techtui serve``: the explorer in web browsers."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from techtui.catalog.builtin import builtin_path
from techtui.catalog.files import look_at
from techtui.catalog.lookup import UnknownNameError
from techtui.catalog.named_places import places_named
from techtui.catalog.piped import any_piped
from techtui.catalog.refs import MOST_COMPARED
from techtui.catalog.store.cache import load_catalog
from techtui.catalog.store.last_good import keep
from techtui.cli import output
from techtui.cli.catalogs import chosen_paths
from techtui.cli.options import catalog_option, complete_place
from techtui.cli.request import Launch
from techtui.files import in_words

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog
    from techtui.serve.starting import Starter

MISSING: Final = (
    "techtui: techtui serve needs an extra: pip install 'techtui[serve]' "
    "(from a clone: .venv/bin/pip install '.[serve]')"
)
_PYTHON: Final = (sys.executable, "-P", "-m")
"""Runs a module; with -P, modules in the current folder are not imported."""


@click.command(short_help="the explorer in a web browser")
@click.argument("technologies", nargs=-1, metavar="[NAME]...", shell_complete=complete_place)
@catalog_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Address; 0.0.0.0 lets others in.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="NUMBER",
    help="0 takes any free one.",
)
@click.option(
    "--visitors",
    type=click.IntRange(1, 1000),
    default=8,
    show_default=True,
    metavar="N",
    help="How many visitors at once.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="Another name to answer to, such as that of a proxy.",
)
@click.option(
    "--idle",
    type=click.IntRange(1, 10_000),
    default=60,
    show_default=True,
    metavar="MINUTES",
    help="How long a visitor may be idle.",
)
@click.option(
    "--memory",
    type=click.IntRange(64, 100_000),
    default=256,
    show_default=True,
    metavar="MB",
    help="Memory for each.",
)
@click.option("--shelf", is_flag=True, help="Show and keep your notes and marks, for all visitors.")
@click.pass_obj
def serve(
    before: Launch,
    technologies: tuple[str, ...],
    paths: tuple[Path, ...],
    host: str,
    port: int,
    visitors: int,
    names: tuple[str, ...],
    idle: int,
    memory: int,
    shelf: bool,
) -> int:
    """Serve the explorer to web browsers, until ctrl+c.

    It opens at what you name, or with two to four technologies side by side.

    Only browsers on this machine can connect unless --host says otherwise. Visitors can't read or write files of this machine:
    exports are downloads, and without --shelf their notes and marks are forgotten when they leave.

    \b
    Examples:
      techtui serve postgresql                 then open http://127.0.0.1:8000
      techtui serve --catalog radar.toml --host 0.0.0.0 --visitors 20
    """
    try:
        from techtui.serve.bounds import Bounds
        from techtui.serve.gate import gate_for, is_loopback
        from techtui.serve.plain import PlainPages
        from techtui.serve.server import ExplorerServer
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("techtui."):
            raise
        output.note(MISSING)
        return 1
    chosen = chosen_paths((*before.paths, *paths))
    if any_piped(chosen):
        output.complain("each visitor reads the catalog, and a pipe can be read once; name a file")
        return 2
    files = [path.absolute() for path in chosen]
    # Errors of the catalog are reported here, not to the first visitor.
    catalog = load_catalog(files)
    start = _start(catalog, technologies)
    if (listening := _listen(host, port)) is None:
        return 1
    address, port = listening.getsockname()[:2]
    for line in _introduction(address, port, visitors, is_loopback(address), shelf):
        output.say(line)
    sys.stdout.flush()

    with listening, TemporaryDirectory(prefix="techtui-") as folder:
        # Visitors who arrive while the files have errors see the last good state.
        kept = Path(folder) / "last-good.catalog"
        keep(catalog, kept)
        look = partial(look_at, files or [builtin_path()])
        ExplorerServer(
            _starter(["shelf" if shelf else "forget", str(kept), *map(str, files)]),
            listening,
            gate_for(host, names),
            visitors,
            catalog.title,
            output.note,
            start=start,
            keeps=shelf,
            bounds=Bounds(memory=memory << 20, idle=idle * 60.0),
            plain=PlainPages(_publishing(files, Path(folder)), Path(folder) / "plain", look),
        ).serve()
    return 0


def _starter(words: Sequence[str]) -> Starter:
    """Return what starts the processes of visitors: by forking, where the system can.

    Args:
        words: The arguments of `techtui.cli.nursery`, and of `techtui.cli.visit`.
    """
    from techtui.serve.starting import ForkedStarts, Programs

    module, make = ("nursery", ForkedStarts) if hasattr(os, "fork") else ("visit", Programs)
    return make([*_PYTHON, f"techtui.cli.{module}", *words])


def _publishing(files: Sequence[Path], folder: Path) -> list[str]:
    """Return the command that writes the catalog as plain pages."""
    named = [word for file in files for word in ("--catalog", str(file))]
    return [*_PYTHON, "techtui", "publish", *named, str(folder / "plain")]


def _start(catalog: Catalog, names: Sequence[str]) -> str:
    """Return the URL path of what was named."""
    try:
        places = places_named(catalog, names)
    except UnknownNameError as error:
        raise click.ClickException(str(error)) from None
    if len(places) > MOST_COMPARED:
        raise click.UsageError("at most four technologies fit side by side")
    if len(places) > 1:
        return "/compare?t=" + ",".join(one.id for one in places)
    folders = {"technology": "technologies", "category": "categories", "concept": "concepts"}
    return "".join(f"/{folders[one.kind]}/{one.id}" for one in places) or "/"


def _introduction(address: str, port: int, visitors: int, private: bool, shelf: bool) -> list[str]:
    anywhere = address in ("0.0.0.0", "::")
    shown = socket.gethostname() if anywhere else f"[{address}]" if ":" in address else address
    lines = [f"The explorer is at http://{shown}:{port} (ctrl+c ends it)"]
    if not private:
        lines += [
            "Anyone who reaches this address can use it: there is no password, and nothing is encrypted.",
            f"Each visitor is a process on this machine; {visitors} fit in at once (--visitors).",
        ]
    if shelf:
        lines.append(
            "--shelf: your notes and marks are shown to every visitor, and every visitor can change them."
        )
    else:
        lines.append("Notes and marks of a visitor are kept nowhere (--shelf uses yours).")
    return lines


def _listen(host: str, port: int) -> socket.socket | None:
    """Return a socket listening on the first address of a host name; if there can be none, say why."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, *_, address = found[0]
        return socket.create_server(
            (str(address[0]), port), family=family, reuse_port=False, backlog=128
        )
    except UnicodeError:
        # Characters that can't be part of a host name.
        output.complain(f"{host} is not an address of this machine")
    except OSError as error:
        output.complain(_sentence(error, host, port))
    return None


def _sentence(error: OSError, host: str, port: int) -> str:
    if isinstance(error, socket.gaierror):
        return f"{host} is not an address of this machine: {in_words(error)}"
    match error.errno:
        case errno.EADDRINUSE:
            return f"port {port} is in use by another program; choose one with --port, or --port 0 for any"
        case errno.EACCES | errno.EPERM:
            return f"you have no permission to listen on port {port}; choose one above 1023 with --port"
        case errno.EADDRNOTAVAIL:
            return f"{host} is not an address of this machine; 0.0.0.0 means all it has"
        case _:
            return f"{host}, port {port}: {in_words(error)}"
