"""The bodies of a region, with their seats and lines; and the registers of a file, loaded at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pghistory
import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from npvr.gezien import Weigering, eis_gezien, merk

from ..models import Gremium, Lidmaatschap, Ministerie, Organisatie, Regio, Relatie, Schrijfwijze
from ..structuurrechten import eis_structuur
from .rollen import vergrendel

Rij = Mapping[str, Any]
ANDER_GREMIUM = "Een collega wijzigde dit gremium net. Er is niets gewijzigd. Kijk eerst hoe het nu is."
ANDERE_REGEL = "Een collega wijzigde deze regel net. Er is niets gewijzigd. Kijk eerst hoe hij nu is."
NIET_GELDIG_WOORDEN = frozenset(
    ("overleggen", "besluiten", "acties", "structuur", "procesmiddelen", "agenda", "punten", "contacten")
)
"""Addresses of pages beside those of bodies."""


class Ongeldig(Weigering):
    """What was filled in goes against a rule of the registers; the sentence says which."""


def _schoon(rij: Any) -> None:
    try:
        rij.full_clean()
    except ValidationError as fout:
        raise Ongeldig(" ".join(fout.messages)) from None


def zeg_gremium(g: Gremium) -> list[tuple[str, str]]:
    """A body in words, to show beside what somebody sent."""
    return [("Naam", g.naam), ("Taak", g.taak), ("Hoe vaak", g.cadans), ("Niveau", str(g.get_niveau_display()))]


def zeg_regel(rij: Lidmaatschap | Relatie) -> list[tuple[str, str]]:
    tijd = " ".join(f"{woord} {dag}" for woord, dag in (("vanaf", rij.sinds), ("tot", rij.tot)) if dag)
    return [("Regel", str(rij)), ("Tijd", tijd or "zonder begin of einde")]


def maak_gremium(*, regio: Regio, velden: dict[str, Any], door: User) -> Gremium:
    """A body with a code made from its name. The same name again gives back the body that is there. Raises Ongeldig."""
    eis_structuur(door, regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        vergrendel(regio)
        if (er_al := Gremium.objects.filter(regio=regio, naam=velden["naam"]).first()) is not None:
            return er_al
        stam = slugify(velden["naam"]).replace("-", "_")[:50] or "gremium"
        bezet = set(Gremium.objects.filter(regio=regio).values_list("code", flat=True)) | NIET_GELDIG_WOORDEN
        code, n = stam, 2
        while code in bezet:
            code, n = f"{stam}_{n}", n + 1
        rij = Gremium(regio=regio, code=code, volgorde=len(bezet), **velden)
        _schoon(rij)
        rij.save(force_insert=True)
        return rij


def wijzig_gremium(*, gremium: Gremium, velden: dict[str, Any], door: User, gezien: str | None) -> Gremium:
    """Raises Ongeldig, and AndersDanGezien where it is not as the page showed it."""
    eis_structuur(door, gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = Gremium.objects.select_for_update(of=("self",)).get(pk=gremium.pk)
        if all(getattr(rij, naam) == waarde for naam, waarde in velden.items()):
            return rij
        eis_gezien(gezien, merk(rij), ANDER_GREMIUM, zeg_gremium(rij))
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        _schoon(rij)
        rij.save()
        return rij


def zet_zetel(
    *,
    gremium: Gremium,
    velden: dict[str, Any],
    door: User,
    zetel: Lidmaatschap | None = None,
    gezien: str | None = None,
) -> Lidmaatschap:
    """Add a seat, or change one. A seat that says the same already is given back. Raises Ongeldig, AndersDanGezien."""
    eis_structuur(door, gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        Gremium.objects.select_for_update().get(pk=gremium.pk)
        if zetel is None:
            if (er_al := Lidmaatschap.objects.filter(gremium=gremium, **velden).first()) is not None:
                return er_al
            rij = Lidmaatschap(gremium=gremium, volgorde=gremium.leden.count())
        else:
            rij = Lidmaatschap.objects.select_for_update(of=("self",)).get(pk=zetel.pk, gremium=gremium)
            eis_gezien(gezien, merk(rij), ANDERE_REGEL, zeg_regel(rij))
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        _schoon(rij)
        rij.save()
        return rij


def zet_lijn(
    *, gremium: Gremium, velden: dict[str, Any], door: User, lijn: Relatie | None = None, gezien: str | None = None
) -> Relatie:
    """Add a line from a body to another, or change one; as `zet_zetel`."""
    eis_structuur(door, gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        Gremium.objects.select_for_update().get(pk=gremium.pk)
        if lijn is None:
            zelfde = Relatie.objects.filter(van=gremium, naar=velden["naar"], soort=velden["soort"]).first()
            if zelfde is not None:
                return zelfde
            rij = Relatie(van=gremium)
        else:
            rij = Relatie.objects.select_for_update(of=("self",)).get(pk=lijn.pk, van=gremium)
            eis_gezien(gezien, merk(rij), ANDERE_REGEL, zeg_regel(rij))
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        _schoon(rij)
        rij.save()
        return rij


def haal_regel_weg(*, regel: Lidmaatschap | Relatie, gremium: Gremium, door: User, gezien: str | None) -> bool:
    """Remove a seat or a line that was a mistake; what was so for a time gets an end instead. Twice is once."""
    eis_structuur(door, gremium.regio)
    with pghistory.context(user=door.pk), transaction.atomic():
        rij = type(regel)._default_manager.select_for_update(of=("self",)).filter(pk=regel.pk).first()
        if rij is None:
            return False
        eis_gezien(gezien, merk(rij), ANDERE_REGEL, zeg_regel(rij))
        rij.delete()
        return True


# ---- from a file ----


def zet_rijen(
    manager: Any, sleutel: Callable[[Rij], dict[str, Any]], rijen: Iterable[Rij], velden: Iterable[str]
) -> None:
    """Make or overwrite one row per `rij`; `velden` are taken over as they are, a missing one as empty text."""
    for n, rij in enumerate(rijen):
        waarden = {veld: rij.get(veld) if rij.get(veld) is not None else "" for veld in velden if veld != "volgorde"}
        if "volgorde" in velden:
            waarden["volgorde"] = n
        manager.update_or_create(**sleutel(rij), defaults=waarden)


@transaction.atomic
def laad_registers(map_: Path) -> Regio:
    """The regions, ministries, organisations and bodies of `registers.yaml` in a folder that is named after its region.

    A command: what is there under the same code is overwritten, and seats and lines of the region are made anew.
    """
    registers = yaml.safe_load((map_ / "registers.yaml").read_text(encoding="utf-8"))
    zet_rijen(Regio.objects, lambda r: {"code": r["code"]}, registers.get("regios", ()), ["naam"])
    regio = Regio.objects.get(code=map_.name)
    rijen = registers.get("ministeries", ())
    zet_rijen(Ministerie.objects, lambda r: {"code": r["code"]}, rijen, ["afkorting", "naam"])
    ministeries = {m.code: m for m in Ministerie.objects.all()}
    for rij in rijen:
        ministeries[rij["code"]].staat_voor.set([ministeries[c] for c in rij.get("staat_voor") or ()])
        for woord in rij.get("schrijfwijzen") or ():
            Schrijfwijze.objects.update_or_create(tekst=woord, defaults={"ministerie": ministeries[rij["code"]]})
    van = {"regio": regio}
    zet_rijen(
        Organisatie.objects, lambda r: van | {"code": r["code"]}, registers["organisaties"], ["naam", "soort", "kolom"]
    )
    velden = ["naam", "afkorting", "soort", "niveau", "taak", "cadans", "status", "volgorde"]
    zet_rijen(Gremium.objects, lambda r: van | {"code": r["code"]}, registers["gremia"], velden)
    _laad_zetels(regio, registers["gremia"], ministeries)
    return regio


def _laad_zetels(regio: Regio, rijen: list[Rij], ministeries: Mapping[str, Ministerie]) -> None:
    gremia = {g.code: g for g in Gremium.objects.filter(regio=regio)}
    organisaties = {o.code: o for o in Organisatie.objects.filter(regio=regio)}
    Lidmaatschap.objects.filter(gremium__regio=regio).delete()
    Relatie.objects.filter(van__regio=regio).delete()
    Lidmaatschap.objects.bulk_create(
        Lidmaatschap(
            gremium=gremia[rij["code"]],
            organisatie=organisaties[lid["organisatie"]] if lid.get("organisatie") else None,
            ministerie=ministeries[lid["ministerie"]] if lid.get("ministerie") else None,
            functie=lid.get("functie") or "",
            kolom=lid.get("kolom") or "",
            aantal=lid.get("aantal", 1),
            positie=lid.get("positie") or "",
            sinds=lid.get("sinds"),
            tot=lid.get("tot"),
            volgorde=n,
        )
        for rij in rijen
        for n, lid in enumerate(rij.get("leden") or ())
    )
    Relatie.objects.bulk_create(
        Relatie(van=gremia[rij["code"]], naar=gremia[relatie["naar"]], soort=relatie["soort"])
        for rij in rijen
        for relatie in rij.get("relaties") or ()
    )
