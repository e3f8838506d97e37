"""Draw which room of the source imports which, from the imports themselves.

    .venv/bin/python tools/draw_imports.py           writes docs/images/architecture.svg
    .venv/bin/python tools/draw_imports.py --check   fails if the picture is not what the code would give

A room is a package of the source, or a module beside such packages. Every import counts: those at the top of a module, those inside
functions, and those for type checking only. Rooms stand on floors, so that every arrow leads downwards; a circle of imports is an
error. An arrow is left out where a longer way of arrows says the same.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from html import escape
from pathlib import Path
from typing import Final

import grimp

PICTURE: Final = Path(__file__).parents[1] / "docs/images/architecture.svg"
SPLIT: Final = ("techtui.catalog", "techtui.tui", "techtui.tui.screens")
"""Packages whose parts are rooms of their own."""

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 132, 30, 14, 44, 16

Imports = dict[str, set[str]]


def room_of(module: str) -> str:
    """The room that a module belongs to, such as ``tui.page`` for ``techtui.tui.page.view``."""
    parts = module.split(".")
    depth = 2
    while ".".join(parts[:depth]) in SPLIT and len(parts) > depth:
        depth += 1
    return ".".join(parts[1:depth])


def imports_of_rooms() -> Imports:
    """Which rooms each room imports."""
    graph = grimp.build_graph("techtui", cache_dir=None)
    rooms: Imports = defaultdict(set)
    for module in graph.modules - {"techtui", *SPLIT}:
        room = room_of(module)
        rooms[room] |= {
            room_of(other)
            for other in graph.find_modules_directly_imported_by(module)
            if other not in {"techtui", *SPLIT}
        } - {room}
    return rooms


def floors_of(rooms: Imports) -> dict[str, int]:
    """The floor of each room: 0 for those that import no other.

    Raises:
        SystemExit: The rooms import each other in a circle.
    """
    floors: dict[str, int] = {}

    def floor_of(room: str, way: tuple[str, ...]) -> int:
        if room in way:
            circle = " -> ".join((*way[way.index(room) :], room))
            raise SystemExit(f"rooms import each other in a circle: {circle}")
        if room not in floors:
            below = [floor_of(other, (*way, room)) for other in sorted(rooms[room])]
            floors[room] = max(below, default=-1) + 1
        return floors[room]

    for room in sorted(rooms):
        floor_of(room, ())
    return floors


def direct(rooms: Imports) -> Imports:
    """The imports without those that follow from others."""

    def reached(room: str) -> set[str]:
        return set().union(rooms[room], *map(reached, rooms[room]))

    return {
        room: others - set().union(*map(reached, others), set()) for room, others in rooms.items()
    }


def places(floors: dict[str, int], arrows: Imports) -> dict[str, tuple[float, float]]:
    """The middle of each room; rooms stand near those they import."""
    top = max(floors.values())
    by_floor = [sorted(room for room in floors if floors[room] == at) for at in range(top + 1)]
    widest = max(map(len, by_floor))
    middle: dict[str, tuple[float, float]] = {}
    for floor, rooms in enumerate(by_floor):

        def wanted(room: str) -> tuple[float, str]:
            below = [middle[other][0] for other in arrows[room]]
            return (sum(below) / len(below) if below else 0.0, room)

        rooms.sort(key=wanted)
        left = MARGIN + (widest - len(rooms)) * (WIDTH + ACROSS) / 2
        for at, room in enumerate(rooms):
            x = left + at * (WIDTH + ACROSS) + WIDTH / 2
            middle[room] = (x, MARGIN + (top - floor) * (HEIGHT + DOWN) + HEIGHT / 2)
    return middle


def drawn(rooms: Imports) -> str:
    """The picture, as SVG."""
    floors = floors_of(rooms)
    arrows = direct(rooms)
    middle = places(floors, arrows)
    width = max(x for x, _ in middle.values()) + WIDTH / 2 + MARGIN
    height = max(y for _, y in middle.values()) + HEIGHT / 2 + MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" font-family="sans-serif" font-size="13">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#7a8794"/></marker></defs>',
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
    ]
    for room in sorted(arrows):
        x, y = middle[room]
        for other in sorted(arrows[room]):
            to_x, to_y = middle[other]
            lines.append(
                f'<path d="M{x:.0f} {y + HEIGHT / 2:.0f}C{x:.0f} {y + HEIGHT:.0f} {to_x:.0f} {to_y - HEIGHT:.0f} '
                f'{to_x:.0f} {to_y - HEIGHT / 2:.0f}" fill="none" stroke="#7a8794" marker-end="url(#tip)"/>'
            )
    for room, (x, y) in sorted(middle.items()):
        lines += [
            f'<rect x="{x - WIDTH / 2:.0f}" y="{y - HEIGHT / 2:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="5" fill="#eef2f6" stroke="#4a6785"/>',
            f'<text x="{x:.0f}" y="{y + 4.5:.0f}" text-anchor="middle" fill="#1d2b38">{escape(room)}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


def main() -> None:
    """Write the picture, or check it."""
    picture = drawn(imports_of_rooms())
    if "--check" not in sys.argv[1:]:
        PICTURE.write_text(picture)
    elif PICTURE.read_text() != picture:
        raise SystemExit("docs/images/architecture.svg is stale: run tools/draw_imports.py")


if __name__ == "__main__":
    main()
