"""One decision: what was decided, by whom, what follows from it, and that it was carried out. The register itself,
which also tells where in the plan, stands in portaal."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.models import User
from npvr.gezien import merk

from ..actions.besluiten import laat_vervallen, meld_uitgevoerd, zet_weg
from ..actions.overleggen import Kan
from ..bezoek import kamerpagina
from ..models import Besluit, Gremium, Regio
from ..zicht import Zicht, eis_schrijven
from .overleggen import zichtbezoek
from .structuur import kruimel

GEEN_BESLUIT = "Dit besluit is er niet, of is niet voor u te lezen."


def besluit_van(regio: Regio, zicht: Zicht, pk: int) -> Besluit:
    """Raises Http404, the same for what is not there and for what may not be seen. One query."""
    rij = Besluit.objects.register(regio).filter(zicht.besluiten(), pk=pk).first()
    if rij is None:
        raise Http404(GEEN_BESLUIT)
    return rij


def _terug(besluit: Besluit) -> HttpResponseRedirect:
    regio = besluit.gremium.regio.code
    return HttpResponseRedirect(f"/{regio}/governance/besluiten/{besluit.pk}/", status=303)


@kamerpagina("POST")
def uitgevoerd(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """That a decision was carried out, where and when; or that it was not, after all."""
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    rij = besluit_van(visite.regio, zicht, pk)
    toch_niet = "toch_niet" in request.POST
    try:
        op = None if toch_niet else date.fromisoformat(request.POST.get("op", ""))
    except ValueError:
        messages.error(request, "Kies de dag waarop het is uitgevoerd. Er is niets bewaard.")
        return _terug(rij)
    try:
        meld_uitgevoerd(
            besluit=rij,
            op=op,
            hoe="" if toch_niet else request.POST.get("hoe", "").replace("\0", ""),
            door=cast(User, request.user),
            gezien=request.POST.get("gezien", ""),
        )
    except Kan as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(
            request, "Het besluit staat weer open." if toch_niet else "Genoteerd: dit besluit is uitgevoerd."
        )
    return _terug(rij)


@kamerpagina("POST")
def vervallen(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """A decision that was keyed in by mistake."""
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    rij = besluit_van(visite.regio, zicht, pk)
    try:
        laat_vervallen(
            besluit=rij,
            reden=request.POST.get("reden", ""),
            door=cast(User, request.user),
            gezien=request.POST.get("gezien", ""),
        )
    except Kan as fout:
        messages.error(request, fout.zin)
    else:
        messages.success(request, f"{rij.code} is vervallen. Het nummer blijft staan, met de reden.")
    return _terug(rij)


@kamerpagina("GET", "POST")
def weg(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """The bodies that a decision passes next, in order."""
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    rij = besluit_van(visite.regio, zicht, pk)
    stations = list(rij.stations.select_related("gremium").order_by("pk"))
    gremia = {
        g.code: g
        for g in Gremium.objects.op(timezone.localdate()).filter(regio=visite.regio).exclude(pk=rij.gremium_id)
    }
    if request.method == "POST":
        gekozen = [gremia[c] for c in dict.fromkeys(request.POST.getlist("gremium")) if c in gremia]
        zet_weg(besluit=rij, gremia=gekozen, door=cast(User, request.user), gezien=request.POST.get("gezien", ""))
        messages.success(request, "De weg van dit besluit is bijgewerkt.")
        return _terug(rij)
    nu = [s.gremium.code for s in sorted(stations, key=lambda s: s.volgorde)]
    context = {
        "kruimel": kruimel(
            visite,
            ("Besluiten", f"/{regio}/governance/besluiten/"),
            (rij.code, f"/{regio}/governance/besluiten/{rij.pk}/"),
        ),
        "besluit": rij,
        "merk": merk(*stations),
        "gremia": list(gremia.values()),
        "plekken": [(n, nu[n - 1] if n <= len(nu) else "") for n in range(1, max(5, len(nu) + 2))],
        "terug": f"/{regio}/governance/besluiten/{rij.pk}/",
    }
    return TemplateResponse(request, "governance/overleg/weg.html", context)
