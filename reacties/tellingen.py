"""How many comments stand where, as one person may know: for the lines under sections and the rail of a fiche."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from django.db.models import CharField, Count, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Left, NullIf

from governance.permissions import Toegang
from npvr.vaste_vraag import VasteVraag
from opgaven.bezoek import Bezoek
from plandocument.boom import Hoofdstuk, Opgave

from . import waar
from .hier import Hier, adres
from .models import Reactie
from .permissions import Inzage

IN_RAIL: Final = 3
WOORDEN: Final = 140


@dataclass(frozen=True, slots=True)
class Tellingregel:
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
class Reactietelling:
    """The comments of a fiche or a chapter; `regels` by the key of the section."""

    regels: dict[str, Tellingregel] = field(default_factory=dict)
    aantal: int = 0
    open: int = 0
    rijen: tuple[Open, ...] = ()
    mag_reageren: bool = False
    adres: str = ""

    @property
    def meer(self) -> int:
        return self.open - len(self.rijen)


def telling(visite: Bezoek, inzage: Inzage, houder: Opgave | Hoofdstuk, nummer: int) -> Reactietelling | None:
    """Counts per section, and the newest open ones. One query, whatever there is; None for a visitor, without one."""
    if not inzage.mag_lezen():
        return None
    van_opgave = isinstance(houder, Opgave)
    vraag = _vraag(inzage.rollen, inzage.ministeries, "opgave" if van_opgave else "hoofdstuk", visite.werkversie)
    per: dict[str, tuple[int, int]] = {}
    nieuwste = []
    for rij in vraag(visite.plan.pk, houder.sleutel, visite.bron.versie, inzage.user_id):
        pk, sectie, aantal, open_, *rest = rij
        if pk:
            nieuwste.append((rest[0], pk, rest[1:]))
        else:
            per[sectie] = aantal, open_
    mag = inzage.mag_reageren()
    return Reactietelling(
        {s.sleutel: _regel(visite, houder, nummer, volg, per, mag) for volg, s in enumerate(houder.secties, 1)},
        sum(aantal for aantal, _ in per.values()),
        sum(open_ for _, open_ in per.values()),
        tuple(_open(pk, *rest) for _, pk, rest in sorted(nieuwste, reverse=True)),
        mag,
        adres(visite, nummer) if van_opgave else "",
    )


@lru_cache(maxsize=128)
def _vraag(rollen: frozenset[str], ministeries: frozenset[int], veld: str, werkversie: bool) -> VasteVraag:
    """For people with these roles: per section (0, key, how many, how many open), and per comment of the newest open
    ones (pk, key, 0, 0, when, code, organisation, function, person, words)."""

    def maak(plan: int, houder: str, versie: str, user: int) -> QuerySet[Reactie, Any]:
        inzage = Inzage(Toegang(user, rollen, ministeries=ministeries))
        hier = waar.bij(veld, plan, houder) if werkversie else Q(**{veld: houder})
        rijen = Reactie.objects.staat().filter(hier, plan=plan).zichtbaar_voor(inzage).order_by()
        if not werkversie:
            rijen = rijen.filter(versie__code=versie)
        telt = Q(ingediend_op__isnull=False) & _open_voor(inzage)
        leeg = Value("", output_field=CharField())
        if werkversie:
            rijen = rijen.annotate(sectie_nu=waar.nu("sectie"))
        sectie = "sectie_nu" if werkversie else "sectie"
        per = rijen.values(sectie).annotate(n=Count("pk"), nog=Count("pk", filter=telt), op=Max("gemaakt_op"))
        tellingen = per.values_list(Value(0), sectie, "n", "nog", "op", leeg, leeg, leeg, leeg, leeg)
        organisatie = Coalesce(
            "ministerie__afkorting", "organisatie__naam", "gremium__naam", leeg, output_field=CharField()
        )
        mens = Coalesce(NullIf("door__naam", leeg), "door__email", leeg, output_field=CharField())
        woorden = Left("tekst", WOORDEN)
        nieuwste = rijen.filter(telt).order_by("-gemaakt_op", "-pk").values_list(
            "pk", "sectie", Value(0), Value(0), "gemaakt_op", "code", organisatie, "namens", mens, woorden
        )  # fmt: skip
        return tellingen.union(nieuwste[:IN_RAIL], all=True)

    return VasteVraag(maak, getal=("plan", "user"))


def _open_voor(inzage: Inzage) -> Q:
    """Not done, as far as this person may know."""
    return inzage.met_stand("open") | inzage.met_stand("in_behandeling")


def _regel(
    visite: Bezoek,
    houder: Opgave | Hoofdstuk,
    nummer: int,
    volg: int,
    per: Mapping[str, tuple[int, int]],
    mag: bool,
) -> Tellingregel:
    sectie = houder.secties[volg - 1]
    soort = visite.document.soorten.get(sectie.soort) if isinstance(houder, Opgave) else None
    waar: dict[str, Any] = {"soort": soort.code} if soort else {"sectie": volg}
    return Tellingregel(
        soort.letter if soort else str(volg),
        f"{nummer}.{soort.letter}" if soort else f"H{nummer}.{volg}",
        adres(visite, nummer, **waar),
        *per.get(sectie.sleutel, (0, 0)),
        mag,
    )


def _open(pk: int, code: str, organisatie: str, namens: str, mens: str, tekst: str) -> Open:
    """As `Reactie.afzender` has it; else the person."""
    begin = " ".join(tekst.split())
    woorden = begin if len(begin) < WOORDEN else f"{begin.rsplit(' ', 1)[0]} …"
    wie = ", ".join(filter(None, (organisatie, namens))) or mens
    return Open(pk, code, wie, woorden or "Stelt een andere tekst voor.")


def open_per_opgave(visite: Bezoek, inzage: Inzage) -> dict[str, int]:
    """Key of an opgave → how many comments on it are not done, as far as this person may know. One query."""
    rijen = Reactie.objects.ingediend().filter(plan=visite.plan).zichtbaar_voor(inzage)
    rijen = rijen.filter(_open_voor(inzage))
    rijen = rijen.order_by().annotate(opgave_nu=waar.nu("opgave"))
    return dict(rijen.values_list("opgave_nu").annotate(aantal=Count("pk")))


def regel_van(hier: Hier) -> Tellingregel:
    """The line of one place, after its comments were closed. One query."""
    telt = Q(ingediend_op__isnull=False) & _open_voor(hier.inzage)
    rijen = hier.rijen().zichtbaar_voor(hier.inzage).order_by()
    telling = rijen.aggregate(aantal=Count("pk"), open=Count("pk", filter=telt))
    return Tellingregel(hier.id, hier.code, hier.adres, telling["aantal"], telling["open"], hier.inzage.mag_reageren())
