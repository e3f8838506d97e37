"""Checks which requests are meant for this server, so that no other web page can control it.

A foreign page may connect to this machine from the browser of its reader, or let its own name resolve to this machine (DNS
rebinding). The former sends another ``Origin``, the latter another ``Host``.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST: Final = re.compile(r"(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Gate:
    """The names of this server.

    Args:
        names: Names and addresses in lower case.
        any_address: Whether any IP address is accepted, too; foreign names are not.
        given: The names used by a proxy, in lower case, with the port unless it is the default.
    """

    names: frozenset[str]
    any_address: bool
    given: frozenset[str] = frozenset()

    def knows(self, host: str) -> bool:
        """Return whether a ``Host`` header names this server."""
        name = _name(f"//{host}") if _HOST.fullmatch(host) else ""
        return name in self.names or (self.any_address and _is_address(name))

    def trusts(self, origin: str, host: str) -> bool:
        """Return whether an ``Origin`` header names a page of this server."""
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        if parts.scheme not in ("http", "https"):
            return False
        # A proxy may pass on a different Host than the browser sent. A different port is a different server.
        return parts.netloc.lower() in {host.lower(), *self.given}


def gate_for(host: str, names: Iterable[str] = ()) -> Gate:
    """Return the gate of a server.

    Args:
        host: The name or address it listens on.
        names: Further names, for example of a proxy; with the port if browsers use another than 80 or 443.
    """
    given = frozenset(name.lower() for name in names)
    known = {*_LOOPBACK, *(_name(f"//{name}") for name in given)}
    wide = not is_loopback(host)
    if wide:
        own = socket.gethostname().lower()
        known |= {own, f"{own}.local"}
    if not _is_address(host) or not wide:
        known.add(host.lower())
    return Gate(frozenset(known), wide, given)


def is_loopback(host: str) -> bool:
    """Return whether only programs on this machine can reach an address."""
    return host.lower() == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def _name(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
