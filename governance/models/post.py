from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .regios import Regio


class Post(models.Model):
    """A mail that must go out: the outbox. It stays until the mail server took it, and goes once.

    `sleutel` names the event and the receiver; `bericht_id` is its Message-ID, the same at each try, so that a receiver
    can tell a repetition. The text is emptied a month after sending. What is `voor` somebody with an account goes only
    while they have a role in `regio`; without one, in any region. What is about an account itself is `voor` nobody: it
    always goes.
    """

    class Stand(models.TextChoices):
        WACHT = "wacht", "Wacht"
        VERSTUURD = "verstuurd", "Verstuurd"
        VERVALLEN = "vervallen", "Vervallen"

    sleutel = models.CharField(max_length=200, unique=True)
    voor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    regio = models.ForeignKey(Regio, models.CASCADE, null=True, related_name="+")
    adres = models.EmailField()
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    antwoord_aan = models.EmailField(blank=True)
    draad = models.CharField(max_length=200, blank=True, help_text="Wat meer berichten samen onderwerp hebben.")
    afmelden = models.CharField(max_length=300, blank=True, help_text="Adres voor List-Unsubscribe.")
    bericht_id = models.CharField(max_length=200, unique=True)
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.WACHT)
    pogingen = models.PositiveIntegerField(default=0)
    niet_voor = models.DateTimeField(default=timezone.now)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    verstuurd_op = models.DateTimeField(null=True)
    laatste_fout = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "post"
        verbose_name_plural = "post"
        ordering = ("gemaakt_op", "pk")
        constraints = (
            models.CheckConstraint(
                name="governance_post_verstuurd_met_tijd",
                condition=Q(stand="verstuurd", verstuurd_op__isnull=False)
                | (~Q(stand="verstuurd") & Q(verstuurd_op__isnull=True)),
            ),
        )
        indexes = (models.Index(fields=["niet_voor"], condition=Q(stand="wacht"), name="governance_post_wacht"),)

    def __str__(self) -> str:
        return f"{self.onderwerp} aan {self.adres}"
