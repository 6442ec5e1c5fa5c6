"""The wijzigingsmemo: what changed between two texts of a plan, computed, as PDF, Word and ODT.

`memo_van` takes a visit and the words of both texts in addresses ("werkversie" is the working copy); `memo_als` makes
the file. They are for people with a role in the region; the caller sees to that. The first raises Http404 for a text
that is not there, the second for a PDF a `druk.fouten.DrukMislukt`.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.timezone import localtime

from npvr.formaten import PDF
from opgaven.bezoek import Bezoek
from versies.vergelijken import WERKVERSIE, vergeleken

from ..druk import pers
from ..schrijvers import SCHRIJVERS
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


def memo_als(formaat: str, stuk: Memostuk, visite: Bezoek) -> bytes:
    """The file of a memo: a PDF/UA-1, a Word file or an ODT file."""
    if formaat == PDF:
        return pers.druk(memo_zetsel(stuk)).lees()
    return SCHRIJVERS[formaat](memotekst(stuk, f"{settings.BASIS_URL.rstrip('/')}/{visite.regio.code}/"))


def memonaam(stuk: Memostuk, visite: Bezoek) -> str:
    """ "wijzigingsmemo twente Definitief naar werkversie 2026-11-21"."""
    van, naar = (WERKVERSIE if v.werkversie else v.naam for v in (stuk.oud, stuk.nieuw))
    return f"wijzigingsmemo {visite.regio.code} {van} naar {naar} {localtime(stuk.nieuw.op):%Y-%m-%d}"


__all__ = ["memo_als", "memo_van", "memo_zetsel", "memonaam"]
