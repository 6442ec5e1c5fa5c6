"""What a round looks like: to the team opgaven × participants, to a participant what is asked of them. Reading only.

The team's view counts what was submitted and nothing else: that somebody is still writing is theirs to tell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.models import User
from governance.models import Regio
from npvr import getallen
from opgaven.models import Plan
from plandocument import boom
from plandocument.itemsoorten import MINISTERIE
from plandocument.vermeldingen import items_van_soort

from .actions.indienen import reden_niet, wie_dient_in
from .actions.rondepost import contacten
from .models import Deelname, PersoonlijkeLink, Reactie, Ronde
from .permissions import Inzage
from .rondestanden import bezwaar, laatste_dag

Wie = tuple[int | None, int | None]
"""A participant: id of a ministry, id of an organisation; one of them."""


@dataclass(frozen=True, slots=True)
class Cel:
    """What was said about an opgave. `soort`: "niet" (not asked), "niets" (nothing yet), "geen", "reacties"."""

    soort: str
    aantal: int = 0


@dataclass(slots=True)
class Deelnamekolom:
    """A participant in the team's view."""

    deelname: Deelname
    tot: date
    dagen: int
    contacten: list[User]
    coordinator: User | None
    links: list[PersoonlijkeLink]
    gevraagd: int
    aantal: int = 0

    @property
    def klaar(self) -> bool:
        return self.deelname.stand != Deelname.Stand.GEVRAAGD

    @property
    def onbereikbaar(self) -> bool:
        """Nobody here can answer in the portal."""
        return not self.contacten and not any(link.werkt for link in self.links)

    @property
    def verlengd(self) -> bool:
        return self.deelname.deadline is not None


@dataclass(slots=True)
class Rondebeeld:
    """A round as the team sees it."""

    ronde: Ronde
    dagen: int
    kolommen: list[Deelnamekolom]
    rijen: list[tuple[boom.Opgave, int, list[Cel]]]
    overig: int = 0

    @property
    def klaar(self) -> int:
        return sum(k.klaar for k in self.kolommen)

    @property
    def aantal(self) -> int:
        return sum(k.aantal for k in self.kolommen) + self.overig


def ronde_van(plan: Plan, code: str) -> Ronde | None:
    return (
        Ronde.objects.select_related("plan__regio", "versie", "geopend_door", "gesloten_door")
        .defer("versie__inhoud")
        .filter(plan=plan, code=code)
        .first()
    )


def deelnames_van(ronde: Ronde) -> list[Deelname]:
    """Ministries first, then organisations. One query."""
    rijen = ronde.deelnames.select_related("ministerie", "organisatie", "coordinator", "ingediend_door")
    gevonden = list(rijen.order_by("ministerie__afkorting", "organisatie__naam"))
    for rij in gevonden:
        rij.ronde = ronde
    return gevonden


def beeld(ronde: Ronde, document: boom.Plandocument, regio: Regio, vandaag: date) -> Rondebeeld:
    """Four queries, however many take part and however much was said."""
    deelnames = deelnames_van(ronde)
    per_ministerie = contacten(regio, (d.ministerie_id for d in deelnames))
    links = list(PersoonlijkeLink.objects.filter(ronde=ronde).select_related("ministerie", "organisatie"))
    tellingen: Counter[tuple[Wie, str]] = Counter()
    for m, o, opgave, hoeveel in (
        Reactie.objects.ingediend()
        .filter(ronde=ronde)
        .order_by()
        .values_list("ministerie", "organisatie", "opgave")
        .annotate(hoeveel=Count("pk"))
    ):
        tellingen[((m, o), opgave)] += hoeveel
    kolommen = []
    for d in deelnames:
        wie, mensen, tot = _wie(d), per_ministerie.get(d.ministerie_id or 0, []), laatste_dag(d, ronde)
        kolom = Deelnamekolom(
            d,
            tot,
            (tot - vandaag).days,
            mensen,
            wie_dient_in(d, mensen),
            [link for link in links if (link.ministerie_id, link.organisatie_id) == wie],
            len(d.gevraagde_opgaven),
        )
        kolom.aantal = sum(n for (van, _), n in tellingen.items() if van == wie)
        kolommen.append(kolom)
    gezien = {_wie(d) for d in deelnames}
    gevraagd = set(ronde.opgaven)
    opgaven = [o for o in document.opgaven if o.sleutel in gevraagd]
    rijen = []
    for opgave in opgaven:
        cellen = [_cel(k, opgave.sleutel, tellingen[(_wie(k.deelname), opgave.sleutel)]) for k in kolommen]
        rijen.append((opgave, sum(c.aantal for c in cellen), cellen))
    overig = sum(n for (van, _), n in tellingen.items() if van not in gezien)
    return Rondebeeld(ronde, (ronde.deadline - vandaag).days, kolommen, rijen, overig)


