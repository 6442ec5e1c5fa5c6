"""The title page and the table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .koppen import Woordvormen, in_hoofdletters, letters, normaal
from .opmaak import kaal
from .regels import Bronregel

_INHOUD = re.compile(r"inhoud(?:sopgave)?|inhoudstafel")
_REGEL = re.compile(r"(?P<titel>.*\S)[\s.…_]+(?P<blad>\d{1,3})")
_NUMMER = re.compile(r"(?P<nummer>\d{1,2}(?:\.\d{1,2})*)\.?\s+")
_STATUS = re.compile(
    r"\b(?:definitief|concept\w*|werkversie|ontwerp|\d{1,3}\s?%-?versie|versie\s+\S+|vastgesteld)\b", re.I
)
_MAAND = re.compile(
    r"\b(?:\d{1,2}\s+)?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\s+\d{4}\b",
    re.I,
)
_JAAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(slots=True)
class Inhoudsopgave:
    """Titles of chapters in order, by their letters; and which lines the table was read from."""

    titels: dict[str, str] = field(default_factory=dict)
    regels: set[int] = field(default_factory=set)


def inhoudsopgave(regels: Sequence[Bronregel]) -> Inhoudsopgave:
    """Lines below the heading "Inhoudsopgave" that end in a page number. Deeper levels ("2.1") are no chapters."""
    uit = Inhoudsopgave()
    begin = next((n for n, r in enumerate(regels[:400]) if _INHOUD.fullmatch(normaal(r.tekst).strip(" :"))), None)
    if begin is None:
        return uit
    uit.regels.add(begin)
    for n in range(begin + 1, min(begin + 200, len(regels))):
        if len(regels[n].tekst) > 200 or (gevonden := _REGEL.fullmatch(regels[n].tekst)) is None:
            break
        uit.regels.add(n)
        titel = kaal(gevonden["titel"].rstrip(" ._…"))
        nummer = _NUMMER.match(titel)
        if nummer is None or "." not in nummer["nummer"]:
            uit.titels[letters(titel)] = titel
    if len(uit.regels) < 3:
        return Inhoudsopgave()
    return uit


@dataclass(slots=True)
class Titelblad:
    titel: str = ""
    ondertitel: str = ""
    label: str = ""
    regels: set[int] = field(default_factory=set)


def titelblad(
    regels: Sequence[Bronregel], einde: int, ruis: frozenset[int], regionaam: str, vormen: Woordvormen
) -> Titelblad:
    """Title, subtitle and label from the lines before the first chapter; what it does not know it leaves."""
    standaard = f"Plan voor de Regio {regionaam}"
    uit = Titelblad(titel=standaard)
    status = maand = jaar = ""
    titels: list[str] = []
    for n in range(einde):
        regel = regels[n]
        tekst = kaal(regel.tekst)
        if n in ruis:
            continue
        wanneer, hoe = _MAAND.search(tekst), _STATUS.search(tekst)
        if _JAAR.fullmatch(tekst):
            jaar = jaar or tekst
        elif len(tekst.split()) <= 6 and (wanneer or hoe) and "plan" not in normaal(tekst):
            status = status or (tekst if hoe and not wanneer else hoe[0] if hoe else "")
            maand = maand or (wanneer[0].lower() if wanneer else "")
        elif "plan voor de regio" in normaal(tekst) and len(tekst.split()) <= 16:
            titels.append(vormen.zin(tekst) if in_hoofdletters(tekst) else tekst)
        else:
            continue
        uit.regels.add(n)
    datum = maand or jaar
    uit.label = ", ".join(d for d in (vormen.zin(status), datum) if d)[:100]
    if titels:
        zelfde = [t for t in titels if letters(t) in (letters(standaard), letters("Plan voor de Regio"))]
        anders = [t for t in titels if t not in zelfde]
        uit.ondertitel = (anders[0] if anders else "")[:300]
    return uit
