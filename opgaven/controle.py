"""Plancontrole of the working copy: what it must know of the registers, its findings, and which were set aside."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, OuterRef, QuerySet, TextField, Value

from governance.models import Ministerie, Organisatie, Regio, Schrijfwijze
from npvr import woordenboek
from npvr.vaste_vraag import VasteVraag
from plandocument.boom import Plandocument
from plandocument.controleer import AFKORTINGEN, Bevinding, Omgeving, controleer

from .models import Afwijzing, EigenWoord, Plan

_BEWAARD: OrderedDict[object, tuple[tuple[Bevinding, ...], Mapping[str, tuple[Bevinding, ...]]]] = OrderedDict()
_OMGEVING: OrderedDict[Hashable, Omgeving] = OrderedDict()
_SLOT = threading.Lock()
_HOEVEEL = 64


def omgeving(regio: Regio, bladzijden: Mapping[int, int] | None = None) -> Omgeving:
    """The surroundings of a region's plan; `bladzijden` (number → pages) where they are known. Four queries.

    An organisation whose whole name is in capitals goes by that name and needs no explanation.
    """
    namen = Organisatie.objects.filter(regio=regio).values_list("naam", flat=True)
    return Omgeving(
        ministeries=Ministerie.objects.schrijfwijzen(),
        afkortingen=AFKORTINGEN | {naam for naam in namen if naam.isupper()},
        bladzijden=bladzijden or {},
        woordenboek=woordenboek.nederlands(),
        eigen_woorden=frozenset(EigenWoord.objects.filter(regio=regio).values_list("woord", flat=True)),
    )


@dataclass(frozen=True, slots=True)
class Controle:
    """The findings on a plan, heaviest first, and the fingerprints of those that somebody set aside.

    `per_opgave` holds the same findings by the keys of the opgaven that they have a place in. `eigen_woorden` are those
    of the region, from a to z.
    """

    alle: tuple[Bevinding, ...]
    per_opgave: Mapping[str, tuple[Bevinding, ...]]
    afdrukken: frozenset[str]
    eigen_woorden: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Bevinding, ...]:
        return tuple(b for b in self.alle if b.afdruk not in self.afdrukken)

    @property
    def opzij(self) -> tuple[Bevinding, ...]:
        return tuple(b for b in self.alle if b.afdruk in self.afdrukken)

    def bij(self, opgave: str) -> tuple[Bevinding, ...]:
        """The open findings with a place in the opgave with this key."""
        return tuple(b for b in self.per_opgave.get(opgave, ()) if b.afdruk not in self.afdrukken)

    def zoek(self, afdruk: str) -> Bevinding | None:
        return next((b for b in self.alle if b.afdruk == afdruk), None)


def controle(plan: Plan, document: Plandocument, bladzijden: Mapping[int, int] | None = None) -> Controle:
    """The findings on the plan as it stands (`document` is what `bouw(plan)` gives). One query.

    Kept in this process by `plan.stand` and by what the registers say; five queries when those have changed. Rules keep
    what they found in texts that did not change. What was set aside is read every time.
    """
    merk, afdrukken, eigen = _merk(plan)
    sleutel = (plan.stand, merk, tuple(sorted((bladzijden or {}).items())))
    with _SLOT:
        if (kant_en_klaar := _BEWAARD.get(sleutel)) is not None:
            _BEWAARD.move_to_end(sleutel)
            return Controle(*kant_en_klaar, afdrukken, eigen)
    bevindingen = controleer(document, omgeving=replace(_omgeving(plan, merk), bladzijden=bladzijden or {}))
    per = _per_opgave(bevindingen)
    with _SLOT:
        _BEWAARD[sleutel] = bevindingen, per
        while len(_BEWAARD) > _HOEVEEL:
            _BEWAARD.popitem(last=False)
    return Controle(bevindingen, per, afdrukken, eigen)


def _per_opgave(bevindingen: tuple[Bevinding, ...]) -> dict[str, tuple[Bevinding, ...]]:
    per: dict[str, list[Bevinding]] = {}
    for b in bevindingen:
        for opgave in {plek.opgave for plek in b.plekken}:
            per.setdefault(opgave, []).append(b)
    return {opgave: tuple(hier) for opgave, hier in per.items()}


def _omgeving(plan: Plan, merk: Hashable) -> Omgeving:
    """The surroundings without pages, kept by what the registers say; not where that changed while they were read."""
    welke = (plan.regio_id, merk)
    with _SLOT:
        if (kant_en_klaar := _OMGEVING.get(welke)) is not None:
            return kant_en_klaar
    nieuw = omgeving(plan.regio)
    if _merk(plan)[0] != merk:
        return nieuw
    with _SLOT:
        _OMGEVING[welke] = nieuw
        while len(_OMGEVING) > _HOEVEEL:
            _OMGEVING.popitem(last=False)
    return nieuw


def afwijzingen(plan: Plan) -> dict[str, Afwijzing]:
    """What was set aside, with who did it, by fingerprint; also where the finding is no longer there. One query."""
    return {a.afdruk: a for a in Afwijzing.objects.filter(plan=plan).select_related("door")}


def _merk(plan: Plan) -> tuple[Hashable, frozenset[str], tuple[str, ...]]:
    """All that `omgeving` reads, as one value to compare by, the fingerprints that were set aside, and the region's own
    words. One query."""
    ((ministeries, schrijfwijzen, namen, woorden, afdrukken),) = _VRAAG(plan.pk)
    merk = tuple(map(tuple, (ministeries, schrijfwijzen, namen, woorden)))
    return merk, frozenset(afdrukken), tuple(sorted(woorden))


def _vraag(plan: int) -> QuerySet[Plan, Any]:
    def rijen(van: QuerySet[Any], *velden: str) -> ArraySubquery:
        woorden = Func(Value("\x1f"), *map(F, velden), function="concat_ws", output_field=TextField())
        return ArraySubquery(van.order_by("pk").values(rij=woorden))

    return Plan.objects.filter(pk=plan).values_list(
        rijen(Ministerie.objects.all(), "code", "afkorting", "naam"),
        rijen(Schrijfwijze.objects.all(), "tekst", "ministerie__code"),
        rijen(Organisatie.objects.filter(regio=OuterRef("regio")), "naam"),
        rijen(EigenWoord.objects.filter(regio=OuterRef("regio")), "woord"),
        rijen(Afwijzing.objects.filter(plan=OuterRef("pk")), "afdruk"),
    )


_VRAAG = VasteVraag(_vraag, getal=("plan",))
