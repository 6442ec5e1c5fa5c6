"""The document of a plan as it stands, mended: only sections that changed are read again.

Every write of a section gives it another `merk`, so what was read of a section is kept by that mark, for all plans. The
rest of a plan is small and is read every time.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, CharField, F, Func, OuterRef, QuerySet, UUIDField, Value
from django.db.models.functions import Cast, JSONArray

from npvr.vaste_vraag import VasteVraag
from plandocument import boom

from .models import (
    Cluster,
    Doelstelling,
    Hoofdstuk,
    Item,
    Koppeling,
    Opgave,
    OpgaveDoelstelling,
    Plan,
    Sectie,
    Sectiesoort,
    Uitgangspunt,
)

KEREN: Final = 5
"""How often to look again at a plan that is written to while it is read."""
_SECTIES: Final = 8192
"""Of how many sections the text is kept: of eleven regions, three times over."""
_BEWAARD: OrderedDict[str, _Rij] = OrderedDict()
_SLOT = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Rij:
    """A section with its place: ids of its opgave and kind, or of its chapter."""

    opgave: int | None
    soort: int | None
    hoofdstuk: int | None
    sectie: boom.Sectie


def lees(plan: Plan) -> tuple[boom.Plandocument, UUID, datetime] | None:
    """The document, and the `stand` and `gewijzigd_op` that it has. Exactly that: where a write came in between, it is
    read again. Two queries; one where no section changed. None when it was written to each time that it was read."""
    for _ in range(KEREN):
        (rij,) = _PLAN(plan.pk)
        secties = _secties(plan.pk, rij[-1])
        if secties is not None:
            return _document(plan.regio.code, rij[2:-1], secties), rij[0], rij[1]
    return None


def sectie_van(rij: Sectie) -> boom.Sectie | None:
    """The section of a row as it was read, with its items; no query where it is kept, else one. None when the row was
    written to since."""
    gevonden = _secties(rij.plan_id, [str(rij.merk)])
    return _met_soort(gevonden[0].sectie, rij.soort.code if rij.soort else "") if gevonden else None


def _secties(plan: int, merken: Sequence[str]) -> list[_Rij] | None:
    """The sections with these marks, in that order; None when one of them has another mark by now."""
    with _SLOT:
        hier = {merk: rij for merk in merken if (rij := _BEWAARD.get(merk)) is not None}
    if nieuw := [merk for merk in merken if merk not in hier]:
        erbij = {merk: _rij(*velden) for merk, *velden in _INHOUD(plan, ",".join(nieuw))}
        hier |= erbij
        with _SLOT:
            _BEWAARD.update(erbij)
            while len(_BEWAARD) > _SECTIES:
                _BEWAARD.popitem(last=False)
    return [hier[merk] for merk in merken] if len(hier) == len(set(merken)) else None


def _rij(
    opgave: int | None, soort: int | None, hoofdstuk: int | None, velden: str, items: list[str], links: list[str]
) -> _Rij:
    doelen: dict[int, list[boom.Koppeling]] = defaultdict(list)
    for item, rol, *codes in _data(links):
        doelen[item] += [boom.Koppeling(s, code, rol) for s, code in zip(Koppeling.SOORTEN, codes, strict=True) if code]
    punten = tuple(boom.Item(*(*eigen, tuple(doelen[pk]), feiten(bij))) for pk, *eigen, bij in _data(items))
    sleutel, code, titel, opening, slot, gedrukt = json.loads(velden)
    return _Rij(opgave, soort, hoofdstuk, boom.Sectie(sleutel, code or "", titel, opening, punten, slot, gedrukt))


def feiten(paren: Iterable[Sequence[str]]) -> tuple[boom.Feit, ...]:
    """Facts of an item as its row keeps them."""
    return tuple(boom.Feit(naam, waarde) for naam, waarde in paren)


def _document(regio: str, rij: Sequence[Any], secties: Iterable[_Rij]) -> boom.Plandocument:
    titel, ondertitel, label, documentsoort, periode, volgt, *delen = rij
    clusters, doelen, soorten, uitgangspunten, hoofdstukken, opgaven, dient = map(_tabel, map(tuple, delen))
    volgorde = {pk: n for n, (pk, *_) in enumerate(soorten)}
    per_opgave: dict[int, list[tuple[int, boom.Sectie]]] = defaultdict(list)
    per_hoofdstuk: dict[int | None, list[boom.Sectie]] = defaultdict(list)
    codes = {pk: code for pk, code, *_ in soorten}
    for s in secties:
        if s.opgave and s.soort:
            per_opgave[s.opgave].append((volgorde[s.soort], _met_soort(s.sectie, codes[s.soort])))
        else:
            per_hoofdstuk[s.hoofdstuk].append(s.sectie)
    cluster = {pk: sleutel for pk, sleutel, *_ in clusters}
    doel = {pk: sleutel for pk, sleutel, *_ in doelen}
    van: dict[int, list[str]] = defaultdict(list)
    for opgave, doelstelling in dient:
        van[opgave].append(doel[doelstelling])
    return boom.Plandocument(
        regio=regio,
        titel=titel,
        ondertitel=ondertitel,
        label=label,
        sectiesoorten=tuple(boom.Sectiesoort(*eigen) for _, *eigen in soorten),
        clusters=tuple(boom.Cluster(*eigen) for _, *eigen in clusters),
        doelstellingen=tuple(boom.Doelstelling(*eigen) for _, *eigen in doelen),
        uitgangspunten=tuple(boom.Uitgangspunt(*eigen) for _, *eigen in uitgangspunten),
        hoofdstukken=tuple(
            boom.Hoofdstuk(sleutel, titel, tuple(per_hoofdstuk[pk]), na_opgaven)
            for pk, sleutel, titel, na_opgaven in hoofdstukken
        ),
        opgaven=tuple(
            boom.Opgave(
                sleutel=sleutel,
                nummer=nummer,
                titel=titel,
                cluster=cluster.get(in_cluster, ""),
                cluster_overzicht=cluster.get(in_overzicht, ""),
                overzicht=overzicht,
                doelstellingen=tuple(van[pk]),
                secties=tuple(s for _, s in sorted(per_opgave[pk], key=lambda paar: paar[0])),
            )
            for pk, sleutel, nummer, titel, in_cluster, in_overzicht, overzicht in opgaven
        ),
        soort=documentsoort,
        periode=periode,
        volgt=volgt,
    )


def _met_soort(sectie: boom.Sectie, code: str) -> boom.Sectie:
    """The section as its kind is called now, which is no part of its own row."""
    return sectie if sectie.soort == code else boom.Sectie(**{n: getattr(sectie, n) for n in _NAMEN} | {"soort": code})


_NAMEN: Final = tuple(boom.Sectie.__dataclass_fields__)


def _data(rijen: Iterable[str]) -> Iterator[Any]:
    return (json.loads(rij) if isinstance(rij, str) else rij for rij in rijen)


@lru_cache(256)
def _tabel(rijen: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(_data(rijen))


# ---- what is asked ----


def _rijen(van: QuerySet[Any], *velden: str, volgorde: Sequence[str] = ()) -> ArraySubquery:
    return ArraySubquery(van.order_by(*volgorde, "pk").values(rij=JSONArray(*velden)))


def _plan(pk: int) -> QuerySet[Plan, Any]:
    hier = {"plan": OuterRef("pk")}
    dient = OpgaveDoelstelling.objects.filter(opgave__plan=OuterRef("pk"))
    merken = Sectie.objects.filter(**hier).order_by("volgorde", "pk").values(rij=Cast("merk", CharField()))
    return Plan.objects.filter(pk=pk).values_list(
        "stand",
        "gewijzigd_op",
        "titel",
        "ondertitel",
        "label",
        "soort",
        "periode",
        "volgt",
        _rijen(Cluster.objects.filter(**hier), "pk", "sleutel", "naam", "kleur", volgorde=["volgorde"]),
        _rijen(
            Doelstelling.objects.filter(**hier),
            *("pk", "sleutel", "nummer", "naam", "kort", "omschrijving"),
            volgorde=["nummer"],
        ),
        _rijen(Sectiesoort.objects.filter(**hier), "pk", "code", "letter", "naam", "itemsoort", volgorde=["volgorde"]),
        _rijen(
            Uitgangspunt.objects.filter(**hier), "pk", "sleutel", "nummer", "naam", "omschrijving", volgorde=["nummer"]
        ),
        _rijen(Hoofdstuk.objects.filter(**hier), "pk", "sleutel", "titel", "na_opgaven", volgorde=["volgorde"]),
        _rijen(
            Opgave.objects.filter(**hier),
            *("pk", "sleutel", "nummer", "titel", "cluster", "cluster_overzicht", "overzicht"),
            volgorde=["nummer"],
        ),
        _rijen(dient, "opgave", "doelstelling", volgorde=["doelstelling__nummer"]),
        ArraySubquery(merken),
    )


def _inhoud(plan: int, merken: str) -> QuerySet[Sectie, Any]:
    """Mark, ids of the place, fields, items and links of the sections with these marks, divided by commas."""
    lijst = Cast(Func(Value(merken), Value(","), function="string_to_array"), ArrayField(UUIDField()))
    een_van = Func(F("merk"), lijst, template="(%(expressions)s))", arg_joiner=" = ANY (", output_field=BooleanField())
    items = Item.objects.filter(sectie=OuterRef("pk"))
    links = Koppeling.objects.filter(item__sectie=OuterRef("pk"))
    doelen = [f"{soort}__code" for soort in Koppeling.SOORTEN]
    return (
        Sectie.objects.filter(een_van, plan=plan)
        .order_by()
        .values_list(
            Cast("merk", CharField()),
            Cast("opgave", BigIntegerField()),
            Cast("soort", BigIntegerField()),
            Cast("hoofdstuk", BigIntegerField()),
            JSONArray("sleutel", "soort__code", "titel", "opening", "slot", "gedrukt"),
            _rijen(
                items,
                *("pk", "sleutel", "tekst", "groep", "deelthema", "status", "primair", "feiten"),
                volgorde=["positie"],
            ),
            _rijen(links, "item", "rol", *doelen, volgorde=["item", "positie"]),
        )
    )


_PLAN = VasteVraag(_plan, getal=("pk",))
_INHOUD = VasteVraag(_inhoud, getal=("plan",))
