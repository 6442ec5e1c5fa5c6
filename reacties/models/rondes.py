from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.models import Ministerie, Organisatie
from npvr.spoor import spoor
from opgaven.models import Plan
from versies.models import Versie


class RondeQuerySet(models.QuerySet["Ronde"]):
    def lopend(self) -> RondeQuerySet:
        return self.filter(stand=Ronde.Stand.OPEN)

    def geopend(self) -> RondeQuerySet:
        """Open or closed: those that people were asked in."""
        return self.exclude(stand=Ronde.Stand.CONCEPT)


@spoor("RondeGebeurtenis")
class Ronde(models.Model):
    """A request to organisations to comment on opgaven of one frozen version before a day. Term of this portal.

    `opgaven` are keys. Opened it sends invitations; closed it takes no more comments and yields the reactienota.
    """

    class Stand(models.TextChoices):
        CONCEPT = "concept", "In voorbereiding"
        OPEN = "open", "Open"
        GESLOTEN = "gesloten", "Gesloten"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rondes")
    code = models.SlugField(max_length=60)
    titel = models.CharField(max_length=120)
    uitnodiging = models.TextField(blank=True, help_text="Gewone tekst; alinea's met een lege regel ertussen.")
    versie = models.ForeignKey(Versie, models.PROTECT, related_name="rondes")
    opgaven = ArrayField(models.CharField(max_length=64))
    deadline = models.DateField()
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.CONCEPT)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False, help_text="Van het formulier dat haar maakte.")
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    geopend_op = models.DateTimeField(null=True)
    geopend_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    gesloten_op = models.DateTimeField(null=True)
    gesloten_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = RondeQuerySet.as_manager()

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering = ("-gemaakt_op", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["plan", "code"], name="reacties_ronde_code_uniek"),
            models.CheckConstraint(name="reacties_ronde_met_opgaven", condition=~Q(opgaven=[])),
            models.CheckConstraint(
                name="reacties_ronde_stand_met_tijden",
                condition=Q(stand="concept", geopend_op__isnull=True, gesloten_op__isnull=True)
                | Q(stand="open", geopend_op__isnull=False, gesloten_op__isnull=True)
                | Q(stand="gesloten", geopend_op__isnull=False, gesloten_op__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.titel


@spoor("DeelnameGebeurtenis")
class Deelname(models.Model):
    """One ministry or organisation in a round: on which opgaven, until when, and its one official answer.

    `opgaven` empty means all those of the round; `deadline` empty that of the round. Of a ministry the `coordinator`
    submits; without one, any of its contacts. `zonder_opmerkingen` are the opgaven on which it said so explicitly.
    """

    class Stand(models.TextChoices):
        GEVRAAGD = "gevraagd", "Gevraagd"
        INGEDIEND = "ingediend", "Ingediend"
        GEEN = "geen_opmerkingen", "Geen opmerkingen"

    ronde = models.ForeignKey(Ronde, models.CASCADE, related_name="deelnames")
    ministerie = models.ForeignKey(Ministerie, models.PROTECT, null=True, blank=True, related_name="deelnames")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="deelnames")
    opgaven = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    deadline = models.DateField(null=True, blank=True)
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="coordineert"
    )
    stand = models.CharField(max_length=20, choices=Stand.choices, default=Stand.GEVRAAGD)
    zonder_opmerkingen = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    ingediend_op = models.DateTimeField(null=True)
    ingediend_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        ordering = ("ronde", "pk")
        constraints = (
            models.CheckConstraint(
                name="reacties_deelname_van_een",
                condition=Q(ministerie__isnull=False, organisatie__isnull=True)
                | Q(ministerie__isnull=True, organisatie__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["ronde", "ministerie", "organisatie"],
                name="reacties_deelname_eenmaal",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="reacties_deelname_ingediend_met_tijd",
                condition=Q(stand="gevraagd", ingediend_op__isnull=True)
                | (~Q(stand="gevraagd") & Q(ingediend_op__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.wie} in {self.ronde}"

    @property
    def wie(self) -> str:
        return str(self.ministerie or self.organisatie)

    @property
    def tot_en_met(self) -> object:
        """The last day on which it may answer."""
        return self.deadline or self.ronde.deadline

    @property
    def gevraagde_opgaven(self) -> list[str]:
        return self.opgaven or self.ronde.opgaven
