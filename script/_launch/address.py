"""Where the portal listens: understood and tried before anything else happens."""

import errno
import ipaddress
import re
import socket
from dataclasses import dataclass

from script._launch.process import Problem

DEFAULT = "127.0.0.1:8000"


@dataclass(frozen=True)
class Address:
    host: str
    """An IP address, without brackets."""
    port: int
    shown: str
    """The host as the user typed it, fit for an address bar."""

    @property
    def bind(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.shown}:{self.port}"


def read_address(text: str) -> Address:
    """Reads `127.0.0.1:8000`, `localhost:8000`, `[::1]:8000`, `:8000` or `8000`. Raises Problem; loopback only."""
    found = re.fullmatch(r"(?:(?P<host>\[[0-9a-fA-F:.]+\]|[\w.-]*):)?(?P<port>\d{1,5})", text)
    port = int(found["port"]) if found else 0
    if not found or not 0 < port < 65536:
        raise Problem(f"‘{text}’ is geen adres: geef ADRES:POORT, bijvoorbeeld {DEFAULT}.", exit_code=2)
    shown = found["host"] or "127.0.0.1"
    try:
        host = str(socket.getaddrinfo(shown.strip("[]"), port, type=socket.SOCK_STREAM)[0][4][0])
    except OSError as error:
        raise Problem(f"Het adres {shown} is onbekend op dit apparaat.", exit_code=2) from error
    if not ipaddress.ip_address(host).is_loopback:
        raise Problem(
            f"Op {shown} is het portaal voor anderen bereikbaar, en dat mag niet met proefaccounts: kies 127.0.0.1, "
            "localhost of [::1]. Hoe het voor anderen wel kan, staat in README.md onder ‘Productie’.",
            exit_code=2,
        )
    return Address(host, port, shown)


def ensure_free(address: Address) -> None:
    """Raises Problem when the portal could not listen there."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address.host, address.port))
            probe.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = f"{address.shown}:{address.port + 1 if address.port < 65535 else 8000}"
            message = f"Poort {address.port} is al in gebruik; kies een andere, bijvoorbeeld: script/server {other}"
        elif error.errno == errno.EACCES:
            message = f"Poort {address.port} is voorbehouden aan de beheerder van dit apparaat; kies er een boven 1023."
        else:
            message = f"Op {address.shown}:{address.port} kan dit apparaat niet luisteren ({error.strerror})."
        raise Problem(message) from error
