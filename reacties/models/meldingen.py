from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.models import Regio


class Melding(models.Model):
    """Something that somebody should know, once: `sleutel` names the event, so that repeating it makes no second one.

    It says what happened and where to look (`pad`), never the text of a draft; rights are asked again when it is read.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="meldingen")
    regio = models.ForeignKey(Regio, models.CASCADE, related_name="+")
    soort = models.CharField(max_length=30)
    sleutel = models.CharField(max_length=120)
    zin = models.CharField(max_length=300)
    pad = models.CharField(max_length=300)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gelezen_op = models.DateTimeField(null=True)
    gemaild_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ("-gemaakt_op", "-pk")
        constraints = (models.UniqueConstraint(fields=["user", "sleutel"], name="reacties_melding_eenmaal"),)
        indexes = (
            models.Index(fields=["user"], condition=Q(gelezen_op__isnull=True), name="reacties_melding_ongelezen"),
        )

    def __str__(self) -> str:
        return self.zin


class Voorkeur(models.Model):
    """How somebody wants to hear of things by mail. No row means at once."""

    class Wijze(models.TextChoices):
        DIRECT = "direct", "Meteen, per gebeurtenis"
        DAGELIJKS = "dagelijks", "Eenmaal per dag, alles bij elkaar"
        GEEN = "geen", "Niet per e-mail"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="meldingvoorkeur")
    wijze = models.CharField(max_length=10, choices=Wijze.choices, default=Wijze.DIRECT)

    class Meta:
        verbose_name = "voorkeur voor meldingen"
        verbose_name_plural = "voorkeuren voor meldingen"

    def __str__(self) -> str:
        return f"{self.user}: {self.get_wijze_display()}"
