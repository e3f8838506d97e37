"""Source files on the disk, read within limits and never trusted."""

from __future__ import annotations

import codecs
import json
import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from techtui.files import in_words
from techtui.importing.result import ImportRefusedError

MOST_BYTES: Final = 64 * 1024 * 1024
"""A larger file is refused."""
MOST_FILES: Final = 50_000
"""A folder with more candidate files is refused."""
MOST_VALUES: Final = 5_000_000
"""The most values of a file; YAML aliases count with everything they expand to."""
_MOST_IN_FOLDER: Final = 256 * 1024 * 1024
MOST_DEEP: Final = 60
"""The deepest nesting of values; no supported format needs ten levels."""
_HEAD: Final = 64 * 1024
_PASSED_BY: Final = frozenset(("node_modules", "__pycache__", "venv", "dist", "target"))
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class ImportedFiles:
    """A file or folder to import.

    Args:
        path: Its path.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """Its name, without the folders above."""
        return self.path.name or self.path.resolve().name

    @cached_property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path.is_dir()

    @cached_property
    def text(self) -> str:
        """The text of the file.

        Raises:
            ImportRefusedError: If it is too large or can't be read.
        """
        return read_text(self.path)

    @property
    def head(self) -> str:
        """The beginning of the text; empty for a folder."""
        return "" if self.is_folder else self.text[:_HEAD]

    @cached_property
    def json(self) -> Any:
        """The file as JSON; None if it is not JSON. Decimal numbers stay text, so that 3.10 does not become 3.1."""
        if self.head.lstrip()[:1] not in ("{", "["):
            return None
        text = self.text
        if max(text.count(","), text.count("[") + text.count("{")) > MOST_VALUES:
            raise ImportRefusedError(f"{self.path} holds more than {MOST_VALUES:,} values")
        try:
            found = json.loads(text, parse_float=str, parse_constant=str)
        except RecursionError:
            raise ImportRefusedError(f"{self.path} is nested too deeply") from None
        except ValueError:
            return None
        return found

    def files(self, *endings: str) -> Iterator[Path]:
        """Yield the file itself, or the files below the folder with these suffixes, sorted by path.

        Raises:
            ImportRefusedError: If there are too many.
        """
        if not self.is_folder:
            yield self.path
            return
        count = size = 0
        for folder, folders, names in os.walk(self.path):
            folders[:] = sorted(
                one for one in folders if not one.startswith(".") and one not in _PASSED_BY
            )
            for name in sorted(names):
                path = Path(folder, name)
                # Reading anything but a regular file could block for ever.
                if not name.lower().endswith(endings) or name[0] == "." or not path.is_file():
                    continue
                count, size = count + 1, size + path.stat().st_size
                if count > MOST_FILES or size > _MOST_IN_FOLDER:
                    raise ImportRefusedError(
                        f"{self.path} holds more than {MOST_FILES:,} files or 256 MB; name a folder of it"
                    )
                yield path


def read_text(path: Path) -> str:
    """Return the text of a file in any encoding: by its byte order mark, else UTF-8, else Windows-1252.

    Raises:
        ImportRefusedError: If it is too large or can't be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ImportRefusedError(f"{path} can't be read: {in_words(error)}") from None
    if len(data) > MOST_BYTES:
        raise ImportRefusedError(
            f"{path} is larger than {MOST_BYTES >> 20} MB; import a part of it"
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
