"""Word (.docx) into source lines: a line is a paragraph, or a part of it after a line break."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from .fouten import Leesfout
from .regels import MAX_REGELS, MAX_TEKENS, Bron, Regel, maak_regel

MAX_UITGEPAKT: Final = 60_000_000
MAX_DEEL: Final = 30_000_000
MAX_DELEN: Final = 5_000
MAX_DIEPTE: Final = 40

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WEG: Final = {
    f"{_W}{t}" for t in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "drawing", "pict", "object")
}


def lees_word(inhoud: bytes) -> Bron:
    """Read a .docx as it reads when its tracked changes are accepted. Raises Leesfout."""
    keur(inhoud)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(inhoud))
        return _Lezer(document).lees()
    except Leesfout:
        raise
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, TypeError, zipfile.BadZipFile) as fout:
        raise Leesfout("Dit Word-bestand is niet te lezen; het is beschadigd of geen .docx.") from fout
    except Exception as fout:
        if type(fout).__module__.partition(".")[0] not in ("lxml", "docx", "zlib"):
            raise
        raise Leesfout("Dit Word-bestand is niet te lezen; het is beschadigd of geen .docx.") from fout


def keur(inhoud: bytes) -> None:
    """Refuse what is no Word file, what unpacks to far more than a plan, and XML that brings its own entities."""
    onleesbaar = Leesfout("Dit is een zipbestand, maar geen Word-bestand (.docx).")
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            delen = pakket.infolist()
            if "word/document.xml" not in pakket.NameToInfo:
                raise onleesbaar
            if (
                len(delen) > MAX_DELEN
                or sum(d.file_size for d in delen) > MAX_UITGEPAKT
                or max(d.file_size for d in delen) > MAX_DEEL
            ):
                raise Leesfout("Dit Word-bestand is te groot: uitgepakt past het niet bij een plan.")
            if any(d.filename.lower().endswith(("vbaproject.bin", "vbadata.xml")) for d in delen):
                raise Leesfout(
                    "Dit Word-bestand bevat macro's. Sla het op als gewoon document (.docx) en probeer het opnieuw."
                )
            if any(d.flag_bits & 1 for d in delen):
                raise Leesfout(
                    "Dit Word-bestand is beveiligd met een wachtwoord. Haal dat eraf en probeer het opnieuw."
                )
            over = MAX_UITGEPAKT
            for deel in delen:
                with pakket.open(deel) as stroom:  # what the directory says may be a lie: count while unpacking
                    staart = b""
                    while blok := stroom.read(1 << 18):
                        over -= len(blok)
                        if over < 0:
                            raise Leesfout("Dit Word-bestand is te groot: uitgepakt past het niet bij een plan.")
                        if deel.filename.endswith((".xml", ".rels")) and b"<!" in staart + blok:
                            kaal = (staart + blok).replace(b"\x00", b"")
                            if b"<!DOCTYPE" in kaal or b"<!ENTITY" in kaal:
                                raise Leesfout("Dit Word-bestand bevat XML die niet is toegestaan (DOCTYPE).")
                        staart = blok[-32:]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as fout:
        raise Leesfout("Dit Word-bestand is beschadigd: het is niet uit te pakken.") from fout
    except Exception as fout:
        if type(fout).__module__ != "zlib":
            raise
        raise Leesfout("Dit Word-bestand is beschadigd: het is niet uit te pakken.") from fout


class _Lezer:
    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.nummering = _Nummering(document)
        self.voetnoten = _voetnoten(document)
        self.regels: list[Regel] = []
        self.nummer = 0
        self.tekens = 0
        self.over = ""  # text of a paragraph whose end was deleted: it runs on in the next one

    def lees(self) -> Bron:
        for blok in self._blokken(self.body, 0):
            if blok.tag == f"{_W}tbl":
                self._tabel(blok, 0)
            else:
                self._alinea(blok)
        opmerkingen = []
        if sum(1 for _ in self.body.iter(f"{_W}ins", f"{_W}del", f"{_W}moveTo", f"{_W}moveFrom")):
            opmerkingen.append(
                "Het Word-bestand bevat bijgehouden wijzigingen; ze zijn gelezen alsof ze zijn aanvaard."
            )
        if sum(1 for _ in self.body.iter(f"{_W}commentReference")):
            opmerkingen.append("Het Word-bestand bevat opmerkingen in de kantlijn; die zijn niet overgenomen.")
        return Bron("Word", self.nummer, tuple(self.regels), opmerkingen=tuple(opmerkingen))

    def _blokken(self, houder: Any, diepte: int) -> Iterator[Any]:
        if diepte > MAX_DIEPTE:
            raise Leesfout("Dit Word-bestand is te diep in elkaar genest om te lezen.")
        for kind in houder:
            if kind.tag in (f"{_W}p", f"{_W}tbl"):
                yield kind
            elif kind.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}moveTo"):
                yield from self._blokken(kind, diepte + 1)

    def _tabel(self, tabel: Any, diepte: int) -> None:
        """Cell by cell, row by row. The first of several filled cells in a row heads what follows it."""
        if diepte > MAX_DIEPTE:
            raise Leesfout("Dit Word-bestand is te diep in elkaar genest om te lezen.")
        for rij in _kinderen(tabel, f"{_W}tr"):
            if rij.find(f"{_W}trPr/{_W}del") is not None:
                continue
            cellen = [list(self._blokken(cel, 0)) for cel in _kinderen(rij, f"{_W}tc")]
            gevuld = [c for c in cellen if any((t.text or "").strip() for b in c for t in b.iter(f"{_W}t"))]
            for n, cel in enumerate(gevuld):
                for m, blok in enumerate(cel):
                    if blok.tag == f"{_W}tbl":
                        self._tabel(blok, diepte + 1)
                    else:
                        self._alinea(blok, cel=n == 0 and m == 0 and len(gevuld) > 1)

    def _alinea(self, alinea: Any, cel: bool = False) -> None:
        self.nummer += 1
        tekst = self.over + "".join(self._stukken(alinea, 0))
        self.tekens += len(tekst)
        if self.tekens > MAX_TEKENS or self.nummer > MAX_REGELS:
            raise Leesfout("Het bestand is te groot voor een plan.")
        self.over = ""
        if alinea.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            self.over = tekst
            return
        teken, niveau = self.nummering.van(alinea) if tekst.strip() else ("", 0)
        wit = True
        if teken:
            tekst = re.sub(r"\s+", " ", tekst)
        for deel in re.split(r"[\n\f]", tekst):
            heel = f"{teken} {deel}" if teken not in ("", "•") else deel
            regel = maak_regel(self.nummer, _heel_vet(heel), punt=teken == "•", kop=niveau, cel=cel, wit=wit)
            if regel is not None:
                self.regels.append(regel)
                wit = cel = False
        for noot in alinea.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"):
            soort = "end" if noot.tag.endswith("endnoteReference") else "foot"
            if (regel := maak_regel(self.nummer, self.voetnoten.get((soort, noot.get(f"{_W}id")), ""))) is not None:
                self.regels.append(regel)
        for kader in alinea.iter(f"{_W}txbxContent"):
            if not any(True for _ in kader.iterancestors(_FALLBACK)):
                for blok in self._blokken(kader, 0):
                    if blok.tag == f"{_W}tbl":
                        self._tabel(blok, 1)
                    else:
                        self._alinea(blok)

    def _stukken(self, knoop: Any, diepte: int, vet: bool = False) -> Iterator[str]:
        """The text of a paragraph or a part of it; tracked insertions are in, tracked deletions are not."""
        if diepte > MAX_DIEPTE:
            raise Leesfout("Dit Word-bestand is te diep in elkaar genest om te lezen.")
        for kind in knoop:
            naam = kind.tag
            if naam in _WEG or naam == _FALLBACK or not isinstance(naam, str):
                continue
            if naam == f"{_W}t":
                tekst = kind.text or ""
                yield re.sub(r"^(\s*)(.*\S)(\s*)$", r"\1**\2**\3", tekst, flags=re.S) if vet else tekst
            elif naam == f"{_W}tab":
                yield "\t"
            elif naam in (f"{_W}br", f"{_W}cr"):
                yield "\n"
            elif naam == f"{_W}noBreakHyphen":
                yield "-"
            elif naam == f"{_W}r":
                yield from self._stukken(kind, diepte + 1, _is_vet(kind))
            elif naam not in (f"{_W}p", f"{_W}tbl", f"{_W}txbxContent"):
                yield from self._stukken(kind, diepte + 1, vet)


def _kinderen(houder: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also where a content control or a tracked insertion stands around them."""
    for kind in houder:
        if kind.tag == tag:
            yield kind
        elif kind.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _kinderen(kind, tag)


