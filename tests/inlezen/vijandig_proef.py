"""The program that lets a reader meet hostile files: each in a process of its own with limits, and no network.

    python -m tests.inlezen.vijandig_proef word

Prints JSON: name → how it ended ("geweigerd", "gelezen", "stuk", "gestopt"), the sentence, and what it tried to fetch.
"""

from __future__ import annotations

import json
import os
import resource
import socket
import sys
from collections.abc import Callable
from typing import Any

MEGABYTE = 1024 * 1024
GEHEUGEN = 300 * MEGABYTE
"""Above what the process holds before it starts."""
CPU = 6
"""Seconds; the goal is two, and the machine may be slow."""


def _lezer(groep: str) -> tuple[Callable[[bytes], object], type[Exception]]:
    from inlezen.lezers import Leesfout, lees
    from inlezen.lezers.terug import lees_json, lees_terug
    from npvr.tabel import Tabelfout, lees_tabel
    from tests.inlezen.vijandig import basis

    document = basis()

    def plan(inhoud: bytes) -> object:
        return lees(inhoud, regio="twente", regionaam="Twente")

    def beide(inhoud: bytes) -> object:
        """As a file of our own, and as one of somebody else's; refused only when both refuse it."""
        try:
            return lees_terug(inhoud, document)
        except Leesfout:
            return plan(inhoud)

    lezers: dict[str, tuple[Callable[[bytes], object], type[Exception]]] = {
        "word": (beide, Leesfout),
        "odt": (lambda inhoud: lees_terug(inhoud, document), Leesfout),
        "pdf": (plan, Leesfout),
        "json": (lees_json, Leesfout),
        "tabel": (lees_tabel, Tabelfout),
    }
    return lezers[groep]


def _omvang() -> int:
    with open("/proc/self/statm") as bron:
        return int(bron.read().split()[0]) * resource.getpagesize()


def _kind(lees: Callable[[bytes], object], fout: type[Exception], inhoud: bytes) -> dict[str, Any]:
    gehaald: list[str] = []

    def weiger(*args: Any, **_: Any) -> Any:
        gehaald.append(str(args[-1]))
        raise OSError("geen netwerk")

    socket.socket.connect = weiger  # type: ignore[method-assign]
    socket.getaddrinfo = weiger
    grens = _omvang() + GEHEUGEN
    resource.setrlimit(resource.RLIMIT_AS, (grens, grens))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        lees(inhoud)
        uit = {"hoe": "gelezen", "zin": ""}
    except fout as geweigerd:
        uit = {"hoe": "geweigerd", "zin": str(geweigerd)}
    except BaseException as anders:
        uit = {"hoe": "stuk", "zin": f"{type(anders).__name__}: {anders}"[:300]}
    return uit | {"gehaald": gehaald}


def proef(groep: str) -> dict[str, Any]:
    from tests.inlezen.vijandig import GROEPEN

    lees, fout = _lezer(groep)
    uit = {}
    for naam, geval in GROEPEN[groep].items():
        inhoud = geval.maak()
        lezen, schrijven = os.pipe()
        if (kind := os.fork()) == 0:
            os.close(lezen)
            antwoord = json.dumps(_kind(lees, fout, inhoud)).encode()
            os.write(schrijven, antwoord)
            os._exit(0)
        os.close(schrijven)
        with os.fdopen(lezen, "rb") as bron:
            gezegd = bron.read()
        _, stand, verbruik = os.wait4(kind, 0)
        uit[naam] = json.loads(gezegd) if gezegd else {"hoe": "gestopt", "zin": f"stand {stand}", "gehaald": []}
        uit[naam]["cpu"] = round(verbruik.ru_utime + verbruik.ru_stime, 2)
    return uit


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npvr.settings")
    json.dump(proef(sys.argv[1]), sys.stdout)
