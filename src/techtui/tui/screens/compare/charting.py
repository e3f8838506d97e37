"""Opens the chart of the figures that one or more technologies have over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techtui.catalog.comparison import compare
from techtui.tui.screens.compare.series import trends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from techtui.catalog.model import Catalog, Technology


def show_trends(
    screen: Screen[None],
    catalog: Catalog,
    technologies: Sequence[Technology],
    attribute: str = "",
) -> None:
    """Draw figures over the years, or say that there are none.

    Args:
        screen: Which asks for it.
        catalog: Where sources are declared.
        technologies: Who it is about; one or more.
        attribute: The id of the attribute to begin with; the first that has figures if it is none of those.
    """
    found = trends(compare(catalog, technologies))
    if not found:
        alone = len(technologies) == 1
        who = f"{technologies[0].name} has no" if alone else "None of them has"
        screen.notify(f"{who} figures over the years.", markup=False)
        return
    # Imported here because it draws with a library of its own.
    from techtui.tui.screens.compare.chart import ChartScreen

    first = next((at for at, one in enumerate(found) if one.row.attribute.id == attribute), 0)
    screen.app.push_screen(ChartScreen(catalog, tuple(technologies), found, first))
