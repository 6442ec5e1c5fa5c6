"""Many comments a page at a time, in printed order: figures come from the database, and only what is shown is read.

On a page a comment stands with the opgave that it was made on, also when its words have gone elsewhere since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponseRedirect

from npvr import adressen
from reacties.models.reacties import ReactieQuerySet

from .inhoud import Orde

PER_BLAD: Final = 25
TE_LANG_OM_TE_WACHTEN: Final = 150
"""Comments from which on a file of them is made in the background."""


class NotaTeLang(Exception):
    """There are more comments than somebody can wait for."""


def eis_niet_lang(rijen: ReactieQuerySet, hoogstens: int = TE_LANG_OM_TE_WACHTEN) -> None:
    """Raises NotaTeLang. One query, that looks no further than one comment too many."""
    if rijen.order_by("pk")[hoogstens : hoogstens + 1].exists():
        raise NotaTeLang


def op_de_achtergrond(regio: str, velden: Iterable[tuple[str, str]]) -> HttpResponseRedirect:
    """To where the same is asked for as a job: a GET asks for none by itself."""
    return HttpResponseRedirect(f"{adressen.afdrukken(regio)}?{urlencode(list(velden))}")


Houder = tuple[int, str]
"""Place in print and key, as `Orde.houder` gives it."""


@dataclass(frozen=True, slots=True)
class Notablad:
    """One page of many. `delen`: how many comments each part of the plan has, in printed order, with the opgave and
    chapter of those comments (a part that is gone may have been several)."""

    nummer: int
    aantal: int
    delen: tuple[tuple[Houder, int, tuple[tuple[str, str], ...]], ...]

    @classmethod
    def van(cls, tellingen: Iterable[tuple[str, str, int]], orde: Orde, gevraagd: str) -> Notablad:
        """`tellingen`: opgave, chapter, how many. Another page than there is counts as the nearest."""
        delen: dict[Houder, tuple[int, tuple[tuple[str, str], ...]]] = {}
        for opgave, hoofdstuk, n in tellingen:
            houder = orde.houder(opgave, hoofdstuk)
            hier, paren = delen.get(houder, (0, ()))
            delen[houder] = hier + n, (*paren, (opgave, hoofdstuk))
        aantal = sum(n for n, _ in delen.values())
        nummer = int(gevraagd) if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 9 else 1
        bladen = max(-(-aantal // PER_BLAD), 1)
        return cls(min(max(nummer, 1), bladen), aantal, tuple((h, *delen[h]) for h in sorted(delen)))

    @property
    def bladen(self) -> int:
        return max(-(-self.aantal // PER_BLAD), 1)

    @property
    def lang(self) -> bool:
        return self.aantal > TE_LANG_OM_TE_WACHTEN

    def per_deel(self) -> Iterator[tuple[Houder, int, int]]:
        """Each part with its number of comments, and the page that it begins on."""
        begin = 0
        for houder, n, _ in self.delen:
            yield houder, n, begin // PER_BLAD + 1
            begin += n

    def lees(self, rijen: ReactieQuerySet, orde: Orde) -> dict[Houder, list[int]]:
        """The keys of the comments on this page, part by part, in printed order. One query; none where there are
        no comments."""
        van, tot, begin = (self.nummer - 1) * PER_BLAD, self.nummer * PER_BLAD, 0
        hier: list[tuple[Houder, int, int]] = []
        welke = Q()
        for houder, n, paren in self.delen:
            if begin < tot and van < begin + n:
                hier.append((houder, max(van - begin, 0), tot - begin))
                for opgave, hoofdstuk in paren:
                    welke |= Q(opgave=opgave, hoofdstuk=hoofdstuk)
            begin += n
        if not hier:
            return {}
        per: dict[Houder, list[tuple[int, int, int]]] = {}
        velden = ("pk", "opgave", "hoofdstuk", "sectie", "item", "anker__begin")
        for pk, opgave, hoofdstuk, sectie, item, eerste in rijen.filter(welke).order_by().values_list(*velden):
            plaats = (orde.bij_sleutel(sectie, item), eerste or 0, pk)
            per.setdefault(orde.houder(opgave, hoofdstuk), []).append(plaats)
        return {houder: [pk for *_, pk in sorted(per.get(houder, ()))[a:b]] for houder, a, b in hier}
