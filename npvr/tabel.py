"""A table out of a file: xlsx, ods or csv, by its content and not by its name. Pure; imports no app.

What is no table, is damaged, or is far larger than a register is refused with one Dutch sentence before much of it is
read: the packages are weighed while they unpack, because what they say of themselves may be a lie.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from .codering import AFGEBROKEN, Onleesbaar, ontcijfer
from .getallen import getal

GROOTST: Final = 5 * 1024 * 1024
UITGEPAKT: Final = 60 * 1024 * 1024
RIJEN: Final = 20_000
KOLOMMEN: Final = 100
CEL: Final = 60_000
CELLEN: Final = 500_000
BIJDEEL: Final = 4 * 1024 * 1024  # of a part of a package that is no sheet and no text of one

TE_GROOT: Final = "Dit bestand is groter dan 5 MB. Splits het."
TE_VEEL_UITGEPAKT: Final = "Dit bestand is uitgepakt te groot. Splits het."
TE_VEEL_RIJEN: Final = f"Dit bestand heeft meer dan {getal(RIJEN)} rijen. Splits het."
TE_VEEL_KOLOMMEN: Final = f"Dit bestand heeft meer dan {KOLOMMEN} kolommen. Dat is geen tabel uit dit portaal."
BESCHADIGD: Final = "Dit bestand is beschadigd: het is niet uit te pakken."
_ONLEESBAAR: Final = "Dit bestand is geen leesbaar werkblad; het is beschadigd."

Cel = str | int | float | Decimal | date | datetime | time | bool | None
Rij = tuple[int, tuple[Cel, ...]]
"""Number of the row as the spreadsheet counts it, and its cells."""


class Tabelfout(ValueError):
    """The file cannot be read as a table. The message is one Dutch sentence; it never quotes the file."""


@dataclass(frozen=True, slots=True)
class Tabel:
    """The first sheet of a file. `gelezen` says in Dutch how it was read; rows without any value are left out."""

    soort: str  # xlsx, ods, csv
    kop: tuple[str, ...]
    rijen: tuple[Rij, ...]
    gelezen: str


def lees_tabel(inhoud: bytes) -> Tabel:
    """Raises Tabelfout. Under 2 s and 300 MB, whatever is handed in."""
    if len(inhoud) > GROOTST:
        raise Tabelfout(TE_GROOT)
    if not inhoud.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        raise Tabelfout("Het bestand is leeg.")
    if inhoud.startswith(b"PK"):
        return _pakket(inhoud)
    if inhoud.startswith(b"\xd0\xcf\x11\xe0"):
        raise Tabelfout("Dit is een oud of beveiligd Excel-bestand. Sla het zonder wachtwoord op als .xlsx.")
    if inhoud.lstrip()[:5] == b"%PDF-":
        raise Tabelfout("Dit is een PDF. Geef een tabel als xlsx, ods of csv.")
    return _csv(inhoud)


# ---- what is the same for every kind ----


def _maak(soort: str, rijen: Iterable[Rij], gelezen: str) -> Tabel:
    """Head and body; stops at the first row too many."""
    kop: tuple[str, ...] = ()
    lijf: list[Rij] = []
    for nummer, cellen in rijen:
        while cellen and (cellen[-1] is None or cellen[-1] == ""):
            cellen = cellen[:-1]
        if not cellen:
            continue
        if len(cellen) > KOLOMMEN:
            raise Tabelfout(TE_VEEL_KOLOMMEN)
        if not kop:
            kop = tuple(als_tekst(cel) for cel in cellen)
            namen = [naam.casefold() for naam in kop if naam]
            if len(set(namen)) < len(namen):
                raise Tabelfout("In de eerste rij staat een kolomnaam twee keer. Haal er een weg.")
            continue
        if len(lijf) >= RIJEN:
            raise Tabelfout(TE_VEEL_RIJEN)
        if any(isinstance(cel, str) and len(cel) > CEL for cel in cellen):
            raise Tabelfout(f"In rij {nummer} staat een cel met meer dan {getal(CEL)} tekens.")
        lijf.append((nummer, tuple(cellen[: len(kop)]) + (None,) * (len(kop) - len(cellen))))
        if len(cellen) > len(kop):
            raise Tabelfout(f"Rij {nummer} heeft meer cellen dan er kolomnamen zijn. Kijk de scheidingstekens na.")
    if not kop:
        raise Tabelfout("In dit bestand staat geen tabel: er is geen rij met kolomnamen.")
    return Tabel(soort, kop, tuple(lijf), gelezen)


def als_tekst(cel: Cel) -> str:
    """A cell as people would type it: whole numbers without decimals, days as 2026-11-20, ja and nee."""
    if cel is None:
        return ""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, datetime):
        return f"{cel:%Y-%m-%d}" if cel.time() == time.min else f"{cel:%Y-%m-%d %H:%M}"
    if isinstance(cel, date):
        return cel.isoformat()
    if isinstance(cel, float):
        return str(int(cel)) if cel.is_integer() and abs(cel) < 1e15 else str(cel).replace(".", ",")
    return str(cel).replace("\r\n", "\n").strip(" \t\n\r\u00a0")


# ---- numbers in text ----

_GETAL = re.compile(r"[-−+]?\d+(?:[.,]\d+)+|[-−+]?\d+")


def decimaaltekens(cellen: Iterable[object]) -> set[str]:
    """Which of "," and "." plainly parts decimals in these cells: "12,5" does, "1.000" may be either."""
    uit: set[str] = set()
    for cel in cellen:
        woord = cel.strip() if isinstance(cel, str) else ""
        if not _GETAL.fullmatch(woord):
            continue
        komma, punt = woord.count(","), woord.count(".")
        if komma and punt:
            uit.add("," if woord.rindex(",") > woord.rindex(".") else ".")
        elif komma + punt > 1:
            uit.add("." if komma else ",")
        elif komma + punt == 1:
            heel, rest = re.split("[.,]", woord)
            if len(rest) != 3 or heel.lstrip("-−+") == "0" or len(heel.lstrip("-−+")) > 3:
                uit.add("," if komma else ".")
    return uit


def lees_getal(cel: object, decimaal: str) -> Decimal | None:
    """The number of a cell where `decimaal` parts its decimals; None where it is no number written so."""
    woord = cel.strip().replace("−", "-") if isinstance(cel, str) else ""
    duizend = "." if decimaal == "," else ","
    if not re.fullmatch(rf"[-+]?(?:\d+|\d{{1,3}}(?:\{duizend}\d{{3}})+)(?:\{decimaal}\d+)?", woord, re.ASCII):
        return None
    return Decimal(woord.replace(duizend, "").replace(decimaal, "."))


# ---- csv ----

_SCHEIDING: Final = {";": "puntkomma’s", ",": "komma’s", "\t": "tabs"}


def _csv(inhoud: bytes) -> Tabel:
    try:
        tekst, codering = ontcijfer(inhoud)
    except Onleesbaar as fout:
        if fout.soort == AFGEBROKEN:
            raise Tabelfout("Het bestand is beschadigd: de tekst breekt af midden in een teken.") from fout
        raise Tabelfout("Dit bestand is geen tabel. Geef een bestand als xlsx, ods of csv.") from fout
    tekst = tekst.removeprefix("\ufeff").lstrip("\r\n")
    kop = tekst.split("\n", 1)[0]
    if (gezegd := re.fullmatch(r"sep=([;,\t])\s*", kop)) is not None:  # Excel's own way to say so
        teken, tekst = gezegd[1], tekst.partition("\n")[2]
    else:
        teken = max(_SCHEIDING, key=lambda t: _buiten_aanhalingen(kop).count(t))
    csv.field_size_limit(GROOTST)

    def rijen() -> Iterator[Rij]:
        lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=teken, strict=True)
        try:
            for nummer, rij in enumerate(lezer, 1):
                if len(rij) > KOLOMMEN and any(rij[KOLOMMEN:]):
                    raise Tabelfout(TE_VEEL_KOLOMMEN)
                yield nummer, tuple(rij[:KOLOMMEN])
        except csv.Error as fout:
            raise Tabelfout(
                f"De aanhalingstekens in regel {lezer.line_num} kloppen niet. Misschien is het bestand afgebroken."
            ) from fout

    return _maak("csv", rijen(), f"csv in {codering}, gescheiden door {_SCHEIDING[teken]}")


def _buiten_aanhalingen(regel: str) -> str:
    return re.sub(r'"[^"]*"', "", regel)


# ---- xlsx and ods ----

_RIJ = re.compile(rb"<(?:\w+:)?row[ />]")
_CEL = re.compile(rb"<(?:\w+:)?(?:c|si|(?:covered-)?table-cell|table-row)[ />]")
_VER = re.compile(rb"""\br=["']([A-Z]{3}|(?:C[W-Z]|[D-Z][A-Z]))\d""")


