"""Writes a file whole or not at all, and never over another one by accident."""

from __future__ import annotations

import os
import re
from pathlib import Path

from techtui.files import atomic_write, in_words


class SavingError(Exception):
    """A file could not be written; says why in a sentence for people."""


def default_name(ids: tuple[str, ...], suffix: str) -> str:
    """A sensible name for a comparison: ``postgresql-vs-mysql.md``."""
    words = "-vs-".join(re.sub(r"[^\w.+-]+", "-", one).strip(".-") for one in ids)
    return f"{words[:80] or 'comparison'}{suffix}"


def download_name(typed: str) -> str:
    """What a browser may call a file: the last part of what was typed, without what no file name can hold."""
    name = re.sub(r"[\x00-\x1f\x7f<>:\"|?*]", "", re.split(r"[/\\]", typed)[-1])
    return name.strip(" .")[:120]


def free_name(path: Path) -> Path:
    """The same name with a number, such that there is no such file."""
    number = 2
    # These take a name that no file can have for one that no file has; what is wrong with it, the writing says.
    while os.path.exists(free := path.with_name(f"{path.stem}-{number}{path.suffix}")):
        number += 1
    return free


def place(typed: str) -> Path:
    """The file that a typed path means."""
    typed = typed.strip()
    if not typed:
        raise SavingError("Please type a name for the file.")
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
    """Write a file: afterwards it holds all of the text, or what it held before.

    Args:
        path: The file.
        text: What to write, as UTF-8.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        FileExistsError: If there is such a file and it may not be replaced.
        SavingError: If it can't be written.
    """
    try:
        # Line ends stay as they are: CSV brings its own.
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
