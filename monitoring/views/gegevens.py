"""The values as files: sheets to work with, and open data."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from npvr.bestand import Bestand, antwoord
from npvr.bladschrijver import SCHRIJVERS
from npvr.formaten import JSON
from versies.bezoek import bezoek

from ..gegevens import als_blad, als_open_data
from ..models import Indicator, Meting
from .indicatoren import GEEN_INDICATOR

GEEN_FORMAAT = "Dit bestandsformaat is er niet. Kies xlsx, ods, csv of json."


def _bestand(request: HttpRequest, regio: str, formaat: str, code: str = "") -> HttpResponse:
    visite = bezoek(request, regio)
    if formaat not in (*SCHRIJVERS, JSON):
        raise Http404(GEEN_FORMAAT)
    rijen = Indicator.objects.zichtbaar(visite.regio, alles=bool(visite.rechten.rollen))
    if code:
        rijen = rijen.filter(code=code)
        if not rijen.exists():
            raise Http404(GEEN_INDICATOR)

    def maak() -> Bestand:
        naam = f"metingen-{code or visite.regio.code}-{timezone.localdate().isoformat()}"
        if formaat == JSON:
            return Bestand.als(JSON, naam, als_open_data(visite.regio, rijen))
        return Bestand.als(formaat, naam, als_blad(Meting.objects.filter(indicator__in=rijen), formaat))

    return antwoord(request, maak)


@require_safe
def alles(request: HttpRequest, regio: str, formaat: str) -> HttpResponse:
    return _bestand(request, regio, formaat)


@require_safe
def een(request: HttpRequest, regio: str, code: str, formaat: str) -> HttpResponse:
    return _bestand(request, regio, formaat, code)
