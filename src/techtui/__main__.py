"""``python -m techtui``, and what the command ``techtui`` begins with."""

import signal
import sys

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until somebody listens, ctrl+c ends the program as SIGTERM does, without a traceback of what was being imported.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from techtui.cli import program

if __name__ == "__main__":
    sys.exit(program())
