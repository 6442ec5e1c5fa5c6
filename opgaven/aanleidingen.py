"""What a change can be *naar aanleiding van*: a decision or a meeting; a higher room may add more kinds.

A kind is a function from region to choices (`Bron`); a `Sectiebron` gives choices for one section, and hears of the
save. The form posts `soort:code`; the history keeps soort, code and words, so that it still reads when the occasion
itself is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from governance.models import Besluit, Mijlpaal, Regio
from governance.tijdlijn import Tijdlijnmoment, moment
from npvr.getallen import datum
from npvr.vaste_vraag import VasteRijen

from .models import Sectie

HOEVEEL = 20
WOORDEN_MAX = 300


@dataclass(frozen=True, slots=True)
class Aanleiding:
    """An occasion for a change. `woorden` is what people read: "Twente Board, 11 december 2025 (…)"."""

    soort: str
    code: str
    woorden: str

    @property
    def waarde(self) -> str:
        return f"{self.soort}:{self.code}"

    def als_data(self) -> dict[str, str]:
        """As the history keeps it."""
        return asdict(self)


Bron = Callable[[Regio], Iterable[Aanleiding]]


def van_de_tijdlijn(regio: Regio) -> list[Aanleiding]:
    """Decisions and meetings that have been, newest first. One query."""
    vandaag = timezone.localdate()
    return list(_geweest(tuple(_MIJLPALEN(regio.pk, f"{vandaag:%Y-%m-%d}")), vandaag))


@lru_cache(64)
def _geweest(rijen: tuple[tuple[Any, ...], ...], vandaag: date) -> tuple[Aanleiding, ...]:
    """What follows from these rows on this day, kept by them."""
    momenten = [moment(rij, vandaag) for rij in _MIJLPALEN.van(rijen)]
    geweest = [m for m in momenten if m.begin <= vandaag]
    return tuple(Aanleiding(m.mijlpaal.soort, m.mijlpaal.code, _woorden(m)) for m in geweest[:HOEVEEL])


def _mijlpalen(regio: int, tot: str) -> QuerySet[Mijlpaal]:
    soorten = (Mijlpaal.Soort.BESLUIT, Mijlpaal.Soort.OVERLEG)
    rijen = Mijlpaal.objects.filter(regio=regio, soort__in=soorten, sorteer__lte=tot)
    return rijen.order_by("-sorteer", "-code")[: 2 * HOEVEEL]


_MIJLPALEN = VasteRijen(Mijlpaal, zoek=_mijlpalen, getal=("regio",))


def _woorden(m: Tijdlijnmoment) -> str:
    wie = f"{m.mijlpaal.wie}, {m.wanneer}" if m.mijlpaal.wie else m.wanneer
    woorden = f"{wie} ({m.mijlpaal.wat})"
    return woorden if len(woorden) <= WOORDEN_MAX else f"{woorden[: WOORDEN_MAX - 3].rstrip()} …)"


GENOMEN = "genomen"
"""The kind of occasion that is a decision in the register; its code is the row."""


def van_het_register(regio: Regio) -> list[Aanleiding]:
    """Decisions that everybody with a role may read, newest first, but those carried out. One query."""
    return [
        Aanleiding(GENOMEN, str(b.pk), f"{b.code}, {b.gremium}, {datum(b.datum)} ({b.titel})"[:WOORDEN_MAX])
        for b in _BESLUITEN.rijen(regio.pk)
    ]


def _besluiten(regio: int) -> QuerySet[Besluit]:
    open_ = {"besloten": False, "verzegeld_op__isnull": False, "vervallen_op__isnull": True}
    rijen = Besluit.objects.filter(**open_, gremium__regio=regio, nummer__isnull=False, uitgevoerd_op__isnull=True)
    return rijen.order_by("-datum", "gremium", "-jaar", "-nummer")[:HOEVEEL]


_BESLUITEN = VasteRijen(Besluit, "gremium", zoek=_besluiten, getal=("regio",))


BRONNEN: tuple[Bron, ...] = (van_het_register, van_de_tijdlijn)


def aanleidingen(regio: Regio, bronnen: Iterable[Bron] = BRONNEN) -> dict[str, Aanleiding]:
    """By the value that the form posts. One query per kind."""
    return {a.waarde: a for bron in bronnen for a in bron(regio)}


@dataclass(frozen=True, slots=True)
class Sectiebron:
    """A kind of occasion that belongs to one section, registered by a higher room when it starts.

    `zoek` gives what the editor of a section offers (one query); `na` is called in the transaction of a save that names
    such an occasion, and may write.
    """

    soort: str
    zoek: Callable[[Sectie], Iterable[Aanleiding]]
    na: Callable[[Aanleiding, User | None], None]


SECTIEBRONNEN: dict[str, Sectiebron] = {}


def registreer(bron: Sectiebron) -> None:
    SECTIEBRONNEN[bron.soort] = bron


def van_sectie(sectie: Sectie) -> dict[str, Aanleiding]:
    """What a change of this section can be about, of the kinds that higher rooms registered. One query per kind."""
    return {a.waarde: a for bron in SECTIEBRONNEN.values() for a in bron.zoek(sectie)}


def na_bewaren(aanleiding: Mapping[str, str], door: User | None) -> None:
    """Let the kind of this occasion know that a section was saved for it; in the transaction of that save."""
    if (bron := SECTIEBRONNEN.get(aanleiding.get("soort", ""))) is not None:
        bron.na(Aanleiding(bron.soort, aanleiding.get("code", ""), aanleiding.get("woorden", "")), door)
