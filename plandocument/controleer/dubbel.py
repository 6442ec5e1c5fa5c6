"""The same words twice: a sentence in two places, a word or two in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from .lezing import TEKSTEN, Planlezing, zinnen
from .vorm import Plek, Vondst

WOORDEN: Final = 12
MAG_TWEEMAAL: Final = frozenset(("dat", "die", "er", "had", "ha", "haar", "hun", "je", "was", "zij"))
"""Good Dutch, as in "ik denk dat dat kan"."""
_WOORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|\x02[0-9a-z]*\x03")


def dubbele_zin(plan: Planlezing) -> Iterator[Vondst]:
    """The overview repeats the fiches on purpose, so it does not count."""
    waar: dict[str, tuple[str, list[Plek]]] = {}
    for stuk in plan.stukken:
        if stuk.veld == "overzicht" or (stuk.itemsoort.herhaald and stuk.veld == "item"):
            continue
        for woorden, zin in _lange_zinnen(stuk.regels):
            waar.setdefault(woorden, (zin, []))[1].append(stuk.plek)
    for sleutel, (zin, plekken) in waar.items():
        if len(plekken) > 1:
            uniek = tuple({p.sleutels: p for p in plekken}.values())
            keer = "twee keer" if len(plekken) == 2 else f"{len(plekken)} keer"
            yield Vondst(f"Deze zin staat {keer} in het plan.", uniek, sleutel, plan.citaat(zin))


@lru_cache(TEKSTEN)
def _lange_zinnen(regels: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Sentences that are long enough to be noticed twice: the words to compare by, and the sentence."""
    lang = (regel for regel in regels if regel.count(" ") + 1 >= WOORDEN)
    paren = ((_WOORD.findall(zin.lower()), zin) for regel in lang for zin in zinnen(regel))
    return tuple((" ".join(woorden), zin) for woorden, zin in paren if len(woorden) >= WOORDEN)


def dubbel_woord(plan: Planlezing) -> Iterator[Vondst]:
    for stuk in plan.stukken:
        for deel, begin, eind, woorden in _dubbele_woorden(stuk.regels):
            zin = f"Hier staat tweemaal achter elkaar ‘{woorden}’."
            yield Vondst(zin, (stuk.plek,), f"{woorden}: {deel}", plan.citaat(deel, begin, eind))


@lru_cache(TEKSTEN)
def _dubbele_woorden(regels: tuple[str, ...]) -> tuple[tuple[str, int, int, str], ...]:
    """Per sentence what stands in it twice in a row, each thing once: the sentence, from, to, the words."""
    uit = []
    for deel in (zin for regel in regels for zin in zinnen(regel)):
        gezien: set[str] = set()
        for begin, eind, woorden in _herhalingen(deel):
            if woorden not in gezien:
                gezien.add(woorden)
                uit.append((deel, begin, eind, woorden))
    return tuple(uit)


def _herhalingen(regel: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of one to four words that stand twice in a row with only space between; linear in the line."""
    plaatsen = [(m.start(), m.end()) for m in _WOORD.finditer(regel)]
    woorden = [regel[b:e].lower() for b, e in plaatsen]
    vast = [  # word i is followed by nothing but space
        i + 1 < len(plaatsen) and regel[plaatsen[i][1] : plaatsen[i + 1][0]].isspace() for i in range(len(plaatsen))
    ]
    i = 0
    while i < len(woorden):
        for n in (4, 3, 2, 1):
            deel = woorden[i : i + n]
            if deel != woorden[i + n : i + 2 * n] or not all(vast[i : i + 2 * n - 1]):
                continue
            if all(w.isdigit() for w in deel) or (n == 1 and (deel[0] in MAG_TWEEMAAL or not deel[0].isalpha())):
                continue
            begin, eind = plaatsen[i][0], plaatsen[i + 2 * n - 1][1]
            yield begin, eind, regel[begin : plaatsen[i + n - 1][1]]
            i += 2 * n - 1
            break
        i += 1
