"""The plan as a whole: its names, its lists, and the opgaven and chapters one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from ..boom import Plandocument, Sectiesoort
from ..plek import Plek
from .bouw import Ding, Verzamelaar
from .fiche import vergelijk_hoofdstuk, vergelijk_opgave
from .kaart import Id, Plankaart, kaarten, op_id
from .reeks import ineen
from .volgorde import verplaatst
from .vorm import Vergelijking, Vergelijkkop

GEEN_NAMEN: Final[Mapping[tuple[str, str], str]] = MappingProxyType({})
RIJEN: Final = (("sectiesoort", "sectiesoorten"), ("cluster", "clusters"))
GENUMMERD: Final = (("doelstelling", "doelstellingen"), ("uitgangspunt", "uitgangspunten"))


def vergelijk(
    oud: Plandocument, nieuw: Plandocument, *, namen: Mapping[tuple[str, str], str] = GEEN_NAMEN
) -> Vergelijking:
    """What changed from `oud` to `nieuw`, in printed order. Pure; never raises on a Plandocument.

    `namen`: (kind of link, code) → name, to tell links by ("ministerie", "ezk") → "EZK"; without it codes are told.
    A document compared with itself, or with what its JSON gives back, is `leeg`. What is not seen does not count: the
    order of items of different groups among each other, the order of links of different kinds, the schema.
    Cost: linear where documents are equal, else that of the word diff of the texts that differ.
    """
    kaart_oud, kaart_nieuw = kaarten(oud, nieuw)
    bij = Verzamelaar(kaart_oud, kaart_nieuw, namen)
    _plan(bij, oud, nieuw)
    for wat, veld in (*RIJEN, *GENUMMERD):
        _rij(bij, wat, getattr(oud, veld), getattr(nieuw, veld))
    hoofdstukken = list(ineen(kaart_oud.hoofdstukken, kaart_nieuw.hoofdstukken))
    opgaven = list(ineen(kaart_oud.opgaven, kaart_nieuw.opgaven))
    verschoven = _verschoven(kaart_oud, kaart_nieuw)
    voor = [h for h in hoofdstukken if not (kaart_nieuw.hoofdstukken.get(h) or kaart_oud.hoofdstukken[h]).na_opgaven]
    na = [h for h in hoofdstukken if h not in voor]
    koppen = [Vergelijkkop("plan", "", Plek(naam=oud.titel), Plek(naam=nieuw.titel))]
    for wie in (*voor, *opgaven, *na):
        plekken = bij.plekken(wie)
        koppen.append(Vergelijkkop(wie[0], wie[1], *plekken))
        if wie in verschoven:
            bij.verplaatst(Ding(wie[0], wie[1], wie[0], *plekken))
        (vergelijk_opgave if wie[0] == "opgave" else vergelijk_hoofdstuk)(bij, wie)
    return Vergelijking(tuple(bij.uit), tuple(koppen))


def _plan(bij: Verzamelaar, oud: Plandocument, nieuw: Plandocument) -> None:
    ding = Ding("plan", "", "plan", Plek(naam=oud.titel), Plek(naam=nieuw.titel))
    bij.feit(ding, "regio", (oud.regio, nieuw.regio))
    bij.feit(ding, "documentsoort", (oud.soort, nieuw.soort))
    bij.feit(ding, "volgt", (oud.volgt, nieuw.volgt), (oud.volgt[:12], nieuw.volgt[:12]))
    for veld in ("titel", "ondertitel", "label", "periode"):
        bij.titel(ding, veld, getattr(oud, veld), getattr(nieuw, veld))


def _rij(bij: Verzamelaar, wat: str, oud: Sequence[Any], nieuw: Sequence[Any]) -> None:
    """A list of the plan: clusters, doelstellingen and the like."""
    a, b = op_id(wat, oud), op_id(wat, nieuw)
    gegaan = _stil(a, b)
    for wie in ineen(a, b):
        was, is_ = a.get(wie), b.get(wie)
        ding = Ding(wat, wie[1], "onderdeel van de fiche" if wat == "sectiesoort" else wat, _plek(was), _plek(is_))
        if was is None or is_ is None:
            bij.erbij(ding, was or is_)
            continue
        if wie in gegaan:
            bij.verplaatst(ding)
        bij.titel(ding, "naam", was.naam, is_.naam)
        for veld in ("nummer", "letter", "kleur"):
            if hasattr(was, veld):
                bij.feit(ding, veld, (str(getattr(was, veld)), str(getattr(is_, veld))))
        if isinstance(was, Sectiesoort):
            soorten = [x.itemklasse.meervoud if x.itemsoort else "" for x in (was, is_)]
            bij.feit(ding, "itemsoort", (was.itemsoort, is_.itemsoort), (soorten[0], soorten[1]))
        if hasattr(was, "kort"):
            bij.titel(ding, "kort", was.kort, is_.kort)
        if hasattr(was, "omschrijving"):
            bij.tekst(ding, "omschrijving", was.omschrijving, is_.omschrijving)


def _plek(ding: Any) -> Plek | None:
    return None if ding is None else Plek(naam=ding.naam)


def _stil(oud: Mapping[Id, Any], nieuw: Mapping[Id, Any]) -> set[Id]:
    """What changed place and kept its number; a new number tells of its place already."""
    samen = {w for w in oud if w in nieuw and getattr(oud[w], "nummer", 0) == getattr(nieuw[w], "nummer", 0)}
    return verplaatst([w for w in oud if w in samen], [w for w in nieuw if w in samen])


def _verschoven(oud: Plankaart, nieuw: Plankaart) -> set[Id]:
    """Opgaven and chapters that changed place; a chapter that went behind the opgaven tells of it by that fact."""
    samen = {
        w
        for w, h in oud.hoofdstukken.items()
        if w in nieuw.hoofdstukken and h.na_opgaven == nieuw.hoofdstukken[w].na_opgaven
    }
    van, naar = ([w for w in k.hoofdstukken if w in samen] for k in (oud, nieuw))
    return verplaatst(van, naar) | _stil(oud.opgaven, nieuw.opgaven)
