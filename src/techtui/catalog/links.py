"""Kinds of links: those that may be opened, those to copy, and plain text."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from techtui.catalog.sanitize import one_line

LinkKind: TypeAlias = Literal["open", "copy", "text"]
"""``open``: a web address that may be passed to a browser. ``copy``: an address for another program, such as mail, or a relative
path: shown and copied, never opened. ``text``: not an address to follow."""

_HOST_AND_PATH: Final = r"[^\s/?#@\\]+(?:[/?#]\S*)?"
_COPIED: Final = (
    *("cvs", "ftp", "ftps", "geo", "git", "irc", "ircs", "ldap", "ldaps", "magnet", "mailto", "matrix", "msteams"),
    *("news", "rsync", "sftp", "sip", "sips", "slack", "sms", "ssh", "svn", "tel", "urn", "xmpp", "zoommtg"),
)  # fmt: skip
"""The schemes to copy. Schemes that run code or read files, such as ``javascript:``, are not included."""
_RELATIVE: Final = r"(?=[^\s]*[/.?#])[^\s\\:/?#]*(?:[/?#][^\s\\]*)?"
"""No colon before the first slash, or else it would begin with a scheme; a single word is not an address."""

_WEB: Final = re.compile(f"https?://{_HOST_AND_PATH}", re.IGNORECASE)
_OTHER: Final = rf"(?:{'|'.join(_COPIED)}):[^\s\\]+|{_RELATIVE}"


def pattern() -> str:
    """Return a pattern for JSON Schema that matches texts other than plain text."""

    def in_any_case(word: str) -> str:
        return "".join(f"[{one.upper()}{one}]" for one in word)

    schemes = "|".join(map(in_any_case, _COPIED))
    web = f"{in_any_case('http')}[Ss]?://{_HOST_AND_PATH}"
    return f"^\\s*(?:{web}|(?:{schemes}):[^\\s\\\\]+|{_RELATIVE})\\s*$"


def link_kind(text: str) -> LinkKind:
    """Return what may be done with ``text`` as a link.

    Args:
        text: A link of a catalog.

    Returns:
        ``open`` for http and https without user name, blanks or backslashes; ``copy`` for mail addresses, chats, repositories and
        relative addresses; ``text`` for everything else.
    """
    if not text or one_line(text) != text:
        return "text"
    if _WEB.fullmatch(text):
        return "open"
    # Compiled at the first such text: that takes as long as importing three modules.
    return "copy" if re.fullmatch(_OTHER, text, re.IGNORECASE) else "text"


def is_link(text: str) -> bool:
    """Return whether ``text`` is a web address that the program may open."""
    return link_kind(text) == "open"


def is_encrypted(text: str) -> bool:
    """Return whether a web address uses encryption."""
    return text[:6].lower() == "https:"
