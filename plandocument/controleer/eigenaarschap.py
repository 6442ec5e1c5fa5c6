"""Who owns an opgave in the region, and whether that is settled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from plandocument.boom import Item
from plandocument.itemsoorten import EIGENAAR

from .lezing import FICHES, Planlezing, Vak, kaal
from .plaatshouders import is_plaatshouder
from .vorm import Vondst, opsomming

NOG_TE_ORGANISEREN = re.compile(
    r"\bnog (?:te|niet|op te|aan te|in te)\s+(?:organiseren|georganiseerd|vormen|gevormd|bepalen|bepaald|beleggen"
    r"|belegd|richten|wijzen|stellen|benoemen|benoemd)\b",
    re.I,
)
ONBEPAALD = re.compile(
    r"(?:divers|diverse|verschillende|meerdere|wisselend|wisselende|versnipperd|verspreid|verdeeld|onbekend|onduidelijk)\b",
    re.I,
)
VOORSTEL = re.compile(r"\(\s*voorstel\s*\)", re.I)


def eigenaren(vak: Vak, groep: str = "") -> tuple[Item, ...]:
    """The owner lines that name somebody (of one group)."""
    return tuple(i for i in _met_naam(vak.items) if not groep or i.groep == groep)


@lru_cache(FICHES)
def _met_naam(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(i for i in items if not is_plaatshouder(kaal(i.tekst)))


def _stand(vak: Vak) -> str:
    return " | ".join(f"{i.groep}: {kaal(i.tekst)} ({i.status})" for i in vak.items)


def geen(plan: Planlezing) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        for vak in fiche.van(EIGENAAR):
            if not eigenaren(vak):
                yield Vondst(f"Opgave {fiche.opgave.nummer} heeft geen eigenaar.", (vak.plek,), _stand(vak))


def geen_bestuurlijk(plan: Planlezing) -> Iterator[Vondst]:
    yield from _zonder(plan, "bestuurlijk", "bestuurlijke eigenaar")


def geen_uitvoering(plan: Planlezing) -> Iterator[Vondst]:
    yield from _zonder(plan, "uitvoering", "uitvoerder")


def _zonder(plan: Planlezing, groep: str, wie: str) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        for vak in fiche.van(EIGENAAR):
            if eigenaren(vak) and not eigenaren(vak, groep):
                yield Vondst(f"Opgave {fiche.opgave.nummer} heeft geen {wie}.", (vak.plek,), _stand(vak))


def voorstel(plan: Planlezing) -> Iterator[Vondst]:
    """One finding per fiche, whether all owners are a proposal or some."""
    for fiche in plan.fiches:
        for vak in fiche.van(EIGENAAR):
            wie = [i for i in eigenaren(vak) if i.groep in EIGENAAR.groepen and i.groep != "overig"]
            open_ = [i for i in wie if i.status == "voorstel" or VOORSTEL.search(kaal(i.tekst))]
            boven = VOORSTEL.search(f"{kaal(vak.sectie.opening)} {vak.sectie.gedrukt}")
            if boven or (open_ and len(open_) == len(wie)):
                zin = f"Het eigenaarschap van opgave {fiche.opgave.nummer} is nog een voorstel."
            elif open_:
                namen = opsomming(plan.citaat(kaal(i.tekst)) for i in open_)
                zin = f"Het eigenaarschap van opgave {fiche.opgave.nummer} is voor een deel nog een voorstel: {namen}."
            else:
                continue
            yield Vondst(zin, (vak.plek,), _stand(vak))


def te_organiseren(plan: Planlezing) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        for vak in fiche.van(EIGENAAR):
            for item in vak.items:
                naam = kaal(item.tekst)
                woorden = NOG_TE_ORGANISEREN.search(naam)
                if woorden or item.status == "te_organiseren":
                    zin = f"Bij opgave {fiche.opgave.nummer} is dit eigenaarschap nog niet georganiseerd."
                    citaat = plan.citaat(naam, *woorden.span()) if woorden else plan.citaat(naam)
                    yield Vondst(zin, (vak.plek_van(item),), f"{naam} ({item.status})", citaat)
            tekst = f"{kaal(vak.sectie.opening)} {kaal(vak.sectie.slot)}"
            if woorden := NOG_TE_ORGANISEREN.search(tekst):
                zin = f"Bij opgave {fiche.opgave.nummer} is een deel van het eigenaarschap nog niet georganiseerd."
                yield Vondst(zin, (vak.plek,), tekst, plan.citaat(tekst, *woorden.span()))


def onbepaald(plan: Planlezing) -> Iterator[Vondst]:
    for fiche in plan.fiches:
        for vak in fiche.van(EIGENAAR):
            for item in eigenaren(vak):
                naam = kaal(item.tekst)
                if not item.koppelingen and ONBEPAALD.match(naam):
                    zin = f"Bij opgave {fiche.opgave.nummer} staat niet wie de eigenaar is."
                    yield Vondst(zin, (vak.plek_van(item),), naam, plan.citaat(naam))
