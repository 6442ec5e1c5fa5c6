"""A meeting as one person sees it: built once, for the page, the minutes, prints and files of that audience."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from npvr.getallen import datum
from plandocument import tekst

from .models import Aanwezige, Actie, Agendapunt, Besluit, Lidmaatschap, Overleg, Vergaderstuk
from .zicht import Zicht

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_OPGAVE = re.compile(r"\[(opgave \d{1,4})\]")
"""A meeting knows no text of the plan: a reference is words here."""


@dataclass(frozen=True, slots=True)
class Puntbeeld:
    """An item with its number and the time at which it comes up. `verslag`: whether notes and outcome may be seen."""

    nummer: str
    tijd: time
    punt: Agendapunt
    besluiten: tuple[Besluit, ...] = ()
    acties: tuple[Actie, ...] = ()
    verslag: bool = False
    stukken: tuple[Vergaderstuk, ...] = ()
    """Without their bytes."""

    @property
    def genummerd(self) -> list[tuple[str, Vergaderstuk]]:
        """The papers with their numbers: 3.1, 3.2."""
        return [(f"{self.nummer}.{n}", stuk) for n, stuk in enumerate(self.stukken, 1)]

    @property
    def notitie(self) -> SafeString:
        return mark_safe(tekst.toon(self.punt.notitie, {}, str)) if self.verslag else SafeString("")  # noqa: S308 (canonical)

    @property
    def uitleg(self) -> str:
        """The explanation as rich text: people type it in the plain form that notes have, with **bold** and points."""
        return tekst.uit_plat(_OPGAVE.sub(r"\1", self.punt.toelichting))

    @property
    def toelichting(self) -> SafeString:
        return mark_safe(tekst.toon(self.uitleg, {}, str))  # noqa: S308 (canonical)

    @property
    def uitkomst(self) -> str:
        """State and outcome in words; empty for who may not know."""
        if not self.verslag:
            return ""
        return str(self.punt.get_stand_display())


@dataclass(frozen=True, slots=True)
class Overlegbeeld:
    overleg: Overleg
    punten: tuple[Puntbeeld, ...]
    aanwezigen: tuple[Aanwezige, ...]
    zetels: tuple[Lidmaatschap, ...]
    """Seats of the body on that day that are not on the list of who was there yet."""
    agenda: bool
    verslag: bool
    schrijft: bool
    lid: bool

    @property
    def titel(self) -> str:
        """ "donderdag 19 november 2026"."""
        return dag_voluit(self.overleg.datum)

    @property
    def over(self) -> int:
        """Minutes that are left of the meeting; below nought when there is too much on the agenda."""
        return self.overleg.minuten - sum(p.punt.minuten for p in self.punten)

    @property
    def open_deel(self) -> list[Puntbeeld]:
        return [p for p in self.punten if not p.punt.besloten]

    @property
    def besloten_deel(self) -> list[Puntbeeld]:
        return [p for p in self.punten if p.punt.besloten]

    @property
    def zonder_uitkomst(self) -> int:
        return sum(not p.punt.afgerond for p in self.punten)

    @property
    def voorzitter(self) -> str:
        return self._positie(Lidmaatschap.Positie.VOORZITTER)

    @property
    def secretaris(self) -> str:
        return self._positie(Lidmaatschap.Positie.SECRETARIS)

    def _positie(self, positie: str) -> str:
        alle: list[Aanwezige | Lidmaatschap] = [*self.aanwezigen, *self.zetels]
        wie = next((x for x in alle if x.positie == positie), None)
        return str(wie) if wie else ""

    @property
    def stukken(self) -> list[tuple[str, Vergaderstuk]]:
        """All papers, with their numbers."""
        return [paar for p in self.punten for paar in p.genummerd]

    @property
    def besluiten(self) -> list[tuple[Puntbeeld, Besluit]]:
        return [(p, b) for p in self.punten for b in p.besluiten]


def dag_voluit(dag: date) -> str:
    return f"{DAGEN[dag.weekday()]} {datum(dag)}"


def beeld(overleg: Overleg, zicht: Zicht) -> Overlegbeeld:
    """Six queries, whatever stands on the agenda; fewer for who sees less."""
    agenda, verslag = zicht.ziet_agenda(overleg), zicht.ziet_verslag(overleg)
    punten: list[Agendapunt] = []
    besluiten: dict[int, list[Besluit]] = defaultdict(list)
    acties: dict[int, list[Actie]] = defaultdict(list)
    if agenda:
        rijen = Agendapunt.objects.op_de_agenda().filter(zicht.punten(overleg), overleg=overleg)
        punten = list(rijen.select_related("vorige__overleg__gremium", "volgende__overleg__gremium", "notitie_door"))
    stukken: dict[int, list[Vergaderstuk]] = defaultdict(list)
    if punten:
        for stuk in Vergaderstuk.objects.lijst().filter(zicht.stukken(overleg), agendapunt__in=punten):
            stukken[stuk.agendapunt_id].append(stuk)
    if verslag:
        gezien = Besluit.objects.filter(zicht.besluiten(), agendapunt__in=punten).select_related(
            "gremium", "herziet__gremium"
        )
        for b in gezien.order_by("nummer"):
            besluiten[b.agendapunt_id or 0].append(b)
        for a in Actie.objects.filter(zicht.acties(), agendapunt__in=punten).order_by("nummer"):
            acties[a.agendapunt_id or 0].append(a)
    aanwezigen = list(overleg.aanwezigen.select_related("organisatie", "ministerie", "zetel"))
    er_al = {a.zetel_id for a in aanwezigen}
    zetels = (
        Lidmaatschap.objects.op(overleg.datum)
        .filter(gremium=overleg.gremium_id)
        .select_related("organisatie", "ministerie")
    )
    return Overlegbeeld(
        overleg,
        tuple(_punten(overleg, punten, besluiten, acties, stukken, verslag)),
        tuple(aanwezigen),
        tuple(z for z in zetels if z.pk not in er_al),
        agenda,
        verslag,
        zicht.schrijft,
        zicht.lid(overleg.gremium_id),
    )


def _punten(
    overleg: Overleg,
    punten: list[Agendapunt],
    besluiten: dict[int, list[Besluit]],
    acties: dict[int, list[Actie]],
    stukken: dict[int, list[Vergaderstuk]],
    verslag: bool,
) -> list[Puntbeeld]:
    """Numbered 1, 2 …, and those of the besloten part B1, B2 …, so that leaving that part out leaves no gap."""
    uit, klok, tellers = [], datetime.combine(overleg.datum, overleg.aanvang), {False: 0, True: 0}
    for punt in punten:
        punt.overleg = overleg
        tellers[punt.besloten] += 1
        nummer = f"{'B' if punt.besloten else ''}{tellers[punt.besloten]}"
        delen = tuple(besluiten[punt.pk]), tuple(acties[punt.pk]), verslag, tuple(stukken[punt.pk])
        uit.append(Puntbeeld(nummer, klok.time(), punt, *delen))
        klok += timedelta(minutes=punt.minuten)
    return uit


@dataclass(frozen=True, slots=True)
class Gang:
    """A state on the way of a meeting, for the line at the top of its page: "af", "nu" or "straks"."""

    naam: str
    staat: str
    op: date | None


def gangen(overleg: Overleg) -> list[Gang]:
    volgorde = list(Overleg.Stand)
    hier = volgorde.index(Overleg.Stand(overleg.stand))
    momenten = (None, overleg.agenda_vast_op, overleg.gehouden_op, overleg.vastgesteld_op)
    return [
        Gang(str(s.label), "nu" if n == hier else "af" if n < hier else "straks", op and timezone.localdate(op))
        for n, (s, op) in enumerate(zip(volgorde, momenten, strict=True))
    ]
