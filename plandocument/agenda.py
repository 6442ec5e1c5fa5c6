"""A new uitvoeringsagenda for a plan, and what of a plan is taken up in one. Pure functions on the tree."""

from __future__ import annotations

from . import boom
from .documentsoorten import AGENDA
from .itemsoorten import ACTIVITEIT, Itemsoort
from .sleutels import nieuwe_sleutel
from .standaard import AGENDASECTIES


def nieuwe_agenda(plan: boom.Plandocument, volgt: str, titel: str, periode: str) -> boom.Plandocument:
    """An agenda with a blad for each opgave of this version of the plan (`volgt`, the SHA-256 of its bytes). A blad
    bears the key of its opgave; clusters and doelstellingen keep theirs."""
    return boom.Plandocument(
        regio=plan.regio,
        titel=titel,
        label="",
        sectiesoorten=AGENDASECTIES,
        clusters=plan.clusters,
        doelstellingen=plan.doelstellingen,
        hoofdstukken=tuple(
            boom.Hoofdstuk(
                nieuwe_sleutel(), titel, tuple(boom.Sectie(nieuwe_sleutel(), titel=kop) for kop in koppen), na_opgaven
            )
            for titel, koppen, na_opgaven in AGENDA.hoofdstukken
        ),
        opgaven=tuple(
            boom.Opgave(
                sleutel=opgave.sleutel,
                nummer=opgave.nummer,
                titel=opgave.titel,
                cluster=opgave.cluster,
                cluster_overzicht=opgave.cluster_overzicht,
                doelstellingen=opgave.doelstellingen,
                secties=tuple(boom.Sectie(nieuwe_sleutel(), soort.code) for soort in AGENDASECTIES),
            )
            for opgave in plan.opgaven
        ),
        soort=AGENDA.code,
        periode=periode,
        volgt=volgt,
    )


def items(document: boom.Plandocument, opgave: boom.Opgave, soort: Itemsoort) -> tuple[boom.Item, ...]:
    """The items of this kind on a sheet, in order."""
    return tuple(
        item
        for sectie in opgave.secties
        if (bekend := document.soorten.get(sectie.soort)) and bekend.itemklasse is soort
        for item in sectie.items
    )


def opgepakt(document: boom.Plandocument) -> dict[str, tuple[boom.Item, ...]]:
    """Key of an item of the plan → the activities that take it up."""
    uit: dict[str, tuple[boom.Item, ...]] = {}
    for opgave in document.opgaven:
        for item in items(document, opgave, ACTIVITEIT):
            for sleutel in item.feit("neemt_op").split():
                uit[sleutel] = (*uit.get(sleutel, ()), item)
    return uit


def activiteit_uit(interventie: boom.Item) -> boom.Item:
    """An activity in the words of an interventie, which it takes up: a proposal, until somebody says more."""
    item = boom.Item(nieuwe_sleutel(), interventie.tekst, status=next(iter(ACTIVITEIT.statussen)))
    return item.met_feiten({"neemt_op": interventie.sleutel})
