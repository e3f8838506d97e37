"""What all kinds of technology radars have in common: ordered rings, movement, quadrants, editions."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from techtui.catalog.moments import moment_of
from techtui.importing.draft import Draft, DraftEntry
from techtui.importing.texts import words_of

_RINGS: Final = (
    *("adopt", "use", "keep", "trial", "assess", "explore", "contain", "hold", "caution", "stop"),
    *("retire", "drop"),
)
_MOVEMENTS: Final = ("new", "moved in", "unchanged", "moved out")
_BY_NUMBER: Final = {"-1": "moved out", "0": "unchanged", "1": "moved in", "2": "new"}
_OTHER_WORDS: Final = {"no change": "unchanged", "up": "moved in", "down": "moved out"}


def declare(draft: Draft, rings: list[str], *, in_order: bool = False) -> None:
    """Declare the attributes for ring and movement.

    Args:
        draft: The catalog under construction.
        rings: The rings that are used.
        in_order: Whether they are ordered from the innermost to the outermost; otherwise well-known names come first, in their
            usual order, and others as they appear.
    """
    ordered = in_order or all(one.casefold() in _RINGS for one in rings if one)
    draft.attribute(
        "ring", "Ring", "choice", "Radar", **({"better": "lower"} if ordered and any(rings) else {})
    )
    draft.attribute("moved", "Movement", "choice", "Radar")
    draft.catalog["headline"] = ["ring"]
    if not in_order:
        known = {one.casefold(): one for one in reversed(rings)}
        rings = [known[one] for one in _RINGS if one in known] + rings
    for ring in rings:
        if ring:
            draft.offer("ring", ring)


class Edition(NamedTuple):
    """An entry in one edition of a radar."""

    date: str
    ring: str
    text: str = ""
    moved: str = ""


def tell_history(draft: Draft, entry: DraftEntry, editions: list[Edition], text: str = "") -> None:
    """Set the rings of an entry over time, and all its texts, newest first.

    Movement is computed from the rings; the source's own is kept only if editions have no dates.

    Args:
        draft: The catalog under construction.
        entry: The entry.
        editions: The editions, in any order.
        text: A text for all of them.
    """
    editions = sorted(editions, key=lambda one: one.date)
    texts = [text] if text else []
    if editions:
        newest = editions[-1]
        if rings := _over_time(draft, editions):
            draft.fact(entry, "ring", rings)
        else:
            draft.choose(entry, "ring", newest.ring)
            set_movement(draft, entry, newest.moved)
        texts += [newest.text] if newest.text and newest.text != text else []
        known = set(texts)
        for one in reversed(editions[:-1]):
            if one.text and one.text not in known:
                known.add(one.text)
                texts.append(f"{one.date}, {one.ring}: {one.text}")
    draft.text(entry, "summary", "\n\n".join(texts))


def _over_time(draft: Draft, editions: list[Edition]) -> dict[str, str]:
    """Return date -> ring, with all dates of the least precise kind; empty if any edition has no date or no ring.

    A single edition does not determine the movement that its source states.
    """
    if len(editions) == 1 and editions[0].moved:
        return {}
    if any(moment_of(one.date) is None or not one.ring for one in editions):
        return {}
    length = min(len(one.date) for one in editions)
    return {one.date[:length]: draft.offer("ring", one.ring) for one in editions}


def set_movement(draft: Draft, entry: DraftEntry, raw: Any, is_new: bool = False) -> None:
    """Set the movement of an entry since the previous edition: a word, or -1, 0, 1 and 2; unset if unknown."""
    word = words_of(raw).casefold()
    word = "new" if is_new else _BY_NUMBER.get(word, _OTHER_WORDS.get(word, word))
    if word not in _MOVEMENTS:
        if word:
            draft.losses.add("unknown movements, left out", f"{entry.name}: {word[:20]}")
        return
    for one in _MOVEMENTS:
        draft.offer("moved", one)
    draft.choose(entry, "moved", word)
