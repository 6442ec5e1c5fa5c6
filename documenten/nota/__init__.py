"""The reactienota: every comment with its answer and what it changed, as PDF, Word, ODT and sheet.

`nota_van(visite, inzage, keuze)` reads it with the rights of who asks; `nota_als(formaat, …)` makes the file. They
raise `BestaatNiet` for a choice that is not there for this person, PermissionDenied for an internal nota by somebody
who is not of the team, and for a PDF a `druk.fouten.DrukMislukt`.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings

from opgaven.bezoek import Bezoek
from reacties.permissions import Inzage

from .. import schrijvers
from ..druk import pers
from ..druk.keuze import ODS, ODT, PDF, WORD, XLSX
from ..namen import schoon, versie_van
from .druk import html_nota
from .inhoud import Notastuk
from .keuze import BestaatNiet, Notakeuze
from .lezen import keuzes, lees, mag_nota
from .stuk import notatekst
from .tabel import notatabel

TYPEN: Final = {
    PDF: "application/pdf",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ODT: "application/vnd.oasis.opendocument.text",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ODS: "application/vnd.oasis.opendocument.spreadsheet",
}


def nota_van(visite: Bezoek, inzage: Inzage, keuze: Notakeuze) -> Notastuk:
    """The nota of a choice. At most eleven queries, however many comments there are."""
    return lees(visite, inzage, keuze)


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
    """The file of a nota, in one of `TYPEN`."""
    basis = f"{settings.BASIS_URL.rstrip('/')}/{visite.regio.code}/"
    if formaat == PDF:
        return pers.druk(nota_zetsel(stuk), grenzen, meld).lees()
    if formaat == WORD:
        return schrijvers.word_bytes(notatekst(stuk, basis))
    if formaat == ODT:
        return schrijvers.odt_bytes(notatekst(stuk, basis))
    return notatabel(stuk, formaat, basis)


def notanaam(stuk: Notastuk, keuze: Notakeuze, visite: Bezoek, formaat: str) -> str:
    """ "reactienota intern twente najaar ocw werkversie 2026-11-21.pdf": the version is that of its codes."""
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
    return schoon(f"{' '.join(filter(None, delen))}.{formaat}")


__all__ = [
    "TYPEN",
    "BestaatNiet",
    "Notakeuze",
    "keuzes",
    "mag_nota",
    "nota_als",
    "nota_van",
    "nota_zetsel",
    "notanaam",
]
