from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.models import Regio
from opgaven.models import Plan
from plandocument.boom import Plandocument
from plandocument.canoniek import uit_bytes

BEWAARD = timedelta(days=30)
"""How long a reading waits to be applied."""
TERUG_TE_DRAAIEN = timedelta(days=90)
"""How long one that was applied can be undone as one."""


class InlezingQuerySet(models.QuerySet["Inlezing"]):
    def zonder_inhoud(self) -> InlezingQuerySet:
        """For lists: without the plans that it holds."""
        return self.defer("gelezen", "basis", "ruw", "voor", "na", "verslag")

    def verlopen(self) -> InlezingQuerySet:
        return self.filter(stand=Inlezing.Stand.GELEZEN, op__lt=timezone.now() - BEWAARD)

    def vast(self) -> InlezingQuerySet:
        """Applied so long ago that it can no longer be undone as one, and still holding what that takes."""
        return self.filter(toegepast_op__lt=timezone.now() - TERUG_TE_DRAAIEN, voor__isnull=False)


class Inlezing(models.Model):
    """A file that somebody had the portal read, to compare with the plan and take over from.

    The file itself is not kept, only its name, size and SHA-256. `gelezen` is the plan as the file has it and `basis`
    the text it was written from, both as canonical JSON; they go when the reading is applied or lapses. From then on
    `voor` and `na`, the plan before and after, are what undoing it as one takes; they go as well when it is undone or
    can no longer be. `verslag` says what was read and what was not, with tracked changes and margin comments by
    section; names of persons are not in it. `keuzes` are the pieces that were taken over: code and name. `ruw` are the
    fiches that were recognised by title and words, as they were read, so that a person may say that they are others.
    `standen` are the states of fiches that taking over changed (key → state, since when, by whom, before and after), so
    that undoing puts those back as well.
    Source: screens.md, Import.
    """

    class Stand(models.TextChoices):
        GELEZEN = "gelezen", "Gelezen, nog niets overgenomen"
        TOEGEPAST = "toegepast", "Overgenomen"
        ONGEDAAN = "ongedaan", "Ongedaan gemaakt"
        VERVALLEN = "vervallen", "Vervallen"

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="inlezingen")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="inlezingen")
    naam = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    omvang = models.PositiveIntegerField()
    bron = models.CharField(max_length=60)
    weet_basis = models.BooleanField(default=True)
    geheel = models.BooleanField(default=False)
    opgaven = models.JSONField(default=list)
    gelezen = models.BinaryField(null=True)
    basis = models.BinaryField(null=True)
    ruw = models.BinaryField(null=True)
    verslag = models.JSONField(default=dict)
    waarom = models.CharField(max_length=300, blank=True)
    aanleiding = models.JSONField(null=True)
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.GELEZEN)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    greep = models.UUIDField(null=True)
    keuzes = models.JSONField(default=list)
    standen = models.JSONField(default=dict)
    voor = models.BinaryField(null=True)
    na = models.BinaryField(null=True)
    toegepast_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    toegepast_op = models.DateTimeField(null=True)
    ongedaan_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ongedaan_op = models.DateTimeField(null=True)

    objects = InlezingQuerySet.as_manager()

    class Meta:
        verbose_name = "inlezing"
        verbose_name_plural = "inlezingen"
        ordering = ("-op", "-pk")
        constraints = (
            models.CheckConstraint(
                name="inlezen_inlezing_stand_klopt",
                condition=Q(stand="gelezen", gelezen__isnull=False, toegepast_op__isnull=True, ongedaan_op__isnull=True)
                | Q(stand="toegepast", gelezen__isnull=True, toegepast_op__isnull=False, ongedaan_op__isnull=True)
                | Q(stand="ongedaan", gelezen__isnull=True, toegepast_op__isnull=False, ongedaan_op__isnull=False)
                | Q(stand="vervallen", gelezen__isnull=True, toegepast_op__isnull=True, ongedaan_op__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.naam} ({self.get_stand_display().lower()})"

    @property
    def ongedaan_kan(self) -> bool:
        """Whether it can be undone as one: not the first plan of a region, and not for ever."""
        return self.stand == self.Stand.TOEGEPAST and self.voor is not None

    @property
    def plan_gelezen(self) -> Plandocument:
        assert self.gelezen is not None
        return uit_bytes(bytes(self.gelezen))

    @property
    def plan_basis(self) -> Plandocument | None:
        return uit_bytes(bytes(self.basis)) if self.basis is not None else None

    @property
    def plan_ruw(self) -> Plandocument | None:
        return uit_bytes(bytes(self.ruw)) if self.ruw is not None else None
