"""What a paragraph of an ODT file says, and what stands at it that is none of its words. As `word_stukken`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from plandocument.tekst import BEELD, Run

from . import formules, tekens
from .fouten import Leesfout
from .odt_stijlen import FO, OASIS, SVG, OdtStijlen, T, lees_xml
from .stroom import MAX_MERKEN, Leesalinea, Leesstuk, Spoorwijziging, Stroomkanttekening, Terzijde, woorden_van
from .velden import adres_van
from .word import MAX_DIEPTE
from .word_stukken import MAX_TERZIJDE

OFFICE: Final = f"{{{OASIS}office:1.0}}"
DRAW: Final = f"{{{OASIS}drawing:1.0}}"
TABEL: Final = f"{{{OASIS}table:1.0}}"
HREF: Final = "{http://www.w3.org/1999/xlink}href"
TE_DIEP: Final = "Dit ODT-bestand is te diep in elkaar genest om te lezen."
MERK: Final = re.compile(r"[ohspev]_[0-9A-Za-z]{1,36}")
_LANGST_CITAAT: Final = 500
_LANGST_WEG: Final = 2_000
_BOLD: Final = ("bold", "600", "700", "800", "900")
_STIL: Final = {
    f"{T}{t}" for t in ("note-citation", "ruby-text", "tracked-changes", "soft-page-break", "alphabetical-index-mark")
}


class OdtStukkenlezer:
    """Reads into `self.nu`, the paragraph that is being read."""

    def __init__(self, stijlen: OdtStijlen, formuledelen: dict[str, bytes]) -> None:
        self.stijlen = stijlen
        self.formuledelen = formuledelen
        self.nu = Leesalinea("tekst", [])
        self.alineastijl = ""
        self.los: tuple[str, ...] = ()
        self.open: dict[str, tuple[Stroomkanttekening, list[str]]] = {}
        self.kanttekeningen: dict[str, Stroomkanttekening] = {}
        self.antwoorden: list[tuple[str, Stroomkanttekening]] = []  # each with the name of the comment it answers
        self.toegevoegd: set[str] = set()
        self.weg: dict[str, str] = {}
        self.erin: set[str] = set()
        self.diepte = 0
        self._sinds = (0, 0)

    def binnen(self, blokken: Iterable[Any]) -> list[Leesalinea]:
        """The paragraphs in a note, text box or comment. Their own asides come at the paragraph that is being read."""
        raise NotImplementedError

    # ---- the walk ----

    def stukken(self, knoop: Any, diepte: int, doel: str, stijlen: tuple[str, ...]) -> None:
        if diepte > MAX_DIEPTE:
            raise Leesfout(TE_DIEP)
        self.tekst(knoop.text, doel, stijlen)
        for kind in knoop:
            self._kind(kind, diepte + 1, doel, stijlen)
            self.tekst(kind.tail, doel, stijlen)

    def _kind(self, kind: Any, diepte: int, doel: str, stijlen: tuple[str, ...]) -> None:
        naam = kind.tag if isinstance(kind.tag, str) else ""
        kort = naam.rpartition("}")[2]
        if naam == f"{T}s":
            aantal = kind.get(f"{T}c") or "1"
            self.tekst(" " * min(int(aantal) if aantal.isdecimal() else 1, 100), doel, stijlen)
        elif naam == f"{T}tab":
            self.tekst("\t", doel, stijlen, ruw=True)
        elif naam == f"{T}line-break":
            self.tekst("\n", doel, stijlen, ruw=True)
        elif naam in (f"{T}bookmark-start", f"{T}bookmark"):
            self.merk(kind)
        elif naam in (f"{T}change-start", f"{T}change-end", f"{T}change"):
            self.wijziging(kind)
        elif naam == f"{T}a":
            self.stukken(kind, diepte, adres_van(str(kind.get(HREF) or ""), "") or doel, stijlen)
        elif naam in (f"{T}bookmark-ref", f"{T}reference-ref"):
            self.stukken(kind, diepte, adres_van("", str(kind.get(f"{T}ref-name") or "")) or doel, stijlen)
        elif naam == f"{T}span":
            self.stukken(kind, diepte, doel, (*stijlen, str(kind.get(f"{T}style-name") or "")))
        elif naam == f"{T}note":
            self._noot(kind)
        elif naam in (f"{T}hidden-text", f"{T}hidden-paragraph"):
            woorden = " ".join((kind.get(f"{T}string-value") or "".join(kind.itertext())).split())
            self.opzij("verborgen", woorden)
        elif naam == f"{T}placeholder":
            self.opzij("plaatshouder", "".join(kind.itertext()))
        elif kort == "content-control":
            self._invulveld(kind, diepte, doel, stijlen)
        elif naam == f"{OFFICE}annotation":
            self._kanttekening(kind)
        elif naam == f"{OFFICE}annotation-end":
            self._sluit(str(kind.get(f"{OFFICE}name") or ""))
        elif naam.startswith(DRAW):
            self.beeld(kind, diepte)
        elif naam.startswith(T) and naam not in _STIL:
            self.stukken(kind, diepte, doel, stijlen)

    def merk(self, knoop: Any, *, los: bool = False) -> None:
        if MERK.fullmatch(merk := str(knoop.get(f"{T}name") or "")):
            if los and len(self.los) < MAX_MERKEN:
                self.los = (*self.los, merk)
            elif not los and len(self.nu.merken) < MAX_MERKEN:
                self.nu.merken = (*self.nu.merken, merk)

    def wijziging(self, knoop: Any) -> None:
        nummer = str(knoop.get(f"{T}change-id") or "")
        if knoop.tag == f"{T}change-start" and nummer in self.toegevoegd:
            self.erin.add(nummer)
        elif knoop.tag == f"{T}change-end":
            self.erin.discard(nummer)
        elif knoop.tag == f"{T}change" and nummer in self.weg:
            self.nu.wijzigingen.append(Spoorwijziging("verwijderd", self.weg[nummer]))

    def _invulveld(self, knoop: Any, diepte: int, doel: str, stijlen: tuple[str, ...]) -> None:
        if any(k.endswith("}showing-place-holder") and v == "true" for k, v in knoop.attrib.items()):
            self.opzij("plaatshouder", "".join(knoop.itertext()))
        else:
            self.stukken(knoop, diepte, doel, stijlen)

    # ---- words ----

    def tekst(self, woorden: str | None, doel: str, stijlen: tuple[str, ...], *, ruw: bool = False) -> None:
        if not woorden:
            return
        if not ruw:
            woorden = re.sub(r"[ \t\r\n]+", " ", woorden)
        alle = (self.alineastijl, *stijlen)
        if self.stijlen.verborgen(*alle):
            self.opzij("verborgen", woorden)
            return
        if self.stijlen.doorgehaald(*alle):
            self.opzij("doorgehaald", woorden)
            return
        if any("placeholder text" in self.stijlen.keten(s) for s in stijlen):
            self.opzij("plaatshouder", woorden)
            return
        woorden = self._leesbaar(woorden, self.stijlen.font(*stijlen))
        if self.stijlen.hoog(*stijlen):
            woorden = tekens.in_de_hoogte(woorden)
        self._zet(woorden, doel, stijlen)

    def _zet(self, woorden: str, doel: str, stijlen: tuple[str, ...]) -> None:
        if self.erin:
            laatste = self.nu.wijzigingen[-1] if self.nu.wijzigingen else None
            if laatste is not None and laatste.soort == "toegevoegd":
                laatste.tekst += woorden
            else:
                self.nu.wijzigingen.append(Spoorwijziging("toegevoegd", woorden))
        for _, citaat in self.open.values():
            citaat.append(woorden)
        vet = schuin = False
        stijl = ""
        for naam in stijlen:
            keten = self.stijlen.keten(naam)
            stijl = next((s for s in ("deelthema", "planstatus", "leeg") if s in keten), stijl)
            if (waarde := self.stijlen.letter(naam, f"{FO}font-weight")) is not None:
                vet = waarde in _BOLD
            if (waarde := self.stijlen.letter(naam, f"{FO}font-style")) is not None:
                schuin = waarde in ("italic", "oblique")
        if stijl:
            vet = schuin = False
        self.nu.stukken.append(Leesstuk(Run(woorden, vet, schuin, doel), {"planstatus": "status"}.get(stijl, stijl)))

    def _leesbaar(self, woorden: str, font: str) -> str:
        uit = tekens.leesbaar(woorden, font)
        if tekens.ONBEKEND in uit and tekens.ONBEKEND not in woorden:
            lettertype = f"van het lettertype {font[:60]}" if tekens.is_tekenfont(font) else "zonder bekend lettertype"
            wat = f"een teken {lettertype}; het portaal kent het niet en zet er {tekens.ONBEKEND} voor"
            if all(t.wat != wat for t in self.nu.terzijde):
                self.terzijde(Terzijde("symbool", wat, onzeker=True))
        return uit

    def opzij(self, soort: Any, woorden: str) -> None:
        """Words that are left out; those of one kind that follow each other are named as one."""
        laatste = self.nu.terzijde[-1] if self.nu.terzijde else None
        if laatste is not None and laatste.soort == soort and self._sinds == (id(self.nu), len(self.nu.stukken)):
            laatste.wat += woorden if len(laatste.wat) < _LANGST_WEG else ""
        elif woorden.strip():
            self.terzijde(Terzijde(soort, woorden, onzeker=True))
        self._sinds = (id(self.nu), len(self.nu.stukken))

    def terzijde(self, iets: Terzijde) -> None:
        if len(self.nu.terzijde) >= MAX_TERZIJDE:
            raise Leesfout("Het bestand is te groot voor een plan.")
        self.nu.terzijde.append(iets)

    # ---- beside the words ----

    def _noot(self, knoop: Any) -> None:
        soort: Any = "eindnoot" if knoop.get(f"{T}note-class") == "endnote" else "voetnoot"
        self.terzijde(noot := Terzijde(soort, ""))
        for lijf in knoop.findall(f"{T}note-body"):
            noot.alineas += self.binnen(lijf)
        noot.wat = woorden_van(noot.alineas) or "een noot zonder woorden"

    def beeld(self, knoop: Any, diepte: int) -> None:
        """A frame with words, an image or an object; a drawing with words in it; a link or group around those."""
        if diepte > MAX_DIEPTE:
            raise Leesfout(TE_DIEP)
        kort = knoop.tag.rpartition("}")[2] if isinstance(knoop.tag, str) else ""
        vormen = [k for k in knoop if isinstance(k.tag, str)]
        if kort == "frame":
            self._kader(knoop, vormen, diepte)
            return
        if any(k.tag in (f"{T}p", f"{T}list", f"{T}h") for k in vormen):
            self._tekstvak([k for k in vormen if k.tag in (f"{T}p", f"{T}list", f"{T}h")])
        for kind in vormen:
            if kind.tag.startswith(DRAW):
                self.beeld(kind, diepte + 1)

    def _kader(self, knoop: Any, vormen: list[Any], diepte: int) -> None:
        """What the first form in a frame is; the others stand for programs that do not know it."""
        per = {k.tag.rpartition("}")[2]: k for k in reversed(vormen)}
        if "text-box" in per:
            self._tekstvak(list(per["text-box"]))
        elif "object" in per:
            self._object(knoop, per["object"])
        elif "object-ole" in per or "plugin" in per:
            self.terzijde(Terzijde("object", f"een ingesloten object{_alt(knoop, ': ')}"))
        elif "image" in per:
            if gevonden := BEELD.match(str(knoop.get(f"{DRAW}name") or "")):
                alt = next((k for k in knoop if str(k.tag).endswith("}desc")), None)
                self.nu.beeld = gevonden[0], " ".join("".join(alt.itertext()).split()) if alt is not None else ""
            self.terzijde(Terzijde("afbeelding", f"een afbeelding{_alt(knoop, ': ') or ' zonder beschrijving'}"))
        else:
            for kind in vormen:
                if kind.tag.startswith(DRAW):
                    self.beeld(kind, diepte + 1)

    def _tekstvak(self, inhoud: list[Any]) -> None:
        self.terzijde(vak := Terzijde("tekstvak", ""))
        vak.alineas = self.binnen(inhoud)
        vak.wat = woorden_van(vak.alineas)
        if not vak.wat:
            self.nu.terzijde = [t for t in self.nu.terzijde if t is not vak]

    def _object(self, kader: Any, knoop: Any) -> None:
        """An equation says its signs among the words; of a chart or table only that it is there."""
        math = next((k for k in knoop if isinstance(k.tag, str) and k.tag.endswith("}math")), None)
        naam = str(knoop.get(HREF) or "").removeprefix("./").strip("/")
        if math is None and f"{naam}/content.xml" in self.formuledelen:
            wortel = lees_xml(self.formuledelen[f"{naam}/content.xml"])
            math = wortel if wortel.tag.endswith("}math") else None
        if math is None:
            self.terzijde(Terzijde("object", f"een ingesloten object{_alt(kader, ': ')}"))
            return
        woorden, gewoon = formules.van_mathml(math)
        if woorden and not gewoon:
            self.terzijde(Terzijde("formule", f"{woorden}; de opmaak van de formule gaat niet mee", onzeker=True))
        if woorden:
            self._zet(woorden, "", ())

    # ---- comments in the margin; who wrote them and when is not read ----

    def _kanttekening(self, knoop: Any) -> None:
        bewaard, self.nu = self.nu, Leesalinea("tekst", [])
        alineas = self.binnen([k for k in knoop if isinstance(k.tag, str) and k.tag.startswith(T)])
        self.nu = bewaard
        rij = Stroomkanttekening(woorden_van(alineas, tussen="\n")[:10_000])
        eigen = {k.rpartition("}")[2]: str(v) for k, v in knoop.attrib.items()}
        rij.opgelost = eigen.get("resolved") == "true"
        naam = eigen.get("name", "")
        if naam:
            self.kanttekeningen[naam] = rij
        if ouder := eigen.get("parent-name", ""):
            self.antwoorden.append((ouder, rij))
        self.nu.kanttekeningen.append(rij)
        if naam and len(self.open) < MAX_MERKEN:
            self.open[naam] = (rij, [])

    def hang_antwoorden(self, alineas: Iterable[Leesalinea]) -> None:
        """Answers stand under the comment that they answer, and nowhere else."""
        ouder_van = {id(rij): self.kanttekeningen.get(ouder) for ouder, rij in self.antwoorden}
        weg = set()
        for ouder, rij in self.antwoorden:
            boven = self.kanttekeningen.get(ouder)
            for _ in range(20):
                if boven is None or ouder_van.get(id(boven)) is None:
                    break
                boven = ouder_van[id(boven)]
            if boven is not None and boven is not rij:
                boven.antwoorden.append(rij.tekst)
                weg.add(id(rij))
        for alinea in alineas:
            alinea.kanttekeningen = [k for k in alinea.kanttekeningen if id(k) not in weg]

    def _sluit(self, naam: str) -> None:
        if naam in self.open:
            rij, citaat = self.open.pop(naam)
            rij.bij = " ".join("".join(citaat).split())[:_LANGST_CITAAT]


def _alt(knoop: Any, voor: str) -> str:
    for naam in ("desc", "title"):
        if woorden := " ".join("".join(k.text or "" for k in knoop.findall(f"{SVG}{naam}")).split()):
            return f"{voor}{woorden}"
    return ""
