"""Sheets out of an Excel file (also "Strict Open XML"), cell by cell, with what a cell shows beside what it keeps.

Not by openpyxl: that gives a formula without outcome as an empty cell, and in its bounded mode neither what is hidden
nor what is merged. Its tables of formats and its calendar are used. Nothing is reckoned and nothing is fetched.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Context, Decimal
from functools import partial
from typing import Any, Final

from .blad import KOLOMMEN, ONLEESBAAR, RIJEN, Blad, Celsamenvoeging, Rij, Tabelfout, zonder_staart
from .cellen import ZONDER_UITKOMST, Cel, Twijfelcel, foutcel, tekstcel
from .getallen import getal
from .opmaak import ALGEMEEN, GEEN_DAG, is_datum, lees_getal, lees_moment

TE_VEEL_RIJEN: Final = f"Dit bestand heeft meer dan {getal(RIJEN)} rijen. Splits het."
PRECIES: Final = Context(prec=15)
"""Digits that a spreadsheet holds: it writes 0.113 as 0.11299999999999999."""
_PLEK = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ONTSNAPT = re.compile(r"_x([0-9A-Fa-f]{4})_")
_GETAL = re.compile(r"[-+]?\d{1,400}(?:\.\d{1,400})?(?:[eE][-+]?\d{1,3})?", re.ASCII)


def bladen(pakket: zipfile.ZipFile) -> list[Blad]:
    """The sheets in their order; each is read when its rows are asked for."""
    werkmap = Werkmap(pakket)
    uit = []
    for blad in werkmap.boek.iter("{*}sheet"):
        rid = next((w for n, w in blad.attrib.items() if n.rpartition("}")[2] == "id" and n.startswith("{")), "")
        pad = werkmap.paden.get(rid, "")
        if "worksheets" not in pad and pad not in pakket.NameToInfo:
            continue
        naam, verborgen = str(blad.get("name") or ""), blad.get("state") in ("hidden", "veryHidden")
        gevonden = Blad(naam, partial(_rijen, werkmap, pad), verborgen)
        gevonden.opmerkingen = werkmap.heeft_opmerkingen(pad)
        uit.append(gevonden)
    return uit


def _boom(pakket: zipfile.ZipFile, naam: str) -> Any:
    from lxml import etree

    ontleder = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    with pakket.open(naam) as stroom:
        return etree.parse(stroom, ontleder).getroot()


class Werkmap:
    """What the sheets share: texts, formats, and the day from which days are counted."""

    def __init__(self, pakket: zipfile.ZipFile) -> None:
        self.pakket = pakket
        self.boek = _boom(pakket, "xl/workbook.xml")
        eigenschap = next(self.boek.iter("{*}workbookPr"), None)
        self.vanaf_1904 = eigenschap is not None and eigenschap.get("date1904") in ("1", "true")
        self.paden, soorten = self._verwijzingen("xl/workbook.xml")
        strings = next((pad for rid, pad in self.paden.items() if soorten[rid] == "sharedStrings"), "")
        stijlen = next((pad for rid, pad in self.paden.items() if soorten[rid] == "styles"), "")
        self.teksten = self._teksten(strings) if strings in pakket.NameToInfo else []
        self.codes = self._codes(stijlen) if stijlen in pakket.NameToInfo else []

    def _verwijzingen(self, van: str) -> tuple[dict[str, str], dict[str, str]]:
        """Of a part: id → path, and id → kind."""
        map_, naam = posixpath.split(van)
        pad = f"{map_}/_rels/{naam}.rels"
        paden, soorten = {}, {}
        if pad in self.pakket.NameToInfo:
            for rel in _boom(self.pakket, pad).iter("{*}Relationship"):
                doel = str(rel.get("Target") or "")
                rid = str(rel.get("Id"))
                paden[rid] = posixpath.normpath(doel[1:] if doel.startswith("/") else f"{map_}/{doel}")
                soorten[rid] = str(rel.get("Type") or "").rpartition("/")[2]
        return paden, soorten

    def heeft_opmerkingen(self, pad: str) -> bool:
        return "comments" in self._verwijzingen(pad)[1].values()

    def _teksten(self, naam: str) -> list[str]:
        from lxml import etree

        uit = []
        with self.pakket.open(naam) as stroom:
            for _, knoop in etree.iterparse(stroom, tag="{*}si", resolve_entities=False, no_network=True):
                uit.append(_tekst(knoop))
                _laat_los(knoop)
        return uit

    def _codes(self, naam: str) -> list[str]:
        """The number format of each style of a cell."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        boom = _boom(self.pakket, naam)
        eigen = {str(f.get("numFmtId")): str(f.get("formatCode") or ALGEMEEN) for f in boom.iter("{*}numFmt")}
        vormen = next(boom.iter("{*}cellXfs"), None)
        uit = []
        for vorm in vormen if vormen is not None else ():
            nummer = str(vorm.get("numFmtId") or "0")
            ingebouwd = BUILTIN_FORMATS.get(int(nummer), ALGEMEEN) if nummer.isdecimal() else ALGEMEEN
            uit.append(eigen.get(nummer) or ingebouwd)
        return uit

    def code(self, stijl: str | None) -> str:
        nummer = int(stijl) if stijl and stijl.isdecimal() else 0
        return self.codes[nummer] if nummer < len(self.codes) else ALGEMEEN

    def moment(self, maat: Decimal, code: str) -> Cel:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        try:
            gelezen = from_excel(float(maat), MAC_EPOCH if self.vanaf_1904 else WINDOWS_EPOCH)
        except (OverflowError, ValueError):
            return Twijfelcel(GEEN_DAG)
        if gelezen is None or maat < 0 or isinstance(gelezen, timedelta):
            return Twijfelcel(GEEN_DAG)
        if isinstance(gelezen, datetime):
            gelezen = (gelezen + timedelta(milliseconds=500)).replace(microsecond=0)
        return lees_moment(gelezen, code)