def _pakket(inhoud: bytes) -> Tabel:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            namen = pakket.NameToInfo
            if "xl/workbook.xml" in namen:
                soort, delen = "xlsx", "Excel"
            elif "content.xml" in namen:
                soort, delen = "ods", "OpenDocument"
            else:
                raise Tabelfout("Dit zipbestand is geen werkblad. Geef een tabel als xlsx, ods of csv.")
            _keur(pakket)
            if soort == "ods" and b"opendocument.spreadsheet" not in _begin(pakket, "mimetype"):
                raise Tabelfout("Dit is een tekstdocument, geen werkblad. Geef een tabel als xlsx, ods of csv.")
            rijen = _xlsx(inhoud) if soort == "xlsx" else _ods(pakket)
            return _maak(soort, rijen, f"werkblad van {delen}")
    except Tabelfout:
        raise
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, OverflowError) as fout:
        raise Tabelfout(BESCHADIGD) from fout
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError) as fout:
        raise Tabelfout(_ONLEESBAAR) from fout
    except Exception as fout:
        if type(fout).__module__.partition(".")[0] not in ("lxml", "xml", "zlib", "openpyxl", "_struct", "struct"):
            raise
        raise Tabelfout(BESCHADIGD if type(fout).__module__ == "zlib" else _ONLEESBAAR) from fout


