"""What a comparison can be taken away as."""

from __future__ import annotations

import re
from datetime import date

from techtui.catalog.comparison import Comparison
from techtui.catalog.model import Catalog
from techtui.tui.compare.export import Format


def without_fonts(svg: str) -> str:
    """A picture that fetches nothing from the web: Rich's pictures name fonts there."""
    return re.sub(r",?\s*url\(\"https?://[^)]*\)\s*format\(\"[^\"]*\"\)", "", svg)
