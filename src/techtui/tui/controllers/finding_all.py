"""Opens the command palette and the list of themes, and runs what was picked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from techtui.catalog.refs import CATALOG, Ref
from techtui.settings import config_path
from techtui.tui.commands import PLACES, keys_in_force, of
from techtui.tui.runtime.asking import ask, flow, flow_over_dialogs

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from techtui.tui.controllers.base import Explorer

    _App = Explorer
else:
    _App = object


class FindingAll(_App):
    """A mixin for apps: the palette finds commands, settings, kept comparisons and everything in the catalog."""

    kept_comparisons: Callable[[], list[tuple[str, tuple[str, ...]]]]
    open_comparison: Callable[[tuple[str, ...]], None]
    show_place: Callable[[Ref], None]
    explanation: Callable[[Ref], Awaitable[None]]
    kept_decisions: Callable[[], list[tuple[str, str]]]
    open_decision: Callable[[str], None]

    @flow_over_dialogs
    async def action_command_palette(self) -> None:
        """Show the command palette."""
        from techtui.tui.dialogs.palette import Palette, palette_finder

        if isinstance(self.screen, Palette) or self.catalog is None:
            return
        scopes = (getattr(self.screen, "SCOPE", ""), *self.SCOPES)
        keys = {id_: shown[0] for id_, shown in keys_in_force(self.screen).items()}
        kept = [name for name, _ in self.kept_comparisons()]
        # Visitors are not told where the file is.
        config = "" if self.is_web else str(config_path())
        find = palette_finder(self.catalog, scopes, keys, kept, self.kept_decisions(), config)
        answer = await ask(self, Palette(find))
        kind, _, id_ = (answer or "").partition(" ")
        await self._take(kind, id_)

    async def _take(self, kind: str, id_: str) -> None:
        match kind:
            case "command":
                self._run(id_)
            case "elsewhere":
                self._say_where(id_)
            case "kept":
                self._open_kept(id_)
            case "decision":
                self.open_decision(id_)
            case "settings":
                self.notify(
                    f"{config_path()}\ntechtui config init writes one with all there is to set.",
                    title="Settings",
                    markup=False,
                )
            case "concept":
                await self.explanation(Ref("concept", id_))
            case "catalog":
                self.show_place(CATALOG)
            case "technology" | "category":
                place: Literal["technology", "category"] = kind
                self.show_place(Ref(place, id_))

    def _open_kept(self, name: str) -> None:
        kept = dict(self.kept_comparisons())
        if name in kept:
            self.open_comparison(kept[name])
        else:
            # Another window has dropped it since the palette was opened.
            self.notify("It is no longer kept.")

    def _run(self, command: str) -> None:
        scope, _, action = command.partition(".")
        namespace = "app" if scope in self.SCOPES else "screen"
        self.call_later(self.screen.run_action, f"{namespace}.{action}")

    def _say_where(self, command: str) -> None:
        for one in of(command.partition(".")[0]):
            if one.id == command:
                where = PLACES[one.scope]
                key = one.sign or one.keys.split(",")[0]
                self.notify(f"{one.title}: {where}, with {key}.", markup=False)

    @flow
    async def search_themes(self) -> None:
        """Choose a theme; the theme under the cursor is previewed."""
        from techtui.tui.choices.finding import theme_finder
        from techtui.tui.dialogs.picker import Picker

        before = self.theme

        def try_on(name: str) -> None:
            self.theme = name

        find = theme_finder(list(self.available_themes), before)
        picked = await ask(self, Picker("Theme", find, "Name", try_on))
        self.theme = picked or before
