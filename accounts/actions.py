"""What changes about a person's own account."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from npvr.gezien import AndersDanGezien

from .models import Sessie, User


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


def beeindig_sessies(*, user: User, behoud_sessie: str | None = None) -> int:
    """How many were ended. One query."""
    return Sessie.objects.filter(user=user).exclude(session_key=behoud_sessie or "").delete()[0]


@transaction.atomic
def wis_tweede_factor(*, user: User) -> None:
    """For somebody who lost phone and codes: the next login asks for the password alone."""
    Authenticator.objects.filter(user=user).delete()
    beeindig_sessies(user=user)
