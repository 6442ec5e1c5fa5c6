"""Our own ODT file, edited by someone, into paragraphs with their bookmarks, changes and comments. As `word_stroom`."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any, Final

from lxml import etree

from npvr.xmlkeur import VerbodenXml, Voorwerk

from .fouten import Leesfout
from .leestabel import BIJSCHRIFTSTIJLEN, FIGUURSTIJLEN, KOPSTIJLEN, Leestabel
from .odt_stijlen import OASIS, OdtStijlen, S, T, lees_xml
from .odt_stukken import DRAW, OFFICE, TABEL, TE_DIEP, OdtStukkenlezer
from .regels import MAX_BYTES, MAX_REGELS, MAX_TEKENS
from .stroom import Leesalinea, Stroom, Terzijde, woorden_van
from .word import MAX_DEEL, MAX_DELEN, MAX_DIEPTE, MAX_UITGEPAKT
from .word_pakket import HASH, KENMERKEN

_META: Final = f"{{{OASIS}meta:1.0}}"
_BESCHADIGD: Final = "Dit ODT-bestand is niet te lezen; het is beschadigd of geen .odt."
_MEESTE_FORMULES: Final = 200
_NESTEN: Final = 6
_INHOUD: Final = {f"{T}{t}-index" for t in ("alphabetical", "illustration", "object", "table", "user")} | {
    f"{T}table-of-content",
    f"{T}bibliography",
}


def lees_stroom(inhoud: bytes) -> Stroom:
    """Read the paragraphs of an .odt. Raises Leesfout. Linear in the size of the file."""
    if len(inhoud) > MAX_BYTES:
        raise Leesfout(f"Het bestand is te groot: meer dan {MAX_BYTES // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            return _lees(_delen(pakket))
    except Leesfout:
        raise
    except Exception as fout:
        bekend = (
            etree.XMLSyntaxError,
            KeyError,
            ValueError,
            AttributeError,
            TypeError,
            OSError,
            EOFError,
            RuntimeError,
        )
        if not isinstance(fout, (*bekend, zipfile.BadZipFile)) and type(fout).__module__ != "zlib":
            raise
        raise Leesfout(_BESCHADIGD) from fout


def _delen(pakket: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts that are read, unpacked within bounds; macros, passwords and entities are refused."""
    rij = pakket.infolist()
    if "content.xml" not in pakket.NameToInfo:
        raise Leesfout(_BESCHADIGD)
    if any(d.filename.startswith(("Basic/", "Scripts/")) for d in rij):
        raise Leesfout("Dit ODT-bestand bevat macro's. Sla het op zonder macro's en probeer het opnieuw.")
    te_groot = Leesfout("Dit ODT-bestand is te groot: uitgepakt past het niet bij een plan.")
    if len(rij) > MAX_DELEN or sum(d.file_size for d in rij) > MAX_UITGEPAKT:
        raise te_groot
    uit: dict[str, bytes] = {}
    formules = [n for n in pakket.NameToInfo if re.fullmatch(r"[^/]{1,60}/content\.xml", n)][:_MEESTE_FORMULES]
    for naam in ("content.xml", "styles.xml", "meta.xml", *formules):
        if naam in pakket.NameToInfo:
            with pakket.open(naam) as stroom:
                uit[naam] = stroom.read(MAX_DEEL + 1)
            if len(uit[naam]) > MAX_DEEL:
                raise te_groot
            try:
                Voorwerk().neem(uit[naam])
            except VerbodenXml as fout:
                raise Leesfout("Dit ODT-bestand bevat XML die niet is toegestaan (DOCTYPE).") from fout
    return uit


def _lees(delen: dict[str, bytes]) -> Stroom:
    wortel = lees_xml(delen["content.xml"])
    stijlblad = lees_xml(delen["styles.xml"]) if "styles.xml" in delen else None
    lijf = wortel.find(f"{OFFICE}body/{OFFICE}text")
    if lijf is None:
        raise Leesfout(_BESCHADIGD)
    stijlen = OdtStijlen(*([] if stijlblad is None else [stijlblad]), wortel)
    lezer = _Lezer(stijlen, delen)
    stroom = lezer.lees(lijf)
    if stijlblad is not None:
        stroom.los += lezer.kopvoet(stijlblad)
    for rij in lees_xml(delen["meta.xml"]).iter() if "meta.xml" in delen else ():
        eigen = rij.tag == f"{_META}user-defined" and rij.get(f"{_META}name") in KENMERKEN
        if eigen and not stroom.hash and (gevonden := HASH.fullmatch((rij.text or "").strip())) is not None:
            stroom.hash = gevonden[1]
        if rij.tag.rpartition("}")[2] in ("title", "subject") or str(rij.get(f"{_META}name")) in _VERSIE:
            stroom.kenmerk += f" {rij.text or ''}"
    return stroom


_VERSIE: Final = ("versiecode", "OOXMLCorePropertyVersion")


