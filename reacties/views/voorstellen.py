"""Taking over suggested wording: with one click, or in the editor with the wording typed in."""

from __future__ import annotations

from contextlib import suppress
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from accounts.models import User
from npvr.html import is_htmx
from opgaven.actions.secties import FicheIsAkkoord, Sectieconflict
from opgaven.bezoek import Bezoek
from opgaven.permissions import eis_bewerken
from opgaven.plek import Sectievindplaats, in_fiche, in_hoofdstuk
from opgaven.views.antwoorden import met_tekst
from opgaven.views.secties import BEWAARD
from plandocument import anker as ankers

from ..actions.reacties import Gewijzigd
from ..actions.voorstellen import gevolgd_in, neem_over, zet_klaar
from ..hier import hier_van
from ..models import Reactie
from ..permissions import NIET_BEHANDELEN, Inzage, eis_behandelen
from .gesprek import INTUSSEN, haal, toon
from .reacties import VERANDERD

AKKOORD = (
    "Deze fiche is akkoord. Daarom verandert de tekst niet meer. Wilt u het voorstel toch overnemen, "
    "kies dan op de fiche eerst ‘Open opnieuw’, met de reden erbij."
)
CONFLICT = "Iemand anders sloeg deze sectie net op. Er is niets overgenomen. Lees haar opnieuw en probeer het nog eens."
KLAAR = "Het voorstel staat in de tekst, en deze reactie staat op ‘Verwerkt’."
SECTIE_WEG = "De sectie waar deze reactie bij stond, is er niet meer. Er is niets overgenomen."
AL_KLAAR = "Deze reactie is al afgehandeld. Er is niets overgenomen."


@require_POST
@met_tekst
def overnemen(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """`keuze` is "aanpassen" to open the editor first. Some twenty-five queries at most."""
    visite, inzage, rij = haal(request, regio, pk)
    eis_behandelen(inzage, rij.opgave)
    if rij.ingediend_op is None:  # their own, that nobody else reads yet
        raise PermissionDenied(NIET_BEHANDELEN)
    if rij.stand not in (Reactie.Stand.OPEN, Reactie.Stand.IN_BEHANDELING) or rij.ingetrokken_op is not None:
        return toon(request, visite, inzage, pk, status=409, fout=AL_KLAAR)
    if request.POST.get("gezien", "") != str(rij.wijziging):
        return toon(request, visite, inzage, pk, status=409, fout=INTUSSEN)
    plek = _plek(request, regio, visite, inzage, rij)
    if plek is None:
        return toon(request, visite, inzage, pk, status=409, fout=SECTIE_WEG)
    eis_bewerken(plek.visite.rechten)  # of the opgave where the words stand now
    if plek.dicht:
        return toon(request, visite, inzage, pk, status=409, fout=AKKOORD)
    if request.POST.get("keuze") == "aanpassen":
        plek.visite = visite  # the whole document, in which the words are followed
        venster = zet_klaar(reactie=rij, plek=plek, door=cast(User, request.user))
        adres = f"{plek.bewerk_adres}?klad={venster}"
        return HttpResponseClientRedirect(adres) if is_htmx(request) else HttpResponseRedirect(adres, status=303)
    try:
        neem_over(reactie=rij, plek=plek, document=visite.document, door=cast(User, request.user))
    except ankers.KanNiet as fout:
        return toon(request, visite, inzage, pk, status=409, fout=f"{fout} Kies ‘Eerst aanpassen’.")
    except Gewijzigd:
        return toon(request, visite, inzage, pk, status=409, fout=INTUSSEN)
    except Sectieconflict:
        return toon(request, visite, inzage, pk, status=409, fout=CONFLICT)
    except FicheIsAkkoord:
        return toon(request, visite, inzage, pk, status=409, fout=AKKOORD)
    if is_htmx(request):
        visite, inzage, _ = haal(request, regio, pk)  # the text is another one now
        antwoord = toon(request, visite, inzage, pk, melding=KLAAR)
        trigger_client_event(antwoord, "voorstel-overgenomen", {"sectie": plek.anker, "adres": plek.adres})
        trigger_client_event(antwoord, BEWAARD, {"code": plek.code})
        return trigger_client_event(antwoord, VERANDERD)
    messages.success(request, KLAAR)
    return HttpResponseRedirect(reverse("reacties:reactie", args=[regio, pk]), status=303)


def _plek(
    request: HttpRequest, regio: str, visite: Bezoek, inzage: Inzage, reactie: Reactie
) -> Sectievindplaats | None:
    """The section where its words stand now, or else where they stood. Six queries."""
    waar = reactie
    with suppress(ankers.KanNiet):
        if (nu := gevolgd_in(reactie, visite.document).plek) is not None:
            waar = Reactie(opgave=nu.opgave, hoofdstuk=nu.hoofdstuk, sectie=nu.sectie)
    hier = hier_van(visite, inzage, waar)
    if hier is None or hier.sectie is None:
        return None
    if hier.soort is not None:
        return in_fiche(request, regio, hier.nummer, hier.soort.code)
    return in_hoofdstuk(request, regio, hier.nummer, hier.volgnummer)
