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

    What neither moved is the frame. Between two of the frame come first the things that were moved to there, then what
    is new; theirs before mine. So when one side moved nothing, the order is the other's.
    """
    blijft, bekend = set(blijft), set(basis)
    van_hen, van_mij = _verzet(basis, hunne), _verzet(basis, mijn)
    gedeeld = set(basis) & set(hunne) & set(mijn) & blijft
    vast = gedeeld - van_hen - van_mij
    beiden = gedeeld & van_hen & van_mij
    if [k for k in hunne if k in vast | beiden] == [k for k in mijn if k in vast | beiden]:
        vast, beiden = vast | beiden, set()
    bij_mij = set(mijn) - set(hunne) | (gedeeld & van_mij - van_hen)

    def leg(bij_mij: set[str]) -> tuple[str, ...]:
        links = _vakken(hunne, vast, {k for k in hunne if k in blijft} - bij_mij)
        rechts = _vakken(mijn, vast, bij_mij & blijft)
        frame = ["", *(k for k in hunne if k in vast)]
        uit: list[str] = []
        for sleutel, een, ander in zip(frame, links, rechts, strict=True):
            (eerst, nieuw), (eerst_mijn, nieuw_mijn) = (_knip(vak, bekend) for vak in (een, ander))
            uit += [*([sleutel] if sleutel else []), *eerst, *eerst_mijn, *nieuw, *nieuw_mijn]
        return tuple(uit)

    return Volgorde(leg(bij_mij), leg(bij_mij | beiden), frozenset(beiden))


def _verzet(oud: Sequence[str], nieuw: Sequence[str]) -> set[str]:
    samen = set(oud) & set(nieuw)
    return verplaatst([k for k in oud if k in samen], [k for k in nieuw if k in samen])


def _vakken(rij: Sequence[str], vast: set[str], eigen: set[str]) -> list[list[str]]:
    """What of `eigen` stands before, between and after the things of the frame."""
    vakken: list[list[str]] = [[]]
    for sleutel in rij:
        if sleutel in vast:
            vakken.append([])
        elif sleutel in eigen:
            vakken[-1].append(sleutel)
    return vakken


def _knip(vak: list[str], bekend: set[str]) -> tuple[list[str], list[str]]:
    """Until the first that is new, and from there."""
    eerst = next((n for n, sleutel in enumerate(vak) if sleutel not in bekend), len(vak))
    return vak[:eerst], vak[eerst:]
