"""What bodies asked to change and no version carries out yet: where it stands in the working copy, and as an occasion.

A code on paper is a place in the version that the body decided on; here it is followed to where those words stand now.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db.models import QuerySet

from npvr.getallen import datum
from npvr.vaste_vraag import VasteVraag
from opgaven.aanleidingen import HOEVEEL, Aanleiding, Sectiebron
from opgaven.bouw import bouw
from opgaven.models import Plan, Sectie
from plandocument import anker as ankers
from plandocument.boom import Plandocument
from plandocument.plek import Plek

from .bezoek import document_van
from .models import Amendement

SOORT: Final = "amendement"
"""The kind of occasion, as the history keeps it."""
_BEWAARD: OrderedDict[Hashable, dict[int, Plek | None]] = OrderedDict()
_SLOT = threading.Lock()
_HOEVEEL: Final = 16


@dataclass(frozen=True, slots=True)
class GevraagdeWijziging:
    """One change that was asked for. `plek` is where it stands now; None where that is the whole plan, or not to be
    found. `bezig`: somebody changed the text for it."""

    amendement: Amendement
    plek: Plek | None
    bezig: bool = False

    @property
    def code(self) -> str:
        """Its place now, or else as the body named it."""
        return (self.plek.code if self.plek else "") or self.amendement.plaats

    @property
    def door(self) -> str:
        """ "Twente Board, 11 december 2025"."""
        besluit = self.amendement.goedkeuring.besluit
        return f"{besluit.gremium}, {datum(besluit.datum)}"


def open_amendementen(plan: Plan | int) -> QuerySet[Amendement]:
    """Of confirmed decisions, not carried out; in the order of the decisions. No query."""
    return (
        Amendement.objects.filter(
            goedkeuring__versie__plan=plan, goedkeuring__bevestigd_op__isnull=False, uitgevoerd_in=None
        )
        .select_related("goedkeuring__besluit__gremium", "goedkeuring__versie")
        .defer("goedkeuring__versie__inhoud")
        .order_by("goedkeuring__besluit__datum", "goedkeuring", "nummer")
    )


_IETS = VasteVraag(lambda plan: open_amendementen(plan).order_by().values_list("pk")[:1], getal=("plan",))
"""Whether there are any: hardly ever, and then their rows need not be asked for."""


def uit_te_voeren(plan: Plan, document: Plandocument) -> tuple[GevraagdeWijziging, ...]:
    """All that is asked for, with its places in the working copy (`document`). One query; with something asked for
    three, and one per version of which this process has not read the text. The places are kept per text."""
    if not _IETS(plan.pk):
        return ()
    rijen = list(open_amendementen(plan))
    plekken, bezig = _plekken(plan, document, rijen), _bezig(plan, rijen)
    return tuple(GevraagdeWijziging(a, plekken[a.pk], a.pk in bezig) for a in rijen)


def bij_opgave(alle: Iterable[GevraagdeWijziging], opgave: str) -> list[GevraagdeWijziging]:
    """Those with a place in the opgave with this key."""
    return [g for g in alle if g.plek is not None and g.plek.opgave == opgave]


def _plekken(plan: Plan, document: Plandocument, rijen: Sequence[Amendement]) -> dict[int, Plek | None]:
    welke = (plan.stand, tuple(a.pk for a in rijen))
    with _SLOT:
        if (kant_en_klaar := _BEWAARD.get(welke)) is not None:
            _BEWAARD.move_to_end(welke)
            return kant_en_klaar
    uit: dict[int, Plek | None] = {a.pk: None for a in rijen}
    per_versie: dict[int, list[Amendement]] = {}
    for a in rijen:
        if a.plaats:
            per_versie.setdefault(a.goedkeuring.versie_id, []).append(a)
    for hier in per_versie.values():
        versie = hier[0].goedkeuring.versie
        gevonden = ankers.op_papier(document_van(versie.pk, versie.sha256), [a.plaats for a in hier])
        paren = [(a, g) for a, g in zip(hier, gevonden, strict=True) if isinstance(g, ankers.Anker)]
        for (a, _), nu in zip(paren, ankers.volg_alle([g for _, g in paren], document), strict=True):
            uit[a.pk] = nu.plek
    with _SLOT:
        _BEWAARD[welke] = uit
        while len(_BEWAARD) > _HOEVEEL:
            _BEWAARD.popitem(last=False)
    return uit


def _bezig(plan: Plan, rijen: Sequence[Amendement]) -> set[int]:
    """For which of these somebody saved a change. One query."""
    gebeurtenissen = apps.get_model("opgaven", "SectieGebeurtenis")._default_manager
    codes = gebeurtenissen.filter(
        plan_id=plan.pk,
        pgh_context__metadata__aanleiding__soort=SOORT,
        pgh_context__metadata__aanleiding__code__in=[str(a.pk) for a in rijen],
    ).values_list("pgh_context__metadata__aanleiding__code", flat=True)
    return {int(code) for code in set(codes)}


def woorden(amendement: Amendement) -> str:
    """ "wijziging 2, gevraagd door Twente Board op 11 december 2025": as the memo names it too."""
    besluit = amendement.goedkeuring.besluit
    return f"wijziging {amendement.nummer}, gevraagd door {besluit.gremium} op {datum(besluit.datum)}"


def van_sectie(sectie: Sectie) -> list[Aanleiding]:
    """What the editor of a section offers: what is asked for in it, in its opgave or chapter as a whole, and what
    names no place that is there. As `uit_te_voeren`, without the last query."""
    plan = sectie.plan
    if not _IETS(plan.pk):
        return []
    rijen = list(open_amendementen(plan))
    plekken = _plekken(plan, bouw(plan), rijen)
    hier = [a for a in rijen if _hoort_bij(plekken[a.pk], sectie)]
    return [Aanleiding(SOORT, str(a.pk), woorden(a)) for a in hier[: 2 * HOEVEEL]]


def _hoort_bij(plek: Plek | None, sectie: Sectie) -> bool:
    if plek is None:
        return True
    if plek.sectie:
        return plek.sectie == sectie.sleutel
    houder = sectie.opgave or sectie.hoofdstuk
    return houder is not None and houder.sleutel in (plek.opgave, plek.hoofdstuk)


BRON: Final = Sectiebron(SOORT, van_sectie, lambda aanleiding, door: None)
"""A save that names it writes nothing more: it stands until a version carries it out."""
