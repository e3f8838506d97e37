"""The ranking: a bar for each candidate, and below a line those that are out, with the fact responsible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.reactive import var

from techtui.catalog.decide import Eligibility, Interval, Ranking, TermVerdict
from techtui.catalog.model import Catalog
from techtui.pages import decision_words as words
from techtui.tui.chrome.ink import ink_of
from techtui.tui.screens.decide.row_list import ListRow, RowList, fitted

if TYPE_CHECKING:
    from textual import events

    from techtui.catalog.decide import Standing

_SCORE: Final = 7
"""The cells of the longest score: ``42–100``, and a blank."""
_LEAST_BAR: Final = 6
_LEAST_NAME: Final = 5
"""The least cells of a name beside the remark that it is not for new use."""


class Ranked(NamedTuple):
    """A ranking, and its catalog: the next catalog may not have the same technologies."""

    catalog: Catalog
    ranking: Ranking


def bar(score: Interval, width: int) -> tuple[str, str]:
    """Return a score as two pieces of a bar: what is certain, and what unknown values may add.

    Args:
        score: From 0 to 1.
        width: The width of a full bar, in cells. Any score, and anything unknown, gets at least one cell.
    """
    low, high = round(score.low * width), round(score.high * width)
    if score.low > 0:
        low = max(1, low)
    if not score.known:
        low = min(low, width - 1)
        high = max(low + 1, high)
    else:
        high = low
    return "█" * low, "▒" * (high - low)


class RankingList(RowList):
    """Shows a ranking."""

    ranked: var[Ranked | None] = var[Ranked | None](None)
    """The ranking to show."""

    _chosen = False
    """Whether the user has moved the cursor. Until then it stays on the first candidate."""

    def watch_ranked(self) -> None:
        if not self._chosen:
            self.at = ""
        self.remake()

    def action_cursor(self, by: int) -> None:
        """Move the cursor by some rows."""
        self._chosen = True
        super().action_cursor(by)

    def on_click(self, event: events.Click) -> None:
        # Rows of the list move the cursor.
        self._chosen = True

    def made_rows(self, width: int) -> Sequence[ListRow]:
        if self.ranked is None:
            return ()
        return tuple(self._rows_of(self.ranked.catalog, self.ranked.ranking, width))

    def _rows_of(self, catalog: Catalog, ranking: Ranking, width: int) -> Iterator[ListRow]:
        named = [words.named_text(catalog, one) for one in ranking.by_id]
        longest = max(map(cell_len, named), default=0)
        name_width = min(longest, max(8, (width - 3 - _SCORE) // 2))
        # Without criteria there are no scores to show.
        counts = any(one.weight > 0 for one in ranking.criteria)
        bar_width = max(_LEAST_BAR, width - 3 - name_width - 2 - _SCORE)
        for place, standing in enumerate(ranking.standings, 1):
            name = _fitted(catalog, standing.technology, name_width)
            line = self._place(str(place) if counts else "·", name, standing)
            if counts:
                self._add_bar(line, standing, bar_width, place == 1)
            yield ListRow(line, standing.technology)
        if ranking.out:
            ink = ink_of(self.app)
            yield ListRow(Text("── out: fails a must ".ljust(width, "─"), ink.muted))
            for standing in ranking.out:
                name = _fitted(catalog, standing.technology, name_width)
                line = self._place("–", name, standing)
                line.append(_why_out(catalog, standing), ink.bad)
                yield ListRow(_cut(line, width), standing.technology)

    def _place(self, place: str, name: str, standing: Standing) -> Text:
        ink = ink_of(self.app)
        line = Text().append(f"{place:>2} ", ink.muted)
        line.append(name, ink.muted if standing.state is Eligibility.OUT else Style.null())
        line.append("?" if standing.state is Eligibility.DOUBT else " ", ink.mark)
        return line.append(" ")

    def _add_bar(self, line: Text, standing: Standing, width: int, first: bool) -> None:
        ink = ink_of(self.app)
        sure, unsure = bar(standing.score, width)
        line.append(sure, ink.good if first else ink.accent)
        line.append(unsure, ink.muted)
        line.append(" " * (width - len(sure) - len(unsure)))
        line.append(words.score_text(standing.score).rjust(_SCORE))


def _why_out(catalog: Catalog, standing: Standing) -> str:
    failed = (one for one in standing.musts if one.verdict is TermVerdict.NO)
    return "; ".join(words.must_text(catalog, standing.technology, one) for one in failed)


def _fitted(catalog: Catalog, technology: str, width: int) -> str:
    """Return a name in a number of cells; the remark that it is not for new use is never cut."""
    named = words.named_text(catalog, technology)
    name = catalog.technologies[technology].name
    room = width - cell_len(named) + cell_len(name)
    if cell_len(named) > width and room >= _LEAST_NAME:
        return fitted(name, room) + named[len(name) :]
    return fitted(named, width)


def _cut(line: Text, width: int) -> Text:
    line.truncate(width, overflow="ellipsis")
    return line
