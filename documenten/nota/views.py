"""Downloads of a reactienota, for people with a role."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from npvr.bestand import Bestand, antwoord
from npvr.formaten import PDF
from opgaven.bezoek import Bezoek, bezoek
from reacties.permissions import Inzage

from . import NOTAFORMATEN, BestaatNiet, Notakeuze, nota_als, nota_van, notanaam
from .bladen import TE_LANG_OM_TE_WACHTEN, NotaTeLang, op_de_achtergrond
from .keuze import SOORT
from .lezen import NIET_INTERN, mag_nota


def visite_met_inzage(request: HttpRequest, regio: str) -> tuple[Bezoek, Inzage]:
    """The working copy and what this person may read of comments; 404 for who has no role."""
    visite = bezoek(request, regio)
    return visite, Inzage.uit(visite.rechten)


@require_safe
def bestand(request: HttpRequest, regio: str, formaat: str) -> HttpResponseBase:
    """The nota that the address asks for; a long one is made in the background, and this leads there. At most twelve
    queries more than the visit, however many comments."""
    visite, inzage = visite_met_inzage(request, regio)
    if formaat not in NOTAFORMATEN:
        raise Http404("Een reactienota is er niet in deze vorm.")
    try:
        keuze = Notakeuze.uit_link(request.GET.dict(), visite.document)
        if not mag_nota(inzage, intern=keuze.intern):
            raise PermissionDenied(NIET_INTERN)
        stuk = nota_van(visite, inzage, keuze, TE_LANG_OM_TE_WACHTEN)
    except NotaTeLang:
        velden = {"soort": SOORT, "formaat": formaat, **keuze.velden(visite.document)}
        return op_de_achtergrond(regio, velden.items())
    except BestaatNiet as fout:
        raise Http404(str(fout)) from None

    def maak() -> Bestand:
        return Bestand.als(formaat, notanaam(stuk, keuze, visite), nota_als(formaat, stuk, visite))

    return antwoord(request, maak, in_venster=formaat == PDF)
