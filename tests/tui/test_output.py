"""What is written to a terminal is computed before anything else, and a terminal that accepts nothing keeps nobody."""

from __future__ import annotations

import os
from threading import Thread

import pytest

from techtui.tui.runtime.output import TerminalOutput

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no pseudo-terminal")

PATIENCE = 10.0


def test_a_picture_is_computed_once_it_is_written() -> None:
    reader, terminal = os.openpty()
    output = TerminalOutput(terminal, lambda: False)
    output.write("\x1b[1;1Hhello")
    assert not output.is_computed.is_set()
    output.flush()
    assert output.is_computed.is_set()
    assert b"hello" in os.read(reader, 1024)


def test_a_picture_is_computed_although_the_terminal_does_not_accept_it() -> None:
    reader, terminal = os.openpty()
    output = TerminalOutput(terminal, lambda: False)
    title = "\x1b]0;" + "t" * 200_000 + "\x07"
    output.write(title)
    writes = Thread(target=output.flush, daemon=True)
    writes.start()
    assert output.is_computed.wait(PATIENCE)
    assert writes.is_alive()
    received = b""
    while len(received) < len(title):
        received += os.read(reader, 65536)
    writes.join(PATIENCE)
    assert not writes.is_alive()
    assert received == title.encode()


def test_a_picture_for_a_vanished_terminal_is_computed() -> None:
    reader, terminal = os.openpty()
    output = TerminalOutput(terminal, lambda: False)
    os.close(reader)
    output.write("\x1b[1;1Hhello")
    output.flush()
    assert output.is_computed.is_set()
