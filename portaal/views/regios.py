"""The door: the eleven regions, and the pages about the portal itself."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from governance.models import Regio, Rol
from opgaven.models import Plan


@require_safe
def regios(request: HttpRequest) -> HttpResponse:
    """One query, two more for somebody who is logged in."""
    plannen = Plan.objects.filter(regio=OuterRef("pk"), huidig=True)
    zichtbaar = Q(openbaar=True)
    if request.user.is_authenticated:
        zichtbaar |= Q(Exists(Rol.objects.filter(user=request.user, regio=OuterRef("regio"))))
    alle = list(Regio.objects.annotate(heeft_plan=Exists(plannen.filter(zichtbaar))))
    return TemplateResponse(
        request,
        "portaal/regios.html",
        {"met_plan": [r for r in alle if r.heeft_plan], "zonder_plan": [r for r in alle if not r.heeft_plan]},
    )


@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "portaal/toegankelijkheid.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "portaal/privacy.html")
