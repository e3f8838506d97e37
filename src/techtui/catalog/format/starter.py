"""A small catalog to start from: an example of each kind of entry that passes the checker."""

from __future__ import annotations

import shlex
from datetime import date
from typing import TYPE_CHECKING, Final

from techtui.files import atomic_write

if TYPE_CHECKING:
    from pathlib import Path

_STARTER: Final = """\
#:schema ./catalog.schema.json
# A catalog for techtui. Change what you like, then ask what is left to do:
#
#     techtui check {file}
#     techtui --catalog {file}
#
# docs/catalog-format.md explains every key. After `techtui schema > catalog.schema.json` an editor with a TOML plug-in
# completes and checks while you write, because of the first line.

format = 1

[catalog]
title = "Ways to make coffee"
summary = "An example: replace it by what you know about."
as_of = {today}                   # the day you last looked it through; dates have no quotes
headline = ["minutes"]                  # attributes shown at the very top

# Sources: the documents behind the facts. Each has an id, here “manual”, that facts name.

[sources.manual]
title = "The manual that came in the box"
url = "https://example.com/manual"      # optional
read = {today}                     # the day you read it; date = … is what the document itself bears

# Categories: the branches of the tree. With parent = "ID" one stands below another.

[categories.pressure]
name = "With pressure"
summary = "Hot water is pushed through the grounds."
how_to_choose = ["Is there a stove?", "How many people drink at once?"]

[categories.patience]
name = "With patience"
summary = "Hot water is left alone with the grounds."

# Attributes: what facts can be about. Types: text, number, yes_no, choice, list, year, date, version, money,
# link, series. The type decides how values are shown, compared, sorted and filtered.

[attributes.minutes]
name = "Time"
type = "number"
unit = "min"
better = "lower"                        # or "higher"; leave it out where no end is preferable
group = "Making it"                     # the heading it stands under
help = "From cold water to the first sip."

[attributes.strength]
name = "Strength"
type = "choice"
choices = {{ mild = "mild", strong = "strong", fierce = "fierce" }}   # id = "label", in order
group = "In the cup"

[attributes.needs]
name = "Needs"
type = "list"
group = "Making it"

# Technologies: the entries. A fact is a bare value, or a table that says where it comes from:
#     minutes = 6
#     minutes = {{ value = 6, source = "manual", as_of = {today}, note = "On gas." }}
#     minutes = {{ missing = "not found" }}

[technologies.moka-pot]
name = "Moka pot"
category = "pressure"
aliases = ["stove-top pot"]
tagline = "The small pot that hisses on the stove"
summary = "Steam from the lower chamber pushes water through the grounds into the upper one. Made of aluminium or steel."
strengths = ["Strong coffee without a machine", {{ text = "Lasts for decades", source = "manual" }}]
weaknesses = ["Easily burnt", "Has to be watched"]
best_for = ["One or two people who are awake already"]
avoid_when = ["The stove is an induction stove and the pot is not"]
relations = [{{ kind = "alternative_to", id = "french-press", note = "Stronger, and quicker." }}]
learn = [{{ title = "The manual", url = "https://example.com/manual", kind = "docs", cost = "free" }}]

[technologies.moka-pot.facts]
minutes = {{ value = 6, source = "manual", note = "On gas." }}
strength = "strong"
needs = ["stove", "fine grounds"]

[technologies.french-press]
name = "French press"
category = "patience"
tagline = "A jug with a sieve that is pushed down"
summary = "Coarse grounds steep in hot water for a few minutes; a sieve on a rod then keeps them at the bottom."
strengths = ["Nothing to go wrong", "Serves a whole table"]
weaknesses = ["Grounds in the last sip", "Cools quickly"]

[technologies.french-press.facts]
minutes = {{ value = 8, source = "manual" }}
strength = "mild"
needs = ["kettle", "coarse grounds"]
"""


def starter(file: str = "catalog.toml", today: date | None = None) -> str:
    """Return the text of a small, commented catalog.

    Args:
        file: The name to use in the commands it shows.
        today: The date of the catalog; by default today.
    """
    return _STARTER.format(file=file if file.isprintable() else "FILE", today=today or date.today())


def write_starter(path: Path, today: date | None = None) -> None:
    """Write a starter catalog.

    Args:
        path: A file that does not exist yet.
        today: The date of the catalog; by default today.

    Raises:
        FileExistsError: If the path exists; it is not changed.
        OSError: If the file can't be written.
    """
    text = starter(shlex.quote(str(path)), today)
    atomic_write(path, text.encode(), overwrite=False)
