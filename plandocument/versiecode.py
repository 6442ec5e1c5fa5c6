"""The code of a version, as it stands under every page: short enough to read aloud, and derived from the document."""

from __future__ import annotations

from typing import Final

_TEKENS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that nobody reads a 1 for an I."""


def voorvoegsel(regio: str) -> str:
    """Two letters for a region code: "twente" → TW, "noord-limburg" → NL."""
    woorden = [w for w in regio.upper().split("-") if w]
    if len(woorden) > 1:
        return woorden[0][0] + woorden[-1][0]
    return (regio.upper() + "XX")[:2]


def versiecode(regio: str, hash_: str) -> str:
    """ "TW-4F7K-92QD": the first 40 bits of the document's SHA-256 (hexadecimal) in eight readable characters."""
    bits = int(hash_[:10], 16)
    tekens = "".join(_TEKENS[bits >> verschuif & 31] for verschuif in range(35, -1, -5))
    return f"{voorvoegsel(regio)}-{tekens[:4]}-{tekens[4:]}"


def in_groepen(hash_: str) -> str:
    """The whole hash in groups of four, to compare by eye."""
    return " ".join(hash_[i : i + 4] for i in range(0, len(hash_), 4))