class _Maat:
    def __init__(self) -> None:
        self.tekens = self.aantal = 0


class _Lezer(OdtStukkenlezer):
    def __init__(self, stijlen: OdtStijlen, delen: dict[str, bytes], ouder: _Lezer | None = None) -> None:
        super().__init__(stijlen, delen)
        self.alineas: list[Leesalinea] = []
        self.inhoud = False
        self.wacht: list[Terzijde] = []
        self.tellers: dict[str, dict[int, int]] = {}
        self.maat: _Maat = ouder.maat if ouder else _Maat()
        if ouder is not None:
            self.toegevoegd, self.weg, self.diepte = ouder.toegevoegd, ouder.weg, ouder.diepte + 1
            self.kanttekeningen, self.antwoorden = ouder.kanttekeningen, ouder.antwoorden

    def lees(self, lijf: Any) -> Stroom:
        for gebied in lijf.iter(f"{T}changed-region"):
            nummer = gebied.get(f"{T}id") or gebied.get("{http://www.w3.org/XML/1998/namespace}id")
            if gebied.find(f"{T}insertion") is not None:
                self.toegevoegd.add(nummer)
            elif (weg := gebied.find(f"{T}deletion")) is not None:
                alineas = (*weg.findall(f"{T}p"), *weg.findall(f"{T}h"))
                self.weg[nummer] = " ".join("".join(p.itertext()) for p in alineas)
        self._blokken(lijf, "", 0, "", 0, "")
        self.klaar()
        self.hang_antwoorden(self.alineas)
        return Stroom(self.alineas, los=self.wacht, bijgehouden=bool(self.toegevoegd or self.weg))

    def klaar(self) -> None:
        if self.alineas:
            self.alineas[-1].terzijde += self.wacht
            self.wacht = []

    def binnen(self, blokken: Iterable[Any]) -> list[Leesalinea]:
        if self.diepte >= _NESTEN:
            raise Leesfout(TE_DIEP)
        kind = _Lezer(self.stijlen, self.formuledelen, self)
        kind._blokken(blokken, "", 0, "", 0, "")
        kind.klaar()
        for alinea in kind.alineas:
            for iets in alinea.terzijde:
                self.terzijde(iets)
            self.nu.kanttekeningen += alinea.kanttekeningen
        return kind.alineas

    def kopvoet(self, stijlblad: Any) -> list[Terzijde]:
        """What headers and footers of pages say, each sentence once."""
        uit: dict[str, Terzijde] = {}
        for blad in stijlblad.iter(f"{S}master-page"):
            for rand in blad:
                if rand.tag.rpartition("}")[2].startswith(("header", "footer")):
                    self.nu = Leesalinea("tekst", [])
                    if woorden := woorden_van(self.binnen(rand)):
                        uit.setdefault(woorden, Terzijde("kopvoet", woorden))
        return list(uit.values())

    # ---- blocks ----

    def _blokken(self, houder: Iterable[Any], vak: str, diepte: int, lijst: str, niveau: int, nummer: str) -> None:
        if diepte > MAX_DIEPTE:
            raise Leesfout(TE_DIEP)
        for n, kind in enumerate(houder):
            naam = kind.tag if isinstance(kind.tag, str) else ""
            if naam in (f"{T}p", f"{T}h"):
                self._alinea(kind, vak, lijst, niveau, nummer)
            elif naam == f"{T}section":
                self._sectie(kind, vak, diepte)
            elif naam == f"{T}list":
                stijl = kind.get(f"{T}style-name") or lijst
                if not niveau and kind.get(f"{T}continue-numbering") != "true" and not kind.get(f"{T}continue-list"):
                    self.tellers.pop(stijl, None)
                self._blokken(kind, vak, diepte + 1, stijl, niveau + 1, nummer or f"l{len(self.alineas)}-{n}")
            elif naam in (f"{T}list-item", f"{T}list-header", f"{T}numbered-paragraph"):
                self._blokken(kind, vak, diepte + 1, lijst, niveau, nummer)
            elif naam in _INHOUD:
                was, self.inhoud = self.inhoud, True
                for lijf in kind.findall(f"{T}index-body"):
                    self._blokken([p for p in lijf.iter(f"{T}p", f"{T}h")], vak, diepte + 1, "", 0, "")
                self.inhoud = was
            elif naam in (f"{T}bookmark-start", f"{T}bookmark"):
                self.merk(kind, los=True)
            elif naam in (f"{T}change-start", f"{T}change-end", f"{T}change"):
                self.wijziging(kind)
            elif naam == f"{TABEL}table":
                self._tabel(kind, vak, diepte)
            elif naam.startswith(DRAW):
                self._los_beeld(kind, diepte)

    def _sectie(self, knoop: Any, vak: str, diepte: int) -> None:
        merk = re.sub(r"-\d+$", "", str(knoop.get(f"{T}name") or ""))
        if knoop.get(f"{T}display") in ("none", "condition") and not re.match("[sv]_", merk):
            bewaard, self.nu = self.nu, self.alineas[-1] if self.alineas else Leesalinea("tekst", [])
            self.opzij("verborgen", woorden_van(self.binnen(knoop)))
            if not self.alineas:
                self.wacht += self.nu.terzijde
            self.nu = bewaard
            return
        self._blokken(knoop, merk if re.match("[sv]_", merk) else vak, diepte + 1, "", 0, "")

    def _los_beeld(self, knoop: Any, diepte: int) -> None:
        """A frame that hangs on the page stands with the paragraph before it."""
        bewaard, self.nu = self.nu, self.alineas[-1] if self.alineas else Leesalinea("tekst", [])
        self.beeld(knoop, diepte)
        if not self.alineas:
            self.wacht += self.nu.terzijde
        self.nu = bewaard

    def _tabel(self, tabel: Any, vak: str, diepte: int) -> None:
        """Cell by cell, row by row. The first of several filled cells in a row heads what follows it."""
        begin, rijen, breedte = len(self.alineas), 0, 0
        gelezen = Leestabel()
        for rij in tabel.iter(f"{TABEL}table-row"):
            if next(rij.iterancestors(f"{TABEL}table")) is not tabel:
                continue
            eerste: list[Leesalinea] = []
            cellen = [c for c in rij if c.tag in (f"{TABEL}table-cell", f"{TABEL}covered-table-cell")]
            gelezen.koprij |= not gelezen.rijen and rij.getparent().tag == f"{TABEL}table-header-rows"
            gelezen.rij()
            for cel in cellen:
                van = len(self.alineas)
                self._blokken(cel, vak, diepte + 1, "", 0, "")
                keer = str(cel.get(f"{TABEL}number-columns-repeated") or "")
                gelezen.cel(self.alineas[van:], int(keer) if keer.isdecimal() and len(keer) < 4 else 1)
                gelezen.scheef |= cel.tag == f"{TABEL}covered-table-cell" or cel.find(f"{TABEL}table") is not None
                eerste += next(([a] for a in self.alineas[van:] if a.woorden.strip()), [])
            if len(eerste) > 1:
                eerste[0].cel = True
            if eerste:
                rijen, breedte = rijen + 1, max(breedte, len(cellen))
        if rijen:
            self.alineas[begin].terzijde.append(gelezen.terzijde(rijen, breedte))

    def _alinea(self, knoop: Any, vak: str, lijst: str, niveau: int, nummer: str) -> None:
        stijl = str(knoop.get(f"{T}style-name") or "")
        keten = self.stijlen.keten(stijl)
        self.alineastijl = stijl
        self.nu = alinea = Leesalinea("tekst", [], lijst=nummer, merken=self.los, vak=vak)
        self.los = ()
        alinea.kopcel = not KOPSTIJLEN.isdisjoint(keten)
        alinea.bijschrift = not BIJSCHRIFTSTIJLEN.isdisjoint(keten)
        alinea.figuurdeel = next((FIGUURSTIJLEN[s] for s in keten if s in FIGUURSTIJLEN), "")
        kop = next((s for s in keten if re.fullmatch(r"heading \d", s)), "")
        if self.inhoud or (keten and re.match(r"(?:contents|toc|index) ", keten[0])):
            alinea.soort = "inhoud"
        elif "planpunt" in keten:
            alinea.soort = "punt"
        elif kop:
            alinea.kop = int(kop[-1])
            alinea.soort = f"kop{kop[-1]}" if alinea.kop <= 3 else "tekst"
        elif lijst:
            self._in_lijst(alinea, lijst, niveau)
        self.stukken(knoop, 0, "", ())
        alinea.terzijde = self.wacht + alinea.terzijde
        self.wacht = []
        self.maat.tekens += len(alinea.woorden) + sum(len(t.wat) for t in alinea.terzijde)
        self.maat.aantal += 1
        if self.maat.tekens > MAX_TEKENS or self.maat.aantal > MAX_REGELS or alinea.te_lang:
            raise Leesfout("Het bestand is te groot voor een plan.")
        self.alineas.append(alinea)

    def _in_lijst(self, alinea: Leesalinea, lijst: str, niveau: int) -> None:
        soort, start = self.stijlen.lijsten.get((lijst, str(niveau)), ("number" if lijst == "Nummers" else "bullet", 1))
        alinea.soort = "ol" if soort == "number" else "tekst" if soort == "geen" else "ul"
        alinea.niveau = max(0, niveau - 1) if alinea.soort != "tekst" else 0
        if alinea.soort == "ol":
            stand = self.tellers.setdefault(lijst, {})
            stand[niveau] = stand.get(niveau, start - 1) + 1
            for dieper in [n for n in stand if n > niveau]:
                del stand[dieper]
            alinea.nummer = f"{stand[niveau]}."
