"""A catalog whose ids, names and choices hold what shells and queries take for signs of their own."""

from __future__ import annotations

import json
from typing import Final

SIGNS: Final = (
    "C++ boat",
    "q'uote",
    'd"q',
    "$HOME",
    "æ:é",
    "全角　舟",
    "Upper",
    "upper",
    "a,b",
    "<5",
    "?",
    "a&b;c|d",
    "*",
    "~",
    "{x}",
    "#",
    "!",
    "x=y",
    "-dash",
    "higher",
)
"""Names that something takes for a sign."""


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def odd_catalog() -> str:
    """The text of a catalog in which each of `SIGNS` is an id, a name and a value of every kind there is."""
    parts = ['format = 1\n[catalog]\ntitle = "Odd"\n']
    for sign in SIGNS:
        parts.append(
            f"[categories.{_text('c' + sign)}]\nname = {_text('In ' + sign)}\n"
            f"how_to_choose = [{{ text = 'A?', query = 't_t>=2' }}, {{ text = 'B?', compare = {_text(SIGNS[:4])} }}]\n"
        )
        parts.append(f"[concepts.{_text('k' + sign)}]\ntitle = {_text('On ' + sign)}\ntext = 'T'\n")
        parts.append(
            f"[attributes.{_text('n' + sign)}]\nname = {_text('Number ' + sign)}\ntype = 'number'\n"
        )
    # An id may be the name of another, or its id but for a sign.
    parts.append('[categories.one]\nname = "Two"\n[categories.two]\nname = "One"\n')
    parts.append('[categories."every one"]\nname = "All"\n')
    parts.append('[categories.a]\nname = "Same"\nparent = "one"\n')
    parts.append('[categories.b]\nname = "Same"\nparent = "two"\n')
    parts.append('[concepts.two]\ntitle = "Three"\ntext = "T"\n')
    for key, kind in (("t-t", "text"), ("t_t", "number"), ("name", "text"), ("summary", "text")):
        parts.append(f"[attributes.{key}]\nname = {_text(key)}\ntype = '{kind}'\n")
    for key in ("pick", "pick it"):
        parts.append(
            f"[attributes.{_text(key)}]\nname = 'P'\ntype = 'choice'\nchoices = {_text(SIGNS)}\n"
        )
    parts.append("[attributes.'over time']\nname = 'O'\ntype = 'series'\n")
    parts.append("[attributes.items]\nname = 'I'\ntype = 'list'\n")
    for at, sign in enumerate(SIGNS):
        parts.append(
            f"[technologies.{_text(sign)}]\nname = {_text('The ' + sign)}\n"
            f"category = ['every one', {_text('c' + sign)}]\naliases = [{_text('alias-' + sign)}]\n"
            f"relations = [{{ kind = 'alternative_to', id = {_text(SIGNS[at - 1])} }}]\n"
            f"[technologies.{_text(sign)}.facts]\n'n{SIGNS[0]}' = {at}\nt_t = {at % 7}\n"
            f"t-t = {_text('of ' + sign)}\npick = {_text(sign)}\n'pick it' = {_text(sign)}\n"
            f"items = [{_text(sign)}, 'x']\nname = 'n'\nsummary = 's'\n"
            f"'over time' = {{ 2024 = {at}, 2025 = {at + 1} }}\n"
        )
    for key in ("d 1", "d'2"):
        parts.append(
            f"[decisions.{_text(key)}]\nname = {_text(key)}\ncategory = 'one'\nwants.t_t = {{ importance = 1, good = 'higher' }}\n"
        )
    return "".join(parts)
