"""Sheets out of an OpenDocument file, cell by cell, with what a cell shows beside what it keeps.

Formats are written over into the form that Excel has, so that one reader (`opmaak`) knows what they show.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from typing import Any, Final

from .blad import (
    KOLOMMEN,
    ONLEESBAAR,
    RIJEN,
    SAMEN,
    TE_VEEL_KOLOMMEN,
    ZOEKT,
    Blad,
    Celsamenvoeging,
    Rij,
    Tabelfout,
    zonder_staart,
)
from .cellen import ZONDER_UITKOMST, Cel, Twijfelcel, foutcel, is_leeg, tekstcel
from .opmaak import ALGEMEEN, DUUR, GEEN_DAG, is_datum, lees_getal, lees_moment
from .xlsx import PRECIES, TE_VEEL_RIJEN

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_TAFEL: Final = f"{{{_NS}table:1.0}}"
_KANTOOR: Final = f"{{{_NS}office:1.0}}"
_TEKST: Final = f"{{{_NS}text:1.0}}"
_STIJL: Final = f"{{{_NS}style:1.0}}"
_NUMMER: Final = f"{{{_NS}datastyle:1.0}}"
_CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TIJD = re.compile(r"PT(\d{1,9})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S", re.ASCII)
_GETAL = re.compile(r"[-+]?\d{1,400}(?:\.\d{1,400})?(?:[eE][-+]?\d{1,3})?", re.ASCII)
_DELEN: Final = {
    "year": ("yy", "yyyy"), "day": ("d", "dd"), "day-of-week": ("ddd", "dddd"), "quarter": ("q", "qq"),
    "hours": ("h", "hh"), "minutes": ("m", "mm"), "seconds": ("s", "ss"), "am-pm": ("AM/PM", "AM/PM"),
}  # fmt: skip


def bladen(pakket: zipfile.ZipFile) -> list[Blad]:
    """The sheets in their order; each is read when its rows are asked for."""
    stijlen = OdsStijlen()
    if "styles.xml" in pakket.NameToInfo:
        with pakket.open("styles.xml") as stroom:
            for _, knoop in _stappen(stroom, ("end",), f"{_KANTOOR}styles", f"{_KANTOOR}automatic-styles"):
                stijlen.leer(knoop)
    uit: list[Blad] = []
    kolomstijl: list[str | None] = []
    nummer = 0
    with pakket.open("content.xml") as stroom:
        tags = (
            f"{_KANTOOR}automatic-styles",
            f"{_TAFEL}table",
            f"{_TAFEL}table-row",
            f"{_KANTOOR}annotation",
            f"{_TAFEL}table-column",
        )
        for stap, knoop in _stappen(stroom, ("start", "end"), *tags):
            if knoop.tag == tags[1]:
                if stap == "start" and knoop.getparent().tag == f"{_KANTOOR}spreadsheet":
                    plek = len(uit)
                    naam = str(knoop.get(f"{_TAFEL}name") or "")
                    verborgen = stijlen.verborgen(knoop.get(f"{_TAFEL}style-name"))
                    kolomstijl, nummer = [], 0
                    lees = partial(_rijen, pakket, stijlen, plek)
                    uit.append(Blad(naam, lees, verborgen, begin=[]))
            elif stap == "end" and knoop.tag == tags[0]:
                stijlen.leer(knoop)
            elif stap == "end" and knoop.tag == tags[3]:
                if uit:
                    uit[-1].opmerkingen = True
            elif stap == "end" and knoop.tag == tags[4] and uit:
                _leer_kolom(knoop, kolomstijl, Blad("", _geen))
            elif stap == "end":
                if uit:
                    nummer = _leer_begin(knoop, stijlen, kolomstijl, uit[-1], nummer)
                _laat_los(knoop)
    return uit


def _geen(_: Blad) -> Iterator[Rij]:
    return iter(())


def _leer_begin(rij: Any, stijlen: OdsStijlen, kolomstijl: list[str | None], blad: Blad, nummer: int) -> int:
    """Keep the first rows of a sheet, so that all sheets can be looked at in one walk. The number of the row."""
    if blad.begin is not None and len(blad.begin) < ZOEKT:
        try:
            if cellen := _cellen(rij, stijlen, kolomstijl, Blad("", _geen), nummer + 1):
                blad.begin.append((nummer + 1, cellen))
        except Tabelfout:
            blad.begin = None  # said when it is looked at
    return nummer + _keer(rij, "number-rows-repeated")


def _stappen(stroom: Any, wanneer: tuple[str, ...], *tags: str) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    yield from etree.iterparse(
        stroom, events=wanneer, tag=tags, resolve_entities=False, no_network=True, remove_comments=True
    )


def _laat_los(knoop: Any) -> None:
    knoop.clear()
    while knoop.getprevious() is not None:
        del knoop.getparent()[0]


class OdsStijlen:
    """The number format of each style of a cell, and which sheets are hidden."""

    def __init__(self) -> None:
        self.ouder: dict[str, str] = {}
        self.vorm: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.onzichtbaar: set[str] = set()

    def leer(self, knoop: Any) -> None:
        for kind in knoop:
            naam = str(kind.get(f"{_STIJL}name") or "")
            if kind.tag == f"{_STIJL}style":
                self.ouder[naam] = str(kind.get(f"{_STIJL}parent-style-name") or "")
                if vorm := kind.get(f"{_STIJL}data-style-name"):
                    self.vorm[naam] = str(vorm)
                eigenschap = kind.find(f"{_STIJL}table-properties")
                if eigenschap is not None and eigenschap.get(f"{_TAFEL}display") == "false":
                    self.onzichtbaar.add(naam)
            elif str(kind.tag).startswith(_NUMMER):
                self.codes[naam] = self._code(kind)

    def verborgen(self, naam: str | None) -> bool:
        return naam in self.onzichtbaar

    def code(self, naam: str | None) -> str:
        stap = 0
        while naam and stap < 20:
            if naam in self.vorm:
                return self.codes.get(self.vorm[naam], ALGEMEEN)
            naam, stap = self.ouder.get(naam), stap + 1
        return ALGEMEEN

    def _code(self, vorm: Any) -> str:
        soort = vorm.tag.removeprefix(_NUMMER)
        if soort == "text-style":
            return "@"
        uit = "".join(self._deel(kind, soort) for kind in vorm)
        if soort == "time-style" and vorm.get(f"{_NUMMER}truncate-on-overflow") == "false":
            return f"[h]{uit}"
        for keus in vorm.iterchildren(f"{_STIJL}map"):
            boven = self.codes.get(str(keus.get(f"{_STIJL}apply-style-name")), "")
            if str(keus.get(f"{_STIJL}condition") or "").replace(" ", "") in ("value()>=0", "value()>0") and boven:
                return f"{boven};{uit}"
            return f"[>0]{uit}"
        return uit or ALGEMEEN

    def _deel(self, kind: Any, soort: str) -> str:
        wat = str(kind.tag).removeprefix(_NUMMER)
        lang = kind.get(f"{_NUMMER}style") == "long"
        if wat in ("text", "currency-symbol"):
            woord = kind.text or ""
            return "%" if soort == "percentage-style" and woord.strip() == "%" else f'"{woord}"' if woord else ""
        if wat == "month":
            return ("mmmm" if lang else "mmm") if kind.get(f"{_NUMMER}textual") == "true" else ("mm" if lang else "m")
        if wat in _DELEN:
            return _DELEN[wat][lang]
        if wat == "fraction":
            return "# ?/?"
        if wat == "scientific-number":
            return "0.00E+00"
        return _patroon(kind) if wat == "number" else ""


def _patroon(kind: Any) -> str:
    """ "#,##0.00" of a `number:number`; `General` where it has no fixed decimals."""
    heel = _maat(kind.get(f"{_NUMMER}min-integer-digits"), 1)
    decimalen = kind.get(f"{_NUMMER}decimal-places")
    vast = _maat(
        next((w for n, w in kind.attrib.items() if n.endswith("}min-decimal-places")), None), _maat(decimalen, 0)
    )
    groepen = kind.get(f"{_NUMMER}grouping") == "true"
    if decimalen is None and not groepen and heel <= 1 and kind.getparent().tag == f"{_NUMMER}number-style":
        return ALGEMEEN
    cijfers = "0" * max(heel, 1)
    links = f"#,##{cijfers}" if groepen else cijfers
    breuk = "0" * vast + "#" * (_maat(decimalen, 15) - vast)
    delen = _maat(kind.get(f"{_NUMMER}display-factor"), 1)
    return links + ("," if delen > 1 else "") + (f".{breuk}" if breuk else "")


def _maat(woord: str | None, anders: int) -> int:
    return min(int(woord), 1_000) if woord and woord.isascii() and woord.isdigit() and len(woord) < 8 else anders


def _rijen(pakket: zipfile.ZipFile, stijlen: OdsStijlen, hoeveelste: int, blad: Blad) -> Iterator[Rij]:
    """Row by row: what was read is let go."""
    nummer, tafel, kolomstijl = 0, -1, list[str | None]()
    with pakket.open("content.xml") as stroom:
        tags = (f"{_TAFEL}table", f"{_TAFEL}table-row", f"{_TAFEL}table-column")
        for stap, knoop in _stappen(stroom, ("start", "end"), *tags):
            if knoop.tag == tags[0]:
                if knoop.getparent().tag == f"{_KANTOOR}spreadsheet":
                    if stap == "end" and tafel == hoeveelste:
                        return
                    tafel += stap == "start"
                continue
            if stap == "start":
                continue
            if tafel == hoeveelste and knoop.tag == tags[2]:
                _leer_kolom(knoop, kolomstijl, blad)
            elif tafel == hoeveelste:
                keer = _keer(knoop, "number-rows-repeated")
                cellen = _cellen(knoop, stijlen, kolomstijl, blad, nummer + 1)
                if cellen:
                    if keer > RIJEN:
                        raise Tabelfout(TE_VEEL_RIJEN)
                    for n in range(nummer + 1, nummer + keer + 1):
                        if knoop.get(f"{_TAFEL}visibility") in ("collapse", "filter"):
                            blad.verborgen_rijen.add(n)
                        yield n, cellen
                nummer += keer
            if knoop.tag == tags[1]:
                _laat_los(knoop)


def _leer_kolom(knoop: Any, kolomstijl: list[str | None], blad: Blad) -> None:
    keer = min(_keer(knoop, "number-columns-repeated"), KOLOMMEN + 1 - len(kolomstijl))
    if knoop.get(f"{_TAFEL}visibility") in ("collapse", "filter"):
        blad.verborgen_kolommen |= set(range(len(kolomstijl), len(kolomstijl) + keer))
    kolomstijl += [knoop.get(f"{_TAFEL}default-cell-style-name")] * keer


def _keer(knoop: Any, naam: str) -> int:
    keer = str(knoop.get(f"{_TAFEL}{naam}") or "1")
    if not re.fullmatch(r"\d{1,9}", keer, re.ASCII):
        raise Tabelfout(ONLEESBAAR)
    return max(1, int(keer))


def _cellen(rij: Any, stijlen: OdsStijlen, kolomstijl: list[str | None], blad: Blad, nummer: int) -> tuple[Cel, ...]:
    cellen: list[Cel] = []
    rijstijl = rij.get(f"{_TAFEL}default-cell-style-name")
    for knoop in rij.iterchildren(f"{_TAFEL}table-cell", f"{_TAFEL}covered-table-cell"):
        keer, plek = _keer(knoop, "number-columns-repeated"), len(cellen)
        van_kolom = kolomstijl[plek] if plek < len(kolomstijl) else None
        cel = _cel(knoop, stijlen, knoop.get(f"{_TAFEL}style-name") or rijstijl or van_kolom)
        if plek + keer > KOLOMMEN:
            if not is_leeg(cel):
                raise Tabelfout(TE_VEEL_KOLOMMEN)
            keer = max(0, KOLOMMEN - plek)
            if keer == 0:
                continue
        cellen += [cel] * keer
        wijd, hoog = _keer(knoop, "number-columns-spanned"), _keer(knoop, "number-rows-spanned")
        if (wijd > 1 or hoog > 1) and len(blad.samen) < SAMEN:
            blad.voeg_samen(Celsamenvoeging(nummer, plek, nummer + hoog - 1, plek + wijd - 1))
    return zonder_staart(cellen)


def _cel(knoop: Any, stijlen: OdsStijlen, stijl: str | None) -> Cel:
    soort = knoop.get(f"{_KANTOOR}value-type") or ""
    if knoop.get(f"{_CALC}value-type") == "error":
        return foutcel(_woorden(knoop) or "#N/A")
    if soort in ("float", "percentage", "currency") and (waarde := knoop.get(f"{_KANTOOR}value")):
        if not _GETAL.fullmatch(waarde):
            raise Tabelfout(ONLEESBAAR)
        code = stijlen.code(stijl)
        if soort == "percentage" and "%" not in code:
            code = "0.###############%"
        return lees_getal(PRECIES.create_decimal(waarde), ALGEMEEN if is_datum(code) else code)
    if soort == "date" and (dag := knoop.get(f"{_KANTOOR}date-value")):
        return _moment(dag, stijlen.code(stijl))
    if soort == "time" and (duur := _TIJD.fullmatch(knoop.get(f"{_KANTOOR}time-value") or "")):
        uren, minuten, seconden = (int(d) for d in duur.groups())
        if uren > 23 or minuten > 59 or seconden > 59:
            return Twijfelcel(DUUR)
        code = stijlen.code(stijl)
        return lees_moment(time(uren, minuten, seconden), code if is_datum(code) else "hh:mm")
    if soort == "boolean":
        return str(knoop.get(f"{_KANTOOR}boolean-value")) == "true"
    if not soort and knoop.get(f"{_TAFEL}formula"):
        return Twijfelcel(ZONDER_UITKOMST)
    woorden = _woorden(knoop)
    return tekstcel(woorden) if woorden else None


def _moment(dag: str, code: str) -> Cel:
    try:
        moment = datetime.fromisoformat(dag[:26])
    except ValueError:
        return Twijfelcel(GEEN_DAG)
    return lees_moment(moment.replace(tzinfo=None, microsecond=0), code if is_datum(code) else "yyyy-mm-dd")


def _woorden(knoop: Any) -> str:
    return "\n".join("".join(_ods_tekst(p)) for p in knoop.iterchildren(f"{_TEKST}p"))


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
