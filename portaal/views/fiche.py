"""One opgave: its fiche as the printed page reads, with a rail of what hangs together with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from documenten import passing
from documenten.meter import meter
from governance.registers import Namen, registernamen
from npvr import adressen
from opgaven.bevindingen import TEKENS, Bevindingwegwijzer
from opgaven.bezoek import Bezoek
from opgaven.controle import controle
from opgaven.models import Opgave as Rij
from opgaven.views.werkorde import inhoud as werkorde
from opgaven.werkorde import standen
from plandocument import tekst
from plandocument.boom import Kader, Opgave, Sectiesoort
from plandocument.codes import Plaats, plaatsen_van
from plandocument.controleer import GEWICHTEN
from plandocument.itemsoorten import EIGENAAR
from plandocument.vermeldingen import items_van_soort
from portaal.bewaard import per_tekst
from portaal.eerder import naar_nu
from portaal.kerncijfers import Cijfer, cijfers_van_opgave
from portaal.overzicht import Bladzijde, Opgavekaart, buren, kaarten, verbanden
from reacties.permissions import Inzage
from reacties.rondebeeld import primair_per_ministerie, volgorde
from reacties.rondevragen import Rondevraag, adres_in, rondevragen
from reacties.tellingen import Reactietelling, Tellingregel, telling
from versies.bezoek import bezoek
from versies.gevraagd import bij_opgave, uit_te_voeren

IN_RAIL = 5
"""As many findings stand in the rail in full."""


def _leest(visite: Bezoek, nummer: int) -> object:
    return registernamen(visite.regio), _cijfers(visite, nummer)


def _cijfers(visite: Bezoek, nummer: int) -> list[Cijfer]:
    """One query."""
    return cijfers_van_opgave(visite.regio, visite.opgave(nummer).sleutel, alles=bool(visite.rechten.rollen))


@require_safe
@naar_nu
@per_tekst(_leest)
def fiche(request: HttpRequest, regio: str, nummer: int, versie: str = "") -> HttpResponse:
    """Two queries more than the visit; six for people with a role, seven for a contact person of a ministry; one more
    where a body asked for changes."""
    visite = bezoek(request, regio, versie)
    opgave = visite.opgave(nummer)
    visite = visite.bij(request, opgave.sleutel)
    kaart = next(k for k in kaarten(visite) if k.opgave.nummer == nummer)
    vorige, volgende = buren(visite, "opgave", nummer)
    namen = registernamen(visite.regio)
    heeft_rol = bool(visite.rechten.rollen) and visite.werkversie
    stand = next(iter(standen(visite.plan, nummer)), None) if heeft_rol else None
    gemeten = passing.bekend(visite.document) if heeft_rol else {}
    lijst = visite.adres("opgaven")
    inzage = Inzage.uit(visite.rechten)
    op_tekst = "" if visite.werkversie else visite.bron.versie
    vragen = rondevragen(visite.plan, inzage.ministeries, opgave.sleutel, op_tekst, timezone.localdate())
    in_ronde = bool(vragen) and vragen[0].op_deze_tekst
    if in_ronde:
        vorige, volgende = _buren_in_ronde(visite, vragen[0])
    reacties = telling(visite, inzage, opgave, nummer)
    context = {
        "kruimel": [(visite.regio.naam, visite.adres("voorpagina")), ("Opgaven", lijst)],
        "document": visite.document,
        "opgave": opgave,
        "kaart": kaart,
        "aanzicht": visite.aanzicht,
        "kader": visite.document.kader,
        "delen": _delen(visite, opgave, reacties),
        "primair": bool(kaart.primair),
        "mag_bewerken": visite.mag_bewerken,
        "ministeries": _ministeries(visite, kaart, namen),
        "eigenaren": _eigenaren(visite, opgave, namen),
        "doelstellingen": tuple(d for d in visite.document.doelstellingen if d.sleutel in opgave.doelstellingen),
        "verwant": _verwant(visite, nummer),
        "cijfers": tuple(_cijfers(visite, nummer)),
        "bevindingen": _bevindingen(visite, opgave, gemeten) if heeft_rol else None,
        "gevraagd": bij_opgave(uit_te_voeren(visite.plan, visite.document), opgave.sleutel) if heeft_rol else [],
        "meter": meter(gemeten[nummer]) if nummer in gemeten else None,
        "laatste": stand.laatste if stand else None,
        "dicht": stand is not None and stand.status == Rij.Status.AKKOORD,
        "heeft_rol": heeft_rol,
        "vorige": vorige,
        "volgende": volgende,
        "reacties": reacties,
        "gevraagd_hier": next(iter(vragen), None),
        "in_ronde": in_ronde,
        **(werkorde(visite, stand, stand.afdruk) if stand else {}),
    }
    return TemplateResponse(request, "portaal/fiche.html", context)


def _buren_in_ronde(visite: Bezoek, vraag: Rondevraag) -> tuple[Bladzijde, Bladzijde]:
    """What the round asks before and after this; before the first and after the last the round itself."""
    regio, ronde = visite.regio.code, vraag.ronde
    terug = Bladzijde(ronde.titel, reverse("reacties:ronde", args=[regio, ronde.code]), "ronde", 0)
    opgaven = [o for o, _ in volgorde(visite.document, vraag.deelname, primair_per_ministerie(visite.document))]
    rij = [Bladzijde(f"{o.nummer} {o.titel}", adres_in(ronde, regio, o.nummer), "opgave", o.nummer) for o in opgaven]
    hier = [o.sleutel for o in opgaven].index(vraag.opgave)
    return (rij[hier - 1] if hier else terug), (rij[hier + 1] if hier + 1 < len(rij) else terug)


@dataclass(frozen=True, slots=True)
class Ficheministerie:
    """A ministry on the fiche."""

    kort: str
    naam: str
    url: str
    primair: bool


@dataclass(frozen=True, slots=True)
class Rolhouder:
    """The first owner in a role, and how many others."""

    rol: str
    eerste: str
    url: str
    anderen: int
    anker: str


@dataclass(frozen=True, slots=True)
class Verwant:
    """Another opgave, and the codes of the places by which the two hang together."""

    nummer: int
    titel: str
    noemt: tuple[str, ...]
    genoemd_in: tuple[str, ...]
    gedeeld: int


@lru_cache(1024)
def _plaatsen(opgave: Opgave, soorten: tuple[Sectiesoort, ...]) -> tuple[Plaats, ...]:
    return tuple(plaatsen_van(soorten, opgave))


def _delen(
    visite: Bezoek, opgave: Opgave, reacties: Reactietelling | None
) -> tuple[tuple[Plaats, Tellingregel | None], ...]:
    """The sections, each with the line of comments under it."""
    regels = reacties.regels if reacties else {}
    return tuple((p, regels.get(p.sectie.sleutel)) for p in _plaatsen(opgave, visite.document.sectiesoorten))


def _ministeries(visite: Bezoek, kaart: Opgavekaart, namen: Namen) -> tuple[Ficheministerie, ...]:
    """Primary ones first."""
    rij = []
    for m in sorted(kaart.ministeries, key=lambda m: not m.primair):
        naam = namen.get(("ministerie", m.code))
        rij.append(
            Ficheministerie(
                naam.kort if naam else m.woord,
                naam.naam if naam else "",
                adressen.ministerie(visite.regio.code, m.code) if naam else "",
                m.primair,
            )
        )
    return tuple(rij)


def _eigenaren(visite: Bezoek, opgave: Opgave, namen: Namen) -> tuple[Rolhouder, ...]:
    """Per role the first owner, by the name of its body where it has one, and how many others."""
    document = visite.document
    soort = next((s for s in document.sectiesoorten if s.itemklasse is EIGENAAR), None)
    rij = []
    for groep, naam in EIGENAAR.groepen.items():
        items = [i for i in items_van_soort(document, opgave, EIGENAAR) if i.groep == groep]
        if not items:
            continue
        gremia = items[0].doelen("gremium")
        gremium = namen.get(("gremium", gremia[0])) if len(gremia) == 1 else None
        rij.append(
            Rolhouder(
                naam,
                gremium.naam if gremium else _eerste_woorden(items[0].tekst, visite.document.kader),
                adressen.gremium(document.regio, gremia[0]) if gremium else "",
                len(items) - 1,
                f"#{opgave.nummer}.{soort.letter}" if soort else "",
            )
        )
    return tuple(rij)


@lru_cache(4096)
def _eerste_woorden(html: str, kader: Kader) -> str:
    return tekst.woorden(html, kader.nummers)


def _verwant(visite: Bezoek, nummer: int) -> tuple[Verwant, ...]:
    titels = {o.nummer: o.titel for o in visite.document.opgaven}
    rij = verbanden(visite).get(nummer, {})
    return tuple(Verwant(n, titels[n], tuple(v.noemt), tuple(v.genoemd_in), v.gedeeld) for n, v in rij.items())


def _bevindingen(visite: Bezoek, opgave: Opgave, gemeten: Mapping[int, passing.Passing]) -> dict[str, Any]:
    """The open findings of the plancontrole on this opgave, the first ones with their sentence. One query."""
    bladzijden = {n: p.paginas for n, p in gemeten.items()}
    hier = controle(visite.plan, visite.document, bladzijden).bij(opgave.sleutel)
    weg = Bevindingwegwijzer(visite.document)
    return {
        "aantal": len(hier),
        "rijen": tuple(
            (weg.rij(b, opgave.sleutel), TEKENS[b.gewicht], GEWICHTEN[b.gewicht][0]) for b in hier[:IN_RAIL]
        ),
        "meer": len(hier) - IN_RAIL,
    }
