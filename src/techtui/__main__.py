"""``python -m techtui``."""

import sys

from techtui.cli import program

sys.exit(program())
