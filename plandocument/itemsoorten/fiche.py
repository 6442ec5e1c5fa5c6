"""The kinds of item of a fiche, as the Plan voor de Regio has them."""

from __future__ import annotations

from typing import ClassVar, Final

from .soort import Itemsoort, registreer
from .velden import Keuzeveld, Registerveld, Vinkveld, Woordenveld


class Punt(Itemsoort):
    """A point without anything particular; also what stands where a section should hold text only."""

    code = "punt"
    enkelvoud, meervoud = "punt", "punten"
    inleiding = False


class Trajectvermelding(Itemsoort):
    """A line of a fiche on a running programme of Rijk and region. Source: Plan voor de Regio Twente, fiches."""

    code = "traject"
    enkelvoud, meervoud = "traject", "trajecten"
    letter = "T"
    leeg = "Geen lopende trajecten genoemd."
    velden = (
        Keuzeveld("status", "Status", {"stilgelegd": "stilgelegd"}, mag_leeg=True),
        Registerveld("koppelingen", "Traject", ("traject",)),
    )
    tabel: ClassVar = {"Traject": "tekst", "Stand": "status"}
    herhaald = True


class Eigenaar(Itemsoort):
    """Who owns an opgave in the region: *bestuurlijk* or in *uitvoering*, maybe for one deelthema. Source: idem."""

    code = "eigenaar"
    enkelvoud, meervoud = "eigenaar", "eigenaren"
    letter = "E"
    leeg = "Nog geen eigenaar genoemd."
    velden = (
        Keuzeveld("groep", "Rol", {"bestuurlijk": "Bestuurlijk", "uitvoering": "Uitvoering", "overig": "Overig"}),
        Woordenveld("deelthema", "Deelthema", "Het deelthema"),
        Keuzeveld("status", "Status", {"voorstel": "voorstel", "te_organiseren": "nog te organiseren"}, mag_leeg=True),
        Registerveld("koppelingen", "Hoort bij", ("gremium", "organisatie")),
    )
    druk = "eigenaars"
    genoemd = "eigenaar "
    eigen_regels = True
    herhaald = True


class Ministerievermelding(Itemsoort):
    """A ministry on a fiche, as printed; *primair* for the one that leads for the Rijk. Source: idem."""

    code = "ministerie"
    enkelvoud, meervoud = "ministerie", "ministeries"
    letter = "M"
    leeg = "Nog geen ministeries genoemd."
    velden = (
        Registerveld("koppelingen", "Ministerie", ("ministerie",), een=True),
        Vinkveld("primair", "Primair"),
    )
    druk = "ministeries"
    genoemd = "ministerie "
    eigen_regels = True
    herhaald = True
    afgekort = True


class Knelpunt(Itemsoort):
    """What stands in the way of an opgave, as found by region and Rijk. Source: idem."""

    code = "knelpunt"
    enkelvoud, meervoud = "knelpunt", "knelpunten"
    letter = "K"
    leeg = "Nog geen knelpunten genoemd."
    tabel: ClassVar = {"Knelpunt": "tekst", "Deelthema": "deelthema"}
    antwoord = "interventie"


class Interventie(Itemsoort):
    """What a party (Rijk, Regio, or both) could do about a knelpunt. Source: idem."""

    code = "interventie"
    enkelvoud, meervoud = "interventie", "interventies"
    letter = "I"
    leeg = "Nog geen interventies genoemd."
    velden = (Keuzeveld("groep", "Partij", {"rijk": "Rijk", "regio": "Regio", "samen": "Rijk én regio"}),)
    druk = "kanten"
    naast = ("rijk", "regio")
    tabel: ClassVar = {"Voor wie": "groep", "Interventie": "tekst", "Deelthema": "deelthema", "Stand": "status"}
    kanten: ClassVar = {"rijk": "het Rijk", "regio": "de regio"}
    samen = "samen"


PUNT: Final = registreer(Punt())
TRAJECT: Final = registreer(Trajectvermelding())
EIGENAAR: Final = registreer(Eigenaar())
MINISTERIE: Final = registreer(Ministerievermelding())
KNELPUNT: Final = registreer(Knelpunt())
INTERVENTIE: Final = registreer(Interventie())
