"""The report of a reading as people are told it: as what the file was read and why, and what was skipped where. Pure.

On the page and by command alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from plandocument.boom import Plandocument

from .fiches import is_nieuw

Verslag = Mapping[str, Any]
GETOOND: Final = 30
"""Rows of fiches that are shown when all of them are sure."""


@dataclass(frozen=True, slots=True)
class Verslagfiche:
    """A fiche of the file: which opgave it is read as (its number, "" for none), and why."""

    titel: str
    opgave: str
    naam: str
    zeker: bool
    gekozen: bool
    reden: str
    ruw: str
    als: str
    kandidaten: tuple[tuple[str, str], ...]

    @property
    def zin(self) -> str:
        """ "Gelezen als opgave 7: de titel in het bestand is die van opgave 7." """
        if not self.opgave:
            return f"Nog niet gelezen als opgave: {self.reden}."
        return f"{'Gelezen' if self.zeker else 'Misschien'} {'als ' if self.zeker else ''}{self.opgave}: {self.reden}."


@dataclass(frozen=True, slots=True)
class Gemist:
    """What has no place in what was read."""

    waar: str
    wat: str
    soort: str = ""
    sectie: str = ""


def fiches(verslag: Verslag, plan: Plandocument) -> tuple[Verslagfiche, ...]:
    """The fiches of a file, in its order."""
    uit = []
    for rij in verslag.get("fiches", ()):
        opgave = plan.per_sleutel.get(rij["ruw"] if is_nieuw(rij["als"]) else rij["als"])
        naam = f"opgave {opgave.nummer}" if opgave is not None else ""
        uit.append(
            Verslagfiche(
                titel=rij["titel"],
                opgave="een nieuwe opgave" if is_nieuw(rij["als"]) else naam,
                naam=f"{naam}: {opgave.titel}" if opgave is not None else "",
                zeker=rij["zeker"],
                gekozen=rij["gekozen"],
                reden=rij["reden"],
                ruw=rij["ruw"],
                als=rij["als"],
                kandidaten=tuple((s, waarom) for s, waarom in rij["kandidaten"]),
            )
        )
    return tuple(uit)


def gelezen_als(verslag: Verslag, plan: Plandocument, *, geheel: bool) -> str:
    """In a few words: "opgave 7", "opgave 7 en opgave 14", "het hele plan"; empty when it is not known."""
    if geheel:
        return "het hele plan"
    namen = [f.opgave for f in fiches(verslag, plan) if f.opgave]
    if len(namen) < 2:
        return namen[0] if namen else ""
    return f"{', '.join(namen[:-1])} en {namen[-1]}"


def onzeker(verslag: Verslag) -> dict[str, str]:
    """Key of an opgave → why it is not sure that the file is about it."""
    return {
        (rij["ruw"] if is_nieuw(rij["als"]) else rij["als"]): rij["reden"]
        for rij in verslag.get("fiches", ())
        if rij["als"] and not rij["zeker"]
    }


def op_woorden(verslag: Verslag) -> frozenset[str]:
    """Opgaven that were recognised by title and words."""
    return frozenset(rij["als"] for rij in verslag.get("fiches", ()) if rij["ruw"] and rij["als"])


DOORGEHAALD: Final = (
    "In het bestand zijn woorden met de hand doorgehaald: ‘{wat}’. Neemt u dit over, dan gaan zij uit de tekst."
)
NIET_GELEZEN: Final = "Niet gelezen is {waar}: ‘{wat}’. Kijk of dat in het plan hoort."


def gebreken(verslag: Verslag) -> dict[str, list[str]]:
    """Section → sentences about what of it was not read as it stands there, so that its change begins unticked."""
    uit: dict[str, list[str]] = {}
    for rij in verslag.get("overgeslagen", ()):
        if rij.get("onzeker") and rij["sectie"]:
            zin = DOORGEHAALD if rij["soort"] == "doorgehaald" else NIET_GELEZEN
            uit.setdefault(rij["sectie"], []).append(zin.format(waar=rij["waar"], wat=rij["wat"]))
    return uit


def overgeslagen(verslag: Verslag) -> tuple[Gemist, ...]:
    """All that was skipped, each with its place; of lines that may name a person only where they stand."""
    uit = [Gemist(r["waar"], r["wat"], r["soort"], r["sectie"]) for r in verslag.get("overgeslagen", ())]
    for r in verslag.get("niet_geplaatst", ()):
        waar = f"regel {r['van']}" if r["van"] == r["tot"] else f"regel {r['van']} tot en met {r['tot']}"
        na = f", na {r['na']}" if r["na"] else ""
        aantal = r["tot"] - r["van"] + 1
        uit.append(Gemist(f"{waar}{na}", "1 regel tekst" if aantal == 1 else f"{aantal} regels tekst", "buiten"))
    if personen := verslag.get("personen"):
        woord = "1 regel" if personen == 1 else f"{personen} regels"
        uit.append(Gemist("op verschillende plaatsen", f"{woord} met persoonsgegevens", "persoon"))
    return tuple(uit)


def telt(rijen: Sequence[Gemist]) -> str:
    """ "1 stuk", "3 stukken"."""
    return "1 stuk" if len(rijen) == 1 else f"{len(rijen)} stukken"
