"""PDF into source lines, by the place of the words on the page: lines, paragraphs, bullets and page furniture."""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from .alineas import hecht, past
from .fouten import Leesfout
from .regels import _ALLEEN_BULLET, MAX_REGELS, MAX_TEKENS, Bron, Regel, maak_regel

MAX_BLADZIJDEN: Final = 400
_RAND: Final = 0.09  # of the height of the page: where headers and footers stand


@dataclass(slots=True)
class _Lijn:
    blad: int
    x: float
    y: float  # from the top of the page
    grootte: float
    stukken: list[tuple[str, bool]] = field(default_factory=list)
    einde: float = 0.0  # estimated

    @property
    def tekst(self) -> str:
        return "".join(s for s, _ in self.stukken)


def lees_pdf(inhoud: bytes) -> Bron:
    """Read the text of a PDF. Raises Leesfout when it is damaged, locked, a scan, or far too long."""
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    onleesbaar = "Deze PDF is niet te lezen; het bestand is beschadigd."
    try:
        lezer = pypdf.PdfReader(io.BytesIO(inhoud))
        if lezer.is_encrypted and not lezer.decrypt(""):
            raise Leesfout("Deze PDF is beveiligd met een wachtwoord. Haal dat eraf en probeer het opnieuw.")
        aantal = len(lezer.pages)
        if aantal > MAX_BLADZIJDEN:
            raise Leesfout(f"Deze PDF is te lang voor een plan: {aantal} bladzijden, hoogstens {MAX_BLADZIJDEN}.")
        lijnen: list[_Lijn] = []
        hoogtes = []
        tekens = 0
        for blad, pagina in enumerate(lezer.pages):
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


def _lijnen(pagina: Any, blad: int, hoogte: float) -> list[_Lijn]:
    """The lines of a page in the order in which they were drawn; loose bullets put before the words beside them."""
    lijnen: list[_Lijn] = []

    def neem(tekst: str, cm: list[float], tm: list[float], lettertype: Any, grootte: float) -> None:
        if not tekst.strip("\n"):
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = hoogte - (tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        maat = abs(grootte * (tm[3] or tm[1] or 1) * (cm[3] or cm[1] or 1)) or 1.0
        naam = str((lettertype or {}).get("/BaseFont", "")).lower()
        vet = re.search(r"bold|black|heavy|semibd|demi", naam) is not None
        for n, deel in enumerate(tekst.rstrip("\n").split("\n")):
            hier = y + n * maat * 1.2
            lijn = lijnen[-1] if lijnen else None
            if (
                lijn is None
                or n
                or abs(lijn.y - hier) > 0.4 * max(maat, lijn.grootte)
                or x < lijn.x - maat
                or x > lijn.einde + 4 * maat
            ):
                lijn = _Lijn(blad, x, hier, maat)
                lijnen.append(lijn)
            elif x > lijn.einde + 0.6 * maat and not lijn.tekst.endswith(" ") and not deel.startswith(" "):
                lijn.stukken.append(("\t" if x > lijn.einde + 2 * maat else " ", False))
            lijn.stukken.append((deel, vet))
            lijn.grootte = max(lijn.grootte, maat)
            lijn.einde = max(lijn.einde, x + 0.5 * maat * len(deel))

    pagina.extract_text(visitor_text=neem)
    lijnen = [lijn for lijn in lijnen if lijn.tekst.strip()]
    los = [lijn for lijn in lijnen if _ALLEEN_BULLET.fullmatch(lijn.tekst.strip()) or _is_teller(lijn.tekst)]
    rest = [lijn for lijn in lijnen if lijn not in los] if los and len(los) < 400 else lijnen
    for teken in los if rest is not lijnen else ():
        rechts = [r for r in rest if abs(r.y - teken.y) < 0.5 * r.grootte and 0 < r.x - teken.x < 6 * r.grootte]
        if rechts:
            min(rechts, key=lambda r: r.x).stukken.insert(0, (teken.tekst.strip() + " ", False))
        elif _is_teller(teken.tekst):
            rest.append(teken)
    return rest


def _is_teller(tekst: str) -> bool:
    return re.fullmatch(r"\s*\d{1,2}[.)]\s*", tekst) is not None


def _bron(lijnen: list[_Lijn], hoogtes: list[float]) -> Bron:
    meubilair = _meubilair(lijnen, hoogtes)
    breedtes = [len(lijn.tekst) for n, lijn in enumerate(lijnen) if n not in meubilair]
    breedte = statistics.quantiles(breedtes, n=20)[-1] if len(breedtes) > 1 else float(sum(breedtes))
    pitch = _regelafstand(lijnen)
    regels: list[Regel] = []
    aan_vorige: list[bool] = []
    vorige: _Lijn | None = None
    ruis = set()
    for n, lijn in enumerate(lijnen):
        if n in meubilair:
            ruis.add(n + 1)
            continue
        afstand = (lijn.y - vorige.y) / lijn.grootte if vorige is not None and vorige.blad == lijn.blad else None
        wit = afstand is None or not 0 < afstand <= 1.25 * pitch
        regel = maak_regel(n + 1, _met_sterren(lijn), wit=wit)
        if regel is None:
            ruis.add(n + 1)
            continue
        door = False
        if vorige is not None and regels:
            zelfde = abs(vorige.grootte - lijn.grootte) < 0.08 * lijn.grootte
            over_blad = vorige.blad != lijn.blad and (regel.tekst[0].islower() or regels[-1].tekst[-1] not in ".!?:;")
            kandidaat = Regel(regel.nummers, regel.tekst, punt=regel.punt, wit=wit and not over_blad)
            door = zelfde and past(regels[-1], kandidaat, breedte)
        regels.append(regel)
        aan_vorige.append(door)
        vorige = lijn
    return Bron("PDF", len(lijnen), tuple(hecht(regels, aan_vorige)), frozenset(ruis))


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
