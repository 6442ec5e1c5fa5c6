"""The same words twice: a sentence in two places, a word or two in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .lezing import Lezing, zinnen
from .vorm import Plek, Vondst

WOORDEN: Final = 12
MAG_TWEEMAAL: Final = frozenset(("dat", "die", "er", "had", "ha", "haar", "hun", "je", "was", "zij"))
"""Good Dutch, as in "ik denk dat dat kan"."""
_WOORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|\x02[0-9a-z]*\x03")


def dubbele_zin(plan: Lezing) -> Iterator[Vondst]:
    """The overview repeats the fiches on purpose, so it does not count."""
    waar: dict[str, tuple[str, list[Plek]]] = {}
    for stuk in plan.stukken:
        if stuk.veld == "overzicht" or (stuk.itemsoort.herhaald and stuk.veld == "item"):
            continue
        for regel in stuk.regels:
            if regel.count(" ") + 1 < WOORDEN:
                continue
            for zin in zinnen(regel):
                woorden = _WOORD.findall(zin.lower())
                if len(woorden) >= WOORDEN:
                    waar.setdefault(" ".join(woorden), (zin, []))[1].append(stuk.plek)
    for sleutel, (zin, plekken) in waar.items():
        if len(plekken) > 1:
            uniek = tuple({p.sleutels: p for p in plekken}.values())
            keer = "twee keer" if len(plekken) == 2 else f"{len(plekken)} keer"
            yield Vondst(f"Deze zin staat {keer} in het plan.", uniek, sleutel, plan.citaat(zin))


def dubbel_woord(plan: Lezing) -> Iterator[Vondst]:
    for stuk in plan.stukken:
        for deel in (zin for regel in stuk.regels for zin in zinnen(regel)):
            gezien: set[str] = set()
            for begin, eind, woorden in _herhalingen(deel):
                if woorden in gezien:
                    continue
                gezien.add(woorden)
                zin = f"Hier staat tweemaal achter elkaar ‘{woorden}’."
                yield Vondst(zin, (stuk.plek,), f"{woorden}: {deel}", plan.citaat(deel, begin, eind))


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
