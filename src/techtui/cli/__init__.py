"""The command line. Textual is imported only when a screen is asked for."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from techtui.cli.catalogs import chosen_paths, tell_problems

USAGE = """\
Usage: techtui [OPTIONS] [TECHNOLOGY...]

  A terminal explorer for technology catalogs.

  Without arguments it opens where you left it; with one technology, there;
  with two to four it sets them side by side. Names, ids and aliases all work.

Options:
  --catalog FILE  explore this catalog; several times to lay one upon another
  --fresh         do not go back to the last place, and do not remember this one
  --version       print the version and leave
  --help          print this and leave

Commands (each has --help):
  list [CATEGORY] list technologies
  show NAME       show one on standard output
  compare A B     compare two to four: --format md for a document
  search WORDS    find technologies
  concept [NAME]  explain a concept
  check FILE...   list every problem of a catalog
  schema          print a JSON Schema of the catalog format for your editor
  new FILE        write a commented catalog to start from
  shelf           list, export or import what you keep
  paths           print which files are used

Examples:
  techtui postgres
  techtui go rust java
  techtui --catalog radar.toml
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``techtui``.

    Args:
        arguments: What follows the name of the program; by default what the shell gave.

    Returns:
        The exit code: 0, 1 for something not found or wrong, 2 for wrong usage.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe went away; Python must not complain about it when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(words: list[str]) -> int:
    if words[:1] and words[0] in ("check", "schema", "new", "paths"):
        from techtui.cli.catalog_commands import run_tool

        return run_tool(words[0], words[1:])
    if words[:1] and words[0] in ("list", "show", "compare", "search", "concept"):
        from techtui.cli.reading_commands import run_reading

        return run_reading(words)
    if words[:1] == ["shelf"]:
        from techtui.cli.shelf_commands import run_shelf

        return run_shelf(words[1:])
    names: list[str] = []
    paths: list[Path] = []
    fresh = False
    waiting = iter(words)
    for word in waiting:
        if word in ("-h", "--help"):
            print(USAGE, end="")
            return 0
        if word == "--version":
            from techtui import __version__

            print(f"techtui {__version__}")
            return 0
        if word == "--fresh":
            fresh = True
        elif word == "--catalog" or word.startswith("--catalog="):
            value = word.partition("=")[2] if "=" in word else next(waiting, "")
            if not value:
                return _usage("--catalog needs a file")
            paths.append(Path(value))
        elif word.startswith("-") and word != "-":
            return _usage(f"there is no option {word}")
        else:
            names.append(word)
    return _explore(names, paths, fresh)


def _usage(message: str) -> int:
    print(f"techtui: {message}; techtui --help shows what there is", file=sys.stderr)
    return 2


def _explore(names: list[str], paths: list[Path], fresh: bool) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(
            "techtui: the explorer needs a terminal; techtui --help shows what works without one",
            file=sys.stderr,
        )
        return 2
    if os.environ.get("TERM") in ("dumb", ""):
        print("techtui: this terminal can't show screens (TERM=dumb)", file=sys.stderr)
        return 2
    if len(names) > 4:
        return _usage("at most four technologies fit side by side")
    # Everything built until the first frame lives on: collecting garbage meanwhile only costs time.
    gc.disable()
    from techtui.catalog.cache import load_catalog
    from techtui.settings import load_config, load_state

    config, config_problem = load_config()
    state, state_problem = (None, "") if fresh else load_state()
    paths = chosen_paths(paths, config.catalog)
    try:
        catalog = load_catalog(paths)
    except Exception as error:
        # CatalogError is looked up only here: its module is not part of a good start.
        from techtui.catalog.problems import CatalogError

        if not isinstance(error, CatalogError):
            raise
        return tell_problems(error)
    found = []
    for name in names:
        technology = catalog.find(name)
        if technology is None:
            from techtui.catalog.search import Index

            near = ", ".join(one.name for one in Index(catalog).nearest(name))
            print(f"techtui: nothing is called “{name}”; did you mean {near}?", file=sys.stderr)
            return 1
        found.append(technology.id)
    from techtui.tui.app import TechtuiApp
    from techtui.tui.browse.tree import NOWHERE, Place

    app = TechtuiApp(
        catalog,
        Place("technology", found[0]) if found else NOWHERE,
        found if len(found) > 1 else (),
        config=config,
        state=state,
        paths=paths,
        problems=[problem for problem in (config_problem, state_problem) if problem],
    )
    app.run()
    return app.return_code or 0
