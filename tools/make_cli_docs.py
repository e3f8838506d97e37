"""Write the part of docs/cli.md that the commands themselves declare.

python tools/make_cli_docs.py           writes it
python tools/make_cli_docs.py --check   exits with 1 if it is not as it should be
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from textwrap import dedent

import click
from marked_part import MarkedPart

from techtui.cli.root import root


def commands(
    command: click.Command, context: click.Context
) -> Iterator[tuple[click.Command, click.Context]]:
    """A command and all below it, each with the context in which it is called."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from commands(below, click.Context(below, context, name))


def section(command: click.Command, context: click.Context) -> str:
    """What the reference says of one command."""
    text, _, examples = click.unstyle(command.help or "").partition("\b\n")
    words = " ".join(text.split())
    if command is root:
        from techtui.cli.root import EXAMPLES

        examples = EXAMPLES
    lines = [f"### {context.command_path}", "", f"    {usage(command, context)}", "", words, ""]
    lines += ["| | |", "|---|---|"]
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and record[1]:
            name, told = (one.replace("|", "\\|") for one in record)
            lines.append(f"| `{name}` | {told} |")
    lines += ["", *(f"    {line}".rstrip() for line in dedent(examples).rstrip().splitlines())]
    return "\n".join(lines)


def usage(command: click.Command, context: click.Context) -> str:
    """How a command is called."""
    return f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}"


def text() -> str:
    """The reference of all commands."""
    context = click.Context(root, info_name="techtui", **root.context_settings)
    return "\n\n".join(section(*one) for one in commands(root, context))


PART = MarkedPart("tools/make_cli_docs.py", "docs/cli.md", text)

if __name__ == "__main__":
    sys.exit(PART.main())
