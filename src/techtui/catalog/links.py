"""What kind of link a text is: one that may be opened, one to copy, or plain text."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from techtui.catalog.sanitize import one_line

LinkKind: TypeAlias = Literal["open", "copy", "text"]
"""``open``: a web address that a browser may be handed. ``copy``: an address for something else, such as a mail
program or a page beside the catalog: shown and copied, never opened. ``text``: no address one should follow."""

_HOST_AND_PATH: Final = r"[^\s/?#@\\]+(?:[/?#]\S*)?"
_COPIED: Final = (
    *("cvs", "ftp", "ftps", "geo", "git", "irc", "ircs", "ldap", "ldaps", "magnet", "mailto", "matrix", "msteams"),
    *("news", "rsync", "sftp", "sip", "sips", "slack", "sms", "ssh", "svn", "tel", "urn", "xmpp", "zoommtg"),
)  # fmt: skip
"""The schemes that are worth copying. What runs code or reads files, such as ``javascript:``, is not among them."""
_RELATIVE: Final = r"(?=[^\s]*[/.?#])[^\s\\:/?#]*(?:[/?#][^\s\\]*)?"
"""No colon before the first slash, else it would begin with a scheme; a lone word is no address."""

_WEB: Final = re.compile(f"https?://{_HOST_AND_PATH}", re.IGNORECASE)
_OTHER: Final = rf"(?:{'|'.join(_COPIED)}):[^\s\\]+|{_RELATIVE}"


def pattern() -> str:
    """What texts match that `link_kind` does not take for plain text, as a pattern for JSON Schema."""

    def in_any_case(word: str) -> str:
        return "".join(f"[{one.upper()}{one}]" for one in word)

    schemes = "|".join(map(in_any_case, _COPIED))
    web = f"{in_any_case('http')}[Ss]?://{_HOST_AND_PATH}"
    return f"^\\s*(?:{web}|(?:{schemes}):[^\\s\\\\]+|{_RELATIVE})\\s*$"


def link_kind(text: str) -> LinkKind:
    """What may be done with ``text`` as a link.

    Args:
        text: What a catalog gives as an address.

    Returns:
        ``open`` for http and https without user name, blanks or a backslash; ``copy`` for mail addresses, chats,
        repositories and relative addresses; ``text`` for all else.
    """
    if not text or one_line(text) != text:
        return "text"
    if _WEB.fullmatch(text):
        return "open"
    # Compiled at the first such text: that takes as long as importing three modules.
    return "copy" if re.fullmatch(_OTHER, text, re.IGNORECASE) else "text"


def is_link(text: str) -> bool:
    """Whether ``text`` is a web address that the program may open."""
    return link_kind(text) == "open"


def is_encrypted(text: str) -> bool:
    """Whether a web address is encrypted on the way."""
    return text[:6].lower() == "https:"
