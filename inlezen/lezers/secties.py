"""The sections of a fiche that hold prose, points, or prose and points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plandocument.boom import Item, Koppeling, Sectie, Sectiesoort
from plandocument.itemsoorten import EIGENAAR, INTERVENTIE, MINISTERIE, TRAJECT
from plandocument.sleutels import nieuwe_sleutel

from . import eigenaarschap, interventies, ministeries
from .fouten import TE_VEEL_PUNTEN, Leesfout
from .getypt import merken
from .koppelen import Koppelregisters, Zoeker
from .opmaak import Opgaven, kaal, proza, regel_html
from .regels import MAX_PUNTEN, Bronregel

_NUMMER = re.compile(r"\d{1,7}\.\s+(?=\S)")
_LEEG = re.compile(r"[\s.…_\-–—]{2,}|…")


class Sectielezer:
    """Reads the lines under one heading of a fiche. Knows the registers, changes nothing."""

    def __init__(self, registers: Koppelregisters, opgaven: Opgaven) -> None:
        self.registers, self.opgaven = registers, opgaven
        self.trajecten = Zoeker(registers.trajecten)
        self.gremia = Zoeker(registers.gremia)
        self.organisaties = Zoeker(registers.organisaties)

    def lees(self, soort: Sectiesoort, kop: str, regels: Sequence[Bronregel]) -> Sectie:
        if len(regels) > MAX_PUNTEN:
            raise Leesfout(TE_VEEL_PUNTEN)
        if soort.itemklasse is MINISTERIE:
            return ministeries.lees(soort, regels, self.registers.ministeries, self.opgaven)
        if soort.itemklasse is EIGENAAR:
            return eigenaarschap.lees(soort, kop, regels, self.gremia, self.organisaties, self.opgaven)
        if soort.itemklasse is INTERVENTIE:
            return interventies.lees(soort, _als_punten(regels)[0], self.opgaven)
        inhoud = [r for r in regels if not is_plaatshouder(r)]
        if not soort.itemsoort:
            return Sectie(nieuwe_sleutel(), soort.code, opening=proza(inhoud, self.opgaven))
        return self._met_punten(soort, inhoud)

    def _met_punten(self, soort: Sectiesoort, regels: Sequence[Bronregel]) -> Sectie:
        """Prose before the first point opens, prose after the last one closes; all between are points."""
        regels, punten = _als_punten(regels)
        if not punten:
            return Sectie(nieuwe_sleutel(), soort.code, opening=proza(regels, self.opgaven))
        begin, eind = punten[0], punten[-1] + 1
        if begin > 1 and regels[begin - 2].tekst.endswith(":") and not regels[begin - 1].tekst.endswith(":"):
            begin -= 1  # the first point after "…:" lost its bullet
        return Sectie(
            nieuwe_sleutel(),
            soort.code,
            opening=proza(regels[:begin], self.opgaven),
            items=tuple(self._item(soort, r) for r in regels[begin:eind]),
            slot=proza(regels[eind:], self.opgaven),
        )

    def _item(self, soort: Sectiesoort, regel: Bronregel) -> Item:
        woorden = f"**{regel.tekst}**" if regel.vet else regel.tekst
        item = Item(nieuwe_sleutel(), regel_html(woorden, self.opgaven))
        if soort.itemklasse is not TRAJECT:
            return item
        return replace(item, koppelingen=tuple(Koppeling("traject", c) for c in self.trajecten.vind(kaal(woorden))))


def _als_punten(regels: Sequence[Bronregel]) -> tuple[Sequence[Bronregel], list[int]]:
    """The lines without a number that counts them, and the indexes of those that are points: with a bullet, in a list
    of a word processor, or in a row that somebody numbered by hand.
    """
    uit, punten = [], []
    for n, (regel, merk) in enumerate(zip(regels, merken([r.tekst for r in regels]), strict=True)):
        genummerd = _NUMMER.match(regel.tekst) if regel.lijst and not regel.punt else None
        if genummerd is not None or (merk is not None and not regel.punt):
            lengte = genummerd.end() if genummerd is not None else merk.lengte if merk is not None else 0
            regel = replace(regel, tekst=regel.tekst[lengte:], punt=True)
        if regel.punt or regel.lijst:
            punten.append(n)
        uit.append(regel)
    return uit, punten


def is_plaatshouder(regel: Bronregel) -> bool:
    """ "....." and the like: room for what is still to be agreed."""
    return _LEEG.fullmatch(regel.tekst) is not None
