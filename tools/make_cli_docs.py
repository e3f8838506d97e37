"""Write the part of docs/cli.md that the commands themselves declare.

python tools/make_cli_docs.py           writes it
python tools/make_cli_docs.py --check   exits with 1 if it is not as it should be
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import click

from techtui.cli.root import root

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
BEGIN = "<!-- what follows is written by tools/make_cli_docs.py -->"
END = "<!-- the end of what tools/make_cli_docs.py writes -->"


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


def page(before: str) -> str:
    """The page with the part between the marks written anew."""
    head, _, rest = before.partition(BEGIN)
    _, _, tail = rest.partition(END)
    context = click.Context(root, info_name="techtui", **root.context_settings)
    body = "\n\n".join(section(*one) for one in commands(root, context))
    return f"{head}{BEGIN}\n\n{body}\n\n{END}{tail}"


def main() -> int:
    """Write the page, or check it."""
    before = PAGE.read_text(encoding="utf-8")
    after = page(before)
    if "--check" in sys.argv[1:]:
        if before != after:
            print("docs/cli.md is stale: run python tools/make_cli_docs.py", file=sys.stderr)
        return int(before != after)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
