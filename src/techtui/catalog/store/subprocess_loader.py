"""Reads a large catalog in a child process: parsing would hold up everything else.

It is a new process, or a fork; a line on its standard input lets it begin, and afterwards the catalog is in the cache. The child
writes JSON objects, one a line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from techtui.catalog.model import Catalog
from techtui.catalog.piped import any_piped
from techtui.catalog.problems import CatalogError, Problem
from techtui.catalog.store.cache import (
    StageName,
    cached_as,
    read_into_cache,
    read_with_key,
    size_of,
)
from techtui.catalog.store.forked import ForkedChild, can_fork
from techtui.files import remove_unfinished
from techtui.startup import collector_paused

if TYPE_CHECKING:
    import subprocess

LARGE: Final = 2 * 1024 * 1024
"""The size in bytes from which on a screen would freeze noticeably."""
NOTICED: Final = 512 * 1024
"""The size in bytes from which on reading in a thread delays keys, and leaves memory behind: 25 MB for a catalog of a megabyte."""

_SHARES: Final[dict[StageName, tuple[float, float]]] = {
    "parsing": (0.0, 0.4),
    "checking": (0.4, 0.84),
    "saving": (0.84, 1.0),
}
"""The start and end of each stage as shares of the whole, measured with 10,000 technologies."""
_SAMPLE: Final = 16 * 1024
"""The bytes parsed to estimate the time for all of them."""
_CHILD: Final = (
    "import sys; from techtui.startup import without_typing_extensions as prepare; prepare(); "
    "from techtui.catalog.store.subprocess_loader import main; sys.exit(main(sys.argv[1:]))"
)
"""What a new process runs."""
_BEGIN: Final = b"begin\n"
"""The line that lets the child begin."""


class Stage(Struct, frozen=True, tag=True):
    """The stage that the child has begun.

    Args:
        name: The name of the stage.
        seconds: The estimated duration, from that of a small part.
    """

    name: StageName
    seconds: float

    def share(self, elapsed: float) -> float:
        """Return the share of the whole that is done, from 0 to 1, after so many seconds of the stage."""
        begin, end = _SHARES[self.name]
        # Three quarters are done when the estimate is over; the end is only reached with the next stage.
        left: float = 0.25 ** (elapsed / self.seconds) if self.seconds else 1.0
        return end - (end - begin) * left


class Refused(Struct, frozen=True, tag=True):
    """The catalog can't be used."""

    problems: tuple[Problem, ...]


class Done(Struct, frozen=True, tag=True):
    """The catalog is in the cache, if that can be written.

    Args:
        key: Its key, so that the parent need not compute it again from the files: 13 of the 230 ms of an edit.
    """

    key: str


class CancelledError(Exception):
    """The read was cancelled."""


def is_large(paths: Sequence[Path], limit: int = LARGE) -> bool:
    """Return whether the files are so large that they should be read in a child process.

    Args:
        paths: Files or folders.
        limit: The size in bytes.
    """
    # Piped input can't be read again by another process.
    return size_of(paths) >= limit and not any_piped(paths)


