"""What jobs can make: the register of kinds, and what a kind gets and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest
from django.urls import reverse

from opgaven.bezoek import Bezoek
from opgaven.permissions import Rechten
from versies.bezoek import bezoek

from .models import Opdracht


class Geannuleerd(Exception):
    """A stop was asked for, or somebody else took the job over: leave, nothing has to be cleaned up."""


class OpdrachtMislukt(Exception):
    """The job cannot succeed; the text is a Dutch sentence for people: what happened, and what they can do."""


@dataclass(frozen=True, slots=True)
class Bestand:
    """What a job ends in: a whole file, under the name by which it is saved."""

    naam: str
    inhoudstype: str
    inhoud: bytes


class Voortgang(Protocol):
    def __call__(self, gedaan: int, totaal: int, woorden: str = "") -> None:
        """Tell that `gedaan` of `totaal` steps are really done, and what comes now. Call it as often as you like: it
        writes a few times a second. Raises Geannuleerd; let that pass."""


Maak = Callable[[Opdracht, Voortgang], Bestand]
Mag = Callable[[Rechten, dict[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Soort:
    code: str
    naam: str
    mag: Mag
    maak: Maak


SOORTEN: dict[str, Soort] = {}


def opdrachtsoort(code: str, *, naam: str, mag: Mag) -> Callable[[Maak], Maak]:
    """Register a function that makes a file, under a code that stands in the database.

    `mag(rechten, gegevens)` says who may have it: asked when it is asked for, when it starts and at every download.
    The function runs in a process of its own, outside a transaction, and may be begun again after a crash. Its module
    is imported by the `ready` of its app: the worker must know it as well.
    """

    def registreer(maak: Maak) -> Maak:
        SOORTEN[code] = Soort(code, naam, mag, maak)
        return maak

    return registreer


def mag(rechten: Rechten, soort: str, gegevens: dict[str, Any]) -> bool:
    """Whether somebody may have what a job makes; of a kind that is no longer there nobody may."""
    gevonden = SOORTEN.get(soort)
    return bool(gevonden and gevonden.mag(rechten, gegevens))


def adres(opdracht: Opdracht) -> str:
    """The page on which a job is followed."""
    return reverse("opdrachten:opdracht", args=[opdracht.regio.code, opdracht.pk])


def visite(opdracht: Opdracht, versie: str = "") -> Bezoek:
    """The plan as who asked for the job reads it now: the working copy, or a version by its code.

    Raises Http404 when they may not. Queries as `versies.bezoek`.
    """
    request = HttpRequest()
    request.user = opdracht.aangevraagd_door
    return bezoek(request, opdracht.regio.code, versie)