def _laat_los(knoop: Any) -> None:
    knoop.clear()
    while knoop.getprevious() is not None:
        del knoop.getparent()[0]


def _tekst(knoop: Any) -> str:
    """Of a text in runs; without the reading aid that Japanese has."""
    delen = [
        t.text or ""
        for t in knoop.iter("{*}t")
        if (ouder := t.getparent()) is None or not str(ouder.tag).endswith("}rPh")
    ]
    return _ONTSNAPT.sub(lambda m: chr(int(m[1], 16)), "".join(delen)).replace("\r\n", "\n")


def _rijen(werkmap: Werkmap, pad: str, blad: Blad) -> Iterator[Rij]:
    from lxml import etree

    nummer = 0
    with werkmap.pakket.open(pad) as stroom:
        stappen = etree.iterparse(
            stroom, tag=("{*}row", "{*}col", "{*}mergeCell"), resolve_entities=False, no_network=True
        )
        for _, knoop in stappen:
            soort = knoop.tag.rpartition("}")[2]
            if soort == "row":
                gezegd = knoop.get("r") or ""
                nummer = int(gezegd) if gezegd.isdecimal() and len(gezegd) < 8 else nummer + 1
                cellen = _cellen(werkmap, knoop)
                if cellen and nummer > 2 * RIJEN:  # row numbers with holes between them
                    raise Tabelfout(TE_VEEL_RIJEN)
                if cellen:
                    if knoop.get("hidden") in ("1", "true"):
                        blad.verborgen_rijen.add(nummer)
                    yield nummer, cellen
                _laat_los(knoop)
            elif soort == "col":
                if knoop.get("hidden") in ("1", "true"):
                    van, tot = int(knoop.get("min") or 1), int(knoop.get("max") or 1)
                    blad.verborgen_kolommen |= set(range(van - 1, min(tot, KOLOMMEN)))
            else:
                begin, _, eind = str(knoop.get("ref") or "").partition(":")
                if (a := _PLEK.fullmatch(begin)) is not None and (b := _PLEK.fullmatch(eind)) is not None:
                    blad.voeg_samen(Celsamenvoeging(int(a[2]), _kolom(a[1]), int(b[2]), _kolom(b[1])))
                _laat_los(knoop)


def _kolom(woord: str) -> int:
    uit = 0
    for teken in woord:
        uit = uit * 26 + ord(teken) - 64
    return uit - 1


def _cellen(werkmap: Werkmap, rij: Any) -> tuple[Cel, ...]:
    cellen: list[Cel] = []
    for knoop in rij.iterchildren("{*}c"):
        plek = _PLEK.match(knoop.get("r") or "")
        kolom = _kolom(plek[1]) if plek else len(cellen)
        cel = _cel(werkmap, knoop)
        if cel is None or cel == "":
            continue
        if kolom > KOLOMMEN:
            kolom = KOLOMMEN
        cellen += [None] * (kolom + 1 - len(cellen))
        cellen[kolom] = cel
    return zonder_staart(cellen)


def _cel(werkmap: Werkmap, knoop: Any) -> Cel:
    soort = knoop.get("t") or "n"
    formule = inhoud = binnen = None
    for kind in knoop:
        naam = str(kind.tag).rpartition("}")[2]
        if naam == "f":
            formule = kind
        elif naam == "v":
            inhoud = kind
        elif naam == "is":
            binnen = kind
    if soort == "inlineStr":
        return tekstcel(_tekst(binnen)) if binnen is not None else None
    waarde = inhoud.text or "" if inhoud is not None else ""
    if not waarde:
        uitkomst = soort == "str" and inhoud is not None  # an outcome that is an empty text
        return Twijfelcel(ZONDER_UITKOMST) if formule is not None and not uitkomst else None
    if soort == "s":
        return tekstcel(werkmap.teksten[int(waarde)])
    if soort == "str":
        return tekstcel(_ONTSNAPT.sub(lambda m: chr(int(m[1], 16)), waarde))
    if soort == "b":
        return waarde in ("1", "true")
    if soort == "e":
        return foutcel(waarde)
    code = werkmap.code(knoop.get("s"))
    if soort == "d":
        return lees_moment(datetime.fromisoformat(waarde.removesuffix("Z")), code if is_datum(code) else "yyyy-mm-dd")
    if not _GETAL.fullmatch(waarde):
        raise Tabelfout(ONLEESBAAR)
    maat = PRECIES.create_decimal(waarde)
    return werkmap.moment(maat, code) if is_datum(code) else lees_getal(maat, code)
