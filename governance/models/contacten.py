from __future__ import annotations

from django.db import models

from .gremia import Lidmaatschap


class Contact(models.Model):
    """Who fills a seat now, and how to reach them: personal data, each field with its purpose. Term of this portal.

    A live list beside the registers. It is in no document, version or print, and keeps no history: who is erased leaves
    the seat, by function, and nothing else.
    """

    zetel = models.OneToOneField(Lidmaatschap, models.CASCADE, related_name="contact")
    naam = models.CharField(max_length=120, help_text="Om te weten wie deze positie nu vervult.")
    email = models.EmailField("e-mailadres", blank=True, help_text="Om stukken en uitnodigingen te sturen.")
    telefoon = models.CharField(max_length=30, blank=True, help_text="Om te bellen op de dag van het overleg.")
    sinds = models.DateField("vanaf", null=True, blank=True, help_text="Sinds wanneer deze persoon de positie vervult.")

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        ordering = ("zetel__gremium__volgorde", "zetel__volgorde", "pk")

    def __str__(self) -> str:
        return f"contactpersoon bij {self.zetel}"
