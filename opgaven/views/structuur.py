"""The structure of the plan as one list, and the pages that change it. Each tells first what it touches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from governance.bezoek import kamerpagina
from npvr import adressen
from npvr.eenmaal import kenmerk_uit
from plandocument.boom import Plandocument
from plandocument.canoniek import uit_bytes
from plandocument.structuur import (
    DEELSOORTEN,
    Haaldeelweg,
    Maakdeel,
    OngeldigDeel,
    Ordendelen,
    Planingreep,
    Splitsopgave,
    Structuurbezwaar,
    Structuurdeel,
    Voegopgavensamen,
    Wijzigdeel,
)

from ..actions.plannen import anders_van_tekst
from ..actions.structuur import Kannietzo, doe_structuurdaad, maak_structuurdaad_ongedaan, merk_van
from ..bezoek import Bezoek, bezoek
from ..models import Opgave, Opgavenummer, Structuurdaad
from ..permissions import eis_planstructuur
from ..structuur.beeld import blokken, veldstanden
from ..structuur.eerder import opvolgers, volg_opvolger
from ..structuur.raakvlakken import RAAKVLAKKEN, Structuurraak

PER_BLADZIJDE = 20
LANGST = 500
HOEVEEL_EERDER = 100
BEVESTIG = "opgaven/structuur/bevestig.html"
LIJST = "opgaven/structuur/lijst.html"
NOG_GEEN_TITEL = "(nog geen titel)"


def _visite(request: HttpRequest, regio: str) -> Bezoek:
    visite = bezoek(request, regio)
    eis_planstructuur(cast(User, request.user), visite.regio, visite.rechten)
    return visite


def _klasse(code: str) -> Structuurdeel:
    if code not in DEELSOORTEN:
        raise Http404
    return DEELSOORTEN[code]


def _deel(klasse: Structuurdeel, document: Plandocument, sleutel: str) -> Any:
    try:
        return klasse.vind(document, sleutel)
    except Structuurbezwaar as fout:
        raise Http404(fout.zin) from None


def _naar(visite: Bezoek, naam: str, *args: object) -> str:
    return reverse(f"opgaven:structuur{naam}", args=[visite.regio.code, *args])


def _pagina(request: HttpRequest, visite: Bezoek, sjabloon: str, status: int = 200, **context: Any) -> HttpResponse:
    kruimel = [(visite.regio.naam, f"/{visite.regio.code}/"), ("Het plan", visite.adres("plan"))]
    if sjabloon != LIJST:
        kruimel.append(("Structuur", _naar(visite, "")))
    context = {
        "kruimel": kruimel,
        "terug": _naar(visite, ""),
        "document": visite.document,
        "waarom": request.POST.get("waarom", ""),
        **context,
    }
    return TemplateResponse(request, sjabloon, context, status=status)


@kamerpagina("GET")
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """The visit and three queries."""
    visite = _visite(request, regio)
    daden = Structuurdaad.objects.zonder_inhoud().filter(plan=visite.plan).select_related("door", "ongedaan_door")
    blad = Paginator(daden, PER_BLADZIJDE).get_page(request.GET.get("blad"))
    nummers, verder = visite.document.nummers, opvolgers(visite.plan)
    eerder = [
        (rij, nummers.get(volg_opvolger(rij.sleutel, verder, nummers)), rij.sleutel not in nummers)
        for rij in Opgavenummer.objects.filter(plan=visite.plan)[:HOEVEEL_EERDER]
    ]
    return _pagina(request, visite, LIJST, blokken=blokken(visite.document), blad=blad, eerder=eerder)


def _gepost(request: HttpRequest, klasse: Structuurdeel) -> dict[str, list[str]]:
    return {v.naam: request.POST.getlist(v.naam) for v in klasse.velden}


def _raakt(visite: Bezoek, ingreep: Planingreep) -> list[Structuurraak]:
    """What an act touches: in the plan, and elsewhere. One query or more per room."""
    uit = [Structuurraak(zin) for zin in ingreep.raakt(visite.document)]
    opgaven, hoofdstukken = ingreep.gaat_over(visite.document)
    if opgaven or hoofdstukken:
        for raakvlak in RAAKVLAKKEN.values():
            uit += raakvlak.zegt(visite.plan, opgaven, hoofdstukken)
    open_weer = _gaan_open(visite, ingreep, opgaven)
    return [*uit, Structuurraak(open_weer)] if open_weer else uit


def _gaan_open(visite: Bezoek, ingreep: Planingreep, opgaven: frozenset[str]) -> str:
    """Which fiches that were laid before people or are akkoord go back, since their text changes. One query."""
    if isinstance(ingreep, Wijzigdeel):
        geraakt = {ingreep.sleutel} if ingreep.soort == "opgave" else set()
    else:
        geraakt = set(opgaven) | anders_van_tekst(visite.document, ingreep.doe(visite.document))
    van = Opgave.objects.filter(plan=visite.plan, sleutel__in=geraakt).exclude(status=Opgave.Status.CONCEPT)
    if not (nummers := [str(n) for n in van.values_list("nummer", flat=True)] if geraakt else []):
        return ""
    als = "Wijzigt u titel of tekst, dan gaat" if isinstance(ingreep, Wijzigdeel) else "Daardoor gaat"
    return f"{als} weer open wat was voorgelegd of akkoord is: fiche {', '.join(nummers)}."


def _doe(request: HttpRequest, visite: Bezoek, ingreep: Planingreep) -> HttpResponseRedirect:
    """Raises Kannietzo, AndersDanGezien."""
    afloop = doe_structuurdaad(
        plan=visite.plan,
        ingreep=ingreep,
        door=cast(User, request.user),
        gezien=request.POST.get("gezien", ""),
        kenmerk=kenmerk_uit(request.POST.get("kenmerk", "")),
        waarom=request.POST.get("waarom", "").strip()[:LANGST],
    )
    if afloop.daad is None:
        messages.info(request, "Zo stond het er al. Er is niets gewijzigd.")
    else:
        messages.success(request, f"{afloop.daad.zin}. Ongedaan maken kan hieronder, bij Wat er is gebeurd.")
    return HttpResponseRedirect(_naar(visite, ""), status=303)


def _probeer(
    request: HttpRequest, visite: Bezoek, maak: Callable[[], Planingreep]
) -> HttpResponse | tuple[str, dict[str, str]]:
    """The act done, or what stands in the way: a sentence, and sentences per field."""
    try:
        return _doe(request, visite, maak())
    except OngeldigDeel as fout:
        return "", fout.fouten
    except Kannietzo as fout:
        return fout.zin, {}
    except Structuurbezwaar as fout:
        return f"{fout.zin} Er is niets gewijzigd.", {}


@kamerpagina("GET", "POST")
def wijzig(request: HttpRequest, regio: str, soort: str, sleutel: str) -> HttpResponse:
    visite = _visite(request, regio)
    klasse = _klasse(soort)
    deel = _deel(klasse, visite.document, sleutel)
    reden, fouten = "", {}
    if request.method == "POST":
        antwoord = _probeer(
            request,
            visite,
            lambda: Wijzigdeel(soort, sleutel, klasse.lees(visite.document, _gepost(request, klasse), deel)),
        )
        if isinstance(antwoord, HttpResponse):
            return antwoord
        reden, fouten = antwoord
    begin = Wijzigdeel(soort, sleutel)
    return _pagina(
        request, visite, "opgaven/structuur/deel.html", 422 if reden or fouten else 200,
        klasse=klasse, deel=deel, naam=klasse.naam(deel), sleutel=sleutel,
        velden=veldstanden(klasse, visite.document, deel, request.POST if request.method == "POST" else None, fouten),
        merk=merk_van(begin, visite.document), raakt=_raakt(visite, begin), reden=reden, fouten=fouten,
        pagina=_pagina_van(visite, klasse, deel),
    )  # fmt: skip


def _pagina_van(visite: Bezoek, klasse: Structuurdeel, deel: Any) -> str:
    """Where people read and edit the text of a part; empty where it has no page."""
    document = visite.document
    if klasse.code == "opgave":
        return visite.adres("opgave", deel.nummer)
    houder = deel.sleutel if klasse.code == "hoofdstuk" else klasse.houder_van(document, klasse.sleutel(deel))
    alle = (*document.hoofdstukken_voor(), *document.hoofdstukken_na())
    return next((visite.adres("hoofdstuk", n) for n, h in enumerate(alle, 1) if h.sleutel == houder), "")


@kamerpagina("GET", "POST")
def nieuw(request: HttpRequest, regio: str, soort: str) -> HttpResponse:
    visite = _visite(request, regio)
    klasse = _klasse(soort)
    if soort == "plan":
        raise Http404
    houder = request.POST.get("in", request.GET.get("in", ""))
    if houder not in {h for h, _ in klasse.houders(visite.document)}:
        raise Http404("Waar dit bij hoort, staat niet meer in het plan.")
    reden, fouten = "", {}
    if request.method == "POST":

        def maak() -> Planingreep:
            plaats = request.POST.get("plaats", "")
            waarden = klasse.lees(visite.document, _gepost(request, klasse))
            return Maakdeel(soort, waarden, int(plaats) if plaats.isdecimal() else 0, houder)

        antwoord = _probeer(request, visite, maak)
        if isinstance(antwoord, HttpResponse):
            return antwoord
        reden, fouten = antwoord
    rij = klasse.rij(visite.document, houder)
    plaatsen = [(n, f"{n}, voor {klasse.naam(d)}") for n, d in enumerate(rij, 1)]
    return _pagina(
        request, visite, "opgaven/structuur/nieuw.html", 422 if reden or fouten else 200,
        klasse=klasse, houder=houder, houdernaam=dict(klasse.houders(visite.document))[houder],
        velden=veldstanden(klasse, visite.document, None, request.POST if request.method == "POST" else None, fouten),
        plaatsen=plaatsen, plaats=request.POST.get("plaats", ""), reden=reden, fouten=fouten,
        merk=merk_van(Maakdeel(soort), visite.document),
    )  # fmt: skip


@kamerpagina("GET", "POST")
def volgorde(request: HttpRequest, regio: str, soort: str) -> HttpResponse:
    """Numbers to fill in, or buttons that move a row on the page; saved as one act."""
    visite = _visite(request, regio)
    klasse = _klasse(soort)
    houder = request.POST.get("in", request.GET.get("in", ""))
    rij = {klasse.sleutel(d): d for d in klasse.rij(visite.document, houder)}
    if soort == "plan" or not rij:
        raise Http404("Hier is niets om op volgorde te zetten.")
    sleutels, merk = list(rij), merk_van(Ordendelen(soort, (), houder), visite.document)
    reden, focus, knop = "", "", ""
    if request.method == "POST":
        merk = request.POST.get("gezien", "")
        sleutels, knop = _geordend(request), next((k for k in ("op", "neer") if k in request.POST), "")
        if knop:
            focus = request.POST[knop]
            sleutels = _schuif(sleutels, focus, -1 if knop == "op" else 1)
        elif "bekijk" not in request.POST:
            antwoord = _probeer(request, visite, lambda: Ordendelen(soort, tuple(sleutels), houder))
            if isinstance(antwoord, HttpResponse):
                return antwoord
            reden, _ = antwoord
    bekend = [s for s in sleutels if s in rij]
    ingreep = Ordendelen(soort, tuple(bekend), houder)
    raakt = ingreep.raakt(visite.document) if request.method == "POST" and len(bekend) == len(rij) else []
    return _pagina(
        request, visite, "opgaven/structuur/volgorde.html", 422 if reden else 200,
        klasse=klasse, houder=houder, merk=merk, reden=reden, focus=focus, knop=knop,
        raakt=[Structuurraak(zin) for zin in raakt],
        rijen=[(n, s, klasse.naam(rij[s])) for n, s in enumerate(bekend, 1)], hoeveel=len(bekend),
    )  # fmt: skip


def _geordend(request: HttpRequest) -> list[str]:
    """Keys in the order of the numbers that were filled in; of the same number what moved there comes first."""
    rij = []
    for plek, sleutel in enumerate(request.POST.getlist("sleutel"), 1):
        getypt = request.POST.get(f"plaats-{sleutel}", "").strip()
        gewild = int(getypt) if getypt.isdecimal() and len(getypt) < 5 else plek
        rij.append((gewild, gewild == plek if gewild <= plek else True, plek, sleutel))
    # who goes down to a place comes after what stood there, who goes up before it
    rij.sort(key=lambda r: (r[0], 1 if r[0] > r[2] else (-1 if r[0] < r[2] else 0), r[2]))
    return list(dict.fromkeys(s for *_, s in rij))


def _schuif(sleutels: Sequence[str], welke: str, stap: int) -> list[str]:
    uit = list(sleutels)
    if welke in uit and 0 <= (naar := uit.index(welke) + stap) < len(uit):
        uit.insert(naar, uit.pop(uit.index(welke)))
    return uit


@kamerpagina("GET", "POST")
def haal_weg(request: HttpRequest, regio: str, soort: str, sleutel: str) -> HttpResponse:
    visite = _visite(request, regio)
    klasse = _klasse(soort)
    if soort == "plan":
        raise Http404
    deel = _deel(klasse, visite.document, sleutel)
    ingreep = Haaldeelweg(soort, sleutel, request.method != "POST" or "schuif" in request.POST)
    return _bevestig(
        request, visite, ingreep, titel=f"{klasse.enkelvoud.capitalize()} weghalen", wat=klasse.naam(deel),
        knop="Haal weg", klasse=klasse,
        schuif=klasse.genummerd and "Wat erna komt schuift een nummer op",
    )  # fmt: skip


def _bevestig(
    request: HttpRequest,
    visite: Bezoek,
    ingreep: Planingreep,
    *,
    sjabloon: str = "opgaven/structuur/bevestig.html",
    **context: Any,
) -> HttpResponse:
    """What an act touches, and the button that does it."""
    reden = ""
    if request.method == "POST":
        antwoord = _probeer(request, visite, lambda: ingreep)
        if isinstance(antwoord, HttpResponse):
            return antwoord
        reden, _ = antwoord
    kan = True
    try:
        raakt, merk = _raakt(visite, ingreep), merk_van(ingreep, visite.document)
    except Structuurbezwaar as fout:
        raakt, merk, kan, reden = [], "", False, reden or fout.zin
    return _pagina(
        request, visite, sjabloon, 422 if request.method == "POST" else 200,
        raakt=raakt, merk=merk, kan=kan, reden=reden,
        schuif_aan=request.method != "POST" or "schuif" in request.POST, **context,
    )  # fmt: skip


@kamerpagina("GET", "POST")
def samenvoegen(request: HttpRequest, regio: str, sleutel: str) -> HttpResponse:
    """`met` says which other opgave goes up in this one; without it the page asks."""
    visite = _visite(request, regio)
    klasse = DEELSOORTEN["opgave"]
    blijft = _deel(klasse, visite.document, sleutel)
    ander = request.POST.get("met", request.GET.get("met", ""))
    andere = [o for o in visite.document.opgaven if o.sleutel != sleutel]
    gaat = next((o for o in andere if o.sleutel == ander), None)
    if gaat is None:
        reden = "Kies welke opgave erin opgaat." if request.method == "POST" or "met" in request.GET else ""
        status = 422 if request.method == "POST" else 200
        return _pagina(
            request, visite, "opgaven/structuur/samen.html", status, blijft=blijft, andere=andere, reden=reden
        )
    titel = " ".join(request.POST.get("titel", "").split())[:250]
    ingreep = Voegopgavensamen(sleutel, ander, titel, request.method != "POST" or "schuif" in request.POST)
    return _bevestig(
        request, visite, ingreep, titel="Twee opgaven samenvoegen",
        wat=f"{gaat.nummer} {gaat.titel} gaat op in {blijft.nummer} {blijft.titel}", knop="Voeg samen", klasse=klasse,
        velden_erbij=[("met", ander)], nieuwe_titel=titel or blijft.titel, schuif="Wat erna komt schuift een nummer op",
    )  # fmt: skip


@kamerpagina("GET", "POST")
def splitsen(request: HttpRequest, regio: str, sleutel: str) -> HttpResponse:
    visite = _visite(request, regio)
    van = _deel(DEELSOORTEN["opgave"], visite.document, sleutel)
    titel = " ".join(request.POST.get("titel", "").split())[:250]
    gekozen = frozenset(tuple(w.split(":", 1)) for w in request.POST.getlist("item") if ":" in w)
    ingreep = Splitsopgave(sleutel, titel or ("" if request.method == "POST" else NOG_GEEN_TITEL), cast(Any, gekozen))
    delen = [
        (
            visite.document.soorten[s.soort].naam,
            [(f"{s.sleutel}:{i.sleutel}", i, (s.sleutel, i.sleutel) in gekozen) for i in s.items],
        )
        for s in van.secties
        if s.items and s.soort in visite.document.soorten
    ]
    return _bevestig(
        request, visite, ingreep, sjabloon="opgaven/structuur/splits.html", van=van, nieuwe_titel=titel, delen=delen
    )


def _daad(visite: Bezoek, pk: int) -> Structuurdaad:
    rij = Structuurdaad.objects.filter(plan=visite.plan, pk=pk).select_related("door", "ongedaan_door").first()
    if rij is None:
        raise Http404("Deze stap staat niet in de geschiedenis van dit plan.")
    rij.plan = visite.plan
    return rij


@kamerpagina("GET", "POST")
def terugzetten(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """One act: what it did, and taking it back."""
    visite = _visite(request, regio)
    daad = _daad(visite, pk)
    reden = ""
    if request.method == "POST":
        try:
            afloop = maak_structuurdaad_ongedaan(daad=daad, door=cast(User, request.user))
        except Kannietzo as fout:
            reden = fout.zin
        else:
            zin = "Ongedaan gemaakt" if afloop.gedaan else "Dit was al ongedaan gemaakt"
            messages.success(request, f"{zin}: {daad.zin}.")
            return HttpResponseRedirect(_naar(visite, ""), status=303)
    return _pagina(request, visite, "opgaven/structuur/stap.html", 422 if reden else 200, daad=daad, reden=reden)


@kamerpagina("GET")
def weggehaald(request: HttpRequest, regio: str, sleutel: str) -> HttpResponse:
    """An opgave that was taken out, as it read then; whoever has a role finds it here."""
    visite = bezoek(request, regio)
    rijen = Opgavenummer.objects.filter(plan=visite.plan, sleutel=sleutel).select_related("daad__door")
    rij = next((r for r in rijen.order_by("-tot", "-pk") if sleutel not in visite.document.per_sleutel), None)
    if rij is None:
        if (nummer := visite.document.nummers.get(sleutel)) is not None:
            return HttpResponseRedirect(visite.adres("opgave", nummer))
        raise Http404("Deze opgave is er nooit geweest.")
    toen = uit_bytes(bytes(rij.daad.voor))
    opgave = toen.per_sleutel[sleutel]
    delen = [(toen.soorten[s.soort].naam, s) for s in opgave.secties if not s.leeg and s.soort in toen.soorten]
    lijst_ = f"{adressen.voorpagina(regio)}reacties/?{urlencode({'woord': ''})}"
    return _pagina(
        request,
        visite,
        "opgaven/structuur/weggehaald.html",
        rij=rij,
        opgave=opgave,
        toen=toen,
        delen=delen,
        reacties=lijst_,
    )