def _begin(pakket: zipfile.ZipFile, naam: str) -> bytes:
    if naam not in pakket.NameToInfo:
        return b""
    with pakket.open(naam) as stroom:
        return stroom.read(100)


def _keur(pakket: zipfile.ZipFile) -> None:
    """Weigh what unpacks; refuse macros, passwords, XML with entities, and sheets without end."""
    delen = pakket.infolist()
    if len(delen) > 2_000 or sum(deel.file_size for deel in delen) > UITGEPAKT:
        raise Tabelfout(TE_VEEL_UITGEPAKT)
    macro = ("vbaproject.bin", "vbadata.xml")
    if any(d.filename.lower().endswith(macro) or d.filename.startswith(("Basic/", "Scripts/")) for d in delen):
        raise Tabelfout("Dit bestand bevat macro’s. Sla het op als gewoon werkblad (.xlsx of .ods).")
    if any(deel.flag_bits & 1 for deel in delen):
        raise Tabelfout("Dit bestand is beveiligd met een wachtwoord. Haal dat eraf en probeer het opnieuw.")
    over = UITGEPAKT
    for deel in delen:
        rijen, cellen, staart = 0, 0, b""
        blad = deel.filename.startswith("xl/worksheets/")
        telt = blad or deel.filename in ("xl/sharedStrings.xml", "content.xml")
        if deel.filename.endswith((".xml", ".rels")) and not telt and deel.file_size > BIJDEEL:
            raise Tabelfout(TE_VEEL_UITGEPAKT)
        with pakket.open(deel) as stroom:
            while blok := stroom.read(1 << 18):
                if (over := over - len(blok)) < 0:
                    raise Tabelfout(TE_VEEL_UITGEPAKT)
                samen = staart + blok
                if deel.filename.endswith((".xml", ".rels")) and b"<!" in samen.replace(b"\x00", b""):
                    kaal = samen.replace(b"\x00", b"")
                    if b"<!DOCTYPE" in kaal or b"<!ENTITY" in kaal:
                        raise Tabelfout("Dit bestand bevat XML die niet is toegestaan (DOCTYPE).")
                if deel.filename == "META-INF/manifest.xml" and b"encryption-data" in samen:
                    raise Tabelfout(
                        "Dit bestand is beveiligd met een wachtwoord. Haal dat eraf en probeer het opnieuw."
                    )
                if blad:
                    rijen += sum(1 for rij in _RIJ.finditer(samen) if rij.end() > len(staart))
                    if rijen > 5 * RIJEN:
                        raise Tabelfout(TE_VEEL_RIJEN)
                    if _VER.search(samen):
                        raise Tabelfout(TE_VEEL_KOLOMMEN)
                if telt and (cellen := cellen + sum(1 for c in _CEL.finditer(samen) if c.end() > len(staart))) > CELLEN:
                    raise Tabelfout(TE_VEEL_UITGEPAKT)
                staart = samen[-32:]


