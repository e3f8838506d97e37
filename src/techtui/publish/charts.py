"""Figures over the years as a drawing in a page (SVG), and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from techtui.catalog.moments import finest, mixture, moment_text, place_of
from techtui.catalog.proportions import position_between
from techtui.pages.values import amount_text

Series = Mapping[int, float]

MOST_LINES: Final = 6
"""More lines can't be told apart."""
_WIDE, _HIGH = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 130, 12, 28
_LINE: Final = 14.0
"""The height of a label."""


class Line(NamedTuple):
    """A line of a chart.

    Args:
        name: The label at its end.
        series: Moment -> number.
    """

    name: str
    series: Series


def chart(title: str, unit: str, lines: Sequence[Line]) -> str:
    """Return a chart of figures over the years.

    Args:
        title: What the figures are.
        unit: Their unit; may be empty.
        lines: The lines, of which `MOST_LINES` are drawn; each has at least one year.
    """
    drawn = lines[:MOST_LINES]
    if mixed := mixture(moment for line in drawn for moment in line.series):
        title = f"{title} ({mixed})"
    return (
        f'<figure class="chart"><figcaption>{escape(title)}</figcaption>'
        f"{_drawing(title, unit, drawn)}{_figures(title, unit, drawn)}</figure>"
    )


def _drawing(title: str, unit: str, lines: Sequence[Line]) -> str:
    moments = sorted({moment for line in lines for moment in line.series}, key=place_of)
    numbers = [number for line in lines for number in line.series.values()]
    first, last = place_of(moments[0]), place_of(moments[-1])
    begin, end = moment_text(moments[0]), moment_text(moments[-1])
    low, top = min(0.0, *numbers), max(0.0, *numbers)

    def x(moment: int) -> float:
        part = (place_of(moment) - first) / (last - first) if last > first else 0.5
        return _LEFT + part * (_WIDE - _LEFT - _RIGHT)

    def y(number: float) -> float:
        return _TOP + (1 - position_between(number, low, top)) * (_HIGH - _TOP - _BOTTOM)

    def parts() -> Iterator[str]:
        for number in dict.fromkeys((low, (low + top) / 2, top)):
            high = f"{y(number):.0f}"
            yield f'<path class="grid" d="M{_LEFT} {high}H{_WIDE - _RIGHT}"/>'
            text = escape(amount_text(float(f"{number:.3g}"), unit))
            yield f'<text x="{_LEFT - 8}" y="{high}" dy="4" class="y">{text}</text>'
        for moment in dict.fromkeys((moments[0], moments[-1])):
            yield f'<text x="{x(moment):.0f}" y="{_HIGH - 8}" class="x">{moment_text(moment)}</text>'
        places = _apart([y(line.series[max(line.series)]) for line in lines])
        for at, (line, place) in enumerate(zip(lines, places, strict=True)):
            points = [(x(year), y(line.series[year])) for year in sorted(line.series)]
            places_of = [f"{across:.0f} {down:.0f}" for across, down in points]
            yield f'<path class="line of-{at}" d="M{"L".join(places_of)}"/>'
            yield f'<path class="dots of-{at}" d="M{"h0M".join(places_of)}h0"/>'
            across = points[-1][0] + 8
            name = line.name if len(line.name) < 19 else f"{line.name[:17]}…"
            yield f'<text class="of-{at}" x="{across:.0f}" y="{place:.0f}" dy="4">{escape(name)}</text>'

    return (
        f'<svg viewBox="0 0 {_WIDE} {_HIGH}" role="img" aria-label="{escape(title)}, '
        f'{begin} to {end}; the figures are in the table below">{"".join(parts())}</svg>'
    )


def _apart(places: Sequence[float]) -> list[float]:
    """Return the heights of labels, moved down where they would overlap."""
    moved = list(places)
    above = -_LINE
    for at in sorted(range(len(places)), key=places.__getitem__):
        above = moved[at] = max(places[at], above + _LINE)
    return moved


def _figures(title: str, unit: str, lines: Sequence[Line]) -> str:
    moments = sorted({moment for line in lines for moment in line.series}, key=place_of)
    head = "Year" if finest(moments) == "year" else "When"
    heads = "".join(f'<th scope="col">{escape(line.name)}</th>' for line in lines)

    def cells(moment: int) -> Iterator[str]:
        for line in lines:
            number = line.series.get(moment)
            yield f"<td>{'–' if number is None else escape(amount_text(number, unit))}</td>"

    rows = "".join(
        f'<tr><th scope="row">{moment_text(moment)}</th>{"".join(cells(moment))}</tr>'
        for moment in moments
    )
    return (
        f'<details><summary>Figures</summary><div class="wide"><table><caption class="unseen">{escape(title)}</caption>'
        f'<thead><tr><th scope="col">{head}</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div></details>'
    )
