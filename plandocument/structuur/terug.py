"""Taking an act back: what it changed goes back, what others did since stays. Where both touched one thing it is told.

A three-way merge by keys: the base is the plan after the act, mine the plan before it, theirs the plan as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from .. import boom
from ..boom import Plandocument
from ..samenvoegen import voeg_samen
from ..samenvoegen.volgorde import volgorde
from .delen import DEELSOORTEN, Structuurdeel
from .vorm import Structuurbezwaar

LIJSTEN: Final = ("ficheonderdeel", "cluster", "doelstelling", "uitgangspunt", "hoofdstuk", "opgave")
VELDEN: Final = ("titel", "ondertitel", "label")


class Terugbotsing(Structuurbezwaar):
    """What the act changed was changed again since; `wat` names those parts."""

    def __init__(self, wat: Sequence[str]) -> None:
        self.wat = tuple(dict.fromkeys(wat))
        super().__init__("Dit is na deze stap opnieuw gewijzigd: " + "; ".join(self.wat) + ".")


def terug(nu: Plandocument, voor: Plandocument, na: Plandocument) -> Plandocument:
    """`nu` without what made `na` of `voor`. Raises Terugbotsing; then nothing may be done."""
    botst: list[str] = []
    uit = replace(nu, **{v: _veld(getattr(nu, v), getattr(voor, v), getattr(na, v), v, botst) for v in VELDEN})
    for code in LIJSTEN:
        klasse = DEELSOORTEN[code]
        uit = klasse.zet(uit, _lijst(klasse, klasse.rij(nu), klasse.rij(voor), klasse.rij(na), botst))
    uit = replace(uit, opgaven=_nummers(uit.opgaven, voor, botst))
    if botst:
        raise Terugbotsing(botst)
    return uit


def _veld(nu: Any, voor: Any, na: Any, naam: str, botst: list[str]) -> Any:
    if voor == na or nu == voor:
        return nu
    if nu != na:
        botst.append(naam)
    return voor


def _lijst(
    klasse: Structuurdeel, nu: Sequence[Any], voor: Sequence[Any], na: Sequence[Any], botst: list[str]
) -> tuple[Any, ...]:
    a, b, c = ({klasse.sleutel(d): d for d in rij} for rij in (voor, na, nu))
    over: dict[str, Any] = {}
    for sleutel in dict.fromkeys((*c, *a, *b)):
        oud, toen, staat = a.get(sleutel), b.get(sleutel), c.get(sleutel)
        if (deel := _deel(oud, toen, staat, klasse.naam, botst)) is not None:
            over[sleutel] = deel
    orde = volgorde(tuple(b), tuple(c), tuple(a), tuple(over))
    return tuple(over[s] for s in orde.mijn)


def _deel(oud: Any, toen: Any, staat: Any, naam: Any, botst: list[str]) -> Any:
    """One part: as it was, as the act left it, as it stands."""
    if oud == toen or staat == oud:
        return staat
    if staat == toen:
        return oud
    if oud is None or toen is None or staat is None:
        botst.append(naam(staat or oud or toen))
        return staat
    return _velden(oud, toen, staat, naam(staat), botst)


def _velden(oud: Any, toen: Any, staat: Any, naam: str, botst: list[str]) -> Any:
    if isinstance(staat, boom.Sectie):
        samen = voeg_samen(toen, staat, oud)
        if samen.open:
            botst.append(naam)
        return samen.sectie
    anders: dict[str, Any] = {}
    for veld in fields(staat) if is_dataclass(staat) else ():
        drie = [getattr(d, veld.name) for d in (oud, toen, staat)]
        if veld.name == "secties":
            anders[veld.name] = _secties(drie[0], drie[1], drie[2], naam, botst)
        elif drie[0] != drie[1] and drie[2] != drie[0]:
            if drie[2] != drie[1]:
                botst.append(naam)
            anders[veld.name] = drie[0]
    return replace(staat, **anders)


def _secties(
    oud: Sequence[boom.Sectie], toen: Sequence[boom.Sectie], staat: Sequence[boom.Sectie], naam: str, botst: list[str]
) -> tuple[boom.Sectie, ...]:
    a, b, c = ({s.sleutel: s for s in rij} for rij in (oud, toen, staat))

    def noem(sectie: boom.Sectie) -> str:
        return f"{naam}, {sectie.titel or sectie.soort}"

    over = {}
    for sleutel in dict.fromkeys((*c, *a, *b)):
        deel = _deel(a.get(sleutel), b.get(sleutel), c.get(sleutel), noem, botst)
        if deel is not None:
            over[sleutel] = deel
    return tuple(over[s] for s in volgorde(tuple(b), tuple(c), tuple(a), tuple(over)).mijn)


def _nummers(opgaven: tuple[boom.Opgave, ...], voor: Plandocument, botst: list[str]) -> tuple[boom.Opgave, ...]:
    """What came since gives way where its number goes back to another."""
    toen = {o.sleutel for o in voor.opgaven}
    bezet = {o.nummer for o in opgaven if o.sleutel in toen}
    uit, hoogst = [], max((o.nummer for o in opgaven), default=0)
    gezien: set[int] = set()
    for opgave in sorted(opgaven, key=lambda o: (o.nummer, o.sleutel not in toen)):
        if opgave.sleutel not in toen and opgave.nummer in bezet:
            hoogst += 1
            opgave = replace(opgave, nummer=hoogst)
        elif opgave.nummer in gezien:
            botst.append(f"het nummer van opgave {opgave.titel}")
        gezien.add(opgave.nummer)
        uit.append(opgave)
    return tuple(sorted(uit, key=lambda o: o.nummer))
