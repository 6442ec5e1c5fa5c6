"""Who reads which text: visitors the published version, people with a role the working copy, and any version by its
address."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest

from npvr.nietgevonden import NietOpenbaar
from npvr.vaste_vraag import VasteVraag
from opgaven.bezoek import Bezoek, Bezoekbron, lees_visite, vraag_visite, werkversie
from opgaven.bouw import bouw
from opgaven.models import Plan
from opgaven.permissions import Rechten
from plandocument.boom import Plandocument

from .models import Publicatie, Versie

NIETS_OPENBAAR = "Van deze regio is nu geen plan openbaar."
GEEN_VERSIE = "Deze versie is er niet."
NIET_OPENBARE_VERSIE = "Deze versie is er niet, of is niet openbaar."
VELDEN_VAN_VERSIE = JSONObject(
    pk="versie", code="versie__code", label="versie__label", sha256="versie__sha256", op="versie__gemaakt_op"
)
_BEWAARD: OrderedDict[str, Plandocument] = OrderedDict()
_SLOT = threading.Lock()
_HOEVEEL = 64


def bezoek(request: HttpRequest, regio: str, versie: str = "") -> Bezoek:
    """A visit to a plan as one reads it; 404 for who may not, and for what is not there.

    Without `versie` (a code) people with a role get the working copy and others the version that is public. One query;
    one more for a version that is not the public one. A document is fetched once per process.
    """
    plan, rechten, gepubliceerd_als = lees_visite(request, _VRAAG, regio, NietOpenbaar(NIETS_OPENBAAR))
    gepubliceerd = gepubliceerd_als["code"] if gepubliceerd_als else ""
    if not versie and rechten.mag_werkversie_zien():
        document = bouw(plan)
        bron = replace(werkversie(plan), gepubliceerd=gepubliceerd)
        visite = Bezoek(plan.regio, plan, document, rechten, bron)
    else:
        rij = _rij(plan, gepubliceerd_als, versie, rechten)
        op = datetime.fromisoformat(rij["op"]) if isinstance(rij["op"], str) else rij["op"]
        bron = Bezoekbron(
            rij["sha256"], op, rij["label"], rij["code"], versie, rij["code"] == gepubliceerd, gepubliceerd
        )
        visite = Bezoek(plan.regio, plan, document_van(rij["pk"], rij["sha256"]), rechten, bron)
    request.bezoek = visite  # type: ignore[attr-defined]
    return visite


def _vraag(regio: str, soort: str, user: int) -> QuerySet[Plan, Any]:
    """What `vraag_visite` asks, and what is public of the plan."""
    openbaar = Publicatie.objects.huidig().filter(plan=OuterRef("pk")).values(rij=VELDEN_VAN_VERSIE)
    return vraag_visite(regio, soort, user, openbaar=Subquery(openbaar))


_VRAAG = VasteVraag(_vraag, getal=("user",))


def _rij(plan: Plan, gepubliceerd: dict[str, Any] | None, code: str, rechten: Rechten) -> dict[str, Any]:
    """The version that is asked for, or the public one; 404 for who may not read it."""
    if gepubliceerd and code in ("", gepubliceerd["code"]):
        return gepubliceerd
    if not code:
        raise NietOpenbaar(NIETS_OPENBAAR)
    rijen = _VERSIE(plan.pk, code) if rechten.mag_werkversie_zien() else []
    if not rijen:
        raise Http404(GEEN_VERSIE) if rechten.rollen else NietOpenbaar(NIET_OPENBARE_VERSIE)
    return dict(zip(("pk", "code", "label", "sha256", "op"), rijen[0], strict=True))


_VERSIE = VasteVraag(
    lambda plan, code: Versie.objects.filter(plan=plan, code=code).values_list(
        "pk", "code", "label", "sha256", "gemaakt_op"
    ),
    getal=("plan",),
)


def document_van(pk: int, sha256: str) -> Plandocument:
    """The document of a version, kept in this process by its hash: one query the first time."""
    with _SLOT:
        if (kant_en_klaar := _BEWAARD.get(sha256)) is not None:
            _BEWAARD.move_to_end(sha256)
            return kant_en_klaar
    document = Versie.objects.get(pk=pk).document
    with _SLOT:
        _BEWAARD[sha256] = document
        while len(_BEWAARD) > _HOEVEEL:
            _BEWAARD.popitem(last=False)
    return document


def gevolgd(plan: Plan) -> Plandocument | None:
    """The version that a document follows (`opgaven.gevolgd`). One query, none where it was read before."""
    with _SLOT:
        if (kant_en_klaar := _BEWAARD.get(plan.volgt)) is not None:
            return kant_en_klaar
    rij = Versie.objects.filter(plan__regio=plan.regio_id, sha256=plan.volgt).values_list("pk").first()
    return document_van(rij[0], plan.volgt) if rij else None
