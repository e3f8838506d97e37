"""Writes files whole or not at all, and never replaces one by accident."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from techtui.files import atomic_write, in_words

NO_NAME: Final = "Please type a name for the file."


class SavingError(Exception):
    """A file could not be written; the message is a sentence for the user."""


def default_name(ids: tuple[str, ...], suffix: str) -> str:
    """Return a file name for a comparison: ``postgresql-vs-mysql.md``."""
    words = "-vs-".join(re.sub(r"[^\w.+-]+", "-", one).strip(".-") for one in ids)
    return f"{words[:80] or 'comparison'}{suffix}"


def download_name(typed: str) -> str:
    """Return a file name for browsers: the last part of what was typed, without invalid characters."""
    name = re.sub(r"[\x00-\x1f\x7f<>:\"|?*]", "", re.split(r"[/\\]", typed)[-1])
    return name.strip(" .")[:120]


def free_name(path: Path) -> Path:
    """Return a path with a number in its name that does not exist yet."""
    number = 2
    # Path.exists is False for an invalid name, too; writing reports what is wrong with it.
    while os.path.exists(free := path.with_name(f"{path.stem}-{number}{path.suffix}")):
        number += 1
    return free


def place(typed: str) -> Path:
    """Return the path that was typed, expanded."""
    typed = typed.strip()
    if not typed:
        raise SavingError(NO_NAME)
    try:
        path = Path(typed).expanduser()
    except RuntimeError:
        raise SavingError("The home folder that ~ stands for was not found.") from None
    if "\0" in typed:
        raise SavingError("A file name can't hold a null character.")
    if typed.endswith(("/", os.sep)) or os.path.isdir(path):
        raise SavingError("That is a folder; please add a name for the file.")
    return path


def save(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write a file: afterwards it holds all of the text, or its previous content.

    Args:
        path: The path.
        text: The content, written as UTF-8.
        overwrite: Whether an existing file may be replaced.

    Raises:
        FileExistsError: If the file exists and may not be replaced.
        SavingError: If it can't be written.
    """
    try:
        # Line ends are kept: CSV has its own.
        atomic_write(path, text.encode(), durable=True, overwrite=overwrite)
    except FileExistsError:
        raise
    except OSError as error:
        raise SavingError(_sentence(error, path)) from error


def _sentence(error: OSError, path: Path) -> str:
    try:
        target = path.resolve()
    except OSError:
        return "The folder in which techtui was started is gone; please type a whole path."
    match error:
        case FileNotFoundError():
            return f"There is no folder {target.parent}."
        case NotADirectoryError():
            return f"{target.parent} is not a folder."
        case PermissionError():
            return f"You have no permission to write to {target.parent}."
        case _:
            return f"The file could not be written: {in_words(error)}."
