"""A visit to a region's own pages: the region and what the visitor may do there, fetched once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from npvr.fouten import uitgelogd
from npvr.nietgevonden import VoorWieMeewerkt

from .models import Regio
from .permissions import Toegang, eis_personen_beheren


@dataclass(frozen=True, slots=True)
class Regiobezoek:
    """As `opgaven.bezoek.Bezoek`, for pages that are not about a plan."""

    regio: Regio
    rechten: Toegang
    plan: None = None
    document: None = None


View = Callable[..., HttpResponse]


def kamerpagina(*methodes: str) -> Callable[[View], View]:
    """For a view of people with a role: these methods (GET and HEAD go together), logged in, kept by no cache. A POST
    after the session ended gives back what was typed."""

    def maak(view: View) -> View:
        @never_cache
        @require_http_methods([*methodes, *(["HEAD"] if "GET" in methodes else [])])
        @wraps(view)
        def met(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)
            return uitgelogd(request) if request.method == "POST" else redirect_to_login(request.get_full_path())

        return met

    return maak


def kamerbezoek(request: HttpRequest, regio_code: str) -> Regiobezoek:
    """For who has a role in the region, whichever; 404 for others.

    Two queries. The visit is also left on the request, for the header.
    """
    regio = Regio.objects.filter(code=regio_code).first()
    rechten = Toegang.van(request.user, regio).onthoud(request.user, regio) if regio else Toegang()
    if regio is None:
        raise Http404
    if not rechten.rollen:
        raise VoorWieMeewerkt
    visite = Regiobezoek(regio, rechten)
    request.bezoek = visite  # type: ignore[attr-defined]
    return visite


def beheerbezoek(request: HttpRequest, regio_code: str) -> Regiobezoek:
    """For who manages people: 404 for who has no role in the region, 403 with the reason for another role."""
    visite = kamerbezoek(request, regio_code)
    eis_personen_beheren(visite.rechten)
    return visite
