"""Papers with items of an agenda: attach and take off, read one, all of them in one file, tell the members."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.models import User
from governance.actions.overleggen import Kan
from governance.actions.stukken import haal_stuk_weg, verzend_stukken, voeg_stuk_toe
from governance.bezoek import Regiobezoek, kamerpagina
from governance.models import Agendapunt, Vergaderstuk
from governance.views.overleggen import adres, naar, overleg_van, zichtbezoek
from governance.views.structuur import kruimel
from governance.zicht import eis_schrijven
from npvr.bestand import Bestand, antwoord
from npvr.getallen import datum
from opdrachten import soorten as opdrachtsoorten
from opdrachten.actions import TeVeelOpdrachten, vraag_aan

from ..druk.fouten import DrukMislukt
from .opdracht import VERGADERSET, set_gegevens
from .stukaanbod import KanNietBij, Stukaanbod, aanbod

GEEN_STUK = "Dit stuk is er niet, of is niet voor u te lezen."


def _punt(visite: Regiobezoek, pk: int) -> Agendapunt:
    rij = Agendapunt.objects.op_de_agenda().select_related("overleg__gremium__regio", "vorige")
    punt = rij.filter(pk=pk, overleg__gremium__regio=visite.regio).first()
    if punt is None:
        raise Http404("Dit agendapunt is er niet.")
    return punt


@kamerpagina("GET", "POST")
def bij_punt(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """What is attached to an item, and what can be. A POST attaches one, or takes one off (`weg`)."""
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    punt = _punt(visite, pk)
    user, reden = cast(User, request.user), ""
    if request.method == "POST":
        try:
            gedaan = _daad(request, punt, aanbod(punt, zicht, user), user)
        except (Kan, KanNietBij) as fout:
            reden = fout.zin if isinstance(fout, Kan) else str(fout)
        except DrukMislukt as fout:
            reden = f"{fout.zin} {fout.raad}"
        else:
            messages.success(request, gedaan)
            return HttpResponseRedirect(request.path, status=303)
    overleg = punt.overleg
    context = {
        "kruimel": kruimel(
            visite, ("Overleggen", reverse("overleg:overleggen", args=[regio])), (overleg.code, adres(overleg))
        ),
        "punt": punt,
        "overleg": overleg,
        "stukken": Vergaderstuk.objects.lijst().filter(agendapunt=punt).select_related("agendapunt__overleg"),
        "aanbod": aanbod(punt, zicht, user),
        "terug": f"{adres(overleg)}#punt-{punt.pk}",
        "reden": reden,
    }
    return TemplateResponse(request, "documenten/overleg/bij_punt.html", context, status=422 if reden else 200)


def _daad(request: HttpRequest, punt: Agendapunt, aanbod_: list[Stukaanbod], user: User) -> str:
    if weg := request.POST.get("weg", ""):
        stuk = Vergaderstuk.objects.lijst().filter(agendapunt=punt, pk=int(weg) if weg.isdecimal() else 0).first()
        if stuk is not None:
            haal_stuk_weg(stuk=stuk, door=user)
        return "Het stuk is van de agenda gehaald."
    gekozen = next((a for a in aanbod_ if a.bron == request.POST.get("wat")), None)
    if gekozen is None:
        raise Kan("Dit stuk staat niet meer in de lijst. Kies opnieuw.")
    besloten = gekozen.besloten or request.POST.get("besloten") == "1"
    voeg_stuk_toe(punt=punt, stuk=gekozen.inhoud(), besloten=besloten, door=user)
    return "Het stuk hoort nu bij dit punt, zoals het nu is. Latere wijzigingen veranderen het niet."


@kamerpagina("GET")
def vergaderstuk(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """The file as it was attached; 404 alike for what is not there and what may not be read."""
    visite, zicht = zichtbezoek(request, regio)
    rijen = Vergaderstuk.objects.filter(weg_op__isnull=True, agendapunt__overleg__gremium__regio=visite.regio)
    stuk = rijen.select_related("agendapunt__overleg__gremium").filter(pk=pk).first() if pk < 2**31 else None
    if stuk is None or not rijen.filter(zicht.stukken(stuk.agendapunt.overleg), pk=pk).exists():
        raise Http404(GEEN_STUK)
    if stuk.agendapunt.stand == Agendapunt.Stand.AF and not zicht.schrijft:
        raise Http404(GEEN_STUK)
    bestand = Bestand(stuk.naam, stuk.inhoudstype, bytes(stuk.inhoud))
    return antwoord(request, lambda: bestand, kenmerk=stuk.sha256, in_venster=True)


@kamerpagina("POST")
def alles(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """Ask for agenda and papers in one PDF, as the visitor may read them; `deel=openbaar` without what is besloten."""
    visite, zicht = zichtbezoek(request, regio)
    overleg = overleg_van(visite, pk)
    if not zicht.ziet_agenda(overleg):
        raise Http404("De agenda van dit overleg staat nog niet vast.")
    gegevens = set_gegevens(overleg, zicht, openbaar=request.POST.get("deel") == "openbaar")
    titel = f"Agenda en stukken {overleg.gremium.naam}, {datum(overleg.datum)}"
    if gegevens["deel"] == "openbaar" and zicht.lid(overleg.gremium_id):
        titel += ", open deel"
    try:
        opdracht = vraag_aan(
            regio=visite.regio, soort=VERGADERSET, gegevens=gegevens, titel=titel, door=cast(User, request.user)
        )
    except TeVeelOpdrachten as fout:
        messages.error(request, str(fout))
        return naar(overleg)
    return HttpResponseRedirect(opdrachtsoorten.adres(opdracht), status=303)


@kamerpagina("POST")
def verzenden(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    overleg = overleg_van(visite, pk)
    try:
        verzend_stukken(overleg=overleg, door=cast(User, request.user), gezien=request.POST.get("gezien", ""))
    except Kan as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, "De leden hebben bericht dat agenda en stukken klaarstaan.")
    return naar(overleg)
