"""What was public before: which version, from when until when, and what the next one changed. Everybody may know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from npvr import getallen
from plandocument.vergelijk import Vergelijking

from .models import Publicatie, Versie
from .vergelijken import Namen, tussen

HOEVEEL = 6
"""Of as many changes from one public version to the next are counted on a page."""


@dataclass(frozen=True, slots=True)
class Openbaar:
    """A version that everybody could read; `perioden` oldest first. `nu`: they still can."""

    versie: Versie
    perioden: tuple[Publicatie, ...]

    @property
    def nu(self) -> bool:
        return self.perioden[-1].tot is None

    @property
    def ingetrokken(self) -> bool:
        """Whether it was withdrawn, and not replaced by another."""
        return not self.nu and bool(self.perioden[-1].reden)


def ooit_openbaar(regio: str) -> list[Openbaar]:
    """The versions of this region's plans that are or were public, the one of last first. One query."""
    per: dict[int, list[Publicatie]] = {}
    rijen = Publicatie.objects.filter(plan__regio__code=regio).select_related("versie").defer("versie__inhoud")
    for p in rijen.order_by("vanaf", "pk"):
        per.setdefault(p.versie_id, []).append(p)
    gevonden = [Openbaar(rij[0].versie, tuple(rij)) for rij in per.values()]
    return sorted(gevonden, key=lambda o: (o.perioden[-1].vanaf, o.perioden[-1].pk), reverse=True)


def veranderd_daarna(alle: Sequence[Openbaar], namen: Namen) -> dict[int, str]:
    """Version → what the next one that became public changed, in a sentence. `alle` as `ooit_openbaar` gives them.

    Two queries per version of which this process has not read the text.
    """
    paren = [(oud, nieuw) for nieuw, oud in pairwise(alle) if oud.versie.plan_id == nieuw.versie.plan_id]
    return {oud.versie.pk: in_woorden(tussen(oud.versie, nieuw.versie, namen)) for oud, nieuw in paren[:HOEVEEL]}


def in_woorden(vergelijking: Vergelijking) -> str:
    """ "12 wijzigingen van de inhoud, in opgaven 1, 4 en 6, en 3 redactionele." """
    telling = vergelijking.per_gewicht
    if not vergelijking:
        return "De tekst bleef gelijk."
    delen = []
    if n := telling["inhoudelijk"]:
        waar = _waar(vergelijking.kies(gewicht="inhoudelijk"))
        delen.append(f"{getallen.aantal(n, 'wijziging', 'wijzigingen')} van de inhoud{f', {waar},' if waar else ''}")
    if n := telling["redactioneel"]:
        delen.append(f"{getallen.aantal(n, 'redactionele wijziging', 'redactionele wijzigingen')}")
    return f"{' en '.join(delen).rstrip(',')}."


def _waar(vergelijking: Vergelijking) -> str:
    """ "in opgaven 1, 4 en 6 en in de hoofdstukken"; of many opgaven only how many."""
    koppen = [kop for kop, _ in vergelijking.per_kop()]
    nummers = [plek.code for kop in koppen if kop.soort == "opgave" and (plek := kop.nieuw or kop.oud)]
    uit = []
    if len(nummers) == 1:
        uit.append(f"in opgave {nummers[0]}")
    elif nummers:
        uit.append(f"in opgaven {getallen.opsomming(nummers)}" if len(nummers) <= 8 else f"in {len(nummers)} opgaven")
    if any(kop.soort == "hoofdstuk" for kop in koppen):
        uit.append("in de hoofdstukken")
    return " en ".join(uit)
