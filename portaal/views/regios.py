"""The door: the eleven regions, and the pages about the portal itself."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from governance.models import Regio
from governance.rolhouders import rollen
from opgaven.models import Plan
from plandocument.documentsoorten import PLAN
from portaal.bewaard import met_etag
from versies.models import Publicatie


@require_safe
@met_etag
def regios(request: HttpRequest) -> HttpResponse:
    """One query, whoever asks."""
    plannen = Plan.objects.huidige(PLAN).filter(regio=OuterRef("pk"))
    zichtbaar = Q(Exists(Publicatie.objects.huidig().filter(plan=OuterRef("pk"))))
    if request.user.is_authenticated:
        zichtbaar |= Q(Exists(rollen(OuterRef("regio"), user=request.user)))
    alle = list(Regio.objects.annotate(heeft_plan=Exists(plannen.filter(zichtbaar))))
    return TemplateResponse(
        request,
        "portaal/regios.html",
        {"met_plan": [r for r in alle if r.heeft_plan], "zonder_plan": [r for r in alle if not r.heeft_plan]},
    )


def _contact() -> str:
    """The address of who runs the portal, if one was set."""
    return "" if settings.DEFAULT_FROM_EMAIL.endswith("@localhost") else settings.DEFAULT_FROM_EMAIL


def _wie_helpt() -> dict[str, object]:
    """The regions that say where one can turn to, or how accessible their plan is. One query."""
    regios = list(Regio.objects.exclude(functieadres="", toegankelijk="", toegankelijk_verklaring=""))
    return {"contact": _contact(), "regios": regios, "bereikbaar": [r for r in regios if r.functieadres]}


@require_safe
@met_etag
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """What is known of each region: a status is said only where its statement says so. One query."""
    return TemplateResponse(request, "portaal/toegankelijkheid.html", _wie_helpt())


@require_safe
@met_etag
def privacy(request: HttpRequest) -> HttpResponse:
    """One query."""
    return TemplateResponse(request, "portaal/privacy.html", _wie_helpt())
