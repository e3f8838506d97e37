"""What kind of link a text is: one that may be opened, one to copy, or plain text."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from techtui.catalog.sanitize import one_line

LinkKind: TypeAlias = Literal["open", "copy", "text"]
"""``open``: a web address that a browser may be handed. ``copy``: an address for something else, such as a mail
program or a page beside the catalog: shown and copied, never opened. ``text``: no address one should follow."""

_WEB: Final = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):(?=\S)", re.IGNORECASE)
_COPIED: Final = frozenset(
    (
        *("cvs", "ftp", "ftps", "geo", "git", "irc", "ircs", "ldap", "ldaps", "magnet", "mailto", "matrix", "msteams"),
        *("news", "rsync", "sftp", "sip", "sips", "slack", "sms", "ssh", "svn", "tel", "urn", "xmpp", "zoommtg"),
    )
)  # fmt: skip
"""The schemes that are worth copying. What runs code or reads files, such as ``javascript:``, is not among them."""


def link_kind(text: str) -> LinkKind:
    """What may be done with ``text`` as a link.

    Args:
        text: What a catalog gives as an address.

    Returns:
        ``open`` for http and https without user name, blanks or a backslash; ``copy`` for mail addresses, chats,
        repositories and relative addresses; ``text`` for all else.
    """
    if not text or one_line(text) != text or " " in text or "\\" in text:
        return "text"
    if _WEB.fullmatch(text):
        return "open"
    scheme = _SCHEME.match(text)
    if scheme is not None:
        return "copy" if scheme[1].casefold() in _COPIED else "text"
    # A relative address has no colon before its first slash, else it would begin with a scheme; a lone word is none.
    is_word = not any(sign in text for sign in "/.#?")
    return "text" if is_word or ":" in re.split(r"[/?#]", text, maxsplit=1)[0] else "copy"


def is_link(text: str) -> bool:
    """Whether ``text`` is a web address that the program may open."""
    return link_kind(text) == "open"


def is_encrypted(text: str) -> bool:
    """Whether nobody on the way can read or change what a web address gives."""
    return text[:6].lower() == "https:"