def _wie(d: Deelname) -> Wie:
    return d.ministerie_id, d.organisatie_id


def _cel(kolom: Deelnamekolom, opgave: str, aantal: int) -> Cel:
    """What somebody without an account said by a personal link is said; of contact persons what they submitted."""
    d = kolom.deelname
    if aantal:
        return Cel("reacties", aantal)
    if opgave not in d.gevraagde_opgaven:
        return Cel("niet")
    if d.stand == Deelname.Stand.GEEN:
        return Cel("geen")
    if (d.stand == Deelname.Stand.INGEDIEND or not kolom.contacten) and opgave in d.zonder_opmerkingen:
        return Cel("geen")
    return Cel("niets")


@dataclass(slots=True)
class GevraagdeOpgave:
    """One opgave that a participant is asked about, with what they said."""

    opgave: boom.Opgave
    primair: bool
    reacties: list[Reactie]
    geen: bool

    @property
    def gezegd(self) -> bool:
        return bool(self.reacties) or self.geen


@dataclass(slots=True)
class Eigen:
    """A round as one participant sees it."""

    deelname: Deelname
    tot: date
    dagen: int
    opgaven: list[GevraagdeOpgave]
    elders: list[Reactie]
    contacten: list[User]
    coordinator: User | None
    bezwaar: str
    niet_indienen: str

    @property
    def reacties(self) -> list[Reactie]:
        return [r for g in self.opgaven for r in g.reacties] + self.elders

    @property
    def nieuw(self) -> list[Reactie]:
        """What would be submitted now."""
        return [r for r in self.reacties if r.ingediend_op is None]

    @property
    def open(self) -> bool:
        return self.deelname.stand == Deelname.Stand.GEVRAAGD and self.deelname.ronde.stand == Ronde.Stand.OPEN

    @property
    def gezegd(self) -> int:
        return sum(g.gezegd for g in self.opgaven)

    @property
    def stil(self) -> list[GevraagdeOpgave]:
        """Opgaven about which nothing was said yet."""
        return [g for g in self.opgaven if not g.gezegd]

    @property
    def namen(self) -> str:
        return getallen.opsomming(str(u) for u in self.contacten)


def eigen(ronde: Ronde, document: boom.Plandocument, regio: Regio, inzage: Inzage, vandaag: date) -> list[Eigen]:
    """What is asked of this person's ministries, primary opgaven first. Three queries; empty when they take no part."""
    rijen = [d for d in deelnames_van(ronde) if d.ministerie_id in inzage.ministeries]
    if not rijen:
        return []
    mensen = contacten(regio, (d.ministerie_id for d in rijen))
    reacties = list(
        Reactie.objects.staat()
        .filter(ronde=ronde, ministerie__in=[d.ministerie_id for d in rijen])
        .select_related("door", "link", "ministerie")
    )
    standen = primair_per_ministerie(document)
    return [_eigen(ronde, document, d, reacties, mensen, standen, inzage, vandaag) for d in rijen]


