"""From bytes to source lines: what kind of file it is, its encoding, its line ends."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from npvr.codering import AFGEBROKEN, GEEN_TEKST, ONBEKEND, Onleesbaar, ontcijfer

from .fouten import Leesfout

if TYPE_CHECKING:
    from .stroom import Terzijde

MAX_BYTES: Final = 25_000_000
MAX_TEKENS: Final = 3_000_000
MAX_REGELS: Final = 20_000
MAX_REGEL: Final = 20_000
MAX_PUNTEN: Final = 500  # lines or points in one section of a fiche
BLADZIJDE: Final = "\f"

_BULLETS: Final = "-*•▪▫–—·‣◦●○■□➢►‐‑−\uf0b7\uf0a7\uf0d8\uf02d\uf0fc✓➤"
BULLET = re.compile(
    rf"(?:[{re.escape(_BULLETS)}]|o(?=\s{{2}}|\t))\s+(?=\S)|[•▪▫‣◦●○■□➢►\uf0b7\uf0a7\uf0d8\uf0fc✓➤](?=\S)|-(?=[A-ZÀ-Þ])"
)
_ALLEEN_BULLET = re.compile(rf"[{re.escape(_BULLETS)}]")
_ONZICHTBAAR = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPATIES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\v\u2028\u2029\u0085]")
_HOOG = re.compile(r"(?<=\d)\^\{?(e|de|ste)\b\}?")
"""A small raised letter as a plain file writes it: "1^e fase" is "1e fase"."""
_STUUR = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_REGELEINDE = re.compile(r"\r\n|\r|\n")

_ONLEESBAAR: Final = {
    AFGEBROKEN: "Het bestand is beschadigd: de tekst breekt af midden in een teken.",
    GEEN_TEKST: "Dit bestand bevat geen tekst. Geef een tekstbestand, een Word-bestand (.docx) of een PDF.",
    ONBEKEND: "De tekens in dit bestand zijn niet te lezen. Sla het op als UTF-8 en probeer het opnieuw.",
}


@dataclass(frozen=True, slots=True)
class Bronregel:
    """A line of the source with its number there (several where a paragraph was broken over lines), and hints."""

    nummers: tuple[int, ...]
    tekst: str  # without its bullet; `**` around bold words
    punt: bool = False  # a bullet stood before it
    vet: bool = False  # bold as a whole; then without `**`
    kop: int = 0  # level of the heading style in Word
    cel: bool = False  # first cell of a row of a table
    wit: bool = True  # an empty line, a new paragraph or a new page stands before it
    lijst: bool = False  # a word processor has it in a list, with a bullet or a number
    niveau: int = 0  # how deep in that list


@dataclass(frozen=True, slots=True)
class Leesbron:
    """What a format's reader hands over. Numbers of lines run from 1 to `aantal`; those in no `regel` are empty."""

    soort: str  # tekst, Word, PDF
    aantal: int
    regels: tuple[Bronregel, ...]
    ruis: frozenset[int] = frozenset()
    opmerkingen: tuple[str, ...] = ()
    terzijde: tuple[tuple[int, Terzijde], ...] = ()  # what stands beside the words, by number of its line (0: by none)


def maak_regel(
    nummer: int,
    tekst: str,
    *,
    punt: bool = False,
    kop: int = 0,
    cel: bool = False,
    wit: bool = True,
) -> Bronregel | None:
    """A line without its bullet, marks and double spaces; None where nothing is left. Raises Leesfout for a line that
    is longer than any paragraph.
    """
    if len(tekst) > MAX_REGEL and len(tekst := tekst.strip()) > MAX_REGEL:
        raise Leesfout(f"Regel {nummer} is te lang voor een plan: meer dan {MAX_REGEL} tekens.")
    tekst = _STUUR.sub("", _SPATIES.sub(" ", _ONZICHTBAAR.sub("", tekst))).strip()
    tekst = _HOOG.sub(r"\1", tekst)
    if (bullet := BULLET.match(tekst)) is not None:
        tekst, punt = tekst[bullet.end() :].strip(), True
    elif _ALLEEN_BULLET.fullmatch(tekst):
        return None
    if (hekje := re.match(r"(#{1,6})\s+(?=\S)", tekst)) is not None:
        kop, tekst = len(hekje[1]), tekst[hekje.end() :].rstrip("# ")
    tekst = re.sub(r" {3,}", "\t", tekst)
    tekst = re.sub(r" +", " ", tekst)
    if not tekst.replace("*", "").strip():
        return None
    vet = False
    if re.fullmatch(r"\*\*[^*]+\*\*", tekst):
        tekst, vet = tekst[2:-2].strip(), True
    return Bronregel((nummer,), tekst, punt=punt, vet=vet, kop=kop, cel=cel, wit=wit)


