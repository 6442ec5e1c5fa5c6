"""The bodies of a region as plain data for a print: per level, members by position. Three queries."""

from __future__ import annotations

from dataclasses import dataclass

from governance.models import Gremium, Lidmaatschap, Regio, Relatie
from plandocument.boom import STATUSSEN

ZINNEN = {
    Relatie.Soort.RAPPORTEERT: "Rapporteert aan",
    Relatie.Soort.BEREIDT_VOOR: "Bereidt voor",
    Relatie.Soort.STEMT_AF: "Stemt af met",
    Relatie.Soort.STUURT: "Stuurt aan",
}


@dataclass(frozen=True, slots=True)
class GremiumDruk:
    naam: str
    status: str
    taak: str
    cadans: str
    kop_leden: str
    leden: tuple[str, ...]
    relaties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Laag:
    """One level (Rijk, Regio) with its bodies."""

    naam: str
    gremia: tuple[GremiumDruk, ...]


def lagen(regio: Regio) -> tuple[Laag, ...]:
    """Levels in their order, those without bodies left out."""
    gremia = list(Gremium.objects.filter(regio=regio).prefetch_related("leden__organisatie", "leden__ministerie"))
    namen = {g.pk: g.naam for g in gremia}
    lijnen: dict[int, dict[str, list[str]]] = {}
    for lijn in Relatie.objects.filter(van__regio=regio).order_by("pk"):
        lijnen.setdefault(lijn.van_id, {}).setdefault(lijn.soort, []).append(namen[lijn.naar_id])
    uit = []
    for code, naam in Gremium.Niveau.choices:
        rijen = tuple(_gremium(g, lijnen.get(g.pk, {})) for g in gremia if g.niveau == code)
        if rijen:
            uit.append(Laag(naam, rijen))
    return tuple(uit)


def _gremium(gremium: Gremium, lijnen: dict[str, list[str]]) -> GremiumDruk:
    leden = list(gremium.leden.all())
    return GremiumDruk(
        naam=gremium.naam,
        status=STATUSSEN.get(gremium.status, gremium.status),
        taak=gremium.taak,
        cadans=gremium.cadans,
        kop_leden="Lid" if len(leden) == 1 and leden[0].aantal == 1 else "Leden",
        leden=_leden(leden),
        relaties=tuple(
            f"{ZINNEN[Relatie.Soort(soort)]} {_opsomming(doelen)}" for soort, doelen in sorted(lijnen.items())
        ),
    )


def _leden(leden: list[Lidmaatschap]) -> tuple[str, ...]:
    """Seats by position: those who hold the same one stand in one line."""
    per_functie: dict[str, list[tuple[str, str]]] = {}
    for lid in leden:
        van = lid.organisatie.naam if lid.organisatie else ""
        if lid.ministerie:
            van = f"ministerie van {lid.ministerie.naam}"
        per_functie.setdefault(lid.functie, []).append((van, f" ({lid.aantal})" if (lid.aantal or 1) > 1 else ""))
    return tuple(_zetel(functie, zetels) for functie, zetels in per_functie.items())


def _zetel(functie: str, zetels: list[tuple[str, str]]) -> str:
    zelf = "".join(keer for van, keer in zetels if van in ("", functie))
    anderen = [van + keer for van, keer in zetels if van not in ("", functie)]
    scheiding = ", " if len(anderen) == 1 else ": "
    return scheiding.join(deel for deel in (functie + zelf, _opsomming(anderen)) if deel)


def _opsomming(delen: list[str]) -> str:
    return " en ".join((", ".join(delen[:-1]), delen[-1])) if len(delen) > 1 else "".join(delen)
