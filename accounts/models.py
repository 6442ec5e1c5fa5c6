"""People who log in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower


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
