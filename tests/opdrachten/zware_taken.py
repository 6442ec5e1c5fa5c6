"""Tasks that go wrong on purpose, for the process that reads files. Imports no model: that process has none."""

from __future__ import annotations

import os
from typing import Any


def vreet_geheugen(kop: dict[str, Any], inhoud: bytes) -> dict[str, Any]:
    return {"n": len(b"x" * (5 * 10**9))}


def blijft_rekenen(kop: dict[str, Any], inhoud: bytes) -> dict[str, Any]:
    while True:
        pass


def schrijft(kop: dict[str, Any], inhoud: bytes) -> dict[str, Any]:
    with open(kop["pad"], "wb") as bestand:
        bestand.write(b"x")
    return {}


def omgeving(kop: dict[str, Any], inhoud: bytes) -> dict[str, Any]:
    return {"omgeving": sorted(os.environ)}
