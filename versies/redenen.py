"""Why things changed between two moments: what people wrote with each save, from the history of sections.

A change of an item gets the reasons of the saves that changed that item; saves without a reason give none. Which saves
lie in between is told by what they left behind, near the moments themselves, where clocks may differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from opgaven.models import Plan
from plandocument.boom import Item, Plandocument, Sectie
from plandocument.vergelijk import Vergelijking, Wijziging

from .models import Amendement

RUIM: Final = timedelta(minutes=10)
"""Around the moment of a version the clock alone does not say on which side of it a save lies."""
TEKSTVELDEN: Final = ("opening", "slot", "titel", "gedrukt")
ZICHTBAAR: Final = frozenset({"tekst", "groep", "deelthema", "status", ""})
"""Fields of an item that the history of items tells of; its links stand elsewhere."""

Kern = tuple[str, str, str, str, bool, tuple[tuple[str, str], ...]]
"""What of an item is compared."""


@dataclass(frozen=True, slots=True)
class Reden:
    """What somebody wrote with a save: why, and *naar aanleiding van* what, in words; `bron` is its kind and code."""

    op: datetime
    waarom: str
    aanleiding: str
    bron: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Sectiestand:
    """A section as a save left it: its texts, and its items in order."""

    velden: tuple[str, ...]
    items: tuple[tuple[str, Kern], ...]

    @classmethod
    def van(cls, sectie: Sectie) -> Sectiestand:
        return cls(
            tuple(getattr(sectie, veld) for veld in TEKSTVELDEN), tuple((i.sleutel, _kern(i)) for i in sectie.items)
        )


@dataclass(frozen=True, slots=True)
class Opslag:
    """A save with a reason, and what of the section it changed; `alles` where that is not known."""

    reden: Reden
    velden: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    volgorde: bool = False
    alles: bool = False

    def raakt(self, wijziging: Wijziging) -> bool:
        if self.alles or wijziging.wat not in ("item", "sectie"):
            return True
        if wijziging.wat == "item":
            if wijziging.soort == "verplaatst":
                return self.volgorde or wijziging.sleutel in self.items
            return wijziging.sleutel in self.items or wijziging.veld not in ZICHTBAAR
        return wijziging.veld not in TEKSTVELDEN or wijziging.veld in self.velden


@dataclass(frozen=True)
class Redenen:
    """The reasons of a comparison: by the key of a section or opgave."""

    per_sleutel: Mapping[str, tuple[Opslag, ...]] = field(default_factory=dict)

    @property
    def bronnen(self) -> frozenset[tuple[str, str]]:
        """Kind and code of every occasion that is named."""
        return frozenset(o.reden.bron for rij in self.per_sleutel.values() for o in rij if any(o.reden.bron))

    def bij(self, wijziging: Wijziging) -> tuple[Reden, ...]:
        """In the order in which they were written, each once."""
        plekken = [plek for plek in (wijziging.oud, wijziging.nieuw) if plek is not None]
        sleutels = dict.fromkeys(plek.sectie or plek.opgave for plek in plekken)
        gevonden = [o.reden for s in sleutels for o in self.per_sleutel.get(s, ()) if o.raakt(wijziging)]
        eens: dict[tuple[str, str], Reden] = {}
        for reden in sorted(gevonden, key=lambda r: r.op):
            eens[reden.waarom, reden.aanleiding] = reden
        return tuple(eens.values())


def redenen(
    plan: Plan,
    van: tuple[Plandocument, datetime],
    naar: tuple[Plandocument, datetime | None],
    vergelijking: Vergelijking,
) -> Redenen:
    """Why the sections of these changes were changed after `van` and up to `naar` (None: until now). Three queries,
    whatever the number of changes; linear in the saves of those sections in between."""
    plekken = [plek for w in vergelijking.wijzigingen for plek in (w.oud, w.nieuw) if plek is not None]
    secties = {plek.sectie for plek in plekken if plek.sectie}
    opgaven = {plek.opgave for plek in plekken if plek.opgave and not plek.sectie}
    begin, eind = van[1], naar[1] or timezone.now()
    reeksen = _reeksen(plan, secties, begin, eind)
    standen = _standen(reeksen.values(), begin, eind)
    oud, nieuw = _secties(van[0], secties), _secties(naar[0], secties)
    gevonden = {
        sleutel: _tussen(reeks, standen, begin, eind, oud.get(sleutel), nieuw.get(sleutel))
        for sleutel, reeks in reeksen.items()
    }
    return Redenen({**gevonden, **_van_opgaven(plan, opgaven, begin, eind)})


def amendementen(plan: Plan, van_nummer: int, tot_nummer: int | None) -> list[Amendement]:
    """What bodies asked for and a version after the old one carried out, up to the new one; and what was asked when
    the old one was decided on and nobody carried out yet. One query."""
    uitgevoerd = Q(uitgevoerd_in__nummer__gt=van_nummer)
    if tot_nummer is not None:
        uitgevoerd &= Q(uitgevoerd_in__nummer__lte=tot_nummer)
    open_ = Q(goedkeuring__versie__nummer=van_nummer, uitgevoerd_in=None)
    return list(
        Amendement.objects.filter(
            uitgevoerd | open_, goedkeuring__versie__plan=plan, goedkeuring__bevestigd_op__isnull=False
        )
        .select_related("goedkeuring__besluit__gremium", "goedkeuring__versie", "uitgevoerd_in")
        .defer("goedkeuring__versie__inhoud", "uitgevoerd_in__inhoud")
        .order_by("goedkeuring__besluit__datum", "goedkeuring", "nummer")
    )


def _gebeurtenissen(naam: str) -> QuerySet[Any]:
    return apps.get_model("opgaven", f"{naam}Gebeurtenis")._default_manager.all()


def _kern(item: Item) -> Kern:
    feiten = tuple((feit.naam, feit.waarde) for feit in item.feiten)
    return item.tekst, item.groep, item.deelthema, item.status, item.primair, feiten


def _secties(document: Plandocument, sleutels: set[str]) -> dict[str, Sectiestand]:
    return {s.sleutel: Sectiestand.van(s) for _, s in document.alle_secties() if s.sleutel in sleutels}


def _reeksen(plan: Plan, sleutels: set[str], begin: datetime, eind: datetime) -> dict[str, list[Any]]:
    """The saves of these sections around that time, in order, by key. One query."""
    rijen = _gebeurtenissen("Sectie").filter(
        plan_id=plan.pk,
        sleutel__in=sleutels,
        pgh_created_at__gte=begin - RUIM,
        pgh_created_at__lte=eind + RUIM,
        pgh_label__in=("insert", "update"),
    )
    uit: dict[str, list[Any]] = defaultdict(list)
    for rij in rijen.select_related("pgh_context").order_by("pgh_id"):
        uit[rij.sleutel].append(rij)
    return uit


def _reden(rij: Any) -> Reden | None:
    context = (rij.pgh_context.metadata or {}) if rij.pgh_context else {}
    waarom = str(context.get("waarom") or "")
    data = context.get("aanleiding") or {}
    aanleiding, soort, code = (str(data.get(naam, "")) for naam in ("woorden", "soort", "code"))
    return Reden(rij.pgh_created_at, waarom, aanleiding, (soort, code)) if waarom or aanleiding else None


def _standen(reeksen: Iterable[Sequence[Any]], begin: datetime, eind: datetime) -> dict[tuple[int, int], Sectiestand]:
    """Section and version → what it said, for the saves that have a reason, the one before each, and those near the
    moments. One query."""
    nodig: dict[tuple[int, int], Any] = {}
    for reeks in reeksen:
        for n, rij in enumerate(reeks):
            dichtbij = any(abs(rij.pgh_created_at - moment) <= RUIM for moment in (begin, eind))
            if dichtbij or _reden(rij) is not None:
                for welke in reeks[max(n - 1, 0) : n + 1]:
                    nodig[welke.pgh_obj_id, welke.versie] = welke
    stond: dict[tuple[int, int], dict[int, Any]] = defaultdict(dict)
    rijen = _gebeurtenissen("Item").filter(
        sectie_id__in={pk for pk, _ in nodig}, sectieversie__in={nummer for _, nummer in nodig}
    )
    velden = ("tekst", "groep", "deelthema", "status", "primair", "feiten")
    for pk, versie, label, item, positie, sleutel, *kern, feiten in rijen.order_by("pgh_id").values_list(
        "sectie_id", "sectieversie", "pgh_label", "pgh_obj_id", "positie", "sleutel", *velden
    ):
        if label == "delete":
            stond[pk, versie].pop(item, None)
        else:
            stond[pk, versie][item] = (positie, sleutel, (*kern, tuple(map(tuple, feiten))))
    return {
        welke: Sectiestand(
            tuple(getattr(rij, veld) for veld in TEKSTVELDEN),
            tuple((sleutel, kern) for _, sleutel, kern in sorted(stond[welke].values(), key=lambda r: r[0])),
        )
        for welke, rij in nodig.items()
    }


def _tussen(
    reeks: Sequence[Any],
    standen: Mapping[tuple[int, int], Sectiestand],
    begin: datetime,
    eind: datetime,
    oud: Sectiestand | None,
    nieuw: Sectiestand | None,
) -> tuple[Opslag, ...]:
    """The saves with a reason after the last one that says what the old document does, up to the last that says what
    the new one does; by the clock where none does.

    A save that began before the old document was frozen and says something else came after it all the same: its
    moment is that at which it began.
    """
    hier = [standen.get((rij.pgh_obj_id, rij.versie)) for rij in reeks]
    na = max((n for n, stand in enumerate(hier) if stand is not None and stand == oud), default=None)
    if na is None:
        na = max((n for n, rij in enumerate(reeks) if rij.pgh_created_at <= begin and hier[n] is None), default=-1)
    tot = max((n for n, stand in enumerate(hier) if n > na and stand is not None and stand == nieuw), default=None)
    if tot is None:
        tot = sum(rij.pgh_created_at <= eind for rij in reeks) - 1
    uit = []
    for n in range(na + 1, tot + 1):
        if (reden := _reden(reeks[n])) is None:
            continue
        voor = hier[n - 1] if n else oud
        uit.append(_opslag(reden, voor, hier[n]))
    return tuple(uit)


def _opslag(reden: Reden, voor: Sectiestand | None, na: Sectiestand | None) -> Opslag:
    if voor is None or na is None:
        return Opslag(reden, alles=True)
    a, b = dict(voor.items), dict(na.items)
    return Opslag(
        reden,
        velden=frozenset(v for v, x, y in zip(TEKSTVELDEN, voor.velden, na.velden, strict=True) if x != y),
        items=frozenset(sleutel for sleutel in a.keys() | b.keys() if a.get(sleutel) != b.get(sleutel)),
        volgorde=[s for s in a if s in b] != [s for s in b if s in a],
    )


def _van_opgaven(plan: Plan, sleutels: set[str], begin: datetime, eind: datetime) -> dict[str, tuple[Opslag, ...]]:
    """Reasons given with a change of an opgave's own row: its number, title, clusters. One query."""
    rijen = _gebeurtenissen("Opgave").filter(
        plan_id=plan.pk, sleutel__in=sleutels, pgh_created_at__lte=eind, pgh_label__in=("insert", "update")
    )
    velden = ("nummer", "titel", "cluster_id", "cluster_overzicht_id", "overzicht")
    vorige: dict[str, tuple[Any, ...]] = {}
    uit: dict[str, tuple[Opslag, ...]] = defaultdict(tuple)
    for rij in rijen.select_related("pgh_context").order_by("pgh_id"):
        nu = tuple(getattr(rij, veld) for veld in velden)
        reden = _reden(rij) if rij.pgh_created_at > begin and vorige.get(rij.sleutel) != nu else None
        if reden is not None:
            uit[rij.sleutel] += (Opslag(reden, alles=True),)
        vorige[rij.sleutel] = nu
    return uit
