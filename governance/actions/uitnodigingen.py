"""Inviting, inviting again, withdrawing, and accepting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.actions import maak_account
from accounts.models import User
from npvr import getallen
from npvr.gezien import eis_gezien, merk

from ..models import Ministerie, Post, Regio, Rol, Uitnodiging
from ..permissions import Toegang, eis_over_rol, mag_over_rol
from .post import laat_vervallen, post
from .rollen import BEHEERDER_BLIJFT, BEPERKT, RolGeweigerd, geef_rol, vergrendel

NET: Final = timedelta(seconds=30)
AL_UITGENODIGD: Final = (
    "Deze persoon heeft voor deze rol al een uitnodiging, die nog openstaat. Er is geen nieuwe verstuurd. Stuurt u "
    "toch een nieuwe, dan komt die ervoor in de plaats en werkt de link in de eerste e-mail niet meer."
)
NET_VERSTUURD: Final = "Deze uitnodiging is net opnieuw verstuurd of gewijzigd. Er is niets gedaan."


class WerktNiet(Exception):
    """The link is unknown, used, withdrawn or too old, or who sent it may no longer give the role; which of them is
    nobody's business."""


class Dubbel(Exception):
    """The same form came twice; the first one was carried out."""


@transaction.atomic
def nodig_uit(
    *,
    regio: Regio,
    email: str,
    soort: str,
    door: User | None,
    ministerie: Ministerie | None = None,
    opgaven_sleutels: Sequence[str] = (),
    rol_tot: datetime | None = None,
    basis: str = "",
    gezien: str | None = None,
    kenmerk: UUID | None = None,
) -> tuple[Uitnodiging, str]:
    """The invitation and its link, with its mail in the outbox. An open one for the same role is replaced.

    `basis` is where the portal is found, default NPVR_BASIS_URL; `kenmerk` is of the form: coming twice raises Dubbel.
    Raises RolGeweigerd when somebody has the role already, and AndersDanGezien where an open one would be replaced that
    the page did not show (`gezien`, its `merk`, empty for none); None does not ask.
    """
    vergrendel(regio)
    if door is not None:
        eis_over_rol(Toegang.van(door, regio), soort)
    if kenmerk and Uitnodiging.objects.filter(kenmerk=kenmerk).exists():
        raise Dubbel
    email = email.strip().lower()
    if soort == Rol.Soort.BEHEERDER and rol_tot is not None:
        raise RolGeweigerd(BEHEERDER_BLIJFT)
    if Rol.objects.filter(user__email__iexact=email, regio=regio, soort=soort, ministerie=ministerie).exists():
        raise RolGeweigerd("Deze persoon heeft deze rol al. Wijzigen kan op de pagina van die persoon.")
    staat = Uitnodiging.objects.open().filter(regio=regio, email=email, soort=soort, ministerie=ministerie).first()
    sleutels = sorted(set(opgaven_sleutels)) if soort in BEPERKT else []
    if staat is not None and _net_gedaan(staat, door, sleutels, rol_tot):
        raise Dubbel
    if staat is not None:
        _eis_gezien(staat, gezien, AL_UITGENODIGD)
    uitnodiging = staat or Uitnodiging(regio=regio, email=email, soort=soort, ministerie=ministerie)
    uitnodiging.opgaven_sleutels = sleutels
    uitnodiging.rol_tot, uitnodiging.door, uitnodiging.kenmerk = rol_tot, door, kenmerk
    return uitnodiging, _verstuur(uitnodiging, basis)


def _net_gedaan(uitnodiging: Uitnodiging, door: User | None, sleutels: list[str], rol_tot: datetime | None) -> bool:
    """Whether the same person just sent the very same: a double click, with or without a form of ours."""
    bericht = uitnodiging.post
    if door is None or bericht is None or bericht.stand != Post.Stand.WACHT:
        return False
    zelfde = (uitnodiging.door_id, uitnodiging.opgaven_sleutels, uitnodiging.rol_tot) == (door.pk, sleutels, rol_tot)
    return zelfde and timezone.now() - bericht.gemaakt_op < NET


def _eis_gezien(staat: Uitnodiging, gezien: str | None, zin: str) -> None:
    nu = [
        ("Uitnodiging", f"{staat.email}, {staat.get_soort_display()}"),
        ("Uitgenodigd door", str(staat.door or "het portaal")),
        ("Opgaven", f"{len(staat.opgaven_sleutels)} gekozen" if staat.opgaven_sleutels else "alle"),
        ("De link werkt tot", getallen.datum_tijd(staat.verloopt_op)),
    ]
    eis_gezien(gezien, merk(staat), zin, nu)


@transaction.atomic
def verstuur_opnieuw(*, uitnodiging: Uitnodiging, door: User, basis: str = "", gezien: str | None = None) -> str:
    """A new link with a new term; the old one stops working. It counts with the rights of who sends it now.

    Raises RolGeweigerd when it is no longer open, and AndersDanGezien where it was sent again, or changed, since the
    page was drawn (`gezien`, the row's `merk`): a double click sends one mail.
    """
    eis_over_rol(Toegang.van(door, uitnodiging.regio), uitnodiging.soort)
    nu = _nog_open(uitnodiging)
    _eis_gezien(nu, gezien, NET_VERSTUURD)
    nu.door = door
    return _verstuur(nu, basis)


