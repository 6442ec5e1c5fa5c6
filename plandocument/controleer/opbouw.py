"""Whether a fiche is whole: sections present and filled, knelpunten answered, one page."""

from __future__ import annotations

from collections.abc import Iterator

from plandocument.itemsoorten import ITEMSOORTEN, Itemsoort, itemsoort

from .lezing import Fiche, Planlezing, Vak, kaal
from .vorm import Plek, Vondst, opsomming


def sectie_ontbreekt(plan: Planlezing) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        heeft = {sectie.soort for sectie in fiche.opgave.secties}
        for soort in plan.document.sectiesoorten:
            if soort.code not in heeft:
                zin = f"Op de fiche van opgave {fiche.opgave.nummer} ontbreekt het onderdeel ‘{soort.naam}’."
                code = f"{fiche.opgave.nummer}.{soort.letter}"
                yield Vondst(zin, (Plek(fiche.opgave.sleutel, soort=soort.code, code=code, naam=soort.naam),))


def sectie_leeg(plan: Planlezing) -> Iterator[Vondst]:
    """Sections whose emptiness another rule tells better are left to that rule."""
    for fiche in plan.fiches:
        zonder_antwoord = {id(vak) for _, _, vak in _zonder_antwoord(fiche)}
        for vak in fiche.vakken:
            if not vak.leeg or vak.plaats.soort.itemklasse.eigen_regels or id(vak) in zonder_antwoord:
                continue
            zin = f"Bij opgave {fiche.opgave.nummer} is ‘{vak.plaats.soort.naam}’ leeg."
            yield Vondst(zin, (vak.plek,))


def _zonder_antwoord(fiche: Fiche) -> Iterator[tuple[Itemsoort, Itemsoort, Vak]]:
    """Kinds that stand on a fiche, with the kind that should answer them and each of its sections, all empty."""
    for soort in ITEMSOORTEN.values():
        if soort.antwoord and any(not vak.leeg for vak in fiche.van(soort)):
            vakken = list(fiche.van(itemsoort(soort.antwoord)))
            if all(vak.leeg for vak in vakken):
                yield from ((soort, itemsoort(soort.antwoord), vak) for vak in vakken)


def knelpunt_zonder_interventie(plan: Planlezing) -> Iterator[Vondst]:
    """One finding per fiche and kind, at the first section where an answer could stand."""
    for fiche in plan.fiches:
        gemeld: set[str] = set()
        for soort, antwoord, vak in _zonder_antwoord(fiche):
            if soort.code not in gemeld:
                gemeld.add(soort.code)
                genoemd = [kaal(item.tekst) for hier in fiche.van(soort) for item in hier.items]
                zin = f"Opgave {fiche.opgave.nummer} noemt {soort.meervoud}, maar geen enkele {antwoord.enkelvoud}."
                yield Vondst(zin, (vak.plek,), " | ".join(genoemd))


def interventie_partij(plan: Planlezing) -> Iterator[Vondst]:
    """An interventie of Rijk and regio together counts for both."""
    for fiche in plan.fiches:
        for vak in fiche.vakken:
            soort, groepen = vak.plaats.soort.itemklasse, {item.groep for item in vak.items}
            mist = [wie for groep, wie in soort.kanten.items() if groep not in groepen]
            if vak.items and mist and not (soort.samen and soort.samen in groepen):
                zin = f"Bij opgave {fiche.opgave.nummer} staat geen {soort.enkelvoud} van {opsomming(mist)}."
                yield Vondst(zin, (vak.plek,), " ".join(sorted(groepen)))


def te_lang(plan: Planlezing) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        bladzijden = plan.omgeving.bladzijden.get(fiche.opgave.nummer, 1)
        if bladzijden > 1:
            zin = f"De fiche van opgave {fiche.opgave.nummer} is {bladzijden} bladzijden lang."
            yield Vondst(zin, (fiche.plek,), str(bladzijden))
