"""The printed line of ministries ("VRO/BZK (primair), EZK*, I&W") as items with their primary marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from plandocument import tekst
from plandocument.boom import Item, Koppeling, Sectie, Sectiesoort
from plandocument.sleutels import nieuwe_sleutel

from .opmaak import Opgaven, kaal, proza
from .regels import Bronregel

_PRIMAIR = re.compile(r"\(?\s*\bprimaire?\b(?:\s+ministerie)?\s*\)?\s*:?", re.I)
_NOOT = re.compile(r"\*?\s*[\w&/*]{2,12}\s*(?:=|:|staat voor)\s*\S.*|\*\s*\S.*", re.I)


def lees(soort: Sectiesoort, regels: Sequence[Bronregel], schrijfwijzen: Mapping[str, str], opgaven: Opgaven) -> Sectie:
    """`schrijfwijzen` maps every spelling in lower case to the code of a ministry; what it lacks gets no link.

    A note such as "*EZK = EZ en/of KGG" is the closing text; a line that reads as a sentence too.
    """
    gedrukt: list[Bronregel] = []
    slot: list[Bronregel] = []
    for regel in regels:
        (slot if _is_noot(regel.tekst) else gedrukt).append(regel)
    vorm = ", ".join(kaal(r.tekst).rstrip(",;") for r in gedrukt)
    items = tuple(
        Item(
            nieuwe_sleutel(),
            tekst.schone_regel(escape(naam, quote=False)),
            primair=primair,
            koppelingen=(Koppeling("ministerie", code),) if (code := zoek(naam, schrijfwijzen)) else (),
        )
        for naam, primair in ontleed(vorm, schrijfwijzen)
    )
    return Sectie(nieuwe_sleutel(), soort.code, items=items, slot=proza(slot, opgaven), gedrukt=vorm)


def _is_noot(woorden: str) -> bool:
    kort = _PRIMAIR.sub("", woorden).strip()
    return (_NOOT.fullmatch(kort) is not None and "," not in kort) or (kort.endswith(".") and len(kort.split()) > 6)


def zoek(naam: str, schrijfwijzen: Mapping[str, str]) -> str:
    """Code of the ministry printed as `naam`, or nothing."""
    klein = " ".join(naam.lower().split())
    for vorm in (
        klein,
        klein.rstrip("*"),
        re.sub(r"^(?:het )?ministerie van ", "", klein),
        re.sub(r"^ministerie ", "", klein),
    ):
        if code := schrijfwijzen.get(vorm):
            return code
    return ""


def ontleed(gedrukt: str, schrijfwijzen: Mapping[str, str]) -> list[tuple[str, bool]]:
    """Names in order, each with whether it is primary. "A/B (primair)" marks both; a mark ends a name, like a comma."""
    namen: list[tuple[str, bool]] = []
    primair_erna = False
    for stuk in re.split(r"[,;\n\t]", gedrukt):
        hier = 0
        for merk in _PRIMAIR.finditer(stuk):
            voor = stuk[hier : merk.start()].strip()
            hier = merk.end()
            if voor:
                namen += [(naam, True) for naam in _namen(voor, schrijfwijzen)]
            else:  # "Primair: VRO"
                primair_erna = True
        if rest := stuk[hier:].strip():
            namen += [(naam, primair_erna) for naam in _namen(rest, schrijfwijzen)]
            primair_erna = False
    primair: dict[str, bool] = {}
    for naam, is_primair in namen:
        primair[naam] = primair.get(naam, False) or is_primair
    return list(primair.items())


def _namen(stuk: str, schrijfwijzen: Mapping[str, str]) -> list[str]:
    """One stretch between commas: one ministry, or several that a slash, "en" or only a space divides."""
    stuk = re.sub(r"^(?:overige?|en|overig[e]? betrokken)\s*:?\s+", "", stuk.strip(" .:"), flags=re.I)
    if not stuk:
        return []
    if zoek(stuk, schrijfwijzen):
        return [stuk.rstrip("*")]
    for scheiding in (r"\s*/\s*", r"\s+(?:en|&|\+)\s+", r"\s+"):
        delen = [d for d in re.split(scheiding, stuk) if d]
        if len(delen) > 1 and all(zoek(d, schrijfwijzen) or _is_afkorting(d) for d in delen):
            return [d.rstrip("*") for d in delen]
    return [stuk.rstrip("*").strip()]


def _is_afkorting(woord: str) -> bool:
    return re.fullmatch(r"[A-Z&]{2,6}\*?", woord) is not None
