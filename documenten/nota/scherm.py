"""The reactienota on screen, a page at a time: figures come from the database, and only what is shown is read.

On screen a comment stands with the opgave that it was made on, also when its words have gone elsewhere since; its code
says so. In a file it stands where its words are now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.functions import Coalesce

from opgaven.bezoek import Bezoek
from reacties.aanleiding import SOORT
from reacties.permissions import Inzage

from .inhoud import Cijfers, Notadeel, Notastuk, Orde, deel_van, maak_stuk, regel_van
from .keuze import Notakeuze
from .lezen import Gekozen, kies, kop_van, lees_rijen, rollen_van, zonder_afzender

PER_BLAD: Final = 25

Houder = tuple[int, str]
"""Place in print and key, as `Orde.houder` gives it."""


@dataclass(frozen=True, slots=True)
class Scherm:
    """One page: `stuk` has figures about everything, and the parts that are on this page.

    `aantallen`: how many comments a part has in all, by its anchor. `inhoud`: number, title and page of every part.
    """

    stuk: Notastuk
    aantal: int
    blad: int
    bladen: int
    aantallen: dict[str, int]
    inhoud: tuple[tuple[Notadeel, int, int], ...]


def scherm(visite: Bezoek, inzage: Inzage, keuze: Notakeuze, gevraagd: str = "") -> Scherm:
    """A page of the nota of a choice; another page than there is counts as the nearest. At most ten queries,
    fourteen with changes, however many comments there are. Raises as `lees`."""
    gekozen = kies(visite, inzage, keuze)
    cijfers, niet_vrij, rollen = _cijfers(visite, gekozen)
    orde = Orde.van(visite.document)
    delen: dict[Houder, tuple[int, list[tuple[str, str]]]] = {}
    for opgave, hoofdstuk, n in _per_houder(gekozen):
        hier, paren = delen.get(orde.houder(opgave, hoofdstuk), (0, []))
        delen[orde.houder(opgave, hoofdstuk)] = hier + n, [*paren, (opgave, hoofdstuk)]
    volgorde = sorted(delen)
    aantal = sum(n for n, _ in delen.values())
    bladen = max(-(-aantal // PER_BLAD), 1)
    blad = int(gevraagd) if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 9 else 1
    blad = min(max(blad, 1), bladen)
    gewijzigd = _gewijzigd(visite)
    if gewijzigd:
        cijfers.veranderd = gekozen.rijen.filter(pk__in=gewijzigd).count()
    op_blad = tuple(_op_blad(visite, gekozen, orde, [(h, *delen[h]) for h in volgorde], blad, gewijzigd, rollen))
    kop = kop_van(visite, inzage, keuze, gekozen, niet_vrij)
    leeg = [(deel_van(h, (), visite.document), delen[h][0]) for h in volgorde]
    begin, inhoud = 0, []
    for deel, n in leeg:
        inhoud.append((deel, n, begin // PER_BLAD + 1))
        begin += n
    return Scherm(
        maak_stuk(op_blad, visite.document, kop, cijfers, intern=keuze.intern),
        aantal,
        blad,
        bladen,
        {deel.anker: n for deel, n in leeg},
        tuple(inhoud),
    )


def _cijfers(visite: Bezoek, gekozen: Gekozen) -> tuple[Cijfers, int, dict[int, set[str]]]:
    """What is counted, how many are left out for they were not released, and the roles of who spoke for no
    organisation. Two queries."""
    leeg = Value("", output_field=CharField())
    naam = Coalesce("ministerie__afkorting", "organisatie__naam", "gremium__naam", leeg, output_field=CharField())
    wie = {"van": naam, "als": Case(When(~Q(van=""), then=leeg), default=F("namens"), output_field=CharField())}
    groepen = (
        gekozen.alle.order_by()
        .annotate(**wie, vrij=Q(vrijgegeven_op__isnull=False))
        .values_list("van", "als", "door", "link", "stand", "vrij")
        .annotate(n=Count("pk"))
    )
    rijen = list(groepen)
    rollen = rollen_van(visite, {door for van, als, door, *_ in rijen if not (van or als) and door is not None})
    cijfers, niet_vrij = Cijfers(), 0
    for van, als, door, link, stand, vrij, n in rijen:
        if vrij or gekozen.intern:
            cijfers.tel(van or als or zonder_afzender(visite, door, link, rollen), stand, n)
            cijfers.dicht += 0 if vrij else n
        else:
            niet_vrij += n
    return cijfers, niet_vrij, rollen


def _per_houder(gekozen: Gekozen) -> Any:
    """One query."""
    return gekozen.rijen.order_by().values_list("opgave", "hoofdstuk").annotate(n=Count("pk"))


def _gewijzigd(visite: Bezoek) -> frozenset[int]:
    """The comments of this plan that led to a change. One query; none for who may not see the history."""
    if not visite.toont_geschiedenis:
        return frozenset()
    gebeurtenissen = apps.get_model("opgaven", "SectieGebeurtenis")._default_manager
    codes = (
        gebeurtenissen.filter(plan_id=visite.plan.pk, pgh_context__metadata__aanleiding__soort=SOORT)
        .order_by()
        .values_list("pgh_context__metadata__aanleiding__code", flat=True)
        .distinct()
    )
    return frozenset(int(code) for code in codes if str(code).isdecimal())


def _op_blad(
    visite: Bezoek,
    gekozen: Gekozen,
    orde: Orde,
    delen: Sequence[tuple[Houder, int, list[tuple[str, str]]]],
    blad: int,
    gewijzigd: frozenset[int],
    rollen: dict[int, set[str]],
) -> Iterator[Notadeel]:
    """The parts on a page with the comments of theirs that are on it. Two queries, six with changes."""
    van, tot, begin = (blad - 1) * PER_BLAD, blad * PER_BLAD, 0
    hier: list[tuple[Houder, int, int]] = []
    welke = Q()
    for houder, n, paren in delen:
        if begin < tot and van < begin + n:
            hier.append((houder, max(van - begin, 0), tot - begin))
            for opgave, hoofdstuk in paren:
                welke |= Q(opgave=opgave, hoofdstuk=hoofdstuk)
        begin += n
    if not hier:
        return
    per: dict[Houder, list[tuple[int, int, int]]] = {}
    velden = ("pk", "opgave", "hoofdstuk", "sectie", "item", "anker__begin")
    for pk, opgave, hoofdstuk, sectie, item, eerste in gekozen.rijen.filter(welke).order_by().values_list(*velden):
        plaats = (orde.bij_sleutel(sectie, item), eerste or 0, pk)
        per.setdefault(orde.houder(opgave, hoofdstuk), []).append(plaats)
    pks = {houder: [pk for *_, pk in sorted(per.get(houder, ()))[a:b]] for houder, a, b in hier}
    alle = [pk for rij in pks.values() for pk in rij]
    op_blad = gekozen.rijen.filter(pk__in=alle)
    rijen = lees_rijen(visite, op_blad, gewijzigd=not gewijzigd.isdisjoint(alle), rollen=rollen)
    regels = {rij.reactie.pk: regel_van(rij, orde, gekozen.intern) for rij in rijen}
    for houder, *_ in hier:
        yield deel_van(houder, [regels[pk] for pk in pks[houder] if pk in regels], visite.document)
