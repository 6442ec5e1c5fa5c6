from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from governance.models import Gremium
from npvr.spoor import spoor
from opgaven.models import Plan
from plandocument import tekst

from .versies import Versie


@spoor("MemoGebeurtenis")
class Memo(models.Model):
    """What people add to a wijzigingsmemo: to whom it goes, and an introduction. The changes themselves are computed.

    `nieuw` is empty for the working copy. `inleiding` is rich text in the canonical form of `plandocument.tekst`;
    `versie` goes up with each save, so that nobody writes over a colleague unseen.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="memos")
    oud = models.ForeignKey(Versie, models.PROTECT, related_name="+")
    nieuw = models.ForeignKey(Versie, models.PROTECT, null=True, related_name="+")
    gremium = models.ForeignKey(Gremium, models.PROTECT, null=True, related_name="+")
    aan = models.CharField(max_length=200, blank=True)
    inleiding = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=1)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "wijzigingsmemo"
        verbose_name_plural = "wijzigingsmemo’s"
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "oud", "nieuw"], nulls_distinct=False, name="versies_memo_een_per_vergelijking"
            ),
        )

    def __str__(self) -> str:
        return f"Memo van {self.oud} naar {self.nieuw or 'de werkversie'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.inleiding = tekst.schoon(self.inleiding)
        super().save(*args, **kwargs)
