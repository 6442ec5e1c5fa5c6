"""Our own Word file (.docx), edited by someone, into paragraphs with their bookmarks, changes and comments.

Nothing is fetched: of an external relation only the address of a link is read. Names of authors are never read.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree

from plandocument.tekst import Run, veilig_doel

from .fouten import Leesfout
from .regels import MAX_BYTES, MAX_REGELS, MAX_TEKENS
from .stroom import MAX_MERKEN, Alinea, Kanttekening, Stroom, Stuk, Wijziging
from .word import MAX_DIEPTE, keur

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BESCHADIGD: Final = "Dit Word-bestand is niet te lezen; het is beschadigd of geen .docx."
_TE_DIEP: Final = "Dit Word-bestand is te diep in elkaar genest om te lezen."
_KOP = re.compile(r"(?:heading|kop) ([123])", re.I)
_MERK = re.compile(r"[ohspev]_[0-9A-Za-z]{1,36}")
_LANGST_CITAAT: Final = 500
MAX_KANTTEKENINGEN: Final = 5_000


def lees_stroom(inhoud: bytes) -> Stroom:
    """Read the paragraphs of a .docx. Raises Leesfout. Linear in the size of the file."""
    if len(inhoud) > MAX_BYTES:
        raise Leesfout(f"Het bestand is te groot: meer dan {MAX_BYTES // 1_000_000} MB.")
    keur(inhoud)
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            return _Lezer(pakket).lees()
    except (etree.XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError, zipfile.BadZipFile) as fout:
        raise Leesfout(_BESCHADIGD) from fout


def _xml(inhoud: bytes) -> Any:
    return etree.fromstring(inhoud, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def _val(knoop: Any) -> str:
    return str(knoop.get(f"{_W}val") or "") if knoop is not None else ""


class _Lezer:
    def __init__(self, pakket: zipfile.ZipFile) -> None:
        self.pakket = pakket
        self.relaties = self._relaties()
        self.stijlen = {
            s.get(f"{_W}styleId"): _val(s.find(f"{_W}name")) for s in self._deel("word/styles.xml", f"{_W}style")
        }
        self.bullets, self.codes = self._nummering()
        self.opmerkingen = self._opmerkingen()
        self.alineas: list[Alinea] = []
        self.over: Alinea | None = None
        self.open: dict[str, list[str]] = {}
        self.gezien: dict[str, Kanttekening] = {}
        self.tekens = self.aantal = 0
        self.nu = Alinea("tekst", [])

    def _bestaat(self, naam: str) -> bool:
        return naam in self.pakket.NameToInfo

    def _deel(self, naam: str, tag: str) -> list[Any]:
        return list(_xml(self.pakket.read(naam)).iter(tag)) if self._bestaat(naam) else []

    def _relaties(self) -> dict[str, str]:
        uit = {}
        for rij in self._deel("word/_rels/document.xml.rels", "*"):
            if rij.get("Id") and str(rij.get("Type", "")).endswith("/hyperlink"):
                uit[rij.get("Id")] = str(rij.get("Target") or "")
        return uit

    def _nummering(self) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """Of each list and level: whether it is a bullet, and whether it counts codes of items ("14.K%2")."""
        if not self._bestaat("word/numbering.xml"):
            return set(), set()
        wortel = _xml(self.pakket.read("word/numbering.xml"))
        abstract: dict[str, list[tuple[str, str, str]]] = {}
        for definitie in wortel.findall(f"{_W}abstractNum"):
            abstract[definitie.get(f"{_W}abstractNumId")] = [
                (lvl.get(f"{_W}ilvl"), _val(lvl.find(f"{_W}numFmt")), _val(lvl.find(f"{_W}lvlText")))
                for lvl in definitie.findall(f"{_W}lvl")
            ]
        bullets, codes = set(), set()
        for num in wortel.findall(f"{_W}num"):
            nummer = num.get(f"{_W}numId")
            for niveau, vorm, tekst in abstract.get(_val(num.find(f"{_W}abstractNumId")), []):
                if vorm == "bullet":
                    bullets.add((nummer, niveau))
                elif re.fullmatch(r"\d+\.[A-Z]+%2", tekst):
                    codes.add((nummer, niveau))
        return bullets, codes

    def _opmerkingen(self) -> dict[str, str]:
        uit = {}
        for rij in self._deel("word/comments.xml", f"{_W}comment")[:MAX_KANTTEKENINGEN]:
            alineas = ("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in rij.iter(f"{_W}p"))
            uit[rij.get(f"{_W}id")] = "\n".join(a for a in alineas if a.strip())[:10_000]
        return uit

    def lees(self) -> Stroom:
        lijf = _xml(self.pakket.read("word/document.xml")).find(f"{_W}body")
        if lijf is None:
            raise Leesfout(_BESCHADIGD)
        self._blokken(lijf, "", (), 0)
        if self.over is not None:
            self._zet(self.over)
        hash_ = ""
        for rij in self._deel("docProps/core.xml", "{http://purl.org/dc/elements/1.1/}identifier"):
            if (gevonden := re.fullmatch(r"npvr:([0-9a-f]{64})", (rij.text or "").strip())) is not None:
                hash_ = gevonden[1]
        return Stroom(self.alineas, hash_)

    def _blokken(self, houder: Any, vak: str, los: tuple[str, ...], diepte: int) -> tuple[str, ...]:
        """Paragraphs in order. Bookmarks between paragraphs (`los`) belong to the next one."""
        if diepte > MAX_DIEPTE:
            raise Leesfout(_TE_DIEP)
        for kind in houder:
            naam = kind.tag
            if naam == f"{_W}p":
                self._alinea(kind, vak, los)
                los = ()
            elif naam == f"{_W}bookmarkStart":
                if _MERK.fullmatch(merk := str(kind.get(f"{_W}name") or "")) and len(los) < MAX_MERKEN:
                    los = (*los, merk)
            elif naam in (f"{_W}commentRangeStart", f"{_W}commentRangeEnd"):
                self._bereik(kind)
            elif naam == f"{_W}sdt":
                if kind.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
                    continue  # everything was deleted: Word shows a sentence of its own there
                tag = _val(kind.find(f"{_W}sdtPr/{_W}tag"))
                if tag.startswith("p_") and _MERK.fullmatch(tag):
                    los = (*los, tag)
                for inhoud in kind.findall(f"{_W}sdtContent"):
                    los = self._blokken(inhoud, tag if re.match("[sv]_", tag) else vak, los, diepte + 1)
            elif naam == f"{_W}tbl":
                los = self._blokken(kind, vak, los, diepte + 1)
            elif naam in (f"{_W}tr", f"{_W}tc", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}sdtContent"):
                if naam == f"{_W}tr" and kind.find(f"{_W}trPr/{_W}del") is not None:
                    continue
                los = self._blokken(kind, vak, los, diepte + 1)
        return los

    def _alinea(self, knoop: Any, vak: str, los: tuple[str, ...]) -> None:
        eigen = knoop.find(f"{_W}pPr")
        soort, niveau, lijst = self._soort(eigen)
        self.nu = Alinea(soort, [], niveau, lijst, los, vak)
        self._stukken(knoop, 0, "", "")
        alinea = self.nu
        self.tekens += len(alinea.woorden)
        self.aantal += 1
        if self.tekens > MAX_TEKENS or self.aantal > MAX_REGELS or alinea.te_lang:
            raise Leesfout("Het bestand is te groot voor een plan.")
        if self.over is not None:
            alinea = self._plak(self.over, alinea)
            self.over = None
        weg = eigen is not None and any(eigen.find(f"{_W}rPr/{_W}{t}") is not None for t in ("del", "moveFrom"))
        if weg:
            self.over = alinea
        else:
            self._zet(alinea)

    def _zet(self, alinea: Alinea) -> None:
        self.alineas.append(alinea)

    @staticmethod
    def _plak(eerste: Alinea, tweede: Alinea) -> Alinea:
        """A paragraph whose mark was deleted runs on in the next one. Where no word of it is left, it leaves no trace:
        its bookmarks are gone, what was deleted is still told.
        """
        if eerste.woorden.strip():
            eerste.stukken += tweede.stukken
            eerste.merken += tweede.merken
            eerste.wijzigingen += tweede.wijzigingen
            eerste.kanttekeningen += tweede.kanttekeningen
            return eerste
        # the closing text is still the closing text when its first paragraph goes
        tweede.merken = (*(m for m in eerste.merken if m[0] in "e"), *tweede.merken)
        tweede.wijzigingen = eerste.wijzigingen + tweede.wijzigingen
        tweede.kanttekeningen = eerste.kanttekeningen + tweede.kanttekeningen
        return tweede

    def _soort(self, eigen: Any) -> tuple[str, int, str]:
        stijl = self.stijlen.get(_val(eigen.find(f"{_W}pStyle")), "") if eigen is not None else ""
        num = eigen.find(f"{_W}numPr") if eigen is not None else None
        nummer = _val(num.find(f"{_W}numId")) if num is not None else ""
        diepte = (_val(num.find(f"{_W}ilvl")) or "0") if num is not None else "0"
        niveau = int(diepte) if diepte.isdecimal() and len(diepte) == 1 else 0
        if (kop := _KOP.fullmatch(stijl)) is not None:
            return f"kop{kop[1]}", 0, ""
        if stijl.lower() == "planpunt" or (nummer, diepte) in self.codes:
            return "punt", 0, ""
        if nummer and nummer != "0":
            soort = "ul" if (nummer, diepte) in self.bullets else "ol"
            return soort, niveau, nummer
        if (gevonden := re.fullmatch(r"list (bullet|number)(?: ([2-5]))?", stijl, re.I)) is not None and nummer != "0":
            return "ul" if gevonden[1].lower() == "bullet" else "ol", int(gevonden[2] or 1) - 1, stijl
        return "tekst", 0, ""

    def _stukken(self, knoop: Any, diepte: int, doel: str, wijze: str) -> None:
        """What a paragraph or a part of it says; `wijze` is how it is tracked."""
        if diepte > MAX_DIEPTE:
            raise Leesfout(_TE_DIEP)
        for kind in knoop:
            naam = kind.tag
            if naam == f"{_W}r":
                self._run(kind, doel, wijze)
            elif naam == f"{_W}bookmarkStart":
                merk = str(kind.get(f"{_W}name") or "")
                mag = wijze not in ("verwijderd", "van") and len(self.nu.merken) < MAX_MERKEN
                if mag and _MERK.fullmatch(merk):
                    self.nu.merken = (*self.nu.merken, merk)
            elif naam in (f"{_W}commentRangeStart", f"{_W}commentRangeEnd", f"{_W}commentReference"):
                self._bereik(kind)
            elif naam == f"{_W}hyperlink":
                self._stukken(kind, diepte + 1, self._doel(kind) or doel, wijze)
            elif naam == f"{_W}ins":
                self._stukken(kind, diepte + 1, doel, wijze or "toegevoegd")
            elif naam == f"{_W}del":
                self._stukken(kind, diepte + 1, doel, "verwijderd")
            elif naam == f"{_W}moveTo":
                self._stukken(kind, diepte + 1, doel, wijze or "verplaatst")
            elif naam == f"{_W}moveFrom":
                self._stukken(kind, diepte + 1, doel, "van")
            elif naam == f"{_W}sdt":
                if kind.find(f"{_W}sdtPr/{_W}showingPlcHdr") is None:
                    for inhoud in kind.findall(f"{_W}sdtContent"):
                        self._stukken(inhoud, diepte + 1, doel, wijze)
            elif naam in (f"{_W}smartTag", f"{_W}fldSimple", f"{_W}customXml", f"{_W}dir", f"{_W}bdo"):
                self._stukken(kind, diepte + 1, doel, wijze)

    def _run(self, knoop: Any, doel: str, wijze: str) -> None:
        eigen = knoop.find(f"{_W}rPr")
        if eigen is not None and eigen.find(f"{_W}del") is not None:
            wijze = "verwijderd"
        stijl = self.stijlen.get(_val(eigen.find(f"{_W}rStyle")), "").lower() if eigen is not None else ""
        vet = _aan(eigen, "b") or stijl == "strong"
        schuin = _aan(eigen, "i") or stijl == "emphasis"
        tekst = ""
        for kind in knoop:
            naam = kind.tag
            if naam in (f"{_W}t", f"{_W}delText"):
                tekst += (kind.text or "").replace("\n", " ")
            elif naam == f"{_W}tab":
                tekst += " "
            elif naam in (f"{_W}br", f"{_W}cr"):
                tekst += "\n" if kind.get(f"{_W}type") in (None, "textWrapping") else " "
            elif naam == f"{_W}noBreakHyphen":
                tekst += "\u2011"
            elif naam == f"{_W}commentReference":
                self._bereik(kind)
        if not tekst:
            return
        if wijze in ("toegevoegd", "verwijderd", "verplaatst"):
            laatste = self.nu.wijzigingen[-1] if self.nu.wijzigingen else None
            if laatste is not None and laatste.soort == wijze:
                laatste.tekst += tekst
            else:
                self.nu.wijzigingen.append(Wijziging(wijze, tekst))
        if wijze in ("verwijderd", "van"):
            return
        for nummer, citaat in self.open.items():
            self._hang_aan(nummer)
            citaat.append(tekst)
        soort = {"deelthema": "deelthema", "planstatus": "status", "leeg": "leeg"}.get(stijl, "")
        self.nu.stukken.append(Stuk(Run(tekst, vet, schuin, doel), soort))

    def _doel(self, knoop: Any) -> str:
        """Where a link goes: to an opgave by its key (the anchor), or to a safe address."""
        adres = self.relaties.get(knoop.get(f"{_R}id") or "", "")
        anker = str(knoop.get(f"{_W}anchor") or "")
        for merk in (anker, _fragment(adres)):
            if re.fullmatch(r"o_[0-9a-z]{4,32}", merk):
                return f"opgave:{merk[2:]}"
        if anker and adres and "#" not in adres:
            adres = f"{adres}#{anker}"
        return adres if veilig_doel(adres) and not adres.startswith("opgave:") else ""

    def _bereik(self, knoop: Any) -> None:
        """The start, end or sign of a margin comment."""
        nummer = str(knoop.get(f"{_W}id") or "")
        if nummer not in self.opmerkingen:
            return
        if knoop.tag == f"{_W}commentRangeStart":
            if len(self.open) < MAX_MERKEN:
                self.open.setdefault(nummer, [])
            return
        self._hang_aan(nummer)
        if nummer in self.open:
            self.gezien[nummer].bij = " ".join("".join(self.open.pop(nummer)).split())[:_LANGST_CITAAT]

    def _hang_aan(self, nummer: str) -> None:
        """A comment belongs to the paragraph in which its first word stands."""
        if nummer not in self.gezien:
            self.gezien[nummer] = Kanttekening(self.opmerkingen[nummer])
            self.nu.kanttekeningen.append(self.gezien[nummer])


def _fragment(adres: str) -> str:
    try:
        return urlsplit(adres).fragment
    except ValueError:
        return ""


def _aan(eigen: Any, naam: str) -> bool:
    knoop = eigen.find(f"{_W}{naam}") if eigen is not None else None
    return knoop is not None and _val(knoop) not in ("0", "false", "off")
