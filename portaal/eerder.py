"""Old addresses of opgaven: where a number is no longer used, the opgave that had it last is found."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from opgaven.structuur.eerder import nu_van

View = Callable[..., HttpResponse]


def naar_nu(view: View) -> View:
    """For a page of an opgave by its number. Costs nothing where the number is in use; else two queries."""

    @wraps(view)
    def met(request: HttpRequest, regio: str, nummer: int, versie: str = "", **kwargs: Any) -> HttpResponse:
        try:
            return view(request, regio=regio, nummer=nummer, versie=versie, **kwargs)
        except Http404:
            visite = getattr(request, "bezoek", None)
            if versie or visite is None or visite.plan is None:
                raise
            nu, sleutel = nu_van(visite.plan, nummer, visite.document.nummers)
            if nu is not None and nu != nummer:
                if request.user.is_authenticated:
                    messages.info(request, f"Opgave {nummer} heeft nu nummer {nu}.")
                return HttpResponseRedirect(visite.adres("opgave", nu))
            if sleutel and visite.werkversie:
                return HttpResponseRedirect(reverse("opgaven:structuur_weggehaald", args=[regio, sleutel]))
            raise

    return met
