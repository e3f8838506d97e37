"""Unexpected errors: a report in a private file, and one line on stderr that says where it is.

A report holds no catalog text and no values of variables: only where in the program the error happened, and the versions in use.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from techtui.settings import state_path

VARIABLE: Final = "TECHTUI_TRACEBACK"
"""If this environment variable is set, tracebacks are printed."""
_PREFIX: Final = "error-"
_MOST_KEPT: Final = 10
_OF_CODE: Final = (AttributeError, ImportError, NameError)
"""Errors whose message is about the program; messages of others may quote what the user wrote."""


def report(error: BaseException) -> Path:
    """Write a report that only its owner can read; only the newest reports are kept.

    Args:
        error: What went wrong.

    Returns:
        The path of the report.

    Raises:
        OSError: If it can't be written.
    """
    folder = state_path().parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{_PREFIX}{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    text = "\n".join([*_about(), "", *_traced(error), ""])
    with open(path, "w", encoding="utf-8", errors="replace", opener=_privately) as file:
        file.write(text)
    for old in sorted(folder.glob(f"{_PREFIX}*.txt"))[:-_MOST_KEPT]:
        if old != path:  # if the clock was set back, this report may seem to be the oldest
            with suppress(OSError):
                old.unlink()
    return path


def tell(error: BaseException) -> int:
    """Write a report, and say on stderr in one line what happened and where the report is.

    Returns:
        The exit code.
    """
    if os.environ.get(VARIABLE):
        import traceback

        traceback.print_exception(error)
        return 1
    what = f"techtui: unexpected error ({type(error).__name__})"
    try:
        # Imported here, so that nothing can fail before the error is reported.
        from techtui.catalog.sanitize import one_line

        written = one_line(str(report(error)))
        print(f"{what}; a report of it is in {written}", file=sys.stderr)
    except Exception as trouble:
        # The disk, or no memory left.
        why = getattr(trouble, "strerror", None) or type(trouble).__name__
        print(f"{what}; {VARIABLE}=1 shows more, no report: {why}", file=sys.stderr)
    return 1


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _about() -> Iterator[str]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from techtui import __version__

    yield f"techtui {__version__}"
    yield f"{platform.python_implementation()} {platform.python_version()} on {platform.platform()}"
    for package in ("textual", "rich", "msgspec"):
        with suppress(PackageNotFoundError):
            yield f"{package} {version(package)}"
    for name in ("TERM", "COLORTERM", "TERM_PROGRAM"):
        yield f"{name}={os.environ.get(name, '')!r}"


def _traced(error: BaseException) -> Iterator[str]:
    """Yield the traceback without messages: where each error of the chain was raised."""
    import traceback

    seen: set[int] = set()
    chain: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        chain.append(step)
        step = step.__cause__ or step.__context__
    for one in reversed(chain):
        for frame in traceback.extract_tb(one.__traceback__):
            yield f"  {_in_package(frame.filename)}:{frame.lineno} in {frame.name}"
            if frame.line:
                yield f"    {frame.line}"
        yield f"{type(one).__module__}.{type(one).__qualname__}" + (
            f": {one}" if isinstance(one, _OF_CODE) else ""
        )


def _in_package(filename: str) -> str:
    """Return a filename of the program relative to its package, without the place of installation."""
    for folder in sorted(filter(None, sys.path), key=len, reverse=True):
        if filename.startswith(folder + os.sep):
            return filename[len(folder) + 1 :]
    return filename
