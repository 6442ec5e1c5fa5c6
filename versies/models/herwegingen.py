from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from npvr.spoor import spoor
from opgaven.models import Plan


@spoor("HerwegingGebeurtenis")
class Herweging(models.Model):
    """That a person weighs a change otherwise than the portal did, with the reason.

    `afdruk` is the change's fingerprint (`plandocument.vergelijk`): when either text changes it is another change, and
    this no longer speaks of it. `waar` says in words what it was about, for who reads the history later.
    """

    class Gewicht(models.TextChoices):
        INHOUDELIJK = "inhoudelijk", "Inhoudelijk"
        REDACTIONEEL = "redactioneel", "Redactioneel"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="herwegingen")
    afdruk = models.CharField(max_length=64)
    waar = models.CharField(max_length=200, blank=True)
    gewicht = models.CharField(max_length=12, choices=Gewicht.choices)
    reden = models.TextField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "herweging"
        verbose_name_plural = "herwegingen"
        ordering = ("-op",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "afdruk"], name="versies_herweging_eenmaal"),
            models.CheckConstraint(name="versies_herweging_met_reden", condition=~Q(reden="")),
        )

    def __str__(self) -> str:
        return f"{self.waar}: {self.get_gewicht_display()}"
