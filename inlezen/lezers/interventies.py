"""What Rijk and region could do: one item per line of a party. Splitting a line further is for a person to decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plandocument.boom import Item, Sectie, Sectiesoort
from plandocument.sleutels import nieuwe_sleutel

from .opmaak import Opgaven, proza, regel_html
from .regels import Bronregel

_PARTIJ = re.compile(
    r"(?:\*\*)?\s*(rijk|regio)\s*(?:(?:/|\+|&|,|\ben\b|\bén\b|\bof\b|-)\s*(rijk|regio)\s*)?(?:\*\*)?\s*:\s*(?:\*\*)?\s*",
    re.I,
)


def lees(soort: Sectiesoort, regels: Sequence[Bronregel], opgaven: Opgaven) -> Sectie:
    """ "Rijk: …", "Regio: …", "Rijk/Regio: …"; points or loose lines below a label are of that party too."""
    items: list[Item] = []
    voor: list[Bronregel] = []
    groep = ""
    for regel in regels:
        woorden = regel.tekst
        if (partij := _PARTIJ.match(woorden)) is not None:
            groep = "samen" if partij[2] and partij[2].lower() != partij[1].lower() else partij[1].lower()
            woorden = woorden[partij.end() :]
        elif not groep and not regel.punt:
            voor.append(regel)
            continue
        if woorden.strip(" *"):
            items.append(Item(nieuwe_sleutel(), regel_html(woorden, opgaven), groep=groep))
    return Sectie(nieuwe_sleutel(), soort.code, opening=proza(voor, opgaven), items=tuple(items))
