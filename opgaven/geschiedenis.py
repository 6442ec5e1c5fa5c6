"""What a section said at each version, by whom and why: read from the events that triggers keep (`models.spoor`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from accounts.models import User
from plandocument import boom, tekst

from .bijwerken import feiten
from .models import Koppeling, Opgave, Sectie

PER_BLADZIJDE = 20
GESCHREVEN = ("insert", "update")

Items = dict[tuple[int, int], list[boom.Item]]
"""Section and version → items."""
Moment = tuple[datetime, UUID | None]
"""The moment of a transaction and its context: what was changed by one act."""
Bron = tuple[str, str]
"""Kind and code of an occasion, by which a page finds it."""
GEEN_BRON: Bron = ("", "")


@dataclass(frozen=True, slots=True)
class Sectieversie:
    """A section as it stood: `door` is empty for a change that no account made, such as an import."""

    nummer: int
    inhoud: boom.Sectie
    op: datetime
    door: str = ""
    waarom: str = ""
    aanleiding: str = ""
    bron: str = ""
    aanleiding_van: Bron = GEEN_BRON


@dataclass(frozen=True, slots=True)
class Sectiewijziging:
    """A section before and after: `oud` is None where it is new, `nieuw` where it was taken out."""

    sectie: int
    soort: str
    volgorde: int
    versie: int
    oud: boom.Sectie | None
    nieuw: boom.Sectie | None


@dataclass(frozen=True, slots=True)
class Sectiegevolg:
    """What was changed in a section naar aanleiding van something; `opgave` and `hoofdstuk` are keys."""

    op: datetime
    opgave: str
    hoofdstuk: str
    wijziging: Sectiewijziging


@dataclass(frozen=True, slots=True)
class Opgavewijziging:
    """What one act changed in an opgave; `opgave` holds lines of its own fields (title, cluster), before and after."""

    op: datetime
    door: str
    waarom: str
    aanleiding: str
    bron: str
    secties: tuple[Sectiewijziging, ...]
    opgave: tuple[tuple[str, ...], tuple[str, ...]] | None
    aanleiding_van: Bron = GEEN_BRON


def _gebeurtenissen(naam: str) -> QuerySet[Any]:
    return apps.get_model("opgaven", f"{naam}Gebeurtenis")._default_manager.all()


def versies(sectie: Sectie, *, voor: int | None = None, hoeveel: int = PER_BLADZIJDE) -> list[Sectieversie]:
    """The newest versions of a section, newest first; `voor` continues below a number. Four queries."""
    alle = _gebeurtenissen("Sectie").filter(pgh_obj_id=sectie.pk, pgh_label__in=GESCHREVEN)
    if voor is not None:
        alle = alle.filter(versie__lt=voor)
    rijen = list(alle.select_related("pgh_context").order_by("-versie", "-pgh_id")[:hoeveel])
    items = _items(rijen)
    namen = _namen(rijen)
    soort = sectie.soort.code if sectie.soort else ""
    return [
        Sectieversie(
            nummer=rij.versie,
            inhoud=_inhoud(rij, soort, items),
            op=rij.pgh_created_at,
            door=namen.get(_wie(rij), ""),
            waarom=_context(rij).get("waarom", ""),
            aanleiding=_aanleiding(rij),
            bron=_context(rij).get("bron", ""),
            aanleiding_van=_aanleiding_van(rij),
        )
        for rij in rijen
    ]


def versie(sectie: Sectie, nummer: int) -> Sectieversie | None:
    """One version, or None where there is none with that number. Four queries."""
    gevonden = versies(sectie, voor=nummer + 1, hoeveel=1)
    return gevonden[0] if gevonden and gevonden[0].nummer == nummer else None


def wijzigingen(opgave: Opgave, *, vanaf: int = 0, hoeveel: int = PER_BLADZIJDE) -> list[Opgavewijziging]:
    """What happened to an opgave and its sections, newest first; `vanaf` skips. Seven queries.

    Sections that changed together, as when a plan is loaded, are one change.
    """
    sleutel = ("pgh_created_at", "pgh_context_id")
    van_secties = _gebeurtenissen("Sectie").filter(opgave_id=opgave.pk)
    van_opgave = _gebeurtenissen("Opgave").filter(pgh_obj_id=opgave.pk)
    samen = van_secties.order_by().values_list(*sleutel).union(van_opgave.order_by().values_list(*sleutel))
    momenten = list(samen.order_by(*(f"-{naam}" for naam in sleutel))[vanaf : vanaf + hoeveel])
    if not momenten:
        return []
    per_moment: dict[Moment, list[Any]] = {moment: [] for moment in momenten}
    rijen = list(
        van_secties.filter(pgh_created_at__in={op for op, _ in momenten})
        .select_related("pgh_context", "soort")
        .order_by("versie", "pgh_id")
    )
    for rij in rijen:
        per_moment.get(_moment(rij), []).append(rij)
    rijen = [rij for bij in per_moment.values() for rij in bij]
    ervoor = _vorige(rijen)
    items = _items([*rijen, *ervoor.values()])
    eigen = _van_opgave(van_opgave, momenten)
    namen = _namen([*rijen, *(nieuw for _, nieuw in eigen.values())])
    gevonden = []
    for moment, bij in per_moment.items():
        oud_nieuw = eigen.get(moment)
        rij = bij[-1] if bij else oud_nieuw[1] if oud_nieuw else None
        if rij is None:
            continue
        secties = _secties(bij, ervoor, items)
        gevonden.append(
            Opgavewijziging(
                op=moment[0],
                door=namen.get(_wie(rij), ""),
                waarom=_context(rij).get("waarom", ""),
                aanleiding=_aanleiding(rij),
                bron=_context(rij).get("bron", ""),
                secties=tuple(sorted(secties, key=lambda s: s.volgorde)),
                opgave=_velden(*oud_nieuw) if oud_nieuw else None,
                aanleiding_van=_aanleiding_van(rij),
            )
        )
    return gevonden


def gevolgen(plan: int, soort: str, codes: Collection[str]) -> dict[str, list[Sectiegevolg]]:
    """Per code what was changed naar aanleiding van that occasion, oldest first. Four queries; none without codes."""
    if not codes:
        return {}
    aanleiding = {"aanleiding__soort": soort, "aanleiding__code__in": list(codes)}
    rijen = list(
        _gebeurtenissen("Sectie")
        .filter(plan_id=plan, **{f"pgh_context__metadata__{naam}": waarde for naam, waarde in aanleiding.items()})
        .select_related("pgh_context", "soort", "opgave", "hoofdstuk")
        .order_by("versie", "pgh_id")
    )
    ervoor = _vorige(rijen)
    items = _items([*rijen, *ervoor.values()])
    samen: dict[tuple[str, Moment], list[Any]] = defaultdict(list)
    for rij in rijen:
        samen[_aanleiding_van(rij)[1], _moment(rij)].append(rij)
    uit: dict[str, list[Sectiegevolg]] = defaultdict(list)
    for (code, (op, _)), bij in sorted(samen.items(), key=lambda paar: paar[0][1][0]):
        houders = {rij.pgh_obj_id: rij for rij in bij}
        for wijziging in sorted(_secties(bij, ervoor, items), key=lambda s: s.volgorde):
            rij = houders[wijziging.sectie]
            opgave, hoofdstuk = rij.opgave, rij.hoofdstuk
            uit[code].append(
                Sectiegevolg(op, opgave.sleutel if opgave else "", hoofdstuk.sleutel if hoofdstuk else "", wijziging)
            )
    return dict(uit)


def _moment(rij: Any) -> Moment:
    return rij.pgh_created_at, rij.pgh_context_id


def _vorige(rijen: Sequence[Any]) -> dict[tuple[int, int], Any]:
    """The versions before these, by section and version. One query."""
    gevraagd = {(rij.pgh_obj_id, rij.versie - 1) for rij in rijen}
    gevonden = _gebeurtenissen("Sectie").filter(
        pgh_obj_id__in={pk for pk, _ in gevraagd}, versie__in={n for _, n in gevraagd}, pgh_label__in=GESCHREVEN
    )
    return {(rij.pgh_obj_id, rij.versie): rij for rij in gevonden}


def _secties(bij: Sequence[Any], ervoor: dict[tuple[int, int], Any], items: Items) -> Iterator[Sectiewijziging]:
    """Per section from what it said before the first of these events to what it said after the last."""
    per_sectie: dict[int, list[Any]] = defaultdict(list)
    for rij in bij:
        per_sectie[rij.pgh_obj_id].append(rij)
    for pk, reeks in per_sectie.items():
        eerste, laatste = reeks[0], reeks[-1]
        soort = laatste.soort.code if laatste.soort else ""
        oud = ervoor.get((pk, eerste.versie - 1))
        yield Sectiewijziging(
            sectie=pk,
            soort=soort,
            volgorde=laatste.volgorde,
            versie=laatste.versie,
            oud=_inhoud(oud, soort, items) if oud else None,
            nieuw=None if laatste.pgh_label == "delete" else _inhoud(laatste, soort, items),
        )


def _van_opgave(alle: QuerySet[Any], momenten: Sequence[Moment]) -> dict[Moment, tuple[Any, Any]]:
    """Per moment the opgave's own row before and after. One query."""
    per_moment: dict[Moment, tuple[Any, Any]] = {}
    vorige = None
    tot = max(op for op, _ in momenten)
    rijen = alle.filter(pgh_created_at__lte=tot).select_related("pgh_context", "cluster", "cluster_overzicht")
    for rij in rijen.order_by("pgh_id"):
        eerder = per_moment.get(_moment(rij))
        per_moment[_moment(rij)] = (eerder[0] if eerder else vorige, rij)
        vorige = rij
    return per_moment


