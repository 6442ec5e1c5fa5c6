"""One's own jobs: the list, one job with its progress, its file. Nobody else learns that they are there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from npvr import adressen, getallen
from npvr.bestand import Bestand
from npvr.bestand import antwoord as stuur
from npvr.html import is_htmx
from opgaven.bezoek import Bezoek, bezoek
from opgaven.views.antwoorden import met_tekst

from . import actions
from .models import Opbrengst, Opdracht
from .soorten import OPDRACHTSOORTEN, adres, mag

HOEVEEL = 50
"""As many jobs stand in the list."""
WEG = "Deze opdracht is er niet, of is niet van u."


@never_cache
@require_safe
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """What one asked for, newest first. One query more than the visit."""
    visite = bezoek(request, regio)
    rijen = list(
        Opdracht.objects.van(request.user, visite.regio)
        .select_related("opbrengst")
        .defer("gegevens", "opbrengst__inhoud")[:HOEVEEL]
    )
    context = {
        "kruimel": _kruimel(visite)[:1],
        "lopend": [o for o in rijen if o.loopt],
        "klaar": [o for o in rijen if not o.loopt],
        "afdrukken": adressen.afdrukken(regio),
    }
    return TemplateResponse(request, "opdrachten/lijst.html", context)


@never_cache
@require_safe
def opdracht(request: HttpRequest, regio: str, pk: UUID) -> HttpResponse:
    """One job as it stands; to htmx the part that changes. One query more than the visit."""
    visite = bezoek(request, regio)
    staat = _van_mij(request, visite, pk)
    context: dict[str, Any] = {
        "opdracht": staat,
        "soort": OPDRACHTSOORTEN.get(staat.soort),
        "deel": _deel(staat),
        "tempo": _tempo(staat),
        "melding": _melding(staat, request.GET.get("gezien", "")),
    }
    if not is_htmx(request):
        context["kruimel"] = _kruimel(visite)
        return TemplateResponse(request, "opdrachten/pagina.html", context)
    if staat.loopt:
        return TemplateResponse(request, "opdrachten/_voortgang.html", context)
    antwoord = TemplateResponse(request, "opdrachten/_opdracht.html", context)
    antwoord["HX-Retarget"] = "#opdracht"  # the whole of it: with the progress the button to stop it goes as well
    return antwoord


@require_POST
@met_tekst
def annuleren(request: HttpRequest, regio: str, pk: UUID) -> HttpResponse:
    visite = bezoek(request, regio)
    staat = actions.annuleer(opdracht=_van_mij(request, visite, pk), door=cast(User, request.user))
    if staat.stand == Opdracht.Stand.GEANNULEERD:
        messages.success(request, "De opdracht is geannuleerd.")
    elif not staat.loopt:
        messages.info(request, "De opdracht was al afgelopen.")
    return _naar(adres(staat))


@require_POST
@met_tekst
def opnieuw(request: HttpRequest, regio: str, pk: UUID) -> HttpResponse:
    """The same once more, as a new job."""
    visite = bezoek(request, regio)
    staat = _van_mij(request, visite, pk)
    try:
        nieuw = actions.vraag_aan(
            regio=visite.regio,
            soort=staat.soort,
            gegevens=staat.gegevens,
            titel=staat.titel,
            door=cast(User, request.user),
        )
    except actions.TeVeelOpdrachten as fout:
        messages.warning(request, str(fout))
        return _naar(reverse("opdrachten:lijst", args=[regio]))
    return _naar(adres(nieuw))


@never_cache
@require_safe
def bestand(request: HttpRequest, regio: str, pk: UUID) -> HttpResponseBase:
    """The file of a job, for who asked for it and may still have it. Two queries more than the visit."""
    visite = bezoek(request, regio)
    staat = _van_mij(request, visite, pk)
    if not mag(visite.rechten, staat.soort, staat.gegevens):
        raise PermissionDenied(actions.MAG_NIET_MEER)
    gemaakt = Opbrengst.objects.filter(opdracht=staat).first()
    if gemaakt is None:
        raise Http404("Er is nog geen bestand.")
    return stuur(request, lambda: Bestand(gemaakt.naam, gemaakt.inhoudstype, bytes(gemaakt.inhoud)))


def _van_mij(request: HttpRequest, visite: Bezoek, pk: UUID) -> Opdracht:
    """Raises Http404, also for a job of somebody else."""
    gevonden = (
        Opdracht.objects.van(request.user, visite.regio)
        .select_related("regio", "opbrengst")
        .defer("opbrengst__inhoud")
        .filter(pk=pk)
        .first()
    )
    if gevonden is None:
        raise Http404(WEG)
    return gevonden


def _deel(staat: Opdracht) -> int | None:
    """Percentage done; None when it is not known yet, or no longer true."""
    return staat.gedaan * 100 // staat.totaal if staat.totaal and not staat.onderbroken else None


def _tempo(staat: Opdracht) -> int:
    """Seconds until the page asks again; 0 for a link instead, so that a page left open keeps no session alive."""
    oud = timezone.now() - staat.aangevraagd_op
    return 1 if oud < timedelta(minutes=2) else 5 if oud < timedelta(minutes=30) else 0


def _melding(staat: Opdracht, gezien: str) -> str:
    """What a screen reader is told: each quarter, an interruption, the end; `gezien` is what the page last told."""
    if not staat.loopt:
        return {
            Opdracht.Stand.KLAAR: f"{staat.titel} is klaar. U kunt het bestand ophalen.",
            Opdracht.Stand.MISLUKT: f"{staat.titel} is mislukt. {staat.fout}",
        }.get(Opdracht.Stand(staat.stand), f"{staat.titel} is geannuleerd.")
    if staat.onderbroken:
        return "" if gezien == "onderbroken" else f"{staat.titel} is onderbroken en wordt opnieuw begonnen."
    deel = _deel(staat)
    if (
        staat.stand == Opdracht.Stand.BEZIG
        and deel is not None
        and deel // 25 > (int(gezien) // 25 if gezien.isdecimal() else -1)
    ):
        return f"{getallen.getal(deel)} procent klaar."
    return ""


def _kruimel(visite: Bezoek) -> list[tuple[str, str]]:
    code = visite.regio.code
    return [
        (visite.regio.naam, adressen.voorpagina(code)),
        ("Mijn opdrachten", reverse("opdrachten:lijst", args=[code])),
    ]


def _naar(url: str) -> HttpResponse:
    antwoord = HttpResponseRedirect(url)
    antwoord.status_code = 303
    return antwoord
