"""Health and security contact: small answers for machines."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe


@require_safe
def gezond(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; otherwise the middleware's 503. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "goed"})


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116."""
    verloopt = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    regels = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {verloopt}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASIS_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")
