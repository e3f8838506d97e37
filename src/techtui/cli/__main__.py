"""``python -m techtui.cli``."""

import sys

from techtui.cli import main

sys.exit(main())
