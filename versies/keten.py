"""The ledger of a plan: each act sealed over its facts and the seal before. Pure functions, no database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Protocol

import rfc8785


class Schakel(Protocol):
    """What an act of the ledger shows."""

    nummer: int
    feiten: str
    vorige: str
    zegel: str


def als_feiten(feiten: dict[str, Any]) -> str:
    """The facts as canonical JSON (RFC 8785)."""
    return rfc8785.dumps(feiten).decode()


def zegel(vorige: str, feiten: str) -> str:
    """SHA-256 over the seal before, a line break and the facts: 64 hexadecimal digits."""
    return hashlib.sha256(f"{vorige}\n{feiten}".encode()).hexdigest()


def gebreken(aktes: Iterable[Schakel], kop: tuple[int, str] | None = None) -> list[str]:
    """What is wrong with a ledger, in Dutch sentences; nothing for a whole one.

    `aktes` in order. `kop` is what somebody kept outside: number and seal of an act that must be in it.
    """
    uit = []
    vorige, nummer, gezien = "", 0, {}
    for akte in aktes:
        if akte.nummer != nummer + 1:
            uit.append(f"Na akte {nummer} volgt akte {akte.nummer}: er ontbreekt er minstens een.")
        if akte.vorige != vorige:
            uit.append(f"Akte {akte.nummer} sluit niet aan op de akte ervoor.")
        if akte.zegel != zegel(akte.vorige, akte.feiten):
            uit.append(f"Akte {akte.nummer} is gewijzigd: het zegel klopt niet met de feiten.")
        vorige, nummer = akte.zegel, akte.nummer
        gezien[nummer] = vorige
    if kop is not None and gezien.get(kop[0]) != kop[1]:
        if kop[0] > nummer:
            uit.append(f"De keten eindigt bij akte {nummer}; buiten het portaal is akte {kop[0]} bekend.")
        else:
            uit.append(f"Akte {kop[0]} heeft een ander zegel dan buiten het portaal is bewaard.")
    return uit
