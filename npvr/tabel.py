"""A table out of a file: xlsx, ods, csv or a table in Word, by its content and not by its name. Pure; imports no app.

What is no table, is damaged, or is far larger than a register is refused with one Dutch sentence before much of it is
read: the packages are weighed while they unpack, because what they say of themselves may be a lie. What may not be
taken for sure is handed on as such: a cell that shows something else than it keeps, a row that is hidden or holds sums.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Final

from . import ods, wordtabel, xlsx
from .blad import KOLOMMEN, ONLEESBAAR, RIJEN, TE_VEEL_KOLOMMEN, ZOEKT, Blad, Rij, Tabelfout, letters, zonder_staart
from .cellen import Cel, Twijfelcel, als_tekst, is_leeg, tekstcel
from .codering import AFGEBROKEN, Onleesbaar, ontcijfer
from .getallen import getal, opsomming
from .xlsx import TE_VEEL_RIJEN
from .xmlkeur import VerbodenXml, Voorwerk

__all__ = ["GROOTST", "RIJEN", "TE_GROOT", "TE_VEEL_RIJEN", "Cel", "Tabel", "Tabelfout", "als_tekst", "lees_tabel"]

GROOTST: Final = 5 * 1024 * 1024
UITGEPAKT: Final = 60 * 1024 * 1024
CEL: Final = 60_000
CELLEN: Final = 500_000
BIJDEEL: Final = 4 * 1024 * 1024  # of a part of a package that is no sheet and no text of one
BLADEN: Final = 200

TE_GROOT: Final = "Dit bestand is groter dan 5 MB. Splits het."
TE_VEEL_UITGEPAKT: Final = "Dit bestand is uitgepakt te groot. Splits het."
BESCHADIGD: Final = "Dit bestand is beschadigd: het is niet uit te pakken."
VERBORGEN: Final = "Deze rij is verborgen in het bestand."
TOTALEN: Final = "Dit lijkt een rij met totalen, geen rij van de tabel."
GEEN_TABEL: Final = "In dit Word-bestand staat geen tabel."
LOS: Final = "Deze rij staat los onder de tabel en heeft maar één gevulde cel."
_TOTAAL = re.compile(r"(?:sub|eind|generaal )?tota(?:al|len)(?: generaal)?|som|gemiddelde|(?:sub|grand )?total", re.I)


@dataclass(frozen=True, slots=True)
class Tabel:
    """One sheet of a file. `gelezen` says in Dutch how it was read; rows without any value are left out.

    `twijfel` holds per number of a row why it may be no row of the table; `let_op` are sentences about the file.
    """

    soort: str  # xlsx, ods, csv, docx
    kop: tuple[str, ...]
    rijen: tuple[Rij, ...]
    gelezen: str
    twijfel: dict[int, str] = field(default_factory=dict)
    let_op: tuple[str, ...] = ()
    koprij: int = 1


def kale_naam(naam: str) -> str:
    """The name of a column without what people add to it: "Naam *" and "naam:" are one."""
    return " ".join(naam.casefold().replace("_", " ").replace("*", "").split()).rstrip(":?")


def lees_tabel(inhoud: bytes, bekend: Collection[str] = ()) -> Tabel:
    """Raises Tabelfout. Under 2 s and 300 MB, whatever is handed in.

    `bekend` are names of columns (as `kale_naam` gives them): they tell which sheet and which row to begin with.
    """
    if len(inhoud) > GROOTST:
        raise Tabelfout(TE_GROOT)
    if not inhoud.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        raise Tabelfout("Het bestand is leeg.")
    if inhoud.startswith(b"PK"):
        return _pakket(inhoud, frozenset(bekend))
    if inhoud.startswith(b"\xd0\xcf\x11\xe0"):
        raise Tabelfout("Dit is een oud of beveiligd Excel-bestand. Sla het zonder wachtwoord op als .xlsx.")
    if inhoud.lstrip()[:5] == b"%PDF-":
        raise Tabelfout("Dit is een PDF. Geef een tabel als xlsx, ods of csv.")
    return _csv(inhoud, frozenset(bekend))


# ---- which sheet, and which row holds the names ----


def _bekende(cellen: Iterable[Cel], bekend: frozenset[str]) -> int:
    return len({naam for cel in cellen if (naam := kale_naam(als_tekst(cel))) in bekend})


def _begin(blad: Blad, bekend: frozenset[str]) -> tuple[int, list[Rij]]:
    """How many names of columns the best of the first rows has, and those rows up to and with that one."""
    hoeveel = ZOEKT if bekend else 1
    eerste = list(islice(blad.rijen(), hoeveel)) if blad.begin is None else blad.begin[:hoeveel]
    scores = [_bekende(cellen, bekend) for _, cellen in eerste]
    hoogste = max(scores, default=0)
    return hoogste, eerste[: scores.index(hoogste) + 1] if eerste else []


def _kies_blad(bladen: list[Blad], bekend: frozenset[str]) -> tuple[Blad, list[Rij], list[str]]:
    """The first sheet that people see with names of columns on it, and what to say about the others."""
    if len(bladen) > BLADEN:
        raise Tabelfout("Dit bestand heeft te veel bladen. Geef een bestand met één blad.")
    gezien = [b for b in bladen if not b.verborgen] or bladen
    gevonden = None
    for blad in gezien[:ZOEKT]:
        hoogste, tot_kop = _begin(blad, bekend)
        if tot_kop and (gevonden is None or hoogste):
            gevonden = (blad, tot_kop)
        if hoogste or (tot_kop and not bekend):
            break
    if gevonden is None:
        raise Tabelfout("In dit bestand staat geen tabel: er is geen rij met kolomnamen.")
    if len(bladen) == 1:
        return *gevonden, []
    ander = [f"‘{b.naam[:40]}’{' (verborgen)' if b.verborgen else ''}" for b in bladen if b is not gevonden[0]]
    namen = opsomming(ander[:5]) if len(ander) < 6 else f"{', '.join(ander[:5])} en andere"
    woord = "het blad" if len(ander) == 1 else "de bladen"
    return *gevonden, [f"Gelezen is het blad ‘{gevonden[0].naam[:40]}’. Niet gelezen: {woord} {namen}."]


# ---- what is the same for every kind ----


def _maak(soort: str, bladen: list[Blad], bekend: frozenset[str], gelezen: str) -> Tabel:
    """Head and body; stops at the first row too many."""
    blad, tot_kop, let_op = _kies_blad(bladen, bekend)
    koprij, koptekst = tot_kop[-1]
    kop = tuple(als_tekst(cel) for cel in koptekst)
    kaal = [kale_naam(naam) for naam in kop]
    namen = [naam for naam in kaal if naam]
    if len(set(namen)) < len(namen):
        raise Tabelfout("In de rij met kolomnamen staat een naam twee keer. Haal er een weg.")
    let_op += _boven(tot_kop[:-1])
    lijf: list[Rij] = []
    twijfel: dict[int, str] = {}
    zonder_naam: set[int] = set()
    herhaald: list[int] = []
    vorige = koprij
    for nummer, ruw in blad.rijen():
        if nummer <= koprij:
            continue
        cellen = zonder_staart(list(ruw))
        if not cellen:
            continue
        if len(lijf) + len(herhaald) >= RIJEN:
            raise Tabelfout(TE_VEEL_RIJEN)
        if kale_naam(als_tekst(cellen[0])) == kaal[0] and [kale_naam(als_tekst(c)) for c in cellen] == kaal:
            herhaald.append(nummer)
            continue
        if any(isinstance(cel, str) and len(cel) > CEL for cel in cellen):
            raise Tabelfout(f"In rij {nummer} staat een cel met meer dan {getal(CEL)} tekens.")
        if len(cellen) > len(kop) and soort == "csv":
            raise Tabelfout(f"Rij {nummer} heeft meer cellen dan er kolomnamen zijn. Kijk de scheidingstekens na.")
        zonder_naam |= {n for n, cel in enumerate(cellen) if not is_leeg(cel) and not (n < len(kop) and kop[n])}
        if zin := _rijtwijfel(cellen, kop, nummer > vorige + 1 and bool(lijf)):
            twijfel[nummer] = zin
        lijf.append((nummer, tuple(cellen[: len(kop)]) + (None,) * (len(kop) - len(cellen))))
        vorige = nummer
    nummers = {nummer for nummer, _ in lijf}
    twijfel |= dict.fromkeys(blad.verborgen_rijen & nummers, VERBORGEN)
    let_op += _over_kolommen(blad, kop, zonder_naam)
    if verborgen := blad.verborgen_rijen & nummers:
        let_op.append(f"Verborgen in het bestand, maar wel gelezen: {_genummerd(verborgen)}.")
    if herhaald:
        let_op.append(f"Niet gelezen, omdat daar de kolomnamen opnieuw staan: {_genummerd(herhaald)}.")
    if blad.opmerkingen:
        let_op.append("Opmerkingen bij cellen zijn niet gelezen.")
    return Tabel(soort, kop, tuple(_met_samenvoegingen(blad, lijf)), gelezen, twijfel, tuple(let_op), koprij)


def _boven(rijen: list[Rij]) -> list[str]:
    uit = []
    for nummer, cellen in rijen[:3]:
        woorden = " ".join(" ".join(als_tekst(c) for c in cellen if not is_leeg(c)).split())
        uit.append(f"Rij {nummer} staat boven de kolomnamen en is niet gelezen: ‘{woorden[:80]}’.")
    if len(rijen) > 3:
        uit.append(f"Boven de kolomnamen staan nog {getal(len(rijen) - 3)} rijen die niet zijn gelezen.")
    return uit


def _genummerd(nummers: Iterable[int]) -> str:
    rij = sorted(nummers)
    if len(rij) == 1:
        return f"rij {rij[0]}"
    return f"rijen {opsomming(rij)}" if len(rij) < 9 else f"rijen {', '.join(map(str, rij[:8]))} en nog {len(rij) - 8}"


def _over_kolommen(blad: Blad, kop: tuple[str, ...], zonder_naam: set[int]) -> list[str]:
    uit = []
    if verborgen := [f"‘{kop[n][:60]}’" for n in sorted(blad.verborgen_kolommen) if n < len(kop) and kop[n]]:
        woord = "kolom" if len(verborgen) == 1 else "kolommen"
        uit.append(f"Verborgen in het bestand, maar wel gelezen: {woord} {opsomming(verborgen[:8])}.")
    if zonder_naam:
        rij = [letters(n) for n in sorted(zonder_naam)]
        een = "Kolom {} heeft geen naam en is niet gelezen." if len(rij) == 1 else ""
        uit.append((een or "De kolommen {} hebben geen naam en zijn niet gelezen.").format(opsomming(rij[:8])))
    return uit


def _rijtwijfel(cellen: tuple[Cel, ...], kop: tuple[str, ...], los: bool) -> str:
    gevuld = [cel for cel in cellen if not is_leeg(cel)]
    if gevuld and isinstance(gevuld[0], str) and _TOTAAL.fullmatch(gevuld[0].strip().rstrip(":")):
        return TOTALEN
    return LOS if los and len(gevuld) == 1 and sum(1 for naam in kop if naam) > 2 else ""


def _met_samenvoegingen(blad: Blad, lijf: list[Rij]) -> Iterator[Rij]:
    """Cells that were merged into another one do not say what they hold."""
    bedekt = blad.bedekt({nummer for nummer, _ in lijf}) if blad.samen else {}
    gevuld = {(n, k) for n, cellen in lijf for k, cel in enumerate(cellen) if not is_leeg(cel)} if bedekt else set()
    for nummer, cellen in lijf:
        uit = list(cellen)
        for kolom, s in bedekt.get(nummer, {}).items():
            if kolom < len(uit) and is_leeg(uit[kolom]) and (s.boven, s.links) in gevuld:
                plek = f"{letters(s.links)}{s.boven}"
                uit[kolom] = Twijfelcel(
                    f"Deze cel is samengevoegd met cel {plek}. Hef de samenvoeging op en vul beide cellen in."
                )
        yield nummer, tuple(uit)


# ---- csv ----

_SCHEIDING: Final = {";": "puntkomma’s", ",": "komma’s", "\t": "tabs"}


def _csv(inhoud: bytes, bekend: frozenset[str]) -> Tabel:
    try:
        tekst, codering = ontcijfer(inhoud)
    except Onleesbaar as fout:
        if fout.soort == AFGEBROKEN:
            raise Tabelfout("Het bestand is beschadigd: de tekst breekt af midden in een teken.") from fout
        raise Tabelfout("Dit bestand is geen tabel. Geef een bestand als xlsx, ods of csv.") from fout
    alles = tekst.removeprefix("\ufeff")
    tekst = alles.lstrip("\r\n")
    kop, eerste = tekst.split("\n", 1)[0], 1 + alles[: len(alles) - len(tekst)].count("\n")
    if (gezegd := re.fullmatch(r"sep=([;,\t])\s*", kop)) is not None:  # Excel's own way to say so
        teken, tekst, eerste = gezegd[1], tekst.partition("\n")[2], eerste + 1
    else:
        teken = _scheiding(tekst, bekend)
    csv.field_size_limit(GROOTST)
    blad = Blad("", partial(_csv_rijen, tekst, teken, eerste))
    return _maak("csv", [blad], bekend, f"csv in {codering}, gescheiden door {_SCHEIDING[teken]}")


def _scheiding(tekst: str, bekend: frozenset[str]) -> str:
    """What parts the cells: what gives the most names of columns, and else what the first line has most of."""
    regels = tekst.split("\n", ZOEKT)[:ZOEKT]

    def namen(teken: str) -> int:
        return max(_bekende((woord.strip('" \r') for woord in regel[:CEL].split(teken)), bekend) for regel in regels)

    return max(_SCHEIDING, key=lambda t: (namen(t), _buiten_aanhalingen(regels[0]).count(t)))


def _csv_rijen(tekst: str, teken: str, eerste: int, _: Blad) -> Iterator[Rij]:
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=teken, strict=True)
    try:
        for nummer, rij in enumerate(lezer, eerste):
            if len(rij) > KOLOMMEN and any(rij[KOLOMMEN:]):
                raise Tabelfout(TE_VEEL_KOLOMMEN)
            if any(rij):
                yield nummer, tuple(tekstcel(cel) for cel in rij[:KOLOMMEN])
    except csv.Error as fout:
        raise Tabelfout(
            f"De aanhalingstekens in regel {lezer.line_num} kloppen niet. Misschien is het bestand afgebroken."
        ) from fout


def _buiten_aanhalingen(regel: str) -> str:
    return re.sub(r'"[^"]*"', "", regel)


# ---- xlsx and ods ----

_RIJ = re.compile(rb"<(?:\w+:)?row[ />]")
_CEL = re.compile(rb"<(?:\w+:)?(?:c|si|(?:covered-)?table-cell|table-row)[ />]")
_VER = re.compile(rb"""\br=["']([A-Z]{3}|(?:C[W-Z]|[D-Z][A-Z]))\d""")


