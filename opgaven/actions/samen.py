"""Saving a section that somebody else may have saved meanwhile: together with their work, never over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pghistory
from django.db import transaction

from accounts.models import User
from plandocument import boom, codes, tekst
from plandocument.itemsoorten import Itemsoort
from plandocument.samenvoegen import Samenvoeging, voeg_samen

from ..begonnen import tekst_toen
from ..bouw import bouw_sectie
from ..grenzen import ITEMS_MAX, TEKST_MAX
from ..models import Sectie
from .klad import rond_af
from .secties import Regioregisters, Sectieconflict, bewaar_sectie, schone_sectie, zelfde


@dataclass(frozen=True, slots=True)
class BewaardeSectie:
    """The row and its content as they stand; `samen` and `ander` where somebody was first."""

    sectie: Sectie
    inhoud: boom.Sectie
    samen: Samenvoeging | None = None
    ander: Voorganger | None = None


@dataclass(frozen=True, slots=True)
class Voorganger:
    """Who saved last, and how often that happened since; with `niets` all that was written stood there already."""

    door: User | None
    keren: int
    niets: bool = False


class Botst(Exception):
    """Both changed the same, and nobody chose: nothing was written. `sectie` and `inhoud` are what stands now."""

    def __init__(self, sectie: Sectie, inhoud: boom.Sectie, samen: Samenvoeging) -> None:
        super().__init__(f"sectie {sectie.pk}: {len(samen.open)} keer hetzelfde gewijzigd")
        self.sectie, self.inhoud, self.samen = sectie, inhoud, samen


class TeVeelSamen(Botst):
    """Together it is more than a section holds: nothing was written."""


def voeg_bij(
    *,
    basis: boom.Sectie | None,
    hunne: boom.Sectie,
    mijn: boom.Sectie,
    itemsoort: Itemsoort,
    keuzes: Mapping[str, str] | None = None,
) -> Samenvoeging:
    """`voeg_samen` on what sections hold: canonical, in printed order, with keys."""
    schoon = schone_sectie(basis) if basis is not None else None
    samen = voeg_samen(schoon, schone_sectie(hunne), schone_sectie(mijn), keuzes)
    sectie = schone_sectie(samen.sectie)
    return replace(samen, sectie=replace(sectie, items=codes.op_volgorde(itemsoort, sectie.items)))


def bewaar_samen(
    *,
    sectie: Sectie,
    vanaf_versie: int,
    basis: boom.Sectie | None,
    inhoud: boom.Sectie,
    itemsoort: Itemsoort,
    door: User,
    keuzes: Mapping[str, str] | None = None,
    waarom: str = "",
    aanleiding: dict[str, str] | None = None,
    vensters: Sequence[str] = (),
    registers: Regioregisters | None = None,
) -> BewaardeSectie:
    """Write `inhoud`; where somebody saved since `vanaf_versie`, merged with what they wrote.

    `basis` is what the section said at `vanaf_versie`; None where nobody knows, and then whatever differs is asked.
    `keuzes` are choices about what both changed, as in `voeg_samen`. Raises Botst where one is missing, TeVeelSamen
    where both do not fit, and FicheIsAkkoord; nothing is written then. As `bewaar_sectie`, and seven queries more when
    it was overtaken. While it merges, other saves of the section wait.
    """
    inhoud = schone_sectie(inhoud)
    gelijk = {"door": door, "waarom": waarom, "aanleiding": aanleiding, "vensters": vensters, "registers": registers}
    if sectie.versie == vanaf_versie:
        try:
            rij = bewaar_sectie(sectie=sectie, vanaf_versie=vanaf_versie, inhoud=inhoud, **gelijk)  # type: ignore[arg-type]
        except Sectieconflict:  # `basis` was read while somebody saved, so it may hold some of theirs
            basis = tekst_toen(sectie, vanaf_versie, lambda: registers or Regioregisters(sectie.plan.regio_id))
        else:
            return BewaardeSectie(rij, inhoud)
    with pghistory.context(samengevoegd_vanaf=vanaf_versie), transaction.atomic():
        nu = _vast(sectie)
        hunne, ander = bouw_sectie(nu), Voorganger(nu.gewijzigd_door, nu.versie - vanaf_versie)
        samen = None
        if not zelfde(hunne, inhoud):  # otherwise: sent twice
            samen = voeg_bij(basis=basis, hunne=hunne, mijn=inhoud, itemsoort=itemsoort, keuzes=keuzes)
            if samen.open:
                raise Botst(nu, hunne, samen)
            if _te_veel(samen.sectie):
                raise TeVeelSamen(nu, hunne, samen)
        if samen is None or zelfde(samen.sectie, hunne):
            if vensters:
                rond_af(sectie=nu, door=door, vensters=vensters)
            return BewaardeSectie(nu, hunne, samen, replace(ander, niets=True))
        rij = bewaar_sectie(sectie=nu, vanaf_versie=nu.versie, inhoud=samen.sectie, **gelijk)  # type: ignore[arg-type]
        return BewaardeSectie(rij, samen.sectie, samen, ander)


def _vast(sectie: Sectie) -> Sectie:
    """The row as it stands, held until the transaction ends."""
    rijen = Sectie.objects.select_for_update(of=("self",), no_key=True).select_related(
        "plan", "soort", "opgave", "hoofdstuk", "gewijzigd_door"
    )
    return rijen.get(pk=sectie.pk)


def _te_veel(sectie: boom.Sectie) -> bool:
    teksten = max(len(tekst.plat(deel)) for deel in (sectie.opening, sectie.slot))
    return len(sectie.items) > ITEMS_MAX or teksten > TEKST_MAX
