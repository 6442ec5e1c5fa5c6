"""Kinds of jobs to try the worker with, in the processes that it starts as well: settings that name this module."""

from __future__ import annotations

import os
import time

from npvr.settings import *  # noqa: F403

PROCRASTINATE_ON_APP_READY = "tests.opdrachten.proefsoorten.registreer"


def registreer(app: object = None) -> None:
    from opdrachten.models import Opdracht
    from opdrachten.soorten import Bestand, Voortgang, opdrachtsoort

    def iedereen(rechten: object, gegevens: object) -> bool:
        return True

    @opdrachtsoort("stappen", naam="Stappen", mag=iedereen)
    def stappen(opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
        aantal = opdracht.gegevens["aantal"]
        for n in range(aantal):
            voortgang(n, aantal, f"stap {n} in {os.getpid()}")
            time.sleep(opdracht.gegevens.get("pauze", 0.4))
        return Bestand("stappen.txt", "text/plain", f"poging {opdracht.poging}".encode())

    @opdrachtsoort("blijft", naam="Blijft bezig", mag=iedereen)
    def blijft(opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
        voortgang(0, 2, f"stap 0 in {os.getpid()}")
        time.sleep(60)
        raise AssertionError

    @opdrachtsoort("geheugen", naam="Vraagt te veel geheugen", mag=iedereen)
    def geheugen(opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
        return Bestand("vol.txt", "text/plain", bytes(8 * 2**30))

    @opdrachtsoort("sterft", naam="Sterft", mag=iedereen)
    def sterft(opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
        os.kill(os.getpid(), 9)
        raise AssertionError