def _velden(oud: Any | None, nieuw: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What an opgave's own row says, in lines, before and after."""

    def regels(rij: Any) -> tuple[str, ...]:
        return (
            f"Nummer: {rij.nummer}",
            f"Titel: {rij.titel}",
            f"Cluster: {rij.cluster.naam if rij.cluster else 'geen'}",
            f"Cluster in het overzicht: {rij.cluster_overzicht.naam if rij.cluster_overzicht else 'geen'}",
            f"Tekst in het overzicht: {tekst.woorden(rij.overzicht) or 'geen'}",
            f"Status: {rij.get_status_display().lower()}",
        )

    return (regels(oud) if oud else (), regels(nieuw))


def _inhoud(rij: Any, soort: str, items: Items) -> boom.Sectie:
    stonden = tuple(items[rij.pgh_obj_id, rij.versie])
    return boom.Sectie(rij.sleutel, soort, rij.titel, rij.opening, stonden, rij.slot, rij.gedrukt)


def _context(rij: Any) -> dict[str, Any]:
    return (rij.pgh_context.metadata or {}) if rij.pgh_context else {}


def _aanleiding(rij: Any) -> str:
    return str((_context(rij).get("aanleiding") or {}).get("woorden", ""))


def _aanleiding_van(rij: Any) -> Bron:
    data = _context(rij).get("aanleiding") or {}
    return str(data.get("soort", "")), str(data.get("code", ""))


def _wie(rij: Any) -> int | None:
    return getattr(rij, "gewijzigd_door_id", None) or _context(rij).get("user")


def _namen(rijen: Sequence[Any]) -> dict[int | None, str]:
    """Accounts by id; somebody who was erased has no name here, and the history keeps its meaning without it."""
    wie = {pk for rij in rijen if (pk := _wie(rij)) is not None}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=wie)}