class Reading:
    """Reads a catalog in a child process.

    Args:
        paths: Files or folders, lowest layer first.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._process: subprocess.Popen[bytes] | ForkedChild | None = None
        self._cancelled = Event()

    def fork(self) -> None:
        """Start the child as a fork of this process, where that is possible. It reads nothing before `run`."""
        if can_fork():
            # If it fails, `run` starts a new process, or tells why not.
            with suppress(OSError):
                self._process = ForkedChild(partial(main, tuple(map(str, self._paths))))

    def prepare(self) -> None:
        """Start the child, which takes 60 ms. It reads nothing before `run`."""
        # A fork does without it.
        import subprocess

        # -P: modules in the current folder are not imported.
        command = [sys.executable, "-P", "-c", _CHILD, *map(str, self._paths)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def run(self, told: Callable[[Stage], object]) -> Catalog:
        """Read the catalog. Blocks, but lets other threads run.

        Args:
            told: Called with each stage when it begins.

        Raises:
            CatalogError: If the catalog can't be used.
            CancelledError: If it was cancelled.
        """
        if self._process is None:
            self.prepare()
        assert self._process is not None
        with self._process as process:
            if self._cancelled.is_set():
                process.kill()
            assert process.stdin is not None
            with suppress(OSError):
                # It may have been killed.
                os.write(process.stdin.fileno(), _BEGIN)
            assert process.stdout is not None
            refused: Refused | None = None
            key = ""
            for line in process.stdout:
                said = msgspec.json.decode(line, type=Stage | Refused | Done)
                if isinstance(said, Stage):
                    told(said)
                elif isinstance(said, Refused):
                    refused = said
                else:
                    key = said.key
        if self._cancelled.is_set():
            raise CancelledError
        if refused is not None:
            raise CatalogError(refused.problems)
        # If the cache can't be written, or the child was killed, the catalog is read here.
        return cached_as(key, self._paths) or read_into_cache(self._paths)

    def cancel(self) -> None:
        """Stop reading."""
        self._cancelled.set()
        if self._process is not None:
            self._process.kill()

    def drop(self) -> None:
        """End a child that was prepared and is not run."""
        if self._process is not None:
            self._process.kill()
            with self._process:
                pass


class RunningReading:
    """A read that runs in a thread.

    Args:
        paths: Files or folders, lowest layer first.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = tuple(paths)
        """The paths being read."""
        self.stage: Stage | None = None
        """The current stage; None before the first."""
        self.began = monotonic()
        """When that stage began."""
        self._reading = Reading(paths)
        self._result: Catalog | CatalogError | Exception | None = None
        self._ended = Event()
        self._reading.fork()
        # A daemon: exiting does not wait for it.
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self._result = self._reading.run(self._begin)
        except Exception as error:
            self._result = error
        self._ended.set()

    def _begin(self, stage: Stage) -> None:
        self.stage, self.began = stage, monotonic()

    def ends_within(self, seconds: float | None) -> bool:
        """Wait for the end, at most for some seconds; return whether it has ended."""
        return self._ended.wait(seconds)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled."""
        return isinstance(self._result, CancelledError)

    def result(self) -> Catalog | CatalogError:
        """Return the result, once it has ended.

        Raises:
            CancelledError: If it was cancelled.
            OSError: If no process could be started.
        """
        assert self._result is not None
        if isinstance(self._result, Catalog | CatalogError):
            return self._result
        raise self._result

    def cancel(self) -> None:
        """Stop reading."""
        self._reading.cancel()


# The child ----------------------------------------------------------------------------------------


def _say(what: Stage | Refused | Done) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(what) + b"\n")
    sys.stdout.buffer.flush()


def _end_with_the_parent() -> None:
    sys.stdin.buffer.read()
    remove_unfinished()
    os._exit(1)


def _seconds_to_parse(paths: Sequence[Path]) -> float:
    from time import perf_counter

    from techtui.catalog.format.quick import quick_reader

    size = size_of(paths)
    read = quick_reader(size)
    for path in paths:
        try:
            with path.open("rb") as file:
                sample = file.read(_SAMPLE).decode("utf-8", "ignore")
        except OSError:
            continue
        # Up to the last complete table.
        sample = sample[: sample.rfind("\n[") + 1]
        begin = perf_counter()
        try:
            read(sample)
        except (ValueError, RecursionError):
            continue
        return (perf_counter() - begin) * size / max(1, len(sample))
    return 0.0


def main(arguments: Sequence[str]) -> int:
    """Read the files given as arguments when the parent says so, and put the catalog into the cache."""
    with collector_paused():
        return _main(arguments)


def _main(arguments: Sequence[str]) -> int:
    # What does not depend on the contents of the files comes before the line that lets it begin.
    import hashlib  # noqa: F401

    import techtui.catalog.format.renewing
    import techtui.catalog.store.writing  # noqa: F401

    paths = [Path(argument) for argument in arguments]
    seconds = _seconds_to_parse(paths)
    if sys.stdin.buffer.readline() != _BEGIN:
        return 1
    Thread(target=_end_with_the_parent, daemon=True).start()

    def began(stage: StageName) -> None:
        begin, end = _SHARES[stage]
        _say(Stage(stage, seconds * (end - begin) / _SHARES["parsing"][1]))

    try:
        _, key = read_with_key(paths, began)
    except CatalogError as error:
        _say(Refused(error.problems[:100]))
        return 1
    _say(Done(key))
    # Nothing needs cleaning up; freeing a million values would take longer than everything else.
    sys.stdout.flush()
    os._exit(0)
