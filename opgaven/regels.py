"""A section as lines of words, and what differs between two of them, for people who compare. No queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from plandocument import boom, tekst, verschil
from plandocument.itemsoorten import Itemsoort
from plandocument.samenvoegen import Waarde, lees

from .actions.secties import Registers


@dataclass(frozen=True, slots=True)
class Woordenboek:
    """What turns keys and codes into words: numbers of opgaven by key, and the registers."""

    nummers: Mapping[str, int]
    registers: Registers

    def regels(self, sectie: boom.Sectie, itemsoort: Itemsoort) -> list[str]:
        """Heading of a chapter's section, paragraphs, points with what belongs to them."""
        regels = [sectie.titel] if sectie.titel else []
        regels += self._woorden(sectie.opening)
        regels += [f"– {self.item(item, itemsoort)}" for item in sectie.items]
        return regels + self._woorden(sectie.slot)

    def item(self, item: boom.Item, itemsoort: Itemsoort) -> str:
        """A point with its group, status and links, in one line."""
        return itemsoort.in_een_regel(item, tekst.woorden(item.tekst, self.nummers), self._naam)

    def waarde(self, waarde: Waarde, itemsoort: Itemsoort) -> str:
        """A point, a block of a text or a heading in one line."""
        if isinstance(waarde, boom.Item):
            return self.item(waarde, itemsoort)
        return waarde if isinstance(waarde, str) else tekst.woorden(lees(waarde), self.nummers).replace("\n", "; ")

    def _woorden(self, html: str) -> list[str]:
        return [regel for regel in tekst.woorden(html, self.nummers).split("\n") if regel]

    def _naam(self, link: boom.Koppeling) -> str:
        return self.registers.per_soort[link.soort].get(link.doel, (0, link.doel))[1]


@dataclass(frozen=True, slots=True)
class Regelwijziging:
    """One line that changed: wholly new, wholly gone, with other words in it, or at another place."""

    soort: Literal["nieuw", "weg", "anders", "verplaatst"]
    delen: tuple[verschil.Deel, ...]

    @property
    def woorden(self) -> str:
        return "".join(deel.tekst for deel in self.delen)


def wijzigingen(oud: Sequence[str], nieuw: Sequence[str]) -> list[Regelwijziging]:
    """The lines that differ, in order; those that stayed are left out."""
    gewijzigd = []
    for paar in verschil.regels_naast(oud, nieuw):
        if paar.links is None:
            gewijzigd.append(Regelwijziging("nieuw", verschil.ineen(paar)))
        elif paar.rechts is None:
            gewijzigd.append(Regelwijziging("weg", verschil.ineen(paar)))
        elif not paar.gelijk:
            gewijzigd.append(Regelwijziging("anders", verschil.ineen(paar)))
    return gewijzigd
