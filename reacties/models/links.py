from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.models import Ministerie, Organisatie
from npvr.spoor import spoor
from opgaven.models import Plan

from .rondes import Ronde

GELDIG: Final = timedelta(days=30)


class LinkQuerySet(models.QuerySet["PersoonlijkeLink"]):
    def werkt(self) -> LinkQuerySet:
        return self.filter(ingetrokken_op__isnull=True, verloopt_op__gt=timezone.now())


@spoor("PersoonlijkeLinkGebeurtenis", zonder=("naam", "email", "sleutel_hash", "kenmerk"))
class PersoonlijkeLink(models.Model):
    """A way for one contact person to comment on named opgaven without an account. Only the hash of its key is kept.

    It shows those opgaven and what was said through it, and nothing else. `naam` and `email` are for sending it and for
    knowing whose comments they are; erasing the person empties both. Term of this portal.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="persoonlijke_links")
    ronde = models.ForeignKey(Ronde, models.PROTECT, null=True, blank=True, related_name="persoonlijke_links")
    ministerie = models.ForeignKey(Ministerie, models.PROTECT, null=True, blank=True, related_name="+")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="+")
    naam = models.CharField(max_length=150, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    opgaven = ArrayField(models.CharField(max_length=64))
    sleutel_hash = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verloopt_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)
    ingetrokken_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    laatst_gebruikt_op = models.DateTimeField(null=True)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False, help_text="Van het formulier dat hem maakte.")

    niet_gezien = ("laatst_gebruikt_op",)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "persoonlijke link"
        verbose_name_plural = "persoonlijke links"
        ordering = ("-gemaakt_op", "-pk")
        constraints = (
            models.CheckConstraint(name="reacties_link_met_opgaven", condition=~Q(opgaven=[])),
            models.CheckConstraint(
                name="reacties_link_hoogstens_een_afzender",
                condition=Q(ministerie__isnull=True) | Q(organisatie__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.naam or 'contactpersoon'}, {self.namens}" if self.namens else self.naam or "contactpersoon"

    @property
    def namens(self) -> str:
        return str(self.ministerie or self.organisatie or "")

    @property
    def tot_en_met(self) -> date:
        """The last day on which it works, in Amsterdam."""
        return timezone.localdate(self.verloopt_op - timedelta(seconds=1))

    @property
    def werkt(self) -> bool:
        return self.ingetrokken_op is None and self.verloopt_op > timezone.now()
