"""What would disappear from the plan when a piece of a file is taken over: such a piece is never ticked. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from plandocument import codes
from plandocument.boom import Item, Opgave, Plandocument, Sectie
from plandocument.itemsoorten import PUNT
from plandocument.tekst import woorden

VERDWIJNT: Final = "Neemt u dit over, dan verdwijnt: {wat}."
WORDT_PROZA: Final = "Neemt u dit over, dan wordt de lijst lopende tekst: er staan daarna geen {punten} meer."
ZONDER_PRIMAIR: Final = "Neemt u dit over, dan is geen ministerie meer primair."
LANGST: Final = 60
MEEST: Final = 5
_LINK = re.compile(r'href="([^"]+)"')


class Verlies:
    """Asked per piece, about a plan and what would come in its place. `naam`: kind and code of a register → its name.

    A point that stands elsewhere in `straks` has moved, and is not lost.
    """

    def __init__(self, nu: Plandocument, straks: Plandocument, naam: Callable[[str, str], str]) -> None:
        self.nu, self.straks, self.naam = nu, straks, naam
        self.items: dict[str, Item] = {i.sleutel: i for _, s in straks.alle_secties() for i in s.items}
        self.oud = {s.sleutel: (houder, s) for houder, s in nu.alle_secties()}
        self.nieuw = {s.sleutel: s for _, s in straks.alle_secties()}

    def van_sectie(self, sleutel: str) -> list[str]:
        """Sentences about points, owners, ministries, links and lists that the section has no longer."""
        if sleutel not in self.oud or sleutel not in self.nieuw:
            return []
        houder, oud = self.oud[sleutel]
        nieuw = self.nieuw[sleutel]
        soort = self.nu.soorten.get(oud.soort)
        itemsoort = soort.itemklasse if soort else PUNT
        zinnen = []
        if oud.items and not nieuw.items and (nieuw.opening or nieuw.slot):
            zinnen.append(WORDT_PROZA.format(punten=itemsoort.meervoud))
        weg = [i for i in oud.items if i.sleutel not in self.items]
        plek = {}
        if weg and isinstance(houder, Opgave) and soort is not None:
            plek = {r.item.sleutel: r.code for r in codes.plaats(houder, soort, oud).regels}
        wat = [f"{itemsoort.genoemd}{self._punt(i, plek)}" for i in weg[:MEEST]]
        if len(weg) > MEEST:
            rest = len(weg) - MEEST
            wat.append(f"en nog {rest} {itemsoort.enkelvoud if rest == 1 else itemsoort.meervoud}")
        blijft = [i for i in oud.items if i.sleutel in self.items]
        daarna = [*nieuw.items, *(self.items[i.sleutel] for i in blijft if i not in nieuw.items)]
        daarna = list({i.sleutel: i for i in daarna}.values())
        wat += [
            *_minder_punten(oud, nieuw),
            *self._koppelingen(blijft, daarna),
            *self._links(oud, nieuw, blijft, daarna),
        ]
        if wat:
            zinnen.append(VERDWIJNT.format(wat="; ".join(wat)))
        if any(i.primair for i in oud.items) and nieuw.items and not any(i.primair for i in nieuw.items):
            zinnen.append(ZONDER_PRIMAIR)
        return zinnen

    def van_opgave(self, sleutel: str) -> list[str]:
        """Sentences about what an opgave would no longer say of itself: doelstellingen, cluster, overview."""
        oud, nieuw = self.nu.per_sleutel.get(sleutel), self.straks.per_sleutel.get(sleutel)
        if oud is None or nieuw is None:
            return []
        namen = {d.sleutel: d.naam for d in self.nu.doelstellingen}
        wat = [f"de doelstelling ‘{namen.get(d, d)}’" for d in oud.doelstellingen if d not in nieuw.doelstellingen]
        if oud.cluster and not nieuw.cluster:
            wat.append("het cluster")
        if oud.overzicht and not nieuw.overzicht:
            wat.append("de tekst in het overzicht")
        return [VERDWIJNT.format(wat="; ".join(wat))] if wat else []

    def _punt(self, item: Item, plek: dict[str, str]) -> str:
        zegt = " ".join(woorden(item.tekst, self.nu.nummers).split())
        kort = zegt if len(zegt) <= LANGST else f"{zegt[: LANGST - 1].rstrip()}…"
        return f"{plek.get(item.sleutel, '')} ‘{kort}’".strip()

    def _koppelingen(self, oud: Sequence[Item], nieuw: Sequence[Item]) -> list[str]:
        rijen = [Counter((k.soort, k.doel) for i in items for k in i.koppelingen) for items in (oud, nieuw)]
        weg = rijen[0] - rijen[1]
        return [f"de koppeling met {'traject ' * (s == 'traject')}{self.naam(s, doel)}" for s, doel in weg]

    def _links(self, oud: Sectie, nieuw: Sectie, blijft: Sequence[Item], daarna: Sequence[Item]) -> list[str]:
        """Links in the words, but those of points that are named already."""
        had = Counter(_doelen([oud.opening, oud.slot, *(i.tekst for i in blijft)]))
        weg = had - Counter(_doelen([nieuw.opening, nieuw.slot, *(i.tekst for i in daarna)]))
        return [self._link(doel) for doel in weg]

    def _link(self, doel: str) -> str:
        if doel.startswith("opgave:"):
            nummer = self.nu.nummers.get(doel.removeprefix("opgave:"))
            return f"de verwijzing naar opgave {nummer}" if nummer is not None else "een verwijzing naar een opgave"
        return f"de link naar {doel if len(doel) <= LANGST else f'{doel[: LANGST - 1]}…'}"


def _minder_punten(oud: Sectie, nieuw: Sectie) -> list[str]:
    """Points of lists in the running text, that did not become points of the section."""
    had, heeft = (sum(d.count("<li>") for d in (s.opening, s.slot)) for s in (oud, nieuw))
    minder = had - heeft - max(0, len(nieuw.items) - len(oud.items))
    if minder <= 0:
        return []
    return ["1 punt van een lijst in de tekst" if minder == 1 else f"{minder} punten van lijsten in de tekst"]


def _doelen(delen: Iterable[str]) -> list[str]:
    return [doel for deel in delen for doel in _LINK.findall(deel)]
