"""A section as lines of words, and what differs between two of them, for people who compare. No queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from plandocument import boom, tekst, verschil
from plandocument.itemsoorten import Itemsoort
from plandocument.samenvoegen import Waarde, lees
from plandocument.vergelijk.volgorde import verplaatst

from .actions.secties import Regioregisters


@dataclass(frozen=True, slots=True)
class Woordenboek:
    """What turns keys and codes into words: numbers of opgaven by key, and the registers."""

    nummers: Mapping[str, int]
    registers: Regioregisters

    def regels(self, sectie: boom.Sectie, itemsoort: Itemsoort) -> list[str]:
        """Heading of a chapter's section, paragraphs, points with what belongs to them."""
        regels = [sectie.titel] if sectie.titel else []
        regels += self._woorden(sectie.opening)
        regels += [self._punt(item, itemsoort) for item in sectie.items]
        return regels + self._woorden(sectie.slot)

    def wijzigingen(self, oud: boom.Sectie, nieuw: boom.Sectie | None, itemsoort: Itemsoort) -> list[Regelwijziging]:
        """What differs between two texts of one section. Points go by key: one that moved is told as moved."""
        if nieuw is None:
            return wijzigingen(self.regels(oud, itemsoort), [])
        kop = wijzigingen([oud.titel] if oud.titel else [], [nieuw.titel] if nieuw.titel else [])
        voor = wijzigingen(self._woorden(oud.opening), self._woorden(nieuw.opening))
        na = wijzigingen(self._woorden(oud.slot), self._woorden(nieuw.slot))
        return [*kop, *voor, *self._punten(oud.items, nieuw.items, itemsoort), *na]

    def _punten(
        self, oud: Sequence[boom.Item], nieuw: Sequence[boom.Item], itemsoort: Itemsoort
    ) -> Iterator[Regelwijziging]:
        """In the order of now. Of a key that stands twice, and of points that came and went, the words decide."""
        van, naar = ([item.sleutel for item in rij] for rij in (oud, nieuw))
        blijft = {s for s in van if s and van.count(s) == naar.count(s) == 1}
        gegaan = verplaatst([s for s in van if s in blijft], [s for s in naar if s in blijft])
        toen = {item.sleutel: self._punt(item, itemsoort) for item in oud if item.sleutel in blijft}
        los = [self._punt(item, itemsoort) for item in oud if item.sleutel not in blijft]
        erbij: list[str] = []
        for item in nieuw:
            regel = self._punt(item, itemsoort)
            if item.sleutel not in blijft:
                erbij.append(regel)
                continue
            if item.sleutel in gegaan:
                yield Regelwijziging("verplaatst", (verschil.Verschildeel(regel),))
            if regel != (was := toen[item.sleutel]):
                yield Regelwijziging("anders", verschil.delen(verschil.knip(was), verschil.knip(regel)))
        yield from wijzigingen(los, erbij)

    def _punt(self, item: boom.Item, itemsoort: Itemsoort) -> str:
        return f"– {self.item(item, itemsoort)}"

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
    delen: tuple[verschil.Verschildeel, ...]

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
