"""Downloads of papers of a meeting, for who may read what they hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from governance.bezoek import kamerpagina
from governance.views.overleggen import overleg_van, zichtbezoek
from governance.zicht import Zicht
from npvr.bestand import Bestand, antwoord, kenmerk_van
from npvr.formaten import ODT, PDF, WORD

from .. import schrijvers
from ..druk import pers
from .druk import zetsel
from .soorten import PAPIERSOORTEN, Papier, papier
from .stuk import papiertekst

GEEN_PAPIER: Final = "Dit stuk is er niet, of is niet voor u te lezen."
OPENBAAR: Final = "openbaar"


def _adres(wat: Papier) -> str:
    return f"{settings.BASIS_URL.rstrip('/')}/{wat.overleg.gremium.regio.code}/"


def _pdf(wat: Papier) -> bytes:
    return pers.druk(zetsel(wat)).lees()


PAPIERFORMATEN: Final[dict[str, Callable[[Papier], bytes]]] = {
    PDF: _pdf,
    WORD: lambda wat: schrijvers.word_bytes(papiertekst(wat, _adres(wat))),
    ODT: lambda wat: schrijvers.odt_bytes(papiertekst(wat, _adres(wat))),
}


@kamerpagina("GET")
def stuk(request: HttpRequest, regio: str, pk: int, soort: str, formaat: str) -> HttpResponse:
    """A paper as the visitor may read it; with `?deel=openbaar` without the besloten part, to hand on."""
    visite, zicht = zichtbezoek(request, regio)
    overleg = overleg_van(visite, pk)
    if soort not in PAPIERSOORTEN or formaat not in PAPIERFORMATEN or not PAPIERSOORTEN[soort].mag(overleg, zicht):
        raise Http404(GEEN_PAPIER)
    if request.GET.get("deel") == OPENBAAR:
        zicht = Zicht(team=True)
        if not PAPIERSOORTEN[soort].mag(overleg, zicht):
            raise Http404("Het open deel is er pas als de agenda of het verslag vaststaat.")
    wat = papier(soort, overleg, zicht)
    naam = f"{soort} {overleg.code} {overleg.datum.isoformat()}"
    bestand = Bestand.als(formaat, naam, PAPIERFORMATEN[formaat](wat))
    return antwoord(request, lambda: bestand, kenmerk=kenmerk_van(bestand.inhoud), in_venster=formaat == PDF)
