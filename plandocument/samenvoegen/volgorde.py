"""The order of things that two people rearranged: each thing goes where who moved it (or made it) put it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..vergelijk.volgorde import verplaatst


@dataclass(frozen=True, slots=True)
class Volgorde:
    """Keys in order; `verzet` are those that both moved, to different places: `hunne` and `mijn` differ in them."""

    hunne: tuple[str, ...]
    mijn: tuple[str, ...]
    verzet: frozenset[str]


def volgorde(basis: Sequence[str], hunne: Sequence[str], mijn: Sequence[str], blijft: Collection[str]) -> Volgorde:
    """Put `blijft` (keys of either side) in order. O(n log n).

    What neither moved is the frame. Between two of the frame come first the things that stand there on their side, then
    mine. So when one side moved nothing, the order is the other's.
    """
    blijft = set(blijft)
    van_hen, van_mij = _verzet(basis, hunne), _verzet(basis, mijn)
    gedeeld = set(basis) & set(hunne) & set(mijn) & blijft
    vast = gedeeld - van_hen - van_mij
    beiden = gedeeld & van_hen & van_mij
    if [k for k in hunne if k in vast | beiden] == [k for k in mijn if k in vast | beiden]:
        vast, beiden = vast | beiden, set()
    bij_mij = set(mijn) - set(hunne) | (gedeeld & van_mij - van_hen)

    def leg(bij_mij: set[str]) -> tuple[str, ...]:
        return _leg(hunne, mijn, vast, {k for k in hunne if k in blijft} - bij_mij, bij_mij & blijft)

    return Volgorde(leg(bij_mij), leg(bij_mij | beiden), frozenset(beiden))


def _verzet(oud: Sequence[str], nieuw: Sequence[str]) -> set[str]:
    samen = set(oud) & set(nieuw)
    return verplaatst([k for k in oud if k in samen], [k for k in nieuw if k in samen])


def _leg(
    hunne: Sequence[str], mijn: Sequence[str], vast: set[str], bij_hen: set[str], bij_mij: set[str]
) -> tuple[str, ...]:
    links, rechts = _vakken(hunne, vast, bij_hen), _vakken(mijn, vast, bij_mij)
    frame = [k for k in hunne if k in vast]
    uit = [*links[0], *rechts[0]]
    for n, sleutel in enumerate(frame, 1):
        uit += [sleutel, *links[n], *rechts[n]]
    return tuple(uit)


def _vakken(rij: Sequence[str], vast: set[str], eigen: set[str]) -> list[list[str]]:
    """What of `eigen` stands before, between and after the things of the frame."""
    vakken: list[list[str]] = [[]]
    for sleutel in rij:
        if sleutel in vast:
            vakken.append([])
        elif sleutel in eigen:
            vakken[-1].append(sleutel)
    return vakken
