"""The picture of a region's bodies, from what `structuur.lees` read: for the page and for a print."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from npvr.getallen import aantal

from . import plaat
from .models import Gremium
from .structuur import GETEKEND, Structuur


def teken(alle: Structuur, adres: Callable[[str], str]) -> SafeString:
    """Empty where there is nothing to draw. `adres` gives the page of a body by its code. No queries."""
    vakken = tuple(
        plaat.Plaatvak(g.code, g.naam, g.cadans, GETEKEND.index(Gremium.Niveau(g.niveau)), adres(g.code))
        for g in (li.gremium for li in alle.lichamen)
        if g.niveau in GETEKEND
    )
    if not vakken:
        return SafeString("")
    codes = {li.gremium.pk: li.gremium.code for li in alle.lichamen}
    lijnen = tuple(plaat.Plaatlijn(codes[r.van_id], codes[r.naar_id], r.soort) for r in alle.relaties)
    voet = None
    if per_opgave := alle.van_niveau(Gremium.Niveau.OPGAVE):
        tekst = f"{aantal(len(per_opgave), 'gremium', 'gremia')} bij één of enkele opgaven: zie de tabel"
        voet = plaat.Voet("Per opgave", tekst, f"#{Gremium.Niveau.OPGAVE.value}")
    return plaat.teken(tuple(n.label for n in GETEKEND), vakken, lijnen, voet)