def _is_vet(run: Any) -> bool:
    vet = run.find(f"{_W}rPr/{_W}b")
    return vet is not None and vet.get(f"{_W}val") not in ("0", "false", "off")


def _heel_vet(tekst: str) -> str:
    """Neighbouring bold pieces become one."""
    return re.sub(r"\*\*([\s]*)\*\*", r"\1", tekst) if tekst.count("**") > 2 else tekst


def _voetnoten(document: Any) -> dict[tuple[str, str], str]:
    from docx.oxml.parser import parse_xml

    noten: dict[tuple[str, str], str] = {}
    for relatie in document.part.rels.values():
        soort = relatie.reltype.rsplit("/", 1)[-1]
        if relatie.is_external or soort not in ("footnotes", "endnotes"):
            continue
        for noot in parse_xml(relatie.target_part.blob):
            if noot.get(f"{_W}type") is None:
                woorden = "".join(t.text or "" for t in noot.iter(f"{_W}t"))
                noten[soort.removesuffix("notes"), noot.get(f"{_W}id")] = woorden
    return noten


class _Nummering:
    """Bullets, numbers and heading levels of paragraphs, from their own properties or those of their style."""

    def __init__(self, document: Any) -> None:
        self.stijlen = {s.get(f"{_W}styleId"): s for s in document.styles.element.findall(f"{_W}style")}
        self.tellers: Counter[tuple[str, str]] = Counter()
        self.vormen: dict[str, dict[str, tuple[str, int]]] = {}
        deel = next(
            (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")),
            None,
        )
        if deel is None:
            return
        wortel = deel.element
        abstract = {a.get(f"{_W}abstractNumId"): a for a in wortel.findall(f"{_W}abstractNum")}
        for num in wortel.findall(f"{_W}num"):
            verwijzing = num.find(f"{_W}abstractNumId")
            bron = abstract.get(verwijzing.get(f"{_W}val")) if verwijzing is not None else None
            niveaus: dict[str, tuple[str, int]] = {}
            for lvl in [] if bron is None else bron.findall(f"{_W}lvl"):
                vorm, start = lvl.find(f"{_W}numFmt"), lvl.find(f"{_W}start")
                niveaus[lvl.get(f"{_W}ilvl")] = (
                    vorm.get(f"{_W}val") if vorm is not None else "decimal",
                    int(start.get(f"{_W}val") or 1) if start is not None else 1,
                )
            for anders in num.findall(f"{_W}lvlOverride"):
                start = anders.find(f"{_W}startOverride")
                if start is not None and (oud := niveaus.get(anders.get(f"{_W}ilvl"))):
                    niveaus[anders.get(f"{_W}ilvl")] = (oud[0], int(start.get(f"{_W}val") or 1))
            self.vormen[num.get(f"{_W}numId")] = niveaus

    def van(self, alinea: Any) -> tuple[str, int]:
        """The sign before the paragraph ("•", "3." or nothing) and its heading level (0 for none)."""
        eigen = alinea.find(f"{_W}pPr")
        keten = [eigen] if eigen is not None else []
        stijl = eigen.find(f"{_W}pStyle") if eigen is not None else None
        code = stijl.get(f"{_W}val") if stijl is not None else None
        niveau, gezien = 0, set()
        while code and code not in gezien and (rij := self.stijlen.get(code)) is not None:
            gezien.add(code)
            naam = rij.find(f"{_W}name")
            kop = (
                re.fullmatch(r"(?:heading|kop) (\d)", (naam.get(f"{_W}val") or "").lower())
                if naam is not None
                else None
            )
            if kop and not niveau:
                niveau = int(kop[1])
            if (eigenschappen := rij.find(f"{_W}pPr")) is not None:
                keten.append(eigenschappen)
            basis = rij.find(f"{_W}basedOn")
            code = basis.get(f"{_W}val") if basis is not None else None
        for eigenschappen in keten:
            if (nummering := eigenschappen.find(f"{_W}numPr")) is not None:
                return self._teken(nummering, niveau), niveau
        return "", niveau

    def _teken(self, nummering: Any, niveau: int) -> str:
        num, lvl = nummering.find(f"{_W}numId"), nummering.find(f"{_W}ilvl")
        code = num.get(f"{_W}val") if num is not None else None
        diepte = lvl.get(f"{_W}val") if lvl is not None else "0"
        if not code or code == "0" or (vorm := self.vormen.get(code, {}).get(diepte)) is None:
            return ""
        if vorm[0] == "none" or (niveau and vorm[0] != "bullet"):
            return ""
        if vorm[0] == "bullet":
            return "•"
        self.tellers[code, diepte] += 1
        for dieper in [s for s in self.tellers if s[0] == code and s[1] > diepte]:
            del self.tellers[dieper]
        return f"{vorm[1] + self.tellers[code, diepte] - 1}."
