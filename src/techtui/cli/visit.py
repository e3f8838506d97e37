"""The process of one visitor of ``techtui serve``; nobody else starts it.

python -m techtui.cli.visit shelf|forget [CATALOG]...

The server says which catalogs; neither the environment nor the config file adds any.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from techtui.cli.launch import explore_for_visitor


def main(arguments: Sequence[str]) -> int:
    """Open the explorer for a visitor.

    Args:
        arguments: Whether the shelf of this machine is used, and the catalog files.

    Returns:
        The exit code.
    """
    keeping, *paths = arguments
    return explore_for_visitor([Path(one) for one in paths], on_shelf=keeping == "shelf")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
