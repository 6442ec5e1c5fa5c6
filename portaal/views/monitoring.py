"""What came of it: the dashboard, and one indicator."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.models import Indicator
from monitoring.reeks import Meetreeks, aanpak, reeks, reeksen
from opgaven.bezoek import Bezoek
from plandocument.boom import Doelstelling, Opgave
from versies.bezoek import bezoek


@dataclass(frozen=True, slots=True)
class Indicatormeter:
    """An indicator on the dashboard, with the opgaven it belongs to."""

    reeks: Meetreeks
    opgaven: tuple[Opgave, ...]
    bewerk: str


@dataclass(frozen=True, slots=True)
class Metergroep:
    """The indicators of one doelstelling; the last group has none."""

    doelstelling: Doelstelling | None
    meters: tuple[Indicatormeter, ...]

    @property
    def anker(self) -> str:
        return f"doelstelling-{self.doelstelling.nummer}" if self.doelstelling else "zonder-doelstelling"


@require_safe
def dashboard(request: HttpRequest, regio: str) -> TemplateResponse:
    """Three queries beside those of the visit."""
    visite = bezoek(request, regio)
    meters = [_meter(request, visite, r) for r in reeksen(visite.regio)]
    bekend = {d.nummer for d in visite.document.doelstellingen}
    groepen = [
        Metergroep(d, tuple(m for m in meters if m.reeks.indicator.doelstelling_nummer == d.nummer))
        for d in visite.document.doelstellingen
    ]
    if los := tuple(m for m in meters if m.reeks.indicator.doelstelling_nummer not in bekend):
        groepen.append(Metergroep(None, los))
    stappen, weg = aanpak(visite.regio, timezone.localdate().year)
    context = {
        "kruimel": [(visite.regio.naam, reverse("portaal:voorpagina", args=[regio]))],
        "groepen": groepen,
        "aantal": len(meters),
        "stappen": stappen,
        "weg": weg,
    }
    return TemplateResponse(request, "portaal/monitoring/dashboard.html", context)


@require_safe
def indicator(request: HttpRequest, regio: str, code: str) -> TemplateResponse:
    """One indicator with every measurement. Two queries beside those of the visit."""
    visite = bezoek(request, regio)
    try:
        meter = _meter(request, visite, reeks(visite.regio, code))
    except Indicator.DoesNotExist:
        raise Http404("Deze indicator staat niet in het register van deze regio.") from None
    nummer = meter.reeks.indicator.doelstelling_nummer
    context = {
        "kruimel": [
            (visite.regio.naam, reverse("portaal:voorpagina", args=[regio])),
            ("Monitoring", reverse("portaal:monitoring", args=[regio])),
        ],
        "meter": meter,
        "reeks": meter.reeks,
        "indicator": meter.reeks.indicator,
        "doelstelling": next((d for d in visite.document.doelstellingen if d.nummer == nummer), None),
    }
    return TemplateResponse(request, "portaal/monitoring/indicator.html", context)


def _meter(request: HttpRequest, visite: Bezoek, rij: Meetreeks) -> Indicatormeter:
    nummers = set(rij.indicator.opgaven_nummers)
    opgaven = tuple(o for o in visite.document.opgaven if o.nummer in nummers)
    mag = request.user.is_authenticated and request.user.is_staff
    bewerk = reverse("admin:monitoring_indicator_change", args=[rij.indicator.pk]) if mag else ""
    return Indicatormeter(rij, opgaven, bewerk)
