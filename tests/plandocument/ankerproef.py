"""Anchors against generated edits: what became of each, and whether it was told rightly.

`python -m tests.plandocument.ankerproef [how many plans]` prints the table of docs/ankers.md.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from plandocument import anker
from plandocument.anker import Anker, GevolgdAnker, maken
from plandocument.anker.ligging import Ligging
from plandocument.plek import Plek
from tests.plandocument.bewerkingen import Model, Woord, bewerk, leesbaar, maak_model

Ids = tuple[int, ...]


@dataclass(frozen=True)
class Geval:
    """A passage before the edits, and what following it gave."""

    anker: Anker
    ids: Ids
    gevolgd: GevolgdAnker
    waar_nu: list[Ids]
    """Every unit of the new plan by its words."""
    fout: str
    gedaan: tuple[str, ...]

    @property
    def staat_er_nog(self) -> bool:
        """Whether the passage stands whole somewhere in the new plan."""
        n = len(self.ids)
        return any(rij[i : i + n] == self.ids for rij in self.waar_nu for i in range(len(rij) - n + 1))


def passages(model: Model, r: Random, hoeveel: int) -> Iterator[tuple[Anker, Ids]]:
    """Anchors on random passages, sentences and whole items, each with the identities of its words."""
    ligging, nummers = Ligging(model.document()), model.nummers()
    units = [u for u in model.units() if any(u[4])]
    for _ in range(hoeveel if units else 0):
        opgave, sectie, item, deel, unit = r.choice(units)
        woorden, plaatsen = leesbaar(unit, nummers)
        van = r.randrange(len(plaatsen))
        tot = min(len(plaatsen), van + r.choice((1, 2, 3, 5, 8, 8, 12, 20, 60)))
        waar = Plek(opgave.sleutel, "", sectie.sleutel, "", item)
        if item and r.random() < 0.2:
            gemaakt = maken._maak(ligging, waar, deel, "", 0)
            assert gemaakt.eenheid == woorden
            yield gemaakt, tuple(w.wie for _, _, w in plaatsen)
            continue
        citaat = woorden[plaatsen[van][0] : plaatsen[tot - 1][1]]
        los = re.compile(r"\s+".join(map(re.escape, citaat.split())))
        eerder = sum(bool(los.match(woorden, n)) for n in range(plaatsen[van][0]))
        gemaakt = maken._maak(ligging, waar, deel, citaat, eerder)
        assert (gemaakt.eenheid, gemaakt.begin, gemaakt.citaat) == (woorden, plaatsen[van][0], citaat)
        yield gemaakt, tuple(w.wie for _, _, w in plaatsen[van:tot])


def oordeel(gemaakt: Anker, ids: Ids, uit: GevolgdAnker, oud: Model, nieuw: Model) -> str:
    """Empty where nothing wrong is pointed at; else what is."""
    if uit.soort == "weg":
        return "" if not uit.woorden_nu and not uit.eind else "weg, en toch woorden"
    assert uit.plek is not None
    unit = nieuw.unit(uit.plek.sectie, uit.plek.item, uit.deel)
    woorden, plaatsen = leesbaar(unit, nieuw.nummers())
    if woorden[uit.begin : uit.eind] != uit.woorden_nu:
        return f"woorden_nu zijn niet die op de plek: {woorden[uit.begin : uit.eind]!r}"
    if uit.geheel:
        zelfde = (uit.plek.item, uit.deel) == (gemaakt.item, gemaakt.deel)
        return "" if zelfde else "het geheel van een andere eenheid"
    hier: list[Woord] = [w for begin, eind, w in plaatsen if begin < uit.eind and eind > uit.begin]
    nu = tuple(w.wie for w in hier)
    if uit.staat_er:
        zelfde_tekst = (woorden, uit.begin) == (gemaakt.eenheid, gemaakt.begin)
        aaneen = len(nu) == len(ids) and any(a == b for a, b in zip(nu, ids, strict=True))
        return "" if nu == ids or zelfde_tekst or aaneen else "andere woorden dan bedoeld"
    eigen = {w.wie for regel in oud.unit(gemaakt.sectie, gemaakt.item, gemaakt.deel) for w in regel} - set(ids)
    if not set(nu) & set(ids):
        return "geen woord van de passage over"
    if nu[0] in eigen or nu[-1] in eigen:
        return "gewijzigd, met woorden van ernaast"
    return ""


def gevallen(zaad: int, *, passages_per_plan: int = 12, bewerkingen: int = 6) -> Iterator[Geval]:
    """One plan, edited a few times over; each passage followed over all of it."""
    r = Random(zaad)
    oud = maak_model(r)
    rij = list(passages(oud, r, passages_per_plan))
    nieuw = bewerk(oud, r, r.randint(1, bewerkingen))
    waar_nu = [tuple(w.wie for regel in u for w in regel) for *_, u in nieuw.units()]
    for (gemaakt, ids), uit in zip(rij, anker.volg_alle([g for g, _ in rij], nieuw.document()), strict=True):
        yield Geval(gemaakt, ids, uit, waar_nu, oordeel(gemaakt, ids, uit, oud, nieuw), tuple(nieuw.gedaan))


@dataclass(frozen=True)
class Verslag:
    plannen: int
    bewerkingen: int
    soorten: Counter[tuple[str, bool]]
    """Kind → whether the passage still stands whole somewhere."""
    geheel: int
    fouten: list[Geval]

    def regels(self) -> Iterator[str]:
        totaal = sum(self.soorten.values())
        yield f"{self.plannen} plannen, {self.bewerkingen} bewerkingen, {totaal} passages"
        yield f"{'':12}{'staat er nog heel':>20}{'niet meer heel':>18}{'samen':>10}"
        for soort in ("er_nog", "verplaatst", "gewijzigd", "weg"):
            heel, stuk = self.soorten[soort, True], self.soorten[soort, False]
            yield f"{soort:12}{heel:>20}{stuk:>18}{heel + stuk:>10}"
        yield f"waarvan met de hele eenheid aangewezen: {self.geheel}"
        yield f"verkeerde passages: {len(self.fouten)}"


def verslag(plannen: int, begin: int = 0) -> Verslag:
    soorten: Counter[tuple[str, bool]] = Counter()
    fouten: list[Geval] = []
    bewerkingen = geheel = 0
    for zaad in range(begin, begin + plannen):
        for n, geval in enumerate(gevallen(zaad)):
            bewerkingen += 0 if n else len(geval.gedaan)
            soorten[geval.gevolgd.soort, geval.staat_er_nog] += 1
            geheel += geval.gevolgd.geheel and geval.gevolgd.soort == "gewijzigd"
            if geval.fout:
                fouten.append(geval)
    return Verslag(plannen, bewerkingen, soorten, geheel, fouten)


if __name__ == "__main__":
    uitkomst = verslag(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    print("\n".join(uitkomst.regels()))
    for geval in uitkomst.fouten[:10]:
        print(geval.fout, geval.gedaan, geval.anker, geval.gevolgd, sep="\n  ")
    sys.exit(1 if uitkomst.fouten else 0)
