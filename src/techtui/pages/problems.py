"""The page of a catalog's problems, by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from techtui.catalog.format.kinds import KINDS
from techtui.pages.document import Block, Bullets, Heading, Item, Paragraph, Span, line_of

if TYPE_CHECKING:
    from techtui.catalog.problems import Problem


def problems_blocks(problems: Sequence[Problem]) -> Iterator[Block]:
    """Yield the problems under headings by kind, each with its file and line."""
    told = "Everything else is shown. techtui check lists the same, with what to write instead."
    yield Paragraph(line_of(told, "muted"))
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.code, []).append(problem)
    for kind, of_kind in kinds.items():
        yield Heading(KINDS[kind].capitalize())
        hints = {problem.hint for problem in of_kind}
        common = hints.pop() if len(hints) == 1 else ""
        if common:
            yield Paragraph(line_of(common, "muted"))
        yield Bullets(tuple(_item(problem, not common) for problem in of_kind))


def _item(problem: Problem, with_hint: bool) -> Item:
    place = Path(problem.file).name + (f":{problem.line}" if problem.line else "")
    subject = (Span(f"  {problem.subject}", "strong"),) if problem.subject else ()
    line = (Span(place, "accent"), *subject, Span(f"  {problem.message}"))
    return Item(line, line_of(problem.hint) if problem.hint and with_hint else ())
