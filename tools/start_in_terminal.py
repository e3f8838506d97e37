"""Start a program in a pseudo-terminal, wait for a text on its screen, press q, expect it to end well.

    python tools/start_in_terminal.py PROGRAM TEXT [ARGUMENT...]

Exits with 0 when all of that happened within the limits, else with 1 and the last screen.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

import pyte

COLUMNS, LINES = 120, 36
TO_PAINT, TO_QUIT = 30.0, 10.0
"""Seconds; generous, because this is no measurement."""


def main(program: str, text: str, *arguments: str) -> int:
    """Run the check."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(program, [program, *arguments])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)

    def painted() -> bool:
        return any(text in line for line in screen.display)

    def read_until(done: float, enough: bool) -> bool:
        while time.monotonic() < done:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    data = os.read(terminal, 65536)
                except OSError:
                    return not enough
                if not data:
                    return not enough
                stream.feed(data)
            if enough and painted():
                return True
        return False

    if not read_until(time.monotonic() + TO_PAINT, enough=True):
        print("\n".join(screen.display), f"\n{text!r} was not painted", file=sys.stderr)
        return 1
    os.write(terminal, b"q")
    read_until(time.monotonic() + TO_QUIT, enough=False)
    deadline = time.monotonic() + TO_QUIT
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            print(f"painted {text!r}, ended with {code}")
            return 0 if code == 0 else 1
        time.sleep(0.05)
    print("it did not quit", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
