"""One job, in this process: make the file, tell how far it is, end well or with a reason."""

from __future__ import annotations

import logging
import time

from django.http import Http404

from . import actions
from .models import Opdracht
from .soorten import OPDRACHTSOORTEN, Geannuleerd, OpdrachtMislukt

logger = logging.getLogger("opdrachten")

TUSSENPOOS = 0.3
"""Seconds between two writes of progress."""
GEHEUGEN = "Er is te veel geheugen nodig. Kies een kleiner deel, bijvoorbeeld enkele opgaven."
WEG = "Wat u vroeg, is er niet meer, of u mag het niet meer lezen."
ONBEKEND = "Er ging iets mis bij het maken. Probeer het opnieuw. Lukt het weer niet, meld het dan aan de beheerder."


class Meldingen:
    """The `Voortgang` of a job: never back, never more than there is, a few writes a second."""

    def __init__(self, opdracht: Opdracht) -> None:
        self.opdracht = opdracht
        self.gedaan = self.totaal = 0
        self.woorden = ""
        self.laatst = float("-inf")

    def __call__(self, gedaan: int, totaal: int, woorden: str = "") -> None:
        totaal = max(totaal, 0)
        gedaan = min(max(gedaan, self.gedaan), totaal)
        nieuw = (gedaan, totaal, woorden[:200])
        nu = time.monotonic()
        if nu - self.laatst < TUSSENPOOS and gedaan < totaal:
            return
        self.gedaan, self.totaal, self.woorden = nieuw
        self.laatst = nu
        if not actions.leef(opdracht=self.opdracht, gedaan=gedaan, totaal=totaal, bezig_met=self.woorden):
            raise Geannuleerd


def maak(opdracht: Opdracht) -> None:
    """Make what a begun job asks for. It always leaves the job ended, also when this raises nothing to the caller."""
    try:
        bestand = OPDRACHTSOORTEN[opdracht.soort].maak(opdracht, Meldingen(opdracht))
        actions.rond_af(opdracht=opdracht, bestand=bestand)
    except Geannuleerd:
        actions.breek_af(opdracht=opdracht)
    except OpdrachtMislukt as fout:
        logger.warning("opdracht %s mislukt: %s", opdracht.pk, fout)
        actions.breek_af(opdracht=opdracht, fout=str(fout) or ONBEKEND)
    except Http404:
        actions.breek_af(opdracht=opdracht, fout=WEG)
    except MemoryError:
        logger.error("opdracht %s: te weinig geheugen", opdracht.pk)
        actions.breek_af(opdracht=opdracht, fout=GEHEUGEN)
    except Exception:
        logger.exception("opdracht %s mislukt", opdracht.pk)
        actions.breek_af(opdracht=opdracht, fout=ONBEKEND)
