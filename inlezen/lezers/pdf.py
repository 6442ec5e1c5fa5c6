"""PDF into source lines, by the place of the words on the page: lines, paragraphs, bullets and page furniture."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Final

from .alineas import hecht, past
from .fouten import Leesfout
from .pdfstukken import stukken
from .regels import _ALLEEN_BULLET, MAX_REGELS, MAX_TEKENS, Bronregel, Leesbron, maak_regel

MAX_BLADZIJDEN: Final = 400
MAX_INHOUD: Final = 5_000_000  # bytes of drawing on one page, unpacked
EIGEN: Final = (
    "Deze PDF is een afdruk uit het portaal, en die is niet terug te lezen. Download de tekst als Word of ODT, pas "
    "die aan en lees dat bestand in."
)
_SPELING: Final = 2.5  # letter sizes that a line may end before the margin, and still be called full
_RAND: Final = 0.09  # of the height of the page: where headers and footers stand


@dataclass(slots=True)
class _Lijn:
    blad: int
    x: float
    y: float  # from the top of the page
    grootte: float
    stukken: list[tuple[str, bool]] = field(default_factory=list)
    einde: float = 0.0

    @property
    def tekst(self) -> str:
        return "".join(s for s, _ in self.stukken)


def lees_pdf(inhoud: bytes) -> Leesbron:
    """Read the text of a PDF. Raises Leesfout when it is damaged, locked, a scan, or far too long."""
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    onleesbaar = "Deze PDF is niet te lezen; het bestand is beschadigd."
    try:
        lezer = pypdf.PdfReader(io.BytesIO(inhoud))
        if lezer.is_encrypted and not lezer.decrypt(""):
            raise Leesfout("Deze PDF is beveiligd met een wachtwoord. Haal dat eraf en probeer het opnieuw.")
        if _is_afdruk(lezer.metadata or {}):
            raise Leesfout(EIGEN)
        aantal = len(lezer.pages)
        if aantal > MAX_BLADZIJDEN:
            raise Leesfout(f"Deze PDF is te lang voor een plan: {aantal} bladzijden, hoogstens {MAX_BLADZIJDEN}.")
        lijnen: list[_Lijn] = []
        hoogtes = []
        tekens = 0
        for blad, pagina in enumerate(lezer.pages):
            if _omvang(pagina) > MAX_INHOUD:
                raise Leesfout(f"Bladzijde {blad + 1} van deze PDF is te groot om te lezen.")
            hoogte = float(pagina.mediabox.height)
            hoogtes.append(hoogte)
            nieuw = _lijnen(pagina, blad, hoogte + float(pagina.mediabox.bottom))
            tekens += sum(len(lijn.tekst) for lijn in nieuw)
            lijnen += nieuw
            if tekens > MAX_TEKENS or len(lijnen) > MAX_REGELS:
                raise Leesfout("Deze PDF bevat te veel tekst voor een plan.")
    except (PyPdfError, RecursionError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError) as fout:
        raise Leesfout(onleesbaar) from fout
    except (AssertionError, ArithmeticError, MemoryError, NotImplementedError) as fout:
        raise Leesfout(onleesbaar) from fout
    if not lijnen:
        raise Leesfout("In deze PDF staat geen tekst; waarschijnlijk is het een scan.")
    return _bron(lijnen, hoogtes)


def _is_afdruk(kenmerken: Mapping[Any, Any]) -> bool:
    """Whether the portal printed it: codes in the margin and columns would come back as words of the plan."""
    maker, auteur = (str(kenmerken.get(naam, "")) for naam in ("/Producer", "/Author"))
    return maker.startswith("WeasyPrint") and auteur.startswith("NPVR-team ")


def _omvang(pagina: Any) -> int:
    """Bytes of drawing on a page and in the forms that it uses: known before anything is read of it."""
    inhoud = pagina.get_contents()
    omvang = len(inhoud.get_data()) if inhoud is not None else 0
    for deel in ((pagina.get("/Resources") or {}).get("/XObject") or {}).values():
        if (vorm := deel.get_object()).get("/Subtype") == "/Form" and omvang <= MAX_INHOUD:
            omvang += len(vorm.get_data())
    return omvang


def _lijnen(pagina: Any, blad: int, hoogte: float) -> list[_Lijn]:
    """The lines of a page in the order in which they were drawn; loose bullets put before the words beside them."""
    lijnen: list[_Lijn] = []
    for stuk in stukken(pagina):
        lijn = lijnen[-1] if lijnen else None
        y, maat = hoogte - stuk.y, stuk.grootte
        if (
            lijn is None
            or abs(lijn.y - y) > 0.4 * max(maat, lijn.grootte)
            or stuk.x < lijn.x - maat
            or stuk.x > lijn.einde + 1.5 * maat
        ):
            if not stuk.tekst.strip():
                continue
            lijn = _Lijn(blad, stuk.x, y, maat)
            lijnen.append(lijn)
        elif stuk.x > lijn.einde + 0.15 * maat and not lijn.tekst.endswith(" ") and not stuk.tekst.startswith(" "):
            lijn.stukken.append(("\t" if stuk.x > lijn.einde + maat else " ", False))
        lijn.stukken.append((stuk.tekst, stuk.vet))
        lijn.grootte = max(lijn.grootte, maat)
        lijn.einde = max(lijn.einde, stuk.x + stuk.breedte)
    los = {n for n, lijn in enumerate(lijnen) if _is_teken(lijn.tekst)}
    if not los or len(los) > 400:
        return lijnen
    rest = [lijn for n, lijn in enumerate(lijnen) if n not in los]
    for teken in (lijnen[n] for n in sorted(los)):
        rechts = [r for r in rest if abs(r.y - teken.y) < 0.5 * r.grootte and 0 < r.x - teken.x < 6 * r.grootte]
        if rechts:
            min(rechts, key=lambda r: r.x).stukken.insert(0, (teken.tekst.strip() + " ", False))
        elif not _ALLEEN_BULLET.fullmatch(teken.tekst.strip()):
            rest.append(teken)
    return rest


def _is_teken(tekst: str) -> bool:
    """A bullet or a number of a list, standing alone."""
    return re.fullmatch(r"\d{1,2}[.)]", tekst.strip()) is not None or bool(_ALLEEN_BULLET.fullmatch(tekst.strip()))


def _bron(lijnen: list[_Lijn], hoogtes: list[float]) -> Leesbron:
    meubilair = _meubilair(lijnen, hoogtes)
    kantlijn = _kantlijnen(lijn for n, lijn in enumerate(lijnen) if n not in meubilair)
    pitch = _regelafstand(lijnen)
    regels: list[Bronregel] = []
    aan_vorige: list[bool] = []
    vorige: _Lijn | None = None
    ruis = set()
    for n, lijn in enumerate(lijnen):
        if n in meubilair:
            ruis.add(n + 1)
            continue
        afstand = (lijn.y - vorige.y) / lijn.grootte if vorige is not None and vorige.blad == lijn.blad else None
        wit = afstand is None or not 0 < afstand <= 1.25 * pitch
        regel = maak_regel(n + 1, _met_sterren(lijn), cel=_is_eerste_cel(lijnen, n), wit=wit)
        if regel is None:
            ruis.add(n + 1)
            continue
        door = False
        if vorige is not None and regels:
            zelfde = abs(vorige.grootte - lijn.grootte) < 0.08 * lijn.grootte
            over_blad = vorige.blad != lijn.blad and (regel.tekst[0].islower() or regels[-1].tekst[-1] not in ".!?:;")
            kandidaat = replace(regel, wit=wit and not over_blad)
            eerste = regel.tekst.split(maxsplit=1)[0]
            ruimte = kantlijn[vorige.blad, round(vorige.x / 12)] - vorige.einde
            vol = vorige.grootte * (0.55 * len(eerste) + _SPELING) > ruimte
            door = zelfde and vol and past(regels[-1], kandidaat)
        regels.append(regel)
        aan_vorige.append(door)
        vorige = lijn
    return Leesbron("PDF", len(lijnen), tuple(hecht(regels, aan_vorige)), frozenset(ruis))


def _kantlijnen(lijnen: Iterable[_Lijn]) -> dict[tuple[int, int], float]:
    """Per page and left margin how far lines reach to the right; a page with few lines goes by the other pages."""
    per_blad: dict[tuple[int, int], list[float]] = defaultdict(list)
    overal: dict[int, float] = defaultdict(float)
    for lijn in lijnen:
        x = round(lijn.x / 12)
        per_blad[lijn.blad, x].append(lijn.einde)
        overal[x] = max(overal[x], lijn.einde)
    verst = max(overal.values(), default=0.0)
    return {
        (blad, x): max(eindes) if len(eindes) >= 12 else max(overal[x], 0.75 * verst)
        for (blad, x), eindes in per_blad.items()
    }


def _is_eerste_cel(lijnen: list[_Lijn], n: int) -> bool:
    """Whether another line starts at the same height, further right, straight after this one: a row of a table."""
    if n + 1 >= len(lijnen) or lijnen[n + 1].blad != lijnen[n].blad:
        return False
    hier, rechts = lijnen[n], lijnen[n + 1]
    links = n > 0 and lijnen[n - 1].blad == hier.blad and abs(lijnen[n - 1].y - hier.y) < 0.4 * hier.grootte
    return abs(rechts.y - hier.y) < 0.4 * hier.grootte and rechts.x > hier.x and not links


def _regelafstand(lijnen: list[_Lijn]) -> float:
    """The usual distance between lines of one paragraph, in letter sizes."""
    stappen = Counter(
        round((b.y - a.y) / b.grootte, 2)
        for a, b in pairwise(lijnen)
        if a.blad == b.blad and abs(a.x - b.x) < 1 and len(a.tekst) > 50 and 0.9 < (b.y - a.y) / b.grootte < 2
    )
    return stappen.most_common(1)[0][0] if stappen else 1.35


def _met_sterren(lijn: _Lijn) -> str:
    uit = ""
    for stuk, vet in lijn.stukken:
        uit += re.sub(r"^(\s*)(.*\S)(\s*)$", r"\1**\2**\3", stuk) if vet else stuk
    return re.sub(r"\*\*(\s*)\*\*", r"\1", uit) if uit.count("**") > 2 else uit


def _meubilair(lijnen: list[_Lijn], hoogtes: list[float]) -> set[int]:
    """Lines in the margins that come back on other pages (digits aside), and lone numbers there."""
    plekken: dict[tuple[str, int], set[int]] = defaultdict(set)
    rand: dict[int, tuple[str, int]] = {}
    for n, lijn in enumerate(lijnen):
        hoogte = hoogtes[lijn.blad]
        if _RAND * hoogte < lijn.y < (1 - _RAND) * hoogte:
            continue
        sleutel = (re.sub(r"\d+", "#", lijn.tekst.strip()), round(lijn.y / 6))
        plekken[sleutel].add(lijn.blad)
        rand[n] = sleutel
    weg = {
        n
        for n, sleutel in rand.items()
        if sleutel[0] == "#" or (len(plekken[sleutel]) > 1 and len(plekken[sleutel]) >= min(3, len(hoogtes)))
    }
    return weg