def _items(versies: Sequence[Any]) -> Items:
    """Section and version → the items that stood: what was written or went along at it, less what was removed at it."""
    stond: dict[tuple[int, int], dict[int, Any]] = defaultdict(dict)
    gevraagd = {(rij.pgh_obj_id, rij.versie) for rij in versies}
    rijen = _gebeurtenissen("Item").filter(
        sectie_id__in={pk for pk, _ in gevraagd}, sectieversie__in={nummer for _, nummer in gevraagd}
    )
    for rij in rijen.order_by("pgh_id"):
        bij = stond[rij.sectie_id, rij.sectieversie]
        if rij.pgh_label == "delete":
            bij.pop(rij.pgh_obj_id, None)
        else:
            bij[rij.pgh_obj_id] = rij
    links = _links({pk for welke in gevraagd for pk in stond[welke]})
    return defaultdict(
        list,
        {
            welke: [
                boom.Item(
                    r.sleutel, r.tekst, r.groep, r.deelthema, r.status, r.primair, tuple(links[pk]), feiten(r.feiten)
                )
                for pk, r in sorted(stond[welke].items(), key=lambda paar: paar[1].positie)
            ]
            for welke in gevraagd
        },
    )


def _links(items: set[int]) -> dict[int, list[boom.Koppeling]]:
    links: dict[int, list[boom.Koppeling]] = defaultdict(list)
    velden = [f"{soort}__code" for soort in Koppeling.SOORTEN]
    rijen = _gebeurtenissen("Koppeling").filter(item_id__in=items, pgh_label="insert").order_by("item_id", "positie")
    for item, rol, *codes in rijen.values_list("item_id", "rol", *velden):
        for soort, code in zip(Koppeling.SOORTEN, codes, strict=True):
            if code:
                links[item].append(boom.Koppeling(soort, code, rol))
    return links
