"""What a request about a plan needs, fetched once: the region, the plan, the rights of who asks, the document.

Pages that are also for visitors, or for a version, visit by `versies.bezoek`."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import Http404, HttpRequest

from governance.models import Regio
from npvr import adressen
from npvr.nietgevonden import VoorWieMeewerkt
from plandocument.boom import Opgave, Plandocument
from plandocument.canoniek import hash_van
from plandocument.versiecode import versiecode

from .bouw import bouw
from .models import Plan
from .permissions import Rechten, eis_zien

_HASHES: OrderedDict[Hashable, str] = OrderedDict()
_SLOT = threading.Lock()
_HOEVEEL = 16
GEEN_PLAN = "Deze regio heeft nog geen plan."


@dataclass(frozen=True, slots=True)
class Bron:
    """Where the document on screen comes from: the working copy, or a version.

    `merk` is another one for another text. `versie` is the code of a version, and `adres` the same where the address
    names it; then links stay within that version. `openbaar`: everybody may read this text. `gepubliceerd` is the code
    of the version that is public, for who reads something else; empty when there is none, None when nobody looked.
    """

    merk: Hashable
    op: datetime
    label: str = ""
    versie: str = ""
    adres: str = ""
    openbaar: bool = False
    gepubliceerd: str | None = None


@dataclass(frozen=True, slots=True)
class Bezoek:
    """A visit to a plan by somebody who may see it. `heel`: the document is the whole text, not only its titles."""

    regio: Regio
    plan: Plan
    document: Plandocument
    rechten: Rechten
    bron: Bron
    heel: bool = True

    @property
    def werkversie(self) -> bool:
        """Whether it is the working copy that is on screen, with all that belongs to working on it."""
        return not self.bron.versie

    @property
    def mag_bewerken(self) -> bool:
        """Whether the text on screen can be edited here by who asks; a version cannot."""
        return self.werkversie and self.rechten.mag_bewerken()

    @property
    def toont_geschiedenis(self) -> bool:
        return self.werkversie and self.rechten.mag_geschiedenis_zien()

    @property
    def code(self) -> str:
        """The code of the text on screen, as it stands on paper; empty where not all of it was read. Kept per text:
        some 0.03 s the first time for a working copy."""
        if not self.heel:
            return ""
        return versiecode(self.regio.code, str(self.bron.merk) if self.bron.versie else _hash(self))

    def adres(self, naam: str, *args: object) -> str:
        """The address of a reading page ("opgave", 14), within the version that the address names."""
        return adressen.LEESPAGINAS[naam](self.regio.code, *args, versie=self.bron.adres)

    def opgave(self, nummer: int) -> Opgave:
        """Raises Http404."""
        try:
            return self.document.opgave(nummer)
        except KeyError:
            raise Http404(f"Opgave {nummer} bestaat niet in dit plan.") from None

    def bij(self, request: HttpRequest, opgave: str) -> Bezoek:
        """The same visit, at one opgave (its key): what a redacteur may edit can depend on it."""
        visite = replace(self, rechten=self.rechten.voor(opgave))
        request.bezoek = visite  # type: ignore[attr-defined]
        return visite


def _hash(visite: Bezoek) -> str:
    with _SLOT:
        if (bekend := _HASHES.get(visite.bron.merk)) is not None:
            return bekend
    nieuw = hash_van(visite.document)
    with _SLOT:
        _HASHES[visite.bron.merk] = nieuw
        while len(_HASHES) > _HOEVEEL:
            _HASHES.popitem(last=False)
    return nieuw


def werkversie(plan: Plan) -> Bron:
    return Bron(plan.stand, plan.gewijzigd_op, plan.label)


def geen_plan(request: HttpRequest, regio_code: str, anders: Http404) -> Http404:
    """What to raise where a region has no plan: that only to who has a role there, an address that no page has where
    there is no such region, and else `anders`, which must be what is raised for a plan that is kept from them. Two
    queries."""
    regio = Regio.objects.filter(code=regio_code).first()
    if regio is None:
        return Http404()
    return Http404(GEEN_PLAN) if Rechten.van(request.user, regio).rollen else anders


def bezoek(request: HttpRequest, regio_code: str) -> Bezoek:
    """The working copy of the region's current plan, for who has a role there; otherwise 404.

    Two queries (plan with region, roles); ten more when the document has changed since it was built
    in this process. The region is also left on the request, for the header.
    """
    plan = Plan.objects.van(regio_code).first()
    if plan is None:
        raise geen_plan(request, regio_code, VoorWieMeewerkt())
    rechten = Rechten.van(request.user, plan.regio)
    eis_zien(rechten, plan)
    visite = Bezoek(plan.regio, plan, bouw(plan), rechten, werkversie(plan))
    request.bezoek = visite  # type: ignore[attr-defined]
    return visite
