from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q


class TijdvakQuerySet(models.QuerySet[Any]):
    """Of rows that hold from a day to a day."""

    def op(self, dag: date) -> Self:
        """What held on that day."""
        return self.filter(Q(sinds__isnull=True) | Q(sinds__lte=dag), Q(tot__isnull=True) | Q(tot__gt=dag))


class Tijdvak(models.Model):
    """From which day something holds, and the first day that it no longer does; empty is not known, or without end."""

    sinds = models.DateField("vanaf", null=True, blank=True)
    tot = models.DateField("tot", null=True, blank=True, help_text="De eerste dag dat het niet meer zo is.")

    objects = TijdvakQuerySet.as_manager()

    class Meta:
        abstract = True

    def geldt_op(self, dag: date) -> bool:
        return (self.sinds is None or self.sinds <= dag) and (self.tot is None or self.tot > dag)


def tijdvak_klopt(naam: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=naam,
        condition=Q(sinds__isnull=True) | Q(tot__isnull=True) | Q(tot__gt=F("sinds")),
        violation_error_message="Het einde ligt voor het begin.",
    )
