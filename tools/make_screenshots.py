"""Make the pictures of the README and the docs from the real program.

    python tools/make_screenshots.py [--check]

With ``--check`` nothing is written: it exits with 1 when a picture no longer shows what the program shows.
The text is compared, not the pixels.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
import tempfile
from pathlib import Path

from techtui.catalog.format.loader import read_catalog
from techtui.tui.app import TechtuiApp
from techtui.tui.runtime.asking import FLOW

IMAGES = Path(__file__).parents[1] / "docs" / "images"

SHOTS: dict[str, tuple[tuple[int, int], str, list[str]]] = {
    "browse": ((110, 34), "techtui-dark", ["slash", *"postgres", "enter"]),
    "category": ((110, 34), "techtui-dark", ["slash", *"postgres", "enter", "h"]),
    "search": ((110, 34), "techtui-dark", ["slash", *"queue"]),
    "compare": ((110, 34), "techtui-dark", ["slash", *"postgres", "enter", "c", *"mysql", "enter"]),
    "explain": ((110, 34), "techtui-dark", ["i", *"cap theo", "enter"]),
    "learning": ((110, 34), "techtui-dark", ["m", "m", "down", "m", "asterisk", "L"]),
    "light": ((110, 34), "techtui-light", ["slash", *"rust", "enter"]),
}
"""Name -> size, theme, keys."""


async def shoot(size: tuple[int, int], theme: str, keys: list[str]) -> str:
    """The program as SVG after some keys."""
    app = TechtuiApp(read_catalog())
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        # A flow waits for a person as long as its dialog is open.
        if prepare := [one for one in app.workers if one.group != FLOW]:
            await app.workers.wait_for_complete(prepare)
        await pilot.pause()
        return tidy(app.export_screenshot(title="techtui"))


def tidy(svg: str) -> str:
    """Without what differs from run to run, and without fonts fetched from elsewhere."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+-", "terminal-", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def words(svg: str) -> str:
    """What can be read on a picture; colours, places and the ids of styles do not count."""
    return "\n".join(html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg))


def undated(text: str) -> str:
    """Without dates: the learning screen shows the day on which it is looked at."""
    return re.sub(r"\d{4}-\d\d-\d\d", "DATE", text)


def same(name: str, before: str, after: str) -> bool:
    """Whether two pictures say the same."""
    one, other = words(before), words(after)
    return undated(one) == undated(other) if name == "learning" else one == other


def far_from_home(folder: str) -> None:
    """Keep the settings and the shelf of whoever runs this out of the pictures."""
    for variable in ("CONFIG", "STATE", "DATA", "CACHE"):
        os.environ[f"TECHTUI_{variable}"] = folder
    for variable in ("NO_COLOR", "TECHTUI_CATALOG", "TEXTUAL_THEME"):
        os.environ.pop(variable, None)


def main(*arguments: str) -> int:
    """Write or check the pictures."""
    stale = []
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, (size, theme, keys) in SHOTS.items():
        file = IMAGES / f"{name}.svg"
        with tempfile.TemporaryDirectory() as folder:
            far_from_home(folder)
            svg = asyncio.run(shoot(size, theme, keys))
        if "--check" not in arguments:
            file.write_text(svg, encoding="utf-8")
        elif not file.exists() or not same(name, file.read_text(encoding="utf-8"), svg):
            stale.append(file.name)
    if stale:
        print(
            f"no longer true: {', '.join(stale)}. Run: python tools/make_screenshots.py",
            file=sys.stderr,
        )
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
