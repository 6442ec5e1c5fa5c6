"""From the working copy in tables to a Plandocument."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from plandocument import boom

from .bijwerken import feiten, lees
from .models import Item, Koppeling, OpgaveDoelstelling, Plan, Sectie

_BEWAARD: OrderedDict[UUID, boom.Plandocument] = OrderedDict()
_SLOT = threading.Lock()
_HOEVEEL = 32
_ITEMVELDEN = ("sleutel", "tekst", "groep", "deelthema", "status", "primair", "feiten")


def bouw(plan: Plan) -> boom.Plandocument:
    """The Plandocument of a plan as it stands. Kept in this process by `plan.stand`: then it costs no query.

    `stand` is random and changes with every write, so a kept document can never be an old one. After a write it is
    mended: two queries, of which one for the sections that changed. Where the plan was written to since `plan` was
    read, `plan` gets the `stand` and the `gewijzigd_op` of what is given here.
    """
    with _SLOT:
        if (kant_en_klaar := _BEWAARD.get(plan.stand)) is not None:
            _BEWAARD.move_to_end(plan.stand)
            return kant_en_klaar
    if (gelezen := lees(plan)) is None:
        return bouw_opnieuw(plan)
    document, plan.stand, plan.gewijzigd_op = gelezen
    with _SLOT:
        _BEWAARD[plan.stand] = document
        while len(_BEWAARD) > _HOEVEEL:
            _BEWAARD.popitem(last=False)
    return document


def bouw_opnieuw(plan: Plan) -> boom.Plandocument:
    """The same, from the tables alone: ten queries, whatever the size of the plan."""
    clusters = {c.pk: boom.Cluster(c.sleutel, c.naam, c.kleur) for c in plan.cluster_set.all()}
    doelen = {
        d.pk: boom.Doelstelling(d.sleutel, d.nummer, d.naam, d.kort, d.omschrijving)
        for d in plan.doelstelling_set.all()
    }
    soorten = {s.pk: boom.Sectiesoort(s.code, s.letter, s.naam, s.itemsoort) for s in plan.sectiesoorten.all()}
    items = _items(Item.objects.filter(sectie__plan=plan), Koppeling.objects.filter(item__sectie__plan=plan))
    per_opgave: dict[int | None, list[tuple[int, boom.Sectie]]] = defaultdict(list)
    per_hoofdstuk: dict[int | None, list[boom.Sectie]] = defaultdict(list)
    volgorde = {pk: i for i, pk in enumerate(soorten)}
    for rij in plan.secties.all():
        sectie = _sectie(rij, soorten[rij.soort_id].code if rij.soort_id else "", items.get(rij.pk, ()))
        if rij.opgave_id and rij.soort_id:
            per_opgave[rij.opgave_id].append((volgorde[rij.soort_id], sectie))
        else:
            per_hoofdstuk[rij.hoofdstuk_id].append(sectie)
    dient: dict[int, list[str]] = defaultdict(list)
    for opgave_id, doel_id in OpgaveDoelstelling.objects.filter(opgave__plan=plan).values_list(
        "opgave_id", "doelstelling_id"
    ):
        dient[opgave_id].append(doelen[doel_id].sleutel)
    opgaven = tuple(
        boom.Opgave(
            sleutel=o.sleutel,
            nummer=o.nummer,
            titel=o.titel,
            cluster=clusters[o.cluster_id].sleutel if o.cluster_id else "",
            cluster_overzicht=clusters[o.cluster_overzicht_id].sleutel if o.cluster_overzicht_id else "",
            overzicht=o.overzicht,
            doelstellingen=tuple(dient[o.pk]),
            secties=tuple(s for _, s in sorted(per_opgave[o.pk], key=lambda paar: paar[0])),
        )
        for o in plan.opgaven.all()
    )
    return boom.Plandocument(
        regio=plan.regio.code,
        titel=plan.titel,
        ondertitel=plan.ondertitel,
        label=plan.label,
        sectiesoorten=tuple(soorten.values()),
        clusters=tuple(clusters.values()),
        doelstellingen=tuple(doelen.values()),
        uitgangspunten=tuple(
            boom.Uitgangspunt(u.sleutel, u.nummer, u.naam, u.omschrijving) for u in plan.uitgangspunt_set.all()
        ),
        hoofdstukken=tuple(
            boom.Hoofdstuk(h.sleutel, h.titel, tuple(per_hoofdstuk[h.pk]), h.na_opgaven)
            for h in plan.hoofdstukken.all()
        ),
        opgaven=opgaven,
        soort=plan.soort,
        periode=plan.periode,
        volgt=plan.volgt,
    )


def bouw_sectie(rij: Sectie) -> boom.Sectie:
    """One section as it stands: one query (two where `rij.soort` was not fetched along)."""
    codes = ["koppelingen__rol", *(f"koppelingen__{soort}__code" for soort in Koppeling.SOORTEN)]
    items: dict[str, boom.Item] = {}
    rijen = rij.items.order_by("positie", "koppelingen__positie").values_list(*_ITEMVELDEN, *codes)
    for velden in rijen:
        eigen, rol, doelen = velden[: len(_ITEMVELDEN)], velden[len(_ITEMVELDEN)], velden[len(_ITEMVELDEN) + 1 :]
        links = [boom.Koppeling(s, d, rol) for s, d in zip(Koppeling.SOORTEN, doelen, strict=True) if d]
        eerder = items[eigen[0]].koppelingen if eigen[0] in items else ()
        items[eigen[0]] = boom.Item(*(*eigen[:-1], (*eerder, *links), feiten(eigen[-1])))
    return _sectie(rij, rij.soort.code if rij.soort else "", items.values())


def alle_secties(plan: Plan) -> dict[str, boom.Sectie]:
    """Every section of the plan by its key: three queries."""
    items = _items(Item.objects.filter(sectie__plan=plan), Koppeling.objects.filter(item__sectie__plan=plan))
    return {
        rij.sleutel: _sectie(rij, rij.soort.code if rij.soort else "", items.get(rij.pk, ()))
        for rij in plan.secties.select_related("soort")
    }


def _sectie(rij: Sectie, soort: str, items: Iterable[boom.Item]) -> boom.Sectie:
    return boom.Sectie(rij.sleutel, soort, rij.titel, rij.opening, tuple(items), rij.slot, rij.gedrukt)


def _items(rijen: QuerySet[Item], links: QuerySet[Koppeling]) -> dict[int, list[boom.Item]]:
    doelen: dict[int, list[boom.Koppeling]] = defaultdict(list)
    for link in links.order_by("item_id", "positie").values_list(
        "item_id", "rol", "ministerie__code", "gremium__code", "organisatie__code", "traject__code"
    ):
        for soort, doel in zip(Koppeling.SOORTEN, link[2:], strict=True):
            if doel:
                doelen[link[0]].append(boom.Koppeling(soort, doel, link[1]))
    per_sectie: dict[int, list[boom.Item]] = defaultdict(list)
    for i in rijen.order_by("sectie_id", "positie"):
        per_sectie[i.sectie_id].append(
            boom.Item(
                i.sleutel, i.tekst, i.groep, i.deelthema, i.status, i.primair, tuple(doelen[i.pk]), feiten(i.feiten)
            )
        )
    return per_sectie
