"""Recording what a body decided on a version, and confirming it by a second person."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from documenten.afdrukken import stuk_bij_besluit
from documenten.druk.fouten import DrukMislukt
from governance.models import Besluit
from opgaven.views.antwoorden import met_tekst
from reacties.actions.besluiten import bevestig_besluit, haal_besluit_weg, leg_besluit_voor
from versies.actions.goedkeuringen import AlBevestigd, AlOpgeschreven, ZelfdePersoon
from versies.forms import VersiebesluitForm
from versies.models import Goedkeuring
from versies.permissions import ZELFDE_PERSOON, eis_vastleggen

from .documenten import kruimel, toon, van_versie, versie_van

BESLUIT_WEG = "Dit opgeschreven besluit is er niet meer. Misschien haalde een collega het net weg."


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def besluit(request: HttpRequest, regio: str, versie: str) -> HttpResponse:
    """Record what a body decided on this version; another person confirms it. With `meer` the form comes back with
    room for more changes, and nothing is written."""
    visite, rij = versie_van(request, regio, versie)
    eis_vastleggen(visite.rechten)
    meer = "meer" in request.POST
    gegevens = request.POST if request.method == "POST" else None
    form = VersiebesluitForm(gegevens, regio=visite.regio, document=visite.document, nog_niet=meer)
    if gegevens is None or meer or not form.is_valid():
        context = {"kruimel": kruimel(visite, (rij.label, van_versie(visite))), "versie": rij, "form": form}
        context["meer"] = len(form.amendementen) + 1 if meer else 0
        status = 422 if gegevens is not None and not meer else 200
        return TemplateResponse(request, "portaal/documenten/besluit.html", context, status=status)
    data = form.cleaned_data
    try:
        leg_besluit_voor(
            versie=rij,
            gremium=data["gremium"],
            datum=data["datum"],
            uitkomst=Besluit.Uitkomst(data["uitkomst"]),
            toelichting=data["toelichting"],
            vindplaats=data["vindplaats"],
            amendementen=form.amendementen,
            door=cast(User, request.user),
        )
    except AlOpgeschreven:
        messages.info(request, "Dit besluit stond er al. Er is niets gewijzigd.")
    else:
        messages.success(request, "Het besluit is opgeschreven. Het telt zodra een tweede persoon het bevestigt.")
    return HttpResponseRedirect(van_versie(visite), status=303)


def _opgeschreven(rijen: QuerySet[Goedkeuring], pk: int) -> Goedkeuring:
    gevonden = rijen.filter(pk=pk).first() if pk < 2**63 else None
    if gevonden is None:
        raise Http404(BESLUIT_WEG)
    return gevonden


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def bevestigen(request: HttpRequest, regio: str, versie: str, pk: int) -> HttpResponse:
    """Confirm a recorded decision. A GET shows it whole and asks once more; a POST prints the version as it is now, and
    keeps that print."""
    visite, rij = versie_van(request, regio, versie)
    eis_vastleggen(visite.rechten)
    rijen = Goedkeuring.objects.filter(versie=rij).select_related("besluit__gremium", "vastgelegd_door")
    goedkeuring = _opgeschreven(rijen.prefetch_related("amendementen"), pk)
    if goedkeuring.bevestigd_op is None and goedkeuring.vastgelegd_door_id == request.user.pk:
        return toon(request, visite, 403, bezwaar=ZELFDE_PERSOON)
    if request.method != "POST":
        if goedkeuring.bevestigd_op is not None:
            messages.info(request, "Dit besluit was al bevestigd.")
            return HttpResponseRedirect(van_versie(visite), status=303)
        context = {"kruimel": kruimel(visite, (rij.label, van_versie(visite))), "versie": rij, "g": goedkeuring}
        return TemplateResponse(request, "portaal/documenten/bevestigen.html", context)
    try:
        pdf = stuk_bij_besluit(visite, goedkeuring)
        bevestig_besluit(goedkeuring=goedkeuring, pdf=pdf, door=cast(User, request.user))
    except DrukMislukt as fout:
        zin = f"De afdruk lukte niet, en zonder afdruk wordt een besluit niet bevestigd. {fout.zin} {fout.raad}"
        return toon(request, visite, fout.status, bezwaar=zin)
    except ZelfdePersoon:
        return toon(request, visite, 403, bezwaar=ZELFDE_PERSOON)
    except AlBevestigd:
        messages.info(request, "Dit besluit was al bevestigd.")
    else:
        messages.success(request, "Het besluit is bevestigd en ligt vast. De afdruk van dit moment is bewaard.")
    return HttpResponseRedirect(van_versie(visite), status=303)


@require_POST
@met_tekst
def vervallen(request: HttpRequest, regio: str, versie: str, pk: int) -> HttpResponse:
    """Drop a recording that nobody confirmed."""
    visite, rij = versie_van(request, regio, versie)
    eis_vastleggen(visite.rechten)
    goedkeuring = _opgeschreven(Goedkeuring.objects.filter(versie=rij), pk)
    try:
        haal_besluit_weg(goedkeuring=goedkeuring, door=cast(User, request.user))
    except AlBevestigd:
        messages.warning(request, "Dit besluit is bevestigd en blijft staan. Er is niets gewijzigd.")
    else:
        messages.success(request, "Het opgeschreven besluit is weggehaald.")
    return HttpResponseRedirect(van_versie(visite), status=303)
