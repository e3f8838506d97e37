"""Whatever bytes a terminal sends: the explorer lives on, and does what the keys among them say."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterable
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from techtui.tui.runtime.input import Piece, TerminalInput, is_known
from tests.terminal import PROGRAM, Terminal

ODD: Final = [
    b"\xe9",
    b"\xff\xfe",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xc2\x9b1;5A",
    b"\x1b[M \xb7+",
    b"\x1b[M#\x21\x21",
    b"\x1b[M\xff\xff\xff",
    b"\x1b[M \x1b[A",
    b"\x1b[<999;99999;99999M",
    b"\x1b[<0;0;0M",
    b"\x1b[<0;-5;-5M",
    b"\x1b[<M",
    b"\x1b[32;151;12M",
    b"\x1b[113~",
    b"\x1b[113A",
    b"\x1b[1114112u",
    b"\x1b[55296u",
    b"\x1b[99999999999999999999u",
    b"\x1b[97;;1114112u",
    b"\x1b[97;0;5u",
    b"\x1b[97:98u",
    b"\x1b[1;5:3A",
    b"\x1b[1;99999B",
    b"\x1b[" + b"1" * 5000 + b"u",
    b"\x1b[" + b";" * 500 + b"~",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[48;9999;9999;1;1t",
    b"\x1b[48;1:2;3:4;5:6;7:8t",
    b"\x1b[?64;1;2c",
    b"\x1b[>1;95;0c",
    b"\x1b]11;rgb:1c1c/1c1c/1c1c\x07",
    b"\x1b]52;c;cXF1aXQ=\x1b\\",
    b"\x1bP>|XTerm(380)\x1b\\",
    b"\x1bP1+r544e=71\x1b\\",
    b"\x1b_Gi=1;OK\x1b\\",
    b"\x1b[5;5R",
    b"\x1b[201~",
    b"\x1b[200~a\x1b[Mb\xff\x00q\x1b[201~",
    b"\x1b[I\x1b[O",
    b"\x1b[?2026;2$y",
    b"\x1b[23$",
    b"\x1bOz",
    b"\x1b\xff",
    b"\x00\x1c\x1d\x1e\x1f",
]
"""What real terminals have sent to programs that did not expect it, and worse."""


def received(*parts: bytes) -> list[Piece]:
    """What is made of bytes that arrive in these parts, after which nothing more comes."""
    terminal = TerminalInput()
    pieces = [piece for part in parts for piece in terminal.feed(part)]
    return [*pieces, *terminal.give_up()]


def keys(pieces: Iterable[Piece]) -> list[str]:
    """The keys that the pieces are to Textual."""
    parser = XTermParser()
    messages = [
        message
        for piece in pieces
        for message in (parser.feed(piece) if isinstance(piece, str) else [piece])
    ]
    return [message.key for message in messages if isinstance(message, events.Key)]


@pytest.mark.parametrize(
    ("data", "pressed"),
    [
        (b"j", ["j"]),
        (b"\x1b[A\x1b[1;5B\x1bOP", ["up", "ctrl+down", "f1"]),
        (b"\x1b", ["escape"]),
        (b"\x1b\x1b[A", ["escape", "up"]),
        (b"\x1b[15~\x1b[3;5~\x1b[Z", ["f5", "ctrl+delete", "shift+tab"]),
        (b"\x1ba\x1bA\x1bf", ["alt+a", "alt+shift+a", "ctrl+right"]),
        (b"\x1b[97;5u\x1b[27u\x1b[13u", ["ctrl+a", "escape", "enter"]),
        (b"\x1b[233;;233u", ["é"]),
        ("é日".encode(), ["é", "日"]),
        ("❤️👩‍🚀".encode(), ["heavy_black_heart", "woman", "rocket"]),
        (b"\xe9j", ["j"]),
        (b"a\xffb\xc3c", ["a", "b", "c"]),
        (b"\x1b[99999A\x1b[99~\x1b[113;5~j", ["j"]),
        (b"\x1b[M \xb7+j", ["j"]),
        (b"\x1b[?64;1;2cj", ["j"]),
        (b"\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\j", ["j"]),
        (b"\x1bP>|XTerm(380)\x1b\\j", ["j"]),
        (b"\x1b[12;", []),
    ],
)
def test_keys_are_understood_and_everything_else_is_dropped(
    data: bytes, pressed: list[str]
) -> None:
    assert keys(received(data)) == pressed


def test_a_sequence_may_arrive_in_any_parts() -> None:
    data = "é\x1b[1;5A\x1b[<0;5;6M\x1b[200~zwei\nZeilen\x1b[201~q".encode() + b"\x1b[M !!"
    pasted = "zwei\nZeilen"
    for cut in range(len(data)):
        parts = received(data[:cut], data[cut:])
        assert [one.text for one in parts if isinstance(one, events.Paste)] == [pasted]
        assert [one for one in parts if isinstance(one, str)] == [
            "é",
            "\x1b[1;5A",
            "\x1b[<0;5;6M",
            "q",
            "\x1b[<0;1;1M",
        ]


def test_an_old_mouse_report_becomes_a_new_one() -> None:
    assert received(b"\x1b[M *\x23", b"\x1b[M#*\x23", b"\x1b[M`!!") == [
        "\x1b[<0;10;3M",
        "\x1b[<0;10;3m",
        "\x1b[<64;1;1M",
    ]


def test_a_paste_that_never_ends_is_over_after_a_while() -> None:
    terminal = TerminalInput()
    assert list(terminal.feed(b"\x1b[200~one ")) == []
    assert list(terminal.feed(b"two\x1b")) == []
    assert terminal.patience
    (paste,) = terminal.give_up()
    assert isinstance(paste, events.Paste)
    assert paste.text == "one two"
    assert terminal.patience is None
    assert list(terminal.feed(b"q")) == ["q"]


def test_a_paste_of_a_whole_disk_is_cut() -> None:
    terminal = TerminalInput()
    list(terminal.feed(b"\x1b[200~"))
    for _ in range(40):
        assert list(terminal.feed(b"x" * 256 * 1024)) == []
    (paste,) = terminal.feed(b"\x1b[201~")
    assert isinstance(paste, events.Paste)
    assert 1_000_000 < len(paste.text) < 5_000_000


@given(st.lists(st.sampled_from(ODD) | st.binary(max_size=12), max_size=8))
@example([b"\x1b[48;1;1;1;1t\x1b[<0;1;1M"])
def test_no_bytes_make_the_parser_fail(parts: list[bytes]) -> None:
    parser = XTermParser()
    for piece in received(*parts):
        if isinstance(piece, str):
            list(parser.feed(piece))


@given(st.text("0123456789:;<=>?", max_size=14), st.sampled_from("uABHPSZ~tRMm$y@^["))
def test_a_sequence_that_is_known_has_numbers_in_range(numbers: str, end: str) -> None:
    sequence = f"\x1b[{numbers}{end}"
    if is_known(sequence.encode()):
        list(XTermParser().feed(sequence))


@given(st.binary(max_size=40), st.integers(0, 40))
def test_after_any_bytes_a_key_is_a_key(data: bytes, cut: int) -> None:
    terminal = TerminalInput()
    for part in (data[:cut], data[cut:]):
        list(terminal.feed(part))
    list(terminal.give_up())
    assert list(terminal.feed(b"q")) == ["q"]


def test_the_running_program_survives_odd_bytes() -> None:
    chance = random.Random(20)
    with Terminal() as terminal:
        terminal.wait_for("Catalog", "move")
        for _ in range(3):
            for odd in chance.sample(ODD, len(ODD)):
                terminal.write(odd)
            for _ in range(40):
                terminal.write(bytes(b for b in chance.randbytes(9) if b not in b"qQ\x11\x03"))
            terminal.read(0.1)
        assert terminal.process.poll() is None
        terminal.send(signal.SIGTERM)
        assert terminal.leave() == 143
        assert b"Traceback" not in terminal.output
        assert terminal.is_restored


def test_bytes_that_are_no_utf8_leave_keys_and_notes_alone() -> None:
    with Terminal([*PROGRAM, "go"]) as terminal:
        terminal.wait_for("Catalog", "move")
        terminal.write(b"\xe9j\x1b[M \xb7+n")
        terminal.wait_for("Note on Python")
        terminal.write("größer\xe9".encode("latin-1") + b"\x1b[M\xff\xff\xff drei")
        terminal.wait_for("grer drei")
        terminal.write(b"\x1b")
        terminal.wait(lambda: "Note on" not in terminal.text)
        terminal.wait_for("grer drei")
        assert terminal.leave("q") == 0
