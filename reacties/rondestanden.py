"""The states of a round and of an answer in it: who brings it where, and until when somebody may comment.

One table; `docs/rondes.md` prints it and a test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from npvr import getallen
from npvr.gezien import Weigering

from .models import Deelname, Ronde

R, D = Ronde.Stand, Deelname.Stand


@dataclass(frozen=True, slots=True)
class Overgang:
    """From one state to another by one action. `bij` has the state: a round, or one participant's part of it."""

    bij: str
    van: str
    naar: str
    daad: str
    wie: str


PM: Final = "programmamanager"
INDIENER: Final = "coördinator, anders elke contactpersoon"

OVERGANGEN: Final = (
    Overgang("ronde", R.CONCEPT, R.OPEN, "open_ronde", PM),
    Overgang("ronde", R.OPEN, R.GESLOTEN, "sluit", PM),
    Overgang("deelname", D.GEVRAAGD, D.INGEDIEND, "dien_in", INDIENER),
    Overgang("deelname", D.GEVRAAGD, D.GEEN, "geen_opmerkingen", INDIENER),
    Overgang("deelname", D.INGEDIEND, D.GEVRAAGD, "heropen", PM),
    Overgang("deelname", D.GEEN, D.GEVRAAGD, "heropen", PM),
)
"""A part moves only while its round is open. The text and the terms of a round change only in concept, save that
`verleng` puts the last day later while it is open."""

AL_INGEDIEND: Final = "Er is al ingediend. Vraag de programmamanager om de indiening te heropenen."
ONMOGELIJK: Final = {
    ("ronde", R.CONCEPT): "Deze ronde is nog in voorbereiding. De programmamanager opent haar eerst.",
    ("ronde", R.OPEN): "Deze ronde is al open. Er is niets gewijzigd.",
    ("ronde", R.GESLOTEN): "Deze ronde is gesloten. Er is niets gewijzigd.",
    ("deelname", D.GEVRAAGD): "Hier is nog niet ingediend. Er is niets om te heropenen.",
    ("deelname", D.INGEDIEND): AL_INGEDIEND,
    ("deelname", D.GEEN): AL_INGEDIEND,
}
"""What somebody reads who asks for a step that is not in the table."""


class RondeGeweigerd(Weigering):
    """This cannot be done now. The words are a Dutch sentence for the person, with what to do instead."""


def eis_overgang(rij: Ronde | Deelname, naar: str) -> None:
    """Raises RondeGeweigerd when the table has no way from where it is."""
    bij = "ronde" if isinstance(rij, Ronde) else "deelname"
    if not any((o.bij, o.van, o.naar) == (bij, rij.stand, naar) for o in OVERGANGEN):
        raise RondeGeweigerd(ONMOGELIJK[(bij, R(rij.stand) if bij == "ronde" else D(rij.stand))])


def eis_open(ronde: Ronde) -> None:
    if ronde.stand != R.OPEN:
        raise RondeGeweigerd(ONMOGELIJK[("ronde", R(ronde.stand))])


def laatste_dag(deelname: Deelname | None, ronde: Ronde) -> date:
    return (deelname.deadline if deelname else None) or ronde.deadline


def bezwaar(ronde: Ronde, deelname: Deelname | None, vandaag: date) -> str:
    """Why no new comment may be placed in this round by this participant; empty when it may. No query.

    `vandaag` is the day in Amsterdam: the last day counts until midnight there. What the team enters on behalf of
    somebody, and comments outside a round, do not ask this.
    """
    if ronde.stand == R.CONCEPT:
        return f"De ronde “{ronde.titel}” is nog niet open. U krijgt bericht zodra u kunt reageren."
    namens = "Mail of bel de programmamanager: het NPVR-team kan uw reactie namens u invoeren."
    if ronde.stand == R.GESLOTEN:
        return f"De ronde “{ronde.titel}” is gesloten. {namens}"
    if deelname is None:
        return (
            f"Uw organisatie doet niet mee aan de ronde “{ronde.titel}”. Vraag de programmamanager om u toe te voegen."
        )
    dag = laatste_dag(deelname, ronde)
    if vandaag > dag:
        return f"U kon reageren tot en met {getallen.datum(dag)}. Vraag de programmamanager om meer tijd. {namens}"
    if deelname.stand != D.GEVRAAGD:
        return f"{deelname.wie} heeft al ingediend. Vraag de programmamanager om de indiening te heropenen."
    return ""
