from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from npvr.spoor import spoor

from .agendapunten import Agendapunt
from .besluiten import Besluit
from .gremia import Gremium
from .overleggen import Overleg
from .regios import Regio


class ActieQuerySet(models.QuerySet["Actie"]):
    def van(self, regio: Regio) -> ActieQuerySet:
        return self.filter(gremium__regio=regio).select_related("gremium", "agendapunt__overleg", "besluit__gremium")

    def lopend_na(self, overleg: Overleg) -> ActieQuerySet:
        """Of the body, as its list was at the end of that meeting: agreed by then, and not done before it."""
        toen = Q(agendapunt__overleg__datum__lte=overleg.datum) | Q(
            agendapunt__isnull=True, gemaakt_op__date__lte=overleg.datum
        )
        nog = Q(stand=Actie.Stand.OPEN) | Q(gereed_op__gt=overleg.datum)
        return self.filter(toen, nog, gremium=overleg.gremium_id)

    def lopend(self) -> ActieQuerySet:
        return self.filter(stand=Actie.Stand.OPEN)


@spoor("ActieGebeurtenis")
class Actie(models.Model):
    """What somebody does before a day, agreed in a meeting; it stays on the list of the body until it is done."""

    class Stand(models.TextChoices):
        OPEN = "open", "Loopt"
        GEREED = "gereed", "Gereed"
        VERVALLEN = "vervallen", "Vervallen"

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="acties")
    nummer = models.PositiveIntegerField()
    wat = models.TextField()
    wie = models.CharField(max_length=200)
    voor = models.DateField(null=True, blank=True)
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.OPEN)
    gereed_op = models.DateField(null=True, blank=True)
    toelichting = models.CharField(max_length=500, blank=True)
    besloten = models.BooleanField(default=False)
    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, null=True, related_name="acties")
    besluit = models.ForeignKey(Besluit, models.PROTECT, null=True, related_name="acties")
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)

    objects = ActieQuerySet.as_manager()

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ("gremium", "nummer")
        constraints = (
            models.UniqueConstraint(fields=["gremium", "nummer"], name="governance_actie_nummer_uniek"),
            models.CheckConstraint(
                name="governance_actie_gereed_met_dag",
                condition=Q(stand="gereed", gereed_op__isnull=False) | (~Q(stand="gereed") & Q(gereed_op__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.nummer}. {self.wat}"

    @property
    def over_tijd(self) -> bool:
        return self.stand == self.Stand.OPEN and self.voor is not None and self.voor < timezone.localdate()
