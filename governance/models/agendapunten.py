from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from npvr.spoor import spoor

from .overleggen import Overleg


class AgendapuntQuerySet(models.QuerySet["Agendapunt"]):
    def op_de_agenda(self) -> AgendapuntQuerySet:
        """Without what was offered and dropped; the besloten part comes last."""
        return self.exclude(stand=Agendapunt.Stand.AF).order_by("besloten", "volgorde", "pk")


@spoor("AgendapuntGebeurtenis")
class Agendapunt(models.Model):
    """One thing that a meeting talks about, with what was noted of it. Term of this portal.

    `herkomst` is what of the plan it came from (a kind and a code that the room above knows). `vorige` is the same item
    at the meeting that held it over. `notitie` is rich text; `notitie_versie` goes up with every save of it.
    """

    class Soort(models.TextChoices):
        BESLUIT = "besluit", "Ter besluitvorming"
        BESPREKING = "bespreking", "Ter bespreking"
        KENNISNAME = "kennisname", "Ter kennisname"
        ORDE = "orde", "Orde van het overleg"

    class Stand(models.TextChoices):
        OPEN = "open", "Nog niet behandeld"
        BEHANDELD = "behandeld", "Behandeld"
        AANGEHOUDEN = "aangehouden", "Aangehouden"
        AF = "af", "Van de agenda gehaald"

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="punten")
    volgorde = models.PositiveSmallIntegerField(default=0)
    titel = models.CharField(max_length=200)
    soort = models.CharField(max_length=12, choices=Soort.choices, default=Soort.BESPREKING)
    minuten = models.PositiveSmallIntegerField(default=10)
    wie = models.CharField("wie brengt het in", max_length=200, blank=True)
    besloten = models.BooleanField(default=False)
    toelichting = models.TextField(blank=True)
    gevraagd = models.TextField("wat wordt gevraagd", blank=True)
    herkomst = models.CharField(max_length=20, blank=True)
    herkomst_code = models.CharField(max_length=120, blank=True)
    herkomst_woorden = models.CharField(max_length=300, blank=True)
    herkomst_pad = models.CharField(max_length=300, blank=True)
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.OPEN)
    vorige = models.OneToOneField("self", models.PROTECT, null=True, related_name="volgende")
    notitie = models.TextField(blank=True)
    notitie_versie = models.PositiveIntegerField(default=0)
    notitie_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    notitie_op = models.DateTimeField(null=True)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)
    niet_gezien = ("notitie", "notitie_versie", "notitie_door", "notitie_op", "stand")

    objects = AgendapuntQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ("besloten", "volgorde", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["overleg", "herkomst", "herkomst_code"],
                condition=~Q(herkomst=""),
                name="governance_agendapunt_herkomst_eenmaal",
            ),
        )

    def __str__(self) -> str:
        return self.titel

    @property
    def afgerond(self) -> bool:
        """Whether the meeting is done with it."""
        return self.stand != self.Stand.OPEN
