"""The browse screen: tree and search on the left, the detail pane on the right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from techtui.catalog.model import Catalog, Technology
from techtui.catalog.refs import NOWHERE, Ref
from techtui.pages.values import month_text
from techtui.tui.choices.sorting import Sort
from techtui.tui.chrome.bars import KeyBar, TitleBar
from techtui.tui.chrome.frame import Frame
from techtui.tui.commands import bindings
from techtui.tui.messages import (
    ComparisonAsked,
    DecisionAsked,
    Dropped,
    KeepingAsked,
    LearningAsked,
    LinkOpened,
    PickAsked,
    TableAsked,
)
from techtui.tui.page.view import PageView
from techtui.tui.runtime.prefetch import import_ahead, search_ahead
from techtui.tui.screen import CatalogScreen
from techtui.tui.screens.browse.chips import FilterChips
from techtui.tui.screens.browse.detail import DetailPane
from techtui.tui.screens.browse.search_field import SEARCH_HINT, SearchField
from techtui.tui.screens.browse.tree import CategoryTree, Shown

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.widget import Widget

    from techtui.catalog.search import Index
    from techtui.shelf import Entry

MOST_MARKED = 4
"""How many technologies can be set side by side."""


class BrowseScreen(CatalogScreen):
    """Walk the catalog, read, search, mark."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("browse"),
        *(Binding(str(number), f"section({number})", show=False) for number in range(1, 10)),
    ]
    AUTO_FOCUS = "CategoryTree"
    PURPOSE = "Walk the categories on the left, read on the right. Mark technologies with space and compare them."

    place: var[Ref] = var(NOWHERE)
    """What the detail pane shows."""
    query_text: var[str] = var("")
    """What is searched for."""
    shown: var[Shown] = var(Shown())
    """The catalog, and what the search found in it."""
    marked: var[tuple[str, ...]] = var(())
    """The technologies to compare, in the order they were marked."""

    entries: var[Mapping[str, Entry]] = var(dict)
    """Technology id -> what the person keeps about it."""
    words: var[tuple[str, ...]] = var(())
    """The words of the query that are looked for in texts."""
    query_problem: var[str] = var("")
    """What is wrong with the query, if anything."""
    filters: var[tuple[str, ...]] = var(())
    """The filters of the query, as they were written."""
    only_shortlist: var[bool] = var(False)
    """Whether only the shortlist is shown."""
    hides_unwanted: var[bool] = var(False)
    """Whether what is not for the person is hidden."""
    sort: var[Sort] = var(Sort())
    """The order of the technologies in their categories."""
    tree_width: var[int] = var(0)
    """The width of the left pane in cells; 0 leaves it to the style sheet."""

    touched: var[str] = var("")
    """Which kept decisions are to be looked at again, in a few words."""

    def __init__(self, start: Ref = NOWHERE, open_branches: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._start = start
        self._open_branches = open_branches
        self._back: list[Ref] = []
        self._forward: list[Ref] = []
        self._before_search = NOWHERE

    def compose_content(self) -> ComposeResult:
        self.set_reactive(BrowseScreen.shown, Shown(self.catalog))
        # These are mounted later, but can be bound only here.
        self._field = SearchField(id="search").data_bind(BrowseScreen.catalog)
        self._chips = FilterChips(id="chips").data_bind(BrowseScreen.filters)
        yield TitleBar().data_bind(CatalogScreen.unsaved)
        with Frame(id="catalog") as left:
            left.border_title = Content("Catalog")
            yield Static(SEARCH_HINT, id="hint", markup=False)
            tree = CategoryTree(self._open_branches, id="tree").data_bind(
                BrowseScreen.shown,
                BrowseScreen.marked,
                BrowseScreen.words,
                BrowseScreen.sort,
                BrowseScreen.entries,
            )
            # AUTO_FOCUS would do it once all is mounted, and style it all again.
            tree.set_reactive(CategoryTree.has_focus, True)
            self.set_focus(tree)
            yield tree
        yield DetailPane(id="detail").data_bind(
            BrowseScreen.catalog,
            BrowseScreen.place,
            BrowseScreen.words,
            BrowseScreen.entries,
        )
        yield KeyBar("browse", "app").data_bind(CatalogScreen.urgent)

    # The catalog -------------------------------------------------------------------------------

    def watch_catalog(self, catalog: Catalog | None) -> None:
        if catalog is None:
            return
        self.__dict__.pop("_index", None)
        self.marked = tuple(one for one in self.marked if one in catalog.technologies)
        if self.is_mounted:
            if not self.sort.fits(catalog):
                self.sort = Sort()
            self._show_sort()
            self._say_what_is_found()
            self.call_after_refresh(self._leave_what_is_gone)

    def on_mount(self) -> None:
        self.call_after_refresh(self._mount_search)
        self._show_title()
        self._show_sort()
        if self.tree_width:
            self.query_one("#catalog").styles.width = max(
                20, min(self.tree_width, self.size.width - 30)
            )
        tree = self.query_one(CategoryTree)
        if not (self._start.kind and tree.go(self._start)) and self.catalog is not None:
            first = next(iter(self.catalog.technologies), "")
            first_place = next(
                (
                    Ref("technology", one.id)
                    for top in self.catalog.children()
                    for one in self.catalog.walk(top.id)
                ),
                Ref("technology", first),
            )
            tree.go(first_place)
        self.place = tree.place
        if self.marked:
            self.call_after_refresh(self._show_marks)

    def _leave_what_is_gone(self) -> None:
        assert self.catalog is not None
        known = (
            self.catalog.technologies
            if self.place.kind == "technology"
            else self.catalog.categories
        )
        if self.place.id not in known:
            tree = self.query_one(CategoryTree)
            tree.cursor_line = 0
            self.place = tree.place

    @cached_property
    def _index(self) -> Index:
        # Imported at the first letter that is typed.
        from techtui.catalog.search import Index

        assert self.catalog is not None
        return Index(self.catalog)

    def _show_title(self) -> None:
        catalog = self.catalog
        if catalog is None:
            return
        title = self.query_one(TitleBar)
        title.heading = catalog.title
        shown = len(catalog) if self.hits is None else len(self.hits)
        parts = [f"{shown:,} of {len(catalog):,}"]
        if catalog.as_of:
            parts.append(f"as of {month_text(catalog.as_of)}")
        if catalog.problem_count:
            # Imported here because hardly any catalog has any.
            from techtui.catalog.format.messages import counted

            parts.insert(0, f"! {counted(catalog.problem_count, 'problem')}")
        if self.touched:
            parts.insert(0, self.touched)
        title.aside = " · ".join(parts)

    @property
    def hits(self) -> tuple[str, ...] | None:
        """What the search found, best first; None without a search."""
        return self.shown.hits

    def _show(self, hits: tuple[str, ...] | None) -> None:
        self.shown = Shown(self.catalog, hits)

    @property
    def technology(self) -> Technology | None:
        """The technology that commands are about, if it is one: that in the detail pane."""
        # While keys come fast the cursor is ahead of the detail pane, and a key is meant for what the cursor is on.
        place = self.query_one(CategoryTree).place if self.is_mounted else NOWHERE
        if not place.kind:
            place = self.place
        if self.catalog is None or place.kind != "technology":
            return None
        return self.catalog.technologies.get(place.id)

    # The tree ----------------------------------------------------------------------------------

    @on(CategoryTree.Highlighted)
    def _highlighted(self, event: CategoryTree.Highlighted) -> None:
        event.stop()
        # The cursor may be further already: what was passed over need not be written.
        if event.place == event.tree.place:
            self.place = event.place

    @on(CategoryTree.Chosen)
    def _chosen(self, event: CategoryTree.Chosen) -> None:
        event.stop()
        self.read_if_narrow()

    def read_if_narrow(self) -> None:
        """Show the page where it takes turns with the tree."""
        if self.has_class("-narrow"):
            self._read()

    def go(self, place: Ref, remember: bool = True) -> None:
        """Show a place in tree and detail pane.

        Args:
            place: Where to go.
            remember: Whether “back” leads to where one was.
        """
        if place == self.place:
            return
        if remember:
            self._back.append(self.place)
            self._forward.clear()
        if self.query_text:
            self._end_search()
        tree = self.query_one(CategoryTree)
        if not tree.go(place):
            # It is filtered out: whoever follows a link wants to see it all the same.
            self.only_shortlist = self.hides_unwanted = False
        if tree.go(place):
            self.place = place

    def action_open_or_enter(self) -> None:
        """Open a branch, or go on to the detail pane."""
        tree = self.query_one(CategoryTree)
        node = tree.cursor_node
        if tree.place.kind == "category" and node is not None and tree.has_focus:
            if node.is_expanded and node.children:
                tree.action_cursor_down()
            else:
                node.expand()
        elif tree.has_focus:
            self._read()

    def action_back_or_close(self) -> None:
        """Close a branch or go to the one above; from the detail pane, go back to the tree."""
        tree = self.query_one(CategoryTree)
        if not tree.has_focus:
            self._leave_detail()
            return
        node = tree.cursor_node
        if node is None:
            return
        if node.is_expanded and node.children:
            node.collapse()
        elif node.parent is not None and node.parent is not tree.root:
            tree.move_cursor(node.parent)
            tree.scroll_to_node(node.parent, animate=False)

    def _read(self) -> None:
        self.add_class("-reading")
        self.set_focus(self.query_one(DetailPane))

    def _leave_detail(self) -> None:
        self.remove_class("-reading")
        self.set_focus(self.query_one(CategoryTree))

    def action_escape(self) -> None:
        """Leave the detail pane, then the search, then take off nothing more."""
        if not self.query_one(CategoryTree).has_focus:
            self._leave_detail()
        elif self.query_text:
            self._end_search(back=True)
        elif self.hits is not None:
            self.only_shortlist = self.hides_unwanted = False

    def action_section(self, number: int) -> None:
        """Jump to a section of the detail pane."""
        self.query_one(DetailPane).jump(number)

    # Search ------------------------------------------------------------------------------------

    def _mount_search(self) -> SearchField:
        """The search field, which takes the place of its hint when the first frame stands, or before if it is wanted."""
        if self._field.parent is None:
            hint = self.query_one("#hint")
            with self.app.batch_update():
                self._add(self._field, before=hint)
                hint.remove()
        return self._field

    def _add(self, widget: Widget, **where: str | Widget | None) -> None:
        """Put a widget into the left pane, unless the explorer is being left."""
        pane = self.query_one("#catalog")
        if pane.is_attached:
            pane.mount(widget, **where)

    def _say(self, name: Literal["nothing", "marks"], text: str) -> None:
        """Say something below the tree, or no more; the line is there from when it first has something to say."""
        lines = self.query(f"#{name}").results(Static)
        line = next(lines, None)
        if line is None and text:
            line = Static(id=name, markup=False)
            self._add(line, after="#tree" if name == "nothing" else None)
        if line is not None:
            line.display = bool(text)
            line.update(Content(text))

    def watch_filters(self, filters: tuple[str, ...]) -> None:
        if filters and self._chips.parent is None:
            self._add(self._chips, before="#tree")

    def action_search(self) -> None:
        """Go to the search field."""
        if self.catalog is not None and "_index" not in self.__dict__:
            search_ahead(self, self.catalog)
        self.remove_class("-reading")
        if self.hits is None:
            self._before_search = self.place
        # Widget.focus waits its turn, and the first letters would go where the focus is yet.
        self.set_focus(self._mount_search())

    @on(SearchField.QueryChanged)
    def _query_changed(self, event: SearchField.QueryChanged) -> None:
        event.stop()
        query = event.query.strip()
        if query and self.hits is None and not self._before_search.kind:
            self._before_search = self.place
        self.query_text = query
        if not query:
            self.query_problem = ""
            self.filters = self.words = ()
        # Tree and detail are painted together, once.
        with self.app.batch_update():
            self._say_what_is_found()
            tree = self.query_one(CategoryTree)
            if self.hits and tree.go(Ref("technology", self.hits[0])):
                self.place = tree.place

    def _say_what_is_found(self) -> None:
        query, found = self.query_text, self._find()
        self._show(found)
        self._show_title()
        said = ""
        if self.query_problem:
            said = self.query_problem
        elif query and found == ():
            near = " or ".join(one.name for one in self._index.nearest(query, 2))
            said = f"Nothing found.\nPerhaps {near}?" if near else "Nothing found."
        elif len(query) > 2 and (titles := self._index.concepts(" ".join(self.words))):
            # What is found through a concept does not say so itself.
            more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
            said = f"Concept: {titles[0]}{more}\nesc, then i, explains it"
        self._say("nothing", said)

    def _find(self) -> tuple[str, ...] | None:
        """What to show in the tree, best first; None for everything."""
        assert self.catalog is not None
        found = self._ask() if self.query_text else None
        if not (self.only_shortlist or self.hides_unwanted):
            return found
        shown = found if found is not None else tuple(self.catalog.technologies)
        if self.only_shortlist:
            shown = tuple(
                one for one in shown if one in self.entries and self.entries[one].shortlisted
            )
        if self.hides_unwanted:
            shown = tuple(
                one
                for one in shown
                if one not in self.catalog.discouraged
                and (one not in self.entries or self.entries[one].status != "not_for_me")
            )
        return shown

    def _ask(self) -> tuple[str, ...]:
        # Imported at the first letter that is typed.
        from techtui.catalog.query import QueryError, parse

        assert self.catalog is not None
        try:
            query = parse(self.query_text, self.catalog)
        except QueryError as error:
            # Half a filter is no reason to empty the tree: what was found before stays.
            self.query_problem = str(error)
            before = self.hits if self.hits is not None else self.catalog.ids
            return tuple(one for one in before if one in self.catalog.technologies)
        self.query_problem = ""
        filters = query.filters
        self.filters = tuple(term.text for term in filters.terms)
        self.words = tuple(query.words.split())
        found = [hit.technology for hit in self._index.search(query.words)] if query.words else None
        return tuple(filters.select(self.catalog, found))

    @on(SearchField.Stepped)
    def _stepped(self, event: SearchField.Stepped) -> None:
        event.stop()
        tree = self.query_one(CategoryTree)
        line = tree.cursor_line + event.by
        while (node := tree.get_node_at_line(line)) is not None and self.hits is not None:
            if node.data is not None and node.data.kind == "technology":
                break
            line += event.by
        if node is not None:
            tree.move_cursor(node)
            tree.scroll_to_node(node, animate=False)

    @on(SearchField.Taken)
    def _taken(self, event: SearchField.Taken) -> None:
        event.stop()
        tree = self.query_one(CategoryTree)
        place = tree.place
        before = self._before_search
        if self.filters:
            # Filters stay in force until they are taken off.
            self.set_focus(tree)
        else:
            self._end_search()
        tree.go(place)
        if before.kind and before != place:
            self._back.append(before)
            self._forward.clear()

    @on(SearchField.Left)
    def _search_left(self, event: SearchField.Left) -> None:
        event.stop()
        self._end_search(back=True)

    def _end_search(self, back: bool = False) -> None:
        field = self._mount_search()
        with field.prevent(SearchField.Changed):
            field.value = ""
        self.query_text = self.query_problem = ""
        self.filters = self.words = ()
        tree = self.query_one(CategoryTree)
        if back and self._before_search.kind:
            # The tree would follow its cursor and open the branch of what was found.
            tree.cursor_line = -1
        self._show(self._find())
        if back and self.hits is None:
            tree.close_searched()
        self._show_title()
        self._say("nothing", "")
        self.set_focus(tree)
        if back and self._before_search.kind:
            tree.go(self._before_search)
        self._before_search = NOWHERE

    # Filters -----------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Ask for an attribute and a value to filter by."""
        self.post_message(PickAsked("filter", self.shown_ids))

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """The ids of the technologies that the search and the filters leave."""
        if self.hits is not None:
            return self.hits
        return tuple(self.catalog.technologies) if self.catalog is not None else ()

    def toggle_filter(self, term: str) -> None:
        """Add a filter to the query, or take it off if it is there."""
        words = [one for one in self.query_text.split(" ") if one]
        if term in self.query_text:
            self._set_query(self.query_text.replace(term, ""))
        else:
            self._set_query(" ".join([*words, term]))
        self.set_focus(self.query_one(CategoryTree))

    @on(FilterChips.Removed)
    def _chip_removed(self, event: FilterChips.Removed) -> None:
        event.stop()
        self.toggle_filter(self.filters[event.at])

    def _set_query(self, text: str) -> None:
        self._mount_search().value = " ".join(text.split())

    def search_for(self, query: str) -> None:
        """Search for something as if it had been typed, and be in the list of what is found; nothing ends the search."""
        if not query:
            self.action_clear_filters()
            return
        if self.hits is None:
            self._before_search = self.place
        self._set_query(query)
        self.set_focus(self.query_one(CategoryTree))

    def action_clear_filters(self) -> None:
        """Take all filters and words off."""
        if self.query_text:
            self._end_search()

    # Order and width -----------------------------------------------------------------------------

    def action_sort(self) -> None:
        """Ask for the order of the tree."""
        self.post_message(PickAsked("sort"))

    def watch_sort(self) -> None:
        if self.is_mounted:
            self._show_sort()

    def _show_sort(self) -> None:
        if self.catalog is not None:
            title = self.sort.title(self.catalog) if self.sort.by else ""
            self.query_one("#catalog").border_subtitle = Content(title)

    def action_wider(self) -> None:
        """Give the tree more room."""
        self._resize_tree(4)

    def action_narrower(self) -> None:
        """Give the detail pane more room."""
        self._resize_tree(-4)

    def _resize_tree(self, by: int) -> None:
        if not self.has_class("-narrow"):
            width = self.tree_width or self.query_one("#catalog").outer_size.width
            self.tree_width = max(20, min(width + by, self.size.width - 30))

    def watch_tree_width(self, width: int) -> None:
        if self.is_mounted:
            self.query_one("#catalog").styles.width = width or None

    @property
    def open_branches(self) -> tuple[str, ...]:
        """The categories whose branches are open."""
        return tuple(sorted(self.query_one(CategoryTree).open_branches))

    def action_copy(self) -> None:
        """Copy the page of what is shown as Markdown."""
        catalog, place = self.catalog, self.query_one(CategoryTree).place
        if catalog is None or not place.kind:
            return
        from techtui.formats import markdown
        from techtui.pages.category import category_page
        from techtui.pages.technology import technology_page
        from techtui.tui.runtime.copying import copy

        if place.kind == "technology":
            technology = catalog.technologies[place.id]
            page, name = technology_page(catalog, technology), technology.name
        else:
            category = catalog.categories[place.id]
            page, name = category_page(catalog, category), category.name
        copy(self.app, markdown.render(page), f"page of {name}")

    # Links and ways back -----------------------------------------------------------------------

    @on(PageView.Followed)
    def _followed(self, event: PageView.Followed) -> None:
        event.stop()
        kind, target = event.target
        if kind in ("technology", "category"):
            self.go(event.target)
        elif kind == "compare":
            self.post_message(ComparisonAsked(tuple(target.split())))
        else:
            self.post_message(LinkOpened(event.target))

    def action_back(self) -> None:
        """Go back like a browser."""
        self._travel(self._back, self._forward)

    def action_forward(self) -> None:
        """Go forward again."""
        self._travel(self._forward, self._back)

    def _travel(self, way: list[Ref], other: list[Ref]) -> None:
        if not way:
            return
        other.append(self.place)
        self.go(way.pop(), remember=False)

    @property
    def _noun(self) -> str:
        return self.catalog.conventions.noun[0] if self.catalog is not None else "technology"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command has a place here: there is nothing to learn in some catalogs."""
        if action in ("status", "learning") and self.catalog is not None:
            return self.catalog.conventions.learning
        return super().check_action(action, parameters)

    def action_open_website(self) -> None:
        """Open the website of the technology."""
        from techtui.catalog.website import website_of

        technology = self.technology
        if technology is None or self.catalog is None:
            self.notify(f"Choose a {self._noun} first.", markup=False)
        elif url := website_of(self.catalog, technology):
            self.post_message(LinkOpened.to_url(url))
        else:
            self.notify(f"The catalog names no website for {technology.name}.", markup=False)

    def action_table(self) -> None:
        """See technologies as a table: of the category one is in, or what the search found."""
        if self.catalog is None:
            return
        one = self.technology
        here = one.id if one is not None else ""
        category = one.category if one is not None else self.place.id
        if self.query_text or self.only_shortlist:
            category = ""
        self.post_message(TableAsked(category, self.query_text, here))

    def action_explain(self) -> None:
        """Look up a concept or an attribute."""
        self.post_message(PickAsked("explain"))

    # Keeping -------------------------------------------------------------------------------------

    def watch_entries(self) -> None:
        if self.is_mounted and (self.only_shortlist or self.hides_unwanted):
            self._refilter()

    def watch_only_shortlist(self) -> None:
        if self.is_mounted:
            self._refilter()

    def watch_hides_unwanted(self) -> None:
        if self.is_mounted:
            self._refilter()

    def _refilter(self) -> None:
        self._show(self._find())
        self._show_title()
        shown = [
            word
            for word, on in (("shortlist", self.only_shortlist), ("without ⊘", self.hides_unwanted))
            if on
        ]
        self.query_one("#catalog").border_title = Content(" · ".join(["Catalog", *shown]))

    def _keep(self, what: Literal["status", "shortlist", "note"]) -> None:
        if self.technology is None:
            self.notify(f"Choose a {self._noun} first.", markup=False)
        else:
            self.post_message(KeepingAsked(what, self.technology.id))

    def action_status(self) -> None:
        """Set the next learning status."""
        self._keep("status")

    def action_shortlist(self) -> None:
        """Put on the shortlist or take off."""
        self._keep("shortlist")

    def action_note(self) -> None:
        """Write a note."""
        self._keep("note")

    def action_only_shortlist(self) -> None:
        """Show only the shortlist, or everything."""
        if not self.only_shortlist and not any(
            entry.shortlisted for entry in self.entries.values()
        ):
            self.notify(f"The shortlist is empty; * puts a {self._noun} on it.", markup=False)
        else:
            self.only_shortlist = not self.only_shortlist

    def action_hide_unwanted(self) -> None:
        """Hide what is not for me, or show it."""
        self.hides_unwanted = not self.hides_unwanted

    def action_learning(self) -> None:
        """See how far one is."""
        self.post_message(LearningAsked())

    # Deciding ----------------------------------------------------------------------------------

    def watch_touched(self) -> None:
        if self.is_mounted:
            self._show_title()

    def action_decide(self) -> None:
        """Decide between what is marked, what was found, or all of the category."""
        if len(self.marked) >= 2:
            self.post_message(DecisionAsked(self.marked))
        elif self.hits is not None and len(self.hits) >= 2:
            self.post_message(DecisionAsked(self.hits, found_by=self.query_text))
        elif self.catalog is not None:
            here = self.technology
            category = self.catalog.home[here.id] if here is not None else self.place.id
            self.post_message(DecisionAsked(category=category))

    # Comparing ---------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark or unmark the technology."""
        technology = self.technology
        if technology is None:
            self.action_open_or_enter()
        elif technology.id in self.marked:
            self.marked = tuple(one for one in self.marked if one != technology.id)
        elif len(self.marked) == MOST_MARKED:
            self.notify(f"{MOST_MARKED} are marked already; take one off with space.")
        else:
            self.marked = (*self.marked, technology.id)

    def action_unmark_all(self) -> None:
        """Take all marks off."""
        dropped = self.marked
        if not dropped:
            return

        def bring_back() -> None:
            known = self.catalog.technologies if self.catalog is not None else {}
            both = dict.fromkeys((*dropped, *self.marked))
            self.marked = tuple(one for one in both if one in known)[:MOST_MARKED]

        self.marked = ()
        what = "1 mark" if len(dropped) == 1 else f"{len(dropped)} marks"
        self.post_message(Dropped(what, bring_back))

    def watch_marked(self) -> None:
        if self.is_mounted:
            self._show_marks()
        if self.marked:
            import_ahead(self, "techtui.tui.screens.compare.screen")

    def _show_marks(self) -> None:
        count = len(self.marked)
        rest = " to compare · c" if count > 1 else " to compare · mark another"
        self._say("marks", f"✓ {count}{rest}" if count else "")

    def action_compare(self) -> None:
        """Compare what is marked; what is missing is asked for."""
        if len(self.marked) >= 2:
            self.post_message(ComparisonAsked(self.marked))
            return
        here = self.technology
        if self.marked:
            # What the cursor is on is most likely meant: the picker offers it first.
            first = here.id if here is not None and here.id not in self.marked else ""
            self.post_message(PickAsked("compare", self.marked, first))
        else:
            self.post_message(PickAsked("compare", (here.id,) if here is not None else ()))