def _xlsx(inhoud: bytes) -> Iterator[Rij]:
    """The first sheet. Values of formulas are those that the spreadsheet kept; nothing is reckoned, nothing fetched."""
    import openpyxl

    boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True, keep_links=False)
    try:
        if not boek.worksheets:
            raise Tabelfout(_ONLEESBAAR)
        blad = boek.worksheets[0]
        blad.reset_dimensions()  # what a sheet says of its own size may be a lie
        for nummer, rij in enumerate(blad.iter_rows(max_col=KOLOMMEN + 1, values_only=True), 1):
            if nummer > 2 * RIJEN:  # row numbers with holes between them
                raise Tabelfout(TE_VEEL_RIJEN)
            yield nummer, tuple(rij)
    finally:
        boek.close()


_TAFEL: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_KANTOOR: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEKST: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _ods(pakket: zipfile.ZipFile) -> Iterator[Rij]:
    """The first sheet, row by row: what was read is let go."""
    from lxml import etree

    nummer = 0
    with pakket.open("content.xml") as stroom:
        stappen = etree.iterparse(
            stroom,
            events=("end",),
            tag=(f"{_TAFEL}table-row", f"{_TAFEL}table"),
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
        )
        for _, knoop in stappen:
            if knoop.tag == f"{_TAFEL}table":
                return
            keer = _keer(knoop, "number-rows-repeated")
            cellen = _ods_cellen(knoop)
            if any(cel not in (None, "") for cel in cellen):
                if keer > RIJEN:
                    raise Tabelfout(TE_VEEL_RIJEN)
                for n in range(keer):
                    yield nummer + n + 1, cellen
            nummer += keer
            knoop.clear()
            while knoop.getprevious() is not None:
                del knoop.getparent()[0]


def _keer(knoop: Any, naam: str) -> int:
    keer = str(knoop.get(f"{_TAFEL}{naam}") or "1")
    if not re.fullmatch(r"\d{1,9}", keer, re.ASCII):
        raise Tabelfout(_ONLEESBAAR)
    return max(1, int(keer))


def _ods_cellen(rij: Any) -> tuple[Cel, ...]:
    cellen: list[Cel] = []
    for knoop in rij.iterchildren(f"{_TAFEL}table-cell", f"{_TAFEL}covered-table-cell"):
        keer, cel = _keer(knoop, "number-columns-repeated"), _ods_cel(knoop)
        if len(cellen) + keer > KOLOMMEN:
            if cel not in (None, ""):
                raise Tabelfout(TE_VEEL_KOLOMMEN)
            keer = max(0, KOLOMMEN - len(cellen))
            if keer == 0:
                continue
        cellen += [cel] * keer
    return tuple(cellen)


def _ods_cel(knoop: Any) -> Cel:
    soort = knoop.get(f"{_KANTOOR}value-type") or ""
    if soort in ("float", "percentage", "currency") and (waarde := knoop.get(f"{_KANTOOR}value")):
        maat = (
            Decimal(waarde)
            if re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", waarde, re.ASCII)
            else Decimal(str(float(waarde)))
        )
        return int(maat) if maat == maat.to_integral_value() else float(maat)
    if soort == "date" and (dag := knoop.get(f"{_KANTOOR}date-value")):
        return datetime.fromisoformat(dag) if "T" in dag else date.fromisoformat(dag)
    if soort == "boolean":
        return str(knoop.get(f"{_KANTOOR}boolean-value")) == "true"
    alineas = ["".join(_ods_tekst(p)) for p in knoop.iterchildren(f"{_TEKST}p")]
    return "\n".join(alineas) if alineas else None


def _ods_tekst(knoop: Any) -> Iterator[str]:
    yield knoop.text or ""
    for kind in knoop:
        if kind.tag == f"{_TEKST}s":
            aantal = str(kind.get(f"{_TEKST}c") or "1")
            yield " " * (min(int(aantal), 1000) if aantal.isascii() and aantal.isdigit() else 1)
        elif kind.tag == f"{_TEKST}tab":
            yield "\t"
        elif kind.tag == f"{_TEKST}line-break":
            yield "\n"
        elif kind.tag in (f"{_TEKST}span", f"{_TEKST}a"):
            yield from _ods_tekst(kind)
        yield kind.tail or ""
