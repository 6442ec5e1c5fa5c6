"""How the opgaven are numbered, grouped and tied to the doelstellingen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .lezing import Planlezing
from .vorm import Plek, Vondst, opsomming


def cluster_verschil(plan: Planlezing) -> Iterator[Vondst]:
    clusters = plan.document.cluster_per_sleutel
    for fiche in plan.fiches:
        op_fiche, overzicht = clusters.get(fiche.opgave.cluster), clusters.get(fiche.opgave.cluster_overzicht)
        if op_fiche is None or overzicht is None or op_fiche.sleutel == overzicht.sleutel:
            continue
        zin = (
            f"De fiche van opgave {fiche.opgave.nummer} noemt het cluster ‘{op_fiche.naam}’, "
            f"het overzicht ‘{overzicht.naam}’."
        )
        yield Vondst(zin, (fiche.plek,), f"{op_fiche.sleutel} {overzicht.sleutel}")


def cluster_geen(plan: Planlezing) -> Iterator[Vondst]:
    clusters = plan.document.cluster_per_sleutel
    for fiche in plan.fiches:
        if clusters and fiche.opgave.cluster not in clusters:
            yield Vondst(f"Opgave {fiche.opgave.nummer} hoort bij geen enkel cluster.", (fiche.plek,))


def doel_zonder_opgave(plan: Planlezing) -> Iterator[Vondst]:
    gediend = {sleutel for opgave in plan.document.opgaven for sleutel in opgave.doelstellingen}
    for doel in plan.document.doelstellingen:
        if doel.sleutel not in gediend:
            zin = f"Geen enkele opgave draagt bij aan doelstelling {doel.nummer}, ‘{doel.naam}’."
            yield Vondst(zin, (Plek(sectie=doel.sleutel, naam=doel.naam),))


def opgave_zonder_doel(plan: Planlezing) -> Iterator[Vondst]:
    doelen = {doel.sleutel for doel in plan.document.doelstellingen}
    for fiche in plan.fiches:
        if doelen and not doelen.intersection(fiche.opgave.doelstellingen):
            yield Vondst(f"Opgave {fiche.opgave.nummer} draagt bij aan geen enkele doelstelling.", (fiche.plek,))


def nummer_dubbel(plan: Planlezing) -> Iterator[Vondst]:
    for nummer, aantal in sorted(Counter(o.nummer for o in plan.document.opgaven).items()):
        if aantal > 1:
            plekken = tuple(fiche.plek for fiche in plan.fiches if fiche.opgave.nummer == nummer)
            titels = opsomming(f"‘{fiche.opgave.titel}’" for fiche in plan.fiches if fiche.opgave.nummer == nummer)
            yield Vondst(f"Het nummer {nummer} komt {aantal} keer voor: {titels}.", plekken, str(nummer))


def nummer_gat(plan: Planlezing) -> Iterator[Vondst]:
    """One finding for all gaps: from 1 up to the highest number that is plausible."""
    nummers = sorted({o.nummer for o in plan.document.opgaven})
    gaten: list[str] = []
    for vorige, volgende in zip([0, *nummers], nummers, strict=False):
        if volgende - vorige == 2:
            gaten.append(str(vorige + 1))
        elif volgende - vorige > 2:
            gaten.append(f"{vorige + 1} tot en met {volgende - 1}")
    if gaten:
        yield Vondst(f"In de nummering van de opgaven ontbreekt {opsomming(gaten)}.", (plan.plan,), " ".join(gaten))
