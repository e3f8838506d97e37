"""Libraries that only imports need, with a message if they are not installed."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from techtui.importing.result import ImportRefusedError

_PACKAGES: Final = {"tomli_w": "tomli-w", "yaml": "PyYAML"}


def needed(module: str) -> Any:
    """Import a library of the extra ``techtui[import]``.

    Raises:
        ImportRefusedError: If it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError:
        raise ImportRefusedError(
            f"this needs {_PACKAGES[module]}, which is not installed; pip install 'techtui[import]'"
        ) from None