def lees_bron(inhoud: bytes) -> Leesbron:
    """Recognise the format by its content and read it. Raises Leesfout."""
    if not inhoud.strip(b"\x00 \t\r\n\f"):
        raise Leesfout("Het bestand is leeg.")
    if len(inhoud) > MAX_BYTES:
        raise Leesfout(f"Het bestand is te groot: meer dan {MAX_BYTES // 1_000_000} MB.")
    if inhoud.startswith(b"PK\x03\x04"):
        from .terug import stroom_van
        from .word import uit_stroom

        return uit_stroom("ODT" if is_odt(inhoud) else "Word", stroom_van(inhoud))
    if inhoud[:1024].lstrip().startswith(b"%PDF"):
        from .pdf import lees_pdf

        return lees_pdf(inhoud)
    if inhoud.startswith(b"\xd0\xcf\x11\xe0"):
        raise Leesfout("Dit is een oud Word-bestand (.doc). Sla het in Word op als .docx en probeer het opnieuw.")
    if inhoud.startswith(b"{\\rtf"):
        raise Leesfout("Dit is een RTF-bestand. Sla het op als .docx of als tekst en probeer het opnieuw.")
    return lees_tekst(decodeer(inhoud))


def is_odt(inhoud: bytes) -> bool:
    """Whether a package is OpenDocument text rather than Word, by the parts in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            return "content.xml" in pakket.NameToInfo and "word/document.xml" not in pakket.NameToInfo
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def decodeer(inhoud: bytes) -> str:
    """Text from UTF-8, UTF-16 or Windows-1252. Raises Leesfout when it is none of these."""
    try:
        return ontcijfer(inhoud)[0]
    except Onleesbaar as fout:
        raise Leesfout(_ONLEESBAAR[fout.soort]) from fout


def lees_tekst(tekst: str) -> Leesbron:
    """Lines of plain text; a form feed starts a page. Paragraphs that were broken over lines are joined again."""
    from .alineas import voeg_samen

    if len(tekst) > MAX_TEKENS:
        raise Leesfout(f"Het bestand is te groot voor een plan: meer dan {MAX_TEKENS // 1_000_000} miljoen tekens.")
    rijen = _REGELEINDE.split(tekst)
    if rijen and not rijen[-1]:
        rijen.pop()
    if len(rijen) > MAX_REGELS:
        raise Leesfout(f"Het bestand is te groot voor een plan: meer dan {MAX_REGELS} regels.")
    regels: list[Bronregel] = []
    ruis: set[int] = set()
    wit = True
    for nummer, rij in enumerate(rijen, 1):
        if "|" in rij[:MAX_REGEL] and len(rij) <= MAX_REGEL and (cellen := _tabelrij(rij)) is not None:
            if not (gemaakt := _regels_van_rij(nummer, cellen)):
                ruis.add(nummer)
            regels += gemaakt
            wit = True
            continue
        wit = wit or BLADZIJDE in rij
        regel = maak_regel(nummer, rij.replace(BLADZIJDE, " "), wit=wit)
        if regel is None:
            if rij.strip():
                ruis.add(nummer)
            wit = True
            continue
        regels.append(regel)
        wit = False
    return Leesbron("tekst", len(rijen), tuple(voeg_samen(regels)), frozenset(ruis))


# ---- rows of a table in Markdown, with what is left of its HTML ----

_TAG = re.compile(r"</?(?:ul|ol|li|br|p|b|strong|em|i|u|sup|sub|span|div|td|tr|th|table|tbody)\b[^<>|]{0,200}>", re.I)
_STREEP = re.compile(r"[\s:|-]*-[\s:|-]*")


def _tabelrij(rij: str) -> list[str] | None:
    """The cells of a row; an empty list for a row that only draws the table; None where this is no row."""
    kaal = rij.strip()
    if (bullet := BULLET.match(kaal)) is not None:
        kaal = kaal[bullet.end() :]
    if not (kaal.startswith("|") and kaal.endswith("|") and len(kaal) > 1):
        return None
    if _STREEP.fullmatch(kaal) or not kaal.strip("| "):
        return []
    return kaal[1:-1].split("|")


def _regels_van_rij(nummer: int, cellen: list[str]) -> list[Bronregel]:
    regels = []
    gevuld = [c for c in cellen if _TAG.sub("", c).strip()]
    for n, cel in enumerate(gevuld):
        delen = re.split(r"[▪•■◦●]", _TAG.sub(" ", cel))
        for m, deel in enumerate(delen):
            eerste = n == 0 and m == 0 and len(gevuld) > 1
            if (regel := maak_regel(nummer, deel, punt=m > 0, cel=eerste)) is not None:
                regels.append(regel)
    return regels
