"""Edits with reasons for the tests of comparing: a plan as it was decided on, and what changed since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.test import RequestFactory

from accounts.models import User
from governance.models import Besluit, Gremium
from opgaven.actions.secties import bewaar_sectie
from opgaven.bezoek import Bezoek, bezoek
from opgaven.bouw import bouw_sectie
from opgaven.models import Plan, Sectie
from plandocument import boom
from versies.actions.goedkeuringen import bevestig, leg_vast
from versies.actions.versies import maak_versie
from versies.models import Versie
from versies.vergelijken import WERKVERSIE, Vergeleken, vergeleken

BOARD = "Twente Board, 11 december 2025 (eerste bespreking)"


def wijzig(
    plan: Plan,
    nummer: int,
    soort: str,
    hoe: Callable[[boom.Sectie], boom.Sectie],
    waarom: str = "",
    aanleiding: str = "",
    door: User | None = None,
) -> None:
    """Save a section as somebody would, with or without a reason."""
    rij = Sectie.objects.get(plan=plan, opgave__nummer=nummer, soort__code=soort)
    bewaar_sectie(
        sectie=rij,
        vanaf_versie=rij.versie,
        inhoud=hoe(bouw_sectie(rij)),
        door=door,
        waarom=waarom,
        aanleiding={"soort": "overleg", "code": "x", "woorden": aanleiding} if aanleiding else None,
    )


def punt(n: int, tekst: str) -> Callable[[boom.Sectie], boom.Sectie]:
    """Another text for the item at that place, counted from 0."""

    def hoe(sectie: boom.Sectie) -> boom.Sectie:
        items = list(sectie.items)
        items[n] = replace(items[n], tekst=tekst)
        return replace(sectie, items=tuple(items))

    return hoe


def verplaats(van: int, naar: int) -> Callable[[boom.Sectie], boom.Sectie]:
    """The item at that place stands elsewhere, counted from 0."""

    def hoe(sectie: boom.Sectie) -> boom.Sectie:
        items = list(sectie.items)
        items.insert(naar, items.pop(van))
        return replace(sectie, items=tuple(items))

    return hoe


def slot(tekst: str) -> Callable[[boom.Sectie], boom.Sectie]:
    return lambda sectie: replace(sectie, slot=f"<p>{tekst}</p>")


def stel_vast(versie: Versie, vastlegger: User, bevestiger: User, *gevraagd: tuple[str, str]) -> None:
    """The board decided on it, and asked for this."""
    rij = leg_vast(
        versie=versie,
        gremium=Gremium.objects.get(regio__code="twente", code="twente_board"),
        datum=date(2025, 12, 11),
        uitkomst=Besluit.Uitkomst.MET_WIJZIGINGEN,
        door=vastlegger,
        amendementen=gevraagd,
    )
    bevestig(goedkeuring=rij, pdf=b"%PDF-1.7", door=bevestiger)


@dataclass(frozen=True)
class Toneel:
    """A version that the board decided on, and the working copy after five saves."""

    plan: Plan
    oud: Versie
    manager: User

    @property
    def visite(self) -> Bezoek:
        request = RequestFactory().get("/")
        request.user = self.manager
        return bezoek(request, "twente")

    def vergelijk(self, naar: str = WERKVERSIE) -> Vergeleken:
        return vergeleken(self.visite, self.oud.code, naar)

    @property
    def query(self) -> str:
        return f"?van={self.oud.code}&naar={WERKVERSIE}"


def zet_op(plan: Plan, manager: User, secretaris: User) -> Toneel:
    """Opgave 7: a knelpunt reworded with a reason. 14: one rewritten on an occasion, one moved, one reworded without a
    reason. 3: text added."""
    oud = maak_versie(plan=plan, label="Concept voor de Board", door=manager)
    stel_vast(oud, secretaris, manager, ("14.I2", "Zet de regio aan tafel."), ("3.V", "Noem de startbouw."))
    wijzig(
        plan,
        7,
        "knelpunten",
        punt(1, "De NTS en de agenda volgen elk hun eigen kalender."),
        "De planning loopt uiteen.",
    )
    wijzig(plan, 14, "knelpunten", punt(1, "Niemand weet hoe hard het vervoer nu groeit."), "Het is niet zeker.", BOARD)
    wijzig(plan, 14, "knelpunten", punt(0, "Het Rijk handhaaft de regels nog niet, en dat raakt gemeenten."))
    wijzig(plan, 14, "interventies", verplaats(5, 2), "Eerst het gesprek.")
    wijzig(plan, 3, "vervolg", slot("Rijk en regio spreken af wanneer de bouw begint."))
    return Toneel(plan, oud, manager)
