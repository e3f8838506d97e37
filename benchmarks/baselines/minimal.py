"""The smallest program that browses: a tree beside a text as long as a technology's page."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static, Tree

ENTRIES = 30
LINES = 60


def page(entry: int) -> str:
    """The text beside the tree, another one for each entry."""
    return "\n".join(
        f"Entry {entry} of the tree, line {line} of its text: {entry * 7919 + line * 104729}"
        for line in range(LINES)
    )


class Minimal(App[None]):
    """A tree and a text; q leaves."""

    CSS = "Tree { width: 40; }"
    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        with Horizontal():
            tree: Tree[int] = Tree("Minimal")
            tree.root.expand()
            for entry in range(ENTRIES):
                tree.root.add_leaf(f"Entry {entry}", entry)
            yield tree
            with VerticalScroll(can_focus=False):
                yield Static(page(0), id="page", markup=False)

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[int]) -> None:
        """Show the text of the entry."""
        if event.node.data is not None:
            self.query_one("#page", Static).update(page(event.node.data))


if __name__ == "__main__":
    Minimal().run()
