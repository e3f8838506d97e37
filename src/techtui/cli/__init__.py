"""The command line. Click is imported only for commands, Textual only when a screen is asked for."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from techtui.cli.registry import COMMANDS
from techtui.cli.request import COMPLETION, Launch
from techtui.files import in_words
from techtui.startup import QuickEnd, collector_paused


def program() -> int:
    """Run ``techtui`` as its own process, which ends when this returns.

    Returns:
        The exit code, see `main`.
    """
    end = QuickEnd()
    end.code = main()
    return end.code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``techtui``.

    Args:
        arguments: The words after the program's name; by default those from the shell.

    Returns:
        The exit code: 0, 1 if something was not found or is wrong, 2 for wrong usage, 130 after ctrl+c.
    """
    _have_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of the pipe has read enough.
        _drop_stdout()
        return 0
    except OSError as error:
        _drop_stdout()
        where = f"{error.filename}: " if error.filename else ""
        return _failed(where + in_words(error))
    except Exception as error:
        from techtui.failures import tell

        return tell(error)
    return code


def _run(words: list[str]) -> int:
    launch = None if COMPLETION in os.environ else plain_launch(words)
    if launch is not None:
        from techtui.cli.launch import explore

        return explore(launch)
    _hear_interrupts()
    # A command is over before there is garbage worth collecting.
    with collector_paused():
        from techtui.cli.root import run

        return run(words)


def plain_launch(words: Sequence[str]) -> Launch | None:
    """Parse the plain ways to open the explorer without click, which takes longer to import than a catalog takes to read.

    Returns:
        None for anything else, which click then parses.
    """
    names: list[str] = []
    paths: list[Path] = []
    fresh = False
    waiting = iter(words)
    for word in waiting:
        if word == "--fresh":
            fresh = True
        elif word == "--catalog":
            value = next(waiting, "")
            if not value or (value.startswith("-") and value != "-"):
                return None
            paths.append(Path(value))
        elif word.startswith("-") or (not names and word in COMMANDS):
            return None
        else:
            names.append(word)
    return Launch(tuple(names), tuple(paths), fresh)


def _hear_interrupts() -> None:
    # Of commands, ctrl+c ends what they do step by step; until here it ended the process at once.
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _have_streams() -> None:
    # A stream that the caller closed is None; text that the encoding lacks must not end the program.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if name == "stdout" else "backslashreplace")


def _drop_stdout() -> None:
    # Python would complain at exit about output that it can't write.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(message: str) -> int:
    from techtui.cli.output import complain

    complain(message)
    return 1
