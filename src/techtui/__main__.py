"""``python -m techtui``."""

import sys

from techtui.cli import main

sys.exit(main())
