"""The process of one visitor of ``techtui serve``, which starts it.

python -m techtui.cli.visit shelf|forget LAST_GOOD [CATALOG]... URL

The server chooses the catalog; neither the environment nor the config file adds to it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from techtui.cli.launch import checked, run
from techtui.cli.output import complain_of_catalog
from techtui.startup import before_first_frame, import_asyncio_without_tls

NO_CATALOG: Final = 3
"""The exit code if the catalog can't be opened, known to the server."""


def main(arguments: Sequence[str]) -> int:
    """Open the explorer for a visitor; there is no terminal, and no state is saved.

    Args:
        arguments: Whether to use the shelf of this machine, the file of the last good catalog, the catalog files, and the URL to
            open.

    Returns:
        The exit code.
    """
    before_first_frame()
    import_asyncio_without_tls()
    keeping, kept, *paths, url = arguments
    from techtui.catalog.problems import CatalogError
    from techtui.catalog.store.last_good import load_or_last_good
    from techtui.settings import load_config

    files = [Path(one) for one in paths]
    try:
        catalog, current = load_or_last_good(files, Path(kept))
    except CatalogError as error:
        complain_of_catalog(error)
        return NO_CATALOG
    # Problems of the config file concern only its owner.
    config, _ = checked(load_config()[0])
    from techtui.tui.visit.visiting import VisitorApp

    return run(
        VisitorApp(
            catalog,
            url,
            config=config,
            paths=files,
            on_shelf=keeping == "shelf",
            outdated=not current,
        )
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
