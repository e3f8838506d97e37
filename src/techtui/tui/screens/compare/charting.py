"""Opens the chart of figures over the years."""

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
    """Chart figures over the years, or say that there are none.

    Args:
        screen: The screen that asks for it.
        catalog: The catalog; it declares the sources.
        technologies: The technologies in the chart; at least one.
        attribute: The id of the attribute to show first; if it has no figures, the first attribute that has.
    """
    found = trends(compare(catalog, technologies))
    if not found:
        alone = len(technologies) == 1
        who = f"{technologies[0].name} has no" if alone else "None of them has"
        screen.notify(f"{who} figures over the years.", markup=False)
        return
    # Imported here because it imports a plotting library.
    from techtui.tui.screens.compare.chart import ChartScreen

    first = next((at for at, one in enumerate(found) if one.row.attribute.id == attribute), 0)
    screen.app.push_screen(ChartScreen(catalog, tuple(technologies), found, first))
