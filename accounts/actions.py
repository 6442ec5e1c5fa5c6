"""What changes about a person's own account."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from .models import Sessie, User


@transaction.atomic
def maak_account(*, email: str, naam: str, wachtwoord: str | None) -> User:
    """A new account whose address is known to be theirs: they opened a link that was mailed to it, or their employer
    vouches for it. Without a password they log in there. Raises IntegrityError when there is one already."""
    user = User.objects.create_user(email, naam, wachtwoord)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def wijzig_naam(*, user: User, naam: str) -> None:
    user.naam = naam
    user.save(update_fields=["naam"])


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