@transaction.atomic
def trek_in(*, uitnodiging: Uitnodiging, door: User, gezien: str | None = None) -> None:
    """Its link works no more. Raises RolGeweigerd and AndersDanGezien, as `verstuur_opnieuw`."""
    eis_over_rol(Toegang.van(door, uitnodiging.regio), uitnodiging.soort)
    nu = _nog_open(uitnodiging)
    _eis_gezien(nu, gezien, NET_VERSTUURD)
    nu.ingetrokken_op, nu.ingetrokken_door = timezone.now(), door
    nu.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
    laat_vervallen(Q(pk=nu.post_id))


@transaction.atomic
def neem_aan(
    *, sleutel_hash: str, user: User | None = None, naam: str = "", wachtwoord: str | None = None
) -> Uitnodiging:
    """Exchange the key for the role, once; without `user` also for an account. Returns it with `gebruikt_door`.

    Of many at the same time one succeeds: they wait for the region's lock. Raises WerktNiet.
    """
    eerst = Uitnodiging.objects.select_related("regio").met_hash(sleutel_hash).first()
    if eerst is None:
        raise WerktNiet
    vergrendel(eerst.regio)
    uitnodiging = werkend(sleutel_hash)
    if uitnodiging is None:
        raise WerktNiet
    if user is None:
        if account_van(uitnodiging) is not None:
            raise WerktNiet
        user = maak_account(email=uitnodiging.email, naam=naam, wachtwoord=wachtwoord)
    elif user.email.lower() != uitnodiging.email:
        raise WerktNiet
    geef_rol(
        user=user,
        regio=uitnodiging.regio,
        soort=uitnodiging.soort,
        ministerie=uitnodiging.ministerie,
        opgaven_sleutels=uitnodiging.opgaven_sleutels,
        tot=uitnodiging.rol_tot,
        door=uitnodiging.door,
    )
    uitnodiging.gebruikt_op, uitnodiging.gebruikt_door = timezone.now(), user
    uitnodiging.save(update_fields=["gebruikt_op", "gebruikt_door"])
    return uitnodiging


def werkend(sleutel_hash: str) -> Uitnodiging | None:
    """The invitation that this key opens now, if who sent it may still give that role. Two queries."""
    uitnodiging = Uitnodiging.objects.select_related("regio", "ministerie", "door").met_hash(sleutel_hash).first()
    return uitnodiging if uitnodiging is not None and telt(uitnodiging) else None


def telt(uitnodiging: Uitnodiging, rechten: dict[int, Toegang] | None = None) -> bool:
    """Whether who sent it may still give that role; the portal itself always may. `rechten`: those of the senders, from
    `Toegang.van_allen`; else one query."""
    if uitnodiging.door is None:
        return uitnodiging.door_portaal
    if rechten is None:
        rechten = Toegang.van_allen([uitnodiging.door], uitnodiging.regio)
    return mag_over_rol(rechten.get(uitnodiging.door.pk, Toegang()), uitnodiging.soort)


def account_van(uitnodiging: Uitnodiging) -> User | None:
    """Who already has an account at the address. One query."""
    return User.objects.filter(email__iexact=uitnodiging.email).first()


def _nog_open(uitnodiging: Uitnodiging) -> Uitnodiging:
    vergrendel(uitnodiging.regio)
    nu = Uitnodiging.objects.open().select_related("regio", "ministerie", "door").filter(pk=uitnodiging.pk).first()
    if nu is None:
        raise RolGeweigerd("Deze uitnodiging is al gebruikt of ingetrokken.")
    return nu


def _verstuur(uitnodiging: Uitnodiging, basis: str) -> str:
    """The link, with its key after the #; its mail waits in the outbox, and an earlier one no longer goes."""
    uitnodiging.door_portaal = uitnodiging.door is None
    laat_vervallen(Q(pk=uitnodiging.post_id))
    sleutel = uitnodiging.nieuwe_sleutel()
    pagina = f"{(basis or settings.BASIS_URL).rstrip('/')}{reverse('uitnodiging')}"
    link = f"{pagina}#{sleutel}"
    uitnodiging.save()
    kenmerk = f"uitnodiging:{uitnodiging.pk}:{uitnodiging.sleutel_hash[:16]}"
    regio, tot = uitnodiging.regio, uitnodiging.verloopt_op
    post(
        sleutel=kenmerk,
        adres=uitnodiging.email,
        onderwerp=f"Uitnodiging voor het Plan voor de Regio {regio.naam}, aannemen vóór {getallen.datum_tijd(tot)}",
        tekst=render_to_string(
            "governance/mail/uitnodiging.txt",
            {"uitnodiging": uitnodiging, "link": link, "pagina": pagina, "sleutel": sleutel},
        ),
        regio=regio,
        antwoord_aan=regio.functieadres or (uitnodiging.door.email if uitnodiging.door else ""),
        draad=f"uitnodiging:{uitnodiging.pk}",
    )
    uitnodiging.post = Post.objects.get(sleutel=kenmerk)
    uitnodiging.save(update_fields=["post"])
    return link
