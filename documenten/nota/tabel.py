"""The reactienota as a sheet: one row per comment. Every cell is harmless."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import tablib
from import_export.formats.base_formats import ODS, XLSX

from npvr import getallen
from npvr.cellen import veilige_cel

from ..memo.stuk import merken
from .inhoud import Notadeel, Notaregel, Notastuk
from .stuk import gewijzigd

KOPPEN: Final = (
    "Reactie",
    "Opgave",
    "Titel",
    "Plek nu",
    "Plek toen",
    "Onderdeel",
    "Sindsdien",
    "Ronde",
    "Van",
    "Datum",
    "Hoe",
    "Over deze woorden",
    "Reactie in woorden",
    "Voorstel",
    "Antwoord",
    "Stand",
    "Reden",
    "Wijziging",
    "Adres",
)
VRIJGEGEVEN: Final = "Vrijgegeven"
BREED: Final = {"Over deze woorden": 40, "Reactie in woorden": 60, "Voorstel": 50, "Antwoord": 60, "Wijziging": 60}


def notablad(stuk: Notastuk, basis: str) -> tablib.Dataset:
    """`basis` is the address of the region in the portal. An internal one also says what was released."""
    blad = tablib.Dataset(headers=[*KOPPEN, *((VRIJGEGEVEN,) if stuk.intern else ())], title="Reactienota")
    for deel in stuk.delen:
        for regel in deel.regels:
            blad.append([veilige_cel(cel) for cel in _cellen(deel, regel, stuk.intern, basis)])
    for cellen in _zonder(stuk):
        blad.append([veilige_cel(cellen.get(kop, "")) for kop in blad.headers])
    return blad


def _zonder(stuk: Notastuk) -> Iterator[dict[str, object]]:
    """Below the comments: who had none, a row per opgave that they said it of, or one for all that was asked."""
    for zonder in stuk.zonder:
        rij: dict[str, object] = {"Ronde": zonder.ronde, "Van": zonder.wie, "Reactie in woorden": "Geen opmerkingen"}
        for nummer, titel in zonder.opgaven or (("", ""),):
            yield rij | {"Opgave": nummer, "Titel": titel}


def _cellen(deel: Notadeel, regel: Notaregel, intern: bool, basis: str) -> tuple[object, ...]:
    antwoord = f"Concept: {regel.antwoord}" if regel.concept else regel.antwoord
    voorstel = "" if regel.voorstel is None else regel.voorgesteld or "Laat deze woorden weg."
    return (
        regel.nummer,
        int(deel.nummer) if deel.nummer.isdecimal() else deel.nummer,
        deel.titel,
        regel.code,
        regel.was or regel.code,
        regel.onderdeel,
        regel.sindsdien,
        regel.ronde,
        regel.wie,
        getallen.datum(regel.op),
        regel.hoe,
        regel.citaat,
        regel.tekst,
        voorstel,
        antwoord,
        regel.stand_naam,
        regel.reden,
        " ".join(_verandering(regel)),
        f"{basis}reacties/{regel.nummer}/",
        *(("ja" if regel.vrij else "nee",) if intern else ()),
    )


def _verandering(regel: Notaregel) -> list[str]:
    uit = []
    for verandering in regel.veranderingen:
        woorden = " ".join(
            "".join(m.tekst for m in merken(s.delen)) if s.soort != "stil" else "(…)"
            for p in verandering.passages
            for s in p.stukken
        )
        uit.append(f"{gewijzigd(verandering)}: {woorden}" if woorden else gewijzigd(verandering))
    return uit


def notatabel(stuk: Notastuk, formaat: str, basis: str) -> bytes:
    """ "xlsx" (readable at once: wide columns, wrapped, its header stays in sight) or "ods"."""
    blad = notablad(stuk, basis)
    if formaat == "ods":
        return bytes(ODS().export_data(blad))
    return _leesbaar(bytes(XLSX().export_data(blad)))


def _leesbaar(inhoud: bytes) -> bytes:
    from openpyxl import load_workbook
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    boek = load_workbook(io.BytesIO(inhoud))
    blad = boek.active
    for n, kop in enumerate(blad[1], 1):
        blad.column_dimensions[get_column_letter(n)].width = BREED.get(str(kop.value), 16)
    for rij in blad.iter_rows(min_row=1):
        for cel in rij:
            cel.alignment = Alignment(wrap_text=True, vertical="top")
    blad.freeze_panes = "B2"
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()
