"""Acts of the programmamanager on who takes part in an open round: ask one more, let one answer again."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from opgaven.views.antwoorden import met_tekst

from ..actions.indienen import heropen
from ..actions.rondes import vraag_erbij
from ..models import Deelname, Ronde
from ..rondeforms import ErbijForm, RonderedenForm
from ..rondestanden import RondeGeweigerd
from .rondes import binnen_pm, deelname_van, kruimel, naar, tekst_van


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def erbij(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    """Three queries more than the round."""
    visite, rij = binnen_pm(request, regio, code)
    if rij.stand != Ronde.Stand.OPEN:
        messages.info(request, "Alleen bij een open ronde kunt u nog iemand vragen.")
        return naar(visite, rij)
    post = request.POST if request.method == "POST" else None
    form = ErbijForm(post, ronde=rij, regio=visite.regio, document=tekst_van(rij))
    if form.is_valid():
        try:
            deelname = vraag_erbij(ronde=rij, deelnemer=form.deelnemer(), door=cast(User, request.user))
        except RondeGeweigerd as waarom:
            form.add_error(None, str(waarom))
        else:
            uit = " De uitnodiging gaat uit naar de contactpersonen." if deelname.ministerie_id else ""
            messages.success(request, f"{deelname.wie} doet nu mee aan deze ronde.{uit}")
            return naar(visite, rij)
    context = {"kruimel": kruimel(visite, rij), "ronde": rij, "form": form}
    return TemplateResponse(request, "reacties/rondes/erbij.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def heropenen(request: HttpRequest, regio: str, code: str, pk: int) -> HttpResponse:
    """Let one participant answer again, with the reason."""
    visite, rij = binnen_pm(request, regio, code)
    deelname = cast(Deelname, deelname_van(rij, str(pk)))
    form = RonderedenForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        try:
            heropen(
                deelname=deelname,
                reden=form.cleaned_data["reden"],
                door=cast(User, request.user),
                gezien=request.POST.get("gezien", ""),
            )
        except RondeGeweigerd as waarom:
            form.add_error(None, str(waarom))
        else:
            messages.success(request, f"{deelname.wie} kan weer reageren en daarna opnieuw indienen.")
            return naar(visite, rij)
    context = {"kruimel": kruimel(visite, rij), "ronde": rij, "deelname": deelname, "form": form}
    return TemplateResponse(request, "reacties/rondes/heropenen.html", context, status=422 if form.is_bound else 200)
