"""From the comments that somebody may read to a reactienota. The rights are those of `reacties.permissions`, always."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from governance import rolhouders
from governance.models import Ministerie, Rol
from npvr import getallen
from opgaven import geschiedenis
from opgaven.bezoek import Bezoek
from plandocument import anker as ankers
from plandocument.boom import Plandocument
from plandocument.canoniek import hash_van
from plandocument.versiecode import versiecode
from reacties.aanleiding import SOORT
from reacties.models import Deelname, Reactie, Ronde
from reacties.models.reacties import ReactieQuerySet
from reacties.permissions import TEAM, Inzage

from .bladen import eis_niet_lang
from .gevolg import Verandering, veranderingen
from .inhoud import Notakop, Notareactie, Notastuk, ZonderOpmerkingen, notastuk
from .keuze import BestaatNiet, Notakeuze

NIET_INTERN: Final = "Een interne reactienota is er alleen voor het NPVR-team."
IEMAND: Final = "Zonder organisatie"
MET_LINK: Final = "Contactpersoon met een persoonlijke link"
FUNCTIES: Final = (
    Rol.Soort.SECRETARIS,
    Rol.Soort.BESTUURSLID,
    Rol.Soort.EIGENAAR,
    Rol.Soort.MINISTERIECONTACT,
    Rol.Soort.BEHEERDER,
    Rol.Soort.LEZER,
)
"""Which role somebody spoke in, when they have more than one and are not of the team."""


def mag_nota(inzage: Inzage, *, intern: bool) -> bool:
    return inzage.team if intern else inzage.mag_lezen()


def zichtbaar(visite: Bezoek, inzage: Inzage, *, intern: bool, ook_dicht: bool = False) -> ReactieQuerySet:
    """The comments that may stand in a nota for this person: submitted, and unless `intern` released. No query.

    `ook_dicht` is for counting what is left out.

    Raises PermissionDenied for an internal one by who is not of the team.
    """
    if not mag_nota(inzage, intern=intern):
        raise PermissionDenied(NIET_INTERN)
    rijen = Reactie.objects.ingediend().filter(plan=visite.plan).zichtbaar_voor(inzage)
    return rijen if intern or ook_dicht else rijen.filter(vrijgegeven_op__isnull=False)


@dataclass(frozen=True, slots=True)
class Notakeuzes:
    """What somebody can choose: rounds and ministries by code and name, opgaven by number and title."""

    rondes: list[tuple[str, str]]
    ministeries: list[tuple[str, str]]
    opgaven: list[tuple[str, str]]


def keuzes(visite: Bezoek, inzage: Inzage, *, intern: bool) -> Notakeuzes:
    """Rounds that they know of; ministries and opgaven about which there is something to read. Three queries."""
    mag = zichtbaar(visite, inzage, intern=intern)
    paren = set(mag.order_by().values_list("ministerie", "opgave").distinct())
    opgaven = {opgave for _, opgave in paren}
    ministeries = Ministerie.objects.filter(pk__in={m for m, _ in paren if m is not None})
    return Notakeuzes(
        [(r.code, r.titel) for r in rondes(visite, inzage).only("code", "titel")],
        [(m.code, f"{m.afkorting}: {m.naam}" if m.naam != m.afkorting else m.naam) for m in ministeries],
        [(str(o.nummer), f"{o.nummer} {o.titel}") for o in visite.document.opgaven if o.sleutel in opgaven],
    )


def rondes(visite: Bezoek, inzage: Inzage) -> Any:
    """Rounds that were opened and that this person may know of: all of them for the team, else those that their
    ministry takes part in or of which something was released. No query."""
    rijen = Ronde.objects.filter(plan=visite.plan).exclude(stand=Ronde.Stand.CONCEPT)
    if inzage.team:
        return rijen
    vrij = Reactie.objects.ingediend().filter(plan=visite.plan, vrijgegeven_op__isnull=False).zichtbaar_voor(inzage)
    mee = Deelname.objects.filter(ministerie__in=inzage.ministeries)
    return rijen.filter(Q(pk__in=vrij.filter(ronde__isnull=False).values("ronde")) | Q(pk__in=mee.values("ronde")))


@dataclass(frozen=True, slots=True)
class Gekozen:
    """What a choice comes down to: which comments, and what it names. `alle` also holds what was not released."""

    alle: ReactieQuerySet
    ronde: Ronde | None
    ministerie: Ministerie | None
    intern: bool

    @property
    def rijen(self) -> ReactieQuerySet:
        return self.alle if self.intern else self.alle.filter(vrijgegeven_op__isnull=False)


def kies(visite: Bezoek, inzage: Inzage, keuze: Notakeuze) -> Gekozen:
    """At most two queries. Raises BestaatNiet for a round or ministry that is not there for this person, and
    PermissionDenied."""
    alle = zichtbaar(visite, inzage, intern=keuze.intern, ook_dicht=True)
    ronde = _ronde(visite, inzage, keuze.ronde)
    ministerie = _ministerie(keuze.ministerie)
    if ronde is not None:
        alle = alle.filter(ronde=ronde)
    if ministerie is not None:
        alle = alle.filter(ministerie=ministerie)
    if keuze.opgave:
        alle = alle.filter(opgave=keuze.opgave)
    return Gekozen(alle, ronde, ministerie, keuze.intern)


def lees(visite: Bezoek, inzage: Inzage, keuze: Notakeuze, hoogstens: int = 0) -> Notastuk:
    """The nota of a choice. At most eleven queries, however many comments there are; one more with `hoogstens`.

    Raises BestaatNiet for a round or ministry that is not there for this person, PermissionDenied, and NotaTeLang
    for more comments than `hoogstens`.
    """
    gekozen = kies(visite, inzage, keuze)
    if hoogstens:
        eis_niet_lang(gekozen.rijen, hoogstens)
    gelezen = lees_rijen(visite, gekozen.rijen)
    niet_vrij = 0 if keuze.intern else gekozen.alle.filter(vrijgegeven_op__isnull=True).count()
    return notastuk(gelezen, visite.document, kop_van(visite, inzage, keuze, gekozen, niet_vrij), intern=keuze.intern)


def lees_rijen(
    visite: Bezoek, rijen: ReactieQuerySet, *, gewijzigd: bool = True, rollen: Mapping[int, set[str]] | None = None
) -> list[Notareactie]:
    """Comments with where they stand now, on whose behalf they are, and what they changed (unless `gewijzigd` knows
    that they changed nothing). Six queries; one less with the `rollen` of who spoke for no organisation."""
    gevonden = list(
        rijen.select_related("ministerie", "organisatie", "gremium", "antwoord", "ronde").defer("ronde__uitnodiging")
    )
    gevolgd = ankers.volg_alle([ankers.Anker.uit_data(r.anker) for r in gevonden], visite.document) if gevonden else ()
    wie = afzenders(visite, gevonden, rollen)
    gevolgen = _gevolgen(visite, gevonden) if gewijzigd else {}
    return [Notareactie(r, g, wie[r.pk], gevolgen.get(r.pk, ())) for r, g in zip(gevonden, gevolgd, strict=True)]


def kop_van(visite: Bezoek, inzage: Inzage, keuze: Notakeuze, gekozen: Gekozen, niet_vrij: int) -> Notakop:
    """One query."""
    return replace(
        _kop(visite, keuze, gekozen.ronde, gekozen.ministerie),
        zonder=_zonder_opmerkingen(visite, inzage, gekozen.ronde, gekozen.ministerie, keuze),
        niet_vrij=niet_vrij,
    )


def _ronde(visite: Bezoek, inzage: Inzage, code: str) -> Ronde | None:
    if not code:
        return None
    gevonden = rondes(visite, inzage).filter(code=code).select_related("versie").defer("versie__inhoud").first()
    if gevonden is None:
        raise BestaatNiet("Deze ronde is er niet, of u doet er niet aan mee.")
    rij: Ronde = gevonden
    return rij


def _ministerie(code: str) -> Ministerie | None:
    if not code:
        return None
    if (gevonden := Ministerie.objects.filter(code=code).first()) is None:
        raise BestaatNiet("Dit ministerie staat niet in het register.")
    return gevonden


def afzenders(visite: Bezoek, rijen: Sequence[Reactie], rollen: Mapping[int, set[str]] | None = None) -> dict[int, str]:
    """On whose behalf each was said: an organisation or a role, never a person. One query; none with `rollen`."""
    if rollen is None:
        rollen = rollen_van(visite, {r.door_id for r in rijen if not r.afzender and r.door_id is not None})
    return {r.pk: r.afzender or zonder_afzender(visite, r.door_id, r.link_id, rollen) for r in rijen}


def rollen_van(visite: Bezoek, mensen: Set[int]) -> dict[int, set[str]]:
    """Their roles in this region. One query."""
    rollen: dict[int, set[str]] = defaultdict(set)
    if mensen:
        for wie, soort in rolhouders.rollen(visite.regio, user__in=mensen).values_list("user", "soort"):
            rollen[wie].add(soort)
    return rollen


def zonder_afzender(visite: Bezoek, door: int | None, link: int | None, rollen: Mapping[int, set[str]]) -> str:
    """On whose behalf somebody spoke who named no organisation: a role, never a person."""
    if door is None:
        return MET_LINK if link is not None else IEMAND
    hier = rollen.get(door, set())
    if hier & TEAM:
        return f"NPVR-team {visite.regio.naam}"
    return next((str(soort.label) for soort in FUNCTIES if soort in hier), IEMAND)


def _gevolgen(visite: Bezoek, rijen: Sequence[Reactie]) -> dict[int, tuple[Verandering, ...]]:
    """Per comment what it changed. Four queries; none for who may not see the history, or without comments."""
    if not visite.toont_geschiedenis:
        return {}
    gevonden = geschiedenis.gevolgen(visite.plan.pk, SOORT, [str(r.pk) for r in rijen])
    return {
        int(code): tuple(v for gevolg in hier for v in veranderingen(gevolg, visite.document))
        for code, hier in gevonden.items()
    }


def _zonder_opmerkingen(
    visite: Bezoek, inzage: Inzage, ronde: Ronde | None, ministerie: Ministerie | None, keuze: Notakeuze
) -> tuple[ZonderOpmerkingen, ...]:
    """Who said that they have nothing to remark, on all of it or on some opgaven; of an opgave that is asked for, on
    that one. Told to others once the round is closed. Without one round it is named. One query."""
    rijen = Deelname.objects.filter(ronde=ronde) if ronde else Deelname.objects.filter(ronde__in=rondes(visite, inzage))
    geen = Q(stand=Deelname.Stand.GEEN)
    if keuze.opgave:
        geen = Q(zonder_opmerkingen__contains=[keuze.opgave]) | (
            geen & (Q(opgaven__contains=[keuze.opgave]) | Q(opgaven=[], ronde__opgaven__contains=[keuze.opgave]))
        )
    else:
        geen |= ~Q(zonder_opmerkingen=[])
    rijen = rijen.filter(geen)
    if not keuze.intern:
        rijen = rijen.filter(ronde__stand=Ronde.Stand.GESLOTEN)
    if ministerie is not None:
        rijen = rijen.filter(ministerie=ministerie)
    rijen = rijen.select_related("ministerie", "organisatie", "ronde").defer("ronde__uitnodiging")
    return tuple(sorted({_zonder(visite.document, rij, keuze, ronde) for rij in rijen}))


def _zonder(document: Plandocument, rij: Deelname, keuze: Notakeuze, ronde: Ronde | None) -> ZonderOpmerkingen:
    """An opgave that is not in the plan any more is not named."""
    deel = rij.stand != Deelname.Stand.GEEN and not keuze.opgave
    bij = [document.per_sleutel[s] for s in rij.zonder_opmerkingen if s in document.per_sleutel] if deel else []
    opgaven = tuple(sorted((o.nummer, o.titel) for o in bij))
    return ZonderOpmerkingen(str(rij.wie), "" if ronde else rij.ronde.titel, opgaven)


def _kop(visite: Bezoek, keuze: Notakeuze, ronde: Ronde | None, ministerie: Ministerie | None) -> Notakop:
    opgave = visite.document.per_sleutel.get(keuze.opgave)
    over = [f"opgave {opgave.nummer}"] if opgave else []
    van = [str(ministerie)] if ministerie else []
    titel = f"Reacties{' van ' + van[0] if van else ''} op {over[0] if over else 'het ' + visite.document.titel}"
    kenmerken = [("Plan", visite.document.titel)]
    if ronde:
        stand = f"gesloten op {getallen.datum(ronde.gesloten_op)}" if ronde.gesloten_op else "nog open"
        over_versie = f"over {ronde.versie.label} van {getallen.datum(ronde.versie.gemaakt_op)}"
        kenmerken.append(("Ronde", f"{ronde.titel}, {over_versie}; {stand}"))
    if ministerie:
        kenmerken.append(("Ministerie", f"{ministerie.naam} ({ministerie.afkorting})"))
    if opgave:
        kenmerken.append(("Opgave", f"{opgave.nummer} {opgave.titel}"))
    kenmerken.append(("Van", f"NPVR-team {visite.regio.naam}"))
    dag = timezone.localdate()
    code = versiecode(visite.regio.code, hash_van(visite.document))
    tekst = f"{'werkversie' if visite.werkversie else visite.bron.label}, {getallen.datum(visite.bron.op)}"
    kenmerken += [("Datum", getallen.datum(dag)), ("Tekst nu", f"{tekst}, code {code}")]
    return Notakop(titel, visite.regio.naam, dag, tekst, code, tuple(kenmerken))
