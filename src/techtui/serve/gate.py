"""Which requests are meant for this server, so that no other web page can drive it.

A foreign page may open a connection to this machine from the browser of the person who looks at it, or let a name of its
own lead here (DNS rebinding). The first says another ``Origin``, the second another ``Host``.
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
    """What this server is called.

    Args:
        names: Names and addresses in lower case.
        any_address: Whether every plain address is right, too; a foreign name is not one.
        given: What a proxy before it is called, in lower case, with the port unless that is the usual one.
    """

    names: frozenset[str]
    any_address: bool
    given: frozenset[str] = frozenset()

    def knows(self, host: str) -> bool:
        """Whether a ``Host`` header means this server."""
        name = _name(f"//{host}") if _HOST.fullmatch(host) else ""
        return name in self.names or (self.any_address and _is_address(name))

    def trusts(self, origin: str, host: str) -> bool:
        """Whether an ``Origin`` header says that a page of this server asks."""
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        if parts.scheme not in ("http", "https"):
            return False
        # A proxy may hand on another Host than the one the browser asked for. Another port is another server.
        return parts.netloc.lower() in {host.lower(), *self.given}


def gate_for(host: str, names: Iterable[str] = ()) -> Gate:
    """The gate of a server.

    Args:
        host: The name or address it listens on.
        names: What else it is called, by a proxy for example; with the port if browsers ask for another than 80 or 443.
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
    """Whether only programs of this machine reach an address."""
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
