"""The opgaven as cards and as a matrix, with filters, and as a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from governance.registers import Namen, registernamen
from npvr.bestand import Bestand, antwoord
from npvr.bewaard import getekend
from npvr.bladschrijver import BLADEN
from npvr.html import is_htmx
from opgaven.bezoek import Bezoek
from opgaven.models import Opgave
from portaal.bewaard import per_tekst
from portaal.bogen import bogen
from portaal.filters import Opgavefilter, Opgavekeuzes, keuzes
from portaal.overzicht import Opgavekaart, kaarten, per_cluster, verbanden
from portaal.resources import OpgaveResource
from versies.bezoek import bezoek
from versies.vergelijken import WERKVERSIE


@dataclass(frozen=True, slots=True)
class Keus:
    """The opgaven somebody asks for."""

    visite: Bezoek
    namen: Namen
    mag: Opgavekeuzes
    filter: Opgavefilter
    alle: tuple[Opgavekaart, ...]
    gekozen: tuple[Opgavekaart, ...]


def _kies(request: HttpRequest, regio: str, versie: str) -> Keus:
    """One query more than the visit; two where somebody with a role asks for fiches that are so far."""
    visite = bezoek(request, regio, versie)
    alle = kaarten(visite)
    werkt = visite.werkversie and bool(visite.rechten.rollen)
    namen = registernamen(visite.regio)
    mag = keuzes(visite.document, alle, namen, statussen=werkt)
    filter_ = Opgavefilter.van(request.GET, mag)
    rijen = Opgave.objects.filter(plan=visite.plan).values_list("sleutel", "status")
    statussen = dict(rijen) if filter_.status else {}
    return Keus(visite, namen, mag, filter_, alle, filter_.kies(visite.document, alle, statussen))


def _antwoord(
    request: HttpRequest,
    keus: Keus,
    adres: str,
    pagina: str,
    deel: str,
    verder: Callable[[], dict[str, Any]],
    staat_voor: Hashable = (),
) -> HttpResponse:
    """The page, or the list alone; `verder` is what that list needs besides, when it is drawn, and `staat_voor` what
    that follows from besides the cards."""
    aanzicht, document = keus.visite.aanzicht, keus.visite.document
    gezien = tuple(kaart.zicht for kaart in keus.alle)
    nummers = tuple(kaart.opgave.nummer for kaart in keus.gekozen)
    plan = (aanzicht, gezien, document.clusters, document.doelstellingen, frozenset(keus.namen.items()))
    alles = (adres, plan, keus.filter, nummers, tuple(keus.mag.status))
    lijst_html = getekend(deel, (alles, staat_voor), lambda: _context(keus, adres) | verder())
    if is_htmx(request):
        return HttpResponse(lijst_html)
    context = {
        "kruimel": [(aanzicht.regio.naam, keus.visite.adres("voorpagina"))],
        "regio": aanzicht.regio,
        "totaal": len(keus.alle),
        "filter": keus.filter,
        "filters": getekend("portaal/_filters.html", alles, lambda: _context(keus, adres)),
        "lijst": lijst_html,
    }
    return TemplateResponse(request, pagina, context)


def _context(keus: Keus, adres: str) -> dict[str, Any]:
    return {
        "bezoek": keus.visite.aanzicht,
        "regio": keus.visite.aanzicht.regio,
        "filter": keus.filter,
        "in_woorden": keus.filter.in_woorden(keus.mag),
        "mag": keus.mag,
        "adres": keus.visite.adres(adres),
        "gekozen": keus.gekozen,
        "aantal": len(keus.gekozen),
        "totaal": len(keus.alle),
        "formaten": list(BLADEN),
    }


@require_safe
@per_tekst(lambda visite: registernamen(visite.regio))
def lijst(request: HttpRequest, regio: str, versie: str = "") -> HttpResponse:
    keus = _kies(request, regio, versie)

    def verder() -> dict[str, Any]:
        return {"groepen": per_cluster(keus.visite.document, keus.gekozen), "weergave": "kaarten"}

    return _antwoord(request, keus, "opgaven", "portaal/opgaven.html", "portaal/_opgaven.html", verder)


@require_safe
@per_tekst(lambda visite: registernamen(visite.regio))
def matrix(request: HttpRequest, regio: str, versie: str = "") -> HttpResponse:
    keus = _kies(request, regio, versie)

    rijen = verbanden(keus.visite)
    plat = tuple(
        (nummer, ander, tuple(v.noemt), tuple(v.genoemd_in), v.gedeeld)
        for nummer, rij in rijen.items()
        for ander, v in rij.items()
    )

    def verder() -> dict[str, Any]:
        nummers = {k.opgave.nummer for k in keus.gekozen}
        titels = {k.opgave.nummer: k.opgave.titel for k in keus.alle}
        return {
            "weergave": "matrix",
            "ministeries": _ministeries(keus),
            "doelstellingen": _doelstellingen(keus),
            "bogen": bogen(keus.alle, rijen, nummers),
            "verbanden": [(nummer, titels[nummer], rij) for nummer, rij in rijen.items() if nummer in nummers],
        }

    return _antwoord(request, keus, "matrix", "portaal/matrix.html", "portaal/_matrix.html", verder, plat)


def _ministeries(keus: Keus) -> dict[str, Any]:
    """Columns in order of how often a ministry occurs, unknown ones last; a row per opgave; totals."""
    telling: Counter[str] = Counter()
    eerste: Counter[str] = Counter()
    woorden: dict[str, tuple[str, str]] = {}
    for kaart in keus.gekozen:
        for m in kaart.ministeries:
            telling[m.kolom] += 1
            eerste[m.kolom] += m.primair
            woorden[m.kolom] = (m.code, m.woord)
    volgorde = sorted(
        telling, key=lambda kolom: (("ministerie", woorden[kolom][0]) not in keus.namen, -telling[kolom], kolom)
    )
    kolommen = []
    for kolom in volgorde:
        code, woord = woorden[kolom]
        naam = keus.namen.get(("ministerie", code))
        kolommen.append(
            {
                "code": code if naam else "",
                "kort": naam.kort if naam else woord,
                "naam": naam.naam if naam else "",
                "aantal": telling[kolom],
                "primair": eerste[kolom],
            }
        )
    rijen = []
    for kaart in keus.gekozen:
        hier = {m.kolom: "primair" if m.primair else "betrokken" for m in kaart.ministeries}
        rijen.append((kaart, [(k["kort"], hier.get(kolom, "")) for k, kolom in zip(kolommen, volgorde, strict=True)]))
    return {"kolommen": kolommen, "rijen": rijen, "onbekend": [k["kort"] for k in kolommen if not k["code"]]}


def _doelstellingen(keus: Keus) -> dict[str, Any]:
    doelen = keus.visite.document.doelstellingen
    namen = [f"{d.nummer} {d.kort or d.naam}" for d in doelen]
    hier = [(k, [d.sleutel in k.opgave.doelstellingen for d in doelen]) for k in keus.gekozen]
    totalen = [(naam, sum(rij[i] for _, rij in hier)) for i, naam in enumerate(namen)]
    rijen = [(k, list(zip(namen, rij, strict=True))) for k, rij in hier]
    return {"kolommen": doelen, "rijen": rijen, "totalen": totalen}


@require_safe
def download(request: HttpRequest, regio: str, formaat: str, versie: str = "") -> HttpResponseBase:
    """The list of opgaven as xlsx, ods or csv, with the same filters as the page."""
    if formaat not in BLADEN:
        raise Http404("Dit bestandsformaat kennen wij niet. Kies xlsx, ods of csv.")
    keus = _kies(request, regio, versie)
    rijen = OpgaveResource(keus.visite, keus.namen, request.build_absolute_uri("/")).export(keus.gekozen)
    rijen.title = "Opgaven"
    dag = localtime(keus.visite.bron.op).date()
    keuze = "-selectie" if keus.filter.gekozen else ""
    naam = f"opgaven-{regio}{keuze}-{keus.visite.bron.versie or WERKVERSIE}-{dag:%Y-%m-%d}"
    openbaar = keus.visite.bron.openbaar
    return antwoord(request, lambda: Bestand.als(formaat, naam, BLADEN[formaat](rijen)), openbaar=openbaar)
