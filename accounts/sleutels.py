"""Keys that a mail carries: the way in of one person. Only their hash is kept.

A link holds its key after the #, which no server, proxy or log ever gets with the address; a page asks for it by POST.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final
from uuid import UUID

from npvr.eenmaal import geheim_van

LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1: a key may be typed over."""
LENGTE: Final = 28
"""Of 31 letters: 138 bits, which nobody guesses."""


def schoon(getypt: str) -> str:
    """A key as it was typed or pasted, also with the rest of its link or with white space in it."""
    return "".join(getypt[:1000].rpartition("#")[2].split())


def hash_van(sleutel: str) -> str:
    """What is kept of a key. Capitals, spaces and hyphens do not matter."""
    net = "".join(t for t in sleutel[:1000].lower() if t in LETTERS)
    return hashlib.sha256(net.encode()).hexdigest()


def nieuwe_sleutel(kenmerk: UUID | None = None) -> str:
    """In groups of four, for reading. With the mark of a form the same one each time (`npvr.eenmaal`)."""
    over = secrets.randbits(256) if kenmerk is None else geheim_van(kenmerk, "sleutel")
    letters = ""
    for _ in range(LENGTE):
        over, nummer = divmod(over, len(LETTERS))
        letters += LETTERS[nummer]
    return "-".join(letters[i : i + 4] for i in range(0, LENGTE, 4))
