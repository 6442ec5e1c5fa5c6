"""Words that no Dutch dictionary knows. Made to be quiet: in doubt a word is right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from .lezing import LOS_TEKEN, TEKSTEN, Leestekst, Planlezing
from .vorm import Plek, Spellinglijst, Vondst, opsomming

WOORDEN = 65536
"""Of how many words is kept whether they are right."""
GEWOON = 3
"""What stands in the plan as often as this is a word of the region's, not a slip."""
KORTST, LANGST = 4, 45
"""Shorter and longer words are not judged, nor are shorter parts of a compound."""
MEEST = 12
"""So many words stand in the sentence of a finding; the others are counted."""
_ADRES = re.compile(r"\S*(?:://|@|www\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|com|eu|org|net|info|frl)\b\S*", re.I)
_TOKEN = re.compile(r"[^\W_][\w’'\-‑/&.]*[\w\-‑](?:\.(?=,|;|\)| [a-zà-ÿ]))?")
_GEWOON_WOORD = re.compile(r"[a-zà-öø-ÿ’']+")
_DELEN = re.compile(r"[-‑/]")
_TUSSEN = ("", "s", "e", "en", "n")
_STAART = re.compile(r"[’']s?$")


def onbekende_woorden(plan: Planlezing) -> Iterator[Vondst]:
    """One finding per fiche or chapter, with the words and every section where they stand."""
    woordenboek = plan.omgeving.woordenboek
    if woordenboek is None:
        return
    keren: Counter[str] = Counter()
    per_deel: dict[tuple[str, str], tuple[list[str], dict[tuple[str, ...], Plek]]] = {}
    for stuk in plan.stukken:
        woorden = [w for w in _onbekend(stuk.regels, woordenboek) if w not in plan.omgeving.eigen_woorden]
        if woorden:
            keren.update(woorden)
            lijst, plekken = per_deel.setdefault(_deel(stuk), ([], {}))
            lijst += woorden
            for w in woorden:
                plekken.setdefault((*stuk.plek.sleutels[:3], w), stuk.plek)
    for lijst, plekken in per_deel.values():
        woorden = [w for w in dict.fromkeys(lijst) if keren[w] < GEWOON]
        if woorden:
            hier = {sleutel[:-1]: plek for sleutel, plek in plekken.items() if sleutel[-1] in woorden}
            yield Vondst(_zin(woorden), tuple(hier.values()), " ".join(sorted(woorden)), woorden=tuple(woorden))


def _zin(woorden: list[str]) -> str:
    if len(woorden) == 1:
        return f"Niet in het woordenboek: {woorden[0]}."
    rest = len(woorden) - MEEST
    toon = woorden if rest < 2 else [*woorden[:MEEST], f"nog {rest} woorden"]
    return f"Niet in het woordenboek: {opsomming(toon)}."


def _deel(stuk: Leestekst) -> tuple[str, str]:
    return (stuk.plek.opgave, stuk.plek.hoofdstuk)


@lru_cache(TEKSTEN)
def _onbekend(regels: tuple[str, ...], woordenboek: Spellinglijst) -> tuple[str, ...]:
    """The words of these lines that are in no dictionary; as often as they stand there."""
    return tuple(
        woord
        for regel in regels
        for token in _TOKEN.findall(_ADRES.sub(" ", LOS_TEKEN.sub(" ", regel)))
        for woord in te_keuren(token)
        if not _goed(woord, woordenboek)
    )


def te_keuren(token: str) -> Iterator[str]:
    """What of it is judged: parts of small letters. Names, abbreviations, figures and halves ("woon- en") are left."""
    if token.endswith(("-", "‑")) or "." in token:
        return
    for deel in _DELEN.split(token):
        woord = _STAART.sub("", deel.replace("’", "'").strip("'"))
        if KORTST <= len(woord) <= LANGST and _GEWOON_WOORD.fullmatch(woord):
            yield woord


@lru_cache(WOORDEN)
def _goed(woord: str, woordenboek: Spellinglijst) -> bool:
    return woordenboek.kent(woord) or _samengesteld(woord, woordenboek, 3)


def _samengesteld(woord: str, woordenboek: Spellinglijst, delen: int) -> bool:
    """Whether it is made of words that are known: netcongestie, gebiedsagenda."""
    for snede in range(KORTST, len(woord) - KORTST + 1):
        links, rechts = woord[:snede], woord[snede:]
        if not _links(links, woordenboek):
            continue
        if woordenboek.kent(rechts) or (delen > 2 and _samengesteld(rechts, woordenboek, delen - 1)):
            return True
    return False


def _links(deel: str, woordenboek: Spellinglijst) -> bool:
    return any(
        len(kern := deel.removesuffix(tussen)) >= KORTST and woordenboek.kent(kern)
        for tussen in _TUSSEN
        if deel.endswith(tussen)
    )
