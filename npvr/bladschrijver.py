"""A table into a file: xlsx, ods or csv, row by row, in memory that does not grow with the rows.

Columns of text are formatted as text, down to the last row of the sheet: what somebody types there later stays what was
typed, and no spreadsheet makes a date of "juni 2023" or a number of "007".
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import tablib

from .blad import letters
from .cellen import veilige_cel
from .formaten import CSV, FORMATEN, ODS, XLSX

Rijen = Iterable[Sequence[object]]
BREED: Final = 24
LAATSTE: Final = 1_048_576
"""Rows of a sheet."""
_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"


def schrijf_xlsx(
    kop: Sequence[str], rijen: Rijen, *, titel: str = "", getallen: Iterable[str] = (), invulbaar: bool = False
) -> bytes:
    """`getallen` are the columns that hold numbers; all others are text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    boek = Workbook(write_only=True)
    blad = boek.create_sheet(titel[:31] or "Tabel")
    blad.freeze_panes = "A2"
    cellen, koppen = [], []
    for n, naam in enumerate(kop):
        kolom = blad.column_dimensions[letters(n)]
        kolom.width = BREED
        cel, kopcel = WriteOnlyCell(blad), WriteOnlyCell(blad, veilige_cel(naam))
        kopcel.font = Font(bold=True)
        if naam not in set(getallen):
            kolom.number_format = cel.number_format = kopcel.number_format = "@"
        cellen.append(cel)
        koppen.append(kopcel)
    blad.append(koppen)
    for rij in rijen:
        for cel, waarde in zip(cellen, rij, strict=True):
            cel.value = veilige_cel(waarde)  # written at once: one cell per column will do
        blad.append(cellen)
    doos = io.BytesIO()
    boek.save(doos)
    return doos.getvalue()


def schrijf_ods(
    kop: Sequence[str], rijen: Rijen, *, titel: str = "", getallen: Iterable[str] = (), invulbaar: bool = False
) -> bytes:
    """By hand: odfpy holds the whole document as a tree, 1.2 GB for a hundred thousand rows. `invulbaar` formats the
    rows below the table too, for somebody who fills it in."""
    doos = io.BytesIO()
    with zipfile.ZipFile(doos, "w", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr("mimetype", FORMATEN[ODS].inhoudstype, zipfile.ZIP_STORED)
        pakket.writestr("META-INF/manifest.xml", _MANIFEST)
        pakket.writestr("styles.xml", _STIJLEN)
        with pakket.open("content.xml", "w", force_zip64=True) as stroom:
            stroom.write(_begin(kop, titel, set(getallen)).encode())
            stroom.write(_ods_rij(kop, "kop").encode())
            hoeveel = 1
            for rij in rijen:
                stroom.write(_ods_rij(rij).encode())
                hoeveel += 1
            stroom.write(_leeg(LAATSTE - hoeveel, len(kop)).encode() if invulbaar else b"")
            stroom.write(b"</table:table></office:spreadsheet></office:body></office:document-content>")
    return doos.getvalue()


def _begin(kop: Sequence[str], titel: str, getallen: set[str]) -> str:
    kolommen = "".join(
        '<table:table-column table:style-name="k" table:default-cell-style-name='
        f'"{"getal" if naam in getallen else "tekst"}"/>'
        for naam in kop
    )
    return (
        f"{_OPEN.format('document-content')}<office:automatic-styles>"
        '<style:style style:name="k" style:family="table-column">'
        '<style:table-column-properties style:column-width="4.5cm"/>'
        "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
        f"<table:table table:name={quoteattr(titel[:31] or 'Tabel')}>{kolommen}"
    )


def _ods_rij(rij: Sequence[object], stijl: str = "") -> str:
    gekleed = f' table:style-name="{stijl}"' if stijl else ""
    return f"<table:table-row>{''.join(_ods_cel(veilige_cel(cel), gekleed) for cel in rij)}</table:table-row>"


def _leeg(rijen: int, kolommen: int) -> str:
    """The rows below the table: named, so that LibreOffice gives them the format of their columns too."""
    cellen = f'<table:table-cell table:number-columns-repeated="{kolommen}"/>'
    return f'<table:table-row table:number-rows-repeated="{max(1, rijen)}">{cellen}</table:table-row>'


def _ods_cel(waarde: object, gekleed: str) -> str:
    if waarde is None or waarde == "":
        return f"<table:table-cell{gekleed}/>"
    if isinstance(waarde, int | float | Decimal) and not isinstance(waarde, bool):
        soort = f'office:value-type="float" office:value="{waarde}"'
    else:
        soort = 'office:value-type="string"'
    woorden = escape(str(waarde))
    return f"<table:table-cell{gekleed} {soort}><text:p>{woorden}</text:p></table:table-cell>"


def schrijf_csv(
    kop: Sequence[str], rijen: Rijen, *, titel: str = "", getallen: Iterable[str] = (), invulbaar: bool = False
) -> bytes:
    """With a byte order mark and semicolons, as Dutch Excel opens it."""
    doos = io.BytesIO()
    stroom = io.TextIOWrapper(doos, "utf-8-sig", newline="")
    schrijver = csv.writer(stroom, delimiter=";")
    schrijver.writerow([veilige_cel(naam) for naam in kop])
    schrijver.writerows([veilige_cel(cel) for cel in rij] for rij in rijen)
    stroom.flush()
    return doos.getvalue()


SCHRIJVERS: Final[dict[str, Callable[..., bytes]]] = {XLSX: schrijf_xlsx, ODS: schrijf_ods, CSV: schrijf_csv}


def _formaat(naam: str, invulbaar: bool = False) -> Callable[[tablib.Dataset], bytes]:
    def schrijf(rijen: tablib.Dataset) -> bytes:
        kop, alle = list(rijen.headers or ()), list(rijen)
        getallen = [n for i, n in enumerate(kop) if alle and all(isinstance(r[i], int | float | Decimal) for r in alle)]
        return SCHRIJVERS[naam](kop, alle, titel=rijen.title or "", getallen=getallen, invulbaar=invulbaar)

    return schrijf


BLADEN: Final = {formaat: _formaat(formaat) for formaat in SCHRIJVERS}
"""How a small table is written in each format."""
SJABLONEN: Final = {formaat: _formaat(formaat, invulbaar=True) for formaat in SCHRIJVERS}
"""The same, of tables that are filled in and read back."""

_OPEN: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:{} xmlns:office="'
    + f'{_NS}office:1.0" xmlns:table="{_NS}table:1.0" xmlns:text="{_NS}text:1.0" xmlns:style="{_NS}style:1.0" '
    + f'xmlns:fo="{_NS}xsl-fo-compatible:1.0" xmlns:number="{_NS}datastyle:1.0" office:version="1.3">'
)
_STIJLEN: Final = (
    _OPEN.format("document-styles")
    + '<office:styles><number:text-style style:name="N-tekst"><number:text-content/></number:text-style>'
    '<style:style style:name="Default" style:family="table-cell"/>'
    '<style:style style:name="getal" style:family="table-cell" style:parent-style-name="Default"/>'
    '<style:style style:name="tekst" style:family="table-cell" style:parent-style-name="Default" '
    'style:data-style-name="N-tekst"/>'
    '<style:style style:name="kop" style:family="table-cell" style:parent-style-name="tekst">'
    '<style:text-properties fo:font-weight="bold"/></style:style></office:styles></office:document-styles>'
)
_MANIFEST: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<manifest:manifest xmlns:manifest="{_NS}manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{FORMATEN[ODS].inhoudstype}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
