"""How many comments stand where, as one person may know: for the lines under sections and the rail of a fiche."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count
from django.db.models.functions import Left

from opgaven.bezoek import Bezoek
from plandocument.boom import Hoofdstuk, Opgave

from .hier import Hier, adres
from .models import Reactie
from .permissions import Inzage

IN_RAIL: Final = 3
WOORDEN: Final = 140


@dataclass(frozen=True, slots=True)
class Regel:
    """The quiet line under a section: how many comments, and the way to write one."""

    id: str
    code: str
    adres: str
    aantal: int
    open: int
    mag_reageren: bool


@dataclass(frozen=True, slots=True)
class Open:
    """An open comment as the rail tells it."""

    pk: int
    code: str
    wie: str
    woorden: str


@dataclass(frozen=True, slots=True)
class Telling:
    """The comments of a fiche or a chapter; `regels` by the key of the section."""

    regels: dict[str, Regel] = field(default_factory=dict)
    aantal: int = 0
    open: int = 0
    rijen: tuple[Open, ...] = ()
    mag_reageren: bool = False
    adres: str = ""

    @property
    def meer(self) -> int:
        return self.open - len(self.rijen)


def telling(visite: Bezoek, inzage: Inzage, houder: Opgave | Hoofdstuk, nummer: int) -> Telling | None:
    """One query, whatever there is. None for a visitor, without a query."""
    if not inzage.mag_lezen():
        return None
    rijen = Reactie.objects.staat().filter(plan=visite.plan).zichtbaar_voor(inzage)
    van_opgave = isinstance(houder, Opgave)
    rijen = rijen.filter(opgave=houder.sleutel) if van_opgave else rijen.filter(hoofdstuk=houder.sleutel)
    if not visite.werkversie:
        rijen = rijen.filter(versie__code=visite.bron.versie)
    gevonden = list(
        rijen.select_related("ministerie", "organisatie", "gremium", "door")
        .annotate(begin=Left("tekst", WOORDEN))
        .order_by("-gemaakt_op", "-pk")
        .defer("tekst", "voorstel", "anker", "reden")
    )
    open_ = [r for r in gevonden if r.ingediend_op and inzage.stand_van(r) in ("open", "in_behandeling")]
    mag = inzage.mag_reageren()
    regels = {
        sectie.sleutel: _regel(visite, houder, nummer, volg, gevonden, open_, mag)
        for volg, sectie in enumerate(houder.secties, 1)
    }
    return Telling(
        regels,
        len(gevonden),
        len(open_),
        tuple(_open(r) for r in open_[:IN_RAIL]),
        mag,
        adres(visite, nummer) if van_opgave else "",
    )


def _regel(
    visite: Bezoek,
    houder: Opgave | Hoofdstuk,
    nummer: int,
    volg: int,
    alle: Iterable[Reactie],
    open_: Iterable[Reactie],
    mag: bool,
) -> Regel:
    sectie = houder.secties[volg - 1]
    soort = visite.document.soorten.get(sectie.soort) if isinstance(houder, Opgave) else None
    waar: dict[str, Any] = {"soort": soort.code} if soort else {"sectie": volg}
    return Regel(
        soort.letter if soort else str(volg),
        f"{nummer}.{soort.letter}" if soort else f"H{nummer}.{volg}",
        adres(visite, nummer, **waar),
        sum(r.sectie == sectie.sleutel for r in alle),
        sum(r.sectie == sectie.sleutel for r in open_),
        mag,
    )


def _open(reactie: Reactie) -> Open:
    begin = " ".join(getattr(reactie, "begin", "").split())
    woorden = begin if len(begin) < WOORDEN else f"{begin.rsplit(' ', 1)[0]} …"
    wie = reactie.afzender or str(reactie.door or "")
    return Open(reactie.pk, reactie.code, wie, woorden or "Stelt een andere tekst voor.")


def open_per_opgave(visite: Bezoek, inzage: Inzage) -> dict[str, int]:
    """Key of an opgave → how many comments on it are not done, as far as this person may know. One query."""
    rijen = Reactie.objects.ingediend().filter(plan=visite.plan).zichtbaar_voor(inzage)
    rijen = rijen.filter(inzage.met_stand("open") | inzage.met_stand("in_behandeling"))
    return dict(rijen.order_by().values_list("opgave").annotate(aantal=Count("pk")))


def regel_van(hier: Hier) -> Regel:
    """The line of one place, after its comments were closed. One query."""
    rijen = list(hier.rijen().zichtbaar_voor(hier.inzage).defer("tekst", "voorstel", "anker", "reden"))
    open_ = sum(bool(r.ingediend_op) and hier.inzage.stand_van(r) in ("open", "in_behandeling") for r in rijen)
    return Regel(hier.id, hier.code, hier.adres, len(rijen), open_, hier.inzage.mag_reageren())
