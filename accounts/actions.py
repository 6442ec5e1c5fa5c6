"""What changes about a person's own account."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from npvr.gezien import AndersDanGezien

from . import remmen
from .models import Accountgebeurtenis, Koppelverzoek, Sessie, User
from .sleutels import LETTERS

VERZOEK_GELDIG: Final = timedelta(days=14)


class AlGekoppeld(Exception):
    """This account, or this subject, has a link with another one."""


@transaction.atomic
def maak_account(*, email: str, naam: str, wachtwoord: str | None) -> User:
    """A new account whose address is known to be theirs: they opened a link that was mailed to it, or their employer
    vouches for it. Without a password they log in there. Raises IntegrityError when there is one already."""
    user = User.objects.create_user(email, naam, wachtwoord)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def wijzig_naam(*, user: User, naam: str, gezien: str | None = None) -> None:
    """`gezien` is the name as the page showed it. Raises AndersDanGezien where the beheerder, or another window, gave
    another one meanwhile; not where it is this one. At most two queries."""
    rijen = User.objects.filter(pk=user.pk)
    if not (rijen if gezien is None else rijen.filter(naam__in=(gezien, naam))).update(naam=naam):
        nu = rijen.values_list("naam", flat=True).get()
        raise AndersDanGezien("Uw naam of functie is intussen al gewijzigd.", gezien=nu, nu=[("Naam of functie", nu)])
    user.naam = naam


@transaction.atomic
def zet_wachtwoord(*, user: User, wachtwoord: str, behoud_sessie: str | None = None) -> None:
    """Set it and end every session but `behoud_sessie`, so that who knew the old one is out."""
    user.set_password(wachtwoord)
    user.save(update_fields=["password"])
    beeindig_sessies(user=user, behoud_sessie=behoud_sessie)
    remmen.hef_op(user)


def beeindig_sessies(*, user: User, behoud_sessie: str | None = None) -> int:
    """How many were ended. One query."""
    return Sessie.objects.filter(user=user).exclude(session_key=behoud_sessie or "").delete()[0]


def vergrendel(user: User) -> User:
    """The account as it is now, kept from others until the transaction ends."""
    return User.objects.select_for_update().get(pk=user.pk)


@transaction.atomic
def wis_tweede_factor(*, user: User, door: User | None = None, reden: str = "") -> None:
    """For somebody who lost phone and codes: the next login asks for the password alone."""
    Authenticator.objects.filter(user=user).delete()
    beeindig_sessies(user=user)
    noteer(user=user, soort=Accountgebeurtenis.Soort.FACTOR, door=door, reden=reden)


def noteer(*, user: User, soort: str, door: User | None, reden: str = "") -> Accountgebeurtenis:
    """Write down what happened to an account. One query."""
    return Accountgebeurtenis.objects.create(user=user, soort=soort, door=door, reden=" ".join(reden.split())[:500])


@transaction.atomic
def wijzig_adres(*, user: User, email: str, door: User | None, reden: str) -> bool:
    """Another address for the same person; False when somebody else has it. The old one opens nothing any more."""
    user = vergrendel(user)
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        return False
    oud, user.email = user.email, email
    user.save(update_fields=["email"])
    zet_adres_gelijk(user)
    noteer(user=user, soort=Accountgebeurtenis.Soort.ADRES, door=door, reden=f"Was {oud}. {reden}")
    return True


def zet_adres_gelijk(user: User) -> None:
    """The address of the account is the one that a new password is mailed to. Two or three queries."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


# ---- the login at one's employer: one subject per account ----


def gekoppeld(user: User, provider: str = "") -> bool:
    """Whether a subject at a provider opens this account. One query."""
    rijen = SocialAccount.objects.filter(user=user)
    return (rijen.filter(provider=provider) if provider else rijen).exists()


@transaction.atomic
def vraag_koppeling(*, user: User, provider: str, uid: str) -> Koppelverzoek:
    """Remember that another subject came with the address of this account; asking again is the same request."""
    verzoek, _ = Koppelverzoek.objects.update_or_create(
        user=user,
        provider=provider,
        uid=uid,
        defaults={"gevraagd_op": timezone.now()},
        create_defaults={"gevraagd_op": timezone.now(), "kenmerk": _kenmerk()},
    )
    return verzoek


def _kenmerk() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)).upper() for _ in range(2))


def koppelverzoeken(user: User) -> list[Koppelverzoek]:
    """Those that still count, newest first. One query."""
    return list(user.koppelverzoeken.filter(gevraagd_op__gt=timezone.now() - VERZOEK_GELDIG))


@transaction.atomic
def verplaats_koppeling(*, verzoek: Koppelverzoek, door: User, reden: str) -> None:
    """From now on this subject opens the account, and the one before does not. Ends every session.

    Raises AlGekoppeld when the subject opens another account already.
    """
    user = vergrendel(verzoek.user)
    if SocialAccount.objects.filter(provider=verzoek.provider, uid=verzoek.uid).exclude(user=user).exists():
        raise AlGekoppeld
    SocialAccount.objects.filter(user=user, provider=verzoek.provider).delete()
    SocialAccount.objects.create(user=user, provider=verzoek.provider, uid=verzoek.uid)
    user.koppelverzoeken.all().delete()
    beeindig_sessies(user=user)
    noteer(user=user, soort=Accountgebeurtenis.Soort.KOPPELING, door=door, reden=f"{reden} (kenmerk {verzoek.kenmerk})")


def ruim_koppelverzoeken_op() -> int:
    return Koppelverzoek.objects.filter(gevraagd_op__lt=timezone.now() - VERZOEK_GELDIG).delete()[0]


@transaction.atomic
def hef_rem_op(*, user: User, door: User, reden: str = "") -> None:
    """Whoever may log in need not wait any longer."""
    remmen.hef_op(user)
    noteer(user=user, soort=Accountgebeurtenis.Soort.REM, door=door, reden=reden)
