"""Inviting, inviting again, withdrawing, and accepting."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.actions import maak_account
from accounts.models import User
from npvr import getallen
from npvr.gezien import eis_gezien, merk

from ..models import Ministerie, Regio, Rol, Uitnodiging
from .rollen import BEHEERDER_BLIJFT, BEPERKT, Geweigerd, geef_rol, vergrendel

AL_UITGENODIGD = (
    "Deze persoon heeft voor deze rol al een uitnodiging, die nog openstaat. Er is geen nieuwe verstuurd. Stuurt u "
    "toch een nieuwe, dan komt die ervoor in de plaats en werkt de link in de eerste e-mail niet meer."
)
NET_VERSTUURD = "Deze uitnodiging is net opnieuw verstuurd of gewijzigd. Er is niets gedaan."

logger = logging.getLogger("npvr.mail")


class WerktNiet(Exception):
    """The link is unknown, used, withdrawn or too old; which of them is nobody's business."""


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
    """The invitation and its link; the mail goes out after the transaction. An open one for the same role is replaced.

    `basis` is where the portal is found, default NPVR_BASIS_URL. A second call with the same `kenmerk` gives the
    invitation that is there, without a link, and no second mail. Raises Geweigerd when somebody has the role already,
    and AndersDanGezien where an open one would be replaced that the page did not show (`gezien`, its `merk`, empty for
    none); None does not ask.
    """
    vergrendel(regio)
    if kenmerk is not None and (er_al := regio.uitnodigingen.filter(kenmerk=kenmerk, door=door).first()) is not None:
        return er_al, ""
    email = email.strip().lower()
    if soort == Rol.Soort.BEHEERDER and rol_tot is not None:
        raise Geweigerd(BEHEERDER_BLIJFT)
    if Rol.objects.filter(user__email__iexact=email, regio=regio, soort=soort, ministerie=ministerie).exists():
        raise Geweigerd("Deze persoon heeft deze rol al. Wijzigen kan op de pagina van die persoon.")
    staat = Uitnodiging.objects.open().filter(regio=regio, email=email, soort=soort, ministerie=ministerie).first()
    if staat is not None:
        _eis_gezien(staat, gezien, AL_UITGENODIGD)
    uitnodiging = staat or Uitnodiging(regio=regio, email=email, soort=soort, ministerie=ministerie)
    uitnodiging.kenmerk = kenmerk
    uitnodiging.opgaven_sleutels = sorted(set(opgaven_sleutels)) if soort in BEPERKT else []
    uitnodiging.rol_tot, uitnodiging.door = rol_tot, door
    return uitnodiging, _verstuur(uitnodiging, basis)


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
    """A new link with a new term; the old one stops working. Raises Geweigerd when it is no longer open, and
    AndersDanGezien where it was sent again, or changed, since the page was drawn (`gezien`, the row's `merk`)."""
    nu = _nog_open(uitnodiging)
    _eis_gezien(nu, gezien, NET_VERSTUURD)
    nu.door = door
    return _verstuur(nu, basis)


@transaction.atomic
def trek_in(*, uitnodiging: Uitnodiging, door: User, gezien: str | None = None) -> None:
    """Its link works no more. Raises Geweigerd and AndersDanGezien, as `verstuur_opnieuw`."""
    nu = _nog_open(uitnodiging)
    _eis_gezien(nu, gezien, NET_VERSTUURD)
    nu.ingetrokken_op, nu.ingetrokken_door = timezone.now(), door
    nu.save(update_fields=["ingetrokken_op", "ingetrokken_door"])


@transaction.atomic
def neem_aan(*, sleutel: str, user: User | None = None, naam: str = "", wachtwoord: str | None = None) -> Uitnodiging:
    """Exchange the key for the role, once; without `user` also for an account. Returns it with `gebruikt_door`.

    Of many at the same time one succeeds: they wait for the region's lock. Raises WerktNiet.
    """
    eerst = Uitnodiging.objects.select_related("regio", "ministerie", "door").met_sleutel(sleutel).first()
    if eerst is None:
        raise WerktNiet
    vergrendel(eerst.regio)
    uitnodiging = Uitnodiging.objects.select_related("regio", "ministerie", "door").met_sleutel(sleutel).first()
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


def account_van(uitnodiging: Uitnodiging) -> User | None:
    """Who already has an account at the address. One query."""
    return User.objects.filter(email__iexact=uitnodiging.email).first()


def _nog_open(uitnodiging: Uitnodiging) -> Uitnodiging:
    vergrendel(uitnodiging.regio)
    nu = Uitnodiging.objects.open().select_related("regio", "ministerie", "door").filter(pk=uitnodiging.pk).first()
    if nu is None:
        raise Geweigerd("Deze uitnodiging is al gebruikt of ingetrokken.")
    return nu


def _verstuur(uitnodiging: Uitnodiging, basis: str) -> str:
    sleutel = uitnodiging.nieuwe_sleutel()
    uitnodiging.save()
    pad = f"{reverse('uitnodiging')}?{urlencode({'sleutel': sleutel})}"
    link = f"{(basis or settings.BASIS_URL).rstrip('/')}{pad}"
    transaction.on_commit(lambda: _mail(uitnodiging, link))
    return link


def _mail(uitnodiging: Uitnodiging, link: str) -> None:
    """A mail server that is away leaves the invitation standing as not sent; it can be sent again."""
    tekst = render_to_string("governance/mail/uitnodiging.txt", {"uitnodiging": uitnodiging, "link": link})
    onderwerp = f"Uitnodiging voor het Plan voor de Regio {uitnodiging.regio.naam}"
    try:
        EmailMessage(onderwerp, tekst, settings.DEFAULT_FROM_EMAIL, [uitnodiging.email]).send()
    except OSError as fout:
        logger.error("uitnodiging %s niet verstuurd: %s", uitnodiging.pk, type(fout).__name__)
        return
    uitnodiging.verstuurd_op = timezone.now()
    Uitnodiging.objects.filter(pk=uitnodiging.pk).update(verstuurd_op=uitnodiging.verstuurd_op)
