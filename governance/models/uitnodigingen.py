from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.sleutels import hash_van, nieuwe_sleutel

from .organisaties import Ministerie
from .post import Post
from .regios import Regio, Rol

GELDIG: Final = timedelta(days=7)


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):
    def open(self) -> UitnodigingQuerySet:
        """Not used and not withdrawn; it may be too old (`verlopen`)."""
        return self.filter(gebruikt_op__isnull=True, ingetrokken_op__isnull=True)

    def met_hash(self, sleutel_hash: str) -> UitnodigingQuerySet:
        """The one that a key with this hash may still open, or none."""
        return self.open().filter(sleutel_hash=sleutel_hash, verloopt_op__gt=timezone.now())

    def met_sleutel(self, sleutel: str) -> UitnodigingQuerySet:
        return self.met_hash(hash_van(sleutel))


class Uitnodiging(models.Model):
    """An offer of a role in a region, to whoever reads the mail at an address. Only the hash of its key is kept.

    It counts as long as whoever sent it (`door`) may give that role. `kenmerk` is of the form that made it, so that the
    same form sent twice makes one invitation and one mail.
    """

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="uitnodigingen")
    email = models.EmailField("e-mailadres")
    soort = models.CharField("rol", max_length=20, choices=Rol.Soort.choices)
    ministerie = models.ForeignKey(Ministerie, models.PROTECT, null=True, blank=True, related_name="+")
    opgaven_sleutels = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    rol_tot = models.DateTimeField(null=True, blank=True)
    sleutel_hash = models.CharField(max_length=64, unique=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    door_portaal = models.BooleanField(default=False, help_text="Van de opdrachtregel: geldt zonder een persoon.")
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+")
    kenmerk = models.UUIDField(null=True, unique=True, editable=False, help_text="Van het formulier dat haar maakte.")
    verloopt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)
    gebruikt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="uitnodigingen"
    )
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ("-gemaakt_op",)
        constraints = (
            models.UniqueConstraint(
                fields=["regio", "email", "soort", "ministerie"],
                condition=Q(gebruikt_op__isnull=True, ingetrokken_op__isnull=True),
                name="governance_uitnodiging_een_open",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="governance_uitnodiging_ministerie_bij_contact",
                condition=Q(soort="ministeriecontact", ministerie__isnull=False)
                | (~Q(soort="ministeriecontact") & Q(ministerie__isnull=True)),
            ),
            models.CheckConstraint(
                name="governance_uitnodiging_gebruikt_of_ingetrokken",
                condition=Q(gebruikt_op__isnull=True) | Q(ingetrokken_op__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.email}: {self.get_soort_display()} ({self.regio})"

    @property
    def verlopen(self) -> bool:
        return self.verloopt_op <= timezone.now()

    def nieuwe_sleutel(self) -> str:
        """A new key with a new term; the one before stops working. Not saved."""
        sleutel = nieuwe_sleutel()
        self.sleutel_hash = hash_van(sleutel)
        self.verloopt_op = timezone.now() + GELDIG
        return sleutel
