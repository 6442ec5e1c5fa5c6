from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from .organisaties import Ministerie


class Regio(models.Model):
    """One of the eleven regions of the NPVR; everything in a plan belongs to one.

    Source: Kamerbrief NPVR, 20 december 2024.
    """

    code = models.SlugField(unique=True)
    naam = models.CharField(max_length=100, unique=True)
    functieadres = models.EmailField(
        "e-mailadres van het programma",
        blank=True,
        help_text="Het adres van een functie, zoals programma@…, niet van een persoon. Antwoorden op berichten van het "
        "portaal gaan daarheen.",
    )

    class Toegankelijkheid(models.TextChoices):
        """The states of an accessibility statement. Source: digitoegankelijk.nl, De status."""

        A = "A", "voldoet volledig"
        B = "B", "voldoet gedeeltelijk"
        C = "C", "eerste maatregelen genomen"
        D = "D", "voldoet niet"

    toegankelijk = models.CharField(
        "toegankelijkheid: status",
        max_length=1,
        choices=Toegankelijkheid.choices,
        blank=True,
        help_text="Zoals het onderzoek en de verklaring in het register zeggen. Zonder onderzoek leeg, of C.",
    )
    toegankelijk_op = models.DateField("toegankelijkheid: datum van de verklaring", null=True, blank=True)
    toegankelijk_verklaring = models.CharField(
        "toegankelijkheid: adres in het register", max_length=300, blank=True, validators=[URLValidator(["https"])]
    )
    document = ""
    """On a row that was read for a visit: the word in addresses of the kind of document that is visited."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="governance_regio_status_met_datum",
                condition=models.Q(toegankelijk="") | models.Q(toegankelijk_op__isnull=False),
                violation_error_message="Zet bij de status de datum van de verklaring.",
            ),
        )
        verbose_name = "regio"
        verbose_name_plural = "regio's"
        ordering = ("naam",)

    def __str__(self) -> str:
        return self.naam

    @property
    def adres(self) -> str:
        """As addresses of the document that is visited begin (`npvr.documentadres`); the plan's with the code alone."""
        return f"{self.code}/{self.document}" if self.document else self.code


GELDT = Q(tot__isnull=True) | Q(tot__gt=Func(function="clock_timestamp", output_field=models.DateTimeField()))
"""A role that counts at this moment, by the clock of the database: fit for SQL that is made once (`VasteVraag`)."""


class RolQuerySet(models.QuerySet["Rol"]):
    def van(self, user: object, regio: Regio) -> RolQuerySet:
        return self.filter(user=user, regio=regio)

    def geldig(self) -> RolQuerySet:
        """Given and not over at this moment."""
        return self.filter(GELDT)

    def voorbij(self) -> RolQuerySet:
        return self.filter(tot__lte=timezone.now())


class GeldigeRollen(models.Manager["Rol"]):
    """What counts now, so that nobody has to remember to leave out what is over."""

    def get_queryset(self) -> RolQuerySet:
        return RolQuerySet(self.model, using=self._db).geldig()

    def van(self, user: object, regio: Regio) -> RolQuerySet:
        return self.get_queryset().van(user, regio)


class Rol(models.Model):
    """What a person may do in a region, by assignment. Plan content never gives rights.

    `Rol.objects` holds the roles that count now; `Rol.alle` those that are over as well. A role is never deleted: it
    ends (`tot`), so that what somebody did in it keeps its meaning.

    `opgaven_sleutels` names the opgaven to which a redacteur or eigenaar is limited, by their keys
    (`Opgave.sleutel`; they live in a higher room, so there is no foreign key); empty means all of them.
    """

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
    opgaven_sleutels = ArrayField(
        models.CharField(max_length=64), default=list, blank=True, verbose_name="alleen deze opgaven"
    )
    sinds = models.DateTimeField(auto_now_add=True)
    tot = models.DateTimeField(null=True, blank=True, help_text="Vanaf dit moment telt de rol niet meer.")
    gegeven_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="gegeven door"
    )
    beeindigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beëindigd door",
    )

    objects = GeldigeRollen()
    alle = RolQuerySet.as_manager()

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        ordering = ("regio", "soort", "user")
        constraints = (
            ExclusionConstraint(
                name="governance_rol_eenmaal_tegelijk",
                expressions=(
                    ("user", RangeOperators.EQUAL),
                    ("regio", RangeOperators.EQUAL),
                    ("soort", RangeOperators.EQUAL),
                    (Coalesce("ministerie", 0), RangeOperators.EQUAL),
                    (Func("sinds", "tot", function="tstzrange"), RangeOperators.OVERLAPS),
                ),
                violation_error_message="Deze persoon heeft deze rol al.",
            ),
            models.CheckConstraint(
                name="governance_rol_ministerie_bij_contact",
                condition=Q(soort="ministeriecontact", ministerie__isnull=False)
                | (~Q(soort="ministeriecontact") & Q(ministerie__isnull=True)),
                violation_error_message="Een contactpersoon heeft een ministerie; een andere rol niet.",
            ),
            models.CheckConstraint(
                name="governance_rol_opgaven_bij_wie",
                condition=Q(soort__in=("redacteur", "eigenaar")) | Q(opgaven_sleutels=[]),
                violation_error_message="Alleen een redacteur of een eigenaar kan bij bepaalde opgaven horen.",
            ),
            models.CheckConstraint(
                name="governance_rol_tot_na_sinds",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("sinds")),
                violation_error_message="Een rol eindigt niet voor ze begint.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_soort_display()} ({self.regio})"

    @property
    def geldig(self) -> bool:
        return self.tot is None or self.tot > timezone.now()
