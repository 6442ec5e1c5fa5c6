"""Saying which opgaven the fiches of a file are, where title and words left that open or said another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction

from accounts.models import User
from plandocument.boom import Plandocument
from plandocument.canoniek import canonieke_bytes
from plandocument.herkenning import Herkend, beoordeel, herken_opgaven

from ..fiches import is_nieuw, rij_van
from ..keuzes import Keuzebotsing
from ..lees_veilig import met_bekende_koppelingen
from ..lezers.overgeslagen import Overgeslagen, verplaatst
from ..models import Inlezing
from ..plaats import NIEUW, als_van, herleg, leg_in, secties_van
from .inlezingen import Vervallen


def kies_opgaven(*, inlezing: Inlezing, keuze: Mapping[str, str], door: User | None) -> Inlezing:
    """Read the fiches again as the opgaven that somebody chose.

    `keuze`: key as it was read → key of an opgave, `NIEUW`, or empty for none. Writes only the reading, nothing of the
    plan. Raises Keuzebotsing when two fiches would be one opgave, Vervallen when there is nothing left to choose. Three
    queries.
    """
    with transaction.atomic():
        rij = Inlezing.objects.select_for_update(of=("self",)).select_related("regio").get(pk=inlezing.pk)
        ruw, basis = rij.plan_ruw, rij.plan_basis
        if rij.stand != Inlezing.Stand.GELEZEN or ruw is None or basis is None:
            raise Vervallen
        fiches = rij.verslag["fiches"]
        was = als_van(fiches)
        keuze = {los: doel for los, doel in keuze.items() if los in was and _mogelijk(doel, basis)}
        als = was | keuze
        _eenmaal([*als.values(), *(f["als"] for f in fiches if not f["ruw"])], basis)
        gelezen = rij.plan_gelezen
        if rij.verslag.get("merken"):
            document, meldingen = herleg(gelezen, basis, ruw, was, als)
        else:
            document, meldingen = leg_in(ruw, basis, als, geheel=rij.geheel)
        document = met_bekende_koppelingen(document, rij.regio)
        van = secties_van(ruw, gelezen, was)
        naar = secties_van(ruw, document, als)
        om = {van.get(s, s): naar.get(s, s) for o in ruw.opgaven for s in (deel.sleutel for deel in o.secties)}
        verslag = dict(rij.verslag)
        for lijst in ("bijgehouden", "kanttekeningen"):
            if lijst in verslag:
                verslag[lijst] = [r | {"sectie": om.get(r["sectie"], r["sectie"])} for r in verslag[lijst]]
        if "overgeslagen" in verslag:
            alles = replace(gelezen, opgaven=(*gelezen.opgaven, *ruw.opgaven))
            gemist = (Overgeslagen(**r) for r in rij.verslag["overgeslagen"])
            verslag["overgeslagen"] = [asdict(o) for o in verplaatst(gemist, alles, document, om)]
        nieuwe = [_gekozen(f, ruw, basis, keuze[f["ruw"]]) if f["ruw"] in keuze else f for f in fiches]
        eigen = [m for m in verslag["meldingen"] if "gelaten zoals zij was" not in m]
        verslag |= {"fiches": nieuwe, "meldingen": [*eigen, *meldingen]}
        met = [f["als"] for f in fiches if not f["ruw"]]
        rij.opgaven = [*met, *(los if doel == NIEUW else doel for los, doel in als.items() if doel)]
        rij.verslag, rij.gelezen = verslag, canonieke_bytes(document)
        rij.save(update_fields=["verslag", "gelezen", "opgaven"])
        return rij


def _mogelijk(doel: str, basis: Plandocument) -> bool:
    return not doel or is_nieuw(doel) or doel in basis.per_sleutel


def _eenmaal(doelen: list[str], basis: Plandocument) -> None:
    for doel, keer in Counter(d for d in doelen if d and not is_nieuw(d)).items():
        if keer > 1 and doel in basis.per_sleutel:
            nummer = basis.per_sleutel[doel].nummer
            raise Keuzebotsing(f"Twee fiches in dit bestand kunnen niet allebei opgave {nummer} zijn. Kies opnieuw.")


def _gekozen(fiche: dict[str, Any], ruw: Plandocument, basis: Plandocument, doel: str) -> dict[str, Any]:
    los = ruw.per_sleutel[fiche["ruw"]]
    herkend = herken_opgaven([los], basis)[0]
    if is_nieuw(doel):
        oordeel = Herkend(NIEUW, True, "u koos een nieuwe opgave", herkend.maten)
    elif not doel:
        oordeel = Herkend("", True, "u koos om deze fiche niet te lezen", herkend.maten)
    else:
        oordeel = beoordeel(herkend, doel, basis)
    return rij_van(los, oordeel, basis, gekozen=True)
