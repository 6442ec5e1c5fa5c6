from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from governance.models import Regio
from npvr.somdatabase import hash_in_database

BEWAARD = timedelta(days=14)
"""How long a job and its file are kept after it ended."""
PAS = timedelta(days=1)
"""How long a job that ended still counts as news."""
POGINGEN = 3
"""How often a job is begun; a worker that was killed in the middle of it costs one."""


def stil() -> timedelta:
    """How long a worker may give no sign of life before its work is taken over."""
    return timedelta(seconds=settings.WERKER_STIL)


class OpdrachtQuerySet(models.QuerySet["Opdracht"]):
    def van(self, user: object, regio: Regio) -> OpdrachtQuerySet:
        """Of one person in one region: nobody else sees that they are there."""
        return self.filter(aangevraagd_door=user, regio=regio)

    def lopend(self) -> OpdrachtQuerySet:
        return self.filter(stand__in=Opdracht.LOPEND)

    def nieuws(self) -> OpdrachtQuerySet:
        """What waits or runs, and what ended in the last day (not what one stopped oneself)."""
        return self.exclude(stand=Opdracht.Stand.GEANNULEERD).filter(
            Q(klaar_op__isnull=True) | Q(klaar_op__gt=timezone.now() - PAS)
        )

    def verlopen(self) -> OpdrachtQuerySet:
        """Past the day that people are told."""
        return self.filter(klaar_op__lt=timezone.now() - BEWAARD - timedelta(days=1))


class Opdracht(models.Model):
    """Work that takes longer than a request, asked for by one person: it waits, runs, and ends in a file or a reason.

    `soort` names what is made (`opdrachten.soorten`), `gegevens` what it needs to know, `kenmerk` is a
    fingerprint of the two: the same person asking the same again gets the job that is under way. `gedaan` of `totaal`
    (0: not known yet) is what was really done, `bezig_met` says it in words. `poging` counts the times it was begun;
    only who holds the last one may write. `fout` is a sentence for people. Source: architecture of this portal, ADR 12.
    """

    class Stand(models.TextChoices):
        WACHT = "wacht", "Wacht op zijn beurt"
        BEZIG = "bezig", "Wordt gemaakt"
        KLAAR = "klaar", "Klaar"
        MISLUKT = "mislukt", "Mislukt"
        GEANNULEERD = "geannuleerd", "Geannuleerd"

    LOPEND = (Stand.WACHT, Stand.BEZIG)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    regio = models.ForeignKey(Regio, models.CASCADE, related_name="opdrachten")
    soort = models.CharField(max_length=40)
    titel = models.CharField(max_length=300)
    gegevens = models.JSONField(default=dict)
    kenmerk = models.CharField(max_length=64)
    stand = models.CharField(max_length=12, choices=Stand.choices, default=Stand.WACHT)
    gedaan = models.PositiveIntegerField(default=0)
    totaal = models.PositiveIntegerField(default=0)
    bezig_met = models.CharField(max_length=200, blank=True)
    aangevraagd_op = models.DateTimeField()
    aangevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="opdrachten")
    begonnen_op = models.DateTimeField(null=True)
    klaar_op = models.DateTimeField(null=True)
    hartslag = models.DateTimeField(null=True)
    poging = models.PositiveSmallIntegerField(default=0)
    wil_stoppen = models.BooleanField(default=False)
    fout = models.TextField(blank=True)

    objects = OpdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "opdracht"
        verbose_name_plural = "opdrachten"
        ordering = ("-aangevraagd_op", "-pk")
        indexes = (
            models.Index(fields=["aangevraagd_door", "regio", "-aangevraagd_op"], name="opdrachten_opdracht_van"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["aangevraagd_door", "regio", "kenmerk"],
                condition=Q(stand__in=("wacht", "bezig"), wil_stoppen=False),
                name="opdrachten_opdracht_een_tegelijk",
            ),
            models.CheckConstraint(
                name="opdrachten_opdracht_stand_klopt",
                condition=Q(stand="wacht", begonnen_op__isnull=True, klaar_op__isnull=True)
                | Q(stand="bezig", begonnen_op__isnull=False, hartslag__isnull=False, klaar_op__isnull=True)
                | Q(stand="klaar", begonnen_op__isnull=False, klaar_op__isnull=False)
                | Q(stand__in=("mislukt", "geannuleerd"), klaar_op__isnull=False),
            ),
            models.CheckConstraint(
                name="opdrachten_opdracht_fout_bij_mislukt",
                condition=(Q(stand="mislukt") & ~Q(fout="")) | (~Q(stand="mislukt") & Q(fout="")),
            ),
            models.CheckConstraint(name="opdrachten_opdracht_voortgang_klopt", condition=Q(gedaan__lte=F("totaal"))),
            models.CheckConstraint(
                name="opdrachten_opdracht_klaar_is_alles", condition=~Q(stand="klaar") | Q(gedaan=F("totaal"))
            ),
            models.CheckConstraint(name="opdrachten_opdracht_pogingen", condition=Q(poging__lte=POGINGEN)),
        )

    def __str__(self) -> str:
        return self.titel

    @property
    def loopt(self) -> bool:
        """Whether it still waits or runs."""
        return self.stand in self.LOPEND

    @property
    def onderbroken(self) -> bool:
        """It was begun and nobody is at it now, such as after its worker was killed; it is begun again."""
        if self.stand == self.Stand.BEZIG:
            return self.hartslag is None or self.hartslag < timezone.now() - stil() / 3
        return self.stand == self.Stand.WACHT and self.poging > 0

    @property
    def bewaard_tot(self) -> datetime | None:
        return self.klaar_op + BEWAARD if self.klaar_op else None


class Opbrengst(models.Model):
    """The file that a job ended in, whole: written in one transaction with the job's end, and never changed.

    It stands in the database, so that it can be fetched from any machine, and goes with its job.
    """

    opdracht = models.OneToOneField(Opdracht, models.CASCADE, primary_key=True, related_name="opbrengst")
    naam = models.CharField(max_length=255)
    inhoudstype = models.CharField(max_length=150)
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    grootte = models.PositiveIntegerField()

    class Meta:
        verbose_name = "opbrengst"
        verbose_name_plural = "opbrengsten"
        constraints = (
            models.CheckConstraint(
                name="opdrachten_opbrengst_hash_klopt", condition=Q(sha256=hash_in_database("inhoud"))
            ),
            models.CheckConstraint(
                name="opdrachten_opbrengst_grootte_klopt",
                condition=Q(grootte=Func(F("inhoud"), function="octet_length", output_field=models.IntegerField())),
            ),
        )

    def __str__(self) -> str:
        return self.naam
