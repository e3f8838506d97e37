"""The command line. Textual is imported only when a screen is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``techtui``."""
    from techtui.catalog.reading import read_catalog
    from techtui.tui.app import TechtuiApp
    TechtuiApp(read_catalog()).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
