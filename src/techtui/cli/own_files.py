"""Files that a command writes, and replaces only if it wrote them itself."""

from __future__ import annotations

from pathlib import Path

from techtui.cli import output
from techtui.files import atomic_write, in_words


def write_own(target: Path, text: str, mark: str, by: str) -> bool:
    """Write a file unless an existing one was written by someone else; errors are printed.

    Args:
        target: The file.
        text: What to write; it begins with the mark.
        mark: How every file that the command writes begins.
        by: What writes it, for messages, such as ``an import``.

    Returns:
        Whether it was written.
    """
    try:
        if target.exists():
            with target.open("rb") as file:
                if file.read(len(mark)) != mark.encode():
                    output.complain(
                        f"{target} exists and was not written by {by}; choose another name"
                    )
                    return False
        atomic_write(target, text.encode())
    except OSError as error:
        output.complain(f"{target} can't be written: {in_words(error)}")
        return False
    return True
