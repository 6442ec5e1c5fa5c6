"""Whether a fiche is whole: sections present and filled, knelpunten answered, one page."""

from __future__ import annotations

from collections.abc import Iterator

from .lezing import Fiche, Lezing, Vak, kaal
from .vorm import Plek, Vondst, opsomming


def sectie_ontbreekt(plan: Lezing) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        heeft = {sectie.soort for sectie in fiche.opgave.secties}
        for soort in plan.document.sectiesoorten:
            if soort.code not in heeft:
                zin = f"Op de fiche van opgave {fiche.opgave.nummer} ontbreekt het onderdeel ‘{soort.naam}’."
                code = f"{fiche.opgave.nummer}.{soort.letter}"
                yield Vondst(zin, (Plek(fiche.opgave.sleutel, soort=soort.code, code=code, naam=soort.naam),))


def sectie_leeg(plan: Lezing) -> Iterator[Vondst]:
    """Sections whose emptiness another rule tells better are left to that rule."""
    for fiche in plan.fiches:
        zonder_antwoord = {id(vak) for vak in _zonder_antwoord(fiche)}
        for vak in fiche.vakken:
            if not vak.leeg or vak.plaats.soort.itemsoort in ("eigenaar", "ministerie") or id(vak) in zonder_antwoord:
                continue
            zin = f"Bij opgave {fiche.opgave.nummer} is ‘{vak.plaats.soort.naam}’ leeg."
            yield Vondst(zin, (vak.plek,))


def _heeft_knelpunten(fiche: Fiche) -> bool:
    return any(not vak.leeg for vak in fiche.van("knelpunt"))


def _zonder_antwoord(fiche: Fiche) -> list[Vak]:
    vakken = list(fiche.van("interventie"))
    return vakken if _heeft_knelpunten(fiche) and all(vak.leeg for vak in vakken) else []


def knelpunt_zonder_interventie(plan: Lezing) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        if vakken := _zonder_antwoord(fiche):
            knelpunten = [kaal(item.tekst) for vak in fiche.van("knelpunt") for item in vak.items]
            zin = f"Opgave {fiche.opgave.nummer} noemt knelpunten, maar geen enkele interventie."
            yield Vondst(zin, (vakken[0].plek,), " | ".join(knelpunten))


def interventie_partij(plan: Lezing) -> Iterator[Vondst]:
    """An interventie of Rijk and regio together counts for both."""
    for fiche in plan.fiches:
        for vak in fiche.van("interventie"):
            groepen = {item.groep for item in vak.items}
            if not vak.items or "samen" in groepen:
                continue
            mist = [naam for groep, naam in (("rijk", "het Rijk"), ("regio", "de regio")) if groep not in groepen]
            if mist:
                zin = f"Bij opgave {fiche.opgave.nummer} staat geen interventie van {opsomming(mist)}."
                yield Vondst(zin, (vak.plek,), " ".join(sorted(groepen)))


def te_lang(plan: Lezing) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        bladzijden = plan.omgeving.bladzijden.get(fiche.opgave.nummer, 1)
        if bladzijden > 1:
            zin = f"De fiche van opgave {fiche.opgave.nummer} is {bladzijden} bladzijden lang."
            yield Vondst(zin, (fiche.plek,), str(bladzijden))
