"""The root command. A subcommand's module is imported when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from techtui.cli import output
from techtui.cli.options import catalog_option, complete_place
from techtui.cli.registry import COMMANDS
from techtui.cli.request import COMPLETION, Launch

EXAMPLES: Final = """\
Examples: techtui databases (opens there), techtui go rust java (side by side)
"""


class Root(click.Group):
    """The root group; words that name no command are places of the catalog to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module and return the command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command if the first word names one, else the explorer."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        return "", explorer, args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete commands, options and names of the catalog."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            return found
        return [*found, *complete_place(ctx, explorer.params[0], incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in two columns, so that the help fits a small terminal."""
        told = [
            (name, command.get_short_help_str(60))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        half = (len(told) + 1) // 2
        named = max(len(name) for name, _ in told) + 1
        wide = max(len(help_) for _, help_ in told[:half]) + 2
        with formatter.section("Commands (each has --help)"):
            for at, (name, help_) in enumerate(told[:half]):
                line = f"{name:<{named}}{help_:<{wide}}"
                if at + half < len(told):
                    other, its_help = told[at + half]
                    line += f"{other:<{named}}{its_help}"
                formatter.write(f"{'':>{formatter.current_indent}}{line.rstrip()}\n")

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples directly below the commands, so that everything fits on 24 lines."""
        formatter.write(EXAMPLES)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from techtui import __version__

        output.say(f"techtui {__version__}")
        ctx.exit()


_fresh = click.option(
    "--fresh", is_flag=True, help="Ignore where you were, and save nothing this time."
)


@click.group(
    cls=Root,
    invoke_without_command=True,
    subcommand_metavar="[NAME | COMMAND]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@catalog_option
@_fresh
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Print the version and exit.",
)
@click.pass_context
def root(ctx: click.Context, paths: tuple[Path, ...], fresh: bool) -> int:
    """Explore a catalog at what you name; without a name, where you left it."""
    ctx.obj = Launch((), paths, fresh)
    if ctx.invoked_subcommand is None:
        from techtui.cli.launch import explore

        return explore(ctx.obj)
    return 0


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_place)
@catalog_option
@_fresh
@click.pass_obj
def explorer(before: Launch, names: tuple[str, ...], paths: tuple[Path, ...], fresh: bool) -> int:
    """Open the explorer at a technology, a category or a concept, or with two to four technologies side by side."""
    from techtui.cli.launch import explore

    return explore(Launch(names, (*before.paths, *paths), before.fresh or fresh))


def run(words: list[str]) -> int:
    """Run a command.

    Args:
        words: The words after the program's name.

    Returns:
        The exit code.
    """
    output_before = sys.stdout
    if COMPLETION in os.environ:
        # It becomes Click's class for bash.
        import_module("techtui.cli.bash_completion")
    try:
        result: Any = root.main(
            words, prog_name="techtui", complete_var=COMPLETION, standalone_mode=False
        )
    except click.exceptions.NoArgsIsHelpError as error:
        # A group of commands without a subcommand: its help is printed unchanged.
        for line in error.format_message().splitlines():
            output.note(line)
        return error.exit_code
    except click.UsageError as error:
        return output.complain_of_usage(error)
    except click.ClickException as error:
        output.complain_at_length(error.format_message())
        return error.exit_code
    except click.Abort:
        return 130
    except SystemExit as end:
        if sys.stdout is not output_before:
            # Click replaces it and exits with 1 when a pipe is closed; but its reader has what it wanted.
            sys.stdout = output_before
            raise BrokenPipeError from None
        # The shell asked for completions.
        return end.code if isinstance(end.code, int) else 0
    except Exception as error:
        # Looked up only here: a successful run does not need this module.
        from techtui.catalog.problems import CatalogError

        if not isinstance(error, CatalogError):
            raise
        return output.complain_of_catalog(error)
    return result if isinstance(result, int) else 0
