"""What jobs can make: a class per kind, and what a kind gets and gives."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Protocol

from django.http import HttpRequest
from django.urls import reverse

from npvr.bestand import Bestand
from npvr.soorten import Register
from opgaven.bezoek import Bezoek
from opgaven.permissions import Rechten
from versies.bezoek import bezoek

from .models import Opdracht


class Geannuleerd(Exception):
    """A stop was asked for, or somebody else took the job over: leave, nothing has to be cleaned up."""


class OpdrachtMislukt(Exception):
    """The job cannot succeed; the text is a Dutch sentence for people: what happened, and what they can do."""


class Voortgang(Protocol):
    def __call__(self, gedaan: int, totaal: int, woorden: str = "") -> None:
        """Tell that `gedaan` of `totaal` steps are really done, and what comes now. Call it as often as you like: it
        writes a few times a second. Raises Geannuleerd; let that pass."""


class Opdrachtsoort:
    """A kind of job: `code` stands in the database, `naam` is for people.

    Register one with `@OPDRACHTSOORTEN.klasse` in a module that the `ready` of its app imports: the worker must know it
    too.
    """

    code: ClassVar[str]
    naam: ClassVar[str]

    def mag(self, rechten: Rechten, gegevens: dict[str, Any]) -> bool:
        """Who may have it: asked when it is asked for, when it starts and at every download."""
        raise NotImplementedError

    def maak(self, opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
        """Runs in a process of its own, outside a transaction, and may be begun again after a crash."""
        raise NotImplementedError


OPDRACHTSOORTEN: Final[Register[Opdrachtsoort]] = Register("Soort opdracht")


def mag(rechten: Rechten, soort: str, gegevens: dict[str, Any]) -> bool:
    """Whether somebody may have what a job makes; of a kind that is no longer there nobody may."""
    return soort in OPDRACHTSOORTEN and OPDRACHTSOORTEN[soort].mag(rechten, gegevens)


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