def _eigen(
    ronde: Ronde,
    document: boom.Plandocument,
    d: Deelname,
    reacties: list[Reactie],
    mensen: dict[int, list[User]],
    standen: dict[str, dict[str, bool]],
    inzage: Inzage,
    vandaag: date,
) -> Eigen:
    gevraagd, hier = set(d.gevraagde_opgaven), [r for r in reacties if r.ministerie_id == d.ministerie_id]
    opgaven = []
    for opgave, primair in volgorde(document, d, standen):
        gezegd = [r for r in hier if r.opgave == opgave.sleutel]
        geen = not gezegd and (opgave.sleutel in d.zonder_opmerkingen or d.stand == Deelname.Stand.GEEN)
        opgaven.append(GevraagdeOpgave(opgave, primair, gezegd, geen))
    contact = mensen.get(d.ministerie_id or 0, [])
    tot = laatste_dag(d, ronde)
    return Eigen(
        d,
        tot,
        (tot - vandaag).days,
        opgaven,
        [r for r in hier if r.opgave not in gevraagd],
        contact,
        wie_dient_in(d, contact),
        bezwaar(ronde, d, vandaag),
        reden_niet(d, inzage, contact),
    )


def volgorde(
    document: boom.Plandocument, d: Deelname, standen: dict[str, dict[str, bool]]
) -> list[tuple[boom.Opgave, bool]]:
    """What a participant is asked about, in the order of its page, each with whether it is primary there. `standen` are
    of `primair_per_ministerie`."""
    gevraagd, primair = set(d.gevraagde_opgaven), standen.get(d.ministerie.code if d.ministerie else "", {})
    opgaven = [(o, primair.get(o.sleutel, False)) for o in document.opgaven if o.sleutel in gevraagd]
    return sorted(opgaven, key=lambda paar: (not paar[1], paar[0].nummer))


def primair_per_ministerie(document: boom.Plandocument) -> dict[str, dict[str, bool]]:
    """Code of a ministry → key of each opgave that names it → whether as primary."""
    per: dict[str, dict[str, bool]] = {}
    for opgave in document.opgaven:
        for item in items_van_soort(document, opgave, MINISTERIE):
            for code in item.doelen("ministerie"):
                hier = per.setdefault(code, {})
                hier[opgave.sleutel] = hier.get(opgave.sleutel, False) or item.primair
    return per


def gevraagd(plan: Plan, inzage: Inzage) -> list[Deelname]:
    """The parts of this person's ministries that wait for an answer, the most pressing first. One query."""
    rijen = Deelname.objects.filter(
        ronde__plan=plan,
        ronde__stand=Ronde.Stand.OPEN,
        stand=Deelname.Stand.GEVRAAGD,
        ministerie__in=inzage.ministeries,
    )
    rijen = rijen.select_related("ronde__versie", "ministerie").defer("ronde__versie__inhoud", "ronde__uitnodiging")
    return sorted(rijen, key=lambda d: laatste_dag(d, d.ronde))


@dataclass(frozen=True, slots=True)
class Rondelijstregel:
    """A round in the list."""

    ronde: Ronde
    dagen: int
    gevraagd: int
    klaar: int


def lijst(plan: Plan, inzage: Inzage, vandaag: date) -> list[Rondelijstregel]:
    """The rounds that this person may know of, newest first. One query."""
    rondes = Ronde.objects.filter(plan=plan).select_related("versie").defer("versie__inhoud")
    if not inzage.team:
        rondes = rondes.exclude(stand=Ronde.Stand.CONCEPT).filter(
            pk__in=Deelname.objects.filter(ministerie__in=inzage.ministeries).values("ronde")
        )
    rondes = rondes.annotate(
        gevraagd=Count("deelnames"), klaar=Count("deelnames", filter=~Q(deelnames__stand=Deelname.Stand.GEVRAAGD))
    )
    return [Rondelijstregel(r, (r.deadline - vandaag).days, r.gevraagd, r.klaar) for r in rondes]
