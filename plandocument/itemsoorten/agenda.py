"""Kinds of item of the uitvoeringsagenda: how it stands, what is done, what was promised, and with what money."""

from __future__ import annotations

from typing import Final

from .fiche import INTERVENTIE, KNELPUNT
from .soort import Itemsoort, registreer
from .velden import (
    Bedragveld,
    Keuzeveld,
    Momentveld,
    Periodeveld,
    Registerveld,
    Verwijsveld,
    Woordenveld,
)

PARTIJEN: Final = ("organisatie", "gremium", "ministerie")
"""Registers of who may do, promise or pay something."""
AARD: Final = Keuzeveld(
    "aard", "Eenmalig of structureel", {"eenmalig": "eenmalig", "structureel": "structureel"}, mag_leeg=True
)
DOELSTELLING: Final = "doelstelling"
"""What a Verwijsveld names when it refers to doelstellingen, which are no items."""


class Stand(Itemsoort):
    """How an opgave goes in a period, in a light with its reason. Source: design of this portal; Kamerbrief NPVR,
    bijlage 1."""

    code = "koers"
    enkelvoud, meervoud = "stand", "standen"
    letter = "S"
    leeg = "Nog niet gezegd hoe het ervoor staat."
    velden = (
        Keuzeveld(
            "status",
            "Stand",
            {
                "op_koers": "op koers",
                "aandacht": "aandacht",
                "stokt": "stokt",
                "niet_begonnen": "nog niet begonnen",
                "afgerond": "afgerond",
            },
        ),
        Momentveld("moment", "Over welk moment"),
        Woordenveld("nodig", "Nodig om weer op koers te komen", "Wat nodig is", lang=True),
        Registerveld("koppelingen", "Vastgesteld door", ("gremium",), rol="vastgesteld"),
    )


class Activiteit(Itemsoort):
    """Something that parties do together for an opgave, with its aim and result, in a period. Source: idem, hoofdstuk
    Aanpak."""

    code = "activiteit"
    enkelvoud, meervoud = "activiteit", "activiteiten"
    letter = "A"
    leeg = "Bij deze opgave staat nog geen activiteit."
    velden = (
        Keuzeveld(
            "status",
            "Staat",
            {
                "voorstel": "voorstel",
                "gepland": "gepland",
                "loopt": "loopt",
                "klaar": "klaar",
                "stilgelegd": "stilgelegd",
            },
        ),
        Periodeveld("periode", "Periode"),
        Registerveld("koppelingen", "Trekker", ("organisatie", "gremium", "ministerie"), een=True, rol="trekker"),
        Registerveld("koppelingen", "Doet mee", ("organisatie", "gremium", "ministerie"), rol="doet_mee"),
        Woordenveld("doel", "Doel", "Het doel", lang=True),
        Woordenveld("resultaat", "Resultaat", "Het resultaat", lang=True),
        Woordenveld("bijdragen", "Wie draagt wat bij", "De bijdragen", lang=True),
        Verwijsveld("neemt_op", "Pakt op", (KNELPUNT.code, INTERVENTIE.code), gevolgd=True),
        Verwijsveld("doelstellingen", "Voor doelstelling", (DOELSTELLING,)),
        Woordenveld("effect", "Verwacht effect", "Het effect", lang=True),
        Woordenveld("bewoners", "Hoe inwoners meedoen", "Hoe inwoners meedoen", lang=True),
        Woordenveld("indicatoren", "Moet bewegen", "Wat moet bewegen"),
        Bedragveld("kosten", "Kosten"),
        Woordenveld("reden", "Waarom deze staat", "De reden", lang=True),
    )


