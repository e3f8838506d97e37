"""``techtui completion``: teaches a shell to complete commands, options and names."""

from __future__ import annotations

import click
from click.shell_completion import (
    FishComplete,
    ShellComplete,
    ZshComplete,
    get_completion_class,
)

from techtui.cli import output
from techtui.cli.bash_completion import Completion as BashComplete
from techtui.cli.request import COMPLETION


@click.command(short_help="set up your shell")
@click.argument(
    "shell", type=click.Choice([one.name for one in (BashComplete, ZshComplete, FishComplete)])
)
def completion(shell: str) -> int:
    """Print a script that makes a shell complete commands, options and the ids of your catalog.

    \b
    Examples, each a line for the start-up file of your shell:
      eval "$(techtui completion bash)"     ~/.bashrc
      eval "$(techtui completion zsh)"      ~/.zshrc, below compinit
      techtui completion fish | source      ~/.config/fish/config.fish
    """
    from techtui.cli.root import root

    kind = get_completion_class(shell)
    assert kind is not None
    # Click's class for bash would start bash to ask for its version.
    return output.write(f"{ShellComplete.source(kind(root, {}, 'techtui', COMPLETION))}\n")
