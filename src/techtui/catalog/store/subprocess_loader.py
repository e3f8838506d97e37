"""Reads a large catalog in a process of its own: parsing holds up everything else in its process.

The parent starts it as ``python -m techtui.catalog.store.subprocess_loader FILE...``, tells it by a line to begin, and finds the catalog
in the cache afterwards. What the child says are JSON objects, one a line.
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
from techtui.catalog.store.cache import StageName, cached_catalog, read_into_cache, size_of
from techtui.catalog.store.forked import Forked, can_fork
from techtui.files import remove_unfinished
from techtui.startup import collector_paused

if TYPE_CHECKING:
    import subprocess

LARGE: Final = 2 * 1024 * 1024
"""From this size on (bytes) a screen would stand still for longer than one notices."""
NOTICED: Final = 512 * 1024
"""From this size on (bytes) reading beside a screen makes its keys wait, and leaves memory behind: a catalog of a megabyte 25 MB."""

_SHARES: Final[dict[StageName, tuple[float, float]]] = {
    "parsing": (0.0, 0.46),
    "checking": (0.46, 0.84),
    "saving": (0.84, 1.0),
}
"""Where each stage begins and ends in the whole, measured with 100,000 technologies."""
_SAMPLE: Final = 16 * 1024
"""So many bytes are parsed to tell how long all of them take."""
_BEGIN: Final = b"begin\n"
"""What the child waits for."""


class Stage(Struct, frozen=True, tag=True):
    """What the child has begun to do.

    Args:
        name: Which of its stages.
        seconds: How long that may take, judged by how long a small part took.
    """

    name: StageName
    seconds: float

    def share(self, elapsed: float) -> float:
        """How much of the whole is done, from 0 to 1, so many seconds after the stage began."""
        begin, end = _SHARES[self.name]
        # Three quarters are done when the estimate is over; the end is only reached with the next stage.
        left: float = 0.25 ** (elapsed / self.seconds) if self.seconds else 1.0
        return end - (end - begin) * left


class Refused(Struct, frozen=True, tag=True):
    """The catalog can't be used."""

    problems: tuple[Problem, ...]


class Done(Struct, frozen=True, tag=True):
    """The catalog is in the cache, if that can be written."""


class CancelledError(Exception):
    """The reading was cancelled."""


def is_large(paths: Sequence[Path], limit: int = LARGE) -> bool:
    """Whether reading these files takes so long that it belongs in a process of its own.

    Args:
        paths: Files or folders.
        limit: The size (bytes) from which on it does.
    """
    # What was piped in can't be read by another process again.
    return size_of(paths) >= limit and not any_piped(paths)


class Reading:
    """One reading of a catalog in a process of its own.

    Args:
        paths: Files or folders, lowest layer first.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._cancelled = Event()

    def fork(self) -> None:
        """Prepare by a fork of this process, if there can be one."""
        if can_fork():
            # Where there is none, `run` starts a process, or says why not.
            with suppress(OSError):
                self._process = Forked(partial(main, tuple(map(str, self._paths))))

    def prepare(self) -> None:
        """Start the process, which reads nothing before `run`. While a file is being written there is time for that: it takes 0.1 s."""
        # Imported here because a fork needs none of it.
        import subprocess

        # -P: what lies in the present folder is no part of the program.
        command = [
            sys.executable,
            "-P",
            "-m",
            "techtui.catalog.store.subprocess_loader",
            *map(str, self._paths),
        ]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def run(self, told: Callable[[Stage], object]) -> Catalog:
        """Read. Blocks, but lets other threads work.

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
                # One that was killed does not hear it.
                os.write(process.stdin.fileno(), _BEGIN)
            assert process.stdout is not None
            refused: Refused | None = None
            for line in process.stdout:
                said = msgspec.json.decode(line, type=Stage | Refused | Done)
                if isinstance(said, Stage):
                    told(said)
                elif isinstance(said, Refused):
                    refused = said
        if self._cancelled.is_set():
            raise CancelledError
        if refused is not None:
            raise CatalogError(refused.problems)
        # Without a cache that can be written, or after a child that was killed, there is only the slow way.
        return cached_catalog(self._paths) or read_into_cache(self._paths)

    def cancel(self) -> None:
        """Stop reading."""
        self._cancelled.set()
        if self._process is not None:
            self._process.kill()

    def drop(self) -> None:
        """End the process of a reading that was prepared, and is not run."""
        if self._process is not None:
            self._process.kill()
            with self._process:
                pass


class RunningReading:
    """A reading that goes on in a thread.

    Args:
        paths: Files or folders, lowest layer first.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = tuple(paths)
        """What is read."""
        self.stage: Stage | None = None
        """What it does now; None before its first stage."""
        self.began = monotonic()
        """When that stage began."""
        self._reading = Reading(paths)
        self._result: Catalog | CatalogError | Exception | None = None
        self._ended = Event()
        self._reading.fork()
        # Not kept from ending by it: who leaves does not wait.
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
        """Wait for its end, or for some seconds; whether it has ended."""
        return self._ended.wait(seconds)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was stopped before its end."""
        return isinstance(self._result, CancelledError)

    def result(self) -> Catalog | CatalogError:
        """What came of it, once it has ended.

        Raises:
            CancelledError: If it was cancelled.
            OSError: If no process could be started.
        """
        assert self._result is not None
        if isinstance(self._result, Catalog | CatalogError):
            return self._result
        raise self._result

    def cancel(self) -> None:
        """Stop it."""
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
        # Up to the last table that is whole.
        sample = sample[: sample.rfind("\n[") + 1]
        begin = perf_counter()
        try:
            read(sample)
        except (ValueError, RecursionError):
            continue
        return (perf_counter() - begin) * size / max(1, len(sample))
    return 0.0


def main(arguments: Sequence[str]) -> int:
    """Read the files that are named, once told to, and put the catalog into the cache."""
    with collector_paused():
        return _main(arguments)


def _main(arguments: Sequence[str]) -> int:
    # What does not depend on what the files hold then comes before the sign to begin.
    import techtui.catalog.format.renewing  # noqa: F401

    paths = [Path(argument) for argument in arguments]
    seconds = _seconds_to_parse(paths)
    if sys.stdin.buffer.readline() != _BEGIN:
        return 1
    Thread(target=_end_with_the_parent, daemon=True).start()

    def began(stage: StageName) -> None:
        begin, end = _SHARES[stage]
        _say(Stage(stage, seconds * (end - begin) / _SHARES["parsing"][1]))

    try:
        read_into_cache(paths, began)
    except CatalogError as error:
        _say(Refused(error.problems[:100]))
        return 1
    _say(Done())
    # Nothing is to be tidied up; taking apart a million values takes longer than the rest of it.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
