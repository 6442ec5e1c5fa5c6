"""The table of rules. A new rule is a function, a line here, and a line in docs/plancontrole.md (made from here)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from plandocument.boom import Plandocument

from . import afkortingen, dubbel, eigenaarschap, indeling, ministeries, opbouw, plaatshouders, spelling, verwijzingen
from .lezing import Planlezing
from .vorm import GEWICHTEN, Bevinding, Controleregel, Omgeving

REGELS: Final = (
    Controleregel(
        "min-geen-primair",
        "fout",
        "Geen primair ministerie",
        "Het primaire ministerie spreekt namens het Rijk over de opgave. Is er geen, dan weet de regio niet wie "
        "aan zet is en blijft de opgave liggen.",
        ministeries.geen_primair,
    ),
    Controleregel(
        "min-meer-primair",
        "letop",
        "Meer dan één primair ministerie",
        "Als twee ministeries allebei voorop gaan, wachten ze makkelijk op elkaar. Kies er één, of spreek af "
        "wie wat doet.",
        ministeries.meer_primair,
    ),
    Controleregel(
        "min-onbekend",
        "fout",
        "Onbekend ministerie",
        "Een ministerie dat het portaal niet herkent, ziet deze opgave niet terug in zijn eigen overzicht. Vaak is het "
        "een tikfout.",
        ministeries.onbekend,
    ),
    Controleregel(
        "eig-geen",
        "fout",
        "Geen eigenaar",
        "Zonder eigenaar in de regio werkt niemand aan de opgave en kan niemand erop worden aangesproken.",
        eigenaarschap.geen,
    ),
    Controleregel(
        "eig-geen-bestuurlijk",
        "letop",
        "Geen bestuurlijke eigenaar",
        "Wie de opgave uitvoert, heeft een bestuurder nodig die besluiten neemt en met het Rijk spreekt.",
        eigenaarschap.geen_bestuurlijk,
    ),
    Controleregel(
        "eig-geen-uitvoering",
        "letop",
        "Geen uitvoerder",
        "Een opgave zonder uitvoerder heeft wel een bestuurder, maar niemand die het werk doet.",
        eigenaarschap.geen_uitvoering,
    ),
    Controleregel(
        "eig-voorstel",
        "letop",
        "Eigenaarschap is nog een voorstel",
        "Zolang het een voorstel is, heeft de eigenaar nog geen ja gezegd. Leg het vast, of zeg wie erover besluit.",
        eigenaarschap.voorstel,
    ),
    Controleregel(
        "eig-te-organiseren",
        "letop",
        "Eigenaarschap nog te organiseren",
        "Er staat wie het zou moeten zijn, maar dat overleg of die groep is er nog niet. Dan is er nu nog niemand.",
        eigenaarschap.te_organiseren,
    ),
    Controleregel(
        "eig-onbepaald",
        "tip",
        "Eigenaar zonder naam",
        "‘Divers’ of ‘verschillende partijen’ is niemand in het bijzonder. Noem ten minste wie het aanspreekpunt is.",
        eigenaarschap.onbepaald,
    ),
    Controleregel(
        "sectie-ontbreekt",
        "fout",
        "Onderdeel ontbreekt",
        "Elke fiche in dit plan heeft dezelfde onderdelen. Mist er een, dan kan een lezer fiches niet vergelijken en "
        "verwijst een code op papier naar niets.",
        opbouw.sectie_ontbreekt,
    ),
    Controleregel(
        "sectie-leeg",
        "letop",
        "Leeg onderdeel",
        "Een leeg onderdeel laat de lezer raden: is er niets, of moet het nog worden geschreven? Zeg het in een zin.",
        opbouw.sectie_leeg,
    ),
    Controleregel(
        "plaatshouder",
        "letop",
        "Invulplek in plaats van tekst",
        "Puntjes, ‘pm’ of ‘nader in te vullen’ komen zo op papier. Vul het in, of schrijf wie het wanneer invult.",
        plaatshouders.plaatshouder,
    ),
    Controleregel(
        "knelpunt-zonder-interventie",
        "fout",
        "Knelpunten zonder interventie",
        "De fiche zegt wat er knelt, maar niet wat iemand eraan kan doen. Dan is er niets om over te praten met het "
        "Rijk.",
        opbouw.knelpunt_zonder_interventie,
    ),
    Controleregel(
        "interventie-partij",
        "tip",
        "Interventies van één kant",
        "Het plan is van Rijk en regio samen. Een fiche waarop maar een van beide iets doet, vraagt om uitleg.",
        opbouw.interventie_partij,
    ),
    Controleregel(
        "fiche-te-lang",
        "letop",
        "Fiche langer dan één bladzijde",
        "Een fiche hoort op één bladzijde te passen, zodat bestuurders elke opgave in één oogopslag zien.",
        opbouw.te_lang,
    ),
    Controleregel(
        "verwijzing-onbekend",
        "fout",
        "Verwijzing naar een opgave die er niet is",
        "De lezer zoekt een opgave die niet bestaat. Dat gebeurt als een opgave vervalt of een ander nummer krijgt.",
        verwijzingen.onbekend,
    ),
    Controleregel(
        "verwijzing-anders",
        "letop",
        "Verwijzing lijkt over iets anders te gaan",
        "De woorden bij de verwijzing zijn die van een andere opgave. Waarschijnlijk staat er een verkeerd nummer.",
        verwijzingen.over_iets_anders,
    ),
    Controleregel(
        "cluster-verschil",
        "letop",
        "Cluster op fiche en in overzicht verschilt",
        "Dezelfde opgave staat op twee plaatsen in het plan onder een ander kopje. Kies welk van de twee klopt.",
        indeling.cluster_verschil,
    ),
    Controleregel(
        "cluster-geen",
        "letop",
        "Opgave zonder cluster",
        "In het plan staan opgaven bij elkaar per cluster. Deze valt erbuiten en komt achteraan te staan.",
        indeling.cluster_geen,
    ),
    Controleregel(
        "doel-zonder-opgave",
        "letop",
        "Doelstelling zonder opgave",
        "Het plan noemt een doel, maar niets in het plan brengt dat dichterbij.",
        indeling.doel_zonder_opgave,
    ),
    Controleregel(
        "opgave-zonder-doel",
        "letop",
        "Opgave zonder doelstelling",
        "Het Rijk toetst opgaven aan de doelstellingen van het programma. Zonder doelstelling is niet te zeggen "
        "waarvoor deze opgave dient.",
        indeling.opgave_zonder_doel,
    ),
    Controleregel(
        "nummer-dubbel",
        "fout",
        "Nummer komt dubbel voor",
        "Iedereen spreekt over opgaven met hun nummer. Hebben er twee hetzelfde, dan weet niemand welke bedoeld is.",
        indeling.nummer_dubbel,
    ),
    Controleregel(
        "nummer-gat",
        "letop",
        "Gat in de nummering",
        "Een lezer denkt bij een ontbrekend nummer dat er een bladzijde weg is.",
        indeling.nummer_gat,
    ),
    Controleregel(
        "woord-dubbel",
        "letop",
        "Woorden dubbel achter elkaar",
        "Bij knippen en plakken blijft soms een woord staan. Dat leest slordig.",
        dubbel.dubbel_woord,
    ),
    Controleregel(
        "zin-dubbel",
        "tip",
        "Zelfde zin op meer plaatsen",
        "Wie de ene zin verbetert, vergeet vaak de andere; dan spreekt het plan zichzelf tegen. Verwijs liever.",
        dubbel.dubbele_zin,
    ),
    Controleregel(
        "afkorting",
        "tip",
        "Afkorting zonder uitleg",
        "Raadsleden en inwoners kennen niet elke afkorting. Schrijf de woorden één keer uit, met de afkorting erachter "
        "tussen haakjes.",
        afkortingen.nooit_uitgelegd,
    ),
    Controleregel(
        "spelling",
        "tip",
        "Woorden buiten het woordenboek",
        "Misschien een tikfout, misschien een goed woord dat het woordenboek niet kent. Is het goed, zet het dan bij "
        "de eigen woorden van de regio.",
        spelling.onbekende_woorden,
    ),
)
"""Every rule, in the order in which findings of one weight are told."""

PER_CODE: Final = {regel.code: regel for regel in REGELS}


def controleer(document: Plandocument, *, omgeving: Omgeving | None = None) -> tuple[Bevinding, ...]:
    """All findings on a plan, heaviest first, each fingerprint once. Never raises; linear in the size of the plan."""
    plan = Planlezing(document, omgeving or Omgeving())
    gevonden: dict[str, Bevinding] = {}
    for gewicht in GEWICHTEN:
        for regel in REGELS:
            if regel.gewicht == gewicht:
                for vondst in regel.zoek(plan):
                    bevinding = regel.bevinding(replace(vondst, zin=plan.toon(vondst.zin)))
                    gevonden.setdefault(bevinding.afdruk, bevinding)
    return tuple(gevonden.values())


def tabel() -> str:
    """The rules as a Markdown table, for the docs."""
    rijen = ["| code | weight | what it finds | why it matters |", "|---|---|---|---|"]
    rijen += [f"| `{r.code}` | {r.gewicht} | {r.naam} | {r.waarom} |" for r in REGELS]
    return "\n".join(rijen) + "\n"
