"""The criteria: musts, then wants and own ratings with their importance; templates while there are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.reactive import var

from techtui.catalog.decide import Ranking, TermVerdict
from techtui.catalog.model import IMPORTANCES, Template
from techtui.catalog.sanitize import one_line
from techtui.formats.styled import Styled
from techtui.pages import decision_words as words
from techtui.tui.chrome.ink import ink_of
from techtui.tui.chrome.lines import cut
from techtui.tui.screens.decide.row_list import ListRow, RowList

if TYPE_CHECKING:
    from techtui.catalog.decide import Criterion

MUST: Final = "must "
"""The prefix of the keys of musts."""
WANT: Final = "want "
"""The prefix of the keys of wants and own ratings."""
TEMPLATE: Final = "template "
"""The prefix of the keys of templates."""

STEPS: Final = tuple(sorted(IMPORTANCES.values()))
_LEAST_NAME: Final = 4
"""The least cells of a name beside other text."""
_ROOMY: Final = 44
"""From this width in cells on, an importance is also shown as a word."""


def meter(importance: float) -> str:
    """Return an importance as dots: ``●●●○`` for important."""
    filled = sum(step <= importance for step in STEPS)
    return "●" * filled + "○" * (len(STEPS) - filled)


class CriteriaList(RowList):
    """Shows the criteria; a click on a dot sets the importance."""

    ranking: var[Ranking | None] = var[Ranking | None](None)
    """The ranking; it holds the criteria."""
    templates: var[Sequence[Template]] = var[Sequence[Template]](())
    """Templates to start from while there are no criteria."""

    class Weighed(Message):
        """Posted when an importance is set by mouse."""

        def __init__(self, criteria: CriteriaList, key: str, importance: float) -> None:
            super().__init__()
            self.criteria = criteria
            self.key = key
            self.importance = importance

        @property
        def control(self) -> CriteriaList:
            """The list."""
            return self.criteria

    def watch_ranking(self) -> None:
        self.remake()

    def watch_templates(self) -> None:
        self.remake()

    def made_rows(self, width: int) -> Sequence[ListRow]:
        ranking = self.ranking
        if ranking is None:
            return ()
        decision = ranking.decision
        if not (decision.musts or decision.wants or decision.ratings):
            return tuple(self._lesson(width))
        return (*self._musts(ranking, width), *self._wants(ranking, width))

    def _lesson(self, width: int) -> Iterator[ListRow]:
        ink = ink_of(self.app)
        if self.templates:
            for line in _wrapped("Nothing counts yet. Begin with:", width):
                yield ListRow(Text(line, ink.muted))
        for one in self.templates:
            first, *rest = _wrapped(one.name, width - 2)
            yield ListRow(Text(f"▸ {first}", ink.strong), TEMPLATE + one.id)
            for line in rest:
                yield ListRow(Text(f"  {line}", ink.strong))
            for line in _wrapped(one.summary, width - 2):
                yield ListRow(Text(f"  {line}", ink.muted))
        if self.templates:
            yield ListRow(Text())
        first = "⏎ chooses one. Or step by step:" if self.templates else "Nothing counts yet:"
        for hint in (
            first,
            "a adds what counts, or something of your own to rate",
            "m adds a must",
            "+ and - weigh it",
        ):
            for line in _wrapped(hint, width):
                yield ListRow(Text(line, ink.muted))

    def _musts(self, ranking: Ranking, width: int) -> Iterator[ListRow]:
        ink = ink_of(self.app)
        ignored = {one.what for one in ranking.ignored}
        for text in ranking.decision.musts:
            checks = [m for one in ranking.by_id.values() for m in one.musts if m.text == text]
            out = sum(one.verdict is TermVerdict.NO for one in checks)
            open_ = sum(one.verdict is TermVerdict.UNKNOWN for one in checks)
            told = [f"{out} out"] if out else []
            told += [f"{open_} in doubt"] if open_ else []
            aside = "not understood" if text in ignored else ", ".join(told) or "all meet it"
            start = Text().append("must ", ink.heading)
            yield ListRow(_line(start, text, aside, ink.muted, width), MUST + text)

    def _wants(self, ranking: Ranking, width: int) -> Iterator[ListRow]:
        ink = ink_of(self.app)
        for criterion, share in zip(ranking.criteria, ranking.shares, strict=True):
            start = Text()
            for step, dot in zip(STEPS, meter(criterion.weight), strict=True):
                style = ink.accent if dot == "●" else ink.muted
                start.append(dot, style + Style(meta={"step": step, "row": WANT + criterion.key}))
            start.append(" ")
            aside = _aside(criterion, share, width)
            yield ListRow(
                _line(start, criterion.name, aside, ink.muted, width), WANT + criterion.key
            )
        counted = {one.key for one in ranking.criteria}
        for want in ranking.decision.wants:
            if want.attribute not in counted:
                start = Text().append("  !  ", ink.bad)
                line = _line(start, want.attribute, "left out", ink.muted, width)
                yield ListRow(line, WANT + want.attribute)

    def on_click(self, event: events.Click) -> None:
        meta = event.style.meta
        if "step" in meta:
            # A second click on a dot changes nothing.
            event.stop()
            event.prevent_default()
            self.at = meta["row"]
            self.post_message(self.Weighed(self, self.at.removeprefix(WANT), meta["step"]))


def _aside(criterion: Criterion, share: float, width: int) -> str:
    percent = f"{100 * share:3.0f} %"
    if width < _ROOMY:
        return percent
    return f"{words.importance_text(criterion.weight).partition(' ')[0]} {percent}"


def _line(start: Text, name: str, aside: str, muted: Style, width: int) -> Text:
    """Return a line with a name, and text at the right end; the beginning of the name is shown before the end of that text."""
    left = width - start.cell_len - 1
    aside = cut(aside, left - min(_LEAST_NAME, cell_len(name)))
    line = start.copy()
    line.append(cut(name, left - cell_len(aside)))
    line.append(" " * (width - line.cell_len - cell_len(aside)))
    line.append(aside, muted)
    return line


def _wrapped(text: str, width: int) -> list[str]:
    return [line.plain for line in Styled(one_line(text)).wrap(width)]
