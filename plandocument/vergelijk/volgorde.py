"""Which things stayed and which moved: the heaviest increasing subsequence, the same whichever side is called old."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def verplaatst(oud: Sequence[T], nieuw: Sequence[T]) -> set[T]:
    """What changed place relative to the rest; both hold the same things, each once. O(n log n).

    As few as possible moved: those outside a longest increasing subsequence. Of several longest ones a hash of the
    things decides, so that swapping old and new tells of the same moves.
    """
    if list(oud) == list(nieuw):
        return set()
    plaats = {ding: n for n, ding in enumerate(oud)}
    rij = [plaats[ding] for ding in nieuw]
    gesorteerd = sorted(rij)
    beste: list[tuple[int, int]] = [(0, -1)] * (len(rij) + 1)  # Fenwick tree: (weight, index where it ends)
    vorige = [-1] * len(rij)
    eind = (0, -1)
    for n, p in enumerate(rij):
        hier = bisect_left(gesorteerd, p)
        top, i = (0, -1), hier
        while i:
            top = max(top, beste[i])
            i &= i - 1
        vorige[n] = top[1]
        gewicht = (top[0] + (1 << 80) + _getal(nieuw[n]), n)
        eind = max(eind, gewicht)
        i = hier + 1
        while i <= len(rij):
            beste[i] = max(beste[i], gewicht)
            i += i & -i
    blijft: set[T] = set()
    n = eind[1]
    while n >= 0:
        blijft.add(nieuw[n])
        n = vorige[n]
    return set(nieuw) - blijft


def _getal(ding: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(ding).encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")
