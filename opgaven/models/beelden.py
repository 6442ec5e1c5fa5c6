"""Pictures that stand in the text of a plan: their bytes, once per region."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import CharField, F, Func, Q, TextChoices, Value

from governance.models import Regio

VAST = "NP003"
"""SQLSTATE of a refused change, as of all that was frozen (`versies.models.triggers`)."""


class Beeld(models.Model):
    """A picture for a figure: PNG, JPEG or SVG made safe, known by the SHA-256 of its bytes.

    Texts name it by that hash. It is never changed; a version that names it holds it (`versies.Versiebeeld`). Source:
    architecture of this portal, ADR 35.
    """

    class Soort(TextChoices):
        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"
        SVG = "image/svg+xml", "SVG"

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="beelden")
    sha256 = models.CharField(max_length=64)
    soort = models.CharField(max_length=20, choices=Soort)
    inhoud = models.BinaryField()
    breedte = models.PositiveIntegerField()
    hoogte = models.PositiveIntegerField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "beeld"
        verbose_name_plural = "beelden"
        constraints = (
            models.UniqueConstraint(fields=["regio", "sha256"], name="opgaven_beeld_eenmaal_per_regio"),
            models.CheckConstraint(
                name="opgaven_beeld_hash_klopt",
                condition=Q(
                    sha256=Func(
                        Func(F("inhoud"), function="sha256"),
                        Value("hex"),
                        function="encode",
                        output_field=CharField(),
                    )
                ),
            ),
        )
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="beeld_ligt_vast",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"RAISE EXCEPTION 'een beeld ligt vast' USING ERRCODE = '{VAST}';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.breedte} × {self.hoogte}"
