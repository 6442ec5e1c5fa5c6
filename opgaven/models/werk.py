from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance.models import Regio

from .inhoud import Sectie
from .plannen import Plan


class Klad(models.Model):
    """What somebody typed in a section and has not saved: theirs alone, never public, gone when it is saved.

    `velden` are the form's fields as posted, so that nothing is lost in between; `vanaf_versie` is where they began.
    Each window that somebody types in keeps its own (`venster`), so that two of them never write over one another;
    `volgnummer` counts what a window sent, so that of two messages the latest one stays, whichever comes last.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kladjes")
    sectie = models.ForeignKey(Sectie, models.CASCADE, related_name="kladjes")
    venster = models.CharField(max_length=32, default="", blank=True)
    volgnummer = models.PositiveBigIntegerField(default=0)
    vanaf_versie = models.PositiveIntegerField()
    velden = models.JSONField(default=dict)
    bewaard_op = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "klad"
        verbose_name_plural = "kladjes"
        ordering = ("-bewaard_op",)
        constraints = (
            models.UniqueConstraint(fields=["user", "sectie", "venster"], name="opgaven_klad_een_per_venster"),
        )

    def __str__(self) -> str:
        return f"{self.user} in {self.sectie}"


class Aanwezigheid(models.Model):
    """That somebody has a section open in the editor, since when; a minute without a sign means that they left."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sectie = models.ForeignKey(Sectie, models.CASCADE, related_name="aanwezigen")
    sinds = models.DateTimeField()
    gezien_op = models.DateTimeField()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        constraints = (models.UniqueConstraint(fields=["user", "sectie"], name="opgaven_aanwezigheid_eenmaal"),)

    def __str__(self) -> str:
        return f"{self.user} in {self.sectie}"


class Afwijzing(models.Model):
    """A finding of the plancontrole that somebody set aside, with the reason.

    `afdruk` is the finding's fingerprint: when the text changes, the finding has another one and returns.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="afwijzingen")
    afdruk = models.CharField(max_length=64)
    regel = models.CharField(max_length=60)
    reden = models.TextField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "afwijzing"
        verbose_name_plural = "afwijzingen"
        ordering = ("-op",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "afdruk"], name="opgaven_afwijzing_eenmaal"),
            models.CheckConstraint(name="opgaven_afwijzing_met_reden", condition=~Q(reden="")),
        )

    def __str__(self) -> str:
        return f"{self.regel}: {self.reden}"


class EigenWoord(models.Model):
    """A word that is right in this region though no Dutch dictionary has it: the plancontrole passes it over.

    In small letters: names, with a capital, are not judged.
    """

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="eigen_woorden")
    woord = models.CharField(max_length=100)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "eigen woord"
        verbose_name_plural = "eigen woorden"
        ordering = ("woord",)
        constraints = (models.UniqueConstraint(fields=["regio", "woord"], name="opgaven_eigen_woord_eenmaal"),)

    def __str__(self) -> str:
        return self.woord
