"""How a comment goes from open to done: one table of steps, from which the portal and its documentation are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .models import Reactie

Stand = Reactie.Stand
AF: Final = frozenset({Stand.VERWERKT.value, Stand.NIET_OVERGENOMEN.value, Stand.BEANTWOORD.value})
"""States in which nothing is left to do but to release."""


@dataclass(frozen=True, slots=True)
class Reactiestap:
    """A step from one of some states to another. `daad` is what its button says.

    `vraag` is what the form asks, empty when it asks nothing; the reason given is shown with the comment once it is
    released. `met_antwoord`: only for a comment that has an answer.
    """

    code: str
    van: frozenset[str]
    naar: str
    daad: str
    vraag: str = ""
    met_antwoord: bool = False


STAPPEN: Final[tuple[Reactiestap, ...]] = (
    Reactiestap("neem_op", frozenset({Stand.OPEN}), Stand.IN_BEHANDELING, "Neem in behandeling"),
    Reactiestap("verwerk", frozenset({Stand.OPEN, Stand.IN_BEHANDELING}), Stand.VERWERKT, "Is verwerkt"),
    Reactiestap(
        "wijs_af",
        frozenset({Stand.OPEN, Stand.IN_BEHANDELING}),
        Stand.NIET_OVERGENOMEN,
        "Neem niet over",
        vraag="Waarom neemt u dit niet over?",
    ),
    Reactiestap(
        "beantwoord",
        frozenset({Stand.OPEN, Stand.IN_BEHANDELING}),
        Stand.BEANTWOORD,
        "Is beantwoord",
        met_antwoord=True,
    ),
    Reactiestap("heropen", AF, Stand.IN_BEHANDELING, "Open opnieuw"),
)
PER_CODE: Final = {stap.code: stap for stap in STAPPEN}

UITERLIJK: Final = {
    Stand.OPEN.value: ("weet", "weet"),
    Stand.IN_BEHANDELING.value: ("half", ""),
    Stand.VERWERKT.value: ("check", "goed"),
    Stand.NIET_OVERGENOMEN.value: ("weg", ""),
    Stand.BEANTWOORD.value: ("check", "goed"),
}
"""State → its sign and its tint."""


def stappen(reactie: Reactie) -> list[Reactiestap]:
    """The steps that this comment can take now. What was released is not opened again: others have read it."""
    if reactie.ingetrokken_op is not None or reactie.ingediend_op is None:
        return []
    return [
        stap
        for stap in STAPPEN
        if reactie.stand in stap.van
        and (not stap.met_antwoord or reactie.antwoord_id is not None)
        and not (stap.code == "heropen" and reactie.vrijgegeven_op is not None)
    ]
