"""What a request about a plan needs, fetched once: the region, the plan, the rights of who asks, the document.

Pages that are also for visitors, or for a version, visit by `versies.bezoek`."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest

from governance.models import Regio
from governance.permissions import Toegang
from governance.rolhouders import rollen as rollen_nu
from npvr import adressen, documentadres
from npvr.nietgevonden import VoorWieMeewerkt
from npvr.vaste_vraag import VasteVraag
from plandocument.boom import Opgave, Plandocument
from plandocument.canoniek import hash_van
from plandocument.documentsoorten import PLAN, Documentsoort
from plandocument.versiecode import versiecode

from .bouw import bouw
from .models import Plan
from .permissions import Rechten, eis_zien

_HASHES: OrderedDict[Hashable, str] = OrderedDict()
_SLOT = threading.Lock()
_HOEVEEL = 64
GEEN_PLAN = "Deze regio heeft nog geen plan."


@dataclass(frozen=True, slots=True)
class Bezoekbron:
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
class Gebied:
    """A region as pages name it."""

    code: str
    naam: str
    adres: str
    """As addresses of this document begin: the code, and the word of the kind of document."""


@dataclass(frozen=True, slots=True)
class Adresbron:
    """What links need to know of a `Bezoekbron`."""

    adres: str


@dataclass(frozen=True, slots=True)
class Aanzicht:
    """What a kept part (`npvr.bewaard`) may know of a visit, in its template as `bezoek`: rights, and no persons."""

    regio: Gebied
    bron: Adresbron
    toont_geschiedenis: bool
    mag_bewerken: bool

    def adres(self, naam: str, *args: object) -> str:
        return adressen.LEESPAGINAS[naam](self.regio.adres, *args, versie=self.bron.adres)


@dataclass(frozen=True, slots=True)
class Bezoek:
    """A visit to a plan by somebody who may see it. `heel`: the document is the whole text, not only its titles."""

    regio: Regio
    plan: Plan
    document: Plandocument
    rechten: Rechten
    bron: Bezoekbron
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
        return versiecode(self.regio.code, self.hash) if self.heel else ""

    @property
    def hash(self) -> str:
        """SHA-256 of the text on screen, which must be whole: of a version that of its row. Kept as `code` is."""
        return str(self.bron.merk) if self.bron.versie else _hash(self)

    def adres(self, naam: str, *args: object) -> str:
        """The address of a reading page ("opgave", 14), within the version that the address names."""
        return adressen.LEESPAGINAS[naam](self.regio.adres, *args, versie=self.bron.adres)

    @property
    def aanzicht(self) -> Aanzicht:
        gebied = Gebied(self.regio.code, self.regio.naam, self.regio.adres)
        return Aanzicht(gebied, Adresbron(self.bron.adres), self.toont_geschiedenis, self.mag_bewerken)

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


def werkversie(plan: Plan) -> Bezoekbron:
    return Bezoekbron(plan.stand, plan.gewijzigd_op, plan.label)


def vraag_visite(regio: str, soort: str, user: int, **meer: Any) -> QuerySet[Plan, Any]:
    """The current document of this kind of a region, the region, the roles that somebody has there now, and `meer`
    annotations."""
    rollen = rollen_nu(OuterRef("regio"), user=user).order_by().values("regio")
    lijst = rollen.annotate(rij=JSONBAgg(JSONObject(soort="soort", opgaven="opgaven_sleutels", m="ministerie")))
    plan = Plan.objects.filter(huidig=True, regio__code=regio, soort=soort).annotate(
        rollen_hier=Subquery(lijst.values("rij"))
    )
    velden = (*_PLAN, *(f"regio__{naam}" for naam in _REGIO), "rollen_hier", *meer)
    return plan.annotate(**meer).values_list(*velden)[:1]


_PLAN, _REGIO = ([f.attname for f in model._meta.concrete_fields] for model in (Plan, Regio))
_VRAAG = VasteVraag(lambda regio, soort, user: vraag_visite(regio, soort, user), getal=("user",))


def lees_visite(request: HttpRequest, vraag: VasteVraag, regio: str, anders: Http404) -> tuple[Any, ...]:
    """Plan, rights, and what else `vraag` (a `vraag_visite`) asked for, read from JSON. One query.

    Raises `geen_plan(request, regio, anders)`."""
    user = request.user
    code, soort = documentadres.ontleed(regio)
    rijen = vraag(code, soort.code, user.pk if user.is_authenticated else 0)
    if not rijen:
        raise geen_plan(request, code, anders, soort)
    rij, eind = rijen[0], len(_PLAN) + len(_REGIO)
    plan = Plan.from_db(connection.alias, _PLAN, rij[: len(_PLAN)])
    plan.regio = Regio.from_db(connection.alias, _REGIO, rij[len(_PLAN) : eind])
    plan.regio.document = soort.pad
    rollen, *meer = (json.loads(deel) if isinstance(deel, str) else deel for deel in rij[eind:])
    if not user.is_authenticated:
        return plan, Rechten(), *meer
    lijst = [(rol["soort"], rol["opgaven"], rol["m"]) for rol in rollen or ()]
    toegang = Toegang.uit_rijen(user.pk, lijst).onthoud(user, plan.regio)
    return plan, Rechten(toegang), *meer


def geen_plan(request: HttpRequest, regio_code: str, anders: Http404, soort: Documentsoort = PLAN) -> Http404:
    """What to raise where a region has no plan: that only to who has a role there, an address that no page has where
    there is no such region, and else `anders`, which must be what is raised for a plan that is kept from them. Two
    queries."""
    regio = Regio.objects.filter(code=regio_code).first()
    if regio is None:
        return Http404()
    zin = GEEN_PLAN if soort is PLAN else f"Deze regio heeft nog geen {soort}."
    return Http404(zin) if Rechten.van(request.user, regio).rollen else anders


def plan_en_rechten(request: HttpRequest, regio_code: str) -> tuple[Plan, Rechten]:
    """The region's current plan and what who asks may do there, for who has a role; otherwise 404. One query."""
    plan, rechten = lees_visite(request, _VRAAG, regio_code, VoorWieMeewerkt())
    eis_zien(rechten, plan)
    return plan, rechten


def bezoek(request: HttpRequest, regio_code: str) -> Bezoek:
    """The working copy of the region's current plan, for who has a role there; otherwise 404.

    One query (plan with region and roles); two more when the document has changed since it was built
    in this process. The region is also left on the request, for the header.
    """
    plan, rechten = plan_en_rechten(request, regio_code)
    document = bouw(plan)
    visite = Bezoek(plan.regio, plan, document, rechten, werkversie(plan))
    request.bezoek = visite  # type: ignore[attr-defined]
    return visite
