"""The command that answers coding assistants."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from techtui.cli.catalogs import chosen_paths
from techtui.cli.options import catalog_option, strict_option

if TYPE_CHECKING:
    from techtui.cli.request import Launch


@click.command(short_help="for coding assistants")
@catalog_option
@strict_option
@click.pass_obj
def mcp(before: Launch | None, paths: tuple[Path, ...], strict: bool) -> int:
    """Serve the catalog to a coding assistant over the Model Context Protocol, on standard input and output.

    The assistant starts it; docs/assistants.md shows how to configure that. Nothing is written or fetched.

    \b
    Examples:
      techtui mcp
      techtui mcp --catalog radar.toml
    """
    try:
        from anyio import run

        from techtui.assistant.server import serve
    except ImportError:
        raise click.ClickException(
            "techtui mcp needs an extra: pip install 'techtui[mcp]' (from a clone: .venv/bin/pip install '.[mcp]')"
        ) from None
    from techtui.assistant.following import FollowedCatalog
    from techtui.catalog.piped import any_piped
    from techtui.cli.catalogs import insist_on_no_problems, tell_of_problems

    chosen = chosen_paths((*(before.paths if before else ()), *paths))
    if any_piped(chosen):
        raise click.UsageError("a catalog from a pipe can't be served: the pipe is the assistant's")
    followed = FollowedCatalog(chosen)
    if strict:
        insist_on_no_problems(followed.now())
    tell_of_problems(followed.now())
    run(serve, followed)
    return 0
