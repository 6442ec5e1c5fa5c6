from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .organisaties import Ministerie


class Regio(models.Model):
    """One of the eleven regions of the NPVR; everything in a plan belongs to one.

    Source: Kamerbrief NPVR, 20 december 2024.
    """

    code = models.SlugField(unique=True)
    naam = models.CharField(max_length=100, unique=True)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"
        ordering = ("naam",)

    def __str__(self) -> str:
        return self.naam


class RolQuerySet(models.QuerySet["Rol"]):
    def van(self, user: object, regio: Regio) -> RolQuerySet:
        return self.filter(user=user, regio=regio)


class Rol(models.Model):
    """What a person may do in a region, by assignment. Plan content never gives rights."""

    class Soort(models.TextChoices):
        BEHEERDER = "beheerder", "Beheerder"
        PROGRAMMAMANAGER = "programmamanager", "Programmamanager"
        REDACTEUR = "redacteur", "Redacteur"
        EIGENAAR = "eigenaar", "Eigenaar"
        SECRETARIS = "secretaris", "Secretaris"
        BESTUURSLID = "bestuurslid", "Bestuurslid"
        MINISTERIECONTACT = "ministeriecontact", "Contactpersoon van een ministerie"
        ONDERTEKENAAR = "ondertekenaar", "Ondertekenaar"
        LEZER = "lezer", "Lezer"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rollen", verbose_name="persoon")
    regio = models.ForeignKey(Regio, models.CASCADE, related_name="rollen")
    soort = models.CharField("rol", max_length=20, choices=Soort.choices)
    ministerie = models.ForeignKey(Ministerie, models.PROTECT, null=True, blank=True, related_name="rollen")
    sinds = models.DateTimeField(auto_now_add=True)

    objects = RolQuerySet.as_manager()

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        ordering = ("regio", "soort", "user")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "regio", "soort", "ministerie"], name="governance_rol_eenmaal", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="governance_rol_ministerie_bij_contact",
                condition=Q(soort="ministeriecontact", ministerie__isnull=False)
                | (~Q(soort="ministeriecontact") & Q(ministerie__isnull=True)),
                violation_error_message="Een contactpersoon heeft een ministerie; een andere rol niet.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_soort_display()} ({self.regio})"
