"""Indicators and their values. A value that its source revises stays; the new one stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from accounts.models import User
from governance.models import Regio
from npvr.eenmaal import slot_op
from npvr.gezien import Weigering, eis_gezien, merk

from ..models import Bron, Indicator, Meting
from ..models.indicatoren import GERESERVEERD
from ..permissions import eis_indicatoren
from ..woorden import Meeteenheid, Waarneming

ANDERE_INDICATOR = "Een collega wijzigde deze indicator net. Er is niets gewijzigd. Kijk eerst hoe zij nu is."
ANDERE_WAARDE = "Een collega wijzigde deze waarde net. Er is niets gewijzigd. Kijk eerst hoe zij nu is."
GETEKEND = (
    "Deze waarde is de nulmeting, en is ondertekend. Zij verdwijnt niet; leg een herziene waarde vast, dan blijft de "
    "oude zichtbaar."
)
VERVALLEN = "Deze waarde is al vervangen door een andere. Werk verder met de nieuwste."
SAMEN = ("indicator", "gebied", "jaar", "periode", "soort")
"""What makes two values answers to one question."""


class OngeldigeWaarde(Weigering):
    """The values do not go together; `zin` says which rule, in Dutch."""


def zeg_waarde(m: Meting) -> list[tuple[str, str]]:
    eenheid = Meeteenheid(m.indicator.eenheid, m.indicator.decimalen)
    tekst = eenheid.woorden(Waarneming.van(m), teken=True) if m.waarde is not None else str(m.get_reden_display())
    return [("Waarde", tekst), ("Gebied", m.gebied), ("Jaar", str(m.jaar or "niet genoemd"))]


def _controleer(rij: Any, *, zonder: tuple[str, ...] = ()) -> None:
    """The rules between columns, as a sentence instead of an error of the database."""
    try:
        rij.full_clean(exclude=(*zonder, "kenmerk"))
    except ValidationError as fout:
        raise OngeldigeWaarde(" ".join(fout.messages)) from None


def _met_bron(velden: Mapping[str, Any], regio: Regio) -> dict[str, Any]:
    """The name of a source (`bron_naam`) as its row, made where it is new; within the act, so not without it."""
    uit = dict(velden)
    if "bron_naam" not in uit:
        return uit
    naam = " ".join(str(uit.pop("bron_naam")).split())
    uit["bron"] = _bron(regio, naam) if naam else None
    return uit


def _bron(regio: Regio, naam: str) -> Bron:
    """A source by its name; one that is there already is given back."""
    Regio.objects.select_for_update().get(pk=regio.pk)
    if (er_al := Bron.objects.filter(regio=regio, naam=naam).first()) is not None:
        return er_al
    code = stam = slugify(naam).replace("-", "_")[:50] or "bron"
    n = 2
    while Bron.objects.filter(regio=regio, code=code).exists():
        code, n = f"{stam}_{n}", n + 1
    rij = Bron(regio=regio, code=code, naam=naam)
    _controleer(rij)
    rij.save(force_insert=True)
    return rij


def maak_indicator(*, regio: Regio, velden: Mapping[str, Any], door: User, kenmerk: UUID | None = None) -> Indicator:
    """A new indicator, last in order; its address follows from its name. Once per `kenmerk`."""
    eis_indicatoren(door, regio, Indicator(opgaven=velden.get("opgaven") or []))
    with pghistory.context(user=door.pk), transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Indicator.objects.filter(kenmerk=kenmerk).first()) is not None:
            return er_al
        Regio.objects.select_for_update().get(pk=regio.pk)
        code = stam = slugify(velden["naam"]).replace("-", "_")[:50].strip("_") or "indicator"
        n = 2
        while code in GERESERVEERD or Indicator.objects.filter(regio=regio, code=code).exists():
            code, n = f"{stam}_{n}", n + 1
        hoogste = Indicator.objects.filter(regio=regio).aggregate(n=Max("volgorde"))["n"]
        eigen = _met_bron(velden, regio)
        rij = Indicator(regio=regio, code=code, volgorde=(hoogste or 0) + 1, kenmerk=kenmerk, **eigen)
        _controleer(rij)
        rij.save(force_insert=True)
        return rij


def wijzig_indicator(*, indicator: Indicator, velden: Mapping[str, Any], door: User, gezien: str | None) -> Indicator:
    """What it counts, how, for what and by whom. Raises AndersDanGezien."""
    eis_indicatoren(door, indicator.regio, indicator)
    with pghistory.context(user=door.pk), transaction.atomic():
        velden = _met_bron(velden, indicator.regio)
        rij = Indicator.objects.select_for_update().get(pk=indicator.pk)
        if all(getattr(rij, naam) == waarde for naam, waarde in velden.items()):
            return rij
        eis_gezien(gezien, merk(rij), ANDERE_INDICATOR, [("Naam", rij.naam), ("Wat het telt", rij.definitie)])
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        eis_indicatoren(door, indicator.regio, rij)
        _controleer(rij)
        rij.save()
        return rij


def _hou(indicator: Indicator) -> Indicator:
    """The indicator held: of two values for one question one is made to count at a time."""
    return Indicator.objects.select_for_update(of=("self",)).select_related("regio").get(pk=indicator.pk)


def _andere(rij: Meting) -> Any:
    """Other values that answer the same question and count."""
    return Meting.objects.geldend().filter(**{veld: getattr(rij, veld) for veld in SAMEN}).exclude(pk=rij.pk)


def maak_meting(*, indicator: Indicator, velden: Mapping[str, Any], door: User, kenmerk: UUID | None = None) -> Meting:
    """A value by hand. Where another source gave that figure already, that one stays the one that counts."""
    eis_indicatoren(door, indicator.regio, indicator)
    with pghistory.context(user=door.pk), transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Meting.objects.filter(kenmerk=kenmerk).first()) is not None:
            return er_al
        houder = _hou(indicator)
        hoogste = Meting.objects.filter(indicator=houder).aggregate(n=Max("volgorde"))["n"]
        eigen = _met_bron(velden, houder.regio)
        rij = Meting(indicator=houder, volgorde=(hoogste or 0) + 1, kenmerk=kenmerk, **eigen)
        rij.geldend = not _andere(rij).exists()
        _controleer(rij)
        rij.save(force_insert=True)
        return rij


def wijzig_meting(*, meting: Meting, velden: Mapping[str, Any], door: User, gezien: str | None) -> Meting:
    """Put right what was typed wrong; what the source itself changed is `herzie_meting`. Raises AndersDanGezien."""
    eis_indicatoren(door, meting.indicator.regio, meting.indicator)
    with pghistory.context(user=door.pk), transaction.atomic():
        houder = _hou(meting.indicator)
        rij = Meting.objects.select_for_update(of=("self",)).select_related("bron").get(pk=meting.pk)
        rij.indicator = houder
        velden = _met_bron(velden, houder.regio)
        if all(getattr(rij, naam) == waarde for naam, waarde in velden.items()):
            return rij
        eis_gezien(gezien, merk(rij), ANDERE_WAARDE, zeg_waarde(rij))
        if rij.vervallen_op is not None:
            raise OngeldigeWaarde(VERVALLEN)
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        _controleer(rij)
        rij.save()
        return rij


def herzie_meting(
    *, meting: Meting, velden: Mapping[str, Any], vandaag: date, door: User, gezien: str | None
) -> Meting:
    """The source gives another value now: it comes in the place of the old one, which stays, with this day.

    A nulmeting keeps the value that was signed until both sides sign the new one. Raises AndersDanGezien.
    """
    eis_indicatoren(door, meting.indicator.regio, meting.indicator)
    with pghistory.context(user=door.pk), transaction.atomic():
        houder = _hou(meting.indicator)
        oud = Meting.objects.select_for_update(of=("self",)).get(pk=meting.pk)
        oud.indicator = houder
        eis_gezien(gezien, merk(oud), ANDERE_WAARDE, zeg_waarde(oud))
        if oud.vervallen_op is not None:
            raise OngeldigeWaarde(VERVALLEN)
        gold = oud.geldend
        oud.geldend, oud.vervallen_op = False, vandaag
        oud.save(update_fields=["geldend", "vervallen_op"])
        nieuw = Meting(indicator=houder, volgorde=oud.volgorde, **_met_bron(velden, houder.regio))
        nieuw.geldend = gold or not _andere(nieuw).exists()
        _controleer(nieuw)
        nieuw.save(force_insert=True)
        oud.vervangen_door = nieuw
        oud.save(update_fields=["vervangen_door"])
        return nieuw


def laat_gelden(*, meting: Meting, door: User, gezien: str | None) -> Meting:
    """Of several sources for one figure, this is the one that counts. Raises AndersDanGezien."""
    eis_indicatoren(door, meting.indicator.regio, meting.indicator)
    with pghistory.context(user=door.pk), transaction.atomic():
        houder = _hou(meting.indicator)
        rij = Meting.objects.select_for_update(of=("self",)).get(pk=meting.pk)
        rij.indicator = houder
        if rij.geldend:
            return rij
        eis_gezien(gezien, merk(rij), ANDERE_WAARDE, zeg_waarde(rij))
        if rij.vervallen_op is not None:
            raise OngeldigeWaarde(VERVALLEN)
        _andere(rij).update(geldend=False)
        rij.geldend = True
        rij.save(update_fields=["geldend"])
        return rij


def haal_meting_weg(*, meting: Meting, door: User, gezien: str | None) -> None:
    """Take away what should not have been typed. A signed or replacing value stays."""
    eis_indicatoren(door, meting.indicator.regio, meting.indicator)
    with pghistory.context(user=door.pk), transaction.atomic():
        houder = _hou(meting.indicator)
        rij = Meting.objects.select_for_update(of=("self",)).filter(pk=meting.pk).first()
        if rij is None:
            return
        rij.indicator = houder
        eis_gezien(gezien, merk(rij), ANDERE_WAARDE, zeg_waarde(rij))
        if rij.nulmetingen.exists() or rij.vervangt.exists():
            raise OngeldigeWaarde(GETEKEND if rij.nulmetingen.exists() else "Deze waarde verving een andere en blijft.")
        rij.delete()
