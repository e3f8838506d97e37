"""Markdown files with YAML front matter."""

from __future__ import annotations

from typing import Any

from techtui.importing.texts import table_of
from techtui.importing.yaml_reader import parse


def parted(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter of a Markdown file, empty if there is none, and the rest.

    Raises:
        YamlError: If the front matter is not YAML.
    """
    lines = text.replace("\r\n", "\n").lstrip("\ufeff\n").split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    for at, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return table_of(parse("\n".join(lines[1:at]))), "\n".join(lines[at + 1 :]).strip()
    return {}, text
