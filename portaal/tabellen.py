"""Tables over a whole plan as sheets: opgaven, knelpunten, interventies, trajecten, findings. Cells are harmless."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import tablib

from documenten import passing
from governance.registers import registernamen
from npvr.bladschrijver import FORMATEN
from npvr.cellen import veilige_cel
from opgaven.bezoek import Bezoek
from opgaven.controle import afwijzingen, controle
from plandocument import tekst
from plandocument.boom import STATUSSEN, Opgave
from plandocument.codes import plaatsen

from .overzicht import kaarten
from .plancontrole import Wegwijzer
from .resources import BevindingResource, OpgaveResource

ITEMSOORT: Final = {"knelpunten": "knelpunt", "interventies": "interventie", "trajecten": "traject"}
_VOOR: Final = ("Opgave", "Titel van de opgave", "Cluster", "Code")
_KOPPEN: Final = {
    "knelpunten": (*_VOOR, "Knelpunt", "Deelthema", "Adres"),
    "interventies": (*_VOOR, "Voor wie", "Interventie", "Deelthema", "Stand", "Adres"),
    "trajecten": (*_VOOR, "Traject", "Stand", "Adres"),
}
TITELS: Final = {
    "opgaven": "Opgaven",
    "knelpunten": "Knelpunten",
    "interventies": "Interventies",
    "trajecten": "Trajecten",
    "plancontrole": "Plancontrole",
}


def tabel(visite: Bezoek, soort: str, formaat: str, basis: str) -> tuple[str, bytes]:
    """Type and bytes of one table. `basis` is the address of the portal. At most three queries."""
    rijen = _rijen(visite, soort, basis.rstrip("/"))
    rijen.title = TITELS[soort]
    inhoudstype, schrijf = FORMATEN[formaat]
    return inhoudstype, schrijf(rijen)


def _rijen(visite: Bezoek, soort: str, basis: str) -> tablib.Dataset:
    if soort == "opgaven":
        return OpgaveResource(visite, registernamen(visite.regio), basis).export(kaarten(visite))
    if soort == "plancontrole":
        stand = controle(visite.plan, visite.document, passing.bladzijden(visite.document))
        weg, redenen = Wegwijzer(visite.document), afwijzingen(visite.plan)
        return BevindingResource(basis).export([weg.rij(b, afwijzing=redenen.get(b.afdruk)) for b in stand.alle])
    blad = tablib.Dataset(headers=_KOPPEN[soort])
    for opgave in visite.document.opgaven:
        for rij in _items(visite, opgave, soort, basis):
            blad.append([veilige_cel(cel) for cel in rij])
    return blad


def _items(visite: Bezoek, opgave: Opgave, soort: str, basis: str) -> Iterator[tuple[Any, ...]]:
    document = visite.document
    cluster = document.cluster_per_sleutel.get(opgave.cluster)
    for plaats in plaatsen(document, opgave):
        if plaats.soort.itemsoort != ITEMSOORT[soort]:
            continue
        for groep in plaats.groepen:
            for regel in groep.regels:
                item = regel.item
                woorden, stand = tekst.woorden(item.tekst, document.nummers), STATUSSEN.get(item.status, item.status)
                voor = (opgave.nummer, opgave.titel, cluster.naam if cluster else "", regel.code)
                adres = f"{basis}{visite.adres('opgave', opgave.nummer)}#{regel.code}"
                if soort == "knelpunten":
                    yield (*voor, woorden, item.deelthema, adres)
                elif soort == "interventies":
                    yield (*voor, groep.naam, woorden, item.deelthema, stand, adres)
                else:
                    yield (*voor, woorden, stand, adres)
