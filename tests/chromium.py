"""A real Chromium without a window, for tests of web pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra browser")
_PROGRAM: Final = Path("/usr/bin/chromium")
MARKS: Final = [
    pytest.mark.browser,
    pytest.mark.skipif(not _PROGRAM.exists(), reason="needs Debian's package chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    """A Chromium without a window."""
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_PROGRAM, args=["--no-sandbox"])
        yield opened
        opened.close()
