"""Every rule of plancontrole: it fires on a plan with one fault, and is silent on the mended one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from plandocument import boom
from plandocument.controleer import PER_CODE, REGELS, Bevinding, Omgeving, controleer
from plandocument.standaard import SECTIESOORTEN
from tests.plandocument.klein_plan import (
    OMGEVING,
    heel,
    item,
    met_hoofdstuk,
    met_items,
    met_opgave,
    met_sectie,
    ministerie,
    rijk,
)

LANG = "Wie in een dorp woont en oud wordt, wil dicht bij de winkel en de huisarts blijven wonen."


@dataclass(frozen=True)
class Geval:
    """One fault: the rule that must speak (alone), how to make it, the codes of its places, words of its sentence."""

    regel: str
    bederf: Callable[[boom.Plandocument], boom.Plandocument]
    plekken: tuple[str, ...]
    woorden: str
    omgeving: Omgeving = OMGEVING

    def __str__(self) -> str:
        return f"{self.regel}: {self.woorden}"


@dataclass(frozen=True)
class AllesBehalve:
    """A dictionary that knows every word but one."""

    woord: str

    def kent(self, woord: str) -> bool:
        return woord != self.woord and woord not in self.woord


def _eigenaar(*items: boom.Item) -> Callable[[boom.Plandocument], boom.Plandocument]:
    return lambda d: met_items(d, 2, "eigenaarschap", *items)


def _nodig(woorden: str) -> Callable[[boom.Plandocument], boom.Plandocument]:
    return lambda d: met_sectie(d, 2, "nodig", opening=rijk(woorden))


def _tweede_doel(document: boom.Plandocument) -> boom.Plandocument:
    return replace(document, doelstellingen=(*document.doelstellingen, boom.Doelstelling("doel2", 2, "Meer werk")))


BESTUUR = item("e1", "Twente Board", groep="bestuurlijk")
UITVOERING = item("e2", "Bureau", groep="uitvoering")
BZK = ministerie("m1", "BZK", "bzk", primair=True)

GEVALLEN = (
    Geval(
        "min-geen-primair",
        lambda d: met_items(d, 2, "ministeries", ministerie("m1", "BZK", "bzk"), ministerie("m2", "VRO", "vro")),
        ("2.M",),
        "Opgave 2 heeft geen primair ministerie; genoemd: BZK en VRO.",
    ),
    Geval("min-geen-primair", lambda d: met_items(d, 2, "ministeries"), ("2.M",), "Bij opgave 2 staat geen ministerie"),
    Geval(
        "min-meer-primair",
        lambda d: met_items(d, 2, "ministeries", BZK, ministerie("m2", "VRO", "vro", primair=True)),
        ("2.M",),
        "twee primaire ministeries: BZK en VRO",
    ),
    Geval(
        "min-onbekend",
        lambda d: met_items(d, 2, "ministeries", BZK, ministerie("m2", "VBO")),
        ("2.M2",),
        "‘VBO’ is geen ministerie dat het portaal kent. Bedoelt u VRO?",
    ),
    Geval(
        "min-onbekend",
        lambda d: met_items(d, 2, "ministeries", BZK, ministerie("m2", "Verkeer", "vw")),
        ("2.M2",),
        "‘Verkeer’ is geen ministerie",
    ),
    Geval("eig-geen", _eigenaar(), ("2.E",), "Opgave 2 heeft geen eigenaar."),
    Geval("eig-geen", _eigenaar(item("e1", "--", groep="uitvoering")), ("2.E",), "geen eigenaar"),
    Geval("eig-geen-bestuurlijk", _eigenaar(UITVOERING), ("2.E",), "geen bestuurlijke eigenaar"),
    Geval("eig-geen-uitvoering", _eigenaar(BESTUUR), ("2.E",), "geen uitvoerder"),
    Geval("eig-geen-uitvoering", _eigenaar(BESTUUR, item("e2", "--", groep="uitvoering")), ("2.E",), "geen uitvoerder"),
    Geval(
        "eig-voorstel",
        _eigenaar(replace(BESTUUR, status="voorstel"), replace(UITVOERING, status="voorstel")),
        ("2.E",),
        "Het eigenaarschap van opgave 2 is nog een voorstel.",
    ),
    Geval(
        "eig-voorstel",
        _eigenaar(BESTUUR, replace(UITVOERING, status="voorstel")),
        ("2.E",),
        "voor een deel nog een voorstel: Bureau",
    ),
    Geval(
        "eig-voorstel",
        lambda d: met_sectie(d, 2, "eigenaarschap", gedrukt="Eigenaarschap in de regio (voorstel)"),
        ("2.E",),
        "is nog een voorstel.",
    ),
    Geval(
        "eig-te-organiseren", _eigenaar(BESTUUR, replace(UITVOERING, status="te_organiseren")), ("2.E2",), "nog niet"
    ),
    Geval(
        "eig-te-organiseren",
        _eigenaar(BESTUUR, item("e2", "Stuurgroep (nog te organiseren)", groep="uitvoering")),
        ("2.E2",),
        "nog niet georganiseerd",
    ),
    Geval(
        "eig-onbepaald",
        _eigenaar(BESTUUR, item("e2", "Verschillende partijen", groep="uitvoering")),
        ("2.E2",),
        "niet wie de eigenaar is",
    ),
    Geval(
        "sectie-ontbreekt",
        lambda d: met_opgave(d, 2, secties=tuple(s for s in d.opgave(2).secties if s.soort != "impact")),
        ("2.R",),
        "ontbreekt het onderdeel ‘Regionale impact knelpunten’",
    ),
    Geval("sectie-leeg", lambda d: met_items(d, 2, "vervolg"), ("2.V",), "‘Vervolgafspraken’ leeg"),
    Geval("sectie-leeg", lambda d: met_sectie(d, 2, "impact", opening=""), ("2.R",), "leeg"),
    Geval("plaatshouder", _nodig("....."), ("2.N",), "invulplek"),
    Geval("plaatshouder", _nodig("Hier is geld voor nodig: pm"), ("2.N",), "invulplek"),
    Geval("plaatshouder", _nodig("De dekking is nader in te vullen door de regio."), ("2.N",), "invulplek"),
    Geval("plaatshouder", lambda d: met_items(d, 2, "vervolg", item("v1", "n.t.b.")), ("2.V1",), "invulplek"),
    Geval("plaatshouder", lambda d: met_hoofdstuk(d, "Lorem ipsum dolor."), ("",), "invulplek"),
    Geval(
        "knelpunt-zonder-interventie",
        lambda d: met_items(d, 2, "interventies"),
        ("2.I",),
        "Opgave 2 noemt knelpunten, maar geen enkele interventie.",
    ),
    Geval(
        "interventie-partij",
        lambda d: met_items(d, 2, "interventies", item("i1", "Regels aanpassen.", groep="rijk")),
        ("2.I",),
        "geen interventie van de regio",
    ),
    Geval("fiche-te-lang", lambda d: d, ("2",), "is 2 bladzijden lang", replace(OMGEVING, bladzijden={1: 1, 2: 2})),
    Geval("verwijzing-onbekend", _nodig("Zie ook opgave 22."), ("2.N",), "opgave 22"),
    Geval("verwijzing-onbekend", _nodig("Dat raakt aan zorg (opgaven 1, 3 en 25)."), ("2.N",), "opgave 25"),
    Geval(
        "verwijzing-onbekend",
        lambda d: met_sectie(d, 2, "nodig", opening='<p>Zie <a href="opgave:weg1">opgave</a>.</p>'),
        ("2.N",),
        "niet meer in dit plan",
    ),
    Geval(
        "verwijzing-anders",
        lambda d: met_hoofdstuk(d, "Bedrijven willen meer arbeidsproductiviteit (zie opgave 3) en rust."),
        ("",),
        "opgave 3 (‘Goederenvervoer over het spoor’), maar de woorden erbij passen bij opgave 2",
    ),
    Geval(
        "verwijzing-anders",
        lambda d: met_hoofdstuk(d, "Zie [opgave 1] (goederenvervoer over het spoor)."),
        ("",),
        "passen bij opgave 3",
    ),
    Geval(
        "cluster-verschil", lambda d: met_opgave(d, 2, cluster_overzicht="werk"), ("2",), "het overzicht ‘Goed werk’"
    ),
    Geval("cluster-geen", lambda d: met_opgave(d, 2, cluster=""), ("2",), "bij geen enkel cluster"),
    Geval("doel-zonder-opgave", _tweede_doel, ("",), "doelstelling 2, ‘Meer werk’"),
    Geval("opgave-zonder-doel", lambda d: met_opgave(d, 2, doelstellingen=()), ("2",), "geen enkele doelstelling"),
    Geval("nummer-dubbel", lambda d: met_opgave(d, 3, nummer=2), ("2", "2"), "Het nummer 2 komt 2 keer voor"),
    Geval("nummer-gat", lambda d: met_opgave(d, 3, nummer=4), ("",), "ontbreekt 3."),
    Geval("nummer-gat", lambda d: met_opgave(d, 3, nummer=9), ("",), "ontbreekt 3 tot en met 8."),
    Geval("woord-dubbel", _nodig("Dat vraagt de wethouder de wethouder."), ("2.N",), "‘de wethouder’"),
    Geval("woord-dubbel", _nodig("Daar is is geld voor."), ("2.N",), "‘is’"),
    Geval(
        "zin-dubbel",
        lambda d: met_sectie(_nodig(f"Eerst dit. {LANG}")(d), 3, "impact", opening=rijk(LANG)),
        ("2.N", "3.R"),
        "twee keer",
    ),
    Geval(
        "afkorting",
        lambda d: met_sectie(_nodig("De NPLV-gebieden doen mee.")(d), 3, "impact", opening=rijk("Zie het NPLV.")),
        ("2.N", "3.R"),
        "De afkorting NPLV",
    ),
    Geval(
        "spelling",
        _nodig("Zo is de grenslijging."),
        ("2.N",),
        "Niet in het woordenboek: grenslijging.",
        replace(OMGEVING, woordenboek=AllesBehalve("grenslijging")),
    ),
)


def _codes(bevindingen: tuple[Bevinding, ...]) -> list[str]:
    return [b.regel for b in bevindingen]


def test_on_a_whole_plan_there_is_nothing_to_say() -> None:
    assert controleer(heel(), omgeving=OMGEVING) == ()


@pytest.mark.parametrize("geval", GEVALLEN, ids=str)
def test_a_rule_sees_the_error_and_nothing_else(geval: Geval) -> None:
    (bevinding,) = controleer(geval.bederf(heel()), omgeving=geval.omgeving)
    assert bevinding.regel == geval.regel
    assert bevinding.gewicht == PER_CODE[geval.regel].gewicht
    assert tuple(plek.code for plek in bevinding.plekken) == geval.plekken
    assert geval.woorden in bevinding.zin


def test_every_rule_has_a_case_and_its_own_words() -> None:
    assert {geval.regel for geval in GEVALLEN} == set(PER_CODE)
    assert len(PER_CODE) == len(REGELS) == len({regel.waarom for regel in REGELS})
    assert all(regel.waarom.endswith(".") and len(regel.waarom) > 40 for regel in REGELS)


GOED = (
    ("Zie opgave 3 over het spoor.", "een verwijzing die klopt"),
    ("Het spoor en het goederenvervoer (zie [opgave 3]) vragen aandacht.", "een link die klopt"),
    ("Wonen, werk en spoor (opgaven 1, 2 en 3) horen bij elkaar.", "een rij verwijzingen"),
    ("Arbeidsproductiviteit en meer (opgaven 1 en 3).", "een rij wijst niet één opgave aan"),
    ("Per opgave 25 minuten, en 21 opgaven in 2050.", "getallen die geen verwijzing zijn"),
    ("Ik denk dat dat kan, en wie die die keuze maakt.", "goed Nederlands"),
    ("De A1, de N35, hoofdstuk II en de EU.", "wegen, Romeinse cijfers, wat iedereen kent"),
    ("Het Nationaal Programma Vitale Regio’s (NPVR) loopt. Dit NPVR duurt lang.", "voluit met afkorting erachter"),
    ("LLO (Leven Lang Ontwikkelen) is nodig; een LLO-visie ook.", "afkorting met uitleg erachter"),
    ("Openbaar vervoer per bus (ov) en de SPUK’s (specifieke uitkeringen); elke SPUK telt.", "meervoud uitgelegd"),
    ("BZK en VRO doen mee.", "ministeries staan in het register"),
    ("HET GOEDE PLAN VOOR DE REGIO", "een kop in hoofdletters"),
    ("Het kost 3.000 euro... en dat is veel.", "drie puntjes in een zin"),
    ("Om 12 uur: wel een koppelteken – of twee.", "streepjes in een zin"),
)


@pytest.mark.parametrize("woorden", [g[0] for g in GOED], ids=[g[1] for g in GOED])
def test_good_text_gives_no_bevinding(woorden: str) -> None:
    assert _codes(controleer(_nodig(woorden)(heel()), omgeving=OMGEVING)) == []


def test_another_set_of_parts_is_a_plan_too() -> None:
    """Rules go by kind of item, not by the names of Twente's sections."""
    soorten = (boom.Sectiesoort("rijk", "X", "Departementen", "ministerie"),)
    opgave = replace(heel().opgave(1), secties=(boom.Sectie("s", "rijk", items=(ministerie("m", "BZK", "bzk"),)),))
    document = replace(heel(), sectiesoorten=soorten, opgaven=(opgave,))
    assert [(b.regel, b.plek.code) for b in controleer(document, omgeving=OMGEVING)] == [("min-geen-primair", "1.X")]


def test_an_empty_list_of_eigenaren_or_ministeries_is_not_also_an_empty_part() -> None:
    document = met_items(met_items(heel(), 1, "eigenaarschap"), 1, "ministeries")
    assert _codes(controleer(document, omgeving=OMGEVING)) == ["min-geen-primair", "eig-geen"]


def test_without_omgeving_spellings_are_not_judged() -> None:
    document = met_items(heel(), 2, "ministeries", BZK, ministerie("m2", "Verkeer", "vw"))
    assert controleer(document) == ()


def test_the_gravest_bevindingen_come_first() -> None:
    document = _nodig("De NPLV is is er, zie opgave 40.")(heel())
    assert [b.gewicht for b in controleer(document, omgeving=OMGEVING)] == ["fout", "letop", "tip"]


def test_a_plan_without_anything_gives_no_error() -> None:
    assert controleer(boom.Plandocument("twente", "Leeg")) == ()
    assert controleer(boom.Plandocument("twente", "Leeg", sectiesoorten=SECTIESOORTEN)) == ()
