"""What came of it: the dashboard, and one indicator."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.herzien import drukt_nog
from monitoring.kaart import kaart_van
from monitoring.models import Indicator, Meetgebied, Meting, Nulmeting
from monitoring.nulmeting import Nulmetingbeeld
from monitoring.permissions import mag_indicatoren
from monitoring.reeks import Meetreeks, aanpak, reeks, reeksen
from npvr.gezien import merk
from opgaven.bezoek import Bezoek
from plandocument.boom import Doelstelling, Opgave
from versies.bezoek import bezoek


@dataclass(frozen=True, slots=True)
class Indicatormeter:
    """An indicator on the dashboard, with the opgaven it belongs to."""

    reeks: Meetreeks
    opgaven: tuple[Opgave, ...]
    mag: bool
    """Whether who looks may change it here."""


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
    alles = bool(visite.rechten.rollen)
    meters = [_meter(visite, r) for r in reeksen(visite.regio, alles=alles)]
    bekend = {d.sleutel for d in visite.document.doelstellingen}
    groepen = [
        Metergroep(d, tuple(m for m in meters if m.reeks.indicator.doelstelling == d.sleutel))
        for d in visite.document.doelstellingen
    ]
    if los := tuple(m for m in meters if m.reeks.indicator.doelstelling not in bekend):
        groepen.append(Metergroep(None, los))
    stappen, weg = aanpak(visite.regio, timezone.localdate().year)
    context = {
        "kruimel": [(visite.regio.naam, reverse("portaal:voorpagina", args=[regio]))],
        "groepen": groepen,
        "aantal": len(meters),
        "mag_nieuw": visite.werkversie and mag_indicatoren(visite.rechten),
        "in_team": alles,
        "stappen": stappen,
        "weg": weg,
    }
    return TemplateResponse(request, "portaal/monitoring/dashboard.html", context)


@require_safe
def indicator(request: HttpRequest, regio: str, code: str) -> TemplateResponse:
    """One indicator with its values. Eight queries beside those of the visit at most."""
    visite = bezoek(request, regio)
    alles = bool(visite.rechten.rollen)
    try:
        meter = _meter(visite, reeks(visite.regio, code, alles=alles))
    except Indicator.DoesNotExist:
        raise Http404("Deze indicator staat niet in het register van deze regio.") from None
    rij = meter.reeks.indicator
    nulmeting = Nulmeting.objects.filter(indicator=rij).heel().first()
    gebieden = list(Meetgebied.objects.filter(regio=visite.regio))
    namen = {r.gebied for r in meter.reeks.rijen}
    hoeveel = Meting.objects.filter(indicator=rij).count()
    context = {
        "kruimel": [
            (visite.regio.naam, reverse("portaal:voorpagina", args=[regio])),
            ("Monitoring", reverse("portaal:monitoring", args=[regio])),
        ],
        "meter": meter,
        "reeks": meter.reeks,
        "indicator": rij,
        "nulmeting": Nulmetingbeeld(nulmeting) if nulmeting else None,
        "merk_nulmeting": merk(Nulmeting.objects.get(pk=nulmeting.pk) if nulmeting else None) if meter.mag else "",
        "kaart": kaart_van(rij, gebieden),
        "buitenland": [g for g in gebieden if g.soort == Meetgebied.Soort.BUITENLAND and g.naam in namen],
        "drukt_nog": drukt_nog(meter.reeks, visite.document) if meter.reeks.herzien else [],
        "nog_meer": hoeveel - len(meter.reeks.metingen),
        "hoeveel": hoeveel,
        "in_team": alles,
        "doelstelling": next((d for d in visite.document.doelstellingen if d.sleutel == rij.doelstelling), None),
    }
    return TemplateResponse(request, "portaal/monitoring/indicator.html", context)


def _meter(visite: Bezoek, rij: Meetreeks) -> Indicatormeter:
    sleutels = set(rij.indicator.opgaven)
    opgaven = tuple(o for o in visite.document.opgaven if o.sleutel in sleutels)
    return Indicatormeter(rij, opgaven, visite.werkversie and mag_indicatoren(visite.rechten, rij.indicator))
