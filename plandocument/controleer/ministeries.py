"""Which ministries stand on a fiche, and which one leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from plandocument.boom import Item
from plandocument.itemsoorten import MINISTERIE

from .lezing import Planlezing, Vak, kaal
from .vorm import Vondst, opsomming

TELWOORDEN = {2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes"}


def _namen(items: tuple[Item, ...]) -> list[str]:
    return [kaal(item.tekst) for item in items]


def _stand(vak: Vak) -> str:
    return " | ".join(f"{kaal(i.tekst)}{' (primair)' if i.primair else ''}" for i in vak.items)


def geen_primair(plan: Planlezing) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        for vak in fiche.van(MINISTERIE):
            if any(item.primair for item in vak.items):
                continue
            nummer = fiche.opgave.nummer
            if vak.items:
                zin = f"Opgave {nummer} heeft geen primair ministerie; genoemd: {opsomming(_namen(vak.items))}."
            else:
                zin = f"Bij opgave {nummer} staat geen ministerie, dus ook geen primair ministerie."
            yield Vondst(zin, (vak.plek,), _stand(vak))


def meer_primair(plan: Planlezing) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        for vak in fiche.van(MINISTERIE):
            primair = tuple(item for item in vak.items if item.primair)
            if len(primair) < 2:
                continue
            aantal = TELWOORDEN.get(len(primair), str(len(primair)))
            zin = f"Opgave {fiche.opgave.nummer} heeft {aantal} primaire ministeries: {opsomming(_namen(primair))}."
            yield Vondst(zin, (vak.plek,), _stand(vak))


def onbekend(plan: Planlezing) -> Iterator[Vondst]:
    bekend = plan.omgeving.ministeries
    codes = set(bekend.values())
    for fiche in plan.fiches:
        for vak in fiche.van(MINISTERIE):
            for item in vak.items:
                doelen = item.doelen("ministerie")
                if doelen and (not codes or codes.issuperset(doelen)):
                    continue
                naam = kaal(item.tekst)
                zin = f"‘{naam}’ is geen ministerie dat het portaal kent.{_bedoelt_u(naam, bekend)}"
                yield Vondst(zin, (vak.plek_van(item),), " ".join((naam, *doelen)))


def _bedoelt_u(naam: str, bekend: Mapping[str, str]) -> str:
    lijkt = get_close_matches(naam[:40].lower(), bekend, n=1, cutoff=0.6)
    if not lijkt:
        return ""
    return f" Bedoelt u {lijkt[0].upper() if len(lijkt[0]) <= 5 else lijkt[0]}?"
