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
from plandocument.boom import Opgave
from plandocument.codes import plaatsen
from plandocument.itemsoorten import ITEMSOORTEN, Itemsoort

from .overzicht import kaarten
from .plancontrole import Wegwijzer
from .resources import BevindingResource, OpgaveResource

_VOOR: Final = ("Opgave", "Titel van de opgave", "Cluster", "Code")
_ITEMS: Final = {soort.meervoud: soort for soort in ITEMSOORTEN.values() if soort.tabel}
"""Tables of items: the kinds that have one, by their plural."""
TITELS: Final = {naam: naam.capitalize() for naam in ("opgaven", *_ITEMS, "plancontrole")}


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
    blad = tablib.Dataset(headers=[*_VOOR, *_ITEMS[soort].tabel, "Adres"])
    for opgave in visite.document.opgaven:
        for rij in _items(visite, opgave, _ITEMS[soort], basis):
            blad.append([veilige_cel(cel) for cel in rij])
    return blad


def _items(visite: Bezoek, opgave: Opgave, soort: Itemsoort, basis: str) -> Iterator[tuple[Any, ...]]:
    document = visite.document
    cluster = document.cluster_per_sleutel.get(opgave.cluster)
    for plaats in plaatsen(document, opgave):
        if plaats.soort.itemklasse is not soort:
            continue
        for groep in plaats.groepen:
            for regel in groep.regels:
                cellen = {
                    "groep": groep.naam,
                    "tekst": tekst.woorden(regel.item.tekst, document.nummers),
                    "deelthema": regel.item.deelthema,
                    "status": regel.item.status_naam,
                }
                voor = (opgave.nummer, opgave.titel, cluster.naam if cluster else "", regel.code)
                adres = f"{basis}{visite.adres('opgave', opgave.nummer)}#{regel.code}"
                yield (*voor, *(cellen[veld] for veld in soort.tabel.values()), adres)
