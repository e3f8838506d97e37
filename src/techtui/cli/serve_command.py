"""The command that serves the explorer to web browsers."""

from __future__ import annotations

import errno
import socket
import sys
from pathlib import Path
from typing import Final

import click

from techtui.catalog.piped import any_piped
from techtui.catalog.store.cache import load_catalog
from techtui.cli import Launch, output
from techtui.cli.catalogs import chosen_paths
from techtui.cli.options import catalog_option
from techtui.files import in_words

MISSING: Final = (
    "techtui: techtui serve needs an extra: pip install 'techtui[serve]' "
    "(from a clone: .venv/bin/pip install '.[serve]')"
)


@click.command(short_help="the explorer in a web browser")
@catalog_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; 0.0.0.0 lets other machines in.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="NUMBER",
    help="0 takes any that is free.",
)
@click.option(
    "--visitors",
    type=click.IntRange(1, 1000),
    default=8,
    show_default=True,
    metavar="N",
    help="How many may be there at once; each is a process.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A further name it answers to, that of a proxy for example.",
)
@click.option("--shelf", is_flag=True, help="Show and keep your notes and marks, for all visitors.")
@click.pass_obj
def serve(
    before: Launch,
    paths: tuple[Path, ...],
    host: str,
    port: int,
    visitors: int,
    names: tuple[str, ...],
    shelf: bool,
) -> int:
    """Serve the explorer to web browsers, until ctrl+c.

    Only browsers on this machine reach it unless --host says otherwise. Visitors read and write no file of this machine: exports are
    downloads, and notes and marks are forgotten when a visitor leaves unless there is --shelf.

    \b
    Examples:
      techtui serve                            then open http://127.0.0.1:8000
      techtui serve --catalog radar.toml --host 0.0.0.0 --visitors 20
    """
    try:
        from techtui.serve.gate import gate_for, is_loopback
        from techtui.serve.server import ExplorerServer
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("techtui"):
            raise
        output.note(MISSING)
        return 1
    chosen = chosen_paths((*before.paths, *paths))
    if any_piped(chosen):
        output.complain("each visitor reads the catalog, and a pipe can be read once; name a file")
        return 2
    files = [path.absolute() for path in chosen]
    # A catalog with errors is told here, not to the first visitor.
    catalog = load_catalog(files)
    try:
        listening = _listen(host, port)
    except UnicodeError:
        # What can't be written in the name of a machine.
        output.complain(f"{host} is no address of this machine")
        return 1
    except OSError as error:
        output.complain(_sentence(error, host, port))
        return 1
    address, port = listening.getsockname()[:2]
    for line in _introduction(address, port, visitors, is_loopback(address), shelf):
        output.say(line)
    sys.stdout.flush()

    server = ExplorerServer(
        # -P: what lies in the folder one happens to be in is not imported.
        [
            sys.executable,
            "-P",
            "-m",
            "techtui.cli.visit",
            "shelf" if shelf else "forget",
            *map(str, files),
        ],
        listening,
        gate_for(host, names),
        visitors,
        catalog.title,
        output.note,
    )
    with listening:
        server.serve()
    return 0


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


def _listen(host: str, port: int) -> socket.socket:
    """A socket on the first address that a name means."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, *_, address = found[0]
    return socket.create_server(
        (str(address[0]), port), family=family, reuse_port=False, backlog=128
    )


def _sentence(error: OSError, host: str, port: int) -> str:
    if isinstance(error, socket.gaierror):
        return f"{host} is no address of this machine: {in_words(error)}"
    match error.errno:
        case errno.EADDRINUSE:
            return f"port {port} is in use by another program; choose one with --port, or --port 0 for any"
        case errno.EACCES | errno.EPERM:
            return f"you may not listen on port {port}; choose one above 1023 with --port"
        case errno.EADDRNOTAVAIL:
            return f"{host} is no address of this machine; 0.0.0.0 means all it has"
        case _:
            return f"{host}, port {port}: {in_words(error)}"
