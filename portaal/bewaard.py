"""Pages of visitors: kept by what they show, and answered with 304 where a visitor has them already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from npvr.bewaard import Voorraad
from npvr.html import is_htmx
from npvr.uitgave import uitgave
from opgaven.bezoek import Bezoek
from versies.bezoek import bezoek

View = Callable[..., HttpResponse]
PAGINAS: Final = Voorraad(32 * 2**20)
"""Of this process: some thousand pages."""


def met_etag(view: View) -> View:
    """For visitors only: the ETag is the hash of the page itself, so that registers and templates count too.

    The pages of visitors hold no token or nonce: the same plan gives the same bytes.
    """

    @wraps(view)
    def met(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        if _persoonlijk(request) or response.status_code != 200:
            return response
        if isinstance(response, TemplateResponse):
            response.render()
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    return met


def per_tekst(leest: Callable[..., Any]) -> Callable[[View], View]:
    """The same for a page of a text, without drawing it: the ETag is the hash of all that the page is drawn from.

    That is the text (its hash), its region, the address, the edition of the portal, and what `leest(visite, **kwargs)`
    gives: whatever else the view reads, as a value with a `repr` that tells all. Only for views `(request, regio, …,
    versie)` that look at nothing besides: not at the clock, and not at who asks. A 304 and a page that is kept cost the
    visit and the queries of `leest`.
    """

    def versier(view: View) -> View:
        @wraps(view)
        def met(request: HttpRequest, regio: str, **kwargs: Any) -> HttpResponse:
            if _persoonlijk(request):
                response = view(request, regio, **kwargs)
                patch_vary_headers(response, ["Cookie", "HX-Request"])
                return response
            response = _bewaard(request, regio, kwargs, leest) or _nieuw(request, view, regio, kwargs, leest)
            patch_vary_headers(response, ["Cookie", "HX-Request"])
            return get_conditional_response(request, etag=response.get("ETag"), response=response) or response

        return met

    return versier


def _persoonlijk(request: HttpRequest) -> bool:
    return request.user.is_authenticated or bool(request.COOKIES.get("messages"))


def _bewaard(
    request: HttpRequest, regio: str, kwargs: dict[str, Any], leest: Callable[..., Any]
) -> HttpResponse | None:
    etag = _etag(request, regio, kwargs, leest)
    if (inhoud := PAGINAS.get(etag)) is not None:
        return HttpResponse(inhoud, headers={"ETag": etag})
    return get_conditional_response(request, etag=etag)


def _nieuw(
    request: HttpRequest, view: View, regio: str, kwargs: dict[str, Any], leest: Callable[..., Any]
) -> HttpResponse:
    with _moment():
        etag = _etag(request, regio, kwargs, leest)
        response = view(request, regio, **kwargs)
        if isinstance(response, TemplateResponse):
            response.render()
    if response.status_code == 200:
        PAGINAS.zet(etag, response.content, len(response.content) + 500)
        response["ETag"] = etag
    return response


@contextmanager
def _moment() -> Iterator[None]:
    """All that is read here is read as at one moment, so that a page is kept by what it was drawn from."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _etag(request: HttpRequest, regio: str, kwargs: dict[str, Any], leest: Callable[..., Any]) -> str:
    versie = kwargs.get("versie", "")
    visite: Bezoek = bezoek(request, regio, versie)
    velden = [getattr(visite.regio, v.attname) for v in visite.regio._meta.concrete_fields]
    verder = leest(visite, **{naam: w for naam, w in kwargs.items() if naam != "versie"})
    waar = (request.scheme, request.get_host(), request.get_full_path(), is_htmx(request))
    alles = repr((uitgave(), waar, velden, visite.plan.pk, visite.bron, verder))
    return f'"{hashlib.sha256(alles.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'
