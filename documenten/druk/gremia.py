"""The bodies of a region for a print: a picture, and per level as plain data, members by position. Three queries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import mark_safe

from governance.models import Gremium, Lidmaatschap, Regio, Relatie
from governance.structuur import Lichaam, Structuur, lees
from governance.structuurplaat import teken

ZINNEN = {
    Relatie.Soort.RAPPORTEERT: "Rapporteert aan",
    Relatie.Soort.BEREIDT_VOOR: "Bereidt voor",
    Relatie.Soort.STEMT_AF: "Stemt af met",
    Relatie.Soort.STUURT: "Stuurt aan",
}

PLAAT_IN_WOORDEN: Final = "Tekening van de overleggen en hun onderlinge lijnen. De tabel zegt hetzelfde in woorden."
PLAATSTIJL: Final = (
    ".s-band{fill:#fff}.s-band-0{fill:#f1f4f4}.s-laag{font-size:14px;font-weight:600;fill:#48525a}"
    ".s-vak{fill:#fff;stroke:#48525a;stroke-width:1}.s-veel{stroke-dasharray:5 4}"
    ".s-naam{font-size:14px;font-weight:600;fill:#1a1f24}.s-onder{font-size:12.5px;fill:#48525a}"
    ".s-lijn{fill:none;stroke:#48525a;stroke-width:1.75}.s-stuurt{stroke-width:2.75}.s-bereidt{stroke-dasharray:7 4}"
    ".s-stemt{stroke:#00594f;stroke-dasharray:1.5 4;stroke-width:2}.s-pijl{fill:#48525a}.s-stip{fill:#00594f}"
)
"""As static/css/governance.css, for paper: the engine reads style of a picture within the picture alone."""


@dataclass(frozen=True, slots=True)
class GremiumDruk:
    naam: str
    status: str
    taak: str
    cadans: str
    kop_leden: str
    leden: tuple[str, ...]
    relaties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Laag:
    """One level (Rijk, Regio) with its bodies."""

    naam: str
    gremia: tuple[GremiumDruk, ...]


@dataclass(frozen=True, slots=True)
class Overleggen:
    """The bodies as they print: a picture of how they hang together, and levels in their order."""

    plaat: str = ""
    lagen: tuple[Laag, ...] = ()


def overleggen(regio: Regio) -> Overleggen:
    """Levels without bodies are left out. Three queries."""
    alle = lees(regio)
    namen = {li.gremium.pk: li.gremium.naam for li in alle.lichamen}
    lijnen: dict[int, dict[str, list[str]]] = {}
    for lijn in alle.relaties:
        lijnen.setdefault(lijn.van_id, {}).setdefault(lijn.soort, []).append(namen[lijn.naar_id])
    uit = []
    for code, naam in Gremium.Niveau.choices:
        rijen = tuple(_gremium(li, lijnen.get(li.gremium.pk, {})) for li in alle.van_niveau(code))
        if rijen:
            uit.append(Laag(naam, rijen))
    return Overleggen(_plaat(alle), tuple(uit))


def _plaat(alle: Structuur) -> str:
    """The picture of the page without its links, in the colours of print, for a line of 269 mm; the table says it all
    in words."""
    svg = re.sub(r"</?a\b[^>]*>", "", teken(alle, lambda code: ""))
    if not svg:
        return ""
    kop = '<svg class="structuur" xmlns="http://www.w3.org/2000/svg" font-family="Fira Sans"'
    inhoud = f"<title>{PLAAT_IN_WOORDEN}</title><style>{PLAATSTIJL}</style>"
    svg = re.sub(r'<svg [^>]*?(viewBox="[^"]*")[^>]*>', rf"{kop} \1>{inhoud}", svg, count=1)
    return mark_safe(svg)  # noqa: S308  (drawn by us, its text escaped)


def _gremium(lichaam: Lichaam, lijnen: dict[str, list[str]]) -> GremiumDruk:
    gremium = lichaam.gremium
    leden = [lid for kolom in lichaam.kolommen for lid in kolom.leden]
    return GremiumDruk(
        naam=gremium.naam,
        status=lichaam.status,
        taak=gremium.taak,
        cadans=gremium.cadans,
        kop_leden="Lid" if len(leden) == 1 and leden[0].aantal == 1 else "Leden",
        leden=_leden(leden),
        relaties=tuple(
            f"{ZINNEN[Relatie.Soort(soort)]} {_opsomming(doelen)}" for soort, doelen in sorted(lijnen.items())
        ),
    )


def _leden(leden: list[Lidmaatschap]) -> tuple[str, ...]:
    """Seats by position: those who hold the same one stand in one line."""
    per_functie: dict[str, list[tuple[str, str]]] = {}
    for lid in leden:
        van = lid.organisatie.naam if lid.organisatie else ""
        if lid.ministerie:
            van = f"ministerie van {lid.ministerie.naam}"
        per_functie.setdefault(lid.functie, []).append((van, f" ({lid.aantal})" if (lid.aantal or 1) > 1 else ""))
    return tuple(_zetel(functie, zetels) for functie, zetels in per_functie.items())


def _zetel(functie: str, zetels: list[tuple[str, str]]) -> str:
    zelf = "".join(keer for van, keer in zetels if van in ("", functie))
    anderen = [van + keer for van, keer in zetels if van not in ("", functie)]
    scheiding = ", " if len(anderen) == 1 else ": "
    return scheiding.join(deel for deel in (functie + zelf, _opsomming(anderen)) if deel)


def _opsomming(delen: list[str]) -> str:
    return " en ".join((", ".join(delen[:-1]), delen[-1])) if len(delen) > 1 else "".join(delen)
