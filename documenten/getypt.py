"""How a fiche fits its page with the text that somebody is typing: nothing is kept, and saving never waits for it."""

from __future__ import annotations

import logging
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from opgaven.begonnen import formulier_van
from opgaven.bezoek import bezoek
from opgaven.permissions import GEEN_BEWERKER
from opgaven.plek import in_fiche
from opgaven.views.klad import UITGELOGD

from . import passing
from .druk import fouten
from .meter import in_de_voet

logger = logging.getLogger("documenten")
NIET_AF = "Wordt gemeten als de invoer klopt."


@never_cache
@require_POST
def past_getypt(request: HttpRequest, regio: str, nummer: int, soort: str) -> HttpResponse:
    """The form of a section as it stands now, in its fiche as that was saved: JSON with `stand`, `past` and `sectie`,
    or `fout`. Seven queries, four more where the section changed since the writer began; some 0.1 s for a new text."""
    if not request.user.is_authenticated:
        return JsonResponse({"fout": UITGELOGD}, status=401)
    plek = in_fiche(request, regio, nummer, soort)
    if not plek.visite.rechten.mag_bewerken():
        return JsonResponse({"fout": GEEN_BEWERKER}, status=403)
    formulier, _ = formulier_van(plek, request.POST)
    if not formulier.is_valid():
        return JsonResponse({"fout": NIET_AF})
    inhoud = formulier.inhoud()
    document = bezoek(request, regio).document
    opgave = document.opgave(nummer)
    anders = tuple(inhoud if s.sleutel == inhoud.sleutel else s for s in opgave.secties)
    try:
        gemeten = passing.meet_getypt(document, replace(opgave, secties=anders))
    except fouten.DrukMislukt as fout:
        logger.warning("niet gemeten: %s %s %s", request.path, type(fout).__name__, fout)
        return JsonResponse({"fout": "Het meten lukt nu niet. Opslaan kan gewoon."})
    past, sectie = in_de_voet(gemeten, plek.code)
    return JsonResponse({"stand": gemeten.stand, "past": past, "sectie": sectie})
