"""Mending a finding: the editor shows it beside the text, and leads on to the next one of the list one came from."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from npvr import adressen

from .bevindingen import TEKENS, Bevindingfilter, Bevindingrij, Bevindingwegwijzer, keuzes
from .bezoek import plan_en_rechten
from .bouw import bouw
from .controle import controle
from .models import Plan


@dataclass(frozen=True, slots=True)
class Herstelgang:
    """Where somebody is in a list of findings. `rij` is None where the finding is not there (any more)."""

    rij: Bevindingrij | None
    nummer: int
    aantal: int
    lijst: str
    verder: tuple[Bevindingrij, ...]
    filter: Bevindingfilter

    @property
    def teken(self) -> str:
        return TEKENS[self.rij.bevinding.gewicht] if self.rij else "weet"

    @property
    def hier(self) -> str:
        """The part of the address that says so."""
        return f"?bevinding={self.rij.afdruk}{self.filter.achter}" if self.rij else ""

    @property
    def volgende(self) -> str:
        """The editor of the next one that has one; empty where this is the last."""
        return self.naar(self.verder[0]) if self.verder else ""

    def naar(self, rij: Bevindingrij) -> str:
        return f"{rij.herstel.herstel}?bevinding={rij.afdruk}{self.filter.achter}" if rij.herstel else ""


def herstelgang(request: HttpRequest, plan: Plan) -> Herstelgang | None:
    """None where the address names no finding. One query, and two where the document changed since it was built."""
    if not (afdruk := request.GET.get("bevinding", "")):
        return None
    document = bouw(plan)
    stand = controle(plan, document)
    filter_ = Bevindingfilter.van(request.GET, keuzes(document, stand.alle))
    weg = Bevindingwegwijzer(document)
    opgave = next((o.sleutel for o in document.opgaven if str(o.nummer) == filter_.opgave), "")
    rijen = [weg.rij(b, opgave) for b in filter_.kies(document, stand.open)]
    lijst = f"{adressen.plancontrole(document.regio)}{filter_.query}"
    plek = next((i for i, rij in enumerate(rijen) if rij.afdruk == afdruk), None)
    if plek is None:
        return Herstelgang(None, 0, len(rijen), lijst, (), filter_)
    verder = tuple(rij for rij in rijen[plek + 1 :] if rij.herstel)
    return Herstelgang(rijen[plek], plek + 1, len(rijen), lijst, verder, filter_)


def na_herstel(request: HttpRequest, regio: str, gang: Herstelgang) -> tuple[str, str]:
    """Where to after a save, and what became of the finding, as a sentence. Two queries, and what a changed document
    costs, which the next page needs as well."""
    plan, _ = plan_en_rechten(request, regio)
    open_ = controle(plan, bouw(plan)).open
    nog = {b.afdruk for b in open_}
    adres = next((gang.naar(rij) for rij in gang.verder if rij.afdruk in nog), gang.lijst)
    if gang.rij is None:
        return adres, ""
    was = gang.rij.bevinding
    waar = {plek.sleutels for plek in was.plekken}
    blijft = any(b.regel == was.regel and waar & {plek.sleutels for plek in b.plekken} for b in open_)
    return adres, "De plancontrole vindt hier nog hetzelfde." if blijft else "De bevinding is weg."
