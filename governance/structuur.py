"""The bodies of a region with their members and relations, read at once, and those relations in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from plandocument.itemsoorten import status_naam

from .models import Gremium, Kolom, Lidmaatschap, Regio, Relatie

GETEKEND = (Gremium.Niveau.RIJK, Gremium.Niveau.RIJK_REGIO, Gremium.Niveau.REGIO)
"""Levels that take part in the drawn structure, from top to bottom."""
ANDERSOM = {
    Relatie.Soort.RAPPORTEERT: "krijgt verslag van",
    Relatie.Soort.BEREIDT_VOOR: "wordt voorbereid door",
    Relatie.Soort.STEMT_AF: "stemt af met",
    Relatie.Soort.STUURT: "wordt aangestuurd door",
}
BEREIDT_VOOR = "bereidt het werk voor van"
KOLOMNAAM: dict[str, str] = {**dict(Kolom.choices), "": "Zonder kolom"}


@dataclass(frozen=True, slots=True)
class Band:
    """A relation as seen from one body: "rapporteert aan" and the other body."""

    woorden: str
    ander: Gremium
    uit: Relatie | None = None
    """The line itself, where it is this body's own."""


@dataclass(frozen=True, slots=True)
class Kolomleden:
    """Members in one column. `aantal` counts the seats whose number is known; `meer` says there are others."""

    naam: str
    leden: tuple[Lidmaatschap, ...]

    @property
    def aantal(self) -> int:
        return sum(lid.aantal or 0 for lid in self.leden)

    @property
    def meer(self) -> bool:
        return any(lid.aantal is None for lid in self.leden)


@dataclass(frozen=True, slots=True)
class Lichaam:
    """A body with its members by column and its relations."""

    gremium: Gremium
    kolommen: tuple[Kolomleden, ...] = ()
    banden: tuple[Band, ...] = ()

    @property
    def posities(self) -> tuple[Lidmaatschap, ...]:
        """Who chairs and who keeps the record, by position."""
        leden = [lid for kolom in self.kolommen for lid in kolom.leden if lid.positie]
        return tuple(sorted(leden, key=lambda lid: lid.positie != Lidmaatschap.Positie.VOORZITTER))

    @property
    def status(self) -> str:
        """The status in words: "te_organiseren" is "nog te organiseren"; other words stay as they are."""
        return status_naam(self.gremium.status)


@dataclass(frozen=True, slots=True)
class Structuur:
    lichamen: tuple[Lichaam, ...]
    relaties: tuple[Relatie, ...] = field(default=())

    def van_niveau(self, niveau: str) -> tuple[Lichaam, ...]:
        return tuple(li for li in self.lichamen if li.gremium.niveau == niveau)

    def lichaam(self, code: str) -> Lichaam:
        """Raises KeyError."""
        for lichaam in self.lichamen:
            if lichaam.gremium.code == code:
                return lichaam
        raise KeyError(code)


def lees(regio: Regio, dag: date | None = None) -> Structuur:
    """The bodies of a region as they are on a day, today unless it is named: three queries."""
    dag = dag or timezone.localdate()
    gremia = {g.pk: g for g in Gremium.objects.op(dag).filter(regio=regio)}
    leden: dict[int, list[Lidmaatschap]] = defaultdict(list)
    for lid in Lidmaatschap.objects.op(dag).filter(gremium__regio=regio).select_related("organisatie", "ministerie"):
        if lid.gremium_id in gremia:
            lid.gremium = gremia[lid.gremium_id]
            leden[lid.gremium_id].append(lid)
    lijnen = Relatie.objects.op(dag).filter(van__regio=regio, naar__regio=regio).order_by("pk")
    relaties = tuple(r for r in lijnen if r.van_id in gremia and r.naar_id in gremia)
    banden: dict[int, list[Band]] = defaultdict(list)
    for relatie in relaties:
        van, naar, soort = gremia[relatie.van_id], gremia[relatie.naar_id], Relatie.Soort(relatie.soort)
        heen = BEREIDT_VOOR if soort == Relatie.Soort.BEREIDT_VOOR else soort.label
        banden[van.pk].append(Band(heen, naar, relatie))
        banden[naar.pk].append(Band(ANDERSOM[soort], van))
    return Structuur(tuple(Lichaam(g, _kolommen(leden[g.pk]), tuple(banden[g.pk])) for g in gremia.values()), relaties)


def buiten_de_tijd(regio: Regio, code: str) -> Lichaam | None:
    """A body that is not there yet, or no longer; without seats and lines. One query."""
    rij = None if "\0" in code else Gremium.objects.filter(regio=regio, code=code).first()
    return Lichaam(rij) if rij else None


@dataclass(frozen=True, slots=True)
class AndereTijden:
    """Seats and lines of a body that hold on another day: what was, and what is to come."""

    zetels: tuple[Lidmaatschap, ...]
    lijnen: tuple[Relatie, ...]


def andere_tijden(gremium: Gremium, dag: date) -> AndereTijden:
    """Two queries."""
    zetels = Lidmaatschap.objects.filter(gremium=gremium).select_related("organisatie", "ministerie")
    lijnen = Relatie.objects.filter(van=gremium).select_related("van", "naar")
    return AndereTijden(
        tuple(z for z in zetels if not z.geldt_op(dag)), tuple(r for r in lijnen if not r.geldt_op(dag))
    )


def _kolommen(leden: Iterable[Lidmaatschap]) -> tuple[Kolomleden, ...]:
    per: dict[str, list[Lidmaatschap]] = defaultdict(list)
    for lid in leden:
        per[lid.kolom].append(lid)
    return tuple(Kolomleden(naam, tuple(per[code])) for code, naam in KOLOMNAAM.items() if code in per)
