"""A plan of three opgaven with which nothing is wrong, and ways to spoil it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plandocument import boom, tekst
from plandocument.controleer import Omgeving
from plandocument.standaard import SECTIESOORTEN

OMGEVING = Omgeving(ministeries={"bzk": "bzk", "vro": "vro", "binnenlandse zaken": "bzk"})
TITELS = {1: "Woningen voor senioren", 2: "Verhogen arbeidsproductiviteit", 3: "Goederenvervoer over het spoor"}
SLEUTELS = {nummer: f"opgave{nummer}" for nummer in TITELS}


def rijk(woorden: str) -> str:
    return tekst.uit_plat(woorden, SLEUTELS)


def item(sleutel: str, woorden: str, **velden: Any) -> boom.Item:
    return boom.Item(sleutel, tekst.regel_uit_plat(woorden, SLEUTELS), **velden)


def ministerie(sleutel: str, woorden: str, code: str = "", *, primair: bool = False) -> boom.Item:
    links = (boom.Koppeling("ministerie", code),) if code else ()
    return item(sleutel, woorden, primair=primair, koppelingen=links)


def _opgave(nummer: int) -> boom.Opgave:
    titel = TITELS[nummer]
    inhoud: dict[str, dict[str, Any]] = {
        "opgave": {"opening": rijk(f"Dit gaat over {titel.lower()}.")},
        "situatie": {"opening": rijk(f"Zo staat het er nu voor bij nummer {nummer}.")},
        "trajecten": {"items": (item("t1", "Woondeal"),)},
        "eigenaarschap": {
            "items": (
                item("e1", "Twente Board", groep="bestuurlijk"),
                item("e2", "Twente Board Development", groep="uitvoering"),
            )
        },
        "ministeries": {"items": (ministerie("m1", "BZK", "bzk", primair=True), ministerie("m2", "VRO", "vro"))},
        "nodig": {"opening": rijk(f"Hier is geld voor nodig, deel {nummer}.")},
        "knelpunten": {"items": (item("k1", "Er is te weinig ruimte."), item("k2", "Het duurt te lang."))},
        "impact": {"opening": rijk(f"De regio merkt dat, op manier {nummer}.")},
        "interventies": {
            "items": (item("i1", "Regels aanpassen.", groep="rijk"), item("i2", "Mensen vrijmaken.", groep="regio"))
        },
        "vervolg": {"items": (item("v1", "In het najaar spreken Rijk en regio elkaar."),)},
    }
    return boom.Opgave(
        SLEUTELS[nummer],
        nummer,
        titel,
        cluster="wonen",
        cluster_overzicht="wonen",
        overzicht=tekst.regel_uit_plat(f"Het overzicht noemt nummer {nummer}."),
        doelstellingen=("doel1",),
        secties=tuple(
            boom.Sectie(f"{SLEUTELS[nummer]}-{soort.code}", soort.code, **inhoud[soort.code]) for soort in SECTIESOORTEN
        ),
    )


def heel() -> boom.Plandocument:
    return boom.Plandocument(
        regio="twente",
        titel="Klein plan",
        sectiesoorten=SECTIESOORTEN,
        clusters=(boom.Cluster("wonen", "Fijn wonen"), boom.Cluster("werk", "Goed werk")),
        doelstellingen=(boom.Doelstelling("doel1", 1, "Beter wonen", omschrijving=rijk("Iedereen woont goed.")),),
        uitgangspunten=(boom.Uitgangspunt("uit1", 1, "Vertrouwen", rijk("Rijk en regio vertrouwen elkaar.")),),
        hoofdstukken=(
            boom.Hoofdstuk("h1", "Vooraf", (boom.Sectie("h1s1", titel="Begin", opening=rijk("Zo begint het.")),)),
            boom.Hoofdstuk(
                "h2", "Achteraf", (boom.Sectie("h2s1", titel="Slot", opening=rijk("Zo gaat het.")),), na_opgaven=True
            ),
        ),
        opgaven=tuple(map(_opgave, TITELS)),
    )


def met_opgave(document: boom.Plandocument, nummer: int, /, **velden: Any) -> boom.Plandocument:
    opgaven = tuple(replace(o, **velden) if o.nummer == nummer else o for o in document.opgaven)
    return replace(document, opgaven=opgaven)


def met_sectie(document: boom.Plandocument, nummer: int, soort: str, **velden: Any) -> boom.Plandocument:
    opgave = document.opgave(nummer)
    secties = tuple(replace(s, **velden) if s.soort == soort else s for s in opgave.secties)
    return met_opgave(document, nummer, secties=secties)


def met_items(document: boom.Plandocument, nummer: int, soort: str, *items: boom.Item) -> boom.Plandocument:
    return met_sectie(document, nummer, soort, items=items)


def met_hoofdstuk(document: boom.Plandocument, woorden: str) -> boom.Plandocument:
    """The plan with these words in its last chapter."""
    *eerder, laatste = document.hoofdstukken
    sectie = replace(laatste.secties[0], opening=rijk(woorden))
    return replace(document, hoofdstukken=(*eerder, replace(laatste, secties=(sectie,))))
