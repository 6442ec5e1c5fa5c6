"""What the way to settlement and Mijn werk show: fiches with their state, coming milestones, missing contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.models import Mijlpaal, Regio, Rol
from governance.registers import registernamen
from governance.rolhouders import rollen
from governance.tijdlijn import Tijdlijnmoment, moment
from npvr import getallen
from opgaven.bevindingen import TEKENS
from opgaven.bezoek import Bezoek
from opgaven.controle import Controle
from opgaven.werkorde import Fichestand
from plandocument.boom import Opgave
from plandocument.controleer import GEWICHTEN
from portaal.overzicht import kaarten

MIJLPAALSOORTEN = (Mijlpaal.Soort.BESLUIT, Mijlpaal.Soort.OVERLEG, Mijlpaal.Soort.PLANNING)
TELT = (Mijlpaal.Relevantie.NPVR, Mijlpaal.Relevantie.OPGAVE)


@dataclass(frozen=True, slots=True)
class Weging:
    """How many open findings of one weight."""

    aantal: int
    woord: str
    teken: str


def wegingen(controle: Controle, opgave: str) -> list[Weging]:
    telling = Counter(b.gewicht for b in controle.bij(opgave))
    return [
        Weging(telling[g], namen[0] if telling[g] == 1 else namen[1], TEKENS[g])
        for g, namen in GEWICHTEN.items()
        if telling[g]
    ]


def zwaarte(controle: Controle, opgave: str) -> tuple[int, ...]:
    """How many open findings of each weight, the heaviest first."""
    telling = Counter(b.gewicht for b in controle.bij(opgave))
    return tuple(telling[g] for g in GEWICHTEN)


@dataclass(frozen=True, slots=True)
class Komend:
    """A milestone to come. `nog` is empty for a vague date: its days cannot be counted."""

    moment: Tijdlijnmoment
    nog: str

    @property
    def soort(self) -> str:
        return str(self.moment.mijlpaal.get_soort_display())


def komend(regio: Regio, vandaag: date, hoeveel: int = 4) -> list[Komend]:
    """The next milestones that matter for settling, soonest first. One query."""
    rijen = Mijlpaal.objects.filter(regio=regio, soort__in=MIJLPAALSOORTEN, relevantie__in=TELT)
    return [Komend(m, _nog(m, vandaag)) for m in op_komst([moment(rij, vandaag) for rij in rijen])[:hoeveel]]


def op_komst(momenten: Iterable[Tijdlijnmoment]) -> list[Tijdlijnmoment]:
    """Those to come that matter for settling, soonest first: every page calls the same one the next.

    What runs for years and has begun is no moment to prepare for; a month or a year that holds today comes by its end.
    """
    tellen = (m for m in momenten if m.mijlpaal.soort in MIJLPAALSOORTEN and m.mijlpaal.relevantie in TELT)
    straks = [m for m in tellen if m.staat == "gepland" or (m.staat == "nu" and not m.duurt)]
    return sorted(straks, key=lambda m: (m.eind if m.staat == "nu" else m.begin, m.mijlpaal.code))


def _nog(m: Tijdlijnmoment, vandaag: date) -> str:
    if m.mijlpaal.precisie != Mijlpaal.Precisie.DAG or m.mijlpaal.aanduiding or m.duurt:
        return ""
    dagen = (m.begin - vandaag).days
    if dagen < 2:
        return "morgen" if dagen else "vandaag"
    return f"nog {getallen.aantal(dagen, 'dag', 'dagen')}"


def voortgang(rij: list[Fichestand]) -> str:
    """ "3 van de 21 akkoord, 5 ter toetsing"."""
    telling = Counter(s.status for s in rij)
    return f"{telling['akkoord']} van de {len(rij)} akkoord, {telling['ter_toetsing']} ter toetsing"


@dataclass(frozen=True, slots=True)
class ZonderContact:
    """A ministry that fiches name and that nobody speaks for here yet."""

    code: str
    naam: str
    primair: list[Opgave]
    betrokken: list[Opgave]


def zonder_contact(visite: Bezoek) -> list[ZonderContact]:
    """Those that are primary most often first. Two queries. A name on a fiche proposes; it opens nothing."""
    namen = registernamen(visite.regio)
    heeft = set(rollen(visite.regio, Rol.Soort.MINISTERIECONTACT).values_list("ministerie__code", flat=True))
    per: dict[str, ZonderContact] = {}
    for kaart in kaarten(visite):
        for m in kaart.ministeries:
            naam = namen.get(("ministerie", m.code))
            if naam and m.code not in heeft:
                rij = per.setdefault(m.code, ZonderContact(m.code, naam.naam, [], []))
                bij = rij.primair if m.primair else rij.betrokken
                if kaart.opgave not in bij:
                    bij.append(kaart.opgave)
    return sorted(per.values(), key=lambda z: (-len(z.primair), -len(z.betrokken), z.naam))
