"""What a paragraph of a Word file says, run by run, and what stands at it that is none of its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from plandocument.tekst import BEELD, Run

from . import formules, tekens
from .fouten import Leesfout
from .overgeslagen import Soort
from .stroom import MAX_MERKEN, Leesalinea, Leesstuk, Spoorwijziging, Stroomkanttekening, Terzijde, woorden_van
from .velden import Wordveld, adres_van
from .word import MAX_DIEPTE
from .word_pakket import Pakket, R, W, val

TE_DIEP: Final = "Dit Word-bestand is te diep in elkaar genest om te lezen."
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LANGST_CITAAT: Final = 500
_LANGST_WEG: Final = 2_000
_DOOR: Final = {f"{W}{t}" for t in ("smartTag", "customXml", "dir", "bdo", "sdtContent")}
_WIJZE: Final = {f"{W}ins": "toegevoegd", f"{W}del": "verwijderd", f"{W}moveTo": "verplaatst", f"{W}moveFrom": "van"}
WEG: Final = ("verwijderd", "van")
"""Words that are no longer there once the tracked changes are accepted."""
MAX_TERZIJDE: Final = 500
STIJLEN: Final = {"deelthema": "deelthema", "planstatus": "status", "leeg": "leeg"}


@dataclass(slots=True)
class _Dracht:
    """How the words of a run are dressed, and those that are not yet put in the paragraph."""

    eigen: Any
    code: str
    doel: str
    wijze: str
    font: str = ""
    tekst: str = ""


class WordStukkenlezer:
    """Reads into `self.nu`, the paragraph that is being read. Fields run on from one paragraph into the next."""

    def __init__(self, pakket: Pakket, deel: str) -> None:
        self.pakket = pakket
        self.deel = deel
        self.stijlen = pakket.stijlen
        self.velden: list[Wordveld] = []
        self.nu = Leesalinea("tekst", [])
        self.alineastijl = ""
        self.merk: Any = None
        self.opmerkingen: dict[str, Stroomkanttekening] = {}
        self.antwoorden: set[str] = set()
        self.open: dict[str, list[str]] = {}
        self.gehangen: set[str] = set()
        self.genoemd: set[tuple[str, str]] = set()
        self.noten: dict[str, dict[str, Any]] = {}
        self.diepte = 0
        self.bijgehouden = False

    def binnen(self, blokken: Iterable[Any], deel: str = "") -> list[Leesalinea]:
        """The paragraphs in a note, text box or comment. Its own asides come at the paragraph that is being read."""
        raise NotImplementedError

    # ---- a paragraph or a part of it; `wijze` is how it is tracked ----

    def stukken(self, knoop: Any, diepte: int, doel: str = "", wijze: str = "") -> None:
        if diepte > MAX_DIEPTE:
            raise Leesfout(TE_DIEP)
        for kind in knoop:
            naam = kind.tag
            if naam == f"{W}r":
                self.run(kind, doel, wijze, diepte)
            elif naam == f"{W}bookmarkStart":
                self.bladwijzer(kind, wijze)
            elif naam in (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"):
                self.bereik(kind)
            elif naam == f"{W}hyperlink":
                self.stukken(kind, diepte + 1, self._link(kind) or doel, wijze)
            elif naam in _WIJZE:
                self.bijgehouden = True
                nieuw = _WIJZE[naam]
                self.stukken(kind, diepte + 1, doel, nieuw if nieuw in WEG else wijze or nieuw)
            elif naam == f"{W}fldSimple":
                veld = Wordveld([str(kind.get(f"{W}instr") or "")])
                veld.begin_uitkomst()
                self.stukken(kind, diepte + 1, veld.doel or doel, wijze)
            elif naam == f"{W}sdt":
                self._invulveld(kind, diepte, doel, wijze)
            elif naam in _DOOR:
                self.stukken(kind, diepte + 1, doel, wijze)
            elif naam == f"{W}ruby":
                for basis in kind.findall(f"{W}rubyBase"):
                    self.stukken(basis, diepte + 1, doel, wijze)
            elif naam in (f"{MATH}oMath", f"{MATH}oMathPara"):
                self._formule(kind, doel, wijze)
            elif naam == f"{_MC}AlternateContent":
                for tak in _takken(kind):
                    self.stukken(tak, diepte + 1, doel, wijze)
            elif naam in (f"{W}subDoc", f"{W}altChunk"):
                self.terzijde(Terzijde("object", "een ander document dat in dit bestand is gevoegd", onzeker=True))

    def bladwijzer(self, knoop: Any, wijze: str) -> None:
        raise NotImplementedError

    def terzijde(self, iets: Terzijde) -> None:
        if len(self.nu.terzijde) >= MAX_TERZIJDE:
            raise Leesfout("Het bestand is te groot voor een plan.")
        self.nu.terzijde.append(iets)

    def _invulveld(self, knoop: Any, diepte: int, doel: str, wijze: str) -> None:
        inhoud = knoop.findall(f"{W}sdtContent")
        if knoop.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            self.plaatshouder(inhoud)
            return
        for deel in inhoud:
            self.stukken(deel, diepte + 1, doel, wijze)

    def plaatshouder(self, inhoud: Iterable[Any]) -> None:
        """The sentence that Word shows where nobody filled anything in."""
        woorden = " ".join("".join(t.text or "" for deel in inhoud for t in deel.iter(f"{W}t")).split())
        if woorden:
            self.terzijde(Terzijde("plaatshouder", woorden, onzeker=True))

    # ---- a run ----

    def run(self, knoop: Any, doel: str, wijze: str, diepte: int) -> None:
        eigen = knoop.find(f"{W}rPr")
        if eigen is not None and eigen.find(f"{W}del") is not None:
            wijze = "verwijderd"
        dracht = _Dracht(eigen, val(eigen.find(f"{W}rStyle")) if eigen is not None else "", doel, wijze)
        if eigen is not None and (fonts := eigen.find(f"{W}rFonts")) is not None:
            dracht.font = str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
        self._inhoud(knoop, dracht, diepte)
        self._woorden(dracht)

    def _inhoud(self, knoop: Any, dracht: _Dracht, diepte: int) -> None:
        for kind in knoop:
            naam = kind.tag
            if naam in (f"{W}t", f"{W}delText"):
                if not self._in_opdracht(kind):
                    dracht.tekst += self._leesbaar((kind.text or "").replace("\n", " "), dracht.font)
            elif naam in _TEKENS:
                dracht.tekst += _TEKENS[naam]
            elif naam in (f"{W}br", f"{W}cr"):
                dracht.tekst += "\n" if kind.get(f"{W}type") in (None, "textWrapping") else "\f"
            elif naam == f"{W}sym" or (isinstance(naam, str) and naam.endswith("}symEx")):
                dracht.tekst += self._teken(kind, naam.removesuffix("symEx").removesuffix("sym"))
            elif naam == f"{W}fldChar":
                self._woorden(dracht)
                self._veld(kind)
            elif naam == f"{W}instrText":
                if self.velden and not self.velden[-1].uitkomst:
                    self.velden[-1].opdracht.append(kind.text or "")
            elif naam == f"{W}commentReference":
                self._woorden(dracht)
                self.bereik(kind)
            elif naam in (f"{W}footnoteReference", f"{W}endnoteReference"):
                if dracht.wijze not in WEG:
                    self._noot(kind)
            elif naam in (f"{W}drawing", f"{W}pict", f"{W}object"):
                if dracht.wijze not in WEG:
                    self._beeld(kind, diepte + 1)
            elif naam == f"{_MC}AlternateContent":
                for tak in _takken(kind):
                    self._inhoud(tak, dracht, diepte + 1)
            elif naam in (f"{W}ruby", f"{MATH}oMath", f"{MATH}oMathPara"):
                self._woorden(dracht)
                self.stukken([kind], diepte + 1, dracht.doel, dracht.wijze)

    def _in_opdracht(self, knoop: Any) -> bool:
        """Whether these words are the outcome of a field inside the command of another one: no words of the text."""
        buiten = [v for v in self.velden if not v.uitkomst]
        if not buiten or not self.velden[-1].uitkomst:
            return False
        buiten[-1].opdracht.append(knoop.text or "")
        return True

    def _leesbaar(self, woorden: str, font: str) -> str:
        uit = tekens.leesbaar(woorden, font)
        if tekens.ONBEKEND in uit and tekens.ONBEKEND not in woorden:
            self._onbekend(font)
        return uit

    def _teken(self, knoop: Any, ruimte: str) -> str:
        font, code = str(knoop.get(f"{ruimte}font") or ""), str(knoop.get(f"{ruimte}char") or "")
        try:
            uit = tekens.teken(font, int(code, 16))
        except ValueError:
            uit = tekens.ONBEKEND
        if uit == tekens.ONBEKEND:
            self._onbekend(font, code)
        return uit

    def _onbekend(self, font: str, code: str = "") -> None:
        welk = f"teken {code} " if code else "een teken "
        lettertype = f"van het lettertype {font[:60]}" if font else "zonder lettertype"
        wat = f"{welk}{lettertype}; het portaal kent het niet en zet er {tekens.ONBEKEND} voor"
        if all(t.wat != wat for t in self.nu.terzijde):
            self.terzijde(Terzijde("symbool", wat, onzeker=True))

    def _veld(self, knoop: Any) -> None:
        soort = knoop.get(f"{W}fldCharType")
        if soort == "begin":
            if len(self.velden) > MAX_DIEPTE:
                raise Leesfout(TE_DIEP)
            self.velden.append(Wordveld())
        elif soort == "separate" and self.velden:
            self.velden[-1].begin_uitkomst()
        elif soort == "end" and self.velden:
            veld = self.velden.pop()
            opdracht = "".join(veld.opdracht).split(None, 2)
            if not veld.uitkomst and len(opdracht) == 3 and opdracht[0].upper() == "MACROBUTTON":
                self.terzijde(Terzijde("plaatshouder", " ".join(opdracht[2].split()), onzeker=True))

    def _woorden(self, dracht: _Dracht) -> None:
        """Put the words so far in the paragraph, or beside it when they are not meant to be read."""
        tekst, dracht.tekst = dracht.tekst, ""
        if not tekst:
            return
        eigen, code, letter = dracht.eigen, dracht.code, self.stijlen.letter
        if dracht.wijze not in WEG:
            for soort, hoe in (("verborgen", ("vanish",)), ("doorgehaald", ("strike", "dstrike"))):
                if any(letter(h, eigen, code, self.alineastijl) for h in hoe):
                    self.weg(soort, tekst)
                    return
        naam = self.stijlen.naam(code).lower()
        if naam == "placeholder text":
            self.weg("plaatshouder", tekst)
            return
        if eigen is not None and val(eigen.find(f"{W}vertAlign")) == "superscript":
            tekst = tekens.in_de_hoogte(tekst)
        soort = STIJLEN.get(naam, "")
        vet, schuin = (letter(hoe, eigen, *(() if soort else (code,))) for hoe in "bi")
        run = Run(tekst, vet or naam == "strong", schuin or naam == "emphasis", dracht.doel)
        self.zet(run, soort, dracht.wijze)

    def weg(self, soort: Any, tekst: str) -> None:
        """Words that are left out; those of one kind that follow each other are named as one."""
        laatste = self.nu.terzijde[-1] if self.nu.terzijde else None
        if laatste is not None and laatste.soort == soort and self._sinds == (id(self.nu), len(self.nu.stukken)):
            laatste.wat += tekst if len(laatste.wat) < _LANGST_WEG else ""
        elif tekst.strip():
            self.terzijde(Terzijde(soort, tekst, onzeker=True))
        self._sinds = (id(self.nu), len(self.nu.stukken))

    _sinds = (0, 0)

    def zet(self, run: Run, soort: str, wijze: str) -> None:
        """Words of the text, as they are tracked."""
        for veld in self.velden:
            if veld.uitkomst and veld.doel and not run.doel:
                run = replace(run, doel=veld.doel)
        if wijze in ("toegevoegd", "verwijderd", "verplaatst"):
            laatste = self.nu.wijzigingen[-1] if self.nu.wijzigingen else None
            if laatste is not None and laatste.soort == wijze:
                laatste.tekst += run.tekst
            else:
                self.nu.wijzigingen.append(Spoorwijziging(wijze, run.tekst))
        if wijze in WEG:
            return
        for nummer, citaat in self.open.items():
            self._hang_aan(nummer)
            citaat.append(run.tekst)
        self.nu.stukken.append(Leesstuk(run, soort))

    def _link(self, knoop: Any) -> str:
        adres = self.pakket.relaties(self.deel).get(knoop.get(f"{R}id") or "", ("", ""))[1]
        return adres_van(adres, str(knoop.get(f"{W}anchor") or ""))

    # ---- beside the words ----

    def _formule(self, knoop: Any, doel: str, wijze: str) -> None:
        woorden, gewoon = formules.van_word(knoop)
        if not woorden:
            return
        if wijze not in WEG and not gewoon:
            self.terzijde(Terzijde("formule", f"{woorden}; de opmaak van de formule gaat niet mee", onzeker=True))
        self.zet(Run(woorden, doel=doel), "", wijze)

    def _noot(self, knoop: Any) -> None:
        soort: Soort = "eindnoot" if knoop.tag == f"{W}endnoteReference" else "voetnoot"
        deel = "endnotes" if soort == "eindnoot" else "footnotes"
        if deel not in self.noten:
            wortel = self.pakket.deel(deel)
            self.noten[deel] = {n.get(f"{W}id"): n for n in (() if wortel is None else wortel)}
        nummer = str(knoop.get(f"{W}id") or "")
        noot = self.noten[deel].get(nummer)
        if noot is None or (soort, nummer) in self.genoemd:
            return
        self.genoemd.add((soort, nummer))
        self.terzijde(noot_ := Terzijde(soort, ""))  # before what stands inside it
        noot_.alineas = self.binnen(noot, (self.pakket.delen(deel) or [f"word/{deel}.xml"])[0])
        noot_.wat = woorden_van(noot_.alineas) or "een noot zonder woorden"

    def _beeld(self, knoop: Any, diepte: int) -> None:
        """Text boxes, images and objects in a drawing. Of alternatives only the first is looked at."""
        if diepte > MAX_DIEPTE:
            raise Leesfout(TE_DIEP)
        naam = knoop.tag if isinstance(knoop.tag, str) else ""
        kort = naam.rpartition("}")[2]
        if naam == f"{W}txbxContent":
            self.terzijde(vak := Terzijde("tekstvak", ""))
            vak.alineas = self.binnen(knoop)
            vak.wat = woorden_van(vak.alineas)
            if not vak.wat:
                self.nu.terzijde = [t for t in self.nu.terzijde if t is not vak]
            return
        if naam == f"{_MC}AlternateContent":
            for tak in _takken(knoop):
                self._beeld(tak, diepte + 1)
            return
        if kort in ("pic", "imagedata"):
            self.terzijde(Terzijde("afbeelding", _alt(knoop)))
            for houder in (*knoop.iterancestors(), knoop):
                for eigen in (*houder.findall("{*}docPr"), *houder.findall("{*}nvPicPr/{*}cNvPr")):
                    if gevonden := BEELD.match(str(eigen.get("name") or "")):
                        self.nu.beeld = gevonden[0], " ".join(str(eigen.get("descr") or "").split())
        elif kort == "OLEObject":
            self.terzijde(Terzijde("object", f"een ingesloten object ({str(knoop.get('ProgID') or 'onbekend')[:60]})"))
        elif kort == "chart":
            self.terzijde(Terzijde("object", "een grafiek"))
        elif kort == "relIds":
            self.terzijde(Terzijde("object", self._schema(knoop)))
        elif kort == "textpath" and knoop.get("string"):
            self.terzijde(Terzijde("tekstvak", str(knoop.get("string"))))
        elif kort == "txBody":
            if woorden := " ".join("".join(t.text or "" for t in knoop.iter(f"{_A}t")).split()):
                self.terzijde(Terzijde("tekstvak", woorden))
            return
        if kort != "pic":
            for kind in knoop:
                self._beeld(kind, diepte + 1)

    def _schema(self, knoop: Any) -> str:
        """The words in a SmartArt drawing; they stand in a part of their own."""
        _, naam = self.pakket.relaties(self.deel).get(str(knoop.get(f"{R}dm") or ""), ("", ""))
        wortel = self.pakket.wortel(naam)
        woorden = () if wortel is None else (t.text or "" for t in wortel.iter(f"{_A}t"))
        return f"een schema: {'; '.join(w.strip() for w in woorden if w.strip())}"

    # ---- comments in the margin ----

    def bereik(self, knoop: Any) -> None:
        """The start, end or sign of a comment."""
        nummer = str(knoop.get(f"{W}id") or "")
        if nummer not in self.opmerkingen:
            return
        if knoop.tag == f"{W}commentRangeStart":
            if len(self.open) < MAX_MERKEN and nummer not in self.antwoorden:
                self.open.setdefault(nummer, [])
            return
        self._hang_aan(nummer)
        if nummer in self.open:
            self.opmerkingen[nummer].bij = " ".join("".join(self.open.pop(nummer)).split())[:_LANGST_CITAAT]

    def _hang_aan(self, nummer: str) -> None:
        """A comment belongs to the paragraph in which its first word stands; an answer stands under its comment."""
        if nummer not in self.gehangen and nummer not in self.antwoorden:
            self.gehangen.add(nummer)
            self.nu.kanttekeningen.append(self.opmerkingen[nummer])


_TEKENS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}


def _takken(knoop: Any) -> list[Any]:
    """The one alternative that counts: the first choice, else what stands there for older programs."""
    keuzes = knoop.findall(f"{_MC}Choice") or knoop.findall(f"{_MC}Fallback")
    return keuzes[:1]


def _alt(knoop: Any) -> str:
    """The alternative text of an image, from itself or the frame around it."""
    for houder in (knoop, *knoop.iterancestors()):
        if houder.tag == f"{W}r":
            break
        for eigen in (houder, *houder.findall("{*}docPr"), *houder.findall("{*}nvPicPr/{*}cNvPr")):
            for naam in ("descr", "alt", "title"):
                if woorden := " ".join(str(eigen.get(naam) or "").split()):
                    return f"een afbeelding: {woorden}"
    return "een afbeelding zonder beschrijving"
