"""Keys of opgaven, secties and items: random, never reused, and travelling in JSON and Word."""

import hashlib
import secrets

ALFABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base32: no i, l, o, u to misread from paper
LENGTE = 12


def nieuwe_sleutel() -> str:
    """A fresh key of 12 characters (60 random bits)."""
    return "".join(secrets.choice(ALFABET) for _ in range(LENGTE))


def vaste_sleutel(*delen: object) -> str:
    """The key that belongs to a fixed path, for content that ships with the project: the same on every machine."""
    getal = int.from_bytes(hashlib.sha256("/".join(map(str, delen)).encode()).digest()[:8], "big")
    return "".join(ALFABET[(getal >> (5 * i)) & 31] for i in range(LENGTE))
