"""A Word file (.docx) into paragraphs with their bookmarks, changes, comments, and what stands beside their words.

Nothing is fetched: of an external relation only the address of a link is read. Names of authors are never read.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from .fouten import Leesfout
from .leestabel import BIJSCHRIFTSTIJLEN, FIGUURSTIJLEN, KOPSTIJLEN, Leestabel
from .regels import MAX_REGELS, MAX_TEKENS
from .stroom import MAX_MERKEN, Leesalinea, Stroom, Stroomkanttekening, Terzijde, woorden_van
from .word import MAX_DIEPTE
from .word_pakket import BESCHADIGD, LIJF, W14, W15, Pakket, W, val
from .word_stukken import MAX_TERZIJDE, TE_DIEP, WEG, WordStukkenlezer

_KOP = re.compile(r"(?:heading|kop) (\d)", re.I)
_MERK = re.compile(r"[ohspev]_[0-9A-Za-z]{1,36}")
_OPEN: Final = {f"{W}{t}" for t in ("ins", "moveTo", "customXml", "sdtContent")}
MAX_KANTTEKENINGEN: Final = 5_000
_NESTEN: Final = 6
"""Notes, text boxes and comments inside each other."""


def lees_stroom(inhoud: bytes) -> Stroom:
    """Read the paragraphs of a .docx. Raises Leesfout. Linear in the size of the file."""
    try:
        pakket = Pakket(inhoud)
        with pakket.zip:
            return _Lezer(pakket, LIJF).lees()
    except (etree.XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError, zipfile.BadZipFile) as fout:
        raise Leesfout(BESCHADIGD) from fout


class _Maat:
    """How much was read, over all parts of the file."""

    def __init__(self) -> None:
        self.tekens = self.aantal = 0

    def tel(self, alinea: Leesalinea) -> None:
        self.tekens += len(alinea.woorden) + sum(len(t.wat) for t in alinea.terzijde)
        self.aantal += 1
        if self.tekens > MAX_TEKENS or self.aantal > MAX_REGELS or alinea.te_lang:
            raise Leesfout("Het bestand is te groot voor een plan.")


class _Lezer(WordStukkenlezer):
    def __init__(self, pakket: Pakket, deel: str, ouder: _Lezer | None = None) -> None:
        super().__init__(pakket, deel)
        self.alineas: list[Leesalinea] = []
        self.over: Leesalinea | None = None
        self.inhoud = 0  # depth of a table of contents
        self.rij_weg = False
        self.initiaal: Leesalinea | None = None
        self.kader: tuple[bytes, Terzijde] | None = None
        self.wacht: list[Terzijde] = []
        self.maat: _Maat = ouder.maat if ouder else _Maat()
        if ouder is not None:
            self.opmerkingen, self.antwoorden, self.gehangen = ouder.opmerkingen, ouder.antwoorden, ouder.gehangen
            self.genoemd, self.noten, self.diepte = ouder.genoemd, ouder.noten, ouder.diepte + 1

    def lees(self) -> Stroom:
        wortel = self.pakket.wortel(LIJF)
        lijf = wortel.find(f"{W}body")
        if lijf is None:
            raise Leesfout(BESCHADIGD)
        self._lees_opmerkingen()
        self.blokken(lijf)
        self.klaar()
        los = [*self.wacht, *self._kopvoet(), *self._zonder_plek()]
        kenmerk = self.pakket.kenmerk()
        return Stroom(self.alineas, self.pakket.hash(), los=los, bijgehouden=self.bijgehouden, kenmerk=kenmerk)

    def klaar(self) -> None:
        for rest in (self.over, self.initiaal):
            if rest is not None:
                self.alineas.append(rest)
        if self.alineas:
            self.alineas[-1].terzijde += self.wacht
            self.wacht = []

    def binnen(self, blokken: Iterable[Any], deel: str = "") -> list[Leesalinea]:
        if self.diepte >= _NESTEN:
            raise Leesfout(TE_DIEP)
        kind = _Lezer(self.pakket, deel or self.deel, self)
        kind.blokken(blokken)
        kind.klaar()
        self.bijgehouden = self.bijgehouden or kind.bijgehouden
        for alinea in kind.alineas:
            for iets in alinea.terzijde:
                self.terzijde(iets)
            self.nu.kanttekeningen += alinea.kanttekeningen
        return kind.alineas

    # ---- blocks ----

    def blokken(self, houder: Iterable[Any], vak: str = "", los: tuple[str, ...] = (), diepte: int = 0) -> Any:
        """Paragraphs in order. Bookmarks between paragraphs (`los`) belong to the next one; those left are returned."""
        if diepte > MAX_DIEPTE:
            raise Leesfout(TE_DIEP)
        for kind in houder:
            naam = kind.tag
            if naam == f"{W}p":
                self._alinea(kind, vak, los)
                los = ()
            elif naam == f"{W}bookmarkStart":
                if _MERK.fullmatch(merk := str(kind.get(f"{W}name") or "")) and len(los) < MAX_MERKEN:
                    los = (*los, merk)
            elif naam in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
                self.bereik(kind)
            elif naam == f"{W}sdt":
                los = self._vak(kind, vak, los, diepte)
            elif naam == f"{W}tbl":
                los = self._tabel(kind, vak, los, diepte)
            elif naam in _OPEN:
                self.bijgehouden = self.bijgehouden or naam in (f"{W}ins", f"{W}moveTo")
                los = self.blokken(kind, vak, los, diepte + 1)
            elif naam == f"{W}altChunk":
                self.wacht.append(Terzijde("object", "een ander document dat in dit bestand is gevoegd", onzeker=True))
        return los

    def _vak(self, knoop: Any, vak: str, los: tuple[str, ...], diepte: int) -> tuple[str, ...]:
        tag = val(knoop.find(f"{W}sdtPr/{W}tag"))
        eigen = tag if re.match("[sv]_", tag) else ""
        if knoop.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            if not _MERK.fullmatch(tag):  # in a block of our own everything was deleted: no words of anybody
                bewaard, self.nu = self.nu, self.alineas[-1] if self.alineas else Leesalinea("tekst", [])
                self.plaatshouder(knoop.findall(f"{W}sdtContent"))
                if not self.alineas:
                    self.wacht += self.nu.terzijde
                self.nu = bewaard
            return los
        if tag.startswith("p_") and _MERK.fullmatch(tag):
            los = (*los, tag)
        inhoud = val(knoop.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")) == "Table of Contents"
        self.inhoud += inhoud
        for deel in knoop.findall(f"{W}sdtContent"):
            los = self.blokken(deel, eigen or vak, los, diepte + 1)
        self.inhoud -= inhoud
        return los

    def _tabel(self, tabel: Any, vak: str, los: tuple[str, ...], diepte: int) -> tuple[str, ...]:
        """Cell by cell, row by row. The first of several filled cells in a row heads what follows it."""
        if diepte > MAX_DIEPTE:
            raise Leesfout(TE_DIEP)
        begin, rijen, breedte = len(self.alineas), 0, 0
        gelezen = Leestabel()
        for n, rij in enumerate(_kinderen(tabel, f"{W}tr")):
            was, self.rij_weg = self.rij_weg, self.rij_weg or rij.find(f"{W}trPr/{W}del") is not None
            eerste: list[Leesalinea] = []
            cellen = list(_kinderen(rij, f"{W}tc"))
            if not self.rij_weg:
                gelezen.rij()
                kop = rij.find(f"{W}trPr/{W}tblHeader")
                gelezen.koprij |= not n and kop is not None and kop.get(f"{W}val") not in ("0", "false", "off")
            for cel in cellen:
                van = len(self.alineas)
                los = self.blokken(cel, vak, los, diepte + 1)
                if not self.rij_weg:
                    breed = val(cel.find(f"{W}tcPr/{W}gridSpan"))
                    gelezen.cel(self.alineas[van:], int(breed) if breed.isdecimal() and len(breed) < 4 else 1)
                    gelezen.scheef |= cel.find(f"{W}tcPr/{W}vMerge") is not None or cel.find(f"{W}tbl") is not None
                eerste += next(([a] for a in self.alineas[van:] if a.woorden.strip()), [])
            if len(eerste) > 1:
                eerste[0].cel = True
            if eerste:
                rijen, breedte = rijen + 1, max(breedte, len(cellen))
            self.rij_weg = was
        if rijen:
            self.alineas[begin].terzijde.append(gelezen.terzijde(rijen, breedte))
        return los

    def _alinea(self, knoop: Any, vak: str, los: tuple[str, ...]) -> None:
        eigen = knoop.find(f"{W}pPr")
        self.nu = alinea = self._begin(eigen, vak, los)
        toc = self.toc
        self.stukken(knoop, 0, "", "verwijderd" if self.rij_weg else "")
        self.maat.tel(alinea)
        if self.inhoud or (self.toc > toc and self.toc - toc == len(alinea.woorden)):
            alinea.soort = "inhoud"
        if self.over is not None:
            alinea = _plak(self.over, alinea)
            self.over = None
        if self.initiaal is not None:
            alinea = _plak(self.initiaal, alinea)
            self.initiaal = None
        kader = eigen.find(f"{W}framePr") if eigen is not None else None
        if eigen is not None and any(eigen.find(f"{W}rPr/{W}{t}") is not None for t in ("del", "moveFrom")):
            self.bijgehouden = True
            self.over = alinea
        elif kader is not None and kader.get(f"{W}dropCap") in ("drop", "margin"):
            self.initiaal = alinea
        elif kader is not None and not alinea.merken and self.alineas:
            self._in_kader(kader, alinea)
        else:
            self.kader = None
            alinea.terzijde = self.wacht + alinea.terzijde
            self.wacht = []
            self.alineas.append(alinea)

    def _in_kader(self, kader: Any, alinea: Leesalinea) -> None:
        """A frame holds words beside the text, as a text box does; paragraphs with the same frame are one."""
        vorm = etree.tostring(kader)
        vorige = self.alineas[-1]
        if self.kader is None or self.kader[0] != vorm:
            self.kader = (vorm, Terzijde("tekstvak", ""))
            vorige.terzijde.append(self.kader[1])
        vak = self.kader[1]
        vak.alineas.append(alinea)
        vak.wat = f"{vak.wat} {woorden_van([alinea])}".strip() if len(vak.wat) < 10_000 else vak.wat
        vorige.terzijde += alinea.terzijde
        vorige.kanttekeningen += alinea.kanttekeningen
        if not vak.wat or len(vorige.terzijde) > MAX_TERZIJDE:
            vorige.terzijde = [t for t in vorige.terzijde if t is not vak][:MAX_TERZIJDE]
            self.kader = None

    def _begin(self, eigen: Any, vak: str, los: tuple[str, ...]) -> Leesalinea:
        """The paragraph without its words: its kind, level, list and number."""
        code = (val(eigen.find(f"{W}pStyle")) if eigen is not None else "") or self.stijlen.gewoon
        self.alineastijl = code
        namen = self.stijlen.namen(code)
        alinea = Leesalinea("tekst", [], merken=los, vak=vak)
        alinea.kopcel = not KOPSTIJLEN.isdisjoint(n.lower() for n in namen)
        alinea.bijschrift = not BIJSCHRIFTSTIJLEN.isdisjoint(n.lower() for n in namen)
        alinea.figuurdeel = next((FIGUURSTIJLEN[n.lower()] for n in namen if n.lower() in FIGUURSTIJLEN), "")
        lijst, nummer, printnummer, niveau = self.pakket.nummering.van(eigen, code)
        kop = next((int(m[1]) for naam in namen if (m := _KOP.fullmatch(naam))), 0)
        if namen and re.fullmatch(r"toc (?:\d|heading)", namen[0]):
            alinea.soort = "inhoud"
        elif kop:
            alinea.soort, alinea.kop = (f"kop{kop}" if kop <= 3 else "tekst"), kop
        elif "planpunt" in namen or lijst == "code":
            alinea.soort = "punt"
        elif lijst:
            alinea.soort, alinea.niveau, alinea.lijst, alinea.nummer = lijst, niveau, nummer, printnummer
        elif nummer != "0" and (stijl := next((m for n in namen if (m := _LIJSTSTIJL.fullmatch(n))), None)):
            alinea.soort = "ul" if stijl[1].lower() == "bullet" else "ol"
            alinea.niveau, alinea.lijst = int(stijl[2] or 1) - 1, stijl[0]
        return alinea

    def bladwijzer(self, knoop: Any, wijze: str) -> None:
        merk = str(knoop.get(f"{W}name") or "")
        if wijze not in WEG and len(self.nu.merken) < MAX_MERKEN and _MERK.fullmatch(merk):
            self.nu.merken = (*self.nu.merken, merk)

    # ---- comments, headers and footers ----

    def _lees_opmerkingen(self) -> None:
        """The words of all comments, answers under the one that they answer, and which are resolved."""
        wortel = self.pakket.deel("comments")
        per_alinea: dict[str, str] = {}
        deel = (self.pakket.delen("comments") or ["word/comments.xml"])[0]
        for rij in [] if wortel is None else wortel.findall(f"{W}comment")[:MAX_KANTTEKENINGEN]:
            nummer = str(rij.get(f"{W}id") or "")
            for alinea in rij.iter(f"{W}p"):
                per_alinea[str(alinea.get(f"{W14}paraId") or "")] = nummer
            self.nu = Leesalinea("tekst", [])
            woorden = woorden_van(self.binnen(rij, deel), tussen="\n")
            self.opmerkingen[nummer] = Stroomkanttekening(_met_terzijde(woorden, self.nu.terzijde)[:10_000])
        per_alinea.pop("", None)
        uitgebreid = self.pakket.deel("commentsExtended")
        ouders: dict[str, str] = {}
        for rij in () if uitgebreid is None else uitgebreid.iter(f"{W15}commentEx"):
            nummer = per_alinea.get(str(rij.get(f"{W15}paraId") or ""), "")
            ouder = per_alinea.get(str(rij.get(f"{W15}paraIdParent") or ""), "")
            if nummer and rij.get(f"{W15}done") in ("1", "true", "on"):
                self.opmerkingen[nummer].opgelost = True
            if nummer and ouder and ouder != nummer:
                ouders[nummer] = ouder
        for nummer in self.opmerkingen:
            boven, stappen = nummer, 0
            while boven in ouders and stappen < 20:
                boven, stappen = ouders[boven], stappen + 1
            if boven != nummer and stappen < 20:
                self.antwoorden.add(nummer)
                self.opmerkingen[boven].antwoorden.append(self.opmerkingen[nummer].tekst)

    def _zonder_plek(self) -> Iterator[Terzijde]:
        """Comments that stand at no words."""
        for nummer, rij in self.opmerkingen.items():
            if nummer not in self.gehangen and nummer not in self.antwoorden and rij.tekst:
                yield Terzijde("opmerking", "; ".join((rij.tekst, *rij.antwoorden)))

    def _kopvoet(self) -> list[Terzijde]:
        """What headers and footers of pages say, each sentence once."""
        uit: dict[str, Terzijde] = {}
        for soort in ("header", "footer"):
            for naam in self.pakket.delen(soort)[:50]:
                wortel = self.pakket.wortel(naam)
                self.nu = Leesalinea("tekst", [])
                if woorden := woorden_van(self.binnen(wortel, naam)):
                    uit.setdefault(woorden, Terzijde("kopvoet", woorden))
        return list(uit.values())

    # ---- tables of contents ----

    toc = 0
    """Signs so far that a table of contents holds."""

    def zet(self, run: Any, soort: str, wijze: str) -> None:
        if wijze not in WEG and any(v.soort == "TOC" for v in self.velden):
            self.toc += len(run.tekst)
        super().zet(run, soort, wijze)


_LIJSTSTIJL = re.compile(r"list (bullet|number)(?: ([2-5]))?", re.I)


def _met_terzijde(woorden: str, terzijde: Iterable[Terzijde]) -> str:
    """The words of a comment, with what hangs on it and is words; hidden and struck words are none."""
    extra = [t.wat for t in terzijde if t.soort in ("afbeelding", "tekstvak", "object")]
    return "\n".join((woorden, *(f"[{e}]" for e in extra))).strip()


def _kinderen(houder: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also where a content control or a tracked insertion stands around them."""
    for kind in houder:
        if kind.tag == tag:
            yield kind
        elif kind.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _kinderen(kind, tag)


def _plak(eerste: Leesalinea, tweede: Leesalinea) -> Leesalinea:
    """A paragraph whose mark was deleted runs on in the next one. Where no word of it is left, it leaves no trace:
    its bookmarks are gone, what was deleted is still told.
    """
    tweede.terzijde = eerste.terzijde + tweede.terzijde
    if eerste.woorden.strip():
        eerste.stukken += tweede.stukken
        eerste.merken += tweede.merken
        eerste.wijzigingen += tweede.wijzigingen
        eerste.kanttekeningen += tweede.kanttekeningen
        eerste.terzijde = tweede.terzijde
        return eerste
    # the closing text is still the closing text when its first paragraph goes
    tweede.merken = (*(m for m in eerste.merken if m[0] in "e"), *tweede.merken)
    tweede.wijzigingen = eerste.wijzigingen + tweede.wijzigingen
    tweede.kanttekeningen = eerste.kanttekeningen + tweede.kanttekeningen
    return tweede
