"""The address of script/server: understood, loopback only, and free."""

import socket

import pytest

from script._launch.address import ensure_free, read_address
from script._launch.process import Problem


@pytest.mark.parametrize(
    ("text", "host", "port", "url"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 8000, "http://127.0.0.1:8000"),
        ("8001", "127.0.0.1", 8001, "http://127.0.0.1:8001"),
        (":8001", "127.0.0.1", 8001, "http://127.0.0.1:8001"),
        ("127.0.0.53:80", "127.0.0.53", 80, "http://127.0.0.53:80"),
        ("[::1]:8000", "::1", 8000, "http://[::1]:8000"),
    ],
)
def test_read_address_understands_loopback(text: str, host: str, port: int, url: str) -> None:
    address = read_address(text)
    assert (address.host, address.port, address.url) == (host, port, url)


def test_read_address_knows_localhost() -> None:
    address = read_address("localhost:8000")
    assert address.host in {"127.0.0.1", "::1"}
    assert address.url == "http://localhost:8000"


@pytest.mark.parametrize("text", ["0.0.0.0:8000", "[::]:8000", "192.0.2.1:8000"])
def test_read_address_refuses_what_others_can_reach(text: str) -> None:
    with pytest.raises(Problem, match="proefaccounts"):
        read_address(text)


@pytest.mark.parametrize("text", ["", "127.0.0.1", "127.0.0.1:", "a:b", "127.0.0.1:0", "127.0.0.1:70000", "1:2:3:80"])
def test_read_address_names_what_it_cannot_read(text: str) -> None:
    with pytest.raises(Problem, match="is geen adres"):
        read_address(text)


def test_ensure_free_names_a_taken_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Problem, match=f"Poort {port} is al in gebruik"):
            ensure_free(read_address(str(port)))
    ensure_free(read_address(str(port)))