class Toezegging(Itemsoort):
    """What one party commits to towards another, under conditions; it holds when both sides signed. Source: idem."""

    code = "toezegging"
    enkelvoud, meervoud = "toezegging", "toezeggingen"
    letter = "Z"
    leeg = "Bij deze opgave staat nog geen toezegging."
    velden = (
        Keuzeveld(
            "groep",
            "Wie zegt toe",
            {"van_rijk": "Van het Rijk", "van_regio": "Van de regio", "van_beide": "Van Rijk en regio"},
        ),
        Registerveld("koppelingen", "Namens het Rijk", ("ministerie",), een=True, rol="rijk"),
        Registerveld("koppelingen", "Namens de regio", ("organisatie", "gremium"), een=True, rol="regio"),
        Woordenveld("voorwaarde", "Voorwaarde", "De voorwaarde", lang=True),
        Bedragveld("bedrag", "Bedrag"),
        Keuzeveld(
            "aard", "Eenmalig of structureel", {"eenmalig": "eenmalig", "structureel": "structureel"}, mag_leeg=True
        ),
        Periodeveld("periode", "Periode"),
        Momentveld("einde", "Vervalt op"),
        Verwijsveld("activiteiten", "Voor activiteit", (Activiteit.code,)),
        Verwijsveld("neemt_op", "Hoort bij", (INTERVENTIE.code, KNELPUNT.code), gevolgd=True),
        Woordenveld("elders", "Elders vastgelegd in", "De bron", lang=True),
        Keuzeveld("status", "Afloop", {"nagekomen": "nagekomen", "vervallen": "vervallen"}, mag_leeg=True),
        Woordenveld("reden", "Waarom vervallen", "De reden", lang=True),
    )
    ongetekend = ("status", "reden")
    """Facts that a signature does not stand on: how it ended says nothing of what was promised."""


class Geldstroom(Itemsoort):
    """One row of a flow of money: what its origin was asked for, promised, granted or spent, in one year.

    A row that follows another (`volgt_op`) is the same money, further on. Passing on is a route (`via`), never a
    second amount. Source: 360Giving standard (amountAppliedFor, amountAwarded, amountDisbursed).
    """

    code = "geldstroom"
    enkelvoud, meervoud = "geldstroom", "geldstromen"
    letter = "G"
    leeg = "Bij deze opgave staat nog geen bedrag."
    velden = (
        Keuzeveld(
            "groep",
            "Soort bron",
            {
                "rijk": "Rijk",
                "provincie": "Provincie",
                "gemeente": "Gemeenten",
                "waterschap": "Waterschap",
                "eu": "Europese Unie",
                "privaat": "Bedrijven en instellingen",
                "regio_zelf": "Regio zelf",
            },
        ),
        Registerveld("koppelingen", "Bron", ("ministerie", "organisatie"), een=True, rol="bron"),
        Bedragveld("bedrag", "Bedrag"),
        Momentveld("jaar", "Jaar"),
        Keuzeveld(
            "status",
            "Stand",
            {"gevraagd": "gevraagd", "toegezegd": "toegezegd", "verleend": "verleend", "besteed": "besteed"},
        ),
        Woordenveld("regeling", "Regeling", "De regeling"),
        Keuzeveld(
            "aard", "Eenmalig of structureel", {"eenmalig": "eenmalig", "structureel": "structureel"}, mag_leeg=True
        ),
        Keuzeveld("vorm", "Geld of uren", {"geld": "geld", "uren": "uren in natura"}, mag_leeg=True),
        Verwijsveld("toezegging", "Volgens toezegging", (Toezegging.code,), een=True),
        Verwijsveld("activiteit", "Voor activiteit", (Activiteit.code,), een=True),
        Registerveld("koppelingen", "Via", ("organisatie", "gremium"), rol="via"),
        Verwijsveld("volgt_op", "Volgt op", ("geldstroom",), een=True),
        Momentveld("datum", "Sinds"),
        Woordenveld("reden", "Reden van deze stand", "De reden", lang=True),
        Woordenveld("besluit", "Besluit van de raad", "Het besluit"),
    )


STAND: Final = registreer(Stand())
ACTIVITEIT: Final = registreer(Activiteit())
TOEZEGGING: Final = registreer(Toezegging())
GELDSTROOM: Final = registreer(Geldstroom())
