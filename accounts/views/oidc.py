"""The way to the login of one's employer, and the page for when that does not work out."""

from __future__ import annotations

import logging
from typing import cast

from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST
from requests import RequestException

logger = logging.getLogger("npvr")


@require_POST
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Asks the provider for its addresses first; one that is away or talks nonsense must not give an error of ours."""
    try:
        return cast(HttpResponse, views.login(request, provider_id))
    except (RequestException, KeyError) as fout:
        logger.warning("de inlogdienst van de organisatie antwoordt niet: %s", type(fout).__name__)
        return geweigerd(request, "mislukt")


def geweigerd(request: HttpRequest, reden: str, kenmerk: str = "") -> TemplateResponse:
    """`reden` is "geen_account", "ander" (with the `kenmerk` to name to a beheerder) or "mislukt"."""
    context = {"reden": reden, "organisatie": settings.OIDC_NAAM, "kenmerk": kenmerk}
    return TemplateResponse(request, "accounts/oidc_geweigerd.html", context, status=403)
