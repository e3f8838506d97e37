"""A want on one line: ``ATTRIBUTE[:GOOD][=IMPORTANCE]``, as on the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from techtui.catalog.model import IMPORTANCES, Want
from techtui.catalog.query import QueryError, find_attribute
from techtui.catalog.query.scanner import pieces_in
from techtui.catalog.sanitize import one_line

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog

_WANT: Final = re.compile(
    r"(?P<attribute>[^:<>=]+)(?:(?P<sign>>=|<=)(?P<to>[^=]+)|:(?P<good>(?:\"[^\"]*\"|[^=])*))?(?:=(?P<importance>[^=]*))?"
)


def parse_want(text: str, catalog: Catalog) -> Want:
    """Parse a want.

    Args:
        text: Such as ``popularity``, ``popularity=3``, ``deployment:managed,self-hosted=5``, ``first_release:lower``,
            ``max_message_size>=1 MiB=2``, ``use:"games, films"=3``. Without an importance it is useful (2).
        catalog: The catalog of its attributes. They may be named as in a query.

    Raises:
        QueryError: If it can't be understood.
    """
    text = one_line(text)
    found = _WANT.fullmatch(text)
    if found is None:
        hint = (
            "write ATTRIBUTE, ATTRIBUTE:GOOD or ATTRIBUTE>=TARGET, and =1, =2, =3 or =5 behind it"
        )
        raise QueryError("this is not a want", 0, len(text), hint)
    attribute = find_attribute(catalog, found["attribute"].strip())
    if found["sign"]:
        good: tuple[str, ...] = (f"{found['sign']} {found['to'].strip()}",)
    else:
        good = tuple(one.text for one in pieces_in(text, *found.span("good")))
    return Want(attribute.id, _importance(found["importance"], text), good)


def _importance(written: str | None, text: str) -> float:
    if written is None:
        return IMPORTANCES["useful"]
    word = written.strip().casefold()
    weights = {str(weight): weight for weight in IMPORTANCES.values()} | IMPORTANCES
    if word not in weights:
        ways = ", ".join(f"{weight} ({name})" for name, weight in IMPORTANCES.items())
        at = text.rfind("=") + 1
        raise QueryError(
            f"“{word[:40]}” is not an importance", at, len(text), f"write one of {ways}"
        )
    return weights[word]
