"""What a council is told, from what the portal knows: plan, decisions since the last letter, what comes, opgaven."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from governance.models import Besluit, Lidmaatschap, Mijlpaal, Organisatie, Raadsbrief
from governance.tijdlijn import Tijdlijnmoment, moment
from governance.zicht import Zicht
from npvr.getallen import aantal, datum, opsomming
from opgaven.bezoek import Bezoek
from plandocument import boom, tekst
from plandocument.vermeldingen import vermeldingen
from versies.models import Publicatie

VOORUIT = timedelta(days=183)
VOOR = "gemeente_"
"""Codes of municipalities begin with it; addresses leave it out."""


def gemeenten(visite: Bezoek) -> list[Organisatie]:
    """One query."""
    return list(Organisatie.objects.filter(regio=visite.regio, soort=Organisatie.Soort.GEMEENTE, code__startswith=VOOR))


@dataclass(frozen=True, slots=True)
class Opgaverol:
    """An opgave in which a municipality has a part, and which one, in words."""

    opgave: boom.Opgave
    rol: str


def zetels_van(organisatie: Organisatie) -> list[Lidmaatschap]:
    """Seats of today, with their bodies. One query."""
    return list(Lidmaatschap.objects.op(timezone.localdate()).filter(organisatie=organisatie).select_related("gremium"))


def rollen_van(visite: Bezoek, organisatie: Organisatie) -> list[Opgaverol]:
    """Where the fiches name it itself, and where they name a body in which it has a seat. One query."""
    gremia = {z.gremium.code: z.gremium.naam for z in zetels_van(organisatie)}
    per: dict[int, list[str]] = {}
    for v in vermeldingen(visite.document, "organisatie", {organisatie.code}):
        per.setdefault(v.opgave.nummer, []).append((v.groep or "genoemd").lower())
    for v in vermeldingen(visite.document, "gremium", gremia):
        per.setdefault(v.opgave.nummer, []).extend(f"via {gremia[c]}" for c in v.item.doelen("gremium") if c in gremia)
    document = visite.document
    return [Opgaverol(document.opgave(n), opsomming(dict.fromkeys(rollen))) for n, rollen in sorted(per.items())]


def opzet(visite: Bezoek, organisatie: Organisatie, vorige: Raadsbrief | None, tot: date) -> str:
    """The letter to begin with, in the plain form of rich text. Only what is public. Some six queries."""
    return "\n\n".join(deel for deel in _delen(visite, organisatie, vorige, tot) if deel)


def _delen(visite: Bezoek, organisatie: Organisatie, vorige: Raadsbrief | None, tot: date) -> Iterator[str]:
    sinds = f"sinds {datum(vorige.tot)}" if vorige else "tot nu toe"
    yield "Geachte leden van de raad,"
    yield (
        f"Met deze brief informeren wij u over het Plan voor de Regio {visite.regio.naam}, {sinds}. U leest hoe "
        "het plan ervoor staat, wat is besloten, wat er komt, en bij welke opgaven onze gemeente een rol heeft."
    )
    if vorige and vorige.verzonden_op:
        yield f"Deze brief volgt op onze brief van {datum(timezone.localdate(vorige.verzonden_op))}."
    momenten = _momenten(visite, tot)
    yield "**Wat eraan voorafging**"
    yield _geweest(momenten, vorige)
    yield "**Het plan**"
    yield _plan(visite)
    yield "**Wat is besloten**"
    yield from _besluiten(visite, vorige)
    yield "**Wat er komt**"
    yield _komt(momenten, tot)
    yield f"**Opgaven met een rol voor {_kaal(organisatie.naam.replace('Gemeente', 'gemeente', 1))}**"
    rollen = rollen_van(visite, organisatie)
    if rollen:
        yield "\n".join(f"- Opgave {r.opgave.nummer}, {_kaal(r.opgave.titel)}: {_kaal(r.rol)}" for r in rollen)
    else:
        yield "In het plan staat onze gemeente bij geen enkele opgave met name genoemd."
    if zetels := zetels_van(organisatie):
        yield f"Onze gemeente heeft een zetel in {_kaal(opsomming(dict.fromkeys(z.gremium.naam for z in zetels)))}."
    yield "**Geld**"
    yield "Over bedragen voor onze gemeente is in het portaal nog niets vastgelegd."
    yield "**Tot slot**"
    yield (
        "Over het vervolg informeren wij u opnieuw als er besluiten zijn genomen. Het plan, de besluiten en de "
        "tijdlijn leest u ook in het portaal van de regio."
    )


def _plan(visite: Bezoek) -> str:
    opgaven = aantal(len(visite.document.opgaven), "opgave", "opgaven")
    nu = Publicatie.objects.huidig().filter(plan=visite.plan).select_related("versie").defer("versie__inhoud").first()
    if nu is None:
        return f"Het plan telt {opgaven}. Het is nog niet openbaar."
    return (
        f"Het plan telt {opgaven}. Openbaar is nu {_kaal(nu.versie.label)}, van {datum(nu.versie.gemaakt_op)} "
        f"(code {nu.versie.code})."
    )


def _besluiten(visite: Bezoek, vorige: Raadsbrief | None) -> Iterator[str]:
    """Those that became public after the letter before was begun, whenever they were taken: none is told never."""
    vanaf = Q(verzegeld_op__gt=vorige.gemaakt_op) if vorige else Q()
    rijen = Besluit.objects.register(visite.regio).filter(
        Zicht.openbaar().besluiten(), vanaf, vervallen_op__isnull=True
    )
    besluiten = sorted(rijen, key=lambda b: (b.datum, b.pk))
    if not besluiten:
        yield "In deze tijd zijn geen openbare besluiten genomen."
        return
    yield "\n".join(
        f"- {datum(b.datum)}, {_kaal(b.gremium.naam)} ({b.code}): {_kaal(b.tekst or b.titel)}" for b in besluiten
    )


def _momenten(visite: Bezoek, tot: date) -> list[Tijdlijnmoment]:
    """Of the programme itself, as they stand on that day. One query."""
    rijen = Mijlpaal.objects.filter(regio=visite.regio, relevantie=Mijlpaal.Relevantie.NPVR)
    return [moment(rij, tot) for rij in rijen]


def _geweest(momenten: list[Tijdlijnmoment], vorige: Raadsbrief | None) -> str:
    """Since the letter before; a first letter tells all of it."""
    rij = [m for m in momenten if m.staat == "voorbij" and (vorige is None or m.eind > vorige.tot)]
    if not rij:
        return "Sinds onze vorige brief staat op de tijdlijn van het programma niets nieuws."
    return "\n".join(f"- {_kaal(m.wanneer)}: {_kaal(m.mijlpaal.wat)}" for m in sorted(rij, key=lambda m: m.begin))


def _komt(momenten: list[Tijdlijnmoment], tot: date) -> str:
    straks = [m for m in momenten if m.staat == "gepland" and m.begin <= tot + VOORUIT]
    if not straks:
        return "Voor het komende halfjaar staat niets op de tijdlijn."
    return "\n".join(f"- {_kaal(m.wanneer)}: {_kaal(m.mijlpaal.wat)}" for m in sorted(straks, key=lambda m: m.begin))


def _kaal(woorden: str) -> str:
    """One line, in which no sign counts as dress."""
    regel = " ".join(woorden.split())
    return tekst.plat(f"<p>{_html(regel)}</p>")


def _html(woorden: str) -> str:
    return woorden.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def laatste_verzonden(organisatie: Organisatie) -> Raadsbrief | None:
    """One query; without the file."""
    return organisatie.raadsbrieven.filter(verzonden_op__isnull=False).defer("bestand").order_by("-tot", "-pk").first()
