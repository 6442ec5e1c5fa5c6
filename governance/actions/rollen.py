"""Giving and ending roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from npvr import getallen
from npvr.gezien import Weigering, eis_gezien, merk

from ..models import Ministerie, Regio, Rol
from ..permissions import LAATSTE_BEHEERDER, NIET_ZELF, Toegang, eis_over_rol
from ..rechtencontrole import BIJZONDER
from .post import post

BEPERKT = frozenset({Rol.Soort.REDACTEUR, Rol.Soort.EIGENAAR})
"""Roles that may be limited to named opgaven."""

BEHEERDER_BLIJFT = "Een beheerder heeft geen einddatum: zo blijft er altijd iemand. Beëindig de rol als het zover is."


class RolGeweigerd(Weigering):
    """A rule of the house stands in the way. The sentence is for people."""


ANDERE_ROLLEN = "Een collega wijzigde de rollen van deze persoon net. Er is niets gewijzigd. Kijk eerst opnieuw."


def merk_van(rollen: Iterable[Rol]) -> str:
    """What a page shows of somebody's roles: another one as soon as one is given, changed or ended. No query."""
    return merk(*sorted(rollen, key=lambda rol: rol.pk))


def zeg_rollen(rollen: Iterable[Rol]) -> str:
    """Roles in words, one a line. A query for each ministry that was not fetched along."""
    regels = []
    for rol in rollen:
        delen = [rol.get_soort_display(), str(rol.ministerie or "")]
        delen.append(getallen.aantal(len(rol.opgaven_sleutels), "opgave", "opgaven") if rol.opgaven_sleutels else "")
        delen.append(f"tot {getallen.datum(rol.tot)}" if rol.tot else "")
        regels.append(", ".join(deel for deel in delen if deel))
    return "\n".join(regels) or "Geen rol"


def vergrendel(regio: Regio) -> None:
    Regio.objects.select_for_update().get(pk=regio.pk)


def verliest_beheerder(personen: Iterable[User]) -> list[Regio]:
    """The regions that would have no beheerder left without these people; they are locked. Three queries at most."""
    geldig = Rol.objects.filter(soort=Rol.Soort.BEHEERDER, tot__isnull=True, user__is_active=True)
    weg = [persoon.pk for persoon in personen]
    van_hen = geldig.filter(user__in=weg).values("regio")
    regios = list(Regio.objects.select_for_update().filter(pk__in=van_hen).order_by("pk"))
    blijft = (
        set(geldig.exclude(user__in=weg).filter(regio__in=regios).values_list("regio", flat=True)) if regios else ()
    )
    return [regio for regio in regios if regio.pk not in blijft]


def _meld_bijzonder_recht(*, rol: Rol, door: User | None) -> None:
    """A mail to the other beheerders of the region, and to its function address: somebody can give roles now.

    Inside the act that gave it. Two queries and two a mail.
    """
    regio = rol.regio
    beheerders = Rol.objects.get_queryset().filter(regio=regio, soort=Rol.Soort.BEHEERDER, user__is_active=True)
    wie = User.objects.filter(pk__in=beheerders.values("user")).exclude(pk__in=[rol.user_id, door.pk if door else 0])
    pad = reverse("governance:persoon", args=[regio.code, rol.user_id])
    tekst = (
        f"Beste beheerder,\n\n{rol.user} heeft in {regio.naam} nu de rol {rol.get_soort_display().lower()}. "
        f"De rol is gegeven door {door or 'de inrichting van het portaal'}. "
        "Met deze rol kan iemand anderen een rol geven.\n\n"
        f"Klopt dit niet? Beëindig de rol dan hier:\n{settings.BASIS_URL.rstrip('/')}{pad}\n\n"
        f"Het portaal Plan voor de Regio {regio.naam}"
    )
    adressen: list[tuple[str, User | None]] = [(u.email, u) for u in wie.order_by("pk")]
    if regio.functieadres:
        adressen.append((regio.functieadres, None))
    for adres, voor in adressen:
        post(
            sleutel=f"bijzonder:{rol.pk}:{adres}"[:200],
            adres=adres,
            onderwerp=f"Nieuwe {rol.get_soort_display().lower()} in {regio.naam}",
            tekst=tekst,
            voor=voor,
            regio=regio,
            draad=f"bijzonder:{regio.pk}",
        )


@transaction.atomic
def geef_rol(
    *,
    user: User,
    regio: Regio,
    soort: str,
    door: User | None,
    ministerie: Ministerie | None = None,
    opgaven_sleutels: Sequence[str] = (),
    tot: datetime | None = None,
    gezien: str | None = None,
) -> Rol:
    """Give a role. The same role with other opgaven or another end replaces the one before, which ends now.

    `gezien` is the `merk_van` the roles that the page showed. Raises RolGeweigerd for a beheerder with an end, and
    AndersDanGezien where a colleague changed this person's roles since. Four queries.
    """
    if soort == Rol.Soort.BEHEERDER and tot is not None:
        raise RolGeweigerd(BEHEERDER_BLIJFT)
    vergrendel(regio)
    if door is not None:
        eis_over_rol(Toegang.van(door, regio), soort)
    sleutels = sorted(set(opgaven_sleutels)) if soort in BEPERKT else []
    nu = list(Rol.objects.van(user, regio).select_for_update(of=("self",)).order_by("pk"))
    eerder = next((r for r in nu if (r.soort, r.ministerie_id) == (soort, ministerie.pk if ministerie else None)), None)
    if eerder is not None and eerder.opgaven_sleutels == sleutels and eerder.tot == tot:
        return eerder
    eis_gezien(gezien, merk_van(nu), ANDERE_ROLLEN, [(f"Rollen van {user}", zeg_rollen(nu))])
    if eerder is not None:
        eerder.tot, eerder.beeindigd_door = timezone.now(), door
        eerder.save(update_fields=["tot", "beeindigd_door"])
    rol = Rol(
        user=user,
        regio=regio,
        soort=soort,
        ministerie=ministerie,
        opgaven_sleutels=sleutels,
        tot=tot,
        gegeven_door=door,
    )
    try:
        rol.clean_fields()
    except ValidationError as fout:
        raise RolGeweigerd(" ".join(fout.messages)) from None
    rol.save(force_insert=True)
    if eerder is None and soort in BIJZONDER:
        _meld_bijzonder_recht(rol=rol, door=door)
    return rol


@transaction.atomic
def beeindig_rol(*, rol: Rol, door: User, gezien: str | None = None) -> bool:
    """End it now; False when it had ended already. A region keeps a beheerder who is not about to end.

    Raises RolGeweigerd, and AndersDanGezien where it is another role than the page showed (`gezien`, the row's `merk`).
    Four queries at most.
    """
    vergrendel(rol.regio)
    eis_over_rol(Toegang.van(door, rol.regio), rol.soort)
    nu = Rol.alle.select_for_update(of=("self",)).get(pk=rol.pk)
    if not nu.geldig:
        return False
    eis_gezien(gezien, merk(nu), ANDERE_ROLLEN, [("Rol", zeg_rollen([nu]))])
    if nu.soort == Rol.Soort.BEHEERDER:
        anderen = Rol.objects.filter(regio=nu.regio_id, soort=nu.soort, tot__isnull=True, user__is_active=True)
        if not anderen.exclude(pk=nu.pk).exists():
            raise RolGeweigerd(LAATSTE_BEHEERDER)
        if nu.user_id == door.pk:
            raise RolGeweigerd(NIET_ZELF)
    nu.tot, nu.beeindigd_door = timezone.now(), door
    nu.save(update_fields=["tot", "beeindigd_door"])
    return True
