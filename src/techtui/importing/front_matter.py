"""Markdown files that begin with a block of YAML between lines of dashes."""

from __future__ import annotations

from typing import Any

from techtui.importing.texts import table_of
from techtui.importing.yaml_reader import parse


def parted(text: str) -> tuple[dict[str, Any], str]:
    """The values at the top of a Markdown file, and what follows; no values if there are none.

    Raises:
        YamlError: If they are no YAML.
    """
    lines = text.replace("\r\n", "\n").lstrip("\ufeff\n").split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    for at, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return table_of(parse("\n".join(lines[1:at]))), "\n".join(lines[at + 1 :]).strip()
    return {}, text
