"""Who in a region may read a comment: for mentioning them, and to say it before somebody places one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from accounts.models import User
from governance.models import Ministerie, Organisatie, Regio, Rol
from governance.rolhouders import houders
from npvr import getallen

from .models import Reactie, Ronde
from .permissions import TEAM

EIGEN_MINISTERIE: Final = "eigen_ministerie"
"""Beside the kinds of roles: a contact person of the ministry that a comment speaks for."""
IEDEREEN: Final = frozenset({*Rol.Soort.values, EIGEN_MINISTERIE})


def wie_leest(reactie: Reactie, *, intern: bool = False) -> list[User]:
    """People with a role in the region who may read this comment now, or its internal replies. One query.

    The same rule as `permissions.Inzage.filter`, asked the other way round; a test holds the two together.
    """
    return list({rol.user_id: rol.user for rol in rollen_die_lezen(reactie, intern=intern)}.values())


def rollen_die_lezen(reactie: Reactie, *, intern: bool = False) -> list[Rol]:
    """The roles by which somebody reads it, by name of the person. One query."""
    rollen = houders(reactie.plan.regio_id).select_related("user")
    return [rol for rol in rollen.order_by("user__naam", "user__email") if _leest(rol, reactie, intern)]


@dataclass(frozen=True, slots=True)
class Bereik:
    """Whom a reply reaches where the sender of a comment reads it no more: `anderen` in their place. `zin` says so;
    empty where the sender reads it as ever."""

    anderen: tuple[User, ...] = ()
    zin: str = ""


def bereik(reactie: Reactie, lezers: Collection[Rol], wie: int | None) -> Bereik:
    """Of a reply by `wie` (id); `lezers` are of `rollen_die_lezen`. What somebody said for a ministry is for its
    present contact persons to hear of when they left. No query; `reactie` with its ministry."""
    hier = any(rol.user_id == reactie.door_id for rol in lezers)
    if hier or reactie.kanaal != Reactie.Kanaal.PORTAAL or reactie.door_id == wie:
        return Bereik()
    ministerie = reactie.ministerie
    if ministerie is None:
        return Bereik((), NIEMAND.format("Wie deze reactie gaf, heeft hier geen rol meer en"))
    contact = [r for r in lezers if r.soort == Rol.Soort.MINISTERIECONTACT and r.ministerie_id == ministerie.pk]
    if not contact:
        return Bereik((), NIEMAND.format(f"{ministerie} heeft nu geen contactpersoon in het portaal en"))
    anderen = tuple(rol.user for rol in contact if rol.user_id != wie)
    naar = f" Uw bericht gaat naar {getallen.opsomming(anderen)}." if anderen else ""
    return Bereik(anderen, f"Wie deze reactie gaf, is geen contactpersoon van {ministerie} meer.{naar}")


NIEMAND: Final = "{} leest uw bericht niet. Hebt u een vraag? Mail of bel dan."


def _leest(rol: Rol, reactie: Reactie, intern: bool) -> bool:
    if intern:
        return rol.soort in TEAM and (reactie.ingediend_op is not None or reactie.door_id == rol.user_id)
    voor_ministerie = reactie.ministerie_id is not None and reactie.kanaal == Reactie.Kanaal.PORTAAL
    if reactie.vrijgegeven_op is not None or (reactie.door_id == rol.user_id and not voor_ministerie):
        return True
    if rol.soort == Rol.Soort.MINISTERIECONTACT and rol.ministerie_id == reactie.ministerie_id:
        return True
    if reactie.ingediend_op is None:
        return False
    if rol.soort == Rol.Soort.SECRETARIS:
        return reactie.gremium_id is not None
    return rol.soort in TEAM or rol.soort == Rol.Soort.BEHEERDER


# ---- before it is placed ----


@dataclass(frozen=True, slots=True)
class Leesmoment:
    """Who reads a comment from one moment on: kinds of roles, and `EIGEN_MINISTERIE`. Its sender not counted."""

    wanneer: str
    wie: frozenset[str]


NU, INGEDIEND, VRIJGEGEVEN = "nu", "ingediend", "vrijgegeven"


def momenten(reactie: Reactie) -> list[Leesmoment]:
    """How the circle of readers of this comment grows, which need not be kept yet: by the rule that governs reading
    it. No query; the row is not changed."""
    nu = timezone.now()
    stappen = [(NU, reactie.ingediend_op, reactie.vrijgegeven_op), (INGEDIEND, nu, None), (VRIJGEGEVEN, nu, nu)]
    uit: list[Leesmoment] = []
    for wanneer, ingediend_op, vrijgegeven_op in stappen:
        toen = Reactie(
            door_id=reactie.door_id,
            ministerie_id=reactie.ministerie_id,
            gremium_id=reactie.gremium_id,
            kanaal=reactie.kanaal,
            ingediend_op=ingediend_op,
            vrijgegeven_op=vrijgegeven_op,
        )
        wie = frozenset(soort for soort, rol in _rollen(reactie.ministerie_id) if _leest(rol, toen, intern=False))
        if not uit or wie != uit[-1].wie:
            uit.append(Leesmoment(wanneer, wie))
    return uit


def _rollen(ministerie: int | None) -> Iterator[tuple[str, Rol]]:
    """One of each kind, of somebody else; of a contact person one of this ministry and one of another."""
    for soort in Rol.Soort:
        yield soort, Rol(soort=soort, ministerie_id=-1 if soort == Rol.Soort.MINISTERIECONTACT else None, user_id=-1)
    if ministerie is not None:
        contact = Rol(soort=Rol.Soort.MINISTERIECONTACT, ministerie_id=ministerie, user_id=-1)
        yield EIGEN_MINISTERIE, contact


def leeszin(
    regio: Regio,
    *,
    rollen: Collection[str] = (),
    ministerie: Ministerie | None = None,
    organisatie: Organisatie | None = None,
    ronde: Ronde | None = None,
    kanaal: str = Reactie.Kanaal.PORTAAL,
    ingediend: bool = True,
) -> str:
    """Who will read a comment and when, in sentences for its sender, who has these roles. `ingediend`: the team reads
    it at once. No query."""
    reactie = Reactie(
        ministerie=ministerie, organisatie=organisatie, ronde=ronde, kanaal=kanaal,
        ingediend_op=timezone.now() if ingediend else None,
    )  # fmt: skip
    eerst, *later = momenten(reactie)
    namens = str(ministerie or organisatie or "")
    mensen = _mensen(eerst.wie, namens, regio)
    if not (eerst.wie & frozenset(rollen) or (ministerie is not None and kanaal == Reactie.Kanaal.PORTAAL)):
        mensen.insert(0, "u")
    hoe = _lezen(mensen)
    if not eerst.wie & TEAM:
        tot = f"{namens} indient" if ronde is not None else "u haar verstuurt"
        zinnen = [f"Alleen {getallen.opsomming(mensen)} {hoe} uw reactie, tot {tot}."]
    else:
        zinnen = [f"{getallen.hoofdletter(getallen.opsomming(mensen))} {hoe} uw reactie meteen."]
    for moment, vorig in zip(later, [eerst, *later], strict=False):
        erbij = _mensen(moment.wie - vorig.wie, namens, regio)
        if moment.wie >= IEDEREEN - {EIGEN_MINISTERIE}:
            zinnen.append(f"Na de vrijgave leest iedereen met een rol in {regio} haar.")
        elif moment.wanneer == INGEDIEND:
            zinnen.append(f"Daarna {_lezen(erbij)} ook {getallen.opsomming(erbij)} haar.")
    return " ".join(zinnen)


def _mensen(wie: frozenset[str], namens: str, regio: Regio) -> list[str]:
    if wie >= IEDEREEN - {EIGEN_MINISTERIE}:
        return [f"iedereen met een rol in {regio}"]
    namen = [f"de contactpersonen van {namens}"] if EIGEN_MINISTERIE in wie else []
    namen += ["het NPVR-team"] if wie & TEAM else []
    return namen + [f"de {Rol.Soort(soort).label.lower()}" for soort in Rol.Soort if soort in wie - TEAM]


def _lezen(mensen: list[str]) -> str:
    return "lezen" if len(mensen) > 1 or mensen[0].startswith("de contactpersonen") else "leest"