_PAKKETTEN: Final = {"xlsx": xlsx.bladen, "ods": ods.bladen, "docx": wordtabel.bladen}


def _pakket(inhoud: bytes, bekend: frozenset[str]) -> Tabel:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            namen = pakket.NameToInfo
            if "xl/workbook.xml" in namen:
                soort, delen = "xlsx", "Excel"
            elif "content.xml" in namen:
                soort, delen = "ods", "OpenDocument"
            elif "word/document.xml" in namen:
                soort, delen = "docx", "Word"
            else:
                raise Tabelfout("Dit zipbestand is geen werkblad. Geef een tabel als xlsx, ods of csv.")
            _keur(pakket)
            if soort == "ods" and b"opendocument.spreadsheet" not in _soort(pakket):
                raise Tabelfout("Dit is een tekstdocument, geen werkblad. Geef een tabel als xlsx, ods of csv.")
            bladen = _PAKKETTEN[soort](pakket)
            if not bladen:
                raise Tabelfout(GEEN_TABEL if soort == "docx" else ONLEESBAAR)
            wat = "tabel uit Word" if soort == "docx" else f"werkblad van {delen}"
            return _maak(soort, bladen, bekend, wat)
    except Tabelfout:
        raise
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, OverflowError) as fout:
        raise Tabelfout(BESCHADIGD) from fout
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError) as fout:
        raise Tabelfout(ONLEESBAAR) from fout
    except Exception as fout:
        if type(fout).__module__.partition(".")[0] not in ("lxml", "xml", "zlib", "openpyxl", "_struct", "struct"):
            raise
        raise Tabelfout(BESCHADIGD if type(fout).__module__ == "zlib" else ONLEESBAAR) from fout


def _soort(pakket: zipfile.ZipFile) -> bytes:
    if "mimetype" not in pakket.NameToInfo:
        return b""
    with pakket.open("mimetype") as stroom:
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
        voorwerk = Voorwerk() if deel.filename.endswith((".xml", ".rels")) else None
        blad = deel.filename.startswith("xl/worksheets/")
        telt = blad or deel.filename in ("xl/sharedStrings.xml", "content.xml", "word/document.xml")
        if deel.filename.endswith((".xml", ".rels")) and not telt and deel.file_size > BIJDEEL:
            raise Tabelfout(TE_VEEL_UITGEPAKT)
        with pakket.open(deel) as stroom:
            while blok := stroom.read(1 << 18):
                if (over := over - len(blok)) < 0:
                    raise Tabelfout(TE_VEEL_UITGEPAKT)
                samen = staart + blok
                if voorwerk is not None:
                    try:
                        voorwerk.neem(blok)
                    except VerbodenXml as fout:
                        raise Tabelfout("Dit bestand bevat XML die niet is toegestaan (DOCTYPE).") from fout
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
