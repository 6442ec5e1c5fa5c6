"""The parts of a .docx: its XML, links, styles, lists, notes and comments. Nothing outside the file is fetched."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from .fouten import Leesfout
from .regels import MAX_BYTES
from .word import keur

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
BESCHADIGD: Final = "Dit Word-bestand is niet te lezen; het is beschadigd of geen .docx."
LIJF: Final = "word/document.xml"

_TRANSITIONAL: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/schemaLibrary/", b"http://schemas.openxmlformats.org/schemaLibrary/2006/"),
)
_CODE = re.compile(r"\d+\.[A-Z]+%2")


def lees_xml(inhoud: bytes) -> Any:
    """The root of a part. A file saved as "Strict Open XML" has other names for the same things."""
    ontleder = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    wortel = etree.fromstring(inhoud, ontleder)
    if not any(str(uri).startswith("http://purl.oclc.org/ooxml/") for uri in wortel.nsmap.values()):
        return wortel
    inhoud = etree.tostring(wortel, encoding="utf-8")
    for streng, gewoon in _TRANSITIONAL:
        inhoud = inhoud.replace(streng, gewoon)
    return etree.fromstring(inhoud, ontleder)


def val(knoop: Any) -> str:
    return str(knoop.get(f"{W}val") or "") if knoop is not None else ""


def aan(knoop: Any) -> bool:
    """Whether a switch such as w:b is on; it has no value then, or one that does not say no."""
    return val(knoop) not in ("0", "false", "off", "none")


class Pakket:
    """A .docx that was found fit to open. Raises Leesfout, and what zipfile and lxml raise on a broken one."""

    def __init__(self, inhoud: bytes) -> None:
        if len(inhoud) > MAX_BYTES:
            raise Leesfout(f"Het bestand is te groot: meer dan {MAX_BYTES // 1_000_000} MB.")
        keur(inhoud)
        self.zip = zipfile.ZipFile(io.BytesIO(inhoud))
        self._relaties: dict[str, dict[str, tuple[str, str]]] = {}
        self.stijlen = WordStijlen(self.wortel("word/styles.xml"))
        self.nummering = Nummering(self.wortel("word/numbering.xml"), self.stijlen)

    def wortel(self, naam: str) -> Any:
        """The root of a part; None where there is no such part."""
        return lees_xml(self.zip.read(naam)) if naam in self.zip.NameToInfo else None

    def delen(self, soort: str) -> list[str]:
        """Names of the parts of a kind (footnotes, header) that the body names."""
        return [naam for wat, naam in self.relaties(LIJF).values() if wat == soort and naam in self.zip.NameToInfo]

    def deel(self, soort: str) -> Any:
        """The root of the one part of a kind; None where there is none."""
        namen = self.delen(soort) or [f"word/{soort}.xml"]
        return self.wortel(namen[0])

    def relaties(self, deel: str) -> dict[str, tuple[str, str]]:
        """Of each relation of a part: its kind, and its address or the name of the part it leads to."""
        if deel not in self._relaties:
            map_, _, naam = deel.rpartition("/")
            wortel = self.wortel(f"{map_}/_rels/{naam}.rels")
            uit = {}
            for rij in () if wortel is None else wortel.iter("*"):
                if rij.get("Id"):
                    soort, doel = str(rij.get("Type") or "").rpartition("/")[2], str(rij.get("Target") or "")
                    if rij.get("TargetMode") != "External" and soort != "hyperlink":
                        doel = doel[1:] if doel.startswith("/") else f"{map_}/{doel}"
                    uit[rij.get("Id")] = (soort, doel)
            self._relaties[deel] = uit
        return self._relaties[deel]

    def kenmerk(self) -> str:
        """Title and subject of the file: what its headers and footers say."""
        wortel = self.wortel("docProps/core.xml")
        namen = ("title", "subject", "version")
        return " ".join(k.text or "" for k in (() if wortel is None else wortel) if k.tag.rpartition("}")[2] in namen)

    def hash(self) -> str:
        """Of the version that the file was made from. LibreOffice moves it to a property of its own."""
        for naam in ("docProps/core.xml", "docProps/custom.xml"):
            wortel = self.wortel(naam)
            for rij in () if wortel is None else wortel.iter():
                eigen = rij.tag.rpartition("}")[2] == "property" and rij.get("name") in KENMERKEN
                eigen = eigen or rij.tag == "{http://purl.org/dc/elements/1.1/}identifier"
                if eigen and (gevonden := HASH.fullmatch("".join(rij.itertext()).strip())) is not None:
                    return gevonden[1]
        return ""


KENMERKEN: Final = ("npvr", "OOXMLCorePropertyIdentifier")
"""Names of properties that tell which text a file was made from: our own, and where LibreOffice puts Word's."""
HASH: Final = re.compile(r"(?:npvr:)?([0-9a-f]{64})")


