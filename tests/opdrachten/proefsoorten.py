"""Kinds of jobs to try the worker with, in the processes that it starts as well: settings that name this module."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from npvr.settings import *  # noqa: F403

if TYPE_CHECKING:
    from opdrachten.soorten import Opdrachtsoort

PROCRASTINATE_ON_APP_READY = "tests.opdrachten.proefsoorten.registreer"


def registreer(app: object = None) -> None:
    from opdrachten.soorten import OPDRACHTSOORTEN

    for soort in proefsoorten():
        OPDRACHTSOORTEN.neem_op(soort)


def proefsoorten() -> list[Opdrachtsoort]:
    from opdrachten.models import Opdracht
    from opdrachten.soorten import Bestand, Opdrachtsoort, Voortgang

    class VoorIedereen(Opdrachtsoort):
        def mag(self, rechten: object, gegevens: object) -> bool:
            return True

    class Stappen(VoorIedereen):
        code, naam = "stappen", "Stappen"

        def maak(self, opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
            aantal = opdracht.gegevens["aantal"]
            for n in range(aantal):
                voortgang(n, aantal, f"stap {n} in {os.getpid()}")
                time.sleep(opdracht.gegevens.get("pauze", 0.4))
            return Bestand("stappen.txt", "text/plain", f"poging {opdracht.poging}".encode())

    class Blijft(VoorIedereen):
        code, naam = "blijft", "Blijft bezig"

        def maak(self, opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
            voortgang(0, 2, f"stap 0 in {os.getpid()}")
            time.sleep(60)
            raise AssertionError

    class Geheugen(VoorIedereen):
        code, naam = "geheugen", "Vraagt te veel geheugen"

        def maak(self, opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
            return Bestand("vol.txt", "text/plain", bytes(8 * 2**30))

    class Sterft(VoorIedereen):
        code, naam = "sterft", "Sterft"

        def maak(self, opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
            os.kill(os.getpid(), 9)
            raise AssertionError

    return [Stappen(), Blijft(), Geheugen(), Sterft()]
