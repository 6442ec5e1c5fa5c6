"""Values from CBS: connect an indicator to a table, and take over what changed, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pghistory
from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from npvr.gezien import eis_gezien, merk

from ..cbs.client import Cbsclient, Cbsfout
from ..cbs.tabel import Cbscijfer, Cbskeuze, gewijzigd_op, haal_cijfers
from ..models import Bron, Cbskoppeling, Indicator, Meetgebied, Meting
from ..permissions import eis_indicatoren

ANDERE_KOPPELING = "Een collega koppelde deze indicator net aan een andere tabel. Er is niets gewijzigd."
LICENTIE = "CC BY 4.0"
VAN_CBS = ("CR", "GM", "NL", "PV", "LD")
"""How codes of areas begin that CBS knows."""


def client(*, in_pagina: bool = False) -> Cbsclient:
    """`in_pagina`: somebody waits for it."""
    return Cbsclient(settings.CBS_ADRES, seconden=15, stil=6) if in_pagina else Cbsclient(settings.CBS_ADRES)


def koppel(*, indicator: Indicator, velden: Mapping[str, Any], door: User, gezien: str | None) -> Cbskoppeling:
    """Choose table, measure and the value of each other dimension. What was fetched from another table stays."""
    eis_indicatoren(door, indicator.regio, indicator)
    with pghistory.context(user=door.pk), transaction.atomic():
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        staat = Cbskoppeling.objects.filter(indicator=indicator).first()
        eis_gezien(gezien, merk(staat), ANDERE_KOPPELING)
        bron, _ = Bron.objects.get_or_create(
            regio=indicator.regio,
            code=f"cbs_{velden['tabel'].lower()}",
            defaults={
                "naam": f"CBS, {velden['tabelnaam']} ({velden['tabel']})"[:200],
                "houder": "CBS",
                "licentie": LICENTIE,
                "adres": f"https://opendata.cbs.nl/#/CBS/nl/dataset/{velden['tabel']}/table",
            },
        )
        rij = staat or Cbskoppeling(indicator=indicator)
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        rij.bron, rij.gewijzigd, rij.fout, rij.gelukt_op = bron, "", "", None
        rij.save()
        return rij


def ontkoppel(*, indicator: Indicator, door: User, gezien: str | None) -> None:
    """No longer fetched; what was fetched stays."""
    eis_indicatoren(door, indicator.regio, indicator)
    with transaction.atomic():
        staat = Cbskoppeling.objects.select_for_update().filter(indicator=indicator).first()
        if staat is None:
            return
        eis_gezien(gezien, merk(staat), ANDERE_KOPPELING)
        staat.delete()


def ververs(*, koppeling: Cbskoppeling, cbs: Cbsclient, ook_ongewijzigd: bool = False) -> int:
    """Fetch what changed since, and take it over in one transaction. Returns how many values are new or revised.

    A fault is kept as a sentence beside the connection, and nothing else is written. Nothing is held while CBS answers.
    """
    rij = Cbskoppeling.objects.select_related("indicator__regio", "bron").get(pk=koppeling.pk)
    begonnen = merk(Cbskoppeling.objects.get(pk=rij.pk))
    try:
        gewijzigd = gewijzigd_op(cbs, rij.tabel)
        if gewijzigd and gewijzigd == rij.gewijzigd and not ook_ongewijzigd:
            Cbskoppeling.objects.filter(pk=rij.pk).update(geprobeerd_op=timezone.now(), fout="")
            return 0
        cijfers = haal_cijfers(cbs, keuze_van(rij))
    except Cbsfout as fout:
        Cbskoppeling.objects.filter(pk=rij.pk).update(geprobeerd_op=timezone.now(), fout=fout.zin)
        return 0
    with pghistory.context(bron="cbs", waarom=f"Opgehaald uit {rij.tabel}"), transaction.atomic():
        Indicator.objects.select_for_update().get(pk=rij.indicator_id)
        nu = Cbskoppeling.objects.select_for_update().filter(pk=rij.pk).first()
        if nu is None or merk(nu) != begonnen:
            return 0  # connected otherwise, or fetched by another, while CBS answered
        hoeveel = _neem_over(rij, cijfers)
        nu.gewijzigd, nu.fout, nu.gelukt_op = gewijzigd, "", timezone.now()
        nu.geprobeerd_op = nu.gelukt_op
        nu.save()
        return hoeveel


def keuze_van(rij: Cbskoppeling) -> Cbskeuze:
    """The areas of the region that CBS knows, by code. One query."""
    gebieden = Meetgebied.objects.filter(regio=rij.indicator.regio).values_list("code", "naam")
    eigen = {code: naam for code, naam in gebieden if code.startswith(VAN_CBS)}
    return Cbskeuze(rij.tabel, rij.maat, eigen, rij.rest, rij.vanaf)


def _neem_over(rij: Cbskoppeling, cijfers: Sequence[Cbscijfer]) -> int:
    """What is new is added, what is otherwise comes in the place of the old one, which stays. Four queries or so."""
    vandaag = timezone.localdate()
    metingen = Meting.objects.filter(indicator=rij.indicator, soort=rij.soort, vervallen_op=None)
    eigen = {(m.gebied, m.jaar, m.periode): m for m in metingen.filter(bron=rij.bron)}
    van_anderen = set(metingen.exclude(bron=rij.bron).filter(geldend=True).values_list("gebied", "jaar", "periode"))
    hoogste = Meting.objects.filter(indicator=rij.indicator).aggregate(n=Max("volgorde"))["n"] or 0
    nieuw, vervallen = [], []
    for n, c in enumerate(cijfers, 1):
        sleutel = (c.gebied, c.jaar, c.periode)
        oud = eigen.get(sleutel)
        if oud is not None and (oud.waarde, oud.reden, oud.voorlopig) == (c.waarde, c.reden, c.voorlopig):
            continue
        geldend = oud.geldend if oud is not None else sleutel not in van_anderen
        meting = Meting(
            indicator=rij.indicator, gebied=c.gebied, jaar=c.jaar, periode=c.periode, waarde=c.waarde, reden=c.reden,
            soort=rij.soort, voorlopig=c.voorlopig, geldend=geldend, bron=rij.bron, opgehaald_op=vandaag,
            volgorde=oud.volgorde if oud is not None else hoogste + n,
        )  # fmt: skip
        nieuw.append(meting)
        if oud is not None:
            oud.geldend, oud.vervallen_op = False, vandaag
            vervallen.append((oud, meting))
    Meting.objects.bulk_update([oud for oud, _ in vervallen], ["geldend", "vervallen_op"], batch_size=1_000)
    Meting.objects.bulk_create(nieuw, batch_size=2_000)
    for oud, meting in vervallen:
        oud.vervangen_door = meting
    Meting.objects.bulk_update([oud for oud, _ in vervallen], ["vervangen_door"], batch_size=1_000)
    return len(nieuw)
