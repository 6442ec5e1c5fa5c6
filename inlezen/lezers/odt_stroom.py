"""Our own ODT file, edited by someone, into paragraphs with their bookmarks, changes and comments. As `word_stroom`."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final

from lxml import etree

from plandocument.tekst import Run, veilig_doel

from .fouten import Leesfout
from .regels import MAX_BYTES, MAX_REGELS, MAX_TEKENS
from .stroom import MAX_MERKEN, Alinea, Kanttekening, Stroom, Stuk, Wijziging
from .word import MAX_DEEL, MAX_DELEN, MAX_DIEPTE, MAX_UITGEPAKT

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_T: Final = f"{{{_OASIS}text:1.0}}"
_S: Final = f"{{{_OASIS}style:1.0}}"
_FO: Final = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
_O: Final = f"{{{_OASIS}office:1.0}}"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_BESCHADIGD: Final = "Dit ODT-bestand is niet te lezen; het is beschadigd of geen .odt."
_MERK = re.compile(r"[ohspev]_[0-9A-Za-z]{1,36}")
_LANGST: Final = 500


def lees_stroom(inhoud: bytes) -> Stroom:
    """Read the paragraphs of an .odt. Raises Leesfout. Linear in the size of the file."""
    if len(inhoud) > MAX_BYTES:
        raise Leesfout(f"Het bestand is te groot: meer dan {MAX_BYTES // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            return _Lezer(_delen(pakket)).lees()
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
    for naam in ("content.xml", "styles.xml", "meta.xml"):
        if naam in pakket.NameToInfo:
            with pakket.open(naam) as stroom:
                uit[naam] = stroom.read(MAX_DEEL + 1)
            if len(uit[naam]) > MAX_DEEL:
                raise te_groot
            kaal = uit[naam].replace(b"\x00", b"")
            if b"<!DOCTYPE" in kaal or b"<!ENTITY" in kaal:
                raise Leesfout("Dit ODT-bestand bevat XML die niet is toegestaan (DOCTYPE).")
    return uit


def _xml(inhoud: bytes) -> Any:
    return etree.fromstring(inhoud, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


class _Lezer:
    def __init__(self, delen: dict[str, bytes]) -> None:
        self.wortel = _xml(delen["content.xml"])
        self.meta = _xml(delen["meta.xml"]) if "meta.xml" in delen else None
        self.stijlen: dict[str, Any] = {}
        for boom in (_xml(delen["styles.xml"]) if "styles.xml" in delen else None, self.wortel):
            for stijl in [] if boom is None else boom.iter(f"{_S}style"):
                self.stijlen[stijl.get(f"{_S}name")] = stijl
        self.bullets = {
            (lijst.get(f"{_S}name"), niveau.get(f"{_T}level"))
            for lijst in self.wortel.iter(f"{_T}list-style")
            for niveau in lijst.iter(f"{_T}list-level-style-bullet")
        }
        self.nummers = {
            (lijst.get(f"{_S}name"), niveau.get(f"{_T}level"))
            for lijst in self.wortel.iter(f"{_T}list-style")
            for niveau in lijst.iter(f"{_T}list-level-style-number")
        }
        self.alineas: list[Alinea] = []
        self.los: tuple[str, ...] = ()
        self.nu = Alinea("tekst", [])
        self.open: dict[str, tuple[Kanttekening, list[str]]] = {}
        self.toegevoegd: set[str] = set()
        self.weg: dict[str, str] = {}
        self.erin: set[str] = set()
        self.tekens = 0

    def lees(self) -> Stroom:
        lijf = self.wortel.find(f"{_O}body/{_O}text")
        if lijf is None:
            raise Leesfout(_BESCHADIGD)
        for gebied in lijf.iter(f"{_T}changed-region"):
            nummer = gebied.get(f"{_T}id") or gebied.get("{http://www.w3.org/XML/1998/namespace}id")
            if gebied.find(f"{_T}insertion") is not None:
                self.toegevoegd.add(nummer)
            elif (weg := gebied.find(f"{_T}deletion")) is not None:
                alineas = (*weg.findall(f"{_T}p"), *weg.findall(f"{_T}h"))
                self.weg[nummer] = " ".join("".join(p.itertext()) for p in alineas)
        self._blokken(lijf, "", 0, "", 0, "")
        hash_ = ""
        for rij in [] if self.meta is None else self.meta.iter(f"{{{_OASIS}meta:1.0}}user-defined"):
            if rij.get(f"{{{_OASIS}meta:1.0}}name") == "npvr" and re.fullmatch("[0-9a-f]{64}", rij.text or ""):
                hash_ = rij.text
        return Stroom(self.alineas, hash_)

    def _blokken(self, houder: Any, vak: str, diepte: int, lijst: str, niveau: int, nummer: str) -> None:
        if diepte > MAX_DIEPTE:
            raise Leesfout("Dit ODT-bestand is te diep in elkaar genest om te lezen.")
        for n, kind in enumerate(houder):
            naam = kind.tag
            if naam in (f"{_T}p", f"{_T}h"):
                self._alinea(kind, vak, lijst, niveau, nummer)
            elif naam == f"{_T}section":
                merk = re.sub(r"-\d+$", "", str(kind.get(f"{_T}name") or ""))
                self._blokken(kind, merk if re.match("[sv]_", merk) else vak, diepte + 1, "", 0, "")
            elif naam == f"{_T}list":
                stijl = kind.get(f"{_T}style-name") or lijst
                self._blokken(kind, vak, diepte + 1, stijl, niveau + 1, nummer or f"l{len(self.alineas)}-{n}")
            elif naam in (f"{_T}list-item", f"{_T}list-header"):
                self._blokken(kind, vak, diepte + 1, lijst, niveau, nummer)
            elif naam in (f"{_T}table-of-content", f"{_T}tracked-changes"):
                continue
            elif naam in (f"{_T}bookmark-start", f"{_T}bookmark"):
                self._merk(kind, los=True)
            elif naam in (f"{_T}change-start", f"{_T}change-end", f"{_T}change"):
                self._wijziging(kind)
            elif isinstance(naam, str) and naam.rpartition("}")[2] in (
                "table",
                "table-row",
                "table-cell",
                "table-rows",
            ):
                self._blokken(kind, vak, diepte + 1, "", 0, "")

    def _keten(self, stijl: str | None) -> list[str]:
        """Names of a style and of those it is based on, as people see them."""
        uit: list[str] = []
        while stijl and (rij := self.stijlen.get(stijl)) is not None and len(uit) < 10:
            uit.append((rij.get(f"{_S}display-name") or stijl.replace("_20_", " ")).lower())
            stijl = rij.get(f"{_S}parent-style-name")
        return uit

    def _alinea(self, knoop: Any, vak: str, lijst: str, niveau: int, nummer: str) -> None:
        keten = self._keten(knoop.get(f"{_T}style-name"))
        if "planpunt" in keten:
            soort = "punt"
        elif kop := next((s for s in keten if re.fullmatch("heading [123]", s)), ""):
            soort = f"kop{kop[-1]}"
        elif lijst:
            plek = (lijst, str(niveau))
            bullet = plek in self.bullets or (plek not in self.nummers and lijst != "Nummers")
            soort = "ul" if bullet else "ol"
        else:
            soort = "tekst"
        self.nu = Alinea(soort, [], max(0, niveau - 1) if soort in ("ul", "ol") else 0, nummer, self.los, vak)
        self.los = ()
        self._stukken(knoop, 0, "", [])
        self.tekens += len(self.nu.woorden)
        if self.tekens > MAX_TEKENS or len(self.alineas) > MAX_REGELS or self.nu.te_lang:
            raise Leesfout("Het bestand is te groot voor een plan.")
        self.alineas.append(self.nu)

    def _merk(self, knoop: Any, los: bool = False) -> None:
        if _MERK.fullmatch(merk := str(knoop.get(f"{_T}name") or "")):
            if los and len(self.los) < MAX_MERKEN:
                self.los = (*self.los, merk)
            elif not los and len(self.nu.merken) < MAX_MERKEN:
                self.nu.merken = (*self.nu.merken, merk)

    def _wijziging(self, knoop: Any) -> None:
        nummer = str(knoop.get(f"{_T}change-id") or "")
        if knoop.tag == f"{_T}change-start" and nummer in self.toegevoegd:
            self.erin.add(nummer)
        elif knoop.tag == f"{_T}change-end":
            self.erin.discard(nummer)
        elif knoop.tag == f"{_T}change" and nummer in self.weg:
            self.nu.wijzigingen.append(Wijziging("verwijderd", self.weg[nummer]))

    def _stukken(self, knoop: Any, diepte: int, doel: str, stijlen: list[str]) -> None:
        if diepte > MAX_DIEPTE:
            raise Leesfout("Dit ODT-bestand is te diep in elkaar genest om te lezen.")
        self._tekst(knoop.text, doel, stijlen)
        for kind in knoop:
            naam = kind.tag
            if naam == f"{_T}s":
                aantal = kind.get(f"{_T}c") or "1"
                self._tekst(" " * min(int(aantal) if aantal.isdecimal() else 1, 100), doel, stijlen)
            elif naam == f"{_T}tab":
                self._tekst(" ", doel, stijlen)
            elif naam == f"{_T}line-break":
                self._tekst("\n", doel, stijlen, regeleinde=True)
            elif naam in (f"{_T}bookmark-start", f"{_T}bookmark"):
                self._merk(kind)
            elif naam in (f"{_T}change-start", f"{_T}change-end", f"{_T}change"):
                self._wijziging(kind)
            elif naam == f"{_T}a":
                self._stukken(kind, diepte + 1, self._doel(str(kind.get(_HREF) or "")) or doel, stijlen)
            elif naam == f"{_T}span":
                self._stukken(kind, diepte + 1, doel, [*stijlen, str(kind.get(f"{_T}style-name") or "")])
            elif naam == f"{_O}annotation":
                self._kanttekening(kind)
            elif naam == f"{_O}annotation-end":
                self._sluit(str(kind.get(f"{_O}name") or ""))
            elif isinstance(naam, str) and naam.startswith(_T) and naam not in (f"{_T}note", f"{_T}ruby-text"):
                self._stukken(kind, diepte + 1, doel, stijlen)
            self._tekst(kind.tail, doel, stijlen)

    def _tekst(self, woorden: str | None, doel: str, stijlen: list[str], *, regeleinde: bool = False) -> None:
        if not woorden:
            return
        if not regeleinde:
            woorden = re.sub(r"[ \t\r\n]+", " ", woorden)
        if self.erin:
            laatste = self.nu.wijzigingen[-1] if self.nu.wijzigingen else None
            if laatste is not None and laatste.soort == "toegevoegd":
                laatste.tekst += woorden
            else:
                self.nu.wijzigingen.append(Wijziging("toegevoegd", woorden))
        for _, citaat in self.open.values():
            citaat.append(woorden)
        vet = schuin = False
        stijl = ""
        for naam in stijlen:
            keten = self._keten(naam)
            stijl = next((s for s in ("deelthema", "planstatus", "leeg") if s in keten), stijl)
            vet = self._letter(naam, "font-weight", ("bold", "600", "700", "800", "900"), vet)
            schuin = self._letter(naam, "font-style", ("italic", "oblique"), schuin)
        if stijl:
            vet = schuin = False
        self.nu.stukken.append(Stuk(Run(woorden, vet, schuin, doel), {"planstatus": "status"}.get(stijl, stijl)))

    def _letter(self, naam: str | None, eigenschap: str, ja: tuple[str, ...], nu: bool) -> bool:
        for _ in range(10):
            rij = self.stijlen.get(naam or "")
            if rij is None:
                return nu
            letter = rij.find(f"{_S}text-properties")
            if letter is not None and (waarde := letter.get(f"{_FO}{eigenschap}")) is not None:
                return waarde in ja
            naam = rij.get(f"{_S}parent-style-name")
        return nu

    @staticmethod
    def _doel(adres: str) -> str:
        if (gevonden := re.search(r"#o_([0-9a-z]{4,32})$", adres)) is not None:
            return f"opgave:{gevonden[1]}"
        return adres if veilig_doel(adres) and not adres.startswith("opgave:") else ""

    def _kanttekening(self, knoop: Any) -> None:
        """A comment; who wrote it and when is not read."""
        alineas = ("".join(p.itertext()) for p in knoop.iter(f"{_T}p"))
        rij = Kanttekening("\n".join(a for a in alineas if a.strip())[:10_000])
        self.nu.kanttekeningen.append(rij)
        if (naam := knoop.get(f"{_O}name")) and len(self.open) < MAX_MERKEN:
            self.open[naam] = (rij, [])

    def _sluit(self, naam: str) -> None:
        if naam in self.open:
            rij, citaat = self.open.pop(naam)
            rij.bij = " ".join("".join(citaat).split())[:_LANGST]
