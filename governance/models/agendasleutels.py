from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.sleutels import hash_van

from .gremia import Gremium
from .regios import Regio


class AgendasleutelQuerySet(models.QuerySet["Agendasleutel"]):
    def geldig(self) -> AgendasleutelQuerySet:
        return self.filter(ingetrokken_op__isnull=True)

    def met_sleutel(self, sleutel: str) -> AgendasleutelQuerySet:
        """The one that works with this key, or none."""
        return self.geldig().filter(sleutel_hash=hash_van(sleutel), user__is_active=True)


class Agendasleutel(models.Model):
    """The secret address by which one person's calendar reads meetings: of one body, or of all. Term of this portal.

    Only the hash of its key is kept. What it gives is what that person may see at that moment; it ends when they
    withdraw it, or have no role any more.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="agendasleutels")
    regio = models.ForeignKey(Regio, models.CASCADE, related_name="+")
    gremium = models.ForeignKey(Gremium, models.CASCADE, null=True, related_name="+")
    sleutel_hash = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    ingetrokken_op = models.DateTimeField(null=True)
    kenmerk = models.UUIDField(null=True, unique=True, editable=False)

    objects = AgendasleutelQuerySet.as_manager()

    class Meta:
        verbose_name = "agendasleutel"
        verbose_name_plural = "agendasleutels"
        ordering = ("gemaakt_op",)
        constraints = (
            models.UniqueConstraint(
                fields=["user", "regio", "gremium"],
                condition=Q(ingetrokken_op__isnull=True),
                nulls_distinct=False,
                name="governance_agendasleutel_een_geldig",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.gremium or 'alle overleggen'}"
