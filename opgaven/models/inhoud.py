from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from governance.models import Gremium, Ministerie, Organisatie
from npvr.spoor import spoor
from plandocument import tekst as rijke_tekst
from plandocument.boom import REGISTERS
from plandocument.itemsoorten import statuskeuzes
from plandocument.sleutels import nieuwe_sleutel

from .opgaven import Hoofdstuk, Opgave
from .plannen import Plan, Sectiesoort
from .trajecten import Traject
from .triggers import akkoord_is_dicht, items_gaan_mee, nieuwe_stand, sectie_is_aan_de_beurt, versie_loopt_op


@spoor("SectieGebeurtenis", zonder=("geschreven_in", "merk"))
class Sectie(models.Model):
    """Opening text, ordered items and closing text: what is edited at once, and the unit of conflict.

    Whoever writes raises `versie` by one from the one they started from; the database refuses anything else, and any
    write of items without it. `opgaven.actions` is the only code that does so. `merk` is random and changes with every
    write (a trigger sees to it): unlike `versie` it never comes back after a rollback, so that text can be kept by it.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="secties")
    opgave = models.ForeignKey(Opgave, models.CASCADE, null=True, related_name="secties")
    hoofdstuk = models.ForeignKey(Hoofdstuk, models.CASCADE, null=True, related_name="secties")
    soort = models.ForeignKey(Sectiesoort, models.CASCADE, null=True, related_name="secties")
    sleutel = models.CharField(max_length=32, default=nieuwe_sleutel, editable=False)
    volgorde = models.PositiveSmallIntegerField(default=0)
    titel = models.CharField(max_length=250, blank=True)
    opening = models.TextField(blank=True)
    slot = models.TextField(blank=True)
    gedrukt = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=1)
    geschreven_in = models.BigIntegerField(null=True, editable=False)
    merk = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    gewijzigd_op = models.DateTimeField(null=True, editable=False)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "sectie"
        ordering = ("volgorde",)
        constraints = (
            models.UniqueConstraint(fields=["plan", "sleutel"], name="opgaven_sectie_sleutel_uniek"),
            models.UniqueConstraint(fields=["opgave", "soort"], name="opgaven_sectie_soort_eenmaal_per_opgave"),
            models.CheckConstraint(
                name="opgaven_sectie_in_fiche_of_hoofdstuk",
                condition=Q(opgave__isnull=False, soort__isnull=False, hoofdstuk__isnull=True)
                | Q(opgave__isnull=True, soort__isnull=True, hoofdstuk__isnull=False),
            ),
        )
        triggers: ClassVar = [versie_loopt_op(), akkoord_is_dicht(), nieuwe_stand(), items_gaan_mee()]

    def __str__(self) -> str:
        return f"{self.opgave or self.hoofdstuk}: {self.soort or self.titel}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.opening = rijke_tekst.schoon(self.opening)
        self.slot = rijke_tekst.schoon(self.slot)
        super().save(*args, **kwargs)


@spoor("ItemGebeurtenis")
class Item(models.Model):
    """A point of a section, with the words that print; its links stand beside the words.

    `sectieversie` is the version of the section that wrote it (a trigger sees to it): the history finds the items of a
    version by it. `feiten` are pairs of a name and a code, in order, as the tree has them.
    """

    sectie = models.ForeignKey(Sectie, models.CASCADE, related_name="items")
    sleutel = models.CharField(max_length=32, default=nieuwe_sleutel, editable=False)
    positie = models.PositiveSmallIntegerField()
    tekst = models.TextField()
    groep = models.CharField(max_length=20, blank=True)
    deelthema = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=20, blank=True, choices=statuskeuzes)
    primair = models.BooleanField(default=False)
    feiten = models.JSONField(default=list, blank=True)
    sectieversie = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("sectie", "positie")
        constraints = (
            models.UniqueConstraint(fields=["sectie", "sleutel"], name="opgaven_item_sleutel_uniek"),
            models.UniqueConstraint(
                fields=["sectie", "positie"], name="opgaven_item_positie_uniek", deferrable=models.Deferrable.DEFERRED
            ),
        )
        triggers: ClassVar = [
            sectie_is_aan_de_beurt(
                "{rij}.sectie_id",
                daarna="NEW.sectieversie = (SELECT s.versie FROM opgaven_sectie s WHERE s.id = NEW.sectie_id);",
            )
        ]

    def __str__(self) -> str:
        return rijke_tekst.woorden(self.tekst)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tekst = rijke_tekst.schone_regel(self.tekst)
        super().save(*args, **kwargs)


@spoor("KoppelingGebeurtenis")
class Koppeling(models.Model):
    """The link of an item to one row of a register: a ministry, a body, an organisation or a traject."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="koppelingen")
    positie = models.PositiveSmallIntegerField(default=0)
    rol = models.CharField(max_length=20, blank=True)
    ministerie = models.ForeignKey(Ministerie, models.PROTECT, null=True, related_name="koppelingen")
    gremium = models.ForeignKey(Gremium, models.PROTECT, null=True, related_name="koppelingen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, related_name="koppelingen")
    traject = models.ForeignKey(Traject, models.PROTECT, null=True, related_name="koppelingen")

    SOORTEN: ClassVar = tuple(REGISTERS)

    class Meta:
        ordering = ("item", "positie")
        constraints = (
            models.CheckConstraint(
                name="opgaven_koppeling_een_doel",
                condition=Q(
                    Q(ministerie__isnull=False, gremium__isnull=True, organisatie__isnull=True, traject__isnull=True)
                    | Q(ministerie__isnull=True, gremium__isnull=False, organisatie__isnull=True, traject__isnull=True)
                    | Q(ministerie__isnull=True, gremium__isnull=True, organisatie__isnull=False, traject__isnull=True)
                    | Q(ministerie__isnull=True, gremium__isnull=True, organisatie__isnull=True, traject__isnull=False)
                ),
            ),
        )
        triggers: ClassVar = [
            sectie_is_aan_de_beurt("SELECT i.sectie_id FROM opgaven_item i WHERE i.id = {rij}.item_id"),
        ]

    def __str__(self) -> str:
        return f"{self.item} → {self.ministerie or self.gremium or self.organisatie or self.traject}"
