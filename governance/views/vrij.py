"""School holidays and recess of the region: the days on which meetings are not planned silently."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.models import User

from ..actions.overleggen import haal_vrij_weg, zet_vrij
from ..bezoek import kamerpagina
from ..models import Vrij
from ..overlegforms import VrijForm
from ..zicht import eis_schrijven
from .overleggen import zichtbezoek
from .structuur import kruimel


@kamerpagina("GET", "POST")
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    form = VrijForm(request.POST if request.method == "POST" else None)
    hier = reverse("overleg:vrije_dagen", args=[regio])
    if request.method == "POST" and form.is_valid():
        rij = zet_vrij(regio=visite.regio, velden=form.cleaned_data, door=cast(User, request.user))
        messages.success(request, f"{rij.naam} staat erbij.")
        return HttpResponseRedirect(hier, status=303)
    context = {
        "kruimel": kruimel(visite, ("Overleggen", reverse("overleg:overleggen", args=[regio]))),
        "form": form,
        "rijen": list(Vrij.objects.filter(regio=visite.regio)),
    }
    return TemplateResponse(request, "governance/overleg/vrij.html", context, status=422 if form.is_bound else 200)


@kamerpagina("POST")
def weg(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    rij = Vrij.objects.filter(regio=visite.regio, pk=pk).first()
    if rij is None:
        raise Http404("Deze dagen staan er niet meer.")
    haal_vrij_weg(vrij=rij, door=cast(User, request.user), gezien=request.POST.get("gezien", ""))
    return HttpResponseRedirect(reverse("overleg:vrije_dagen", args=[regio]), status=303)
