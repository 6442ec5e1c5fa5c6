"""Word and ODT into source lines: a line is a paragraph, or a part of it after a line break."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from npvr.xmlkeur import VerbodenXml, Voorwerk

from .fouten import Leesfout
from .regels import MAX_REGELS, Bronregel, Leesbron, maak_regel
from .stroom import Leesalinea, Terzijde

if TYPE_CHECKING:
    from .stroom import Stroom

MAX_UITGEPAKT: Final = 60_000_000
MAX_DEEL: Final = 30_000_000
MAX_DELEN: Final = 5_000
MAX_DIEPTE: Final = 40


def uit_stroom(soort: str, stroom: Stroom) -> Leesbron:
    """Source lines of a word processor's file. Text boxes are lines of their own; what else stands beside the words is
    handed on with the number of its line.
    """
    return _Lezer(soort).lees(stroom)


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
                    voorwerk = Voorwerk() if deel.filename.endswith((".xml", ".rels")) else None
                    while blok := stroom.read(1 << 18):
                        over -= len(blok)
                        if over < 0:
                            raise Leesfout("Dit Word-bestand is te groot: uitgepakt past het niet bij een plan.")
                        if voorwerk is not None:
                            voorwerk.neem(blok)
    except VerbodenXml as fout:
        raise Leesfout("Dit Word-bestand bevat XML die niet is toegestaan (DOCTYPE).") from fout
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as fout:
        raise Leesfout("Dit Word-bestand is beschadigd: het is niet uit te pakken.") from fout
    except Exception as fout:
        if type(fout).__module__ != "zlib":
            raise
        raise Leesfout("Dit Word-bestand is beschadigd: het is niet uit te pakken.") from fout


class _Lezer:
    def __init__(self, soort: str) -> None:
        self.soort = soort
        self.regels: list[Bronregel] = []
        self.terzijde: list[tuple[int, Terzijde]] = []
        self.nummer = 0
        self.opmerkingen = 0

    def lees(self, stroom: Stroom) -> Leesbron:
        for alinea in stroom.alineas:
            self._alinea(alinea)
        self.terzijde += [(0, iets) for iets in stroom.los]
        meldingen = []
        if stroom.bijgehouden:
            meldingen.append(
                f"Het {self.soort}-bestand bevat bijgehouden wijzigingen; ze zijn gelezen alsof ze zijn aanvaard."
            )
        if self.opmerkingen or any(t.soort == "opmerking" for t in stroom.los):
            meldingen.append(f"Het {self.soort}-bestand bevat opmerkingen in de kantlijn; die zijn niet overgenomen.")
        return Leesbron(
            self.soort, self.nummer, tuple(self.regels), frozenset(), tuple(meldingen), tuple(self.terzijde)
        )

    def _alinea(self, alinea: Leesalinea) -> None:
        self.nummer += 1
        if self.nummer > MAX_REGELS:
            raise Leesfout("Het bestand is te groot voor een plan.")
        tekst = _met_vet(alinea)
        punt = alinea.soort == "ul"
        lijst = alinea.soort in ("ul", "ol", "punt") and not alinea.kop
        if lijst:
            tekst = re.sub(r"\s+", " ", tekst)
        wit, cel = True, alinea.cel
        for deel in re.split(r"[\n\f]", tekst):
            heel = f"{alinea.nummer} {deel}" if alinea.nummer and deel.strip() else deel
            regel = maak_regel(self.nummer, heel, punt=punt, kop=alinea.kop, cel=cel, wit=wit)
            if regel is not None:
                self.regels.append(replace(regel, lijst=lijst, niveau=alinea.niveau))
                wit = cel = False
        hier = self.nummer
        for noot in alinea.kanttekeningen:
            self.opmerkingen += 1
            self.terzijde.append((hier, Terzijde("opmerking", "; ".join((noot.tekst, *noot.antwoorden)))))
        for iets in alinea.terzijde:
            if iets.soort == "tekstvak" and iets.alineas:
                for binnen in iets.alineas:
                    binnen.terzijde = []  # they stand at the paragraph around it
                    binnen.kanttekeningen = []
                    self._alinea(binnen)
            elif iets.soort != "tabel":  # its words are lines, cell by cell
                self.terzijde.append((hier, iets))


def _met_vet(alinea: Leesalinea) -> str:
    """The words of a paragraph with `**` around those that are bold."""
    uit = []
    for vet, groep in groupby(alinea.stukken, key=lambda s: s.run.vet):
        woorden = "".join(s.run.tekst for s in groep).replace("\u2011", "-")
        delen = re.split(r"([\n\f])", woorden) if vet else [woorden]
        uit += [re.sub(r"^(\s*)(.*\S)(\s*)$", r"\1**\2**\3", d, flags=re.S) if vet and d.strip() else d for d in delen]
    return "".join(uit)
