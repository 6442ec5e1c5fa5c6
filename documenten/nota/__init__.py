"""The reactienota: every comment with its answer and what it changed, as PDF, Word, ODT and sheet.

`nota_van(visite, inzage, keuze)` reads it with the rights of who asks; `nota_als(formaat, …)` makes the file. They
raise `BestaatNiet` for a choice that is not there for this person, PermissionDenied for an internal nota by somebody
who is not of the team, and for a PDF a `druk.fouten.DrukMislukt`.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings

from npvr.formaten import ODS, ODT, PDF, WORD, XLSX
from opgaven.bezoek import Bezoek
from reacties.permissions import Inzage

from ..druk import pers
from ..namen import versie_van
from ..schrijvers import SCHRIJVERS
from .druk import html_nota
from .inhoud import Notastuk
from .keuze import BestaatNiet, Notakeuze
from .lezen import keuzes, lees, mag_nota
from .stuk import notatekst
from .tabel import notatabel

NOTAFORMATEN: Final = (PDF, WORD, ODT, XLSX, ODS)


def nota_van(visite: Bezoek, inzage: Inzage, keuze: Notakeuze, hoogstens: int = 0) -> Notastuk:
    """The nota of a choice. At most eleven queries, however many comments there are; one more to raise NotaTeLang where
    those are more than `hoogstens`."""
    return lees(visite, inzage, keuze, hoogstens)


def nota_zetsel(stuk: Notastuk) -> pers.Zetsel:
    """Ready for the press."""
    return pers.zetsel(html_nota(stuk))


def nota_als(
    formaat: str,
    stuk: Notastuk,
    visite: Bezoek,
    grenzen: pers.Grenzen | None = None,
    meld: pers.Meld | None = None,
) -> bytes:
    """The file of a nota, in one of `NOTAFORMATEN`."""
    basis = f"{settings.BASIS_URL.rstrip('/')}/{visite.regio.code}/"
    if formaat == PDF:
        return pers.druk(nota_zetsel(stuk), grenzen, meld).lees()
    if formaat in SCHRIJVERS:
        return SCHRIJVERS[formaat](notatekst(stuk, basis))
    return notatabel(stuk, formaat, basis)


def notanaam(stuk: Notastuk, keuze: Notakeuze, visite: Bezoek) -> str:
    """ "reactienota intern twente najaar ocw werkversie 2026-11-21": the version is that of its codes."""
    nummer = visite.document.nummers.get(keuze.opgave)
    delen = (
        "reactienota",
        "intern" if stuk.intern else "",
        visite.regio.code,
        keuze.ronde,
        keuze.ministerie,
        f"opgave {nummer}" if nummer else "",
        versie_van(visite),
        stuk.dag.isoformat(),
    )
    return " ".join(filter(None, delen))


__all__ = [
    "NOTAFORMATEN",
    "BestaatNiet",
    "Notakeuze",
    "keuzes",
    "mag_nota",
    "nota_als",
    "nota_van",
    "nota_zetsel",
    "notanaam",
]
