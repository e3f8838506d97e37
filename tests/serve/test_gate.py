"""Other web pages, and other names, do not reach the server."""

from __future__ import annotations

import socket

import pytest

from techtui.serve.gate import gate_for, is_loopback


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_a_server_of_this_machine_answers_to_its_names(host: str) -> None:
    assert gate_for("127.0.0.1").knows(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "192.168.1.7",
        "127.0.0.1@evil.example",
        "127.0.0.1\r\nx: y",
        "[::1",
        "[::1]evil.example",
    ],
)
def test_it_answers_to_no_other(host: str) -> None:
    assert not gate_for("127.0.0.1").knows(host)


def test_an_open_server_answers_to_every_address_and_to_names_it_was_given() -> None:
    gate = gate_for("0.0.0.0", ["Radar.example.org"])
    assert gate.knows("192.168.1.7:8000")
    assert gate.knows("[fe80::1]:8000")
    assert gate.knows("radar.example.org")
    assert not gate.knows("evil.example")


@pytest.mark.parametrize(
    ("origin", "host", "trusted"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("https://radar.example.org", "radar.example.org", True),
        ("https://radar.example.org", "127.0.0.1:8000", True),
        ("http://evil.example", "127.0.0.1:8000", False),
        ("http://127.0.0.1:9000", "127.0.0.1:8000", False),
        ("http://localhost:9000", "127.0.0.1:8000", False),
        ("file://127.0.0.1:8000", "127.0.0.1:8000", False),
        ("https://radar.example.org:9000", "radar.example.org", False),
        ("http://radar.example.org:1", "127.0.0.1:8000", False),
        ("https://other.example.org:8443", "127.0.0.1:8000", True),
        ("https://other.example.org", "127.0.0.1:8000", False),
        ("http://[", "127.0.0.1:8000", False),
        ("null", "127.0.0.1:8000", False),
        ("", "127.0.0.1:8000", False),
    ],
)
def test_only_a_page_of_the_server_may_connect(origin: str, host: str, trusted: bool) -> None:
    gate = gate_for("127.0.0.1", ["radar.example.org", "other.example.org:8443"])
    assert gate.knows("other.example.org")
    assert gate.trusts(origin, host) is trusted


def test_the_port_counts_for_the_name_of_an_open_server_too() -> None:
    host = f"{socket.gethostname().lower()}:8000"
    gate = gate_for("0.0.0.0")
    assert gate.knows(host)
    assert gate.trusts(f"http://{host}", host)
    assert not gate.trusts(f"http://{socket.gethostname().lower()}:9999", host)


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("example.org", False),
    ],
)
def test_what_only_this_machine_reaches(host: str, private: bool) -> None:
    assert is_loopback(host) is private
