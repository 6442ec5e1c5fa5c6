"""The wijzigingsmemo: what changed between two texts of a plan, computed, as PDF, Word and ODT.

`memo_als_pdf`, `memo_als_word` and `memo_als_odt` take a visit and the words of both texts in addresses ("werkversie"
is the working copy). They are for people with a role in the region; the caller sees to that. They raise Http404 for a
text that is not there, and the first also a `druk.fouten.DrukMislukt`.
"""

from __future__ import annotations

from django.conf import settings

from opgaven.bezoek import Bezoek
from versies.vergelijken import vergeleken

from .. import schrijvers
from ..druk import pers
from .druk import html_memo
from .inhoud import Memostuk, memostuk
from .stuk import memotekst
from .vragers import vragers


def memo_van(visite: Bezoek, van: str, naar: str) -> Memostuk:
    """The memo of a comparison. Nine queries, eleven where comments were the occasion, however many the changes."""
    paar = vergeleken(visite, van, naar)
    return memostuk(paar, vragers(visite, paar))


def memo_zetsel(stuk: Memostuk) -> pers.Zetsel:
    """Ready for the press; its `sleutel` tells whether anything changed."""
    return pers.zetsel(html_memo(stuk))


def memo_als_pdf(visite: Bezoek, van: str, naar: str) -> pers.Afdruk:
    """The memo as a PDF/UA-1 that lies ready."""
    return pers.druk(memo_zetsel(memo_van(visite, van, naar)))


def memo_als_word(visite: Bezoek, van: str, naar: str) -> bytes:
    return schrijvers.word_bytes(memotekst(memo_van(visite, van, naar), _adres(visite)))


def memo_als_odt(visite: Bezoek, van: str, naar: str) -> bytes:
    return schrijvers.odt_bytes(memotekst(memo_van(visite, van, naar), _adres(visite)))


def _adres(visite: Bezoek) -> str:
    return f"{settings.BASIS_URL.rstrip('/')}/{visite.regio.code}/"


__all__ = ["memo_als_odt", "memo_als_pdf", "memo_als_word", "memo_van", "memo_zetsel"]
