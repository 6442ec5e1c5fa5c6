"""The states of a meeting, from planned to a record that is settled: one table, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .models import Overleg, Rol
from .permissions import Toegang

Stand = Overleg.Stand
SCHRIJVERS = frozenset({Rol.Soort.SECRETARIS, Rol.Soort.PROGRAMMAMANAGER})
"""Who keeps agenda, record, decisions and actions."""
VOORZITTERS = SCHRIJVERS | {Rol.Soort.BESTUURSLID}
NIET_SCHRIJVEN = (
    "Overleggen plannen en vastleggen doen de secretaris en de programmamanager. Vraag het aan een van hen."
)


@dataclass(frozen=True, slots=True)
class Overlegstap:
    """A move. `gedaan` completes "Het overleg …"; `terug` opens again what was closed: it asks a reason and is told."""

    code: str
    van: str
    naar: str
    daad: str
    gedaan: str
    rollen: frozenset[str]
    weigering: str
    terug: bool = False
    let_op: str = ""

    def mag(self, toegang: Toegang) -> bool:
        return bool(toegang.rollen & self.rollen)


STAPPEN = (
    Overlegstap(
        "zet_vast", Stand.GEPLAND, Stand.AGENDA_VAST, "Zet de agenda vast", "heeft een vaste agenda", SCHRIJVERS,
        NIET_SCHRIJVEN, let_op="Daarna lezen de leden de agenda, en verandert zij niet meer.",
    ),
    Overlegstap(
        "open_agenda", Stand.AGENDA_VAST, Stand.GEPLAND, "Open de agenda weer", "heeft weer een open agenda",
        SCHRIJVERS, NIET_SCHRIJVEN, terug=True,
    ),
    Overlegstap(
        "houd", Stand.AGENDA_VAST, Stand.GEHOUDEN, "Het overleg is begonnen", "is gehouden", SCHRIJVERS, NIET_SCHRIJVEN,
        let_op="Daarna kunt u notuleren en besluiten vastleggen.",
    ),
    Overlegstap(
        "niet_gehouden", Stand.GEHOUDEN, Stand.AGENDA_VAST, "Toch niet gehouden", "is nog niet gehouden", SCHRIJVERS,
        NIET_SCHRIJVEN, terug=True,
    ),
    Overlegstap(
        "stel_vast", Stand.GEHOUDEN, Stand.VASTGESTELD, "Stel het verslag vast", "heeft een vastgesteld verslag",
        VOORZITTERS, "Een verslag vaststellen doet de secretaris, de programmamanager of een bestuurslid.",
        let_op="Daarna liggen verslag en besluiten vast. Een besluit verandert dan alleen door een nieuw besluit.",
    ),
    Overlegstap(
        "heropen", Stand.VASTGESTELD, Stand.GEHOUDEN, "Open het verslag weer", "heeft weer een open verslag",
        SCHRIJVERS, NIET_SCHRIJVEN, terug=True,
        let_op="De besluiten blijven vastliggen. Alleen het verslag kunt u weer wijzigen.",
    ),
)  # fmt: skip
PER_CODE = {stap.code: stap for stap in STAPPEN}
VOLGORDE = (Stand.GEPLAND, Stand.AGENDA_VAST, Stand.GEHOUDEN, Stand.VASTGESTELD)


def bezwaar(
    overleg: Overleg, stap: Overlegstap, vandaag: date, *, punten: int, open_punten: int, besluiten: int
) -> str:
    """Why this move cannot be made now, in a sentence; empty when it can. No query.

    `punten` on the agenda, those without an outcome, and decisions that were taken: as they stand.
    """
    if overleg.afgelast:
        return "Dit overleg is afgelast."
    if overleg.stand != stap.van:
        return f"Dit overleg is {Stand(overleg.stand).label.lower()}."
    if stap.code == "zet_vast" and not punten:
        return "Er staat nog niets op de agenda."
    if stap.code == "houd" and overleg.datum > vandaag:
        return "Dat kan vanaf de dag van het overleg."
    if stap.code == "niet_gehouden" and besluiten:
        return "In dit overleg zijn al besluiten genomen."
    if stap.code == "stel_vast" and open_punten:
        hoeveel = "één punt" if open_punten == 1 else f"{open_punten} punten"
        return f"Bij {hoeveel} ontbreekt nog een uitkomst."
    return ""


Luisteraar = Callable[[Overleg, Overlegstap, str, int], None]
LUISTERAARS: list[Luisteraar] = []
"""What rooms above do when a meeting moved: (meeting, move, reason, id of who did it), inside the act."""

VERZENDLUISTERAARS: list[Callable[[Overleg, int], None]] = []
"""The same when the members are told of agenda and papers: (meeting, id of who did it)."""


def registreer(luisteraar: Luisteraar) -> None:
    if luisteraar not in LUISTERAARS:
        LUISTERAARS.append(luisteraar)


def stappen(overleg: Overleg, toegang: Toegang) -> list[Overlegstap]:
    """What somebody may do with a meeting in this state, the way forward first."""
    if overleg.afgelast:
        return []
    return [s for s in STAPPEN if s.van == overleg.stand and s.mag(toegang)]