class WordStijlen:
    """Styles by their code: what people call them, what they are based on, and how they dress words."""

    def __init__(self, wortel: Any) -> None:
        self.rij: dict[str, Any] = {}
        self.gewoon = ""
        for stijl in () if wortel is None else wortel.findall(f"{W}style"):
            code = str(stijl.get(f"{W}styleId") or "")
            self.rij.setdefault(code, stijl)
            if stijl.get(f"{W}type") == "paragraph" and stijl.get(f"{W}default") in ("1", "true", "on"):
                self.gewoon = code
        self._ketens: dict[str, tuple[Any, ...]] = {}

    def keten(self, code: str) -> tuple[Any, ...]:
        """The style and those it is based on, itself first."""
        if code not in self._ketens:
            uit: list[Any] = []
            hier = code
            while (rij := self.rij.get(hier)) is not None and rij not in uit and len(uit) < 20:
                uit.append(rij)
                hier = val(rij.find(f"{W}basedOn"))
            self._ketens[code] = tuple(uit)
        return self._ketens[code]

    def naam(self, code: str) -> str:
        """What people call a style; built-in ones are named in English in every language of Word."""
        return val(self.rij[code].find(f"{W}name")) if code in self.rij else ""

    def namen(self, code: str) -> list[str]:
        return [val(rij.find(f"{W}name")).lower() for rij in self.keten(code)]

    def letter(self, eigenschap: str, eigen: Any, *codes: str) -> bool:
        """Whether words are bold, hidden, struck: by themselves, else by the first of these styles that says so."""
        for rpr in (eigen, *(s.find(f"{W}rPr") for code in codes for s in self.keten(code))):
            if rpr is not None and (knoop := rpr.find(f"{W}{eigenschap}")) is not None:
                return aan(knoop)
        return False

    def waarde(self, eigen: Any, pad: str, *codes: str) -> Any:
        """The first property of paragraphs at `pad`, from the paragraph itself or its style; None without one."""
        for ppr in (eigen, *(s.find(f"{W}pPr") for code in codes for s in self.keten(code))):
            if ppr is not None and (knoop := ppr.find(pad)) is not None:
                return knoop
        return None


class Nummering:
    """Bullets, numbers and codes of lists, by the number of the list and its level."""

    def __init__(self, wortel: Any, stijlen: WordStijlen) -> None:
        self.stijlen = stijlen
        self.vormen: dict[tuple[str, str], tuple[str, str, int]] = {}  # kind, text, start
        self.per_stijl: dict[tuple[str, str], str] = {}  # list and style → level
        self.tellers: dict[str, dict[str, int]] = {}
        if wortel is None:
            return
        abstract = {a.get(f"{W}abstractNumId"): a for a in wortel.findall(f"{W}abstractNum")}
        koppeling = {val(a.find(f"{W}styleLink")): a for a in abstract.values() if a.find(f"{W}styleLink") is not None}
        niveaus = {code: a.findall(f"{W}lvl")[:9] for code, a in abstract.items()}
        for num in wortel.findall(f"{W}num"):
            code = val(num.find(f"{W}abstractNumId"))
            if code in abstract and (stijl := val(abstract[code].find(f"{W}numStyleLink"))) in koppeling:
                code = koppeling[stijl].get(f"{W}abstractNumId")
            self._lees(str(num.get(f"{W}numId") or ""), niveaus.get(code, []), num)

    def _lees(self, nummer: str, niveaus: list[Any], num: Any) -> None:
        eigen = [lvl for anders in num.findall(f"{W}lvlOverride") for lvl in anders.findall(f"{W}lvl")]
        for lvl in (*niveaus, *eigen):
            vorm = val(lvl.find(f"{W}numFmt")) or "decimal"
            plek = (nummer, str(lvl.get(f"{W}ilvl") or "0"))
            self.vormen[plek] = (vorm, val(lvl.find(f"{W}lvlText")), _getal(val(lvl.find(f"{W}start"))))
            if stijl := val(lvl.find(f"{W}pStyle")):
                self.per_stijl[nummer, stijl] = plek[1]
        for anders in num.findall(f"{W}lvlOverride"):
            plek = (nummer, str(anders.get(f"{W}ilvl") or "0"))
            if (start := anders.find(f"{W}startOverride")) is not None and plek in self.vormen:
                self.vormen[plek] = (*self.vormen[plek][:2], _getal(val(start)))

    def van(self, eigen: Any, stijl: str) -> tuple[str, str, str, int]:
        """Of a paragraph: "ul", "ol", "code" or "" (no list), its list, its printed number, and its level."""
        direct = eigen.find(f"{W}numPr") if eigen is not None else None
        for houder, num in ((True, direct), *self._van_stijlen(stijl)):
            if num is None or (knoop := num.find(f"{W}numId")) is None:
                continue
            nummer = val(knoop)
            ilvl = val(direct.find(f"{W}ilvl")) if direct is not None else ""
            ilvl = ilvl or ("" if houder is True else self.per_stijl.get((nummer, houder), ""))
            ilvl = ilvl or val(num.find(f"{W}ilvl")) or "0"
            if not nummer or nummer == "0" or (nummer, ilvl) not in self.vormen:
                return ("", nummer, "", 0)
            vorm, tekst, _ = self.vormen[nummer, ilvl]
            niveau = int(ilvl) if len(ilvl) == 1 and ilvl.isdecimal() else 0
            if _CODE.fullmatch(tekst):
                return ("code", nummer, "", niveau)
            if vorm in ("bullet", "none"):
                return ("ul" if vorm == "bullet" else "", nummer, "", niveau)
            return ("ol", nummer, self._tel(nummer, ilvl), niveau)
        return ("", "", "", 0)

    def _van_stijlen(self, code: str) -> Iterator[tuple[Any, Any]]:
        for stijl in self.stijlen.keten(code):
            yield str(stijl.get(f"{W}styleId") or ""), stijl.find(f"{W}pPr/{W}numPr")

    def _tel(self, nummer: str, ilvl: str) -> str:
        stand = self.tellers.setdefault(nummer, {})
        stand[ilvl] = stand.get(ilvl, self.vormen[nummer, ilvl][2] - 1) + 1
        for dieper in [p for p in stand if p > ilvl]:
            del stand[dieper]
        return f"{stand[ilvl]}."


def _getal(waarde: str) -> int:
    return int(waarde) if waarde.isdecimal() and len(waarde) < 7 else 1
