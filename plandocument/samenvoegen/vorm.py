"""What merging gives: the section, what of the other came along, and what somebody decides about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Final, Literal

from .. import boom
from ..tekst import Blok

Waarde = boom.Item | Blok | str
"""What is kept or changed as a whole: a point, a paragraph or a point of a list in a text, a heading."""
Deel = Literal["titel", "gedrukt", "opening", "items", "slot", "volgorde"]
HUNNE: Final = "hunne"
MIJN: Final = "mijn"
BEIDE: Final = "beide"


@dataclass(frozen=True, slots=True)
class Botsing:
    """One thing that both changed; None is a side where it is not there (any more).

    `hunne` and `mijn` are what stands in the section when that side is chosen; what only one of them did to it (another
    group, say) is in both. In `volgorde` they are the points that both have, in order, and `verzet` the keys of those
    that both moved.
    `standaard` is the choice that loses nothing where one of them does, otherwise empty: then somebody must say.
    """

    deel: Deel
    sleutel: str
    basis: Waarde | None
    hunne: Waarde | tuple[Waarde, ...] | None
    mijn: Waarde | tuple[Waarde, ...] | None
    keuzes: tuple[str, ...]
    standaard: str = ""
    verzet: frozenset[str] = frozenset()

    @property
    def merk(self) -> str:
        """A fingerprint of what somebody decides about: a choice holds for these words, and for no others."""

        def getoond(kant: Waarde | tuple[Waarde, ...] | None) -> object:
            if isinstance(kant, tuple):
                return tuple(w.sleutel for w in kant if isinstance(w, boom.Item))
            return replace(kant, sleutel=self.sleutel) if isinstance(kant, boom.Item) else kant

        inhoud = repr((self.deel, self.sleutel, *map(getoond, (self.basis, self.hunne, self.mijn))))
        return hashlib.blake2b(inhoud.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True)
class Meegekomen:
    """What the merged section says otherwise than mine, by the other's work."""

    soort: Literal["nieuw", "weg", "anders", "verplaatst"]
    deel: Deel
    mijn: Waarde | None
    nu: Waarde | None


@dataclass(frozen=True, slots=True)
class Samenvoeging:
    """The merged section with the choices that were made in it; `open` is what still waits for one.

    Where nothing was chosen yet the section holds both (an order: theirs; a heading: mine). Items that stand beside
    another by choice have no key yet.
    """

    sectie: boom.Sectie
    botsingen: tuple[Botsing, ...]
    open: tuple[Botsing, ...]
    meegekomen: tuple[Meegekomen, ...]
