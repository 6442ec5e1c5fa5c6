"""The reactienota on screen, a page at a time (`bladen`).

On screen a comment stands with the opgave that it was made on, also when its words have gone elsewhere since; its code
says so. In a file it stands where its words are now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.functions import Coalesce

from opgaven.bezoek import Bezoek
from reacties.aanleiding import SOORT
from reacties.permissions import Inzage

from .bladen import Notablad
from .inhoud import Cijfers, Notadeel, Notastuk, Orde, deel_van, maak_stuk, regel_van
from .keuze import Notakeuze
from .lezen import Gekozen, kies, kop_van, lees_rijen, rollen_van, zonder_afzender


@dataclass(frozen=True, slots=True)
class Scherm:
    """One page: `stuk` has figures about everything, and the parts that are on this page.

    `aantallen`: how many comments a part has in all, by its anchor. `inhoud`: number, title and page of every part.
    """

    stuk: Notastuk
    blad: Notablad
    aantallen: dict[str, int]
    inhoud: tuple[tuple[Notadeel, int, int], ...]


def scherm(visite: Bezoek, inzage: Inzage, keuze: Notakeuze, gevraagd: str = "") -> Scherm:
    """A page of the nota of a choice; another page than there is counts as the nearest. At most ten queries,
    fourteen with changes, however many comments there are. Raises as `lees`."""
    gekozen = kies(visite, inzage, keuze)
    cijfers, niet_vrij, rollen = _cijfers(visite, gekozen)
    orde = Orde.van(visite.document)
    blad = Notablad.van(_per_houder(gekozen), orde, gevraagd)
    gewijzigd = _gewijzigd(visite)
    if gewijzigd:
        cijfers.veranderd = gekozen.rijen.filter(pk__in=gewijzigd).count()
    op_blad = tuple(_op_blad(visite, gekozen, orde, blad, gewijzigd, rollen))
    kop = kop_van(visite, inzage, keuze, gekozen, niet_vrij)
    inhoud = tuple((deel_van(h, (), visite.document), n, begint) for h, n, begint in blad.per_deel())
    return Scherm(
        maak_stuk(op_blad, visite.document, kop, cijfers, intern=keuze.intern),
        blad,
        {deel.anker: n for deel, n, _ in inhoud},
        inhoud,
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
    blad: Notablad,
    gewijzigd: frozenset[int],
    rollen: dict[int, set[str]],
) -> Iterator[Notadeel]:
    """The parts on a page with the comments of theirs that are on it. Two queries, six with changes."""
    pks = blad.lees(gekozen.rijen, orde)
    alle = [pk for rij in pks.values() for pk in rij]
    if not alle:
        return
    op_blad = gekozen.rijen.filter(pk__in=alle)
    rijen = lees_rijen(visite, op_blad, gewijzigd=not gewijzigd.isdisjoint(alle), rollen=rollen)
    regels = {rij.reactie.pk: regel_van(rij, orde, gekozen.intern) for rij in rijen}
    for houder, hier in pks.items():
        yield deel_van(houder, [regels[pk] for pk in hier if pk in regels], visite.document)
