"""Writes a catalog of any size: ``python -m benchmarks.generate N FILE``.

The same number always gives the same file. Technologies come in the order in which the tree shows them, so that the first
one in the file is the first one on the screen.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from math import ceil, isqrt
from pathlib import Path
from random import Random
from typing import Final

LANDMARKS: Final = ("Quartz", "Xenon", "Zephyr", "Jasper", "Walnut", "Velvet")
"""Technologies spread over the catalog; no other name begins with one of their letters."""

_SYLLABLES: Final = tuple(
    first + second for first in "bcdfghklmnprst" for second in ("a", "e", "io", "u")
)
_TEXT: Final = (
    "a fast and small store for events that keeps every change in order while readers follow the log with queries "
    "joins indexes views queues workers jobs windows exports just next to your own extra services"
)
_WORDS: Final = _TEXT.split()
_LANGUAGES: Final = ("C", "Go", "Java", "Python", "Rust", "Zig")
_ATTRIBUTES: Final = (
    *((f"number-{n}", "number", 'unit = "ms"\nbetter = "lower"\n') for n in range(6)),
    *((f"switch-{n}", "yes_no", "") for n in range(5)),
    *(
        (f"choice-{n}", "choice", 'choices = { low = "low", middle = "middle", high = "high" }\n')
        for n in range(4)
    ),
    *((f"text-{n}", "text", "") for n in range(4)),
    *((f"list-{n}", "list", "") for n in range(2)),
    ("born", "year", ""),
    ("version", "version", ""),
    ("website", "link", ""),
    ("popularity", "series", 'unit = "%"\nbetter = "higher"\n'),
)
"""Id, type and further keys: 25 attributes, of which every technology has all."""


def landmark_at(number: int, count: int) -> str:
    """The landmark at a place of a catalog with this many technologies, if there is one."""
    step = max(1, count // len(LANDMARKS))
    place, rest = divmod(number - step // 2, step)
    return LANDMARKS[place] if rest == 0 and 0 <= place < len(LANDMARKS) else ""


def name(number: int, count: int) -> str:
    """The name of a technology."""
    syllables = Random(-1 - number).choices(_SYLLABLES, k=3)
    return landmark_at(number, count) or f"{''.join(syllables).capitalize()} {number}"


def tagline(number: int) -> str:
    """What stands at the top of a technology's page; it occurs once."""
    return f"Entry {number:06} of a generated catalog"


def category_name(number: int) -> str:
    """The name of a branch at the top."""
    return f"Branch {number:03}"


def catalog(count: int) -> Iterator[str]:
    """The text of a catalog, in parts.

    Args:
        count: How many technologies it has.
    """
    in_leaf = max(10, isqrt(count))
    leaves = ceil(count / in_leaf)
    in_branch = ceil(leaves**0.5)
    yield f'format = 1\n\n[catalog]\nid = "generated-{count}"\ntitle = "Generated, {count}"\nsummary = "Made for measuring."\n'
    yield "as_of = 2026-11-01\n\n"
    yield from (
        f'[sources.s{n}]\ntitle = "Source {n}"\nurl = "https://example.com/{n}"\n\n'
        for n in range(20)
    )
    for leaf in range(leaves):
        branch, first = divmod(leaf, in_branch)
        if first == 0:
            yield f'[categories.branch-{branch}]\nname = "{category_name(branch)}"\nsummary = "The branch of number {branch}."\n\n'
        yield f'[categories.leaf-{leaf}]\nname = "Leaf {leaf:04}"\nparent = "branch-{branch}"\nsummary = "Number {leaf}."\n\n'
    for at, (attribute, kind, more) in enumerate(_ATTRIBUTES):
        yield f'[attributes.{attribute}]\nname = "{attribute.capitalize()}"\ntype = "{kind}"\ngroup = "Group {at // 6}"\n{more}\n'
    for number in range(count):
        yield _technology(number, count, number // in_leaf)


def _technology(number: int, count: int, leaf: int) -> str:
    random = Random(number)

    def text(words: int) -> str:
        return " ".join(random.choices(_WORDS, k=words)).capitalize()

    other = random.randrange(count)
    lines = [
        f"[technologies.t{number}]",
        f'name = "{name(number, count)}"',
        f'category = "leaf-{leaf}"',
        f'aliases = ["alias {number}"]',
        f'tagline = "{tagline(number)}"',
        f'summary = "{text(40)}."',
        f'strengths = ["{text(6)}", {{ text = "{text(6)}", source = "s{number % 20}" }}]',
        f'weaknesses = ["{text(6)}", "{text(5)}"]',
        f'best_for = ["{text(5)}"]',
    ]
    if other != number:
        lines.append(
            f'relations = [{{ kind = "alternative_to", id = "t{other}", note = "{text(4)}." }}]'
        )
    lines += ["", f"[technologies.t{number}.facts]"]
    for fact, kind, _ in _ATTRIBUTES:
        match kind:
            case "number":
                value = str(random.randrange(1, 9999))
            case "yes_no":
                value = random.choice(("true", "false"))
            case "choice":
                value = f'"{random.choice(("low", "middle", "high"))}"'
            case "text":
                value = f'"{text(3)}"'
            case "list":
                value = "[" + ", ".join(f'"{one}"' for one in random.sample(_LANGUAGES, k=2)) + "]"
            case "year":
                value = str(random.randrange(1970, 2026))
            case "version":
                value = f'"{random.randrange(20)}.{random.randrange(20)}"'
            case "link":
                value = f'"https://example.com/t{number}"'
            case _:
                value = (
                    "{ "
                    + ", ".join(f"{year} = {random.randrange(100)}" for year in range(2022, 2026))
                    + " }"
                )
        sourced = f'{{ value = {value}, source = "s{random.randrange(20)}" }}'
        lines.append(f"{fact} = {sourced if random.random() < 0.5 else value}")
    return "\n".join(lines) + "\n\n"


def write(count: int, file: Path) -> None:
    """Write a catalog of ``count`` technologies."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(catalog(count))


def main() -> None:
    """Run ``python -m benchmarks.generate``."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.generate", description="Write a generated catalog."
    )
    parser.add_argument("count", type=int, metavar="N", help="how many technologies")
    parser.add_argument("file", type=Path, metavar="FILE")
    given = parser.parse_args()
    if given.count < 1:
        parser.error("N is at least 1")
    write(given.count, given.file)


if __name__ == "__main__":
    main()
