from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance.models.regios import Regio


def tabelkeuzes() -> list[tuple[str, str]]:
    """Asked when a table is shown, so that a new kind of table changes no migration."""
    from ..tabellen.soorten import keuzes

    return keuzes()


class Tabelinvoer(models.Model):
    """A table that somebody handed in: its rows, what of it was carried out, and what stood there before.

    `voor` holds what is needed to undo it as one, in the form of the room that carried it out; a row that was only
    looked at has none.
    """

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="tabelinvoer")
    soort = models.CharField(max_length=20, choices=tabelkeuzes)
    bestand = models.CharField(max_length=200)
    gelezen = models.CharField(max_length=200)
    kop = models.JSONField()
    rijen = models.JSONField()
    let_op = models.JSONField(default=list)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    waarom = models.CharField(max_length=300, blank=True)
    toegepast_op = models.DateTimeField(null=True)
    toegepast_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    aantallen = models.JSONField(default=dict)
    voor = models.JSONField(default=list)
    terug_op = models.DateTimeField(null=True)
    terug_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "ingelezen tabel"
        verbose_name_plural = "ingelezen tabellen"
        ordering = ("-op",)
        constraints = (
            models.CheckConstraint(
                name="inlezen_tabelinvoer_terug_na_toepassen",
                condition=Q(terug_op__isnull=True) | Q(toegepast_op__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["regio", "-toegepast_op"], name="inlezen_tabelinvoer_laatste"),)

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.bestand}"
