"""The road map of monitoring: what is due, done and stuck, by whom; and how many indicators have a nulmeting."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from governance.bezoek import kamerpagina
from npvr.gezien import AndersDanGezien, Weigering
from opgaven.bezoek import bezoek as werkbezoek
from versies.bezoek import bezoek

from ..actions.stappen import werk_stap_bij
from ..forms import RoutestapForm
from ..models import Indicator, Stap
from ..nulmeting import nulmetingen_van
from ..permissions import eis_mag, mag_indicatoren
from ..reeks import aanpak
from .indicatoren import kruimel


@require_safe
def routekaart(request: HttpRequest, regio: str) -> HttpResponse:
    """Five queries beside those of the visit."""
    visite = bezoek(request, regio)
    alles = bool(visite.rechten.rollen)
    indicatoren = list(Indicator.objects.zichtbaar(visite.regio, alles=alles))
    bekend = {i.pk for i in indicatoren}
    beelden = {b.nulmeting.indicator_id: b for b in nulmetingen_van(visite.regio) if b.nulmeting.indicator_id in bekend}
    _, weg = aanpak(visite.regio, timezone.localdate().year)
    context = {
        "kruimel": kruimel(visite),
        "weg": weg,
        "hoeveel": len(indicatoren),
        "met": sum(b.door_beide for b in beelden.values()),
        "zonder": [i for i in indicatoren if i.pk not in beelden],
        "wachten": [b for b in beelden.values() if not b.door_beide],
        "beheert": visite.werkversie and mag_indicatoren(visite.rechten),
        "in_team": alles,
    }
    return TemplateResponse(request, "monitoring/routekaart.html", context)


@kamerpagina("GET", "POST")
def stap(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite = werkbezoek(request, regio)
    eis_mag(visite.rechten)
    rij = Stap.objects.filter(regio=visite.regio, pk=pk).first()
    if rij is None:
        raise Http404("Deze stap is er niet.")
    rij.regio = visite.regio
    post = request.POST if request.method == "POST" else None
    form = RoutestapForm(post, instance=Stap.objects.get(pk=pk))
    terug = f"/{visite.regio.code}/monitoring/routekaart/"
    reden = ""
    if post is not None and form.is_valid():
        try:
            werk_stap_bij(
                stap=rij,
                velden=form.cleaned_data,
                vandaag=timezone.localdate(),
                door=cast(User, request.user),
                gezien=post.get("gezien", ""),
            )
        except AndersDanGezien:
            raise
        except Weigering as fout:
            reden = fout.zin
        else:
            messages.success(request, "De stap is bijgewerkt.")
            return HttpResponseRedirect(terug, status=303)
    context = {
        "kruimel": kruimel(visite, ("Routekaart", terug)),
        "titel": rij.titel,
        "boventitel": str(rij.jaar or "Aanpak"),
        "form": form,
        "rij": Stap.objects.get(pk=pk),
        "terug": terug,
        "reden": reden,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "monitoring/formulier.html", context, status=status)
