"""Making an anchor: from keys and a quote, from a printed code, or from a list of sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from .. import boom
from ..plek import Plek
from ..vergelijk.kaart import Id
from ..vergelijk.volg import netjes
from . import eenheid as _eenheid
from .eenheid import Woorden
from .ligging import Ankereenheid, Ankergeheel, Ligging, ligging_van
from .vorm import DELEN, OMGEVING, Anker, GeenPlek, Zin

GEEN_PLEK: Final = "Deze plek staat niet in deze tekst van het plan."
GEEN_WOORDEN: Final = "Deze woorden staan hier niet. Misschien is de tekst net gewijzigd: kies ze opnieuw."
_HOOFDSTUK: Final = re.compile(r"\s*([Hh]?)\s?(\d{1,3})(?:\s?[.,]\s?(\d{1,3}))?\s*")
VAKER: Final = "Deze woorden staan hier meer dan eens. Kies er meer, of kies woorden binnen één punt."


def maak(
    document: boom.Plandocument,
    *,
    opgave: str = "",
    hoofdstuk: str = "",
    sectie: str = "",
    item: str = "",
    deel: str = "",
    citaat: str = "",
    hoeveelste: int = 0,
) -> Anker:
    """The anchor of a passage, or (no `citaat`) of the whole item, section, chapter, opgave or plan.

    `citaat` is found whatever its white space, and widened to whole words. Without `item` and `deel` it is looked for
    in the section from its opening to its closing text; `hoeveelste` tells which of several (0 is the first).
    Words that begin in one point and end in another are a passage of the whole section, where they stand once.
    Raises GeenPlek. Linear in the size of the plan.
    """
    return _maak(ligging_van(document), Plek(opgave, hoofdstuk, sectie, "", item), deel, citaat, hoeveelste)


def bij_tekens(anker: Anker, document: boom.Plandocument, begin: int, eind: int) -> Anker:
    """Of an anchor on a whole item, text or section: the words that these characters of it touch.

    Raises GeenPlek, also where `document` is not the text that it was made on.
    """
    ligging = ligging_van(document)
    wie, _, dubbel = _vind(ligging, Plek(anker.opgave, anker.hoofdstuk, anker.sectie, "", anker.item))
    if not anker.sectie:
        raise GeenPlek(GEEN_PLEK)
    bij = ligging.eenheid(wie, anker.deel) if anker.deel else ligging.geheel(wie)
    if bij.woorden.tekst != anker.eenheid:
        raise GeenPlek(GEEN_WOORDEN)
    return _van_bereik(ligging, anker, bij, begin, eind, dubbel)


def bij_code(document: boom.Plandocument, code: str) -> Anker:
    """The anchor of what stands at a printed code, read as people write it: "14 k2", "14.K", "14". Raises GeenPlek."""
    gevonden = bij_codes(document, (code,))[0]
    if isinstance(gevonden, GeenPlek):
        raise gevonden
    return gevonden


def bij_codes(document: boom.Plandocument, codes: Iterable[str]) -> tuple[Anker | GeenPlek, ...]:
    """Many codes; the plan is laid out once. A code that is not there gives the GeenPlek itself."""
    ligging = ligging_van(document)
    return tuple(_bij_code(ligging, code) for code in codes)


def op_papier(document: boom.Plandocument, codes: Iterable[str]) -> tuple[Anker | GeenPlek, ...]:
    """As `bij_codes`, and what stands in chapters: "1.2" as it is printed, "H1.2" and "H1" as on screen."""
    ligging = ligging_van(document)
    return tuple(_in_hoofdstuk(ligging, code) or _bij_code(ligging, code) for code in codes)


def _in_hoofdstuk(ligging: Ligging, code: str) -> Anker | GeenPlek | None:
    """None for a code that is not of that kind. On paper a text before the first heading has no number of its own."""
    if (gevonden := _HOOFDSTUK.fullmatch(code)) is None:
        return None
    op_scherm, nummer, volg = bool(gevonden[1]), int(gevonden[2]), int(gevonden[3] or 0)
    document = ligging.document
    rij = (*document.hoofdstukken_voor(), *document.hoofdstukken_na())
    if not op_scherm and not volg:
        return None  # the number of an opgave
    geen = GeenPlek(f"{code.strip()[:20]} staat niet in deze versie.")
    if not 0 < nummer <= len(rij):
        return geen
    hoofdstuk = rij[nummer - 1]
    if not volg:
        return geen if gevonden[3] else _geheel(ligging, Plek(hoofdstuk=hoofdstuk.sleutel), "")
    los = 0 if op_scherm or not hoofdstuk.secties or hoofdstuk.secties[0].titel else 1
    hier = hoofdstuk.secties[volg - 1 + los : volg + los]
    if not hier or not (op_scherm or hier[0].titel):
        return geen
    return _maak(ligging, Plek(hoofdstuk=hoofdstuk.sleutel, sectie=hier[0].sleutel), "", "", 0)


def _bij_code(ligging: Ligging, code: str) -> Anker | GeenPlek:
    net = netjes(code)
    plek = ligging.codes.get(net.upper())
    if plek is None:
        return GeenPlek(f"{net[:20]} staat niet in deze versie." if net else "Vul een code in, zoals 14.K2.")
    if net.upper() in ligging.dubbele_codes:
        return GeenPlek(f"{net} staat meer dan eens in deze versie.")
    try:
        return _maak(ligging, plek, "item" if plek.item else "", "", 0)
    except GeenPlek as fout:
        return fout


def _maak(ligging: Ligging, waar: Plek, deel: str, citaat: str, hoeveelste: int) -> Anker:
    if deel not in DELEN or (deel == "item") > bool(waar.item) or (waar.item and deel not in ("", "item")):
        raise GeenPlek(GEEN_PLEK)
    if not (waar.sectie or waar.item):
        return _geheel(ligging, waar, citaat)
    wie, sectie, dubbel = _vind(ligging, waar)
    plek = ligging.kaart.secties[sectie].plek
    anker = Anker(plek.opgave, plek.hoofdstuk, plek.sectie, waar.item, soort=plek.soort, dubbel=dubbel)
    if not citaat.strip():
        if waar.item:
            woorden = ligging.eenheid(wie, "item").woorden
            return replace(_met(anker, "item", woorden), eenmalig=len(ligging.zoek(woorden.vormen)) == 1)
        return _met(anker, deel, ligging.eenheid(wie, deel).woorden if deel else ligging.hele_sectie(wie))
    if waar.item or deel:
        eenheden = [ligging.eenheid(wie, "item" if waar.item else deel)]
    else:
        eenheden = [*ligging.van_sectie(wie), ligging.geheel(wie)]
    return _passage(ligging, anker, eenheden, citaat, hoeveelste, dubbel)


def _geheel(ligging: Ligging, waar: Plek, citaat: str) -> Anker:
    if citaat.strip():
        raise GeenPlek(GEEN_WOORDEN)
    if not (waar.opgave or waar.hoofdstuk):
        return Anker()
    houder = ligging.houder(waar.opgave, waar.hoofdstuk)
    if houder is None:
        raise GeenPlek(GEEN_PLEK)
    return _met(Anker(waar.opgave, "" if waar.opgave else waar.hoofdstuk), "", ligging.hele_houder(houder))


def _vind(ligging: Ligging, waar: Plek) -> tuple[Id, Id, bool]:
    """What was asked for, its section, and whether its key stands elsewhere as well."""

    def past(sectie: Id) -> bool:
        plek = ligging.kaart.secties[sectie].plek
        return (
            waar.opgave in ("", plek.opgave)
            and waar.hoofdstuk in ("", plek.hoofdstuk)
            and waar.sectie in ("", plek.sectie)
        )

    if waar.item:
        alle = ligging.items(waar.item)
        rij = [(wie, s) for wie in alle if past(s := ligging.kaart.items[wie].sectie)]
        secties = ligging.secties(waar.sectie)
        dubbel = len(alle) > 1 or len(secties) > 1
    else:
        alle = ligging.secties(waar.sectie)
        rij = [(wie, wie) for wie in alle if past(wie)]
        dubbel = len(alle) > 1
    if len(rij) != 1:
        raise GeenPlek(GEEN_PLEK)
    return *rij[0], dubbel


def _met(anker: Anker, deel: str, woorden: Woorden) -> Anker:
    return Anker(
        anker.opgave,
        anker.hoofdstuk,
        anker.sectie,
        anker.item,
        deel,
        0,
        len(woorden.tekst),
        eenheid=woorden.tekst,
        soort=anker.soort,
        verwijzingen=woorden.verwijzingen,
        dubbel=anker.dubbel,
    )


def _passage(
    ligging: Ligging, anker: Anker, eenheden: list[Ankereenheid], citaat: str, hoeveelste: int, dubbel: bool
) -> Anker:
    patroon = _patroon(citaat)
    rest = max(hoeveelste, 0)
    for bij in eenheden:
        if isinstance(bij, Ankergeheel):
            return _over_meer(ligging, anker, bij, patroon, dubbel)
        gevonden = _vindplaatsen(patroon, bij.woorden.tekst, rest + 1)
        if len(gevonden) <= rest:
            rest -= len(gevonden)
            continue
        return _van_bereik(ligging, anker, bij, *gevonden[rest], dubbel)
    raise GeenPlek(GEEN_WOORDEN)


def _over_meer(ligging: Ligging, anker: Anker, bij: Ankergeheel, patroon: re.Pattern[str], dubbel: bool) -> Anker:
    """A passage over several units. It is known in its own section only: elsewhere the units may be others."""
    gevonden = [
        plaats for plaats in _vindplaatsen(patroon, bij.woorden.tekst, 3) if "\n" in bij.woorden.tekst[slice(*plaats)]
    ]
    if len(gevonden) != 1:
        raise GeenPlek(VAKER if gevonden else GEEN_WOORDEN)
    return replace(_van_bereik(ligging, anker, bij, *gevonden[0], dubbel), eenmalig=False)


def _van_bereik(ligging: Ligging, anker: Anker, bij: Ankereenheid, begin: int, eind: int, dubbel: bool) -> Anker:
    """The anchor of the whole words that these characters touch."""
    van, tot = bij.woorden.bereik(begin, eind)
    if van == tot:
        raise GeenPlek(GEEN_WOORDEN)
    begin, eind = bij.woorden.tekens(van, tot)
    tekst = bij.woorden.tekst
    if bij.plek.item and not anker.item:
        dubbel = dubbel or len(ligging.items(bij.plek.item)) > 1
    return Anker(
        anker.opgave,
        anker.hoofdstuk,
        anker.sectie,
        bij.plek.item,
        bij.deel,
        begin,
        eind,
        tekst[begin:eind],
        tekst[max(0, begin - OMGEVING) : begin],
        tekst[eind : eind + OMGEVING],
        tekst,
        anker.soort,
        bij.woorden.verwijzingen,
        ligging.herhaald(bij.woorden),
        len(ligging.zoek(bij.woorden.vormen[van:tot])) == 1,
        dubbel,
    )


def _patroon(citaat: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(woord) for woord in citaat.split()))


def _vindplaatsen(patroon: re.Pattern[str], woorden: str, hoogstens: int) -> list[tuple[int, int]]:
    """Where the pattern stands, also where places overlap."""
    uit: list[tuple[int, int]] = []
    gevonden = patroon.search(woorden)
    while gevonden and len(uit) < hoogstens:
        uit.append(gevonden.span())
        gevonden = patroon.search(woorden, gevonden.start() + 1)
    return uit


_EIND_ZIN: Final = re.compile(r"[.!?…]+[”’\"')\]]*\s+(?=[^a-zà-ÿ\s])|\n+")
_AFKORTING: Final = re.compile(
    r"(?:\b(?:\w|bijv|bv|blz|ca|dhr|dr|drs|evt|excl|gem|incl|ing|ir|jl|max|mevr|min|mln|mld|mr|nr|nrs|prof|resp|St|tel"
    r"|vgl|zgn|[a-z](?:\.[a-z])+))\.\s+$"
)


def zinnen(sectie: boom.Sectie, nummers: Mapping[str, int] | None = None) -> tuple[Zin, ...]:
    """The sentences of a section from opening to closing text. `nummers`: those of the document, for references."""
    uit: list[Zin] = []
    delen = [("", "opening", sectie.opening), *((i.sleutel, "item", i.tekst) for i in sectie.items)]
    for item, deel, html in (*delen, ("", "slot", sectie.slot)):
        woorden = _eenheid.van_html(html, nummers or {}).tekst
        plaatsen: dict[str, list[int]] = {}
        for begin, eind in _zinnen(woorden):
            zin = woorden[begin:eind]
            if zin not in plaatsen:
                plaatsen[zin] = [b for b, _ in _vindplaatsen(_patroon(zin), woorden, len(woorden))]
            uit.append(Zin(item, deel, begin, eind, zin, bisect_left(plaatsen[zin], begin)))
    return tuple(uit)


def _zinnen(woorden: str) -> list[tuple[int, int]]:
    uit: list[tuple[int, int]] = []
    begin = 0
    grenzen = [
        g.end()
        for g in _EIND_ZIN.finditer(woorden)
        if "\n" in g[0] or not _AFKORTING.search(woorden[max(0, g.end() - 12) : g.end()])
    ]
    for eind in (*grenzen, len(woorden)):
        stuk = woorden[begin:eind]
        if stuk.strip():
            voor = len(stuk) - len(stuk.lstrip())
            uit.append((begin + voor, begin + len(stuk.rstrip())))
        begin = eind
    return uit
