"""People who log in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, naam: str = "", password: str | None = None, **extra: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), naam=naam, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        return self.create_user(email, password=password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username or "")


class User(AbstractUser):
    """Somebody with an account. What they may do follows from their roles in a region (`governance.Rol`)."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField("naam of functie", max_length=200, help_text="Zo ziet een collega wie iets wijzigde.")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]
    niet_gezien = ("last_login",)
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "persoon met account"
        verbose_name_plural = "personen met account"
        ordering = ("naam", "email")
        constraints = (models.UniqueConstraint(Lower("email"), name="accounts_user_email_uniek"),)

    def __str__(self) -> str:
        return self.naam or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def initialen(self) -> str:
        """Two letters for the round sign beside a name."""
        delen = [deel for deel in str(self).split() if deel[:1].isalpha()]
        return "".join(deel[0] for deel in (delen[:1] + delen[-1:] if len(delen) > 1 else delen)).upper()


class Sessie(AbstractBaseSession):
    """One browser in which somebody is logged in (or a visitor about whom something has to be remembered)."""

    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="sessies", verbose_name="persoon"
    )
    begonnen_op = models.DateTimeField(null=True, blank=True)
    apparaat = models.CharField(max_length=80, blank=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "sessie"
        verbose_name_plural = "sessies"
        ordering = ("-begonnen_op",)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from .sessies import SessionStore

        return SessionStore


class Inlogrem(models.Model):
    """Tries to log in that went wrong: how many, and until when the next one has to wait (`accounts.remmen`).

    Neither the account nor the address stands in it: `sleutel` and `account` are keyed hashes, also of accounts that do
    not exist.
    """

    sleutel = models.CharField(max_length=64, primary_key=True)
    account = models.CharField(max_length=64, blank=True, db_index=True)
    pogingen = models.PositiveIntegerField(default=0)
    sinds = models.DateTimeField(default=timezone.now)
    laatste_op = models.DateTimeField(default=timezone.now, db_index=True)
    tot = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "rem op inloggen"
        verbose_name_plural = "remmen op inloggen"

    def __str__(self) -> str:
        return f"{self.pogingen} pogingen, laatste {self.laatste_op:%Y-%m-%d %H:%M}"


class Accountgebeurtenis(models.Model):
    """Something that somebody else did to an account, or that followed from elsewhere: who, when and why."""

    class Soort(models.TextChoices):
        FACTOR = "factor", "De tweede factor is gewist"
        KOPPELING = "koppeling", "De koppeling met het werkaccount is verplaatst"
        GEKOPPELD = "gekoppeld", "Het account is gekoppeld aan een werkaccount"
        REM = "rem", "De wachttijd bij het inloggen is opgeheven"
        ADRES = "adres", "Het e-mailadres is gewijzigd"
        WACHTWOORD = "wachtwoord", "Het wachtwoord is door een beheerder gekozen"
        AAN = "aan", "Het account is aangezet"
        UIT = "uit", "Het account is uitgezet"
        BEHEER = "beheer", "De rechten op het hele portaal zijn gewijzigd"

    user = models.ForeignKey(User, models.CASCADE, related_name="gebeurtenissen")
    soort = models.CharField(max_length=12, choices=Soort.choices)
    reden = models.CharField(max_length=500, blank=True)
    door = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "gebeurtenis van een account"
        verbose_name_plural = "gebeurtenissen van accounts"
        ordering = ("-op", "-pk")

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.user}"


class Koppelverzoek(models.Model):
    """A login at the employer, by another subject than the one of the account with that address. It opened nothing.

    `kenmerk` is what the person names to the beheerder, who may move the link to this subject.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="koppelverzoeken")
    provider = models.CharField(max_length=200)
    uid = models.CharField(max_length=191)
    kenmerk = models.CharField(max_length=12, unique=True)
    gevraagd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "verzoek om een koppeling"
        verbose_name_plural = "verzoeken om een koppeling"
        ordering = ("-gevraagd_op",)
        constraints = (models.UniqueConstraint(fields=["user", "provider", "uid"], name="accounts_koppelverzoek_een"),)

    def __str__(self) -> str:
        return f"{self.kenmerk}: {self.user}"
